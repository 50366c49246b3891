"""Our own mails that wait for an officer: one list of all kinds, and the word on each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from domain.notices import NoticeKind, Outbox, Saying
from domain.restraint import OLDER_THAN_START, SENTENCES
from domain.stages import Verdict
from store import bounces, decisions, directory, messages, notices, outbox, sending
from tests.builders.office import JANE, Office, a_reading, csrf, form_of, tree

RENDERED = (
    "From: poc@example.int\r\nTo: mission@example.int\r\nSubject: =?utf-8?q?R=C3=A9pertoire?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    "Le Bureau a l=E2=80=99honneur.\r\n<b>1</b>\r\n"
)


def say(office: Office, key: str, *, due_at: datetime | None = None, **more: Any) -> int:
    """A mail in the outbox; returns its row's id."""
    kind = NoticeKind.UPDATE_REMINDER if "entry_id" in more else NoticeKind.ACKNOWLEDGEMENT
    saying = Saying(
        key=key,
        kind=kind,
        language="en",
        recipient=f"{key}@example.int",
        facts={},
        due_at=due_at or office.now,
        **more,
    )
    with office.database.transaction() as session:
        assert notices.say(session, saying, f"<{key}@example.int>", office.now)
        (mail,) = outbox.by_message_ids(session, [f"<{key}@example.int>"])
    return mail.id


def settled(office: Office, mail: int, stage: Outbox, answer: str | None = None, rendered: str = RENDERED) -> int:
    """The mail, tried now with this outcome."""
    with office.database.transaction() as session:
        assert sending.claim(session, mail, "courier", office.now, rendered)
        assert sending.settle(session, mail, "courier", stage, office.now, answer)
    return mail


def an_entry(office: Office) -> int:
    """A directory entry of Singapore; returns its id."""
    number = office.receive(a_reading())
    with office.database.transaction() as session:
        decision = decisions.add(session, number, 1, office.officer, Verdict.ACCEPT, [JANE], "SGP", "", office.now)
        return directory.enter(
            session,
            state="SGP",
            role="technical",
            contact=JANE,
            language="en",
            correspondent="mission@example.int",
            message_id=number,
            decision_id=decision,
            now=office.now,
        )


def stage(office: Office, mail: int) -> Outbox:
    """Where the mail stands."""
    with office.database.reading() as session:
        found = outbox.get(session, mail)
    assert found is not None
    return found.stage


def rows(page: str) -> list[str]:
    """The lines of the list, each as one text."""
    return [" ".join(row.text_content().split()) for row in tree(page).xpath("//ol[contains(@class, 'rows')]/li")]


def lanes(page: str) -> dict[str, str]:
    """The navigation: each place and its count."""
    return dict(link.text_content().rsplit(maxsplit=1) for link in tree(page).xpath("//nav[@aria-label='Lanes']//a"))


def test_without_mails_that_wait_the_page_says_so(office: Office) -> None:
    say(office, "going")
    answer = office.signed_in().get("/mails")
    assert answer.status_code == 200
    assert rows(answer.text) == []
    assert "No mail waits for you." in answer.text
    assert "One more goes out without you." in answer.text


def test_held_failed_and_uncertain_mails_of_all_kinds_stand_there_oldest_first(office: Office) -> None:
    entry = an_entry(office)
    number = office.receive(a_reading())
    say(office, "held", message_id=number, held_because="DMARC failed.")
    office.later(hours=1)
    settled(office, say(office, "failed", entry_id=entry), Outbox.FAILED, "550 No such user <x@example.int>")
    settled(office, say(office, "unsure", entry_id=entry), Outbox.UNCERTAIN, "The connection broke.")
    settled(office, say(office, "sent", message_id=number), Outbox.SENT)
    office.later(days=2)
    browser = office.signed_in()
    page = browser.get("/mails").text
    held, failed, unsure = rows(page)
    for text in (
        "Acknowledgement Held",
        f"POC-ICT-2024-{number:05d}",
        "To held@example.int",
        "DMARC failed.",
        "2 days",
    ):
        assert text in held
    assert "made 14 March 2024, 09:00 UTC" in held
    assert "as it was written" not in held
    for text in (
        "Reminder Failed",
        "Directory entry: Singapore, technical",
        "To failed@",
        "550 No such user (address)",
    ):
        assert text in failed
    assert "last tried 14 March 2024, 10:00 UTC" in failed
    assert "Reminder Perhaps sent" in unsure
    assert "may have arrived or not" in unsure
    assert "RépertoireLe Bureau a l’honneur. <b>1</b>" in unsure
    assert tree(page).xpath("//li[@id]//a/@href") == [f"/submissions/{number}", "/submissions/1", "/submissions/1"]
    for place in ("/", "/mails"):
        assert lanes(browser.get(place).text)["Mails"] == "3"
    assert tree(page).xpath("//nav//a[@aria-current='page']/@href") == ["/mails"]


