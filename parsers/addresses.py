"""Mailboxes of an address field (RFC 5322, and what people and programs really write), in linear time."""

from __future__ import annotations

from dataclasses import dataclass

from domain.envelope import Address
from parsers import headers

_LONGEST = 320
"""Characters of the longest address (RFC 5321: 64 before the @, 255 behind it)."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The mailboxes found, in order, and whether more stood there than were read."""

    found: tuple[Address, ...]
    cut: bool = False


def parse(value: str | bytes, hint: str | None = None, most: int = 500) -> Addresses:
    """The mailboxes of one raw field, at most `most`; never raises. Where no address stands, one without an address carries the
    name that does, so that a reviewer sees it."""
    text = headers.text_of(value, hint)
    entries, cut = _entries(text, most)
    found: list[Address] = []
    loose: list[str] = []
    for entry in entries:
        address, name = entry.mailbox()
        if not address:
            if name:
                loose.append(name)
            continue
        if loose and entry.angle is not None and entry.comma_before:
            name = ", ".join([*loose, name])
        loose = []
        found.append(Address(address=address, name=name))
    if not found and loose:
        found.append(Address(address="", name=", ".join(loose)))
    return Addresses(tuple(found), cut)


@dataclass(slots=True)
class _Entry:
    phrase: str
    angle: str | None
    comments: list[str]
    comma_before: bool

    def mailbox(self) -> tuple[str, str]:
        """Address (lower case, or nothing) and name."""
        name = headers.clean(headers.words(self.phrase)).strip("'\"`<> ")
        if self.angle is not None:
            address = _address(self.angle)
            if not name and self.comments:
                name = headers.clean(headers.words(self.comments[0]))
            return (address, name) if address else ("", name)
        rest: list[str] = []
        address = ""
        for word in self.phrase.split():
            if "@" in word and not address:
                address = _address(word)
                if address:
                    continue
            rest.append(word)
        name = headers.clean(headers.words(" ".join(rest))).strip("'\"`<> ")
        if address and not name and self.comments:
            name = headers.clean(headers.words(self.comments[0]))
        return address, name


def _address(text: str) -> str:
    """A bare address in lower case; nothing where there is none."""
    text = headers.clean(text.strip().strip("<>'\"`[]()").strip())
    if text.startswith("@") and ":" in text:  # an obsolete source route
        text = text.rpartition(":")[2]
    if text.lower().startswith("mailto:"):
        text = text[7:]
    text = "".join(text.split()).rstrip(".,;:")
    local, at, domain = text.rpartition("@")
    if not (local and at and domain) or len(text) > _LONGEST:
        return ""
    return f"{local}@{domain}".lower()


def _entries(text: str, most: int) -> tuple[list[_Entry], bool]:
    """The field cut at its top-level commas and semicolons. Whatever opens and never closes is read as an ordinary character,
    found out once for the whole field, so that hostile fields cost no more than honest ones."""
    entries: list[_Entry] = []
    last_quote = text.rfind('"')
    comments_close = True
    phrase: list[str] = []
    comments: list[str] = []
    angle: str | None = None
    after_comma = False
    seen_at = False
    place = 0
    size = len(text)

    def finish(comma: bool) -> None:
        nonlocal phrase, comments, angle, after_comma, seen_at
        words = "".join(phrase)
        if words.strip() or angle is not None:
            entries.append(_Entry(words, angle, comments, after_comma))
        phrase, comments, angle, seen_at = [], [], None, False
        after_comma = comma

    while place < size:
        if len(entries) >= most:
            return entries, True
        char = text[place]
        if char == '"' and place < last_quote:
            content, place = _until_quote(text, place)
            # A quoted local part belongs to its address; a quoted name is only its content.
            phrase.append(content.replace(" ", "_") if text.startswith("@", place) else content)
            continue
        if char == "(" and comments_close:
            end = _comment_end(text, place)
            if end < 0:
                comments_close = False
            else:
                comments.append(text[place + 1 : end])
                phrase.append(" ")
                place = end + 1
                continue
        elif char == "<":
            end = text.find(">", place)
            if end < 0:
                end = min((at for at in (text.find(",", place), text.find(";", place)) if at >= 0), default=size)
            if angle is None or not _address(angle):
                angle = text[place + 1 : end]
            place = end + 1 if end < size and text[end] == ">" else end
            continue
        elif char in ",;":
            finish(char == ",")
            place += 1
            continue
        elif char == ":" and angle is None and not seen_at:
            phrase = []  # the name of a group, or mailto:
            place += 1
            continue
        seen_at = seen_at or char == "@"
        phrase.append(char)
        place += 1
    finish(comma=False)
    return entries, False


def _until_quote(text: str, start: int) -> tuple[str, int]:
    """The content of the quoted string that opens at `start`, and the place behind its closing quote."""
    out: list[str] = []
    place = start + 1
    while place < len(text):
        char = text[place]
        if char == "\\" and place + 1 < len(text):
            out.append(text[place + 1])
            place += 2
            continue
        if char == '"':
            return "".join(out), place + 1
        out.append(char)
        place += 1
    return "".join(out), place


def _comment_end(text: str, start: int) -> int:
    """The place of the bracket that closes the comment opened at `start`, -1 where none does."""
    depth = 0
    place = start
    while place < len(text):
        char = text[place]
        if char == "\\":
            place += 2
            continue
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return place
        place += 1
    return -1
