"""What is fuzzed: a function from bytes for each place where strangers' bytes come in, and honest files to begin with.

A target may raise nothing. Unreadable is how a reader speaks, and is taken for an answer."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from parsers import active, sniff
from parsers.containers import open_parts
from parsers.engines import Engines, Recognised
from parsers.limits import MIB, Limits
from parsers.lzfu import decompressed
from parsers.mime import open_message
from parsers.readers import READERS
from parsers.readers.html import read_html
from parsers.readers.reader import Unreadable
from parsers.triage import triage
from tests.builders import listening, mails, outlook
from tests.builders.pages import PdfPages, coded, doc, docx, drawn, p

FOUND = Path(__file__).parent / "found"
"""Files that once broke a target, named `<target>.<what was wrong>`."""
LIMITS = Limits(
    message_bytes=MIB, container_bytes=4 * MIB, container_files=30, pages=3, pixels=200_000, text_chars=50_000
)


class Blind:
    """An engine that sees nothing: recognition is slow, and another program's."""

    def languages(self) -> frozenset[str]:
        return frozenset()

    def recognise(self, picture: bytes, languages: tuple[str, ...], *, layout: int, dpi: int) -> list[Recognised]:
        return []

    def upright(self, picture: bytes, *, dpi: int) -> int:
        return 0


@dataclass(frozen=True)
class Target:
    """`run` takes any bytes; `seeds` are honest ones."""

    run: Callable[[bytes], object]
    seeds: tuple[bytes, ...]


def _mime(data: bytes) -> None:
    message = open_message(data, LIMITS)
    triage(message, open_parts(message, LIMITS))


def _container(data: bytes) -> None:
    raw = mails.mixed(mails.attachment(data, "a.bin", "application/octet-stream"))
    open_parts(open_message(raw, LIMITS), LIMITS)


def _active(data: bytes) -> None:
    for media_type in (sniff.PDF, sniff.DOCX, sniff.ODT, sniff.RTF, sniff.DOC, "text/html"):
        active.signs_of(data, media_type, LIMITS)


def _body(data: bytes) -> None:
    read_html("body", data.decode("utf-8", "replace"))


def _reader(name: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        reader = import_module(f"parsers.readers.{name}")
        reader.bid(data, "")
        with contextlib.suppress(Unreadable):
            reader.read("a.bin", data, LIMITS, Engines(Blind()))

    return run


def _wordml(data: bytes) -> None:
    _reader("docx")(docx("", document=data))


def _odf(data: bytes) -> None:
    kind = {"mimetype": b"application/vnd.oasis.opendocument.text"}
    _reader("odt")(mails.archive({**kind, "content.xml": data, "styles.xml": data}))


def _member(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)


_HTML = b"<html><body><p>Name: Ana</p><table><tr><td rowspan=2>a<td colspan=3>b</table><ul><li>x</ul><input type=checkbox checked>"
_RTF = (
    rb"{\rtf1\ansi\trowd\clmrg\cellx99\pard\intbl a\cell\row\pard \'e9\u233? {\*\fldinst X}{\field{\*\ffdata}} b\par}"
)
_LOCAL = "http://127.0.0.1"
_SEEDS: dict[str, tuple[bytes, ...]] = {
    "pdf": (PdfPages().line(72, 100, "Name: Ana Ruiz").page().line(72, 100, "Two").pdf(), listening.pdf(_LOCAL)),
    "image": (
        coded(drawn("x", size=(64, 64))),
        coded(drawn("x", size=(32, 32)), "JPEG"),
        coded(drawn("x", size=(32, 32)), "TIFF"),
    ),
    "docx": (docx(p("Name: Ana Ruiz")), listening.docx(_LOCAL)),
    "odt": (listening.odt(_LOCAL),),
    "xlsx": (listening.xlsx(_LOCAL),),
    "doc": (doc([("Name\x07", b""), ("Text\r", b"")]),),
    "rtf": (_RTF,),
    "html": (_HTML, listening.html(_LOCAL)),
    "csv": (b"Name;E-mail\nAna;ana@example.org\n", "Name\tTel\nAna\t+41\n".encode("utf-16")),
    "text": (b"Name: Ana\n> quoted\n\nOn Monday X wrote:\n> y\n-- \nsigned\n",),
}
_MSG = outlook.msg("Excellency", outlook.Attached("form.pdf", mails.PDF), subject="Note")
_WINMAIL = outlook.winmail([("form.pdf", mails.PDF)], b"Body", within=outlook.winmail([], b"Inner"))
TARGETS: dict[str, Target] = {
    "mime": Target(
        _mime, (mails.mixed(mails.text("x"), mails.attachment(mails.PDF)), mails.bounce(), mails.mail(b"caf=C3=A9"))
    ),
    "containers": Target(
        _container,
        (mails.archive({"a.pdf": mails.PDF, "b.eml": mails.mail()}), _MSG, _WINMAIL, mails.compound("WordDocument")),
    ),
    "lzfu": Target(decompressed, (outlook.packed_rtf(_RTF), outlook.stored_rtf(_RTF))),
    "active": Target(_active, (listening.pdf(_LOCAL), listening.docx(_LOCAL), _HTML, _RTF)),
    "wordml": Target(
        _wordml, (_member(listening.docx(_LOCAL), "word/document.xml"), _member(docx(p("x")), "word/document.xml"))
    ),
    "odf": Target(_odf, (_member(listening.odt(_LOCAL), "content.xml"),)),
    "body": Target(_body, (_HTML, listening.html(_LOCAL))),
    **{name: Target(_reader(name), _SEEDS[name]) for name in READERS},
}