def test_a_reminder_is_released_dropped_and_found_sent_from_the_list(office: Office) -> None:
    entry = an_entry(office)
    browser = office.signed_in()
    for action, before, after in (
        ("release", Outbox.FAILED, Outbox.QUEUED),
        ("drop", Outbox.FAILED, Outbox.DROPPED),
        ("sent", Outbox.UNCERTAIN, Outbox.SENT),
        ("release", Outbox.UNCERTAIN, Outbox.QUEUED),
    ):
        mail = settled(office, say(office, f"{action}-{before}", entry_id=entry), before)
        form = form_of(browser.get("/mails").text, f"/mails/{mail}/{action}")
        answer = browser.post(f"/mails/{mail}/{action}", data=form)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/mails?done={action}")
        assert stage(office, mail) is after
        page = browser.get(answer.headers["location"]).text
        assert tree(page).xpath("//div[@role='status']")
        assert rows(page) == []
        again = browser.post(f"/mails/{mail}/{action}", data=form)
        assert (again.status_code, tree(again.text).xpath("//main//a/@href")) == (409, ["/mails"])


def test_an_officers_word_on_a_reminder_is_an_event_in_the_officers_name(office: Office) -> None:
    mail = settled(office, say(office, "r", entry_id=an_entry(office)), Outbox.UNCERTAIN)
    browser = office.signed_in()
    browser.post(f"/mails/{mail}/sent", data=form_of(browser.get("/mails").text, f"/mails/{mail}/sent"))
    with office.database.reading() as session:
        said = session.connection().exec_driver_sql("SELECT actor FROM event WHERE what = 'found_sent'").scalars().all()
    assert said == [f"officer:{office.officer}"]


def test_a_submissions_mail_leads_back_to_where_the_word_was_given(office: Office) -> None:
    number = office.receive(a_reading())
    browser = office.signed_in()
    one = say(office, "one", message_id=number, held_because="Make sure.")
    other = say(office, "other", message_id=number, held_because="Make sure.")
    from_list = form_of(browser.get("/mails").text, f"/mails/{one}/release")
    from_page = form_of(browser.get(f"/submissions/{number}").text, f"/mails/{other}/drop")
    assert browser.post(f"/mails/{one}/release", data=from_list).headers["location"] == "/mails?done=release"
    assert browser.post(f"/mails/{other}/drop", data=from_page).headers["location"] == f"/submissions/{number}#mails"
    assert (stage(office, one), stage(office, other)) == (Outbox.QUEUED, Outbox.DROPPED)


def test_a_reminders_word_needs_the_sessions_token_and_a_word_that_fits(office: Office) -> None:
    mail = settled(office, say(office, "r", entry_id=an_entry(office)), Outbox.FAILED)
    browser = office.signed_in()
    token = csrf(browser.get("/mails").text)
    assert browser.post(f"/mails/{mail}/release", data={"stage": "failed"}).status_code == 403
    assert browser.get(f"/mails/{mail}/release").status_code == 405
    assert browser.post(f"/mails/{mail}/explode", data={"csrf": token, "stage": "failed"}).status_code == 404
    assert browser.post(f"/mails/{mail}/sent", data={"csrf": token, "stage": "failed"}).status_code == 409
    assert browser.post(f"/mails/{mail}/release", data={"csrf": token, "stage": "uncertain"}).status_code == 409
    assert stage(office, mail) is Outbox.FAILED


def test_a_reminder_of_an_ended_entry_says_so(office: Office) -> None:
    entry = an_entry(office)
    settled(office, say(office, "r", entry_id=entry), Outbox.FAILED, rendered="")
    office.later(days=1)
    with office.database.transaction() as session:
        directory.end(session, entry, office.now)
    (row,) = rows(office.signed_in().get("/mails").text)
    assert "Singapore, technical (ended since)" in row


