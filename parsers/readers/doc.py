"""DOC: Word's binary format (97 and later, [MS-DOC]), its text with tables, headers and text boxes."""

from __future__ import annotations

import bisect
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.submission import Finding, Severity
from parsers.document import Block, Document, Page
from parsers.readers.doc_blocks import DocBlocks
from parsers.readers.reader import Unreadable, name_of
from parsers.readers.streams import MAGIC, Streams

if TYPE_CHECKING:
    from parsers.engines import Engines
    from parsers.limits import Limits

_IN_TABLE, _ROW_END, _ROW_SHAPE = 0x2416, 0x2417, 0xD608
_DELETED, _HIDDEN = 0x0800, 0x083C
_OPERAND = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_HEADERS, _FOOTERS = (0, 1, 4), (2, 3, 5)


def bid(head: bytes, declared: str) -> int:
    """A compound file; whether Word's document is in it is seen on reading."""
    return 50 if head.startswith(MAGIC) else 0


def read(path: str, data: bytes, limits: Limits, engines: Engines) -> Document:
    """The text with all changes accepted; pictures of pages in it are recognised, as pages of their own."""
    from parsers.readers.image import recognised_pictures

    name = name_of(path)
    try:
        streams = Streams(data)
        main = streams.get("WordDocument")
        if main is None:
            raise Unreadable("unsupported_format", f"{name} is of a kind that cannot be read; open it by hand.")
        word = _Word(name, streams, main)
        blocks = word.blocks(limits.text_chars)
        pictures = list(_pictures(streams.get("Data") or b""))
    except (struct.error, ValueError, IndexError) as error:
        raise Unreadable("damaged", f"{name} is damaged and could not be read.") from error
    scanned, findings = recognised_pictures(path, pictures, limits, engines)
    if word.hidden:
        findings.append(
            Finding(
                code="hidden_text", severity=Severity.WARNING, message=f"{name} holds hidden text; it was not read."
            )
        )
    if word.changes:
        sentence = f"{name} holds tracked changes; it was read with all of them accepted."
        findings.append(Finding(code="tracked_changes", severity=Severity.WARNING, message=sentence))
    if word.boxes:
        sentence = f"{name} holds boxes to be ticked whose state could not be read; look at them by hand."
        findings.append(Finding(code="check_boxes_unread", severity=Severity.WARNING, message=sentence))
    return Document(path, "doc", (Page(tuple(blocks)), *scanned), bool(scanned), tuple(findings))


@dataclass(frozen=True, slots=True)
class _Run:
    """Properties from a place in the file on: Word's single property modifiers."""

    start: int
    modifiers: dict[int, bytes]


