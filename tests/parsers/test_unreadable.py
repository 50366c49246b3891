"""What stands in a message and could not be read: said in a finding, never passed over and never made a value."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from domain.submission import Kind
from parsers.read import read_message
from tests.builders.pages import PdfPages
from tests.builders.programmes import programme
from tests.parsers.test_read import CLOSING, CONTACT, NOTE, OPENING, mail, read


def with_pdf(data: bytes, body: str = "Please find attached a document.") -> bytes:
    message = mail(body, subject="Document", sender="Registry <registry@un.example>")
    message.add_attachment(data, maintype="application", subtype="pdf", filename="document.pdf")
    return message.as_bytes()


def note_pdf() -> bytes:
    page = PdfPages()
    words, lines = f"{OPENING} ".split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 80:
            lines.append("")
        lines[-1] += f"{word} "
    page.lines(72, 100, *lines).lines(72, 220, *CONTACT.splitlines())
    closing = CLOSING.split(" to renew ")
    return page.lines(72, 340, f"{closing[0]} to", f"renew {closing[1]}").pdf()


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_note_on_a_page_that_is_shown_turned_is_a_nomination(degrees: int) -> None:
    opened, out = pypdfium2.PdfDocument(note_pdf()), io.BytesIO()
    opened[0].set_rotation(degrees)
    opened.save(out)
    submission = read_message(with_pdf(out.getvalue()), "1.eml", programme()).submission
    assert (submission.kind, submission.state) == (Kind.NOMINATION, "ZMB")
    assert [(c.name, c.emails) for c in submission.contacts] == [("Paul Zulu", ("p.zulu@zicta.zm",))]


@pytest.mark.parametrize(
    "page",
    [
        PdfPages().rule(72, 72, 540, 72),
        PdfPages().lines(72, 100, "Xqv wzk brt plm dfg", "wqx zxc vbn mnb lkj hgf", "Qwrt ypsd fghj klzx cvbn mqwr"),
        PdfPages().lines(
            72,
            100,
            "Yüksek temsilcilik saygılarını sunar ve aşağıdaki kişileri",
            "ulusal temas noktası olarak bildirir.",
        ),
    ],
)
def test_a_document_that_gives_no_words_that_are_known_goes_to_review(page: PdfPages) -> None:
    submission = read_message(with_pdf(page.pdf()), "1.eml", programme()).submission
    assert submission.kind is Kind.NOMINATION
    assert "illegible_attachment" in {finding.code for finding in submission.findings}


def test_a_document_in_plain_words_about_other_things_is_other_mail() -> None:
    page = PdfPages().lines(
        72,
        100,
        "The menu of the week: soup of the day with bread on Monday,",
        "fish with rice and a salad on Tuesday and Friday.",
    )
    assert read_message(with_pdf(page.pdf()), "1.eml", programme()).submission.kind is Kind.UNRELATED


def test_an_address_that_cannot_be_read_is_quoted_and_not_called_missing() -> None:
    submission = read(NOTE.replace("p.zulu@zicta.zm", "p.zulu O zicta.zm")).submission
    found = {finding.code: finding for finding in submission.findings}
    assert "missing_email" not in found
    assert (found["unreadable_email"].severity, found["unreadable_email"].path) == ("error", "contacts[0].emails")
    assert "p.zulu O zicta.zm" in found["unreadable_email"].message
    (contact,) = submission.contacts
    assert (contact.emails, contact.remarks) == ((), None)
    assert submission.evidence["contacts[0].emails"][0].text == "p.zulu O zicta.zm"


def test_a_number_that_cannot_be_placed_is_not_called_missing() -> None:
    submission = read(NOTE.replace("0211 378 200", "12 34")).submission
    codes = {finding.code for finding in submission.findings if finding.path == "contacts[0].phones"}
    assert codes == {"phone_not_e164"}