def test_a_long_list_has_pages(office: Office) -> None:
    number = office.receive(a_reading())
    for place in range(53):
        say(office, f"m{place}", message_id=number, held_because="Make sure.")
    browser = office.signed_in()
    first, second = browser.get("/mails").text, browser.get("/mails?page=2").text
    assert (len(rows(first)), len(rows(second))) == (50, 3)
    assert tree(first).xpath("//nav[@class='paging']//a/@href") == ["/mails?page=2"]
    assert tree(second).xpath("//nav[@class='paging']//a/@href") == ["/mails?page=1"]


@pytest.mark.parametrize(
    "asked", ["page=x", "page=-1", "page=" + "9" * 50, "page=٣", "done=explode", "page=9999999999"]
)
def test_the_list_bears_anything_in_its_address(office: Office, asked: str) -> None:
    answer = office.signed_in().get(f"/mails?{asked}")
    assert answer.status_code == 200
    assert tree(answer.text).xpath("//div[@role='status']") == []


def test_mails_that_the_machine_holds_for_one_reason_are_settled_together(office: Office) -> None:
    old = {"held_because": SENTENCES[OLDER_THAN_START], "held_code": OLDER_THAN_START}
    first, second = say(office, "one", **old), say(office, "two", **old)
    other = say(office, "three", held_because="DMARC failed.", held_code="dmarc_failed")
    browser = office.signed_in()
    page = browser.get("/mails").text
    assert "2 held: The message came before this mailbox was first read" in " ".join(page.split())
    address = "/mails/held/older_than_start/release"
    (button,) = tree(page).xpath("//details[not(@open)]/form[@action=$to]/button", to=address)
    assert button.text_content() == "Yes, send 2 mails", "one click more than to open it"
    form = form_of(page, address)
    assert browser.post(address, data={**form, "number": "1"}).status_code == 409
    assert browser.post(address, data={"csrf": csrf(page)}).status_code == 409
    assert stage(office, first) is Outbox.HELD
    answer = browser.post(address, data=form, follow_redirects=True)
    assert "They go out with the next round." in answer.text
    assert [stage(office, mail) for mail in (first, second, other)] == [Outbox.QUEUED, Outbox.QUEUED, Outbox.HELD]
    assert browser.post("/mails/held/dmarc_failed/drop", data={"csrf": csrf(page)}).status_code == 404
    assert browser.post(address, data={"csrf": "other"}).status_code == 403


def test_the_desk_says_what_answers_our_mail_and_that_its_address_returned_one(office: Office) -> None:
    asked, answer = office.receive(a_reading()), office.receive(a_reading())
    mail = settled(office, say(office, "first", message_id=asked), Outbox.SENT)
    say(office, "next", message_id=asked, held_because="DMARC failed.")
    with office.database.transaction() as session:
        messages.tie(session, answer, mail, "in_reply_to", office.now)
        bounces.mark(session, "next@example.int", "5.1.1", mail, answer, office.now)
    browser = office.signed_in()
    (row,) = rows(browser.get("/mails").text)
    assert "A mail to this address came back on 14 March 2024, 09:00 UTC (5.1.1): ask the Mission for another." in row
    pages = [" ".join(tree(browser.get(f"/submissions/{n}").text).text_content().split()) for n in (asked, answer)]
    assert f"Our mail about it was answered or reported on by POC-ICT-2024-{answer:05d}." in pages[0]
    assert "came back on 14 March 2024" in pages[0]
    assert f"It answers our mail (acknowledgement) about POC-ICT-2024-{asked:05d}." in pages[1]


def test_a_mark_that_an_address_alone_has_set_says_so(office: Office) -> None:
    asked, answer = office.receive(a_reading()), office.receive(a_reading())
    mail = say(office, "next", message_id=asked, held_because="DMARC failed.")
    with office.database.transaction() as session:
        messages.tie(session, answer, mail, "address", office.now)
        bounces.mark(session, "next@example.int", "5.1.1", mail, answer, office.now, by="address")
    (row,) = rows(office.signed_in().get("/mails").text)
    assert (
        "A report of 14 March 2024, 09:00 UTC (5.1.1) that names no mail of ours says that mails to this address" in row
    )
    assert "came back on" not in row
