"""The page asks for what this message needs: no acceptance of nothing, no nomination's fields in a withdrawal, no settled doubt."""

from __future__ import annotations

from domain.checks import check
from domain.submission import Action, Contact, Finding, Kind, Severity
from store import submissions
from tests.builders.office import JANE, Office, a_reading, form_of, tree


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


def test_what_was_settled_by_acceptance_is_said_to_be_of_the_reading(office: Office) -> None:
    finding = Finding(
        code="no_email", severity=Severity.ERROR, path="contacts[0].emails", message="No address was found."
    )
    number = office.receive(a_reading([JANE], findings=[finding], uncertain=["contacts[0].phones"]))
    browser = office.signed_in()
    form = form_of(browser.get(f"/submissions/{number}").text, f"/submissions/{number}/check")
    sent = browser.post(f"/submissions/{number}/accept", data={**form, "compared": "contacts[0].phones"})
    assert sent.status_code == 303
    page = tree(browser.get(f"/submissions/{number}").text)
    eye = page.xpath("//section[contains(@class, 'eye')]")[0]
    assert eye.xpath("string(h2)") == "Settled by the decision"
    assert eye.xpath("string(details/summary)") == "What the machine noted when it read this"
    assert len(eye.xpath("details//li")) == 2
    assert page.xpath("//article//p[contains(@class, 'doubt')]") == []
