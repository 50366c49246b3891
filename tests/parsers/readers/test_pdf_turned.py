"""PDF whose pages or writing lie turned: read as if upright, with boxes where people see the words."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest

from domain.submission import Box
from parsers.document import Document, FormField, Paragraph, Table
from parsers.engines import Engines
from parsers.limits import Limits
from parsers.readers import pdf
from parsers.readers.pdf_place import Turn
from tests.builders.blind import Blind
from tests.builders.pages import LETTER, PdfPages, shape

QUARTERS = (1, 2, 3)


def read(data: bytes) -> Document:
    return pdf.read("note.pdf", data, Limits(), Engines(Blind()))


def write(page: PdfPages, form: bool = False) -> PdfPages:
    """A letterhead over a rule, prose, and a ruled table, or fields."""
    page.line(72, 60, "Permanent Mission of Ruritania", 9).rule(72, 70, 540, 70)
    page.lines(
        72,
        100,
        "The Permanent Mission of Ruritania to the United Nations presents its compliments to the",
        "Office and has the honour to inform it of the nomination of the following point of contact.",
    )
    if form:
        page.line(72, 212, "Name").line(72, 242, "Available")
        page.canvas.acroForm.textfield(name="a", value="Ana Ruiz", x=150, y=page.height - 215, width=200, height=18)
        page.canvas.acroForm.checkbox(name="b", checked=True, x=150, y=page.height - 245, size=14)
        return page
    for y in (180, 200, 220):
        page.rule(72, y, 540, y)
    page.rule(72, 180, 72, 220).rule(200, 180, 200, 220).rule(540, 180, 540, 220)
    page.line(76, 194, "Name").line(204, 194, "Ana Ruiz").line(76, 214, "E-mail").line(204, 214, "ana@agency.example")
    return page


def rotated(data: bytes, quarters: int) -> bytes:
    """The file with `/Rotate` on its pages."""
    opened = pypdfium2.PdfDocument(data)
    for page in opened:
        page.set_rotation(90 * quarters)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def drawn_turned(quarters: int, *, rotate_back: bool = False) -> bytes:
    """The page with everything drawn turned clockwise on a page of the turned size."""
    wide, high = LETTER
    page = PdfPages((high, wide) if quarters % 2 else LETTER)
    move = {1: (0, wide, -90), 2: (wide, high, 180), 3: (high, 0, 90)}[quarters]
    page.canvas.translate(*move[:2])
    page.canvas.rotate(move[2])
    page.height = high
    data = write(page).pdf()
    return rotated(data, 4 - quarters) if rotate_back else data


def boxes(document: Document) -> dict[str, Box]:
    """The words with their boxes; fields by their name."""
    found: dict[str, Box] = {}
    for block in document.blocks:
        if isinstance(block, FormField):
            found[block.name] = block.box or (0, 0, 0, 0)
            continue
        cells = [block] if isinstance(block, Paragraph) else [cell for row in block.rows for cell in row]
        found.update({w.text: w.box for c in cells for line in c.lines for w in line.words if w.box})
    return found


def near(document: Document, upright: Document, quarters: int, within: float) -> None:
    """Every word stands where the upright page's one stands when that page is turned."""
    turned = boxes(document)
    width, height = (LETTER[1], LETTER[0]) if quarters % 2 else LETTER
    turn = Turn(quarters, width, height)
    assert turned.keys() == boxes(upright).keys()
    for name, box in boxes(upright).items():
        assert turned[name] == pytest.approx(turn.shown(box), abs=within), name


@pytest.mark.parametrize("quarters", QUARTERS)
@pytest.mark.parametrize("form", [False, True])
def test_a_page_that_is_shown_turned_reads_like_an_upright_one(quarters: int, form: bool) -> None:
    data = write(PdfPages(), form).pdf()
    upright, document = read(data), read(rotated(data, quarters))
    plain = [replace(block, box=None) if isinstance(block, FormField) else block for block in shape(upright)]
    assert [replace(b, box=None) if isinstance(b, FormField) else b for b in shape(document)] == plain
    assert (document.pages[0].width, document.pages[0].height) == (LETTER[::-1] if quarters % 2 else LETTER)
    near(document, upright, quarters, 0.2)


@pytest.mark.parametrize("quarters", QUARTERS)
def test_writing_that_is_drawn_turned_reads_like_upright_writing(quarters: int) -> None:
    upright, document = read(write(PdfPages()).pdf()), read(drawn_turned(quarters))
    assert shape(document) == shape(upright)
    near(document, upright, quarters, 1.0)


@pytest.mark.parametrize("quarters", QUARTERS)
def test_writing_drawn_turned_on_a_page_that_turns_it_back_is_upright(quarters: int) -> None:
    upright, document = read(write(PdfPages()).pdf()), read(drawn_turned(quarters, rotate_back=True))
    assert shape(document) == shape(upright)
    assert (document.pages[0].width, document.pages[0].height) == LETTER
    for name, box in boxes(upright).items():
        assert boxes(document)[name] == pytest.approx(box, abs=1.0), name


def test_a_stamp_up_the_edge_stands_aside() -> None:
    page = write(PdfPages())
    page.canvas.saveState()
    page.canvas.translate(590, 300)
    page.canvas.rotate(90)
    page.canvas.setFont("Serif", 9)
    page.canvas.drawString(0, 0, "Received 3 May 2024")
    page.canvas.restoreState()
    upright, document = read(write(PdfPages()).pdf()), read(page.pdf())
    assert shape(document) == [*shape(upright), ("footer", ["Received 3 May 2024"])]
    stamp = document.blocks[-1]
    assert isinstance(stamp, Paragraph)
    assert stamp.lines[0].box is not None
    assert stamp.lines[0].box[0] > 575
    assert not any(isinstance(block, Table) and block.region != "body" for block in document.blocks)
