"""A PDF's page as pdfium tells of it: its characters, each with its text object and its place, asked as seldom as can be."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium

from parsers.readers.pdf_place import Placing
from parsers.readers.pdf_type import Edges, Extent, Run, Type, Types, by_address, run_of

_INVISIBLE = 3
_MOST_CHARACTERS = 60_000


class TextPage:
    """A page's characters by their numbers; what is known of a text object is asked once."""

    def __init__(self, raw: Any, placing: Placing, types: Types) -> None:
        self.raw = raw
        self.count = min(pdfium.FPDFText_CountChars(raw), _MOST_CHARACTERS)
        self.written = _written(raw, self.count)
        """The text of all characters, one for one; empty where pdfium tells it otherwise than character by character."""
        self._address = ctypes.cast(raw, ctypes.c_void_p).value
        self.placing, self._types = placing, types
        self._runs: dict[int, Run] = {}
        self._alike: dict[tuple[object, ...], Run] = {}
        self._matrix, self._box, self._origin = (ctypes.c_float * 6)(), (ctypes.c_float * 4)(), (ctypes.c_double * 2)()
        self._x = ctypes.addressof(self._origin)
        self._y = self._x + ctypes.sizeof(ctypes.c_double)

    def object_of(self, index: int) -> int:
        """Tells the text object of a character from others; 0 where there is none."""
        return _object_of(self._address, index) or 0

    def run(self, key: int, index: int) -> Run:
        """What the characters of the object with this key have in common, of which the one at `index` is one."""
        run = self._runs.get(key)
        if run is None:
            run = self._runs[key] = self._run_of(key, index)
        return run

    def _run_of(self, key: int, index: int) -> Run:
        invisible = bool(key) and _mode_of(key) == _INVISIBLE
        size = _size_of(self._address, index)
        if not key or not _matrix_of(self._address, index, self._matrix):
            return Run(Type(0, size, 1.0), invisible, size, self.placing.quarters_of((1.0, 0.0, 0.0, 1.0)))
        a, b, c, d, _, _ = self._matrix[:]
        font, stretch = _font_of(key) or 0, (a, b, c, d)
        run = self._alike.get((invisible, font, size, stretch))
        if run is None:
            run = run_of(self._types.of(font, size, stretch), stretch, invisible, self.placing)
            self._alike[invisible, font, size, stretch] = run
        return run

    def box(self, index: int) -> Edges | None:
        """The box of a level character, as high as its font."""
        if not _box_of(self._address, index, self._box):
            return None
        left, top, right, bottom = self._box[:]
        return left, bottom, right, top

    def origin(self, index: int) -> tuple[float, float]:
        """Where a character begins on its baseline."""
        _origin_of(self._address, index, self._x, self._y)
        x, y = self._origin[:]
        return x, y

    def to_baseline(self, run: Run, index: int) -> Edges | None:
        """The box of a level character, on whose baseline its run's origin is then; None where it has no box."""
        box = self.box(index)
        if box and box[1] != run.bottom:
            # what has one font and one foot has one baseline
            run.bottom, run.origin = box[1], self.origin(index)
        return box

    def to_baseline_of(self, run: Run, index: int) -> tuple[float, float]:
        """The origin of a character of the run, which is the run's then."""
        run.bottom, run.origin = float("nan"), self.origin(index)
        return run.origin

    def extents(self, run: Run, words: Sequence[str], text: str, start: int) -> list[Extent] | None:
        """The extents of the words of a text that begins at `start`, its run's origin on its line."""
        known = run.type.words
        try:
            return [known[word] for word in words]
        except KeyError:
            pass
        for word in words:
            if word not in known and self.extent(run, word, start + text.find(word)) is None:
                return None
        return [known[word] for word in words]

    def extent(self, run: Run, word: str, place: int) -> Extent | None:
        """How wide the letters of the word at `place` are one after another; its run's origin is on its line."""
        words, known = run.type.words, run.type.letters
        if word in words:
            return words[word]
        letters = [known.get(letter) or self._letter(run, letter, at) for at, letter in enumerate(word, place)]
        met = [letter for letter in letters if letter is not None]
        if len(met) < len(letters):
            return None
        found = met[0]
        if len(met) > 1:
            bands = {letter.band for letter in met} | {(0.0, 0.0)}
            band = min([foot for foot, _ in bands]), max([head for _, head in bands])
            found = Extent(sum([letter.width for letter in met]), met[0].before, met[-1].behind, band)
        words[word] = found
        return found

    def _letter(self, run: Run, letter: str, index: int) -> Extent | None:
        box = self.box(index)
        if box is None:
            return None
        x, base = self.origin(index)[0], run.origin[1]
        width, step = box[2] - box[0], run.type.advance(letter) * run.type.across
        band = run.type.band(box[1] - base, box[3] - base)
        if step and self._is_in_ligature(index, x):
            return Extent(step, 0.0, 0.0, band)
        # boxes are wider than the step to the next letter where a letter leans over it, as f does
        width = min(width, step or width)
        found = run.type.letters[letter] = Extent(width, box[0] - x, box[2] - x - width, band)
        return found

    def _is_in_ligature(self, index: int, x: float) -> bool:
        """True for one of several characters that are one glyph: each has the place and the box of the whole."""
        return any(self.origin(at)[0] == x for at in (index - 1, index + 1) if 0 <= at < self.count)


def _written(raw: Any, count: int) -> str:
    units = (ctypes.c_ushort * (count + 1))()
    if count == 0 or pdfium.FPDFText_GetText(raw, 0, count, units) != count + 1:
        return ""
    try:
        text = bytes(units)[: 2 * count].decode("utf-16-le")
    except UnicodeDecodeError:
        return ""
    return text if len(text) == count else ""


_INDEX, _ADDRESS = ctypes.c_int, ctypes.c_void_p
_object_of = by_address(pdfium.FPDFText_GetTextObject, _INDEX)
_mode_of = by_address(pdfium.FPDFTextObj_GetTextRenderMode, result=ctypes.c_int)
_font_of = by_address(pdfium.FPDFTextObj_GetFont)
_size_of = by_address(pdfium.FPDFText_GetFontSize, _INDEX, result=ctypes.c_double)
_matrix_of = by_address(pdfium.FPDFText_GetMatrix, _INDEX, _ADDRESS, result=ctypes.c_int)
_box_of = by_address(pdfium.FPDFText_GetLooseCharBox, _INDEX, _ADDRESS, result=ctypes.c_int)
_origin_of = by_address(pdfium.FPDFText_GetCharOrigin, _INDEX, _ADDRESS, _ADDRESS, result=ctypes.c_int)
