"""Fillable forms in PDF: what was filled in, with the label that people see beside it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from domain.submission import Box
from parsers.document import FormField
from parsers.readers.directions import is_rtl
from parsers.readers.lines import Piece, Segment, line_of, rows_of

if TYPE_CHECKING:
    from parsers.limits import Limits
    from parsers.readers.pdf_place import Placing

_KINDS = {
    pdfium.FPDF_FORMFIELD_TEXTFIELD: "text",
    pdfium.FPDF_FORMFIELD_COMBOBOX: "choice",
    pdfium.FPDF_FORMFIELD_LISTBOX: "choice",
    pdfium.FPDF_FORMFIELD_CHECKBOX: "check",
    pdfium.FPDF_FORMFIELD_RADIOBUTTON: "radio",
}
_MOST_FIELDS = 3000
_MOST_PACKETS = 50


def form_fields(
    pdf: Any, page: Any, number: int, pieces: Sequence[Piece], placing: Placing
) -> tuple[list[FormField], set[int]]:
    """The page's fields in the order of the file, and the ids of the pieces that are their printed labels.

    `placing` says where on the page, turned as its writing lies, the fields stand."""
    environment = getattr(pdf, "formenv", None)
    if environment is None:
        return [], set()
    found: list[FormField] = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST_FIELDS)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            kind = _KINDS.get(pdfium.FPDFAnnot_GetFormFieldType(environment.raw, annotation))
            rectangle = pdfium.FS_RECTF()
            if kind and pdfium.FPDFAnnot_GetRect(annotation, rectangle):
                box = placing.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
                found.append(_field(environment.raw, annotation, kind, number, box))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return _with_printed_labels(found, pieces)


def _field(environment: Any, annotation: Any, kind: str, number: int, box: Box) -> FormField:
    name = _text(pdfium.FPDFAnnot_GetFormFieldName, environment, annotation)
    label = _text(pdfium.FPDFAnnot_GetFormFieldAlternateName, environment, annotation)
    value = _text(pdfium.FPDFAnnot_GetFormFieldValue, environment, annotation)
    checked = None
    if kind in ("check", "radio"):
        checked = bool(pdfium.FPDFAnnot_IsChecked(environment, annotation))
        value = _text(pdfium.FPDFAnnot_GetFormFieldExportValue, environment, annotation) or value
    elif kind == "choice":
        value = _chosen(environment, annotation) or value
    value = re.sub(r"\r\n?", "\n", value).strip()
    return FormField(name, label.strip(), value, kind, checked, number, box)  # type: ignore[arg-type]


def _text(get: Any, environment: Any, annotation: Any) -> str:
    size = get(environment, annotation, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    get(environment, annotation, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\x00", "")


def _chosen(environment: Any, annotation: Any) -> str:
    chosen = []
    for index in range(max(0, pdfium.FPDFAnnot_GetOptionCount(environment, annotation))):
        if pdfium.FPDFAnnot_IsOptionSelected(environment, annotation, index):
            size = pdfium.FPDFAnnot_GetOptionLabel(environment, annotation, index, None, 0)
            buffer = ctypes.create_string_buffer(max(2, size))
            pdfium.FPDFAnnot_GetOptionLabel(
                environment, annotation, index, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size
            )
            chosen.append(buffer.raw[: size - 2].decode("utf-16-le", "replace"))
    return ", ".join(chosen)


def _with_printed_labels(fields: list[FormField], pieces: Sequence[Piece]) -> tuple[list[FormField], set[int]]:
    if not fields:
        return [], set()
    rtl = is_rtl(" ".join(p.text for p in pieces))
    boxes = [f.box for f in fields if f.box]
    rows = [_cut_at(row, boxes) for row in rows_of(pieces)]
    segments = [s for row in rows for s in row]
    labelled: list[FormField] = []
    used: set[int] = set()
    for form_field in fields:
        found = _printed(form_field, segments, boxes, used, rtl)
        label = form_field.label
        if found is not None:
            used.update(id(p) for p in found.pieces)
            if not label or _only_names(label, form_field.name):
                label = line_of(found.pieces, form_field.page or 1, rtl).text.strip(" :：*\u2009")
        labelled.append(
            FormField(
                form_field.name,
                label,
                form_field.value,
                form_field.kind,
                form_field.checked,
                form_field.page,
                form_field.box,
            )
        )
    return labelled, used


def _only_names(tooltip: str, name: str) -> bool:
    """True for a tooltip that says no more than the field's name in the file ("fio", "txtName1")."""
    return tooltip.casefold() in (name.casefold(), name.rsplit(".", 1)[-1].casefold())


