"""Documents longer than anybody writes: what is read of them, and what is told of the rest."""

from __future__ import annotations

from parsers.document import Document, Paragraph
from parsers.extract.abridged import MOST, abridged
from tests.builders.documents import document, paragraph, table

PROSE = "The committee met again on the day after to go on with the agenda of the session, as agreed before."


def filled(lines: int) -> str:
    return "\n".join(f"{PROSE} {number}" for number in range(lines))


def lines_of(short: Document) -> list[str]:
    return [line.text for block in short.blocks if isinstance(block, Paragraph) for line in block.lines]


def test_an_ordinary_document_stays_as_it_is() -> None:
    whole = document(filled(300), table(("Name", "Ana Ruiz")))
    assert abridged(whole) == whole


def test_an_endless_paragraph_becomes_several_and_loses_nothing() -> None:
    whole = document(filled(900))
    short = abridged(whole)
    assert [len(block.lines) for block in short.blocks if isinstance(block, Paragraph)] == [400, 400, 100]
    assert (lines_of(short), short.findings) == (lines_of(whole), ())


def test_far_behind_the_beginning_only_what_tells_something_is_read_and_the_rest_is_told() -> None:
    contact = "Technical point of contact\nName: Ana Ruiz\nE-mail: ana@agency.example"
    short = abridged(document(paragraph(filled(5000)), paragraph(contact), paragraph(filled(5000)), path="body"))
    kept = lines_of(short)
    assert [line for line in kept if not line.startswith(PROSE)] == contact.split("\n")
    assert sum(map(len, kept)) <= MOST
    (finding,) = short.findings
    assert (finding.code, finding.severity) == ("text_cut", "warning")
    assert finding.message.startswith("The text of the mail is very long: of ")


def test_a_line_beyond_all_measure_is_cut_and_told() -> None:
    short = abridged(document("x" * 50_000))
    assert ([len(line) for line in lines_of(short)], [f.code for f in short.findings]) == ([12_000], ["text_cut"])


def test_rows_of_an_endless_table_are_read_up_to_the_limit() -> None:
    short = abridged(document(table(*[(PROSE, str(number)) for number in range(5000)])))
    (kept,) = short.blocks
    assert not isinstance(kept, Paragraph)
    assert 900 < len(kept.rows) < 1100  # type: ignore[union-attr]
    assert [f.code for f in short.findings] == ["text_cut"]
