"""Workbooks (XLSX, XLS, ODS): every visible sheet as a table."""

from __future__ import annotations

import io
import struct
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from domain.submission import Finding, Severity
from parsers.document import Block, Cell, Document, Line, Page, Paragraph, Table
from parsers.readers.reader import Unreadable, name_of
from parsers.readers.streams import MAGIC, Streams

if TYPE_CHECKING:
    from parsers.engines import Engines
    from parsers.limits import Limits

_MOST_ROWS, _MOST_COLUMNS = 5000, 200
_FILEPASS, _FIRST_RECORDS = 0x2F, 20


def bid(head: bytes, declared: str) -> int:
    """A ZIP archive with a workbook, or the older format's stream."""
    if head.startswith(b"PK\x03\x04"):
        return 100 if b"xl/workbook" in head or b"application/vnd.oasis.opendocument.spreadsheet" in head[:120] else 0
    return 60 if head.startswith(MAGIC) and "excel" in declared else 0


def read(path: str, data: bytes, limits: Limits, engines: Engines) -> Document:
    """Each visible sheet's text above its table, and the table, its name above both where there are several; hidden sheets are
    left out with a finding."""
    import python_calamine

    from parsers.readers.package import Package

    name = name_of(path)
    if data.startswith(b"PK"):
        package = Package(path, data, limits)
        for member in package.names:
            package.bytes_of(member)
    findings: list[Finding] = []
    sheets: list[tuple[str, list[Block]]] = []
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        for sheet in book.sheets_metadata:
            if sheet.visible != python_calamine.SheetVisibleEnum.Visible:
                sentence = f"{name} has a hidden sheet; it was not read."
                findings.append(Finding(code="hidden_text", severity=Severity.WARNING, message=sentence))
            elif sheet.typ == python_calamine.SheetTypeEnum.WorkSheet:
                sheets.append((sheet.name, _sheet(book.get_sheet_by_name(sheet.name))))
    except python_calamine.PasswordError as error:
        raise Unreadable("password_protected", f"{name} is protected with a password and could not be read.") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        if _is_locked(path, data, limits):
            sentence = f"{name} is protected with a password and could not be read."
            raise Unreadable("password_protected", sentence) from error
        raise Unreadable("damaged", f"{name} is damaged and could not be read.") from error
    return Document(path, "xlsx", (Page(tuple(_under_names(sheets))),), findings=tuple(findings))


def _under_names(sheets: list[tuple[str, list[Block]]]) -> list[Block]:
    """The sheets' blocks, each sheet's name above its own where several hold something."""
    filled = [(name, blocks) for name, blocks in sheets if blocks]
    if len(filled) == 1:
        return filled[0][1]
    return [block for name, blocks in filled for block in (Paragraph((Line(name),)), *blocks)]


def _is_locked(path: str, data: bytes, limits: Limits) -> bool:
    """True where the file says itself that it is encrypted: by its manifest, or by a record before all others."""
    from parsers.readers.package import Package

    if data.startswith(b"PK"):
        return b"encryption-data" in (Package(path, data, limits).bytes_of("META-INF/manifest.xml") or b"")
    try:
        streams = Streams(data)
        book = streams.get("Workbook") or streams.get("Book") or b""
        at = 0
        for _ in range(_FIRST_RECORDS):
            kind, size = struct.unpack_from("<HH", book, at)
            if kind == _FILEPASS:
                return True
            at += 4 + size
    except (struct.error, ValueError, IndexError):
        return False
    return False


def _sheet(sheet: Any) -> list[Block]:
    rows: list[list[str]] = []
    for number, row in enumerate(sheet.iter_rows()):
        if number >= _MOST_ROWS:
            break
        rows.append([_text(value) for value in row[:_MOST_COLUMNS]])
    merged: set[tuple[int, int]] = set()
    for start, end in sheet.merged_cell_ranges or ():
        if (end[0] - start[0] + 1) * (end[1] - start[1] + 1) <= _MOST_COLUMNS * 10:
            merged.update(
                (r, c) for r in range(start[0], end[0] + 1) for c in range(start[1], end[1] + 1) if (r, c) != start
            )
    first = sheet.start or (0, 0)
    return tables(
        [[(text, (r + first[0], c + first[1]) in merged) for c, text in enumerate(row)] for r, row in enumerate(rows)]
    )


def tables(rows: list[list[tuple[str, bool]]]) -> list[Block]:
    """Rows of (text, covered by a merged cell) as blocks: empty rows part tables, rows of one cell alone are paragraphs."""
    blocks: list[Block] = []
    held: list[list[tuple[str, bool]]] = []

    def end() -> None:
        if not held:
            return
        columns = [c for c in range(max(map(len, held))) if any(c < len(row) and row[c][0] for row in held)]
        if len(columns) == 1:
            blocks.append(Paragraph(tuple(line for row in held for line in _lines(row[columns[0]][0]))))
        else:
            made = [[row[c] if c < len(row) else ("", False) for c in columns] for row in held]
            blocks.append(
                Table(tuple(tuple(Cell(_lines(text), spanned=covered) for text, covered in row) for row in made))
            )
        held.clear()

    for row in rows:
        if any(text for text, _ in row):
            held.append(row)
        else:
            end()
    end()
    return blocks


def _lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(part.strip()) for part in text.splitlines() if part.strip())


def _text(value: object) -> str:
    """The value as people see it: whole numbers without a decimal point, dates as ISO 8601."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value).strip()
