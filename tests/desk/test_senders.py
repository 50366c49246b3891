"""Who writes, as the desk shows it, and addresses that become a Mission's by an officer's word."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from domain.envelope import Authentication
from domain.missions import Known, Mission, Origin
from domain.notices import Outbox
from domain.stages import Stage
from domain.submission import Kind
from store import missions
from tests.builders.office import Office, a_reading, form_of, tree
from tests.desk.test_decisions import decide, mails

KNOWN = (Known("SGP", "singapore.example"), Known("SGP", "info@singapore.example"), Known("KEN", "kenya@gmail.com"))
BESIDE = (Known("KEN", "first@kenya-mission.example"), Known("KEN", "kenya@un.int"))


@pytest.fixture
def at_work(office: Office) -> Office:
    """An office that knows two Missions."""
    with office.database.transaction() as session:
        missions.add(session, KNOWN, office.now, actor="operator")
    return office


def chips(page: str) -> list[tuple[str, str]]:
    """The words of the line, each with its colour."""
    found = tree(page).xpath("//dd[contains(@class, 'standing')]/span[contains(@class, 'chip')]")
    return [(chip.text_content(), chip.get("class").removeprefix("chip").strip()) for chip in found]


def known(office: Office) -> list[Mission]:
    """The register without the times."""
    with office.database.reading() as session:
        found = missions.all_of(session)
    return [
        Mission(
            mission.state,
            mission.language,
            tuple(Known(one.state, one.value, one.origin, one.name) for one in mission.known),
        )
        for mission in found
    ]


@pytest.mark.parametrize(
    ("address", "state", "chip", "ticked"),
    [
        ("info@singapore.example", "SGP", ("Known address of Singapore", "pass"), None),
        ("info@singapore.example", "FJI", ("Known address of Singapore", "warning"), False),
        ("desk@singapore.example", "SGP", ("Known domain of Singapore", "pass"), True),
        ("fiji@gmail.com", "FJI", ("Webmail", ""), False),
        ("fiji@fiji.example", "FJI", ("Not known", ""), False),
        ("pm@foreign.gov.fj", "FJI", ("Not known", ""), True),
        ("pm@foreign.gov.fj", "SGP", ("Not known", ""), False),
        ("second@kenya-mission.example", "KEN", ("Not known", ""), True),
        ("second@kenya-mission.example", "FJI", ("Not known", ""), False),
        ("kenya2@un.int", "KEN", ("Not known", ""), False),
        ("info@singapoer.example", "SGP", ("Look-alike", "fail"), False),
        ("info@singapore.\u200dexample", "SGP", ("Look-alike", "fail"), None),
        ("officer@un.org", "SGP", ("Secretariat", "warning"), None),
    ],
)
def test_the_line_tells_who_writes_and_what_acceptance_remembers(
    at_work: Office, address: str, state: str, chip: tuple[str, str], ticked: bool | None
) -> None:
    verdicts = Authentication(spf="pass", dkim="pass", dmarc="pass", by="mx.example.int")
    with at_work.database.transaction() as session:
        missions.add(session, BESIDE, at_work.now, actor="operator")
    number = at_work.receive(a_reading(sender=address, sender_name="", state=state, authentication=verdicts))
    page = at_work.signed_in().get(f"/submissions/{number}").text
    assert chips(page) == [chip, ("SPF pass", "pass"), ("DKIM pass", "pass"), ("DMARC pass", "pass")]
    tick = tree(page).xpath("//input[@name='remember']")
    assert (tick[0].get("checked") is not None if tick else None) is ticked


def test_an_accepted_address_is_known_for_its_state(at_work: Office) -> None:
    browser = at_work.signed_in()
    first = at_work.receive(a_reading(sender="fiji.un@gmail.com", sender_name="Mission of Fiji", state="FJI"))
    assert "Anybody may have an address there: tick it once you know" in browser.get(f"/submissions/{first}").text
    decide(browser, first, "accept", remember="on")
    assert known(at_work) == [
        Mission("FJI", "en", (Known("FJI", "fiji.un@gmail.com", Origin.ACCEPTED, "Mission of Fiji"),)),
        Mission("KEN", None, (KNOWN[2],)),
        Mission("SGP", None, (KNOWN[1], KNOWN[0])),
    ]
    second = at_work.receive(a_reading(sender="fiji.un@gmail.com", state="FJI", message_id="<2@example.int>"))
    page = browser.get(f"/submissions/{second}").text
    assert chips(page) == [("Known address of Fiji", "pass")]
    decide(browser, second, "accept", language="fr")
    assert known(at_work)[0].language == "en"


def test_the_officer_may_say_that_the_address_is_nobodys(at_work: Office) -> None:
    browser = at_work.signed_in()
    number = at_work.receive(a_reading(sender="somebody@foreign.gov.fj", sender_name="", state="FJI"))
    form = form_of(browser.get(f"/submissions/{number}").text, f"/submissions/{number}/check")
    del form["remember"]
    again = browser.post(f"/submissions/{number}/check", data=form).text
    assert not tree(again).xpath("//input[@name='remember']/@checked")
    browser.post(f"/submissions/{number}/accept", data=form)
    assert [mission.state for mission in known(at_work)] == ["KEN", "SGP"]


def test_returning_or_closing_remembers_nothing(at_work: Office) -> None:
    browser = at_work.signed_in()
    for verdict, typed in (("return", {"question": "Which?"}), ("close", {"reason": "Asks nothing."})):
        number = at_work.receive(a_reading(sender="somebody@foreign.gov.fj", sender_name="", state="FJI"))
        decide(browser, number, verdict, **typed)
    assert [mission.state for mission in known(at_work)] == ["KEN", "SGP"]


def confirmation(office: Office, browser: TestClient, address: str, **typed: object) -> Outbox:
    number = office.receive(a_reading(sender=address, message_id=f"<{address}>"))
    decide(browser, number, "accept", **typed)
    (mail,) = mails(office, number)
    return mail.stage


def test_a_look_alike_is_written_to_once_an_officer_says_whose_it_is(at_work: Office) -> None:
    browser = at_work.signed_in()
    assert confirmation(at_work, browser, "info@singapoer.example") is Outbox.HELD
    assert confirmation(at_work, browser, "info@singapoer.example", remember="on") is Outbox.QUEUED
    assert confirmation(at_work, browser, "other@singapoer.example") is Outbox.HELD


def test_the_page_says_that_a_mail_to_a_look_alike_is_held(at_work: Office) -> None:
    number = at_work.receive(a_reading(sender="info@singapoer.example"))
    page = at_work.signed_in().get(f"/submissions/{number}").text
    assert "A mail to info@singapoer.example will be held until you release it." in page
    assert "It resembles a known one: make sure first." in page


@pytest.mark.parametrize(
    "verdicts", [Authentication(dmarc="fail"), Authentication(spf="fail", dkim="fail", dmarc="none")]
)
def test_where_verdicts_speak_against_it_the_address_is_not_remembered_by_itself(
    at_work: Office, verdicts: Authentication
) -> None:
    number = at_work.receive(
        a_reading(sender="fiji@foreign.gov.fj", sender_name="", state="FJI", authentication=verdicts)
    )
    browser = at_work.signed_in()
    assert "Nobody confirms that this mail came from it" in browser.get(f"/submissions/{number}").text
    decide(browser, number, "accept")
    assert [mission.state for mission in known(at_work)] == ["KEN", "SGP"]


def test_verdicts_of_another_server_are_named_and_not_shown(at_work: Office) -> None:
    number = at_work.receive(a_reading(kind=Kind.NOMINATION, authentication=Authentication(by="mx.evil.example")))
    page = at_work.signed_in().get(f"/submissions/{number}").text
    assert "Verdicts of another server (mx.evil.example) are not believed." in page


def ticked(page: str) -> bool:
    return bool(tree(page).xpath("//input[@name='remember']/@checked"))


def refused(browser: TestClient, number: int, **typed: object) -> str:
    """The page that stands in place of an acceptance."""
    answer = decide(browser, number, "accept", **typed)
    assert answer.status_code == 422
    assert tree(answer.text).xpath("//div[@id='trouble']//a/@href") == ["#remember"]
    page: str = answer.text
    return page


def test_a_tick_of_another_state_is_no_word_for_the_state_that_is_accepted(at_work: Office) -> None:
    browser = at_work.signed_in()
    number = at_work.receive(a_reading(sender="desk@singapore.example", sender_name="", state="SGP"))
    assert ticked(browser.get(f"/submissions/{number}").text)
    page = refused(browser, number, state="FJI")
    assert not ticked(page)
    assert "It is known as another State" in page
    assert at_work.stage(number) is Stage.IN_REVIEW
    form = form_of(page, f"/submissions/{number}/check")
    assert browser.post(f"/submissions/{number}/accept", data=form).status_code == 303
    assert [mission.state for mission in known(at_work)] == ["KEN", "SGP"]


def test_an_officer_may_insist_under_the_caution_for_the_state_that_is_accepted(at_work: Office) -> None:
    browser = at_work.signed_in()
    number = at_work.receive(a_reading(sender="desk@singapore.example", sender_name="", state="SGP"))
    form = form_of(refused(browser, number, state="FJI"), f"/submissions/{number}/check")
    assert browser.post(f"/submissions/{number}/accept", data={**form, "remember": "on"}).status_code == 303
    assert known(at_work)[0] == Mission("FJI", "en", (Known("FJI", "desk@singapore.example", Origin.ACCEPTED),))


@pytest.mark.parametrize(("state", "is_ticked"), [("SGP", True), ("FJI", False)])
def test_without_a_state_nothing_is_ticked_and_checking_first_settles_it_by_the_chosen_one(
    at_work: Office, state: str, is_ticked: bool
) -> None:
    browser = at_work.signed_in()
    number = at_work.receive(a_reading(sender="desk@singapore.example", sender_name="", state=None))
    page = browser.get(f"/submissions/{number}").text
    assert "No State is chosen: tick it once you know" in page
    assert not ticked(page)
    form = form_of(page, f"/submissions/{number}/check")
    checked = browser.post(f"/submissions/{number}/check", data={**form, "state": state, "remember": "on"}).text
    assert ticked(checked) is is_ticked
    form = form_of(checked, f"/submissions/{number}/check")
    assert browser.post(f"/submissions/{number}/accept", data=form).status_code == 303
    addresses = {(one.state, one.value) for mission in known(at_work) for one in mission.known}
    assert ((state, "desk@singapore.example") in addresses) is is_ticked


def test_a_tick_set_before_the_state_is_chosen_holds_only_where_the_domain_speaks_for_it(at_work: Office) -> None:
    browser = at_work.signed_in()
    number = at_work.receive(a_reading(sender="desk@singapore.example", sender_name="", state=None))
    refused(browser, number, state="FJI", remember="on")
    assert decide(browser, number, "accept", state="SGP", remember="on").status_code == 303
    assert Known("SGP", "desk@singapore.example", Origin.ACCEPTED) in known(at_work)[-1].known
