"""One submission on the page: document left, record right, joined by links, whatever the mail holds."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from desk.overlay import DPI, PictureFailed, size_in_points
from domain.envelope import Authentication
from domain.reading import Attachment
from domain.stages import Stage
from domain.submission import Action, Contact, Evidence, Finding, Kind, Severity, Submission
from parsers.read import read_message
from store import messages
from store.tables import Message, table
from tests.builders import mails
from tests.builders.office import JANE, Office, a_reading, note_pdf, read_at, rendered, tree
from tests.builders.programmes import programme
from tests.desk.test_decisions import decide

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def test_every_value_stands_in_its_input_with_the_place_where_it_was_read(office: Office) -> None:
    page = tree(office.signed_in().get(f"/submissions/{office.receive(a_reading())}").text)
    form = next(form for form in page.forms if form.get("id") == "review")
    assert form.fields["state"] == "SGP"
    assert form.fields["contacts-0-name"] == "Jane Example"
    assert form.fields["contacts-0-emails"].strip() == "jane@example.int"
    assert form.fields["contacts-0-languages"] == "en, fr"
    links = page.xpath("//div[@id='contacts-0-name']//span[@class='where']/a")
    assert [(link.text, link.get("href")) for link in links] == [
        ("page 1", "#box-contacts-0-name-0"),
        ("message text", "#box-contacts-0-name-1"),
    ]


def test_every_box_stands_where_it_was_read_and_leads_to_its_field(office: Office) -> None:
    number = office.receive(a_reading(uncertain=["contacts[0].phones"]))
    page = tree(office.signed_in().get(f"/submissions/{number}").text)
    drawing = page.xpath("//figure[@id='page-0-1']/svg")[0]
    assert drawing.get("viewbox") == "0 0 612.0 792.0"
    boxes = {link.get("id"): link for link in drawing.xpath("./a")}
    assert len(boxes) == 9
    name = boxes["box-contacts-0-name-0"]
    assert (name.get("href"), name.get("class")) == ("#contacts-0-name", "")
    x0, y0, x1, y1 = read_at("Jane Example").box or (0, 0, 0, 0)
    drawn = [float(name.find("rect").get(side)) for side in ("x", "y", "width", "height")]
    assert drawn == pytest.approx([x0 - 1.5, y0 - 1.5, x1 - x0 + 3, y1 - y0 + 3], abs=0.02)
    assert boxes["box-contacts-0-phones-0"].get("class") == "unsure"
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.get("href").removeprefix("#") for link in boxes.values()} <= set(ids)
    assert {link.removeprefix("#") for link in page.xpath("//a/@href[starts-with(., '#')]")} <= set(ids)


def test_a_senders_name_cannot_turn_the_address_round(office: Office) -> None:
    name = "\u202e>tni.elpmaxe@noissim< noissiM"
    number = office.receive(a_reading(sender="attacker@example.int", sender_name=name))
    page = tree(office.signed_in().get(f"/submissions/{number}").text)
    isolated = page.xpath("//dl[@class='headers']/dd[1]/bdi")
    assert [piece.text for piece in isolated] == [name, "attacker@example.int"]


def test_findings_and_doubts_come_first_the_gravest_first(office: Office) -> None:
    findings = [
        Finding(code="info_one", severity=Severity.INFO, message="Good to know."),
        Finding(
            code="missing_email", severity=Severity.ERROR, path="contacts[0].emails", message="No address was found."
        ),
    ]
    number = office.receive(a_reading(findings=findings, uncertain=["contacts[0].phones", "note_verbale.date"]))
    page = tree(office.signed_in().get(f"/submissions/{number}").text)
    eye = page.xpath("//section[contains(@class, 'eye')]//li")
    said = [" ".join(item.text_content().split()) for item in eye]
    assert said == [
        "To settle No address was found. Contact 1, e-mail",
        "To know Good to know.",
        "Uncertain Contact 1, telephone: +6561234567",
        "Uncertain Note's date: 2024-03-12",
    ]
    assert [item.xpath(".//a/@href") for item in eye] == [
        ["#contacts-0-emails"],
        [],
        ["#contacts-0-phones"],
        ["#note_verbale-date"],
    ]
    record = page.xpath("//div[@id='record']")[0]
    assert record.xpath("string(.//h2[1])") == "What needs your eye"


def test_a_submission_without_findings_says_so(office: Office) -> None:
    assert "Nothing stands out" in office.signed_in().get(f"/submissions/{office.receive(a_reading())}").text


def test_hostile_texts_are_shown_and_never_run(office: Office) -> None:
    contact = Contact(role="technical", name=HOSTILE, position=HOSTILE, emails=('"><b>@example.int',), remarks=HOSTILE)
    reading = a_reading(
        [contact],
        subject=HOSTILE,
        body=f"{HOSTILE}\n</div></body>",
        sender_name=HOSTILE,
        findings=[
            Finding(code="odd", severity=Severity.WARNING, path="contacts[0].name", message=f"It says {HOSTILE}.")
        ],
        uncertain=["contacts[0].name"],
        evidence={"contacts[0].name": (Evidence(attachment=HOSTILE, page=1, box=(1, 1, 9, 9), text=HOSTILE),)},
        attachments=(Attachment(path=HOSTILE, media_type=HOSTILE, size=1, sha256="b" * 64, pages=1),),
        authentication=Authentication(spf="pass", by=HOSTILE),
        automatic=(HOSTILE,),
        message_id=f"<{HOSTILE}>",
    )
    browser = office.signed_in()
    number = office.receive(reading)
    for address in ("/", f"/submissions/{number}", f"/submissions/{number}/pages/0/1"):
        page = browser.get(address)
        assert page.status_code == 200
        shown = tree(page.text)
        assert shown.xpath("//script/@src") == ["/static/desk.js"]
        assert len(shown.xpath("//script")) == 1
        assert shown.xpath("//img/@onerror") == []
        assert shown.xpath("//b") == []
        assert "<script>alert" not in page.text


def test_a_mail_whose_html_attacks_the_desk_is_shown_as_text(office: Office) -> None:
    html = f"""<html><head><style>*{{background:url(https://attacker.example/x)}}</style></head><body onload="alert(3)">
        <p>The Permanent Mission of Singapore nominates {HOSTILE} Ms. Jane Example.</p><iframe src="https://attacker.example"></iframe>
        <a href="javascript:alert(4)">here</a><form action="/sign-out"><input name="x"></form>
        <svg onload="alert(5)"></svg>&lt;script&gt;alert(6)&lt;/script&gt;</body></html>"""
    raw = mails.mail(html.encode(), Content_Type="text/html; charset=utf-8")
    reading = read_message(raw, "hostile.eml", programme())
    assert "Jane Example" in reading.body
    text = office.signed_in().get(f"/submissions/{office.receive(reading)}").text
    page = tree(text)
    assert page.xpath("//script/@src") == ["/static/desk.js"]
    assert (
        page.xpath(
            "//script[not(@src)] | //iframe | //style | //@onload | //@onerror | //a[starts-with(@href, 'javascript')]"
        )
        == []
    )
    assert [form.get("action") for form in page.forms if "attacker" in str(form.get("action"))] == []
    assert "Jane Example" in page.text_content()


def test_no_page_has_script_or_style_of_its_own(office: Office) -> None:
    number = office.receive(a_reading(uncertain=["contacts[0].phones"]))
    browser = office.signed_in()
    for address in ("/", "/sign-in", f"/submissions/{number}", f"/submissions/{number}/pages/0/1", "/nowhere"):
        shown = tree(browser.get(address, follow_redirects=True).text)
        assert shown.xpath("//@style") == []
        assert shown.xpath("//style") == []
        assert shown.xpath("//script[not(@src)]") == []
        assert shown.xpath("//@*[starts-with(name(), 'on')]") == []


def test_a_picture_is_the_page_at_the_desks_resolution(office: Office) -> None:
    number = office.receive(a_reading(pages=3))
    answer = office.signed_in().get(f"/submissions/{number}/pictures/0/1.png")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.content == rendered(note_pdf(3), 1, DPI)
    assert size_in_points(answer.content, DPI) == (612.0, 792.0)


def test_there_is_no_picture_of_a_page_or_attachment_that_is_not_there(office: Office) -> None:
    number = office.receive(a_reading())
    browser = office.signed_in()
    for address in ("pictures/0/2.png", "pictures/1/1.png", "pictures/0/0.png", "pages/0/2", "pages/9/1"):
        assert browser.get(f"/submissions/{number}/{address}").status_code == 404
    assert browser.get("/submissions/99/pictures/0/1.png").status_code == 404


def test_a_picture_that_cannot_be_made_becomes_a_sentence_and_is_not_tried_at_every_visit(tmp_path: Path) -> None:
    asked: list[tuple[int, str, int, int]] = []

    def broken(*page: object) -> bytes:
        asked.append(page)  # type: ignore[arg-type]
        raise PictureFailed("memory")

    office = Office(tmp_path, pictures=broken)
    number = office.receive(a_reading(pages=3))
    browser = office.signed_in()
    for _ in range(2):
        page = browser.get(f"/submissions/{number}")
        assert page.status_code == 200
        assert "Page 1 could not be shown as a picture." in page.text
        assert "Read in this file" in page.text
    assert asked == [(number, "note.pdf", 1, DPI)]
    assert browser.get(f"/submissions/{number}/pictures/0/1.png").status_code == 503
    assert "could not be shown" in browser.get(f"/submissions/{number}/pages/0/1").text
    office.later(minutes=6)
    browser.get(f"/submissions/{number}")
    assert len(asked) == 2
    office.close()


def test_what_is_no_picture_is_treated_like_none(tmp_path: Path) -> None:
    office = Office(tmp_path, pictures=lambda *_: b"<svg onload=alert(1)>")
    number = office.receive(a_reading())
    browser = office.signed_in()
    assert "could not be shown as a picture" in browser.get(f"/submissions/{number}").text
    assert browser.get(f"/submissions/{number}/pictures/0/1.png").status_code == 503
    office.close()


def test_long_documents_show_the_pages_that_were_read_and_link_the_rest(office: Office) -> None:
    evidence = {"contacts[0].name": (Evidence(attachment="note.pdf", page=9, box=(1, 1, 9, 9), text="Jane Example"),)}
    office.pdf = note_pdf(12)
    number = office.receive(a_reading(pages=12, evidence=evidence))
    page = tree(office.signed_in().get(f"/submissions/{number}").text)
    assert page.xpath("//figure/@id") == ["page-0-1", "page-0-2", "page-0-3", "page-0-9"]
    links = page.xpath("//section[@id='attachment-0']//details//a/@href")
    assert links == [f"/submissions/{number}/pages/0/{other}" for other in (4, 5, 6, 7, 8, 10, 11, 12)]


def test_a_file_without_pages_shows_what_was_read_in_it(office: Office) -> None:
    evidence = {"contacts[0].name": (Evidence(attachment="form.docx", text="Jane Example"),)}
    document = Attachment(path="form.docx", media_type="application/msword", size=5, sha256="c" * 64)
    number = office.receive(a_reading(evidence=evidence, attachments=(document,)))
    page = tree(office.signed_in().get(f"/submissions/{number}").text)
    quotes = page.xpath("//section[@id='attachment-0']//dl/*")
    assert [quote.text_content() for quote in quotes] == ["Contact 1, name", "Jane Example"]
    assert page.xpath("//div[@id='contacts-0-name']//span[@class='where']/a/@href") == ["#attachment-0"]


def test_marks_within_marks_in_the_message_lead_each_to_its_own_field(office: Office) -> None:
    body = "We ask you to add Jane Example\n(jane@example.int) to the list."
    evidence = {
        "contacts[0].action": (Evidence(attachment="body", text="add Jane Example (jane@example.int)"),),
        "contacts[0].name": (Evidence(attachment="body", text="Jane Example"),),
        "contacts[0].emails": (Evidence(attachment="body", text="jane@example.int"),),
        "contacts[0].remarks": (Evidence(attachment="body", text="not in the text"),),
    }
    page = tree(office.signed_in().get(f"/submissions/{office.receive(a_reading(body=body, evidence=evidence))}").text)
    shown = page.xpath("//div[@id='body']")[0]
    assert shown.text_content() == body
    assert [(mark.get("id"), mark.get("href"), mark.text) for mark in shown.xpath("./a")] == [
        ("box-contacts-0-action-0", "#contacts-0-action", "add "),
        ("box-contacts-0-name-0", "#contacts-0-name", "Jane Example"),
        (None, "#contacts-0-action", "\n("),
        ("box-contacts-0-emails-0", "#contacts-0-emails", "jane@example.int"),
        (None, "#contacts-0-action", ")"),
    ]
    assert page.xpath("//div[@id='contacts-0-remarks']//span[@class='where']/a/@href") == ["#body"]


def test_the_senders_verdicts_are_told(office: Office) -> None:
    verdicts = Authentication(spf="softfail", dkim="none", dmarc="fail", by="mx.example.int")
    page = office.signed_in().get(f"/submissions/{office.receive(a_reading(authentication=verdicts))}").text
    assert '<span class="chip warning">SPF softfail</span>' in page
    assert '<span class="chip fail">DMARC fail</span>' in page
    assert "by mx.example.int" in page
    assert "will be held until you release it" in page
    plain = office.signed_in().get(f"/submissions/{office.receive(a_reading())}").text
    assert "The receiving server said nothing about the sender." in plain


def test_the_reading_is_exported_in_the_contracts_shape(office: Office) -> None:
    reading = a_reading(uncertain=["contacts[0].phones"])
    number = office.receive(reading)
    answer = office.signed_in().get(f"/submissions/{number}.json")
    assert answer.headers["content-type"] == "application/json"
    assert next(iter(json.loads(answer.text))) == "schema"
    assert Submission.model_validate_json(answer.text) == reading.submission


def test_the_message_is_saved_as_it_arrived(office: Office) -> None:
    raw = b"From: a@example.int\r\nSubject: =?x?\xff\r\n\r\n\x00\x01"
    answer = office.signed_in().get(f"/submissions/{office.receive(a_reading(), raw=raw)}.eml")
    assert answer.content == raw
    assert answer.headers["content-disposition"] == 'attachment; filename="POC-ICT-2024-00001.eml"'
    assert answer.headers["content-type"] == "application/octet-stream"


def test_the_sheet_says_where_the_original_went(office: Office) -> None:
    moved, gone, here = (office.receive(a_reading()) for _ in range(3))
    rows = table(Message)
    with office.database.transaction() as session:
        for number, values in (
            (moved, {"moved_at": office.now, "gone_since": office.now}),
            (gone, {"gone_since": office.now}),
        ):
            session.connection().execute(rows.update().where(rows.c.id == number).values(**values))
    browser = office.signed_in()
    words = ("Moved to the mailbox", "lists it no longer since 14 March 2024, 09:00 UTC")
    said = [[word in browser.get(f"/submissions/{number}").text for word in words] for number in (moved, gone, here)]
    assert said == [[True, False], [False, True], [False, False]]


def test_a_message_that_was_never_read_has_a_page_and_no_export(office: Office) -> None:
    number = office.receive(None, Stage.SHUNTED)
    browser = office.signed_in()
    page = browser.get(f"/submissions/{number}").text
    assert "Reading this message failed." in page
    assert "Reading it took more memory than a message may, twice. Look at the original." in page
    assert browser.get(f"/submissions/{number}.json").status_code == 404
    assert browser.get(f"/submissions/{number}/pages/0/1").status_code == 404


def test_numbers_that_no_message_has_are_not_here(office: Office) -> None:
    browser = office.signed_in()
    for address in ("/submissions/1", "/submissions/1.json", "/submissions/1.eml", "/submissions/99999999999999999999"):
        assert browser.get(address).status_code == 404


def test_right_to_left_and_chinese_texts_take_their_own_direction(office: Office) -> None:
    arabic = JANE.model_copy(update={"name": "سلمى المثال", "institution": "国家网络安全中心"})
    page = tree(office.signed_in().get(f"/submissions/{office.receive(a_reading([arabic], evidence={}))}").text)
    field = page.xpath("//input[@name='contacts-0-name']")[0]
    assert (field.get("value"), field.get("dir")) == ("سلمى المثال", "auto")


AFTER = {Stage.RECEIVED: Stage.READ, Stage.READ: Stage.IN_REVIEW}


def test_history_and_kind_are_in_words(office: Office) -> None:
    number = office.receive(a_reading(kind=Kind.WITHDRAWAL))
    page = office.signed_in().get(f"/submissions/{number}").text
    trail = re.findall(r"<li><time[^>]*>([^<]+)</time><span>([^<]+)", page)
    assert trail[0] == ("14 March 2024, 09:00 UTC", "Kept as it arrived")
    assert trail[-1][1] == "Placed in “In review”"
    assert ">Withdrawal</h2>" in page


def test_each_taking_up_says_what_for(office: Office) -> None:
    number = office.receive(a_reading(), Stage.RECEIVED)
    for stage in (Stage.RECEIVED, Stage.READ):
        with office.database.transaction() as session:
            messages.claim(session, stage, "here", office.now, timedelta(minutes=1))
            messages.move(session, number, stage, AFTER[stage], office.now, "here")
    page = tree(office.signed_in().get(f"/submissions/{number}").text)
    assert [one.text_content() for one in page.xpath("//ol[@class='trail']/li/span")] == [
        "Kept as it arrived",
        "Recorded",
        "Taken up to be read",
        "Read",
        "Taken up to be checked and placed",
        "Placed in “In review”",
    ]


def said_of_accepting(office: Office, *contacts: Contact, kind: Kind) -> tuple[str, str]:
    """The button, and the sentence above it."""
    number = office.receive(a_reading(contacts, kind=kind, evidence={}))
    page = tree(office.signed_in().get(f"/submissions/{number}").text)
    [button] = page.xpath("//button[substring(@formaction, string-length(@formaction) - 6) = '/accept']")
    return button.text_content(), button.xpath("string(../../p)")


def test_the_button_says_what_accepting_does(office: Office) -> None:
    leaver = JANE.model_copy(update={"action": Action.REMOVE})
    changed = JANE.model_copy(update={"action": Action.UPDATE})
    decide(office.signed_in(), office.receive(a_reading([JANE])), "accept")
    assert said_of_accepting(office, JANE, kind=Kind.NOMINATION) == (
        "Accept",
        "Enters the contacts above in the directory and prepares a confirmation.",
    )
    assert said_of_accepting(office, leaver, leaver, kind=Kind.WITHDRAWAL) == (
        "Accept the withdrawal",
        "The contacts above leave the directory: their entries end, and are kept as history. A confirmation is prepared.",
    )
    assert said_of_accepting(office, changed, kind=Kind.UPDATE) == (
        "Accept the update",
        "Brings the entries of the contacts above up to date in the directory and prepares a confirmation.",
    )
    assert said_of_accepting(office, JANE, leaver, kind=Kind.UPDATE) == (
        "Accept the update",
        "Each contact above enters the directory, is changed or leaves it, as its action says. A confirmation is prepared.",
    )
    assert said_of_accepting(office, kind=Kind.PING_REPLY)[0] == "Accept"
