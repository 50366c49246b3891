"""Accept, return, close: what is written, what stops it, and that nobody decides twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient

from domain.directory import Entry
from domain.envelope import Authentication
from domain.facts import FACTS
from domain.notices import NoticeKind, Outbox
from domain.questions import questions_of
from domain.stages import Stage, Verdict
from domain.submission import Action, Contact, Finding, Kind, Severity
from store import decisions, directory, events, outbox, sending, submissions
from store.outbox import MailFacts
from tests.builders.office import JANE, LOGIN, NOTE, START, Office, a_reading, csrf, form_of, tree

OMAR = JANE.model_copy(update={"name": "Omar Sample", "honorific": None, "emails": ("omar@example.int",)})


def the_form(browser: TestClient, number: int) -> dict[str, Any]:
    """The review form as it stands on the page."""
    return form_of(browser.get(f"/submissions/{number}").text, f"/submissions/{number}/check")


def decide(browser: TestClient, number: int, verdict: str, **typed: object) -> Any:
    """Opens the submission, types, and presses the verdict's button."""
    return browser.post(f"/submissions/{number}/{verdict}", data={**the_form(browser, number), **_named(typed)})


def _named(typed: Mapping[str, object]) -> dict[str, object]:
    return {re.sub(r"^c(\d+)_", r"contacts-\1-", name): value for name, value in typed.items()}


def in_force(office: Office) -> list[Entry]:
    """The directory's entries in force."""
    with office.database.reading() as session:
        return directory.entries(session, in_force_at=office.now)


def mails(office: Office, number: int) -> list[MailFacts]:
    """The mails that the message caused."""
    with office.database.reading() as session:
        return outbox.of_message(session, number)


def what_happened(office: Office, number: int) -> list[tuple[str, str]]:
    """The message's events since it was placed, with who did them."""
    with office.database.reading() as session:
        found = [(event.what, event.actor) for event in events.of_message(session, number)]
    return found[found.index(("placed", "machine")) + 1 :]


def errors(page: str) -> dict[str, str]:
    """The sentences beside the fields, by field."""
    found = tree(page).xpath("//p[contains(@class, 'error')]")
    return {
        (p.get("id") or p.xpath("string(ancestor::*[@id][1]/@id)")).removeprefix("error-"): p.text_content().strip()
        for p in found
    }


def test_acceptance_writes_entry_decision_stage_events_and_confirmation_together(office: Office) -> None:
    number = office.receive(a_reading())
    answer = decide(office.signed_in(), number, "accept", remember="on")
    assert answer.headers["location"] == f"/?lane=review&done=accept&answer=queued&number={number}"
    assert office.stage(number) is Stage.ACCEPTED
    (entry,) = in_force(office)
    assert (entry.state, entry.role, entry.contact) == ("SGP", "technical", JANE)
    assert (entry.correspondent, entry.language, entry.message_id) == ("mission@example.int", "en", number)
    with office.database.reading() as session:
        (decision,) = decisions.of(session, number)
    assert (decision.verdict, decision.login, decision.contacts) == (Verdict.ACCEPT, LOGIN, (JANE,))
    (mail,) = mails(office, number)
    assert (mail.kind, mail.stage, mail.recipient) == (NoticeKind.CONFIRMATION, Outbox.QUEUED, "mission@example.int")
    assert mail.key == f"confirmation:{number}"
    actor = f"officer:{office.officer}"
    assert what_happened(office, number) == [
        ("accepted", actor),
        ("decided", actor),
        ("entered", actor),
        ("mission_known", actor),
        ("notice", "machine"),
    ]


def test_the_confirmation_tells_numbers_and_the_thread_and_no_names(office: Office) -> None:
    number = office.receive(a_reading([JANE, OMAR]))
    decide(office.signed_in(), number, "accept")
    (mail,) = mails(office, number)
    FACTS[mail.kind].model_validate(mail.facts)
    assert mail.facts == {
        "reference": "POC-ICT-2024-00001",
        "form": "note",
        "note_reference": "017/2024",
        "note_date": "2024-03-12",
        "received": "2024-03-14",
        "observer": False,
        "counts": [{"role": "technical", "action": "add", "number": 2}],
        "in_force": "2024-03-14",
    }
    with office.database.reading() as session:
        (waiting,) = sending.due(session, office.now, 10)
    assert (waiting.in_reply_to, waiting.references) == ("<note-1@example.int>", ("<note-1@example.int>",))
    assert re.fullmatch(r"<confirmation\.[0-9a-f]{32}@un\.org>", mail.mail_id)


