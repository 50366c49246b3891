"""Attachments without pages: their text as a sheet, marked where values were read, and the files themselves to be saved."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import unquote

import pytest

from desk.headers import STRICT
from desk.pages.files import disposition
from domain.reading import Attachment
from domain.submission import Contact, Evidence
from tests.builders.office import JANE, Office, a_reading, tree

OMAR = JANE.model_copy(update={"name": "Omar Sample", "emails": ("omar@example.int",)})
FORM = (
    "Annex: points of contact\n\n"
    "Technical contact\n"
    "Family name\tExample\nGiven name\tJane\nOffice\tNational Cyber Agency\u2028Ministry of the Interior\n"
    "Languages\tEnglish\n\n"
    "Technical contact\n"
    "Name\tOmar Sample\nOffice\tNational Cyber Agency\nLanguages\tEnglish"
)


def a_file(text: str | None = FORM, path: str = "form.docx", data: bytes = b"PK") -> Attachment:
    """A Word document with this text."""
    return Attachment(
        path=path,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
    )


def seen(*texts: str, path: str = "form.docx") -> tuple[Evidence, ...]:
    """Evidence from a file without pages."""
    return tuple(Evidence(attachment=path, text=text) for text in texts)


def shown(office: Office, attachment: Attachment, contacts: list[Contact] | None = None, **evidence: Any) -> Any:
    """The page of a submission with this attachment; `c0_name` is the evidence of the first contact's name."""
    paths = {
        key if not key.startswith("c") else f"contacts[{key[1]}].{key[3:]}": pieces for key, pieces in evidence.items()
    }
    reading = a_reading(contacts or [JANE, OMAR], evidence=paths, attachments=(attachment,))
    return tree(office.signed_in().get(f"/submissions/{office.receive(reading)}").text)


def marks(page: Any) -> list[tuple[str, str]]:
    """The marks of the transcript: the field that each leads to, and its text."""
    return [
        (mark.get("href"), mark.text_content())
        for mark in page.xpath("//div[contains(@class, 'transcript')]//a[contains(@class, 'mark')]")
    ]


def test_a_word_document_is_shown_in_lines_and_tables(office: Office) -> None:
    page = shown(office, a_file())
    sheet = page.xpath("//section[@id='attachment-0']//div[contains(@class, 'transcript')]")[0]
    lines = sheet.xpath("./div[@class='lines-of-text']/div")
    assert [line.text_content() for line in lines] == [
        "Annex: points of contact",
        "Technical contact",
        "Technical contact",
    ]
    tables = [
        [[cell.text_content() for cell in row.xpath("./td")] for row in table.xpath(".//tr")]
        for table in sheet.xpath(".//table")
    ]
    assert tables[1] == [["Name", "Omar Sample"], ["Office", "National Cyber Agency"], ["Languages", "English"]]
    office_cell = sheet.xpath(".//table")[0].xpath(".//tr[3]/td[2]/div")
    assert [line.text for line in office_cell] == ["National Cyber Agency", "Ministry of the Interior"]
    assert {line.get("dir") for line in (*lines, *office_cell)} == {"auto"}
    assert page.xpath("//section[@id='attachment-0']//small")[0].text == "Word document, 2 Bytes"


def test_what_was_read_is_marked_and_both_ways_are_linked(office: Office) -> None:
    page = shown(office, a_file(), c1_name=seen("Omar Sample"))
    assert marks(page) == [("#contacts-1-name", "Omar Sample")]
    links = page.xpath("//div[@id='contacts-1-name']//span[@class='where']/a/@href")
    assert links == ["#box-contacts-1-name-0"]
    assert page.xpath("//a[@id='box-contacts-1-name-0']")[0].text_content() == "Omar Sample"
    assert page.xpath("//section[@id='attachment-0']//dl") == []


def test_what_stands_twice_is_marked_with_its_own_contact(office: Office) -> None:
    page = shown(
        office,
        a_file(),
        c0_name=seen("Jane Example"),
        c0_role=seen("Technical contact"),
        c0_languages=seen("English"),
        c1_name=seen("Omar Sample"),
        c1_role=seen("Technical contact"),
        c1_institution=seen("National Cyber Agency"),
        c1_languages=seen("English"),
    )
    assert marks(page) == [
        ("#contacts-0-role", "Technical contact"),
        ("#contacts-0-name", "Example"),
        ("#contacts-0-name", "Jane"),
        ("#contacts-0-languages", "English"),
        ("#contacts-1-role", "Technical contact"),
        ("#contacts-1-name", "Omar Sample"),
        ("#contacts-1-institution", "National Cyber Agency"),
        ("#contacts-1-languages", "English"),
    ]


def test_a_whole_cell_goes_before_a_part_of_a_name(office: Office) -> None:
    text = "Name\tDuty desk of the Cyber Centre\nOffice\tCyber Centre"
    contact = JANE.model_copy(update={"name": "Duty desk of the Cyber Centre", "institution": "Cyber Centre"})
    found = {"c0_name": seen("Duty desk of the Cyber Centre"), "c0_institution": seen("Cyber Centre")}
    page = shown(office, a_file(text), [contact], **found)
    assert marks(page) == [
        ("#contacts-0-name", "Duty desk of the Cyber Centre"),
        ("#contacts-0-institution", "Cyber Centre"),
    ]


