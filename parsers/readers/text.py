"""Plain text: a message's body, or an attached text file."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.submission import Finding, Severity
from parsers.document import Document, Line, Page, Paragraph
from parsers.readers.quoting import mark

if TYPE_CHECKING:
    from parsers.engines import Engines
    from parsers.limits import Limits

_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_NARROW, _WIDE = 60, 80
"""Characters at which mail programs break lines."""


def read_text(path: str, text: str) -> Document:
    """The text as paragraphs between blank lines; quoted, forwarded and signature lines stand in regions of their own."""
    paragraphs: list[Paragraph] = []
    lines: list[Line] = []
    for raw in _BREAKS.split(text):
        printed = raw.replace("\u00a0", " ").rstrip()
        if printed.strip():
            lines.append(Line(printed))
            continue
        if lines:
            paragraphs.append(Paragraph(tuple(lines)))
            lines = []
    if lines:
        paragraphs.append(Paragraph(tuple(lines)))
    return Document(path, "text", (Page(tuple(mark(_with_wraps(paragraphs)))),))


def bid(head: bytes, declared: str) -> int:
    """Text is what nobody else wants and what holds no zero byte."""
    if head.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return 30
    if b"\x00" in head:
        return 0
    return 25 if declared.startswith("text/") else 10


def read(path: str, data: bytes, limits: Limits, engines: Engines) -> Document:
    """An attached text file, in whatever encoding its bytes are most plausible."""
    text, sure = decode(data)
    findings: tuple[Finding, ...] = ()
    if len(text) > limits.text_chars:
        text = text[: limits.text_chars]
        sentence = f"The text is longer than {limits.text_chars} characters and was read up to there."
        findings = (Finding(code="text_cut", severity=Severity.WARNING, message=sentence),)
    if not sure:
        sentence = "The text file does not say in which encoding it is written; some letters may be wrong."
        findings = (*findings, Finding(code="encoding_guessed", severity=Severity.WARNING, message=sentence))
    return replace(read_text(path, text), findings=findings)


def decode(data: bytes) -> tuple[str, bool]:
    """The text of the bytes, and whether the encoding is beyond doubt (a byte order mark, or valid UTF-8)."""
    for mark_, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark_):
            return data.decode(encoding, "replace"), True
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        return data.decode(_legacy(data), "replace"), False


def _legacy(data: bytes) -> str:
    """The one-byte or Chinese encoding under which most of the bytes are letters of one script in lower case."""
    best, chosen = -1.0, "cp1252"
    for encoding in ("cp1252", "gb18030", "cp1251", "koi8-r", "cp1256"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = [c for c in text if ord(c) > 127]
        if not foreign:
            continue
        likely = sum(1 for c in foreign if _is_common(c, encoding)) / len(foreign)
        if encoding == "cp1252":
            # many letters in a row that are all accented is another encoding's text
            runs = sum(len(run) for run in re.findall(r"[^\x00-\x7f]{3,}", text))
            likely -= runs / len(foreign)
        if likely > best:
            best, chosen = likely, encoding
    return chosen


def _is_common(letter: str, encoding: str) -> bool:
    if encoding in ("cp1251", "koi8-r"):
        return "а" <= letter <= "я" or letter in "ё№«»–—" or letter == "\u00a0"
    if encoding == "cp1256":
        return "\u0621" <= letter <= "\u0652" or letter in "،؛؟\u00a0"
    if encoding == "gb18030":
        return "\u4e00" <= letter <= "\u9fa5" or letter in "，。：；、（）《》“”"
    return letter.isalpha() or letter in "’“”«»–—°ºª…€\u00a0"


def _with_wraps(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Says of lines that they wrap, in a text that a mail program has broken at a fixed width."""
    lengths = [len(line.text) for paragraph in paragraphs for line in paragraph.lines if not line.text.startswith(">")]
    width = max(lengths, default=0)
    if not _NARROW <= width <= _WIDE or sum(1 for length in lengths if length >= _NARROW) < 3:
        return paragraphs
    return [replace(paragraph, lines=tuple(_wrapped(paragraph.lines, width))) for paragraph in paragraphs]


def _wrapped(lines: tuple[Line, ...], width: int) -> Iterator[Line]:
    for line, following in zip(lines, (*lines[1:], None), strict=False):
        words = following.text.split(maxsplit=1) if following else []
        full = bool(words) and len(line.text) >= _NARROW * 0.75 and len(line.text) + 1 + len(words[0]) > width
        yield replace(line, wraps=full and not re.match(r"[-*•·–>]|\(?\d{1,2}[.)]", words[0]))