def test_the_officers_corrections_are_decided_and_the_machines_reading_stays(office: Office) -> None:
    number = office.receive(a_reading())
    browser = office.signed_in()
    decide(
        browser,
        number,
        "accept",
        state="FRA",
        language="fr",
        c0_name="  Jeanne   Exemple ",
        c0_honorific="Mme",
        c0_emails="Jeanne@Example.INT, second@example.int",
        c0_phones="+33 (1) 23-45 67.89\n+33123456780;ext=12",
        c0_languages="FR en",
        c0_role="diplomatic",
        c0_alternate="yes",
        c0_effective="2024-04-01",
        c0_remarks="Two\r\nlines",
    )
    (entry,) = in_force(office)
    assert (entry.state, entry.language) == ("FRA", "fr")
    assert entry.contact == Contact(
        role="diplomatic",
        name="Jeanne Exemple",
        honorific="Mme",
        position=JANE.position,
        institution=JANE.institution,
        emails=("jeanne@example.int", "second@example.int"),
        phones=("+33123456789", "+33123456780;ext=12"),
        languages=("fr", "en"),
        alternate=True,
        effective="2024-04-01",
        remarks="Two\nlines",
    )
    with office.database.reading() as session:
        stored = submissions.latest(session, number)
        (decision,) = decisions.of(session, number)
    assert stored is not None
    assert stored.reading.submission.contacts == (JANE,)
    assert (decision.contacts, decision.state) == ((entry.contact,), "FRA")
    page = browser.get(f"/submissions/{number}").text
    assert "Jeanne Exemple" in page
    assert f"<strong>Accepted</strong> by {LOGIN}, 14 March 2024, 09:00 UTC." in page


def test_what_does_not_hold_comes_back_beside_its_field_with_everything_typed(office: Office) -> None:
    number = office.receive(a_reading())
    answer = decide(
        office.signed_in(),
        number,
        "accept",
        state="XXX",
        c0_name="Jane <b>Typed",
        c0_role="",
        c0_emails="jane at example.int",
        c0_phones="61234567",
        c0_languages="english",
        c0_effective="2024-02-30",
        question="A half-written question",
        reason="A half-written reason",
    )
    assert answer.status_code == 422
    said = errors(answer.text)
    assert set(said) == {
        "state",
        "contacts-0-emails",
        "contacts-0-phones",
        "contacts-0-languages",
        "contacts-0-effective",
    }
    assert said["contacts-0-phones"].startswith("“61234567” does not hold. Write numbers as +65 6123 4567")
    assert said["contacts-0-effective"] == "Write the date as year-month-day, such as 2024-03-12."
    again = form_of(answer.text, f"/submissions/{number}/check")
    assert again["contacts-0-name"] == "Jane <b>Typed"
    assert again["contacts-0-emails"].strip() == "jane at example.int"
    assert again["contacts-0-languages"] == "english"
    assert again["state"] == "XXX"
    assert (again["question"].strip(), again["reason"]) == ("A half-written question", "A half-written reason")
    assert (office.stage(number), in_force(office), mails(office, number)) == (Stage.IN_REVIEW, [], [])
    assert what_happened(office, number) == []


@pytest.mark.parametrize(
    ("missing", "field", "sentence"),
    [
        ({"role": None}, "contacts-0-role", "Choose a role; without it the contact cannot be entered."),
        (
            {"emails": ()},
            "contacts-0-emails",
            "Give at least one e-mail address; without it the contact cannot be reached.",
        ),
        (
            {"name": None, "institution": None},
            "contacts-0-name",
            "Give a name, or the institution where an office is named.",
        ),
    ],
)
def test_a_missing_role_or_required_field_stops_acceptance(
    office: Office, missing: dict[str, object], field: str, sentence: str
) -> None:
    number = office.receive(a_reading([JANE.model_copy(update=missing)], evidence={}))
    answer = decide(office.signed_in(), number, "accept")
    assert (answer.status_code, errors(answer.text)) == (422, {field: sentence})
    assert in_force(office) == []


