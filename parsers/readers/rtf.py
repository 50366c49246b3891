"""RTF: paragraphs, tables and pictures of pages."""

from __future__ import annotations

import codecs
import contextlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from domain.submission import Finding, Severity
from parsers.document import Block, Cell, Document, Line, Page, Paragraph, Table
from parsers.readers.reader import Unreadable, name_of
from parsers.saved_mail import codec_of

if TYPE_CHECKING:
    from parsers.engines import Engines
    from parsers.limits import Limits

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_SKIPPED_WORDS = """
    fonttbl colortbl stylesheet info fldinst themedata colorschememapping datastore latentstyles rsidtbl listtable
    listoverridetable revtbl generator xmlnstbl bkmkstart bkmkend nonshppict sp object objdata template pgdsctbl
    filetbl annotation atnid atnauthor private userprops nonesttables falt panose mmathPr datafield xe tc
"""
_SKIPPED = frozenset(_SKIPPED_WORDS.split())
_ENTERED = {"shpinst", "shppict", "formfield", "nestrow", "nesttableprops"}
"""Starred destinations in which something is to be read."""
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_SAID = {
    "tab": "\t", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "endash": "–", "emdash": "—", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_REGIONS = {"header": "header", "headerl": "header", "headerr": "header", "headerf": "header",
            "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer", "shptxt": "textbox"}  # fmt: skip


def bid(head: bytes, declared: str) -> int:
    """The opening group."""
    return 100 if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf") else 0


def read(path: str, data: bytes, limits: Limits, engines: Engines) -> Document:
    """The text with its tables; pictures of pages in it are recognised, as pages of their own."""
    from parsers.readers.image import recognised_pictures

    walk = _Walk(limits.text_chars)
    walk.read(data)
    if not walk.blocks and not walk.pictures:
        raise Unreadable("damaged", f"{name_of(path)} is empty or damaged.")
    scanned, findings = recognised_pictures(path, walk.pictures, limits, engines)
    if walk.hidden:
        sentence = f"{name_of(path)} holds text that is hidden from people; it was not read."
        findings.append(Finding(code="hidden_text", severity=Severity.WARNING, message=sentence))
    blocks = [
        *(b for b in walk.blocks if _is(b, "header")),
        *(b for b in walk.blocks if not _is(b, "header", "footer")),
    ]
    blocks.extend(b for b in walk.blocks if _is(b, "footer"))
    return Document(path, "rtf", (Page(tuple(blocks)), *scanned), bool(scanned), tuple(findings))


def text_of(data: bytes) -> str:
    """The words alone, line by line; never raises."""
    walk = _Walk(len(data))
    with contextlib.suppress(Unreadable):
        walk.read(data)
    return Document("", "rtf", (Page(tuple(walk.blocks)),)).text


def _is(block: Block, *regions: str) -> bool:
    return isinstance(block, Paragraph | Table) and block.region in regions


@dataclass
class _State:
    skip: bool = False
    uc: int = 1
    font: int = 0
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False
    region: str = "body"
    picture: bool = False
    fonts: bool = False
    size: float | None = None


@dataclass
class _Row:
    edges: list[int] = field(default_factory=list)
    merged: list[bool] = field(default_factory=list)
    goes_on: bool = False


class _Walk:
    """One pass through the tokens."""

    def __init__(self, most: int) -> None:
        self.blocks: list[Block] = []
        self.pictures: list[bytes] = []
        self.hidden = False
        self._left = most
        self._stack: list[_State] = []
        self._state = _State()
        self._codepage = "cp1252"
        self._fonts: dict[int, str] = {}
        self._pending = b""
        self._skip_next = 0
        self._star = False
        self._text = ""
        self._lines: list[Line] = []
        self._cells: list[tuple[Line, ...]] = []
        self._row = _Row()
        self._rows: list[tuple[_Row, list[tuple[Line, ...]]]] = []
        self._hex: list[bytes] = []
        self._field: dict[str, int] = {}

    def read(self, data: bytes) -> None:
        """Reads to the end of the file, whatever is missing there."""
        at = 0
        while at < len(data) and self._left > 0:
            found = _TOKEN.match(data, at)
            if not found:
                at += 1
                continue
            at = found.end()
            word, number, code, symbol, brace, text = found.groups()
            if brace:
                self._brace(brace)
            elif word is not None:
                name, value = word.decode("ascii"), int(number) if number else None
                if name == "bin" and value:
                    at += value
                else:
                    self._word(name, value)
            elif code is not None:
                self._byte(bytes([int(code, 16)]))
            elif symbol is not None:
                self._symbol(symbol)
            elif text is not None:
                self._plain(text)
        self._end_paragraph()
        self._end_table()

    def _brace(self, brace: bytes) -> None:
        self._flush()
        if brace == b"{":
            if len(self._stack) > 400:
                raise Unreadable("damaged", "The file nests deeper than any document does.")
            self._stack.append(self._state)
            self._state = replace(self._state, picture=False)
            return
        before = self._state
        if before.picture and self._hex:
            self._end_picture()
        if self._stack:
            self._state = self._stack.pop()
        if self._field and not self._state.skip and "type" in self._field and before.skip != self._state.skip:
            self._end_field()
        if before.region != self._state.region:
            self._end_paragraph(before.region)

    def _word(self, name: str, value: int | None) -> None:
        state = self._state
        star, self._star = self._star, False
        if name == "u" and value is not None:
            self._flush()
            self._say(chr(value % 65536))
            self._skip_next = state.uc
            return
        if name in ("upr", "ud"):
            return
        self._flush()
        self._skip_next = 0
        if star and name not in _ENTERED and name not in _REGIONS:
            state.skip = True
        match name:
            case "fonttbl":
                state.fonts = state.skip = True
            case "f":
                state.font = value or 0
            case "fcharset" if state.fonts:
                self._fonts[state.font] = _CHARSETS.get(value or 0, "cp1252")
            case "ansicpg":
                self._codepage = _known(value) or "cp1252"
            case "uc":
                state.uc = value if value is not None else 1
            case "pict":
                state.picture = state.skip = True
                self._hex = []
            case "fs":
                state.size = (value or 24) / 2
            case "v":
                state.hidden = value != 0
            case "deleted":
                state.deleted = value != 0
            case "plain":
                state.hidden = state.deleted = False
            case "pard":
                state.in_table = False
            case "intbl" | "itap":
                state.in_table = value != 0
            case "par" | "sect" | "page":
                self._end_paragraph()
            case "cell" | "nestcell":
                self._end_cell()
            case "trowd":
                self._row = _Row()
            case "clmrg":
                self._row.goes_on = True
            case "cellx":
                self._row.edges.append(value or 0)
                self._row.merged.append(self._row.goes_on)
                self._row.goes_on = False
            case "row" | "nestrow":
                self._end_row()
            case "formfield":
                self._field = {}
                state.skip = True
            case "fftype":
                self._field["type"] = value or 0
            case "ffres" | "ffdefres":
                self._field[name] = value or 0
            case _ if name in _REGIONS and not (state.skip and not star):
                state.region = _REGIONS[name]
            case _ if name in _SKIPPED:
                state.skip = True
            case _ if name in _SAID:
                self._say(_SAID[name])

    def _symbol(self, symbol: bytes) -> None:
        self._flush()
        if symbol == b"*":
            self._star = True
        elif symbol == b"~":
            self._say(" ")
        elif symbol == b"_":
            self._say("-")
        elif symbol in b"{}\\":
            self._plain(symbol)
        elif symbol in b"\r\n":
            self._end_paragraph()

    def _byte(self, byte: bytes) -> None:
        if self._skip_next:
            self._skip_next -= 1
            return
        self._pending += byte

    def _plain(self, text: bytes) -> None:
        if self._state.picture:
            self._hex.append(text)
            return
        if self._skip_next:
            skipped = min(self._skip_next, len(text))
            text, self._skip_next = text[skipped:], self._skip_next - skipped
        self._pending += text

    def _flush(self) -> None:
        if self._pending:
            encoding = self._fonts.get(self._state.font) or self._codepage
            self._say(self._pending.decode(encoding, "replace"))
            self._pending = b""

    def _say(self, text: str) -> None:
        state = self._state
        if state.skip or state.deleted:
            return
        if state.hidden:
            self.hidden = self.hidden or bool(text.strip())
            return
        self._left -= len(text)
        for at, part in enumerate(text.split("\n")):
            if at:
                self._end_line()
            self._text += part

    def _end_line(self) -> None:
        text = self._text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
        if text:
            self._lines.append(Line(text, size=self._state.size))
        self._text = ""

    def _end_paragraph(self, region: str | None = None) -> None:
        self._flush()
        if self._state.skip:
            return
        self._end_line()
        if self._state.in_table and region is None:
            return
        if region is None:
            self._end_table()
        if self._lines:
            self.blocks.append(Paragraph(tuple(self._lines), region or self._state.region))  # type: ignore[arg-type]
        self._lines = []

    def _end_cell(self) -> None:
        self._end_line()
        self._cells.append(tuple(self._lines))
        self._lines = []

    def _end_row(self) -> None:
        if self._cells:
            self._rows.append((self._row, self._cells))
        self._cells = []

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        if not rows:
            return
        edges = sorted({edge for row, _ in rows for edge in row.edges})
        columns = [edge for edge, before in zip(edges, [-(10**9), *edges], strict=False) if edge - before > 40]
        width = max(len(columns), *(len(cells) for _, cells in rows))
        table: list[tuple[Cell, ...]] = []
        for row, cells in rows:
            placed = [Cell(spanned=True)] * width if columns else [Cell()] * width
            for at, lines in enumerate(cells):
                left = row.edges[at - 1] if 0 < at <= len(row.edges) else -(10**9)
                place = sum(1 for edge in columns if edge <= left + 40) if columns and at < len(row.edges) else at
                merged = at < len(row.merged) and row.merged[at] and not lines
                placed[min(place, width - 1)] = Cell(spanned=True) if merged else Cell(lines)
            table.append(tuple(placed))
        if width == 1:
            self.blocks.extend(Paragraph(cell.lines) for row_ in table for cell in row_ if cell.lines)
        elif any(cell.lines for row_ in table for cell in row_):
            self.blocks.append(Table(tuple(table), self._state.region))  # type: ignore[arg-type]

    def _end_picture(self) -> None:
        digits = re.sub(rb"[^0-9a-fA-F]", b"", b"".join(self._hex))
        self._hex = []
        if len(digits) > 2000:
            self.pictures.append(bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii")))

    def _end_field(self) -> None:
        kind, chosen = self._field.get("type"), self._field.get("ffres", 25)
        if kind == 1:
            on = self._field.get("ffdefres", 0) if chosen == 25 else chosen
            self._say("☒" if on == 1 else "☐")
        self._field = {}


def _known(codepage: int | None) -> str | None:
    """The codec for a code page, None where there is none (decoding nothing would not tell)."""
    name = codec_of(codepage)
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None
