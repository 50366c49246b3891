"""WordprocessingML: the text of one paragraph, with its fields, controls, symbols and drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.document import Line
from parsers.readers.markup_numbers import whole_number
from parsers.readers.raised import raised
from parsers.readers.wordml_elements import DELETED, DEPTH, above, get, is_on, tag_of

if TYPE_CHECKING:
    from parsers.readers.wordml import Story

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_R_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
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


class Text:
    """A paragraph's text while it is put together; `boxes` are the text boxes that stand in it."""

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
        if depth > DEPTH:
            return
        for child in element:
            tag = tag_of(child)
            match tag:
                case "t":
                    said = _boxes_in(child.text or "", element)
                    self._say(raised(said) if _is_raised(element) else said, sample)
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
                case _ if tag in DELETED:
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
            if is_on(properties.find("{*}vanish")) or is_on(properties.find("{*}webHidden")):
                if any((t.text or "").strip() for t in run.iter("{*}t")):
                    self._story.hidden = self._story.hidden or is_on(properties.find("{*}vanish"))
                return
            style = properties.find("{*}rStyle")
            sample = sample or (style is not None and "placeholder" in (get(style, "val") or "").lower())
        self.run(run, depth + 1, sample=sample)

    def _field(self, element: Any, sample: bool) -> None:
        kind = get(element, "fldCharType")
        if kind == "begin":
            box = element.find("{*}ffData/{*}checkBox")
            if box is not None:
                state = box.find("{*}checked")
                state = box.find("{*}default") if state is None else state
                self._say("☒" if is_on(state) else "☐", sample)
            choice = element.find("{*}ffData/{*}ddList")
            if choice is not None:
                result = choice.find("{*}result")
                entries = [get(entry, "val") or "" for entry in choice.iter("{*}listEntry")]
                chosen = whole_number(get(result, "val"), 0, len(entries)) if result is not None else 0
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
            sample = sample or is_on(properties.find("{*}showingPlcHdr"))
        self.run(content, depth + 1, sample=sample)

    def _drawing(self, element: Any) -> None:
        for inner in element.iter("{*}txbxContent", "{*}blip", "{*}imagedata"):
            tag = tag_of(inner)
            if tag == "txbxContent":
                # text boxes within text boxes are read with the outer one
                if not any(tag_of(up) in ("txbxContent", "Fallback") for up in above(inner, element)):
                    self.boxes.append(inner)
            else:
                name = inner.get(f"{_R}embed") or inner.get(f"{_R}id") or inner.get(f"{_R_STRICT}embed")
                if name:
                    self._story.pictures.append(name)


def _boxes_in(text: str, run: Any) -> str:
    """The text with the boxes in it that are letters of a symbol font, in that font or in its private place of Unicode."""
    fonts = run.find("{*}rPr/{*}rFonts")
    if fonts is not None and "wingdings" in (get(fonts, "ascii") or "").lower():
        return "".join(_BOXED.get(f"{ord(c) & 0xFF:02x}", c) for c in text)
    if any("\uf020" <= c <= "\uf0ff" for c in text):
        return "".join(_BOXED.get(f"{ord(c) & 0xFF:02x}", c) if "\uf020" <= c <= "\uf0ff" else c for c in text)
    return text


def _symbol(element: Any) -> str:
    font, code = (get(element, "font") or "").lower(), (get(element, "char") or "").lower()
    if "wingdings" in font:
        return _BOXED.get(code[-2:], "")
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= value <= 0xF8FF else chr(value)


def _is_raised(run: Any) -> bool:
    place = run.find("{*}rPr/{*}vertAlign")
    return place is not None and get(place, "val") == "superscript"
