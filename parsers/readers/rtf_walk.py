"""One pass through an RTF file's tokens."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from parsers.document import Block, Line, Paragraph
from parsers.readers.raised import raised
from parsers.readers.reader import Unreadable
from parsers.readers.rtf_rows import Row, blocks_of
from parsers.readers.rtf_words import CHARSETS, ENTERED, REGIONS, SAID, SKIPPED
from parsers.saved_mail import codec_of

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)


@dataclass
class _State:
    skip: bool = False
    uc: int = 1
    font: int = 0
    hidden: bool = False
    deleted: bool = False
    raised: bool = False
    in_table: bool = False
    region: str = "body"
    picture: bool = False
    fonts: bool = False
    size: float | None = None


class Walk:
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
        self._row = Row()
        self._rows: list[tuple[Row, list[tuple[Line, ...]]]] = []
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
        if star and name not in ENTERED and name not in REGIONS:
            state.skip = True
        match name:
            case "fonttbl":
                state.fonts = state.skip = True
            case "f":
                state.font = value or 0
            case "fcharset" if state.fonts:
                self._fonts[state.font] = CHARSETS.get(value or 0, "cp1252")
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
            case "super" | "up":
                state.raised = value != 0
            case "nosupersub" | "sub" | "dn":
                state.raised = False
            case "plain":
                state.hidden = state.deleted = state.raised = False
            case "pard":
                state.in_table = False
            case "intbl" | "itap":
                state.in_table = value != 0
            case "par" | "sect" | "page":
                self._end_paragraph()
            case "cell" | "nestcell":
                self._end_cell()
            case "trowd":
                self._row = Row()
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
            case _ if name in REGIONS and not (state.skip and not star):
                state.region = REGIONS[name]
            case _ if name in SKIPPED:
                state.skip = True
            case _ if name in SAID:
                self._say(SAID[name])

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
            said = self._pending.decode(encoding, "replace")
            self._say(raised(said) if self._state.raised else said)
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
        self.blocks.extend(blocks_of(rows, self._state.region))

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
