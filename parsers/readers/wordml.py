"""WordprocessingML: one story (body, header, footer) as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from parsers.document import Block, Cell, Line, Paragraph, Table

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_R_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"

_DELETED = {"del", "moveFrom"}
_PASSED_WORDS = """
    ins moveTo hyperlink smartTag sdtContent fldSimple customXml dir bdo ruby rubyBase Choice Fallback oMath oMathPara r
"""
_PASSED = frozenset(_PASSED_WORDS.split())
_BOXED = {
    "a8": "☐",
    "6f": "☐",
    "fe": "☒",
    "fd": "☒",
    "fc": "☑",
    "78": "☒",
    "52": "☑",
    "53": "☒",
    "54": "☒",
    "2a": "☐",
    "a3": "☐",
}
"""Wingdings characters that people use as boxes, ticked and empty."""
_DEPTH = 120


@dataclass
class Story:
    """Collects a story's blocks in reading order, and what a reviewer should know of it."""

    blocks: list[Block] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    """Relation ids of the pictures in it."""
    hidden: bool = False
    changes: bool = False
    _held: list[tuple[str, bool]] = field(default_factory=list)
    """What the next paragraph begins with."""

    def read(self, root: Any) -> None:
        """Adds the blocks of a part's root element."""
        for child in root:
            self._block(child, self.blocks, 0)

    def _block(self, element: Any, into: list[Block], depth: int) -> None:
        tag = _tag(element)
        if depth > _DEPTH:
            return
        if tag == "p":
            self._paragraph(element, into, depth)
        elif tag == "tbl":
            self._table(element, into, depth)
        elif tag in _DELETED:
            self.changes = True
        elif tag in (
            "body",
            "sdt",
            "sdtContent",
            "customXml",
            "ins",
            "moveTo",
            "footnote",
            "endnote",
            "AlternateContent",
            "Choice",
            "txbxContent",
        ):
            if tag in ("footnote", "endnote") and _get(element, "type") in ("separator", "continuationSeparator"):
                return
            for child in element:
                if tag != "sdt" or _tag(child) == "sdtContent":
                    self._block(child, into, depth + 1)

    def _paragraph(self, element: Any, into: list[Block], depth: int) -> None:
        text = _Text(self, self._held)
        self._held = []
        text.run(element, depth, sample=False)
        mark = element.find("{*}pPr/{*}rPr/{*}del")
        if mark is not None and not text.boxes and _tag(element.getnext()) == "p":
            # its end was deleted: the next paragraph goes on where this one stops
            self.changes, self._held = True, text.parts
            return
        if (lines := text.lines()) and any(line.text for line in lines):
            into.append(Paragraph(lines))
        for box in text.boxes:
            inner: list[Block] = []
            for child in box:
                self._block(child, inner, depth + 1)
            for block in inner:
                if isinstance(block, Paragraph):
                    into.append(Paragraph(block.lines, "textbox"))
                elif isinstance(block, Table):
                    into.append(Table(block.rows, "textbox"))

    def _table(self, element: Any, into: list[Block], depth: int) -> None:
        rows: list[list[Cell]] = []
        nested: list[Block] = []
        for row in _inside(element, "tr"):
            properties = row.find("{*}trPr")
            if properties is not None and properties.find("{*}del") is not None:
                self.changes = True
                continue
            heading = properties is not None and properties.find("{*}tblHeader") is not None
            cells: list[Cell] = [Cell() for _ in range(_number(properties, "gridBefore", 0))]
            for cell in _inside(row, "tc"):
                cells.extend(self._cells(cell, nested, heading, depth))
            if cells:
                rows.append(cells)
        width = max((len(row) for row in rows), default=0)
        if any(cell.lines for row in rows for cell in row):
            if width == 1:
                # a frame around text
                into.extend(Paragraph(cell.lines) for row in rows for cell in row if cell.lines)
            else:
                into.append(Table(tuple(tuple(row + [Cell()] * (width - len(row))) for row in rows)))
        into.extend(nested)

    def _cells(self, cell: Any, nested: list[Block], heading: bool, depth: int) -> list[Cell]:
        properties = cell.find("{*}tcPr")
        merged = properties.find("{*}vMerge") if properties is not None else None
        inner: list[Block] = []
        for child in cell:
            self._block(child, inner, depth + 2)
        lines = tuple(line for block in inner if isinstance(block, Paragraph) for line in block.lines)
        nested.extend(block for block in inner if isinstance(block, Table))
        goes_on = merged is not None and _get(merged, "val") != "restart"
        first = Cell(spanned=True) if goes_on and not lines else Cell(lines, header=heading)
        return [first, *(Cell(spanned=True) for _ in range(_number(properties, "gridSpan", 1) - 1))]


