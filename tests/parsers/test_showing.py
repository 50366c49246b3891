"""What a document without pages says, as one text for people to look at."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from domain.reading import Attachment, Reading
from domain.submission import Finding, Severity
from parsers.document import Cell, FormField, Line, Table
from parsers.read import read_message
from parsers.showing import CUT, text_of
from tests.builders import letters, mails
from tests.builders.documents import document, table


def cells(*texts: str, spanned: bool = False) -> tuple[Cell, ...]:
    """A row; with `spanned`, its first cell reaches over all others."""
    return tuple(
        Cell(tuple(Line(line) for line in text.split("\n")), spanned=spanned and place > 0)
        for place, text in enumerate(texts)
    )


class TestText:
    def test_blocks_stand_in_reading_order_with_an_empty_line_between(self) -> None:
        shown = text_of(document("Annex\nto the note", table(("Name", "Jane Example"), ("Role", "technical")), "Seal"))
        assert shown == "Annex\nto the note\n\nName\tJane Example\nRole\ttechnical\n\nSeal"

    def test_tabs_stand_between_cells_only(self) -> None:
        shown = text_of(document("Name:\tJane", table(("a\tb", "c"))))
        assert shown == "Name:\u2003Jane\n\na\u2003b\tc"

    def test_a_cells_lines_stay_lines_of_the_cell(self) -> None:
        shown = text_of(document(Table((cells("Office", "National Agency\nMinistry"),))))
        assert shown == "Office\tNational Agency\u2028Ministry"

    def test_a_cell_that_spans_its_row_is_a_line_and_empty_rows_and_columns_are_none(self) -> None:
        rows = (cells("Technical contact", "", "", spanned=True), cells("", "", ""), cells("Name", "", "Jane"))
        assert text_of(document(Table(rows))) == "Technical contact\nName\tJane"

    def test_an_unanswered_question_stays_a_row(self) -> None:
        assert text_of(document(table(("Name", "Jane"), ("Fax", "")))) == "Name\tJane\nFax\t"

    def test_form_fields_stand_together_with_their_labels(self) -> None:
        fields = (
            FormField("f1", "Name:", "Jane"),
            FormField("f2", "", "Oslo"),
            FormField("f3", "Technical", "Technical", kind="check", checked=True),
            FormField("f4", "Language", "French", kind="check", checked=False),
        )
        assert text_of(document(*fields)) == "Name: Jane\nf2: Oslo\n☒ Technical\n☐ Language: French"

    @pytest.mark.parametrize("most", [10, 11, 12, 40, 199])
    def test_a_long_text_is_cut_and_says_so(self, most: int) -> None:
        shown = text_of(document("First line\n" + "x" * 500), most)
        body = shown.removesuffix(f"\n\n{CUT}")
        assert body != shown
        assert len(body) <= most
        assert ("First line\n" + "x" * 500).startswith(body)

    def test_a_document_that_was_not_read_whole_says_so(self) -> None:
        told = Finding(code="text_cut", severity=Severity.WARNING, message="form.docx is very long.")
        assert text_of(replace(document("Annex"), findings=(told,))) == f"Annex\n\n{CUT}"

    def test_what_fits_is_whole(self) -> None:
        assert text_of(document("x" * 99), 100) == "x" * 99
        assert text_of(document("")) == ""


class TestReading:
    def test_a_table_comes_with_its_text_and_a_note_with_its_pages(self) -> None:
        reading = read(
            mails.attachment(sheet(), "form.csv", "text/csv"), mails.attachment(b"%PDF-1.4 broken", "note.pdf")
        )
        table_, note = reading.attachments
        assert table_.text == "Name\tJane Example\nE-mail\tjane@example.int"
        assert (note.path, note.text) == ("note.pdf", None)

    def test_an_enclosed_message_comes_with_its_own_text(self) -> None:
        inner = mails.mail(b"Please add Jane Example.\r\n")
        reading = read(mails.entity("message/rfc822", inner))
        assert [attachment.text for attachment in reading.attachments] == ["Please add Jane Example."]

    def test_all_texts_together_are_bounded(self) -> None:
        long = ("Words without end.\r\n" * 1200).encode()
        reading = read(*(mails.attachment(long, f"{number}.txt", "text/plain") for number in range(30)))
        texts = [attachment.text for attachment in reading.attachments]
        assert sum(len(text or "") for text in texts) < 410_000
        assert texts[0] is not None
        assert texts[0].endswith(CUT)
        assert texts[-1] is None

    def test_a_reading_stored_before_there_were_texts_still_loads(self) -> None:
        reading = read(mails.attachment(sheet(), "form.csv", "text/csv"))
        stored = reading.model_dump(mode="json", by_alias=True)
        del stored["attachments"][0]["text"]
        assert Reading.model_validate(stored).attachments[0].text is None
        assert Attachment(path="a", media_type="text/csv", size=1, sha256="0" * 64).text is None


def read(*parts: bytes) -> Reading:
    """The reading of a message with these parts."""
    return read_message(mails.mixed(mails.text("Excellency,\r\n"), *parts), "1.eml", letters.programme())


def sheet() -> bytes:
    """A small table as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows([["Name", "Jane Example"], ["E-mail", "jane@example.int"]])
    return out.getvalue().encode()
