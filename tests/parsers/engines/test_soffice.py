"""LibreOffice as it is installed, and as it is when it is not, hangs, or fails."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from domain.submission import Finding
from parsers.document import Document
from parsers.engines import Engines
from parsers.engines.soffice import Soffice, SofficeFailed, available, version
from parsers.leaves import leaves_of
from parsers.limits import Limits
from parsers.parts import part_of
from parsers.readers import read_part
from tests.builders.pages import texts
from tests.builders.programmes import programme

installed = pytest.mark.skipif(not available(), reason="LibreOffice (libreoffice-writer-nogui) is not installed")
DEEP = b"{\\rtf1\\ansi " + b"{" * 500 + b"Name: Ana Ruiz" + b"}" * 500 + b"\\par}"
"""Deeper than the reader of RTF goes."""


def read(data: bytes, engines: Engines) -> Document | Finding:
    return read_part(SimpleNamespace(path="form.rtf", data=data, declared_type="application/rtf"), Limits(), engines)  # type: ignore[arg-type]


@installed
def test_what_is_installed_says_so() -> None:
    assert version()[0].isdigit()


@installed
def test_what_the_reader_fails_on_is_read_by_detour_and_says_so() -> None:
    document = read(DEEP, Engines(converter=Soffice(seconds=600.0)))
    assert isinstance(document, Document)
    assert (texts(document), [finding.code for finding in document.findings]) == (
        ["Name: Ana Ruiz"],
        ["damaged", "read_by_detour"],
    )


@installed
def test_addresses_and_numbers_of_a_mended_file_are_not_vouched_for() -> None:
    lines = "Technical point of contact", "Name: Ana Ruiz", "E-mail: a.ruiz@cert.example", "Tel.: +41 22 917 12 34"
    document = read(
        DEEP.replace(b"Name: Ana Ruiz", "\\par ".join(lines).encode()), Engines(converter=Soffice(seconds=600.0))
    )
    assert isinstance(document, Document)
    (leaf,) = leaves_of([document], programme())
    doubted = {claim.path for claim in part_of(leaf, None, frozenset()).claims.claims if not claim.sure}
    assert doubted == {"contacts[0].emails", "contacts[0].phones"}


@installed
def test_what_the_reader_reads_takes_no_detour() -> None:
    document = read(b"{\\rtf1\\ansi Name\\par}", Engines(converter=Soffice(most=0)))
    assert isinstance(document, Document)
    assert document.findings == ()


@installed
@pytest.mark.parametrize("soffice", [Soffice(seconds=0.001), Soffice(most=0)])
def test_an_end_before_its_time_is_a_named_failure(soffice: Soffice) -> None:
    with pytest.raises(SofficeFailed):
        soffice.docx(DEEP, "rtf")


@installed
def test_what_nobody_can_read_stays_a_finding() -> None:
    with pytest.raises(SofficeFailed, match="could not read"):
        Soffice(seconds=600.0).docx(b"PK\3\4 no document", "docx")
    result = read(b"{\\rtf1}", Engines(converter=Soffice(seconds=600.0)))
    assert isinstance(result, Finding)
    assert result.code == "damaged"


def test_a_missing_program_says_what_to_install() -> None:
    absent = Soffice(program="soffice-that-is-not-there")
    assert (available("soffice-that-is-not-there"), version("soffice-that-is-not-there")) == (False, "")
    with pytest.raises(SofficeFailed, match="libreoffice-writer-nogui"):
        absent.docx(DEEP, "rtf")
    result = read(DEEP, Engines(converter=absent))
    assert isinstance(result, Finding)
    assert result.code == "damaged"
