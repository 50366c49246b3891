"""Tables typed with spaces, tabs or strokes into text that knows no other."""

from __future__ import annotations

import pytest

from parsers.document import Document, Format, Paragraph, Table
from parsers.extract.typed_tables import with_typed_tables
from parsers.readers.html import read_html
from parsers.readers.text import read_text
from tests.builders.documents import document

ROWS = [
    ["", "Diplomatic", "Technical"],
    ["Name", "Mrs. Jane Example", "Mr. John Sample"],
    ["Institution", "Ministry of Foreign Affairs", "Cyber Agency"],
    ["E-mail", "j@mfa.example", "s@cert.example"],
]
SPACED = """\
                 Diplomatic                   Technical
Name             Mrs. Jane Example            Mr. John Sample
Institution      Ministry of Foreign          Cyber
                 Affairs                      Agency
E-mail           j@mfa.example                s@cert.example"""
RULED = """\
|             | Diplomatic                  | Technical       |
|-------------|-----------------------------|-----------------|
| Name        | Mrs. Jane Example           | Mr. John Sample |
| Institution | Ministry of Foreign Affairs | Cyber Agency    |
| E-mail      | j@mfa.example               | s@cert.example  |"""
TABBED = "\n".join("\t".join(row) for row in ROWS)


def rows(block: object) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[cell.text for cell in row] for row in block.rows]


def typed(page: Document) -> list[object]:
    """The blocks: a table as its rows, a paragraph as its text."""
    blocks = with_typed_tables(page, ("en",)).blocks
    return [block.text if isinstance(block, Paragraph) else rows(block) for block in blocks]


@pytest.mark.parametrize("text", [SPACED, RULED, TABBED], ids=["spaces", "strokes", "tabs"])
def test_a_typed_table_has_its_cells(text: str) -> None:
    assert typed(read_text("body", text)) == [ROWS]


@pytest.mark.parametrize("line", ["<p>{}</p>", "<div>{}</div>", "{}<br>"])
def test_in_html_spaces_that_do_not_break_reach_the_column(line: str) -> None:
    html = "".join(line.format(row.replace(" ", "&nbsp;")) for row in SPACED.split("\n"))
    (found,) = typed(read_html("body", html))
    assert [[cell.replace("\n", " ") for cell in row] for row in found] == ROWS  # type: ignore[attr-defined]


def test_preformatted_html_keeps_its_columns() -> None:
    assert typed(read_html("body", f"<p>Our contacts:</p><pre>{SPACED}</pre>")) == ["Our contacts:", ROWS]


@pytest.mark.parametrize("form", ["docx", "odt", "doc", "rtf"])
def test_in_a_word_processor_each_line_is_a_paragraph_and_tabs_reach_the_column(form: Format) -> None:
    above, below = "The contacts are:", "The Mission avails itself of this opportunity."
    lines = [above, *TABBED.replace("Name\t", "Name\t\t").split("\n"), below]
    assert typed(document("\n\n".join(lines), form=form)) == [above, ROWS, below]


@pytest.mark.parametrize(
    "text",
    [
        "Name:        Jane Example\nPosition:    First Secretary\nE-mail:      j@mfa.example",
        "The Mission  has the honour\nto convey the  particulars  of\nits points  of contact.",
        "Tel. +260 211 252 601 | Fax +260 211 252 699\nwww.mfa.example",
        "New York\t12 April 2024",
        "Monday\tGeneva\t10:00\nTuesday\tVienna\t15:00\nFriday\tNairobi\t9:30",
    ],
    ids=["labels with their values", "prose with gaps", "a letterhead", "one line", "a table that asks for nothing"],
)
@pytest.mark.parametrize("form", ["text", "html", "docx"])
def test_other_lines_stay_lines(text: str, form: Format) -> None:
    assert typed(document(text, form=form)) == [text]


def test_a_table_stands_between_the_lines_around_it() -> None:
    assert typed(document(f"Our contacts:\n{RULED}\nWith regards", form="html")) == [
        "Our contacts:",
        ROWS,
        "With regards",
    ]


def test_printed_pages_keep_their_lines() -> None:
    assert typed(document(TABBED, form="pdf")) == [TABBED]


def test_a_long_table_that_asks_for_nothing_is_passed_whole() -> None:
    text = "\n".join(f"{number}\tGeneva\t10:00" for number in range(20_000))
    assert typed(document(text, form="text")) == [text]
