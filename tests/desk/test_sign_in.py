"""The door: who gets in, who does not, and for how long."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Literal

from argon2 import PasswordHasher

from desk.auth import REFUSED, THROTTLED
from store import officers
from tests.builders.office import LOGIN, PASSWORD, Office, csrf, sign_in


def test_an_officer_signs_in_works_and_signs_out(office: Office) -> None:
    browser = office.visitor()
    answer = sign_in(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    queue = browser.get("/")
    assert queue.status_code == 200
    assert LOGIN in queue.text
    out = browser.post("/sign-out", data={"csrf": csrf(queue.text)})
    assert (out.status_code, out.headers["location"]) == (303, "/sign-in?out")
    assert "You are signed out." in browser.get("/sign-in?out").text
    assert browser.get("/").headers["location"] == "/sign-in"


def test_a_token_kept_from_before_opens_nothing_after_signing_out(office: Office) -> None:
    browser = office.signed_in()
    token = browser.cookies["desk"]
    browser.post("/sign-out", data={"csrf": csrf(browser.get("/").text)})
    browser.cookies.set("desk", token)
    assert browser.get("/").status_code == 303


def test_the_store_holds_the_digest_of_the_token_only(office: Office) -> None:
    browser = office.signed_in()
    token = browser.cookies["desk"].encode()
    held = b"".join(file.read_bytes() for file in office.folder.iterdir())
    assert token not in held
    assert PASSWORD.encode() not in held


class Counting(PasswordHasher):
    """The real hasher, which also writes down against which hash each password was tried."""

    tried: list[str]

    def verify(self, stored: str | bytes, password: str | bytes) -> Literal[True]:
        self.tried.append(str(stored))
        return super().verify(stored, password)


def test_wrong_passwords_and_unknown_logins_get_the_same_words_and_the_same_work(tmp_path: Path) -> None:
    hasher = Counting(time_cost=1, memory_cost=64, parallelism=1)
    hasher.tried = []
    office = Office(tmp_path, hasher=hasher)
    wrong = sign_in(office.visitor(), LOGIN, "not this one")
    unknown = sign_in(office.visitor(), "nobody", "not this one")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert REFUSED in wrong.text
    assert REFUSED in unknown.text
    parameters = [stored.rsplit("$", 2)[0] for stored in hasher.tried]
    assert parameters == ["$argon2id$v=19$m=64,t=1,p=1"] * 2
    office.close()


def test_an_officer_who_left_is_treated_like_an_unknown_one(office: Office) -> None:
    browser = office.signed_in()
    with office.database.transaction() as session:
        officers.set_active(session, office.officer, False, office.now)
    assert browser.get("/").status_code == 303
    answer = sign_in(office.visitor("192.0.2.2"))
    assert (answer.status_code, REFUSED in answer.text) == (401, True)


def test_what_was_typed_as_login_stays_and_is_escaped(office: Office) -> None:
    answer = sign_in(office.visitor(), '"><script>alert(1)</script>', "x")
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text


def test_after_five_failures_the_login_is_refused_also_with_the_right_password(office: Office) -> None:
    for attempt in range(5):
        assert sign_in(office.visitor(f"192.0.2.{attempt + 10}"), LOGIN, "wrong").status_code == 401
    right = sign_in(office.visitor("192.0.2.99"))
    assert (right.status_code, THROTTLED in right.text) == (429, True)
    office.later(minutes=16)
    assert sign_in(office.visitor("192.0.2.99")).status_code == 303


def test_unknown_logins_are_throttled_with_the_same_words(office: Office) -> None:
    for attempt in range(5):
        sign_in(office.visitor(f"192.0.2.{attempt + 10}"), "nobody", "wrong")
    answer = sign_in(office.visitor("192.0.2.99"), "nobody", "wrong")
    assert (answer.status_code, THROTTLED in answer.text) == (429, True)


def test_after_twenty_failures_an_address_is_refused_whatever_login_it_tries(office: Office) -> None:
    for attempt in range(19):
        sign_in(office.visitor("198.51.100.7"), f"guess-{attempt}", "wrong")
    assert sign_in(office.visitor("198.51.100.9"), "guess-0", "wrong").status_code == 401
    for attempt in range(19, 20):
        sign_in(office.visitor("198.51.100.7"), f"guess-{attempt}", "wrong")
    assert sign_in(office.visitor("198.51.100.7")).status_code == 429
    assert sign_in(office.visitor("198.51.100.8")).status_code == 303


def test_signing_in_forgets_the_failures_before_it(office: Office) -> None:
    for _ in range(2):
        for _ in range(4):
            assert sign_in(office.visitor(), LOGIN, "wrong").status_code == 401
        assert sign_in(office.visitor()).status_code == 303


def test_a_session_ends_when_nobody_uses_it(office: Office) -> None:
    browser = office.signed_in()
    for _ in range(4):
        office.later(minutes=40)
        assert browser.get("/").status_code == 200
    office.later(minutes=46)
    assert browser.get("/").headers["location"] == "/sign-in"


def test_a_session_ends_after_a_working_day_however_busy(office: Office) -> None:
    browser = office.signed_in()
    for _ in range(19):
        office.later(minutes=30)
        assert browser.get("/").status_code == 200
    office.later(minutes=31)
    assert browser.get("/").status_code == 303


def test_the_officer_comes_back_to_the_page_that_was_wanted(office: Office) -> None:
    browser = office.visitor()
    wanted = browser.get("/submissions/7?x=1")
    assert wanted.headers["location"] == "/sign-in?next=%2Fsubmissions%2F7%3Fx%3D1"
    door = browser.get(wanted.headers["location"])
    answer = browser.post(
        "/sign-in",
        data={"csrf": csrf(door.text), "login": LOGIN, "password": PASSWORD, "next": "/submissions/7?x=1"},
    )
    assert answer.headers["location"] == "/submissions/7?x=1"


def test_nobody_is_led_off_the_desk_by_the_way_back(office: Office) -> None:
    for elsewhere in (
        "https://example.com/",
        "//example.com",
        "/\\example.com",
        "javascript:alert(1)",
        "/\r\nX: y",
        "",
    ):
        answer = sign_in(office.visitor(), next=elsewhere)
        assert answer.headers["location"] == "/"


def test_a_session_cookie_is_out_of_scripts_reach_and_stays_on_this_site(office: Office) -> None:
    cookies = sign_in(office.visitor()).headers.get_list("set-cookie")
    session = next(cookie for cookie in cookies if cookie.startswith("desk="))
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= {part.strip() for part in session.split(";")}
    assert "Secure" not in session


def test_behind_https_the_cookies_are_secure(tmp_path: Path) -> None:
    office = Office(tmp_path, secure=True)
    browser = office.visitor()
    cookies = sign_in(browser).headers.get_list("set-cookie")
    session = next(cookie for cookie in cookies if cookie.startswith("__Host-desk="))
    assert {"HttpOnly", "SameSite=strict", "Path=/", "Secure"} <= {part.strip() for part in session.split(";")}
    assert browser.get("/").headers["strict-transport-security"] == "max-age=31536000"
    office.close()


def test_a_new_session_replaces_the_one_in_the_browser(office: Office) -> None:
    browser = office.signed_in()
    first = browser.cookies["desk"]
    token = browser.cookies.get("desk-door") or "t" * 30
    browser.cookies.set("desk-door", token)
    browser.post("/sign-in", data={"csrf": token, "login": LOGIN, "password": PASSWORD})
    browser.cookies.clear()
    browser.cookies.set("desk", first)
    assert browser.get("/").status_code == 303


def test_a_hash_with_old_parameters_is_renewed_and_the_session_stays(office: Office) -> None:
    old = PasswordHasher(time_cost=2, memory_cost=32, parallelism=1)
    with office.database.transaction() as session:
        officers.set_password(session, office.officer, old.hash(PASSWORD), office.now)
    browser = office.signed_in()
    with office.database.reading() as session:
        officer = officers.by_login(session, LOGIN)
    assert officer is not None
    assert "$m=64,t=1,p=1$" in officer.password_hash
    office.later(minutes=5)
    assert browser.get("/").status_code == 200
    assert sign_in(office.visitor()).status_code == 303


def test_the_sign_in_form_needs_the_token_of_its_cookie(office: Office) -> None:
    browser = office.visitor()
    door = csrf(browser.get("/sign-in").text)
    said = {"login": LOGIN, "password": PASSWORD}
    assert browser.post("/sign-in", data=said).status_code == 403
    assert browser.post("/sign-in", data={**said, "csrf": "other"}).status_code == 403
    elsewhere = office.visitor()
    assert elsewhere.post("/sign-in", data={**said, "csrf": door}).status_code == 403
    assert browser.post("/sign-in", data={**said, "csrf": door}).status_code == 303


def test_sessions_last_as_long_as_the_rules_say(tmp_path: Path) -> None:
    from desk.auth import SessionRules

    office = Office(tmp_path, rules=SessionRules(idle=timedelta(minutes=2), failures=1))
    browser = office.signed_in()
    office.later(minutes=2)
    assert browser.get("/").status_code == 303
    sign_in(office.visitor(), LOGIN, "wrong")
    assert sign_in(office.visitor()).status_code == 429
    office.close()
