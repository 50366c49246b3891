"""Headers of our mails: ASCII on the wire, one line each, and broken by nobody's text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import (
    Address,
    BaseHeader,
    HeaderRegistry,
    UniqueAddressHeader,
    UniqueUnstructuredHeader,
    UnstructuredHeader,
)
from email.policy import SMTP, Policy
from email.utils import quote

from domain.hosts import canonical

_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,900}>")
BREAKS = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode categories of control characters, lone surrogates, line and paragraph separators."""


class HeaderFailed(Exception):
    """A header cannot hold this value; the message says which and why, and never a personal value."""


class _Ids(UnstructuredHeader, BaseHeader):
    """Message-IDs, folded between ids only: the library's folding would encode a long one."""

    def fold(self, *, policy: Policy) -> str:
        """The header's lines, one id a line."""
        return f"{self.name}: " + f"{policy.linesep} ".join(str(self).split()) + policy.linesep


class _Subject(UniqueUnstructuredHeader, BaseHeader):  # type: ignore[misc]  # as the registry itself makes them
    """A subject in encoded words that lose nothing: the library's folding drops spaces between two of them (CPython 3.11)."""

    def fold(self, *, policy: Policy) -> str:
        """The header's lines."""
        return f"{self.name}: {_encoded(str(self), self.name, policy)}{policy.linesep}"


class _From(UniqueAddressHeader, BaseHeader):  # type: ignore[misc]
    """Our own name and address; the library's folding loses the quotes of a long name and spaces between encoded words."""

    def fold(self, *, policy: Policy) -> str:
        """The header's lines."""
        (own,) = self.addresses
        if not own.display_name:
            return f"{self.name}: {own.addr_spec}{policy.linesep}"
        ascii_name = own.display_name.isascii()
        name = f'"{quote(own.display_name)}"' if ascii_name else _encoded(own.display_name, self.name, policy)
        return f"{self.name}: {name}{policy.linesep} <{own.addr_spec}>{policy.linesep}"


def _encoded(text: str, name: str, policy: Policy) -> str:
    return Header(text, "us-ascii" if text.isascii() else "utf-8", header_name=name).encode(linesep=policy.linesep)


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("subject", _Subject)
_HEADERS.map_to_type("from", _From)
_HEADERS.map_to_type("in-reply-to", _Ids)
_HEADERS.map_to_type("references", _Ids)
POLICY = SMTP.clone(cte_type="7bit", header_factory=_HEADERS)
"""Nothing but ASCII on the wire, so that no relay has to be asked for 8BITMIME."""


def one_line(value: str, header: str) -> str:
    """The value, where it is one line that a header can hold."""
    if any(unicodedata.category(c) in BREAKS for c in value):
        raise HeaderFailed(f"The {header} header would hold a line break or a control character; nothing was rendered.")
    return value


def mailbox(address: str, header: str, name: str = "") -> Address:
    """One mailbox for a header, its domain in ASCII; HeaderFailed where it is none or needs SMTPUTF8."""
    local, _, domain = one_line(address, header).rpartition("@")
    try:
        ascii_address = f"{local}@{canonical(domain)}"
        ascii_address.encode("ascii")
        return Address(display_name=name, addr_spec=ascii_address)
    except (ValueError, HeaderParseError, IndexError, AttributeError) as error:  # the last for `a@[b.c` (CPython 3.11)
        raise HeaderFailed(f"The {header} address is not one that this program can write to; write by hand.") from error


def message_ids(values: Sequence[str], header: str) -> list[str]:
    """The well-formed Message-IDs among the values, each once, in order."""
    found: dict[str, None] = {}
    for value in values:
        for part in one_line(value.strip(), header).split():
            if _MESSAGE_ID.fullmatch(part):
                found[part] = None
    return list(found)
