"""The queue: lanes, filters, pages, and why each message needs a person."""

from __future__ import annotations

import re

from domain.alarms import AlarmCode
from domain.stages import OUTCOMES, Stage, Verdict
from domain.submission import Finding, Kind, Severity
from store import alarms, decisions, messages, submissions
from tests.builders.office import JANE, LOGIN, Office, a_reading


def titles(html: str) -> list[str]:
    """The queue's rows by their links' texts."""
    return re.findall(r'<a href="/submissions/\d+" dir="auto">([^<]*)</a>\s*<div class="what">', html)


def test_an_empty_lane_says_something_kind(office: Office) -> None:
    browser = office.signed_in()
    assert "Nothing waits for you." in browser.get("/").text
    assert "This lane is clear. Thank you." in browser.get("/?lane=aside").text
    assert "Nothing went wrong." in browser.get("/?lane=shunted").text
    assert "No decisions yet." in browser.get("/?lane=decided").text


def test_a_row_says_who_what_why_and_since_when(office: Office) -> None:
    findings = [
        Finding(code="a_warning", severity=Severity.WARNING, message="Less grave."),
        Finding(
            code="missing_email",
            severity=Severity.ERROR,
            path="contacts[0].emails",
            message="No e-mail address is given.",
        ),
    ]
    office.receive(a_reading(findings=findings, uncertain=["contacts[0].name", "state"]))
    office.later(days=3)
    page = " ".join(office.signed_in().get("/").text.split())
    assert "Singapore</a>" in page
    assert '<span class="code">SGP</span> · Nomination, 1 contact' in page
    assert '<p dir="auto">No e-mail address is given.</p>' in page
    assert "1 to settle" in page
    assert "1 to look at" in page
    assert "2 uncertain values" in page
    assert "waiting 3 days" in page
    assert "POC-ICT-2024-00001" in page


def test_the_checks_of_the_directory_count_as_findings(office: Office) -> None:
    number = office.receive(a_reading())
    with office.database.transaction() as session:
        said = Finding(code="dmarc_failed", severity=Severity.ERROR, message="DMARC failed for this one.")
        submissions.set_checked(session, number, 1, [said])
    browser = office.signed_in()
    assert "DMARC failed for this one." in browser.get("/").text
    assert "DMARC failed for this one." in browser.get(f"/submissions/{number}").text


def test_the_oldest_comes_first(office: Office) -> None:
    for state in ("FRA", "SGP", "BRA"):
        office.receive(a_reading(state=state))
        office.later(hours=1)
    assert titles(office.signed_in().get("/").text) == ["France", "Singapore", "Brazil"]


def test_lanes_are_counted_and_kept_apart(office: Office) -> None:
    office.receive(a_reading(state="FRA"))
    office.receive(a_reading([], kind=Kind.AUTO_REPLY, state=None, subject="Out of office"), Stage.SET_ASIDE)
    office.receive(None, Stage.SHUNTED)
    office.receive(None, Stage.RECEIVED)
    browser = office.signed_in()
    page = browser.get("/").text
    counts = re.findall(r'href="/\?lane=(\w+)"[^>]*>[^<]*<span class="number">(\d+)</span>', page)
    assert counts == [("review", "1"), ("aside", "1"), ("shunted", "1"), ("decided", "0")]
    assert "One more is still being read." in page
    assert titles(page) == ["France"]
    assert titles(browser.get("/?lane=aside").text) == ["Out of office"]
    assert "The mail is kept whole." in browser.get("/?lane=shunted").text
    assert titles(browser.get("/?lane=nonsense").text) == ["France"]


def test_the_decided_lane_tells_who_decided_what_and_when_latest_first(office: Office) -> None:
    first, second, third = (
        office.receive(a_reading(state=state, uncertain=["state"])) for state in ("FRA", "SGP", "BRA")
    )
    with office.database.transaction() as session:
        messages.move(session, third, Stage.IN_REVIEW, Stage.CLOSED, office.now, None)
    for number, verdict in ((second, Verdict.ACCEPT), (first, Verdict.RETURN)):
        office.later(hours=1)
        with office.database.transaction() as session:
            decisions.add(session, number, 1, office.officer, verdict, [JANE], "FRA", "", office.now)
            messages.move(session, number, Stage.IN_REVIEW, OUTCOMES[verdict], office.now, None)
    browser = office.signed_in()
    page = browser.get("/?lane=decided").text
    assert titles(page) == ["France", "Singapore", "Brazil"]
    assert re.findall(r'<p dir="auto">(.*)</p>', page) == [
        f"Returned with a question by {LOGIN}, 14 March 2024, 11:00 UTC.",
        f"Accepted by {LOGIN}, 14 March 2024, 10:00 UTC.",
        "Closed by the machine, 14 March 2024, 09:00 UTC; it asks nothing of us.",
    ]
    assert '<span class="chip closed">Closed</span>' in page
    assert "uncertain" not in page
    assert "decided 1 hour ago" in page
    assert titles(browser.get("/?lane=decided&state=SGP").text) == ["Singapore"]


def test_state_and_kind_sieve_the_lane(office: Office) -> None:
    office.receive(a_reading(state="FRA"))
    office.receive(a_reading(state="FRA", kind=Kind.UPDATE))
    office.receive(a_reading(state="SGP"))
    browser = office.signed_in()
    assert titles(browser.get("/?state=FRA").text) == ["France", "France"]
    assert titles(browser.get("/?state=FRA&kind=update").text) == ["France"]
    assert titles(browser.get("/?kind=withdrawal").text) == []
    assert "Nothing here for this choice." in browser.get("/?kind=withdrawal").text
    assert len(titles(browser.get("/?state=x&kind=y&page=z").text)) == 3


def test_long_lanes_have_pages(office: Office) -> None:
    for _ in range(51):
        office.receive(a_reading([JANE], evidence={}))
    browser = office.signed_in()
    first = browser.get("/").text
    assert len(titles(first)) == 50
    assert 'href="/?lane=review&amp;page=2"' in first
    second = browser.get("/?lane=review&page=2").text
    assert len(titles(second)) == 1
    assert 'href="/?lane=review&amp;page=1"' in second


def test_what_arrived_before_is_marked(office: Office) -> None:
    raw = b"From: a@example.int\r\n\r\nsame bytes\r\n"
    first = office.receive(a_reading(message_id="<1@example.int>"), raw=raw)
    second = office.receive(a_reading(message_id="<2@example.int>"), raw=raw)
    browser = office.signed_in()
    assert browser.get("/").text.count(">duplicate<") == 1
    page = browser.get(f"/submissions/{second}").text
    assert f'The very same mail arrived before as <a href="/submissions/{first}">POC-ICT-2024-00001</a>' in page


def test_what_stands_as_an_alarm_stands_above_the_queue(office: Office) -> None:
    browser = office.signed_in()
    assert 'role="alert"' not in browser.get("/").text
    with office.database.transaction() as session:
        alarms.seen(session, AlarmCode.SIGN_IN_REFUSED, office.now, "imaps://poc@mail.example/INBOX")
    page = browser.get("/").text
    assert "imaps://poc@mail.example/INBOX, since 2024-03-14 09:00 UTC: The sign-in was refused." in page
    with office.database.transaction() as session:
        alarms.ended(session, [AlarmCode.SIGN_IN_REFUSED], office.now, "imaps://poc@mail.example/INBOX")
    assert 'role="alert"' not in browser.get("/").text