def test_a_missing_state_stops_acceptance(office: Office) -> None:
    number = office.receive(a_reading(state=None))
    answer = decide(office.signed_in(), number, "accept")
    assert errors(answer.text) == {"state": "Choose the State on whose behalf the note speaks."}


def test_an_uncertain_value_is_compared_or_corrected_before_it_is_accepted(office: Office) -> None:
    number = office.receive(a_reading(uncertain=["contacts[0].phones", "contacts[0].name", "state"]))
    browser = office.signed_in()
    answer = decide(browser, number, "accept")
    assert set(errors(answer.text)) == {"contacts-0-phones", "contacts-0-name", "state"}
    answer = decide(browser, number, "accept", compared=["contacts[0].phones", "state"])
    assert set(errors(answer.text)) == {"contacts-0-name"}
    ticked = form_of(answer.text, f"/submissions/{number}/check")["compared"]
    assert sorted(ticked) == ["contacts[0].phones", "state"]
    answer = decide(browser, number, "accept", compared=ticked, c0_name="Jane Examples")
    assert answer.status_code == 303
    assert in_force(office)[0].contact.name == "Jane Examples"


def test_a_contact_may_be_left_out_and_another_one_added(office: Office) -> None:
    number = office.receive(a_reading([JANE, OMAR]))
    browser = office.signed_in()
    form = the_form(browser, number) | {"contacts-1-out": "on", "another": "1"}
    page = browser.post(f"/submissions/{number}/check", data=form)
    form = form_of(page.text, f"/submissions/{number}/check")
    assert (form["contacts"], form["contacts-1-out"], form["contacts-2-action"]) == ("3", "on", "add")
    form |= {"contacts-2-name": "Ana Third", "contacts-2-role": "diplomatic", "contacts-2-emails": "ana@example.int"}
    assert browser.post(f"/submissions/{number}/accept", data=form).status_code == 303
    assert [entry.contact.name for entry in in_force(office)] == ["Ana Third", "Jane Example"]
    shown = tree(browser.get(f"/submissions/{number}").text)
    cards = [header.xpath("./*/text()") for header in shown.xpath("//article[contains(@class, 'card')]/header")]
    assert cards == [["Jane Example"], ["Ana Third", "Added by hand"]]


def test_what_was_left_out_is_not_shown_as_accepted(office: Office) -> None:
    number = office.receive(a_reading([JANE, OMAR]))
    browser = office.signed_in()
    decide(browser, number, "accept", c0_out="on")
    shown = tree(browser.get(f"/submissions/{number}").text)
    assert shown.xpath("//article[contains(@class, 'card')]/header/h3/text()") == ["Omar Sample"]
    assert shown.xpath("//article[contains(@class, 'card')]/@id") == ["contacts-1"]


def test_nothing_to_accept_is_no_acceptance(office: Office) -> None:
    number = office.receive(a_reading())
    answer = decide(office.signed_in(), number, "accept", c0_out="on")
    assert list(errors(answer.text)) == ["contacts"]
    assert office.stage(number) is Stage.IN_REVIEW


def test_checking_first_tells_what_would_happen_and_writes_nothing(office: Office) -> None:
    number = office.receive(a_reading())
    browser = office.signed_in()
    page = browser.post(f"/submissions/{number}/check", data=the_form(browser, number))
    assert page.status_code == 200
    assert "<li>enter Jane Example as technical contact</li>" in page.text
    assert (what_happened(office, number), in_force(office)) == ([], [])


def test_an_update_amends_and_a_removal_ends_the_entries_they_mean(office: Office) -> None:
    browser = office.signed_in()
    decide(browser, office.receive(a_reading([JANE, OMAR])), "accept")
    office.later(days=30)
    browser = office.signed_in()
    update = Contact(action=Action.UPDATE, role="technical", name="Jane Example", phones=("+6569999999",))
    remove = Contact(action=Action.REMOVE, role="technical", name="Omar Sample")
    number = office.receive(a_reading([update, remove], kind=Kind.UPDATE, evidence={}))
    assert decide(browser, number, "accept").status_code == 303
    (entry,) = in_force(office)
    assert entry.contact == JANE.model_copy(update={"phones": ("+6569999999",)})
    (mail,) = mails(office, number)
    assert mail.facts["counts"] == [
        {"role": "technical", "action": "update", "number": 1},
        {"role": "technical", "action": "remove", "number": 1},
    ]


