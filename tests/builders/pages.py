"""Files for reader tests, made by the programs and formats that people use: PDF, DOCX, pictures, Word's binary format."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from parsers.document import Block, Document, FormField, Paragraph, Table

SERIF = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
SANS = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
LETTER = (612.0, 792.0)


def shape(document: Document) -> list[object]:
    """A document's blocks as plain values: a paragraph is (region, lines), a table its rows of texts, a field itself."""
    return [_plain(block) for block in document.blocks]


def _plain(block: Block) -> object:
    if isinstance(block, Paragraph):
        return block.region, [line.text for line in block.lines]
    if isinstance(block, Table):
        return [[cell.text if not cell.spanned else "^" for cell in row] for row in block.rows]
    return block


def texts(document: Document) -> list[str]:
    """The texts of all lines of paragraphs."""
    return [line.text for block in document.blocks if isinstance(block, Paragraph) for line in block.lines]


def tables(document: Document) -> list[list[list[str]]]:
    """The tables as rows of texts."""
    return [
        [[cell.text for cell in row] for row in block.rows] for block in document.blocks if isinstance(block, Table)
    ]


def fields(document: Document) -> list[FormField]:
    """The form fields."""
    return [block for block in document.blocks if isinstance(block, FormField)]


class PdfPages:
    """A PDF written place by place; heights are from the top of the page, as in boxes."""

    def __init__(self, size: tuple[float, float] = LETTER, **options: object) -> None:
        self._out = io.BytesIO()
        self.height = size[1]
        self.canvas = Canvas(self._out, pagesize=size, invariant=1, **options)  # type: ignore[arg-type]
        if "Serif" not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont("Serif", SERIF))
            pdfmetrics.registerFont(TTFont("Sans", SANS))

    def line(self, x: float, y: float, text: str, size: float = 11, font: str = "Serif") -> PdfPages:
        """A line of text whose baseline is `y` below the top."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)
        return self

    def lines(self, x: float, y: float, *texts: str, size: float = 11, step: float = 14) -> PdfPages:
        """Lines one below the other."""
        for number, text in enumerate(texts):
            self.line(x, y + number * step, text, size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> PdfPages:
        """A drawn line."""
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)
        return self

    def page(self) -> PdfPages:
        """The next page."""
        self.canvas.showPage()
        return self

    def pdf(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self._out.getvalue()


def drawn(
    *texts: str, size: tuple[int, int] = (1654, 2339), dpi: int = 200, points: float = 12, top: int = 300
) -> Image.Image:
    """A white page with lines of text, as a scanner sees it."""
    picture = Image.new("RGB", size, "white")
    font = ImageFont.truetype(str(SERIF), round(points * dpi / 72))
    pen = ImageDraw.Draw(picture)
    for number, text in enumerate(texts):
        pen.text((200, top + number * round(points * 1.6 * dpi / 72)), text, fill=(20, 20, 20), font=font)
    return picture


def coded(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    """The picture as a file."""
    out = io.BytesIO()
    picture.save(out, form, **options)  # type: ignore[arg-type]
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str, parts: dict[str, str] | None = None, document: bytes | None = None) -> bytes:
    """A DOCX with this body (WordprocessingML); `parts` are headers and footers (`header1.xml` -> XML)."""
    parts = parts or {}
    out = io.BytesIO()
    main = document or f"<w:document {W} {W14} {MC} {WPS}><w:body>{body}</w:body></w:document>".encode()
    related = "".join(
        f'<Relationship Id="r{n}" Type="{_KIND}/{"header" if "header" in name else "footer"}" Target="{name}"/>'
        for n, name in enumerate(parts)
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_KIND}/officeDocument" '
            f'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", main)
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{_RELATIONS}">{related}</Relationships>'
        )
        for name, xml in parts.items():
            archive.writestr(f"word/{name}", xml)
    return out.getvalue()


def p(*runs: str) -> str:
    """A paragraph of runs or other inline XML; plain text becomes a run."""
    return (
        "<w:p>"
        + "".join(run if run.startswith("<") else f"<w:r><w:t xml:space='preserve'>{run}</w:t></w:r>" for run in runs)
        + "</w:p>"
    )


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (OLE2) with these streams, each at least 4096 bytes long so that none is a small one."""
    size = 512
    padded = {name: data.ljust(max(4096, -(-len(data) // size) * size), b"\0") for name, data in streams.items()}
    sectors: list[bytes] = []
    table: list[int] = []
    starts = {}
    for name, data in padded.items():
        starts[name] = len(sectors)
        count = len(data) // size
        sectors.extend(data[i * size : (i + 1) * size] for i in range(count))
        table.extend([*range(len(table) + 1, len(table) + count), 0xFFFFFFFE])
    directory_start = len(sectors)
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    names = list(padded)
    entries += [
        _entry(name, 2, starts[name], len(padded[name]), right=n + 2 if n + 1 < len(names) else 0xFFFFFFFF)
        for n, name in enumerate(names)
    ]
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * size, b"\0")
    count = len(directory) // size
    sectors.extend(directory[i * size : (i + 1) * size] for i in range(count))
    table.extend([*range(len(table) + 1, len(table) + count), 0xFFFFFFFE])
    tables = -(-(len(table) + 8) // (size // 4))
    fat_start = len(sectors)
    table.extend([0xFFFFFFFD] * tables)
    table.extend([0xFFFFFFFF] * (tables * (size // 4) - len(table)))
    packed = struct.pack(f"<{len(table)}L", *table)
    sectors.extend(packed[i * size : (i + 1) * size] for i in range(tables))
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into(
        "<LLLLLLLLL", header, 44, tables, directory_start, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, fat_start
    )
    struct.pack_into(f"<{108}L", header, 80, *[fat_start + n if n < tables else 0xFFFFFFFF for n in range(1, 109)])
    return bytes(header) + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF) -> bytes:
    raw = bytearray(128)
    coded_name = name.encode("utf-16-le") + b"\0\0"
    raw[: len(coded_name)] = coded_name
    struct.pack_into("<HBBLLL", raw, 64, len(coded_name), kind, 1, 0xFFFFFFFF, right, child)
    struct.pack_into("<LQ", raw, 116, start, size)
    return bytes(raw)


def doc(paragraphs: Sequence[tuple[str, bytes]], *, encrypted: bool = False) -> bytes:
    """A Word 97 file: texts with the mark that ends each ("\\r", "\\x07"), and their paragraph modifiers."""
    text = "".join(part for part, _ in paragraphs)
    begin = 2048
    main = bytearray(begin)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 10, 0x0200 | (0x0100 if encrypted else 0))
    struct.pack_into("<l", main, 0x4C, len(text))
    main += text.encode("utf-16-le")
    main += b"\0" * (-len(main) % 512)
    page_number = len(main) // 512
    page = bytearray(512)
    places = [begin]
    for part, _ in paragraphs:
        places.append(places[-1] + 2 * len(part))
    count = len(paragraphs)
    struct.pack_into(f"<{count + 1}L", page, 0, *places)
    at = 510
    for index, (_, modifiers) in enumerate(paragraphs):
        if not modifiers:
            continue
        data = b"\0\0" + modifiers
        data += b"\0" * (len(data) % 2 == 0)
        at -= len(data) + 1
        at -= at % 2
        page[at] = (len(data) + 1) // 2
        page[at + 1 : at + 1 + len(data)] = data
        page[4 * (count + 1) + 13 * index] = at // 2
    page[511] = count
    main += page
    clx = struct.pack("<BL", 2, 16) + struct.pack("<LL", 0, len(text)) + struct.pack("<HLH", 0, begin, 0)
    runs = struct.pack("<LLL", begin, places[-1], page_number)
    struct.pack_into("<LL", main, 0x01A2, 0, len(clx))
    struct.pack_into("<LL", main, 0x0102, len(clx), len(runs))
    return compound({"WordDocument": bytes(main), "1Table": clx + runs})