def _cut_at(row: list[Segment], boxes: Sequence[Box]) -> list[Segment]:
    """Text on both sides of a field is two labels, however near."""
    from parsers.readers.lines import segment

    parts: list[list[Piece]] = []
    for found in row:
        for at, piece in enumerate(found.pieces):
            before = found.pieces[at - 1] if at else None
            if before is None or any(
                before.box[2] <= b[2] and piece.box[0] >= b[0] and _level(b, piece.box) for b in boxes
            ):
                parts.append([])
            parts[-1].append(piece)
    return [segment(part) for part in parts]


def _level(a: Box, b: Box) -> bool:
    return min(a[3], b[3]) - max(a[1], b[1]) > 0.4 * min(a[3] - a[1], b[3] - b[1])


def _printed(
    form_field: FormField, segments: list[Segment], boxes: Sequence[Box], used: set[int], rtl: bool
) -> Segment | None:
    """The text that stands nearest to a field on the side where such fields have their labels."""
    box = form_field.box
    if box is None:
        return None
    free = [s for s in segments if id(s.pieces[0]) not in used]
    level = [s for s in free if _level(s.box, box)]
    left = [s for s in level if s.box[2] <= box[0] + 2 and not _between(s.box[2], box[0], box, boxes)]
    right = [s for s in level if s.box[0] >= box[2] - 2 and not _between(box[2], s.box[0], box, boxes)]
    nearest_left = max(left, key=lambda s: s.box[2], default=None)
    nearest_right = min(right, key=lambda s: s.box[0], default=None)
    if form_field.kind in ("check", "radio"):
        first, second = (nearest_left, nearest_right) if rtl else (nearest_right, nearest_left)
        for found in (first, second):
            if found and max(found.box[0] - box[2], box[0] - found.box[2]) < 4 * found.size:
                return found
        return None
    beside = nearest_right if rtl else nearest_left
    if beside is not None:
        return beside
    above = [
        s
        for s in free
        if s.box[3] <= box[1] + 2 and box[1] - s.box[3] < 1.2 * s.size and s.box[0] < box[2] and s.box[2] > box[0]
    ]
    return max(above, key=lambda s: (s.box[3], -abs(s.box[0] - box[0])), default=None)


def _between(low: float, high: float, own: Box, boxes: Sequence[Box]) -> bool:
    """True where another field stands between a text and a field."""
    return any(b != own and b[0] >= low - 2 and b[2] <= high + 2 and _level(b, own) for b in boxes)


def xfa_fields(pdf: Any, limits: Limits) -> list[FormField]:
    """The values in the `datasets` packet of an XFA form, labelled as its `template` has them, else by their elements' names."""
    from parsers.readers.xml import parse_xml

    roots = [root for content in _packets(pdf, limits) if (root := parse_xml(content)) is not None]
    captions = {name: label for root in roots for name, label in _captions(root)}
    fields: list[FormField] = []
    for data in (data for root in roots for data in root.iter("{http://www.xfa.org/schema/xfa-data/1.0/}data")):
        for element in data.iter():
            text = (element.text or "").strip() if isinstance(element.tag, str) and len(element) == 0 else ""
            if text:
                plain = element.tag.rsplit("}", 1)[-1]
                label = captions.get(plain) or re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", plain).strip()
                fields.append(FormField(plain, label, text))
    return fields[:_MOST_FIELDS]


def _packets(pdf: Any, limits: Limits) -> Iterator[bytes]:
    """The parts of an XFA form that hold its values and its looks."""
    for index in range(min(_MOST_PACKETS, max(0, pdfium.FPDF_GetXFAPacketCount(pdf.raw)))):
        size = pdfium.FPDF_GetXFAPacketName(pdf.raw, index, None, 0)
        name = ctypes.create_string_buffer(max(1, size))
        pdfium.FPDF_GetXFAPacketName(pdf.raw, index, name, size)
        length = ctypes.c_ulong()
        if (
            not pdfium.FPDF_GetXFAPacketContent(pdf.raw, index, None, 0, length)
            or not 0 < length.value <= limits.text_chars * 4
        ):
            continue
        content = ctypes.create_string_buffer(length.value)
        pdfium.FPDF_GetXFAPacketContent(pdf.raw, index, content, length.value, length)
        raw = content.raw
        if name.value in (b"datasets", b"template", b"", b"xdp:xdp") or b"datasets" in raw[:4000]:
            yield raw


def _captions(root: Any) -> Iterator[tuple[str, str]]:
    """What people see beside each field of a template: its caption, else its tooltip."""
    for field in root.iter("{*}field", "{*}exclGroup"):
        caption = field.find("{*}caption/{*}value")
        told = field.find("{*}assist/{*}toolTip")
        for found in (caption, told):
            label = " ".join("".join(found.itertext()).split()).strip(" :：*") if found is not None else ""
            if label and field.get("name"):
                yield field.get("name"), label
                break