def test_where_no_entry_matches_the_officer_says_which_is_meant(office: Office) -> None:
    browser = office.signed_in()
    decide(browser, office.receive(a_reading([JANE])), "accept")
    entry = in_force(office)[0].id
    remove = Contact(action=Action.REMOVE, role="technical", name="J. Exampel")
    number = office.receive(a_reading([remove], kind=Kind.WITHDRAWAL, evidence={}))
    answer = decide(browser, number, "accept")
    assert errors(answer.text) == {"contacts-0-entry": "Say which directory entry is meant; none or several match."}
    assert "Jane Example (technical)" in answer.text
    assert decide(browser, number, "accept", c0_entry="999").status_code == 422
    assert decide(browser, number, "accept", c0_entry=str(entry)).status_code == 303
    assert in_force(office) == []


def test_a_removal_from_a_state_without_entries_says_so(office: Office) -> None:
    remove = Contact(action=Action.REMOVE, role="technical", name="Jane Example")
    number = office.receive(a_reading([remove], kind=Kind.WITHDRAWAL, evidence={}))
    sentence = "This State has no entry to end. Return the note with a question, or close it."
    assert errors(decide(office.signed_in(), number, "accept").text) == {"contacts-0-action": sentence}


def test_two_contacts_cannot_change_the_same_entry(office: Office) -> None:
    browser = office.signed_in()
    decide(browser, office.receive(a_reading([JANE])), "accept")
    number = office.receive(a_reading([JANE, JANE.model_copy(update={"phones": ()})]))
    assert list(errors(decide(browser, number, "accept").text)) == ["contacts"]


def test_a_ping_reply_confirms_the_ticked_entries(office: Office) -> None:
    browser = office.signed_in()
    decide(browser, office.receive(a_reading([JANE, OMAR])), "accept")
    jane, omar = in_force(office)
    office.later(days=200)
    browser = office.signed_in()
    number = office.receive(a_reading([], kind=Kind.PING_REPLY))
    form = the_form(browser, number)
    assert form["confirmed"] == [str(jane.id), str(omar.id)]
    assert browser.post(f"/submissions/{number}/accept", data={**form, "confirmed": str(jane.id)}).status_code == 303
    assert [entry.last_confirmed for entry in in_force(office)] == [office.now, START]
    (mail,) = mails(office, number)
    assert mail.facts["counts"] == []


def test_a_question_goes_back_in_the_officers_words(office: Office) -> None:
    number = office.receive(a_reading())
    browser = office.signed_in()
    answer = decide(
        browser, number, "return", question="Which role is meant?\r\n\r\n Is the number right? ", language="es"
    )
    assert answer.headers["location"] == f"/?lane=review&done=return&answer=queued&number={number}"
    assert office.stage(number) is Stage.RETURNED
    (mail,) = mails(office, number)
    FACTS[mail.kind].model_validate(mail.facts)
    assert (mail.kind, mail.language, mail.key) == (NoticeKind.CLARIFICATION, "es", f"clarification:{number}")
    assert mail.facts["questions"] == ["Which role is meant?", "Is the number right?"]
    assert mail.facts["note_reference"] == NOTE.reference
    page = browser.get(f"/submissions/{number}").text
    assert "Which role is meant?" in page
    assert "Question to the Mission" in page
    assert in_force(office) == []


def test_what_only_the_sender_can_mend_is_asked_for_in_the_language_of_the_mail(office: Office) -> None:
    locked = Finding(
        code="password_protected", severity=Severity.ERROR, message="form.docx is protected by a password."
    )
    note = NOTE.model_copy(update={"language": "fr"})
    number = office.receive(a_reading([], findings=[locked], note=note))
    browser = office.signed_in()
    form = the_form(browser, number)
    assert form["question"].strip() == questions_of([locked], "fr")[0]
    assert questions_of([locked], "ar")[0] in browser.get(f"/submissions/{number}").text
    assert browser.post(f"/submissions/{number}/return", data=form).status_code == 303
    (mail,) = mails(office, number)
    assert (mail.language, mail.facts["questions"]) == ("fr", list(questions_of([locked], "fr")))


