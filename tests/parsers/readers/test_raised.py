"""Raised figures mark footnotes: they are seen, and are no figure of a number."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from parsers.engines import Engines
from parsers.fields.phones import find_phones
from parsers.fold import fold
from parsers.limits import Limits
from parsers.readers import docx as docx_reader
from parsers.readers import odt, rtf
from parsers.readers.html import read_html
from parsers.readers.lines import Piece, line_of
from parsers.readers.raised import raised
from tests.builders.pages import docx, p, tables, texts

OPENDOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"


def _docx(told: str, mark: str) -> list[str]:
    run = f"<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{mark}</w:t></w:r>"
    return texts(docx_reader.read("a.docx", docx(p(told, run)), Limits(), Engines()))


def _html(told: str, mark: str) -> list[str]:
    return texts(read_html("body", f"<p>{told}<sup><a href='#1'>{mark}</a></sup></p>"))


def _rtf(told: str, mark: str) -> list[str]:
    return texts(rtf.read("a.rtf", rf"{{\rtf1 {told}{{\super {mark}}}\par}}".encode(), Limits(), Engines()))


def _odt(told: str, mark: str) -> list[str]:
    names = " ".join(f'xmlns:{name}="{OPENDOCUMENT}:{name}:1.0"' for name in ("office", "style", "text"))
    fo = f'xmlns:fo="{OPENDOCUMENT}:xsl-fo-compatible:1.0"'
    content = (
        f'<office:document-content {names} {fo}><office:automatic-styles><style:style style:name="T1">'
        f'<style:text-properties style:text-position="super 58%"/></style:style></office:automatic-styles><office:body>'
        f'<office:text><text:p>{told}<text:span text:style-name="T1">{mark}</text:span></text:p></office:text>'
        f"</office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return texts(odt.read("a.odt", out.getvalue(), Limits(), Engines()))


WRITTEN = [_docx, _html, _rtf, _odt]


@pytest.mark.parametrize("written", WRITTEN)
def test_a_footnotes_mark_is_no_figure_of_the_number_before_it(written: Callable[[str, str], list[str]]) -> None:
    assert written("Tel.: +679 331 5526", "1") == ["Tel.: +679 331 5526¹"]


@pytest.mark.parametrize("written", WRITTEN)
def test_raised_letters_stay_as_they_are(written: Callable[[str, str], list[str]]) -> None:
    assert written("le 1", "er") == ["le 1er"]


@pytest.mark.parametrize(
    ("text", "seen"), [("1", "¹"), ("12", "¹²"), ("1, 2", "¹, ²"), ("er", "er"), ("2024", "2024"), ("", ""), ("٣", "٣")]
)
def test_what_is_seen(text: str, seen: str) -> None:
    assert raised(text) == seen


def test_a_number_with_a_raised_figure_behind_it_is_read_without_it_and_doubted() -> None:
    (found,) = find_phones("Tel.: +679 331 5526¹")
    assert (found.value, found.sure) == ("+6793315526", False)


def test_a_label_with_a_mark_is_the_label() -> None:
    assert fold("Diplomatic¹") == "diplomatic"


def _word(text: str, left: float, right: float, size: float = 12.0, foot: float = 112.0) -> Piece:
    return Piece(text, (left, foot - size, right, foot), size)


def test_a_small_figure_that_hangs_on_a_word_is_raised() -> None:
    line = line_of([_word("+679", 60, 90), _word("5526", 94, 124), _word("2", 124.2, 129, 8, 107)], 1)
    assert line.text == "+679 5526²"


@pytest.mark.parametrize(
    "last",
    [_word("2", 130, 136, 8, 107), _word("2", 124.2, 129, 8), _word("2", 124.2, 131, foot=107)],
    ids=["apart", "on the foot of the line", "as large"],
)
def test_other_figures_stay_what_they_are(last: Piece) -> None:
    assert line_of([_word("+679", 60, 90), _word("5526", 94, 124), last], 1).text == "+679 5526 2"


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<p>Tel. 3317<sup><br>see below</sup></p>", ["Tel. 3317", "see below"]),
        (
            "<p>Tel. 3317<sup>1<table><tr><td>Name</td><td>Ana Ruiz</td></tr></table></sup></p>",
            ["Tel. 33171", "Name", "Ana Ruiz"],
        ),
    ],
)
def test_more_than_a_mark_is_read_as_anything_else(html: str, read: list[str]) -> None:
    document = read_html("body", html)
    assert [*texts(document), *(cell for rows in tables(document) for row in rows for cell in row)] == read


@pytest.mark.parametrize(
    ("html", "finding"),
    [
        ("<p>Mail <sup><del>jane.old@x.example</del> jane.doe@x.example</sup></p>", "struck_text"),
        ("<p>Mail <sup><span style='display:none'>hidden words</span>1</sup></p>", "hidden_text"),
        ("<p>Mail <sup><a href='mailto:other@y.example'>jane@x.example</a></sup></p>", "link_elsewhere"),
    ],
)
def test_what_raised_text_hides_strikes_out_or_links_elsewhere_is_told(html: str, finding: str) -> None:
    assert finding in [one.code for one in read_html("body", html).findings]


def test_a_line_that_begins_with_a_small_mark_has_its_others_raised() -> None:
    line = line_of(
        [_word("1", 50, 54, 8, 107), _word("Tel.", 58, 80), _word("5526", 94, 124), _word("2", 124.2, 129, 8, 107)], 1
    )
    assert line.text == "1 Tel. 5526²"
