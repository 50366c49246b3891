"""The tree of a message's parts, by the standard library's parser with its legs tied.

The parser is fed a message class of ours that counts parts and depth and does not let it descend into enclosed messages:
these stay whole, byte for byte, and are opened later like any other container."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import CloseBoundaryNotFoundDefect, MessageDefect
from email.message import Message as StandardMessage
from email.parser import BytesFeedParser
from email.policy import Compat32, compat32
from typing import TYPE_CHECKING, Literal

from parsers import headers
from parsers.expressions import later
from parsers.limits import MIB, Limits

Trouble = Literal[
    "too_many_parts", "too_deep", "cut_off", "repaired", "unreadable", "outside_text", "too_large", "long_header"
]

_BOUNDARY_LINE = later(
    rb"^--([^\r\n]{1,200}?)[ \t]*\r?\n(?=Content-[!-9;-~]{1,60}:|MIME-Version:)", re.MULTILINE | re.IGNORECASE
)
_TYPE_FIELD = 16 * 1024
"""Characters of a Content-Type that are looked at."""
_REPAIRS = 5
"""Multiparts whose boundary is looked for in their own text."""
_OUTSIDE = 400
"""Bytes of text before or behind the parts that are more than a mail program's boilerplate."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part that holds no parts: its header fields as raw text and its content still in its transfer encoding."""

    fields: tuple[tuple[str, str], ...]
    media_type: str
    parameters: dict[str, str]
    content: bytes
    declared: bool = True
    """True where the part names its own type."""

    def get(self, name: str) -> str | None:
        """The first field of this name (lower case), raw."""
        return next((value for key, value in self.fields if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Branch:
    """A multipart and its children, in order."""

    subtype: str
    parameters: dict[str, str]
    children: tuple[Branch | Leaf, ...]


Node = Branch | Leaf


@dataclass(frozen=True, slots=True)
class Structure:
    """The message's own header fields, raw and in order; its tree; what went wrong with it."""

    fields: tuple[tuple[str, str], ...]
    root: Node
    troubles: frozenset[Trouble] = field(default=frozenset())

    def all(self, name: str) -> list[str]:
        """Every field of this name (lower case), raw, topmost first."""
        return [value for key, value in self.fields if key.lower() == name]


def leaves(node: Node) -> Iterator[Leaf]:
    """The leaves in the order in which they stand in the message."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Leaf):
            yield one
        else:
            waiting.extend(reversed(one.children))


def opens_a_part(raw: bytes) -> bool:
    """True where a line of the bytes looks like the boundary before a part."""
    return _BOUNDARY_LINE.search(raw) is not None


def structure(raw: bytes, limits: Limits) -> Structure:
    """The tree of `raw` within the limits; never raises on what a sender can write."""
    troubles: set[Trouble] = set()
    if len(raw) > limits.message_bytes:
        raw = raw[: limits.message_bytes]
        troubles.add("too_large")
    bounded = headers.bounded(raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), limits.header_block, limits.header)
    if bounded.cut:
        troubles.add("long_header")
    tally = _Tally(limits.parts, limits.depth, troubles)
    root = _parsed(bounded.raw, tally)
    tree = _Builder(tally, limits).build(root)
    return Structure(_fields(root, limits.header), tree, frozenset(troubles))


if TYPE_CHECKING:
    _Standard = StandardMessage[str, str]
else:
    _Standard = StandardMessage


class _TooManyParts(Exception):
    """The parser has made as many parts as it may."""


class _Tally:
    """Counts over one message, its repaired multiparts included."""

    def __init__(self, parts: int, depth: int, troubles: set[Trouble]) -> None:
        self.parts_left = parts
        self.repairs_left = _REPAIRS
        self.depth = depth
        self.troubles = troubles


class _Entity(_Standard):
    """A part as the standard parser fills it in; the types that it tells the parser keep it from descending where it must not."""

    level = 0
    tally: _Tally

    def __init__(self, policy: Compat32 = compat32) -> None:
        super().__init__(policy)
        self._told: headers.Parameterised | None = None

    def told(self) -> headers.Parameterised:
        """The part's own Content-Type, the default where none (or nonsense) is given."""
        if self._told is None:
            value = next((value for key, value in self.raw_items() if key.lower() == "content-type"), None)
            found = headers.parameterised(str(value)[:_TYPE_FIELD]) if value is not None else None
            if found is None or not re.fullmatch(r"[^/\s]+/[^/\s]+", found.value):
                kind = "text/plain" if found is not None else self.get_default_type()
                found = headers.Parameterised(kind, found.parameters if found else {})
            self._told = found
        return self._told

    def attach(self, payload: object) -> None:
        """A child joins, one level deeper."""
        if isinstance(payload, _Entity):
            payload.level = self.level + 1
        super().attach(payload)  # type: ignore[arg-type]

    def get_content_type(self) -> str:
        """What the parser may know: enclosed messages, and multiparts too deep, are opaque to it."""
        value = self.told().value
        if value.startswith("message/"):
            return "opaque/" + value.removeprefix("message/")
        if value.startswith("multipart/") and self.level >= self.tally.depth:
            self.tally.troubles.add("too_deep")
            return "opaque/multipart"
        return value

    def get_content_maintype(self) -> str:
        """The first half of get_content_type."""
        return self.get_content_type().partition("/")[0]

    def content(self) -> list[_Entity] | bytes:
        """The parts, or the content exactly as it stood in the message (get_payload would decode what is not ASCII)."""
        payload: object = vars(self).get("_payload")
        if isinstance(payload, list):
            return [child for child in payload if isinstance(child, _Entity)]
        return payload.encode("ascii", "surrogateescape") if isinstance(payload, str) else b""

    def get_boundary(self, failobj: object = None) -> str | None:  # type: ignore[override]
        """The boundary, read in linear time."""
        boundary = self.told().parameters.get("boundary", "").rstrip()
        return boundary[:200] or None


def _parsed(raw: bytes, tally: _Tally) -> _Entity:
    """The standard parser's tree; where the parts run out, as far as it came."""
    made: list[_Entity] = []

    class Counted(_Entity):
        def __init__(self, policy: Compat32 = compat32) -> None:
            super().__init__(policy)
            self.tally = tally
            made.append(self)
            # The parser makes one entity for trial before it begins.
            if len(made) > 1:
                if tally.parts_left <= 0:
                    tally.troubles.add("too_many_parts")
                    raise _TooManyParts
                tally.parts_left -= 1

    parser = BytesFeedParser(Counted, policy=compat32)
    try:
        for place in range(0, len(raw), MIB):
            parser.feed(raw[place : place + MIB])
        parser.close()
    except _TooManyParts:
        if len(made) < 3:
            return _empty(tally)
    return made[1]


def _empty(tally: _Tally) -> _Entity:
    entity = _Entity()
    entity.tally = tally
    entity.set_payload("")
    return entity


def _fields(entity: _Entity, longest: int) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)[:longest]) for name, value in entity.raw_items())


