"""Files that want to break us: each ends as a document or as a finding, within the limits."""

from __future__ import annotations

import random
import struct
import zlib
from types import SimpleNamespace

import pytest

from domain.submission import Finding
from parsers.document import Document
from parsers.engines import Engines, Recognised
from parsers.limits import Limits
from parsers.readers import READERS, pdf, read_part
from parsers.readers.reader import Unreadable
from tests.builders.pages import PdfPages, coded, doc, docx, drawn, p
from tests.builders.runaway import no_runaway

LIMITS = Limits()


class Blind:
    """An engine that is not there, for none of these is to be recognised."""

    def languages(self) -> frozenset[str]:
        return frozenset()

    def recognise(self, picture: bytes, languages: tuple[str, ...], *, layout: int, dpi: int) -> list[Recognised]:
        return []

    def upright(self, picture: bytes, *, dpi: int) -> int:
        return 0


ENGINES = Engines(Blind())


def read(data: bytes, declared: str = "application/octet-stream", limits: Limits = LIMITS) -> Document | Finding:
    return read_part(SimpleNamespace(path="outer.zip!evil.bin", data=data, declared_type=declared), limits, ENGINES)  # type: ignore[arg-type]


def pdf_of(objects: dict[int, bytes], root: int = 1) -> bytes:
    """A PDF of raw objects, with a cross-reference table."""
    out = b"%PDF-1.7\n"
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places.get(number, 0)
    return out + b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, root, start)


def stream(data: bytes, filters: bytes) -> bytes:
    return b"<< /Length %d /Filter %s >>\nstream\n" % (len(data), filters) + data + b"\nendstream"


@pytest.mark.slow
def test_a_bomb_of_400_mib_in_a_page_ends_in_time() -> None:
    pressing = zlib.compressobj(9)
    once = b"".join(pressing.compress(b"0 0 m " * 174_762) for _ in range(400)) + pressing.flush()
    twice = zlib.compress(once, 9)
    assert len(twice) < 200_000
    data = pdf_of(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
            4: stream(twice, b"[/FlateDecode /FlateDecode]"),
        }
    )
    with no_runaway():
        read(data)


def test_a_page_of_five_metres_is_read_at_few_dots() -> None:
    page = PdfPages(size=(14400, 14400))
    page.canvas.drawInlineImage(drawn("x", size=(300, 300)), 0, 0, 14400, 14400)
    result = read(page.pdf())
    assert isinstance(result, Document)
    assert [f.code for f in result.findings] == ["no_character_recognition"]


def test_ten_thousand_pages_are_counted_but_not_read() -> None:
    kids = b" ".join(b"3 0 R" for _ in range(10_000))
    data = pdf_of(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [" + kids + b"] /Count 10000 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
        }
    )
    result = read(data)
    assert isinstance(result, Document)
    assert (len(result.pages), [f.code for f in result.findings]) == (60, ["pages_unread"])


def test_pages_that_refer_to_themselves_end() -> None:
    data = pdf_of({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"})
    assert read(data) is not None


@pytest.mark.parametrize("password", ["", "secret"])
def test_locked_pdf(password: str) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    data = (
        PdfPages(encrypt=StandardEncryption(password, ownerPassword="owner", canPrint=0))
        .line(72, 100, "Text here")
        .pdf()
    )
    result = read(data)
    if password:
        assert isinstance(result, Finding)
        assert (result.code, result.message) == (
            "password_protected",
            "evil.bin is protected with a password and could not be read.",
        )
    else:
        assert isinstance(result, Document)
        assert result.text == "Text here"


def test_truncated_pdf_is_damaged() -> None:
    whole = PdfPages().line(72, 100, "Text").pdf()
    with pytest.raises(Unreadable) as error:
        pdf.read("a.pdf", whole[:200], Limits(), ENGINES)
    assert error.value.code == "damaged"


def test_a_picture_of_too_many_dots_is_refused_before_it_is_unpacked() -> None:
    head = b"\x89PNG\r\n\x1a\n"

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    data = (
        head
        + chunk(b"IHDR", struct.pack(">LLBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(bytes(100)))
        + chunk(b"IEND", b"")
    )
    result = read(data)
    assert isinstance(result, Finding)
    assert result.code in ("too_large", "damaged")


def test_damage_anywhere_never_raises() -> None:
    chance = random.Random(7)
    whole = {
        "pdf": PdfPages().line(72, 100, "Name: Ana Ruiz").page().line(72, 100, "Two").pdf(),
        "docx": docx(p("Name: Ana Ruiz")),
        "doc": doc([("Name\x07", b""), ("Text\r", b"")]),
        "png": coded(drawn("x", size=(64, 64))),
        "rtf": rb"{\rtf1\ansi\trowd\cellx99\pard\intbl a\cell\row\pard \'e9\u233? b\par}",
        "html": b"<html><table><tr><td rowspan=3>a<td colspan=9>b</table><p>c",
    }
    for data in whole.values():
        for _ in range(60):
            harmed = bytearray(data)
            for _ in range(chance.randint(1, 12)):
                harmed[chance.randrange(len(harmed))] = chance.randrange(256)
            if chance.random() < 0.3:
                del harmed[chance.randrange(len(harmed)) :]
            read(bytes(harmed))


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x00" * 5000, b"MZ" + bytes(300), bytes(range(256)) * 20])
def test_what_nobody_reads_is_a_finding_or_text(data: bytes) -> None:
    result = read(data)
    assert isinstance(result, Finding | Document)
    if isinstance(result, Finding):
        assert result.message == "evil.bin is of a kind that cannot be read; open it by hand."


def test_every_reader_is_there() -> None:
    from importlib import import_module

    for name in READERS:
        module = import_module(f"parsers.readers.{name}")
        assert module.bid(b"", "") == 0 or name in ("text", "csv")