class _Text:
    """A paragraph's text while it is put together."""

    def __init__(self, story: Story, parts: list[tuple[str, bool]]) -> None:
        self._story = story
        self.parts = parts
        self._fields: list[str] = []
        """Of each open field: `code` before its result, else `result`."""
        self.boxes: list[Any] = []

    def lines(self) -> tuple[Line, ...]:
        """One line for each line break and for each change from text to placeholder."""
        made: list[Line] = []
        held, sample = "", False

        def end() -> None:
            nonlocal held
            if held.strip():
                made.append(Line(held.strip(" \u3000"), sample=sample))
            held = ""

        for text, is_sample in self.parts:
            if text.strip() and is_sample != sample:
                end()
                sample = is_sample
            for at, part in enumerate(text.split("\n")):
                if at:
                    end()
                held += part
        end()
        return tuple(made)

    def _say(self, text: str, sample: bool) -> None:
        if not any(state == "code" for state in self._fields):
            self.parts.append((text, sample))

    def run(self, element: Any, depth: int, *, sample: bool) -> None:
        """Adds what an element says."""
        if depth > _DEPTH:
            return
        for child in element:
            tag = _tag(child)
            match tag:
                case "t":
                    self._say(_boxes_in(child.text or "", element), sample)
                case "tab" | "ptab":
                    self._say("\t", sample)
                case "br" | "cr":
                    self._say("\n", sample)
                case "noBreakHyphen":
                    self._say("-", sample)
                case "sym":
                    self._say(_symbol(child), sample)
                case "fldChar":
                    self._field(child, sample)
                case "sdt":
                    self._control(child, depth, sample)
                case "r":
                    self._piece(child, depth, sample)
                case "drawing" | "pict" | "object":
                    self._drawing(child)
                case "AlternateContent":
                    self._alternative(child, depth, sample)
                case "pPr" | "rPr" | "instrText" | "delText" | "rt":
                    pass
                case _ if tag in _DELETED:
                    self._story.changes = True
                case _ if tag in _PASSED:
                    if tag in ("ins", "moveTo"):
                        self._story.changes = True
                    self.run(child, depth + 1, sample=sample)

    def _alternative(self, element: Any, depth: int, sample: bool) -> None:
        """The first of several forms of one thing that says something."""
        before = (len(self.parts), len(self.boxes), len(self._story.pictures))
        for form in element:
            self.run(form, depth + 1, sample=sample)
            if (len(self.parts), len(self.boxes), len(self._story.pictures)) != before:
                return

    def _piece(self, run: Any, depth: int, sample: bool) -> None:
        properties = run.find("{*}rPr")
        if properties is not None:
            if _on(properties.find("{*}vanish")) or _on(properties.find("{*}webHidden")):
                if any((t.text or "").strip() for t in run.iter("{*}t")):
                    self._story.hidden = self._story.hidden or _on(properties.find("{*}vanish"))
                return
            style = properties.find("{*}rStyle")
            sample = sample or (style is not None and "placeholder" in (_get(style, "val") or "").lower())
        self.run(run, depth + 1, sample=sample)

    def _field(self, element: Any, sample: bool) -> None:
        kind = _get(element, "fldCharType")
        if kind == "begin":
            box = element.find("{*}ffData/{*}checkBox")
            if box is not None:
                state = box.find("{*}checked")
                state = box.find("{*}default") if state is None else state
                self._say("☒" if _on(state) else "☐", sample)
            choice = element.find("{*}ffData/{*}ddList")
            if choice is not None:
                result = choice.find("{*}result")
                entries = [_get(entry, "val") or "" for entry in choice.iter("{*}listEntry")]
                chosen = (
                    int(_get(result, "val") or 0)
                    if result is not None and (_get(result, "val") or "0").isdigit()
                    else 0
                )
                self._say(entries[chosen] if chosen < len(entries) else "", sample)
            self._fields.append("code")
        elif kind == "separate" and self._fields:
            self._fields[-1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _control(self, element: Any, depth: int, sample: bool) -> None:
        properties = element.find("{*}sdtPr")
        content = element.find("{*}sdtContent")
        if content is None:
            return
        if properties is not None:
            box = properties.find(f"{_W14}checkbox")
            if box is not None:
                state = box.find(f"{_W14}checked")
                on = state is not None and state.get(f"{_W14}val") in ("1", "true", "on")
                self._say("☒" if on else "☐", sample)
                return
            sample = sample or _on(properties.find("{*}showingPlcHdr"))
        self.run(content, depth + 1, sample=sample)

    def _drawing(self, element: Any) -> None:
        for inner in element.iter("{*}txbxContent", "{*}blip", "{*}imagedata"):
            tag = _tag(inner)
            if tag == "txbxContent":
                # text boxes within text boxes are read with the outer one
                if not any(_tag(up) in ("txbxContent", "Fallback") for up in _up(inner, element)):
                    self.boxes.append(inner)
            else:
                name = inner.get(f"{_R}embed") or inner.get(f"{_R}id") or inner.get(f"{_R_STRICT}embed")
                if name:
                    self._story.pictures.append(name)


def _boxes_in(text: str, run: Any) -> str:
    """The text with the boxes in it that are letters of a symbol font, in that font or in its private place of Unicode."""
    fonts = run.find("{*}rPr/{*}rFonts")
    if fonts is not None and "wingdings" in (_get(fonts, "ascii") or "").lower():
        return "".join(_BOXED.get(f"{ord(c) & 0xFF:02x}", c) for c in text)
    if any("\uf020" <= c <= "\uf0ff" for c in text):
        return "".join(_BOXED.get(f"{ord(c) & 0xFF:02x}", c) if "\uf020" <= c <= "\uf0ff" else c for c in text)
    return text


def _tag(element: Any) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _get(element: Any, name: str) -> str | None:
    value = element.get(_W + name)
    value = value if value is not None else element.get(_STRICT + name)
    return str(value) if value is not None else None


def _on(element: Any) -> bool:
    return element is not None and _get(element, "val") not in ("0", "false", "off")


def _number(properties: Any, name: str, default: int) -> int:
    element = properties.find(f"{{*}}{name}") if properties is not None else None
    value = _get(element, "val") if element is not None else None
    return min(max(default, int(value)), 60) if value and value.isdigit() else default


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those within content controls and insertions."""
    for child in element:
        name = _tag(child)
        if name == tag:
            yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _inside(child, tag)


def _up(element: Any, until: Any) -> Iterator[Any]:
    parent = element.getparent()
    while parent is not None and parent is not until:
        yield parent
        parent = parent.getparent()


def _symbol(element: Any) -> str:
    font, code = (_get(element, "font") or "").lower(), (_get(element, "char") or "").lower()
    if "wingdings" in font:
        return _BOXED.get(code[-2:], "")
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= value <= 0xF8FF else chr(value)
