"""Names of hosts as they are compared: small letters, ASCII (a name in other letters as `xn--...`). Pure."""

from __future__ import annotations

import re

_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})+")


def canonical(host: str) -> str:
    """The one form in which a host's name is stored and compared; what is no such name comes back in small letters."""
    host = host.strip().rstrip(".").lower()
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host


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


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode").lower()
    except (UnicodeError, OverflowError):
        return label