class _Word:
    """A document's text with its paragraph and character properties."""

    def __init__(self, name: str, streams: Streams, main: bytes) -> None:
        magic, flags = struct.unpack_from("<H", main, 0)[0], struct.unpack_from("<H", main, 10)[0]
        if flags & 0x0100:
            raise Unreadable("password_protected", f"{name} is protected with a password and could not be read.")
        if magic != 0xA5EC:
            raise Unreadable(
                "unsupported_format", f"{name} is of a kind of Word document that cannot be read; open it by hand."
            )
        self._main = main
        self._table = streams.get("1Table" if flags & 0x0200 else "0Table") or b""
        counts = struct.unpack_from("<8l", main, 0x4C)
        self._text_end, self._notes, self._headers_length = counts[0], counts[1], counts[2]
        self._between, self._boxes_length = counts[3] + counts[4] + counts[5], counts[6]
        self._pieces = list(self._read_pieces())
        self._paragraphs = self._runs(0x0102, 13)
        self._characters = self._runs(0x00FA, 1)
        self.hidden = self.changes = self.boxes = False

    def _at(self, offset: int) -> bytes:
        start, length = struct.unpack_from("<LL", self._main, offset)
        return self._table[start : start + length]

    def _read_pieces(self) -> Iterator[tuple[int, int, int, bool]]:
        """First and last character, place in the file, and whether one byte is one character."""
        clx = self._at(0x01A2)
        at = 0
        while at < len(clx) and clx[at] == 1:
            at += 3 + int(struct.unpack_from("<H", clx, at + 1)[0])
        if at >= len(clx) or clx[at] != 2:
            raise ValueError("no piece table")
        length = int(struct.unpack_from("<L", clx, at + 1)[0])
        count = (length - 4) // 12
        places = struct.unpack_from(f"<{count + 1}L", clx, at + 5)
        for index in range(count):
            start = int(struct.unpack_from("<L", clx, at + 5 + 4 * (count + 1) + 8 * index + 2)[0])
            single = bool(start & 0x40000000)
            yield places[index], places[index + 1], (start & 0x3FFFFFFF) // (2 if single else 1), single

    def _runs(self, offset: int, width: int) -> list[_Run]:
        """Property runs from 512-byte pages of the main stream."""
        plc = self._at(offset)
        count = (len(plc) - 4) // 8
        runs: list[_Run] = []
        for number in struct.unpack_from(f"<{count}L", plc, 4 * (count + 1)) if count > 0 else ():
            page = self._main[(number & 0x3FFFFF) * 512 : (number & 0x3FFFFF) * 512 + 512]
            if len(page) < 512:
                continue
            entries = page[511]
            for index, start in enumerate(struct.unpack_from(f"<{entries}L", page, 0)):
                place = page[4 * (entries + 1) + width * index] * 2
                runs.append(_Run(int(start), _modifiers(page, place, paragraph=width == 13)))
        return sorted(runs, key=lambda run: run.start)

    def blocks(self, most: int) -> list[Block]:
        """All blocks: headers, body with notes, text boxes, footers."""
        body = self._blocks(0, min(self._text_end + self._notes, most), "body")
        start = self._text_end + self._notes
        plc = self._at(0x00F2)
        stories = [int(v) for v in struct.unpack(f"<{len(plc) // 4}L", plc[: len(plc) // 4 * 4])]
        headers: list[Block] = []
        footers: list[Block] = []
        for index in range(6, len(stories) - 2):
            if stories[index + 1] > stories[index] and stories[index + 1] <= self._headers_length:
                kind = (index - 6) % 6
                region, into = ("header", headers) if kind in _HEADERS else ("footer", footers)
                found = self._blocks(start + stories[index], start + stories[index + 1], region)
                into.extend(block for block in found if block not in into)
        boxes_start = start + self._headers_length + self._between
        boxes = self._blocks(boxes_start, min(boxes_start + self._boxes_length, boxes_start + most), "textbox")
        return [*headers, *body, *boxes, *footers]

    def _blocks(self, start: int, end: int, region: str) -> list[Block]:
        made = DocBlocks(region)
        text, code, fields = "", "", []
        for character, place in self._text(start, end):
            if self._drops(place):
                continue
            if character == "\x13":
                fields.append("code")
                code = ""
            elif character == "\x14" and fields:
                fields[-1] = "result"
            elif character == "\x15" and fields:
                fields.pop()
                self.boxes = self.boxes or "FORMCHECKBOX" in code
            elif fields and fields[-1] == "code":
                code += character
            elif character in "\r\x07\x0c":
                made.line(text)
                text = ""
                modifiers = self._modifiers(self._paragraphs, place)
                if character == "\x07" and modifiers.get(_ROW_END, b"\0")[0]:
                    made.row(_edges(modifiers.get(_ROW_SHAPE, b"")))
                elif character == "\x07":
                    made.cell()
                else:
                    made.paragraph(in_table=bool(modifiers.get(_IN_TABLE, b"\0")[0]))
            elif character == "\x0b":
                made.line(text)
                text = ""
            else:
                text += {"\x1e": "-", "\xa0": " "}.get(
                    character, character if character >= " " or character == "\t" else ""
                )
        made.line(text)
        made.paragraph(in_table=False)
        return made.blocks

    def _drops(self, place: int) -> bool:
        modifiers = self._modifiers(self._characters, place)
        deleted, hidden = modifiers.get(_DELETED, b"\0")[:1] == b"\1", modifiers.get(_HIDDEN, b"\0")[:1] == b"\1"
        self.changes, self.hidden = self.changes or deleted, self.hidden or hidden
        return deleted or hidden

    def _text(self, start: int, end: int) -> Iterator[tuple[str, int]]:
        """The characters from `start` to `end`, each with its place in the file."""
        for first, last, place, single in self._pieces:
            low, high = max(first, start), min(last, end)
            if low >= high:
                continue
            width = 1 if single else 2
            begin = place + (low - first) * width
            raw = self._main[begin : begin + (high - low) * width]
            text = raw.decode("cp1252" if single else "utf-16-le", "replace")
            at = begin
            for character in text:
                yield character, at
                at += width * (2 if ord(character) > 0xFFFF else 1)

    @staticmethod
    def _modifiers(runs: list[_Run], place: int) -> dict[int, bytes]:
        index = bisect.bisect_right(runs, place, key=lambda run: run.start) - 1
        return runs[index].modifiers if index >= 0 else {}


def _modifiers(page: bytes, place: int, *, paragraph: bool) -> dict[int, bytes]:
    """The single property modifiers at a place of a property page: code -> operand."""
    if not place:
        return {}
    if paragraph:
        size = 2 * page[place] - 1 if page[place] else 2 * page[place + 1]
        at = place + (1 if page[place] else 2)
        end = at + size
        at += 2  # the style's number
    else:
        at, end = place + 1, place + 1 + page[place]
    found: dict[int, bytes] = {}
    while at + 2 <= min(end, len(page)):
        code = int(struct.unpack_from("<H", page, at)[0])
        at += 2
        if code == _ROW_SHAPE:
            size = int(struct.unpack_from("<H", page, at)[0]) + 1
        elif code >> 13 == 6:
            size = page[at] + 1
        else:
            size = _OPERAND[code >> 13]
        found[code] = page[at : at + size]
        at += size
    return found


def _edges(shape: bytes) -> list[int]:
    """Where a row's cells begin and end, in twentieths of a point."""
    if len(shape) < 3:
        return []
    count = min(shape[2], (len(shape) - 3) // 2 - 1)
    return [int(v) for v in struct.unpack_from(f"<{count + 1}h", shape, 3)] if count > 0 else []


def _pictures(data: bytes) -> Iterator[bytes]:
    """JPEG and PNG pictures that lie in a stream as they are."""
    for found in re.finditer(
        rb"\x89PNG\r\n\x1a\n.*?IEND....|\xff\xd8\xff.*?\xff\xd9(?=\x00|\xff\xd8|\x89P|[^\xff]{2}\x1e\xf0|$)",
        data,
        re.DOTALL,
    ):
        if len(found[0]) > 4000:
            yield found[0]
