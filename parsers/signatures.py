"""Signatures of a message (DKIM, RFC 6376; ARC, RFC 8617): whose keys they need, and which of them hold with those keys.

What is checked late is worth less than what the receiver checked: keys are withdrawn, and gateways rewrite. So a signature that
holds says something, and one that does not says nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

import dkim

from domain.envelope import Authentication, Signed
from domain.hosts import canonical
from parsers import authentication

SIGNATURES = 5
"""DKIM signatures that are looked at."""
SETS = 5
"""ARC sets that a message may bear; the protocol allows fifty, and honest mail passes two or three."""
_HEAD = 256 * 1024
"""Bytes of the header that are looked at."""
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+")
_KEY_BITS = 1024

Fields = Sequence[tuple[str, str]]


def key_names(raw: bytes, sender: str, sealers: Collection[str]) -> tuple[str, ...]:
    """The names under which DNS has the keys that `signed` needs: those of signatures by the sender's domain, and, where the
    topmost seal is by one of `sealers`, of every seal. Mostly none."""
    fields = _fields(raw)
    tags = [one for _, one in _own_signatures(fields, sender)]
    if _sealer(fields) in sealers:
        tags.extend(_tags(value) for name, value in fields if name in ("arc-seal", "arc-message-signature"))
    names = (canonical(f"{one.get('s', '')}._domainkey.{one.get('d', '')}") for one in tags)
    return tuple(dict.fromkeys(name for name in names if _NAME.fullmatch(name)))


def signed(raw: bytes, sender: str, sealers: Collection[str], keys: Mapping[str, bytes]) -> Signed:
    """What holds, with these keys by name (TXT records)."""

    def key(name: bytes, timeout: int = 0) -> bytes | None:
        return keys.get(canonical(name.decode("ascii", "replace")))

    fields = _fields(raw)
    holds = any(_holds(raw, place, tags, key) for place, tags in _own_signatures(fields, sender))
    sealer = _sealer(fields)
    sealed = _sealed(raw, fields, sender, key) if sealer in sealers else None
    return Signed(dkim=holds, sealer=sealer if sealed is not None else "", sealed=sealed)


def _own_signatures(fields: Fields, sender: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The signatures by the sender's domain, one above it or one under it, each with its place among all of them; those that
    leave the From field or the end of the body open are passed over, for anybody may write there."""
    host = canonical(sender.rpartition("@")[2])
    signatures = [_tags(value) for name, value in fields if name == "dkim-signature"]
    for place, tags in enumerate(signatures[:SIGNATURES]):
        domain = canonical(tags.get("d", ""))
        aligned = domain == host or host.endswith(f".{domain}") or domain.endswith(f".{host}")
        if "." in domain and aligned and "l" not in tags and _covers_from(tags):
            yield place, tags


def _holds(raw: bytes, place: int, tags: Mapping[str, str], key: object) -> bool:
    """True where this signature holds; the library has to have found the very one at this place."""
    try:
        signature = dkim.DKIM(raw, minkey=_KEY_BITS)
        holds = bool(signature.verify(place, dnsfunc=key))
        return holds and _domain(signature.domain) == canonical(tags["d"]) and b"from" in signature.include_headers
    except Exception:
        # The library raises what it likes on nonsense (IndexError, binascii.Error); none of it holds.
        return False


def _sealer(fields: Fields) -> str:
    """The domain of the topmost ARC seal, empty where there is none, or where there are too many."""
    seals = {int(i): tags for tags in _all(fields, "arc-seal") if (i := tags.get("i", "")).isdecimal() and len(i) < 3}
    if not seals or max(seals) > SETS or len(_all(fields, "arc-seal")) != len(seals):
        return ""
    return canonical(seals[max(seals)].get("d", ""))


def _sealed(raw: bytes, fields: Fields, sender: str, key: object) -> Authentication | None:
    """The verdicts of the topmost set, where all sets hold and it covers the From field."""
    try:
        verdict, found, _ = dkim.ARC(raw, minkey=_KEY_BITS).verify(dnsfunc=key)
    except Exception:  # as above: the library's, and no chain that holds
        return None
    if verdict != dkim.CV_Pass or not found or _domain(found[0]["as-domain"]) != _sealer(fields):
        return None
    top = str(found[0]["instance"])
    (covering,) = [tags for tags in _all(fields, "arc-message-signature") if tags.get("i") == top][:1] or [{}]
    if not _covers_from(covering):
        return None
    value = found[0]["aar-value"].decode("utf-8", "replace")
    return authentication.verdicts([re.sub(r"^\s*i\s*=\s*\d+\s*;", "", value)], None, sender)


def _covers_from(tags: Mapping[str, str]) -> bool:
    return "from" in tags.get("h", "").lower().split(":")


def _domain(found: bytes) -> str:
    return canonical(found.decode("ascii", "replace"))


def _all(fields: Fields, wanted: str) -> list[dict[str, str]]:
    return [_tags(value) for name, value in fields if name == wanted]


def _tags(value: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in value[:16_384].split(";"))
    return {name.strip().lower(): re.sub(r"\s+", "", content) for name, sign, content in pairs if sign}


def _fields(raw: bytes) -> list[tuple[str, str]]:
    """The header's fields, unfolded, by name in small letters, topmost first."""
    head = re.split(rb"\r?\n\r?\n", raw[:_HEAD], maxsplit=1)[0].decode("utf-8", "replace")
    unfolded = re.sub(r"\r?\n[ \t]+", " ", head)
    pairs = (line.partition(":") for line in re.split(r"\r?\n", unfolded))
    return [(name.strip().lower(), content.strip()) for name, colon, content in pairs if colon]