def test_a_value_over_two_lines_of_a_cell_is_one_mark_in_two_runs(office: Office) -> None:
    page = shown(office, a_file(), c0_institution=seen("National Cyber Agency Ministry of the Interior"))
    assert [text for _, text in marks(page)] == ["National Cyber Agency", "Ministry of the Interior"]
    assert len(page.xpath("//*[@id='box-contacts-0-institution-0']")) == 1


def test_a_value_read_for_two_contacts_has_both_anchors(office: Office) -> None:
    text = "Office of both: National Cyber Agency"
    page = shown(
        office, a_file(text), c0_institution=seen("National Cyber Agency"), c1_institution=seen("National Cyber Agency")
    )
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for number in (0, 1):
        (link,) = page.xpath(f"//div[@id='contacts-{number}-institution']//span[@class='where']/a/@href")
        assert link.removeprefix("#") in ids
        assert link == f"#box-contacts-{number}-institution-0"
    assert page.xpath("//section[@id='attachment-0']//dl") == []


def test_what_was_read_behind_the_cut_is_quoted(office: Office) -> None:
    page = shown(office, a_file("Annex"), c0_name=seen("Jane Example"))
    quotes = page.xpath("//section[@id='attachment-0']//dl/*")
    assert [quote.text_content() for quote in quotes] == ["Contact 1, name", "Jane Example"]
    assert page.xpath("//div[@id='contacts-0-name']//span[@class='where']/a/@href") == ["#attachment-0"]


def test_a_table_in_arabic_is_read_from_the_right(office: Office) -> None:
    page = shown(office, a_file("الاسم\tالسيد أحمد الحارثي\nالبريد\talharthy@example.int\n\nName\tJane"))
    assert page.xpath("//div[contains(@class, 'transcript')]//table/@dir") == ["rtl", "ltr"]


def test_an_enclosed_messages_text_is_marked_on_its_own_sheet(office: Office) -> None:
    enclosed = a_file("Please add Jane Example.", "forward.eml")
    page = shown(office, enclosed, c0_name=seen("Jane Example", path="forward.eml!body"))
    assert marks(page) == [("#contacts-0-name", "Jane Example")]
    assert page.xpath("//div[@id='contacts-0-name']//span[@class='where']/a/@href") == ["#box-contacts-0-name-0"]


def test_a_hostile_text_stays_text(office: Office) -> None:
    hostile = '"><script>alert(1)</script>\t</td></table><img src=x onerror=alert(2)>\n{{ 7*7 }}'
    page = shown(office, a_file(hostile), c0_name=seen("<script>alert(1)</script>"))
    assert page.xpath("//script/@src") == ["/static/desk.js"]
    assert page.xpath("//img") == []
    assert "{{ 7*7 }}" in page.text_content()


def test_a_file_of_an_older_reading_shows_what_was_read_in_it(office: Office) -> None:
    page = shown(office, a_file(None), c0_name=seen("Jane Example"))
    assert "This file cannot be shown here." in page.text_content()
    assert [quote.text_content() for quote in page.xpath("//section[@id='attachment-0']//dl/*")] == [
        "Contact 1, name",
        "Jane Example",
    ]


def test_a_file_can_be_saved_byte_for_byte(office: Office) -> None:
    data = b"<html><script>alert(1)</script></html>"
    office.files["outer.zip!استمارة.html"] = data
    number = office.receive(a_reading(attachments=(a_file(None), a_file(None, "outer.zip!استمارة.html", data))))
    browser = office.signed_in()
    (_, link) = tree(browser.get(f"/submissions/{number}").text).xpath("//section[@class='paper']/h3/a/@href")
    assert link == f"/submissions/{number}/attachments/1"
    answer = browser.get(link)
    assert (answer.status_code, answer.content) == (200, data)
    assert answer.headers["content-type"] == "application/octet-stream"
    said = answer.headers["content-disposition"]
    assert said.startswith(f"attachment; filename=\"POC-ICT-2024-{number:05d}-2.html\"; filename*=UTF-8''")
    assert unquote(said.rpartition("''")[2]) == "استمارة.html"
    assert {name: answer.headers.get(name) for name in STRICT} == STRICT


def test_a_file_that_is_not_there_or_not_the_one_that_was_read_is_not_given(office: Office) -> None:
    number = office.receive(a_reading(attachments=(a_file(data=b"as read"), a_file(None, "lost.docx"))))
    office.files["form.docx"] = b"something else"
    browser = office.signed_in()
    answer = browser.get(f"/submissions/{number}/attachments/0")
    assert (answer.status_code, b"something else" in answer.content) == (503, False)
    assert browser.get(f"/submissions/{number}/attachments/1").status_code == 503
    assert browser.get(f"/submissions/{number}/attachments/2").status_code == 404
    assert browser.get("/submissions/99/attachments/0").status_code == 404


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("note.pdf", "note.pdf"),
        ("a.zip!folder/../../etc/passwd", "folder....etcpasswd"),
        ('x"; filename="evil.exe\r\nSet-Cookie: a', "x; filename=evil.exeSet-Cookie a"),
        ("tacod\u202excod.exe", "tacodxcod.exe"),
        ("\ud800\x00", "spare"),
        ("...", "spare"),
        ("n" * 500 + ".docx", "n" * 141 + ".docx"),
    ],
)
def test_a_files_name_steers_nothing(path: str, name: str) -> None:
    said = disposition(path, "spare")
    assert said.isascii()
    assert said.isprintable()
    assert said.count('"') == 2
    assert unquote(said.rpartition("''")[2]) == name
