"""What is drawn on a PDF's page besides text: its objects, the share that pictures take, and lines as rules."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from parsers.readers.grid import Rule, rules_of_box
from parsers.readers.pdf_place import Placing
from parsers.readers.pdf_type import by_address

_MOST_OBJECTS = 20_000


@dataclass(frozen=True, slots=True)
class PageObject:
    """Something drawn on the page, with its bounds in the file's own coordinates."""

    raw: Any
    type: int
    bounds: tuple[float, float, float, float]
    matrix: tuple[float, ...]
    """From the object's form to the page."""


_SAME = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_on_page = by_address(pdfium.FPDFPage_GetObject, ctypes.c_int)
_in_form = by_address(pdfium.FPDFFormObj_GetObject, ctypes.c_ulong)
_kind_of = by_address(pdfium.FPDFPageObj_GetType, result=ctypes.c_int)


def drawn_on(page: Any) -> list[PageObject]:
    """What is drawn on the page and in the forms placed on it, but for text."""
    found: list[PageObject] = []

    def collect(holder: Any, count: int, get: Any, matrix: tuple[float, ...], depth: int) -> None:
        owner = ctypes.cast(holder, ctypes.c_void_p).value
        for index in range(count):
            if len(found) >= _MOST_OBJECTS:
                return
            address = get(owner, index)
            kind = _kind_of(address)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                continue
            raw = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
            if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 5:
                inner = _times(_matrix(raw), matrix)
                collect(raw, pdfium.FPDFFormObj_CountObjects(raw), _in_form, inner, depth + 1)
                continue
            edges = [ctypes.c_float() for _ in range(4)]
            if not pdfium.FPDFPageObj_GetBounds(raw, *edges):
                continue
            left, bottom, right, top = (e.value for e in edges)
            corners = [_moved(x, y, matrix) for x in (left, right) for y in (bottom, top)]
            xs, ys = [c[0] for c in corners], [c[1] for c in corners]
            found.append(PageObject(raw, kind, (min(xs), min(ys), max(xs), max(ys)), matrix))

    collect(page.raw, pdfium.FPDFPage_CountObjects(page.raw), _on_page, _SAME, 0)
    return found


def picture_share(objects: list[PageObject], placing: Placing) -> tuple[float, int]:
    """The share of the page that its largest picture covers, and how many drawings there are."""
    largest, drawings = 0.0, 0
    for item in objects:
        drawings += item.type == pdfium.FPDF_PAGEOBJ_PATH
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = placing.box(*item.bounds)
            largest = max(largest, (box[2] - box[0]) * (box[3] - box[1]))
    return float(largest / max(1.0, placing.width * placing.height)), drawings


def _matrix(raw: Any) -> tuple[float, ...]:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(raw, matrix):
        return _SAME
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(m: tuple[float, ...], n: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = m
    g, h, i, j, k, o = n
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + o)


def _moved(x: float, y: float, m: tuple[float, ...]) -> tuple[float, float]:
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def page_rules(objects: list[PageObject], placing: Placing) -> list[Rule]:
    """The level and upright lines and the edges of rectangles drawn on the page."""
    rules: list[Rule] = []
    for item in objects:
        if item.type != pdfium.FPDF_PAGEOBJ_PATH or len(rules) > 5000:
            continue
        segments = pdfium.FPDFPath_CountSegments(item.raw)
        if not 2 <= segments <= 2000:
            continue
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item.raw, fill, stroke)
        rules.extend(_rules_of_path(item, segments, placing, bool(stroke.value), bool(fill.value)))
    return rules


def _rules_of_path(item: PageObject, segments: int, placing: Placing, stroked: bool, filled: bool) -> list[Rule]:
    box = placing.box(*item.bounds)
    if not stroked:
        # filled: thin bars are lines; wide ones are shading, whose edges bound nothing
        thin = box[2] - box[0] <= 3.0 or box[3] - box[1] <= 3.0
        return rules_of_box(*box) if filled and thin and segments <= 6 else []
    matrix = _times(_matrix(item.raw), item.matrix)
    rules: list[Rule] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(segments):
        part = pdfium.FPDFPath_GetPathSegment(item.raw, index)
        kind = pdfium.FPDFPathSegment_GetType(part)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return []
        pdfium.FPDFPathSegment_GetPoint(part, x, y)
        point = placing.point(*_moved(x.value, y.value, matrix))
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        else:
            rules.extend(_rule(last, point))
        last = point
        if pdfium.FPDFPathSegment_GetClose(part):
            rules.extend(_rule(last, start))
            last = start
    return rules


def _rule(a: tuple[float, float], b: tuple[float, float]) -> list[Rule]:
    x0, x1 = sorted((a[0], b[0]))
    y0, y1 = sorted((a[1], b[1]))
    if y1 - y0 <= 1.0 and x1 - x0 >= 3.0:
        return [Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)]
    if x1 - x0 <= 1.0 and y1 - y0 >= 3.0:
        return [Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)]
    return []
