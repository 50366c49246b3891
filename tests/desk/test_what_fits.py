"""The page asks for what this message needs: no acceptance of nothing, no nomination's fields in a withdrawal, no settled doubt."""

from __future__ import annotations

import pytest

from domain.checks import check
from domain.submission import Action, Contact, Finding, Kind, Severity
from store import submissions
from tests.builders.office import JANE, LOGIN, Office, a_reading, form_of, tree


def test_where_nothing_is_to_be_accepted_there_is_no_such_button(office: Office) -> None:
    number = office.receive(a_reading([], kind=Kind.INQUIRY, evidence={}))
    browser = office.signed_in()
    page = browser.get(f"/submissions/{number}").text
    headings = tree(page).xpath("//div[@class='decide']//h3/text()")
    assert headings == ["Nothing to accept", "Return with a question", "Close"]
    assert tree(page).xpath("//input[@name='remember'] | //button[@class='yes']") == []
    form = form_of(page, f"/submissions/{number}/check")
    added = tree(browser.post(f"/submissions/{number}/check", data={**form, "another": "1"}).text)
    assert added.xpath("//button[@class='yes']/text()") == ["Accept"]


def test_a_withdrawal_asks_for_nothing_that_is_not_there(office: Office) -> None:
    leaver = Contact(action=Action.REMOVE, role="diplomatic", name="Jane Example", honorific="Ms")
    browser = office.signed_in()
    number = office.receive(a_reading([leaver], kind=Kind.WITHDRAWAL, evidence={}))
    with office.database.reading() as session:
        stored = submissions.latest(session, number)
    assert stored is not None
    told = [finding.message for finding in check(stored.reading, []) if finding.code == "entry_not_found"]
    assert told == [
        "The directory held no entry of this State when this was read, so there is none to end; ask, or close this."
    ]
    page = tree(browser.get(f"/submissions/{number}").text)
    assert page.xpath("//div[@class='decide']//h3/text()")[0] == "Nothing to accept"
    assert page.xpath("//div[@class='decide']/div[1]//button/text()") == ["Check first"]
    card = page.xpath("//article[@id='contacts-0']")[0]
    named = ".//*[self::input or self::textarea or self::select][not(ancestor::details)]/@name"
    assert card.xpath(named) == [f"contacts-0-{name}" for name in ("action", "role", "honorific", "name", "out")]
    assert card.xpath("string(.//summary)") == "Other fields; a removal needs none of them"


LEAVER = Contact(action=Action.REMOVE, role="technical", name="Jane Example")
HEADING = "//div[@class='decide']/div[1]/h3/text()"
SENTENCE = "string(//div[@class='decide']/div[1]/p)"
BUTTON = "//button[@class='yes']/text()"


@pytest.mark.parametrize("read_as", [None, "FJI"])
def test_a_withdrawal_of_which_the_state_was_not_read_is_accepted_once_it_is_chosen(
    office: Office, read_as: str | None
) -> None:
    browser = office.signed_in()
    entered = office.receive(a_reading([JANE]))
    form = form_of(browser.get(f"/submissions/{entered}").text, f"/submissions/{entered}/check")
    assert browser.post(f"/submissions/{entered}/accept", data=form).status_code == 303
    number = office.receive(a_reading([LEAVER], kind=Kind.WITHDRAWAL, state=read_as, evidence={}))
    page = browser.get(f"/submissions/{number}").text
    heading, word = ("Accept", "Choose the State above") if read_as is None else ("Nothing to accept", "another State")
    assert tree(page).xpath(HEADING) == [heading]
    said = tree(page).xpath(SENTENCE)
    assert word in said
    assert "press Check first" in said
    form = form_of(page, f"/submissions/{number}/check")
    if read_as is None:
        refused = tree(browser.post(f"/submissions/{number}/check", data=form).text)
        assert refused.xpath("//div[@id='trouble']//a/text()") == ["State"]
    chosen = browser.post(f"/submissions/{number}/check", data={**form, "state": "SGP"}).text
    assert "end the entry of Jane Example" in chosen
    assert tree(chosen).xpath(BUTTON) == ["Accept the withdrawal"]
    form = form_of(chosen, f"/submissions/{number}/check")
    assert browser.post(f"/submissions/{number}/accept", data=form).status_code == 303


def test_where_every_contact_is_left_out_nothing_is_to_be_accepted(office: Office) -> None:
    number = office.receive(a_reading([JANE]))
    browser = office.signed_in()
    form = form_of(browser.get(f"/submissions/{number}").text, f"/submissions/{number}/check")
    page = tree(browser.post(f"/submissions/{number}/check", data={**form, "contacts-0-out": "on"}).text)
    assert page.xpath(HEADING) == ["Nothing to accept"]
    assert "Every contact above is left out" in page.xpath(SENTENCE)
    assert page.xpath("//div[@class='decide']/div[1]//button/text()") == ["Check first"]
    again = tree(browser.post(f"/submissions/{number}/check", data=form).text)
    assert again.xpath(BUTTON) == ["Accept"]


@pytest.mark.parametrize(
    ("action", "typed", "said"),
    [
        ("accept", {}, "Accepted"),
        ("return", {"question": "Which?"}, "Returned with a question"),
        ("close", {"reason": "It asks nothing."}, "Closed"),
    ],
)
def test_the_history_tells_what_was_decided(office: Office, action: str, typed: dict[str, str], said: str) -> None:
    number = office.receive(a_reading([JANE]))
    browser = office.signed_in()
    form = form_of(browser.get(f"/submissions/{number}").text, f"/submissions/{number}/check")
    assert browser.post(f"/submissions/{number}/{action}", data={**form, **typed}).status_code == 303
    trail = tree(browser.get(f"/submissions/{number}").text).xpath("//ol[@class='trail']/li/span")
    told = [one.text_content() for one in trail]
    assert next(one for one in told if one.endswith(f"by {LOGIN}")) == f"{said} by {LOGIN}"
    assert not any(one.startswith("Decided") for one in told)


def test_what_was_settled_by_acceptance_is_said_to_be_of_the_reading(office: Office) -> None:
    findings = [
        Finding(code="no_email", severity=Severity.ERROR, path=path, message=f"Something is odd at {path}.")
        for path in ("contacts[0]", "contacts[0].emails")
    ]
    number = office.receive(a_reading([JANE], findings=findings, uncertain=["contacts[0].phones"]))
    browser = office.signed_in()
    before = browser.get(f"/submissions/{number}").text
    doubts = "//article//p[contains(@class, 'doubt')]/text()"
    assert tree(before).xpath(doubts) == [finding.message for finding in findings]
    form = form_of(before, f"/submissions/{number}/check")
    sent = browser.post(f"/submissions/{number}/accept", data={**form, "compared": "contacts[0].phones"})
    assert sent.status_code == 303
    page = tree(browser.get(f"/submissions/{number}").text)
    eye = page.xpath("//section[contains(@class, 'eye')]")[0]
    assert eye.xpath("string(h2)") == "Settled by the decision"
    assert eye.xpath("string(details/summary)") == "What the machine noted when it read this"
    assert len(eye.xpath("details//li")) == 3
    assert page.xpath(doubts) == []
