"""Names of hosts as they are compared: small letters, ASCII (a name in other letters as `xn--...`). Pure."""

from __future__ import annotations

import re

import idna

LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""This machine itself."""
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})+")
_JOINERS = "\u200c\u200d"


def canonical(host: str) -> str:
    """The one form in which a host's name is stored and compared; what is no such name comes back in small letters, and so does
    one with letters that nobody sees (a soft hyphen), which is no other name's."""
    host = host.strip().rstrip(".").lower()
    # UTS 46 would take such letters out, and make of the name another one that is registered.
    if host.isascii() or any(_is_taken_out(letter) for letter in host):
        return host
    try:
        mapped = idna.uts46_remap(host, std3_rules=False).split(".")
        labels = [one if one.isascii() else idna.alabel(one).decode("ascii") for one in mapped]
    except idna.IDNAError:
        return host
    # It also makes signs of other letters: a wide @ would end the name.
    return ".".join(labels) if all(re.fullmatch(_LABEL, one) for one in labels) else host


def unseen_letters(host: str) -> str:
    """The letters of the name that nobody sees, mostly none; a joiner where its script needs one is seen."""
    name = shown(host)
    found = "".join(letter for letter in name if letter in _JOINERS or _is_taken_out(letter))
    return found if found and not canonical(name).isascii() else ""


def shown(host: str) -> str:
    """The name as mail programs show it, with the letters that `xn--...` stands for."""
    return ".".join(_label(label) for label in canonical(host).split("."))


def is_host(host: str) -> bool:
    """True for a canonical name of two labels or more."""
    return _HOST.fullmatch(host) is not None


def canonical_address(address: str) -> str:
    """An e-mail address with its domain in canonical form, in small letters throughout."""
    local, at, host = address.strip().lower().rpartition("@")
    return f"{local}@{canonical(host)}" if at else address.strip().lower()


def is_address(address: str) -> bool:
    """True for a canonical address that a header can hold as it stands, without a display name."""
    local, _, host = address.rpartition("@")
    return re.fullmatch(r"[^\s@<>(),;:\"\\\[\]\x00-\x1f\x7f]{1,64}", local) is not None and is_host(host)


def _is_taken_out(letter: str) -> bool:
    try:
        return not letter.isascii() and not idna.uts46_remap(letter, std3_rules=False)
    except idna.IDNAError:
        return False


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode").lower()
    except (UnicodeError, OverflowError):
        return label
