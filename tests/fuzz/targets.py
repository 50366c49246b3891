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
from parsers.engines import Engines
from parsers.limits import MIB, Limits
from parsers.lzfu import decompressed
from parsers.mime import open_message
from parsers.read import read_message
from parsers.readers import READERS
from parsers.readers.html import read_html
from parsers.readers.reader import Unreadable
from parsers.readers.scan import recognise_page
from parsers.triage import triage
from tests.builders import listening, mails, outlook
from tests.builders.pages import docx, p
from tests.builders.programmes import programme
from tests.fuzz.dreaming import Dreaming, page
from tests.fuzz.seeds import BY_READER, HTML, LOCAL, MSG, NOTE, OTHERS, RTF, SCANNED, TABLE, WINMAIL

FOUND = Path(__file__).parent / "found"
"""Files that once broke a target, named `<target>.<what was wrong>`."""
LIMITS = Limits(
    message_bytes=MIB, container_bytes=4 * MIB, container_files=30, pages=3, pixels=200_000, text_chars=50_000
)


@dataclass(frozen=True)
class Target:
    """`run` takes any bytes; `seeds` are honest ones."""

    run: Callable[[bytes], object]
    seeds: tuple[bytes, ...]


def _dreaming(data: bytes) -> Engines:
    """Engines that need no other program: recognition is slow."""
    return Engines(Dreaming(data), second=Dreaming(data))


def _scan(data: bytes) -> None:
    """A scanned page of which the recogniser says anything; the first byte is its resolution, and whether it is a photograph."""
    first, told = data[:1] or b"d", data[1:]
    with contextlib.suppress(Unreadable):
        recognise_page(page(told), 60.0 + first[0], 1, _dreaming(told), photo=bool(first[0] % 2))


def _message(data: bytes) -> None:
    read_message(data, "1.eml", programme(), LIMITS, explained=True, engines=_dreaming(data))


def _text(data: bytes) -> None:
    """A mail of which only the text is anything: extraction and assembling."""
    _message(mails.mail(data, Content_Type="text/plain; charset=utf-8"))


def _page(data: bytes) -> None:
    _message(mails.mail(data, Content_Type="text/html; charset=utf-8"))


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
            reader.read("a.bin", data, LIMITS, _dreaming(data))

    return run


def _wordml(data: bytes) -> None:
    _reader("docx")(docx("", document=data))


def _odf(data: bytes) -> None:
    kind = {"mimetype": b"application/vnd.oasis.opendocument.text"}
    _reader("odt")(mails.archive({**kind, "content.xml": data, "styles.xml": data}))


def _member(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)


TARGETS: dict[str, Target] = {
    "mime": Target(
        _mime, (mails.mixed(mails.text("x"), mails.attachment(mails.PDF)), mails.bounce(), mails.mail(b"caf=C3=A9"))
    ),
    "containers": Target(
        _container,
        (mails.archive({"a.pdf": mails.PDF, "b.eml": mails.mail()}), MSG, WINMAIL, mails.compound("WordDocument")),
    ),
    "lzfu": Target(decompressed, (outlook.packed_rtf(RTF), outlook.stored_rtf(RTF))),
    "active": Target(_active, (listening.pdf(LOCAL), listening.docx(LOCAL), HTML, RTF)),
    "wordml": Target(
        _wordml, (_member(listening.docx(LOCAL), "word/document.xml"), _member(docx(p("x")), "word/document.xml"))
    ),
    "odf": Target(_odf, (_member(listening.odt(LOCAL), "content.xml"),)),
    "scan": Target(_scan, (SCANNED, *(b"d\x10\x10\x0c\x08\xf0\x01" + text.encode() for text in OTHERS))),
    "note": Target(_text, (NOTE, *(text.encode() for text in OTHERS))),
    "table": Target(_page, (TABLE, HTML)),
    "message": Target(
        _message,
        (
            mails.mail(NOTE),
            mails.mixed(mails.text("Please find attached."), mails.attachment(docx(p("Name: Ana Ruiz")), "form.docx")),
            mails.mixed(mails.text("See the form."), mails.attachment(TABLE, "form.html", "text/html")),
            mails.bounce(),
            MSG,
        ),
    ),
    "body": Target(_body, (HTML, listening.html(LOCAL))),
    **{name: Target(_reader(name), BY_READER[name]) for name in READERS},
}