def test_a_return_without_a_question_is_none(office: Office) -> None:
    number = office.receive(a_reading())
    answer = decide(office.signed_in(), number, "return", question=" \n ", c0_name="Typed")
    assert (answer.status_code, list(errors(answer.text))) == (422, ["question"])
    assert form_of(answer.text, f"/submissions/{number}/check")["contacts-0-name"] == "Typed"
    assert (office.stage(number), mails(office, number)) == (Stage.IN_REVIEW, [])


def test_closing_needs_a_reason_and_writes_to_nobody(office: Office) -> None:
    number = office.receive(a_reading())
    browser = office.signed_in()
    assert list(errors(decide(browser, number, "close").text)) == ["reason"]
    answer = decide(browser, number, "close", reason="Superseded by a later note")
    assert answer.headers["location"] == f"/?lane=review&done=close&answer=none&number={number}"
    assert (office.stage(number), mails(office, number)) == (Stage.CLOSED, [])
    with office.database.reading() as session:
        assert [(d.verdict, d.remark) for d in decisions.of(session, number)] == [
            (Verdict.CLOSE, "Superseded by a later note")
        ]


def test_pressing_twice_decides_once(office: Office) -> None:
    number = office.receive(a_reading())
    browser = office.signed_in()
    form = the_form(browser, number)
    assert browser.post(f"/submissions/{number}/accept", data=form).status_code == 303
    happened = what_happened(office, number)
    second = browser.post(f"/submissions/{number}/accept", data=form)
    assert second.status_code == 409
    assert f"It was already decided by {LOGIN}: accepted, 14 March 2024, 09:00 UTC." in second.text
    assert "What you sent was not written." in second.text
    assert what_happened(office, number) == happened
    assert len(in_force(office)) == 1


@pytest.mark.parametrize("late", ["accept", "return", "close"])
def test_somebody_elses_earlier_decision_stands(office: Office, late: str) -> None:
    office.another_officer("second.officer")
    number = office.receive(a_reading())
    mine, theirs = office.signed_in(), office.signed_in("second.officer")
    form = the_form(mine, number) | {"question": "Which?", "reason": "Because"}
    assert decide(theirs, number, "return", question="Theirs?").status_code == 303
    happened = what_happened(office, number)
    answer = mine.post(f"/submissions/{number}/{late}", data=form)
    assert answer.status_code == 409
    assert "It was already decided by second.officer: returned with a question" in answer.text
    assert (what_happened(office, number), in_force(office)) == (happened, [])
    assert len(mails(office, number)) == 1


def test_a_newer_reading_is_looked_at_before_anything_is_decided(office: Office) -> None:
    number = office.receive(a_reading())
    browser = office.signed_in()
    form = the_form(browser, number) | {"question": "Which?", "reason": "Because"}
    with office.database.transaction() as session:
        submissions.add(session, number, a_reading([OMAR]), office.now)
    for action in ("accept", "return", "close"):
        answer = browser.post(f"/submissions/{number}/{action}", data=form)
        assert (answer.status_code, "It was read again while you had it open." in answer.text) == (409, True)
        assert "decided" not in tree(answer.text).findtext(".//h1")
    assert (office.stage(number), in_force(office)) == (Stage.IN_REVIEW, [])


def test_nobody_is_written_to_where_dmarc_failed_until_an_officer_says_so(office: Office) -> None:
    number = office.receive(a_reading(authentication=Authentication(dmarc="fail")))
    browser = office.signed_in()
    assert "answer=held" in decide(browser, number, "accept").headers["location"]
    (mail,) = mails(office, number)
    assert mail.stage is Outbox.HELD
    assert "DMARC failed" in (mail.held_because or "")
    page = browser.get(f"/submissions/{number}").text
    assert "DMARC failed" in page
    release = form_of(page, f"/mails/{mail.id}/release")
    assert browser.post(f"/mails/{mail.id}/release", data=release).headers["location"] == f"/submissions/{number}#mails"
    assert mails(office, number)[0].stage is Outbox.QUEUED
    again = browser.post(f"/mails/{mail.id}/release", data=release)
    assert (again.status_code, "Already settled" in again.text) == (409, True)


