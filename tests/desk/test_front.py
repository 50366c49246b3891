"""What stands before every page: the session, the form's token, the strict headers, the plain errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.routing import Route

from desk.app import FORM_BYTES
from desk.headers import POLICY, STRICT
from domain.stages import Stage
from tests.builders.office import Office, a_reading, csrf

PAGES = (
    "/",
    "/submissions/1",
    "/submissions/1.json",
    "/submissions/1.eml",
    "/submissions/1/pictures/0/1.png",
    "/submissions/1/pages/0/1",
    "/submissions/1/attachments/0",
    "/submissions/1/accept",
    "/mails",
    "/ledger",
)
ACTIONS = (
    *(f"/submissions/1/{action}" for action in ("check", "accept", "return", "close", "review", "retry")),
    "/mails/1/release",
    "/mails/1/drop",
    "/mails/1/sent",
    "/mails/held/older_than_start/release",
    "/mails/held/older_than_start/drop",
    "/sign-out",
)
OPEN = ("/healthz", "/sign-in", "/static/desk.css", "/static/desk.js", "/static/desk.svg")


def test_no_address_of_the_desk_is_forgotten_here(office: Office) -> None:
    tried = (*PAGES, *ACTIONS, *OPEN)
    for route in office.app.routes:
        if isinstance(route, Route):
            assert any(route.path_regex.fullmatch(address) for address in tried), route.path


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_shown_to_who_has_not_signed_in(office: Office, address: str) -> None:
    office.receive(a_reading())
    answer = office.visitor().get(address)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")
    assert answer.content == b""


@pytest.mark.parametrize("address", ACTIONS)
def test_nothing_is_done_for_who_has_not_signed_in(office: Office, address: str) -> None:
    number = office.receive(a_reading())
    answer = office.visitor().post(address, data={"csrf": "x", "reason": "x", "question": "x"})
    assert answer.status_code == 403
    assert office.stage(number) is Stage.IN_REVIEW


@pytest.mark.parametrize("address", ACTIONS)
def test_no_form_is_taken_without_the_sessions_token(office: Office, address: str) -> None:
    number = office.receive(a_reading())
    browser, other = office.signed_in(), office.signed_in()
    foreign = csrf(other.get("/").text)
    for token in ({}, {"csrf": ""}, {"csrf": foreign}, {"csrf": "ü"}):
        answer = browser.post(address, data={"reason": "x", "question": "x", **token})
        assert (answer.status_code, "out of date" in answer.text) == (403, True)
    assert office.stage(number) is Stage.IN_REVIEW
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize(
    "address", [*PAGES, *OPEN, "/nowhere", "/static/nothing", "/submissions/x", "/submissions/404"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_every_answer_carries_the_strict_headers(office: Office, address: str, method: str) -> None:
    office.receive(a_reading())
    for browser in (office.visitor(), office.signed_in()):
        answer = browser.request(method, address)
        assert {name: answer.headers.get(name) for name in STRICT} == STRICT
        assert answer.headers.get_list("content-security-policy") == [POLICY]
        assert "server" not in answer.headers


def test_the_policy_allows_nothing_from_elsewhere_and_nothing_inline() -> None:
    directives = dict(part.strip().partition(" ")[::2] for part in POLICY.split(";"))
    assert directives == {
        "default-src": "'none'",
        "img-src": "'self'",
        "style-src": "'self'",
        "script-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


def test_a_bug_is_a_plain_page_with_strict_headers_and_no_details(office: Office) -> None:
    browser = office.signed_in()
    office.now = "no time"  # type: ignore[assignment]  # a clock out of order: whatever reckons with it breaks
    answer = browser.get("/")
    assert answer.status_code == 500
    assert "That should not happen" in answer.text
    assert "TypeError" not in answer.text
    assert {name: answer.headers.get(name) for name in STRICT} == STRICT


def test_what_is_not_there_is_said_kindly(office: Office) -> None:
    answer = office.visitor().get("/nowhere")
    assert (answer.status_code, "There is no such page." in answer.text) == (404, True)
    wrong_way = office.signed_in().post("/submissions/1", data={})
    assert (wrong_way.status_code, sorted(wrong_way.headers["allow"].split(", "))) == (405, ["GET", "HEAD"])


@pytest.mark.parametrize(
    "address",
    [
        "/submissions/{}",
        "/submissions/{}.json",
        "/submissions/1/pictures/{}/1.png",
        "/submissions/1/pages/0/{}",
        "/submissions/1/attachments/{}",
    ],
)
def test_a_number_of_no_end_is_not_there(office: Office, address: str) -> None:
    office.receive(a_reading())
    for digits in (11, 5000):
        assert office.signed_in().get(address.format("9" * digits)).status_code == 404
    assert office.visitor().get(address.format("9" * 5000)).status_code == 404


def test_the_queue_bears_any_number_in_its_address(office: Office) -> None:
    for number in ("9" * 5000, "٣", "-1", "0", "x", ""):
        answer = office.signed_in().get("/", params={"done": "accept", "number": number, "page": number})
        assert (answer.status_code, "Accepted." in answer.text) == (200, True)


def test_an_action_opened_by_hand_leads_to_the_submission(office: Office) -> None:
    assert office.signed_in().get("/submissions/1/accept").headers["location"] == "/submissions/1"


def test_forms_of_no_end_and_of_other_kinds_are_not_read(office: Office) -> None:
    browser = office.signed_in()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    large = browser.post("/submissions/1/accept", content=b"a=" + b"x" * FORM_BYTES, headers=form)
    assert large.status_code == 413
    endless = browser.post("/submissions/1/accept", content=iter([b"a=1"]), headers=form)
    assert endless.status_code == 411
    assert browser.post("/submissions/1/accept", json={"csrf": "x"}).status_code == 400
    files = browser.post("/submissions/1/accept", files={"csrf": b"x"})
    assert files.status_code == 400
    many = browser.post("/submissions/1/accept", data={f"f{n}": "1" for n in range(2001)})
    assert many.status_code == 400


def test_the_health_page_says_nothing_about_anybody(office: Office) -> None:
    office.receive(a_reading())
    answer = office.visitor().get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert "set-cookie" not in answer.headers
    assert office.visitor().head("/healthz").status_code == 200


def test_without_its_database_the_desk_says_so_and_is_unwell(tmp_path: Path) -> None:
    office = Office(tmp_path)
    browser = office.signed_in()
    office.close()
    for file in tmp_path.iterdir():
        file.unlink()
    assert browser.get("/healthz").status_code == 503
    answer = browser.get("/")
    assert (answer.status_code, "The store does not answer at the moment" in answer.text) == (503, True)
    assert {name: answer.headers.get(name) for name in STRICT} == STRICT


def test_logs_speak_of_no_person(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    number = office.receive(a_reading())
    browser = office.signed_in()
    browser.get(f"/submissions/{number}")
    for _ in range(6):
        office.visitor().post("/sign-in", data={"login": "m.officer", "password": "wrong horse"})
    said = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith(("desk", "store")))
    for word in ("Jane", "mission@", "m.officer", "wrong horse", "note verbale on"):
        assert word not in said
