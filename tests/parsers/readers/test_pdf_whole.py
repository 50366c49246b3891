"""Lines that are taken whole: read as their characters one by one would be, and only where nothing else stands beside them."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from parsers.document import Document, Line, Paragraph
from parsers.engines import Engines
from parsers.limits import Limits
from parsers.readers import pdf
from parsers.readers.pdf_characters import writings
from parsers.readers.pdf_page import open_pdf
from parsers.readers.pdf_place import Placing
from parsers.readers.pdf_type import Types
from tests.builders.pages import PdfPages, tables, texts

SENTENCE = "The Permanent Mission of Ruritania presents its compliments to the Office."
OFFICE = "Office for Disarmament Affairs"
SET = {
    "plain": f"({SENTENCE}) Tj",
    "justified": f"1.5 Tw ({SENTENCE}) Tj",
    "tightly justified": f"-1.2 Tw ({SENTENCE}) Tj",
    "letterspaced": f"2 Tc ({SENTENCE}) Tj",
    "with pairs of letters closer together": "[(The P) 20 (ermanent Mission of A) 30 (V) 30 (A has the honour)] TJ",
    "with pairs that even out": "[(Ms. T) 80 (anya V) -80 (olkova, Deputy Director)] TJ",
    "with spaces of several widths": "[(Permanent ) -300 (Mission ) -40 (of Ruritania)] TJ",
    "with gaps for spaces": "[(Ms.) -280 (Ana) -280 (Ruiz)] TJ",
    "with narrow gaps for spaces": "[(Ms.) -130 (Ana) -130 (Ruiz)] TJ",
    "with two spaces": "(Tel.:  +1 212 555 0101) Tj",
    "in columns": "[(Name) -9000 (Ana Ruiz)] TJ",
    "with a raised sign": "(the 12) Tj 5 Ts 7 0 0 7 97 600 Tm (th) Tj",
    "of one word": "(Annex) Tj",
    "of one letter": "(A) Tj",
    "of spaces": "(   ) Tj",
    "with spaces around it": "(   on behalf of the Ministry  ) Tj",
    "hidden": f"3 Tr ({SENTENCE}) Tj",
    "slanted": f"1 0 0.3 1 72 600 Tm ({SENTENCE}) Tj",
    "upside down": f"-1 0 0 -1 500 600 Tm ({SENTENCE}) Tj",
    "printed twice": f"({SENTENCE}) Tj 0.3 0 Td ({SENTENCE}) Tj",
    "printed over another": f"({SENTENCE}) Tj 4 4 Td ({OFFICE}) Tj",
    "in two objects": "(Permanent Mission ) Tj (of Ruritania) Tj",
}


def read(data: bytes) -> Document:
    return pdf.read("note.pdf", data, Limits(), Engines())


def lines(document: Document) -> list[Line]:
    return [line for block in document.blocks if isinstance(block, Paragraph) for line in block.lines]


def page_with(setting: str, *, plain: bool) -> bytes:
    """A page with a line set by these operators between two of prose; one Arabic letter has it read character by character."""
    page = PdfPages().line(72, 100, SENTENCE, font="Helvetica")
    page.canvas.saveState()
    page.canvas.setFont("Helvetica", 11)
    text = page.canvas.beginText(72, 600)
    text._code.append(setting)
    page.canvas.drawText(text)
    page.canvas.restoreState()
    page.line(72, 300, OFFICE, font="Helvetica").line(300, 700, "x" if plain else "\u0645", font="Sans")
    return page.pdf()


def wholes(data: bytes) -> list[str]:
    """The texts of the lines of the first page that are taken whole."""
    document = open_pdf("note.pdf", data)
    page = document[0]
    types = Types(document.raw)
    written, _ = writings(page.get_textpage(), Placing(page), types)
    found = [c.text for one in written for c in one.characters if getattr(c, "whole", None)]
    types.close()
    document.close()
    return found


@pytest.mark.parametrize("name", SET)
def test_a_line_is_read_as_its_characters_one_by_one_are(name: str) -> None:
    whole, single = (
        [line for line in lines(read(page_with(SET[name], plain=plain))) if line.text not in ("x", "\u0645")]
        for plain in (True, False)
    )
    assert [(line.text, line.wraps, line.size) for line in whole] == [
        (line.text, line.wraps, line.size) for line in single
    ]
    for one, other in zip(whole, single, strict=True):
        assert [(word.text, word.start) for word in one.words] == [(word.text, word.start) for word in other.words]
        for word, same in zip(one.words, other.words, strict=True):
            assert word.box == pytest.approx(same.box, abs=0.06)
        assert one.box == pytest.approx(other.box, abs=0.01)


@pytest.mark.parametrize("name", ["plain", "justified", "with pairs of letters closer together"])
def test_prose_is_taken_whole(name: str) -> None:
    assert len(wholes(page_with(SET[name], plain=True))) == 4


@pytest.mark.parametrize(
    "name", ["letterspaced", "in columns", "hidden", "slanted", "upside down", "printed over another", "in two objects"]
)
def test_what_is_in_doubt_is_not(name: str) -> None:
    assert wholes(page_with(SET[name], plain=True)) == [SENTENCE, OFFICE, "x"]


def test_words_of_a_whole_line_stand_where_they_are_printed() -> None:
    (line,) = lines(read(PdfPages().line(72, 100, SENTENCE, font="Helvetica").pdf()))
    assert [word.text for word in line.words] == SENTENCE.split(" ")
    for word in line.words:
        left = 72 + stringWidth(SENTENCE[: word.start], "Helvetica", 11)
        assert word.box is not None
        assert word.box[::2] == pytest.approx((left, left + stringWidth(word.text, "Helvetica", 11)), abs=0.2)


def test_lines_beside_one_another_are_columns() -> None:
    page = PdfPages().lines(72, 100, "Name", "Position", "Telephone")
    page.lines(200, 100, "Ana Ruiz", "First Secretary", "+1 212 555 0101").line(72, 200, SENTENCE, font="Helvetica")
    data = page.pdf()
    assert wholes(data) == [SENTENCE]
    assert tables(read(data)) == [
        [["Name", "Ana Ruiz"], ["Position", "First Secretary"], ["Telephone", "+1 212 555 0101"]]
    ]


def test_lines_in_a_ruled_table_stand_in_their_cells() -> None:
    page = PdfPages()
    for y in (100, 120, 140):
        page.rule(72, y, 400, y)
    for x in (72, 200, 400):
        page.rule(x, 100, x, 140)
    page.line(80, 114, "Full name of the point of contact").line(210, 134, "Ministry of Foreign Affairs")
    assert tables(read(page.pdf())) == [[["Full name of the point", "of contact"], ["", "Ministry of Foreign Affairs"]]]


def test_close_lines_are_taken_whole_and_lines_over_one_another_are_not() -> None:
    close, over = PdfPages(), PdfPages()
    for number, text in enumerate((SENTENCE, OFFICE)):
        close.line(72, 100 + 11 * number, text, font="Helvetica")
        over.line(72, 100 + 5 * number, text, font="Helvetica")
    assert (wholes(close.pdf()), wholes(over.pdf())) == ([SENTENCE, OFFICE], [])


def test_a_page_of_very_many_lines_is_read_character_by_character() -> None:
    page = PdfPages((612.0, 6000.0)).lines(72, 100, *[OFFICE] * 401)
    data = page.pdf()
    assert wholes(data) == []
    assert texts(read(data)) == [OFFICE] * 401


def test_a_line_is_taken_whole_where_letters_lean_over_the_next_one() -> None:
    data = PdfPages().line(72, 100, OFFICE, font="Serif").pdf()
    (line,) = lines(read(data))
    assert wholes(data) == [OFFICE]
    assert [word.text for word in line.words] == OFFICE.split(" ")
    for word in line.words:
        assert word.box is not None
        assert word.box[0] == pytest.approx(72 + stringWidth(OFFICE[: word.start], "Serif", 11), abs=0.2)


def test_every_page_is_measured_by_its_own_fonts() -> None:
    fonts = ["Helvetica", "Courier", "Times-Roman", "Helvetica", "Times-Bold"]
    page = PdfPages()
    for number, font in enumerate(fonts):
        page.line(72, 100, SENTENCE, font=font)
        if number + 1 < len(fonts):
            page.canvas.showPage()
    for font, line in zip(fonts, lines(read(page.pdf())), strict=True):
        assert line.words[-1].box is not None
        left = 72 + stringWidth(SENTENCE[: line.words[-1].start], font, 11)
        assert line.words[-1].box[0] == pytest.approx(left, abs=0.2)


def test_letters_are_not_measured_where_one_glyph_is_several_of_them() -> None:
    texts = ["\ufb03 The O\ufb03ce", "Fiji, as Bandri did, has the honour"]
    data = PdfPages().line(72, 100, texts[0]).line(72, 120, texts[1]).pdf()
    _, below = lines(read(data))
    assert below.text == texts[1]
    assert texts[1] in wholes(data)
    for word in below.words:
        left = 72 + stringWidth(below.text[: word.start], "Serif", 11)
        assert word.box is not None
        assert word.box[::2] == pytest.approx((left, left + stringWidth(word.text, "Serif", 11)), abs=0.4)
