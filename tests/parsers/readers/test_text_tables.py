"""Tables typed into plain text: with spaces, tabs or strokes."""

from __future__ import annotations

import pytest

from parsers.document import Paragraph, Table
from parsers.readers.text import read_text

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


@pytest.mark.parametrize("text", [SPACED, RULED, TABBED], ids=["spaces", "strokes", "tabs"])
def test_a_typed_table_has_its_cells(text: str) -> None:
    (block,) = read_text("body", text).pages[0].blocks
    assert isinstance(block, Table)
    assert [[" ".join(cell.text.split("\n")) for cell in row] for row in block.rows] == ROWS


@pytest.mark.parametrize(
    "text",
    [
        "Name:        Jane Example\nPosition:    First Secretary\nE-mail:      j@mfa.example",
        "The Mission  has the honour\nto convey the  particulars  of\nits points  of contact.",
        "Tel. +260 211 252 601 | Fax +260 211 252 699\nwww.mfa.example",
        "New York\t12 April 2024",
    ],
    ids=["labels with their values", "prose with gaps", "a letterhead", "one line"],
)
def test_other_lines_stay_lines(text: str) -> None:
    (block,) = read_text("body", text).pages[0].blocks
    assert isinstance(block, Paragraph)
    assert block.text == text