class _Builder:
    """Turns the parser's entities into branches and leaves, and looks for lost boundaries."""

    def __init__(self, tally: _Tally, limits: Limits) -> None:
        self._tally = tally
        self._limits = limits

    def build(self, entity: _Entity) -> Node:
        told = entity.told()
        content = entity.content()
        defects: list[MessageDefect] = list(entity.defects)
        if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in defects):
            self._tally.troubles.add("cut_off")
        if isinstance(content, list):
            if any(len((text or "").strip()) > _OUTSIDE for text in (entity.preamble, entity.epilogue)):
                self._tally.troubles.add("outside_text")
            return Branch(told.value.partition("/")[2], told.parameters, tuple(self.build(child) for child in content))
        declared = any(name.lower() == "content-type" for name, _ in entity.raw_items())
        multipart = told.value.startswith("multipart/")
        if multipart or (not declared and entity.level == 0):
            repaired = self._repaired(told, content, multipart, entity.level)
            if repaired is not None:
                return repaired
        if multipart:
            if content.strip():
                self._tally.troubles.add("unreadable")
            return Leaf(_fields(entity, self._limits.header), "text/plain", {}, content, declared=False)
        return Leaf(_fields(entity, self._limits.header), told.value, told.parameters, content, declared)

    def _repaired(self, told: headers.Parameterised, content: bytes, multipart: bool, level: int) -> Node | None:
        """A multipart whose boundary is missing or misspelt, opened by the boundary that its text shows."""
        if self._tally.repairs_left <= 0 or level >= self._tally.depth:
            return None
        found = _BOUNDARY_LINE.search(content)
        if found is None:
            return None
        self._tally.repairs_left -= 1
        self._tally.troubles.add("repaired")
        boundary = found[1].replace(b"\\", b"\\\\").replace(b'"', b'\\"')
        subtype = told.value.encode("ascii", "replace") if multipart else b"multipart/mixed"
        header = b"Content-Type: " + subtype + b'; boundary="' + boundary + b'"\r\n\r\n'
        again = _parsed(header + content, self._tally)
        return self.build(again) if isinstance(again.content(), list) else None