def test_a_held_mail_may_be_dropped(office: Office) -> None:
    number = office.receive(a_reading(authentication=Authentication(dmarc="fail")))
    browser = office.signed_in()
    decide(browser, number, "return", question="Which?")
    (mail,) = mails(office, number)
    page = browser.get(f"/submissions/{number}").text
    browser.post(f"/mails/{mail.id}/drop", data=form_of(page, f"/mails/{mail.id}/drop"))
    assert mails(office, number)[0].stage is Outbox.DROPPED


def test_mails_that_are_not_there_or_words_that_nobody_says_are_not_here(office: Office) -> None:
    browser = office.signed_in()
    token = csrf(browser.get("/").text)
    number = office.receive(a_reading(authentication=Authentication(dmarc="fail")))
    decide(browser, number, "accept")
    (mail,) = mails(office, number)
    assert browser.post("/mails/999/release", data={"csrf": token, "stage": "held"}).status_code == 404
    assert browser.post(f"/mails/{mail.id}/explode", data={"csrf": token, "stage": "held"}).status_code == 404
    assert browser.post(f"/mails/{mail.id}/release", data={"csrf": token, "stage": "sent"}).status_code == 409
    assert mails(office, number)[0].stage is Outbox.HELD


def test_machines_are_never_answered(office: Office) -> None:
    number = office.receive(a_reading(automatic=("auto-submitted: auto-replied",)))
    browser = office.signed_in()
    assert (
        "No mail will go out, because the message was sent by a machine." in browser.get(f"/submissions/{number}").text
    )
    assert "answer=silent" in decide(browser, number, "accept").headers["location"]
    assert mails(office, number) == []
    assert what_happened(office, number)[-1] == ("silence", "machine")
    page = browser.get(f"/?lane=review&done=accept&answer=silent&number={number}").text
    assert "Accepted. The directory stands as you decided. No mail goes out" in page


def test_what_was_set_aside_is_closed_with_a_reason_at_hand_or_sent_to_review(office: Office) -> None:
    browser = office.signed_in()
    first, second = (
        office.receive(a_reading([], kind=Kind.AUTO_REPLY, evidence={}), Stage.SET_ASIDE) for _ in range(2)
    )
    page = browser.get(f"/submissions/{first}").text
    form = form_of(page, f"/submissions/{first}/close")
    assert form["reason"] == "Automatic reply; it asks nothing."
    answer = browser.post(f"/submissions/{first}/close", data=form)
    assert answer.headers["location"].startswith("/?lane=aside&done=close")
    form = form_of(browser.get(f"/submissions/{second}").text, f"/submissions/{second}/review")
    assert browser.post(f"/submissions/{second}/review", data=form).headers["location"].startswith("/?lane=aside")
    assert (office.stage(first), office.stage(second)) == (Stage.CLOSED, Stage.IN_REVIEW)
    assert browser.post(f"/submissions/{second}/review", data=form).status_code == 409


def test_what_was_shunted_is_read_again_or_closed_by_hand(office: Office) -> None:
    browser = office.signed_in()
    first, second = office.receive(None, Stage.SHUNTED), office.receive(None, Stage.SHUNTED)
    form = form_of(browser.get(f"/submissions/{first}").text, f"/submissions/{first}/retry")
    assert browser.post(f"/submissions/{first}/retry", data=form).headers["location"].startswith("/?lane=shunted")
    assert office.stage(first) is Stage.RECEIVED
    form = form_of(browser.get(f"/submissions/{second}").text, f"/submissions/{second}/close")
    assert browser.post(f"/submissions/{second}/close", data=form | {"reason": "Not for us"}).status_code == 303
    assert office.stage(second) is Stage.CLOSED


def test_decisions_on_what_is_not_there_are_not_here(office: Office) -> None:
    browser = office.signed_in()
    token = csrf(browser.get("/").text)
    for action in ("check", "accept", "return", "close", "review", "retry"):
        answer = browser.post(f"/submissions/77/{action}", data={"csrf": token, "question": "x", "reason": "x"})
        assert answer.status_code == 404


def test_what_is_decided_has_no_form_any_more(office: Office) -> None:
    number = office.receive(a_reading())
    browser = office.signed_in()
    decide(browser, number, "accept")
    page = tree(browser.get(f"/submissions/{number}").text)
    assert [form.action for form in page.forms] == ["/sign-out"]
    assert "Confirmation" in page.text_content()
