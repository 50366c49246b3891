"""A signed token in the address to which answers go (`poc+re17-SEAL@host`): an answer that lost its thread is known by it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_LOCAL_PART = 64
"""Octets (RFC 5321, 4.5.3.1.1)."""
KEY_BYTES = 32
_SEAL_BYTES = 10
_TOKEN = re.compile(r"re([0-9]{1,12})-([a-z2-7]{16})")
_MEANT = re.compile(r"re[0-9]+-.*")
"""What we take for a token, whole or not; any other detail behind a plus sign is none of our affair."""


@dataclass(frozen=True, slots=True)
class Token:
    """What an address bears: the number of the outbox's mail and its seal, or, where it is no whole token, neither."""

    number: int | None = None
    seal: str = ""

    def sealed(self, mail_id: str, key: bytes) -> bool:
        """True where it was made with this key for the mail of its number with this Message-ID."""
        return self.number is not None and hmac.compare_digest(self.seal, _seal(self.number, mail_id, key))


def address(mailbox: str, number: int, mail_id: str, key: bytes) -> str:
    """The mailbox's address with this mail's token, or as it is where a local part can hold no more.

    In small letters and figures, so that nothing on the way can change it by changing case."""
    local, _, host = mailbox.rpartition("@")
    with_token = f"{local}+re{number}-{_seal(number, mail_id, key)}"
    return f"{with_token}@{host}" if len(with_token) <= LONGEST_LOCAL_PART else mailbox


def tokens(addresses: Iterable[str], mailbox: str) -> list[Token]:
    """The tokens that these addresses bear, each once, in order; of addresses other than this mailbox's none."""
    local, _, host = mailbox.lower().rpartition("@")
    found: dict[Token, None] = {}
    for one in addresses:
        before, _, domain = one.lower().rpartition("@")
        name, plus, detail = before.rpartition("+")
        if plus and name == local and domain == host and _MEANT.fullmatch(detail):
            whole = _TOKEN.fullmatch(detail)
            found[Token(int(whole[1]), whole[2]) if whole else Token()] = None
    return list(found)


def _seal(number: int, mail_id: str, key: bytes) -> str:
    """80 bits; over the Message-ID too, so that a row's number that is given a second time brings no old token back to life."""
    digest = hmac.digest(key, f"reply token\n{number}\n{mail_id}".encode(), hashlib.sha256)
    return base64.b32encode(digest[:_SEAL_BYTES]).decode("ascii").lower()
