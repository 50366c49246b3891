"""CSV and other tables in plain text."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from domain.submission import Finding, Severity
from parsers.document import Document, Page
from parsers.readers.text import decode
from parsers.readers.xlsx import tables

if TYPE_CHECKING:
    from parsers.engines import Engines
    from parsers.limits import Limits

_SEPARATORS = ";,\t|"
_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""The first line by which Excel is told the separator."""
_MOST_ROWS = 5000


def bid(head: bytes, declared: str) -> int:
    """What is declared as CSV, or text whose first lines have as many separators each."""
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return 0
    if declared in ("text/csv", "text/comma-separated-values", "text/tab-separated-values", "application/csv"):
        return 60
    lines = [line for line in head.splitlines()[:6] if line.strip()]
    if declared.startswith("text/plain") or len(lines) < 2:
        return 0
    return 28 if any(_steady(lines, mark.encode()) for mark in _SEPARATORS) else 0


def _steady(lines: list[bytes], mark: bytes) -> bool:
    counts = {line.count(mark) for line in lines[:-1] or lines}
    return len(counts) == 1 and next(iter(counts)) >= 2


def read(path: str, data: bytes, limits: Limits, engines: Engines) -> Document:
    """The table, whatever separates its cells."""
    text, sure = decode(data)
    text = text[: limits.text_chars]
    told = _TOLD.match(text)
    text = text[told.end() :] if told else text
    sample = [line for line in text.splitlines()[:20] if line.strip()]
    separator = (
        told[1]
        if told
        else max(
            _SEPARATORS,
            key=lambda mark: (
                min((line.count(mark) for line in sample), default=0),
                sum(line.count(mark) for line in sample),
            ),
        )
    )
    try:
        rows = [
            row
            for _, row in zip(
                range(_MOST_ROWS), csv.reader(io.StringIO(text, newline=""), delimiter=separator), strict=False
            )
        ]
    except csv.Error:
        rows = [line.split(separator) for line in text.splitlines()[:_MOST_ROWS]]
    blocks = tables([[(cell.strip(), False) for cell in row] for row in rows])
    findings: tuple[Finding, ...] = ()
    if not sure:
        sentence = "The table does not say in which encoding it is written; some letters may be wrong."
        findings = (Finding(code="encoding_guessed", severity=Severity.WARNING, message=sentence),)
    return Document(path, "csv", (Page(tuple(blocks)),), findings=findings)
