"""Whatever a document asks for, nobody is called: a server stands by, and must hear nothing."""

from __future__ import annotations

import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.reading import Reading
from parsers.containers import open_parts
from parsers.engines import soffice
from parsers.limits import GIB, Limits
from parsers.mime import open_message
from parsers.pictures import page_picture
from parsers.read import read_message
from parsers.sandbox import run
from parsers.worker import Workers
from tests.builders import letters, listening, mails
from tests.builders.listening import ASKING, Listener

office = pytest.mark.skipif(
    not soffice.available(),
    reason="LibreOffice (libreoffice-writer-nogui) is not installed; all other readers are tested",
)
UNREAD = "form.rtf"
"""The document that only LibreOffice reads."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as listening_one:
        yield listening_one


def told(reading: Reading, code: str) -> set[str]:
    return {
        name
        for name in ASKING
        for finding in reading.submission.findings
        if finding.code == code and name in finding.message
    }


def test_the_listener_hears(listener: Listener) -> None:
    urllib.request.urlopen(f"{listener.address}/hello").read()
    assert listener.heard == ["GET /hello HTTP/1.1"]


def test_reading_in_a_worker_calls_nobody(listener: Listener) -> None:
    with Workers(letters.programme(), Limits(seconds=200)) as workers:
        reading = workers.read(listening.mail(listener.address), "1.eml")
    assert [attachment.path for attachment in reading.attachments if attachment.path in ASKING] == list(ASKING)
    assert listener.heard == []


def test_reading_calls_nobody_even_without_the_workers_wall(listener: Listener) -> None:
    reading = read_message(listening.mail(listener.address), "1.eml", letters.programme())
    assert listener.heard == []
    assert told(reading, "external_content") == set(ASKING)
    assert told(reading, "macros") == {"form.html", "form.pdf", "form.svg"}


@pytest.mark.parametrize("name", ["form.pdf", "form.svg"])
def test_showing_a_page_calls_nobody(listener: Listener, name: str) -> None:
    raw = mails.mixed(mails.attachment(ASKING[name](listener.address), name))
    [part] = open_parts(open_message(raw, Limits()), Limits()).parts
    page_picture(part.data, part.media_type, 1, 72, Limits())
    assert listener.heard == []


@office
@pytest.mark.parametrize("name", ["form.docx", "form.odt", UNREAD])
def test_libreoffice_calls_nobody(listener: Listener, name: str) -> None:
    soffice.Soffice(seconds=600.0).docx(ASKING[name](listener.address), name.rpartition(".")[2])
    assert listener.heard == []


@office
def test_libreoffice_would_call_if_it_could(listener: Listener) -> None:
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "form.odt")
        given.write_bytes(listening.odt(listener.address))
        command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={Path(folder, 'p').as_uri()}",
                   "--convert-to", "docx", "--outdir", folder, str(given)]  # fmt: skip
        run(command, timeout=600, memory=3 * GIB, allow_network=True)
    assert any("odt.png" in asked for asked in listener.heard)


@office
def test_a_document_that_takes_the_detour_in_a_worker_calls_nobody(listener: Listener) -> None:
    raw = mails.mixed(mails.attachment(ASKING[UNREAD](listener.address), UNREAD, "application/rtf"))
    with Workers(letters.programme(), Limits(seconds=200)) as workers:
        reading = workers.read(raw, "1.eml")
    assert "read_by_detour" in [finding.code for finding in reading.submission.findings]
    assert listener.heard == []
