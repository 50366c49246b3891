"""`verbale sign-in`: a browser goes to the server that gives consent, comes back to us, and the refresh token is kept."""

from __future__ import annotations

import queue
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from config.settings import Settings, SettingsError, load_settings
from tests.builders.program import running
from tests.builders.tokens import CLIENT, SECRET, Answer, TokenEndpoint, running_endpoint
from verbale.sign_in import sign_in
from verbale.tokens.refresh import TokenFile
from verbale.wiring import Trouble

USER = "intake@example.int"
PATIENCE = 120.0
BROWSER = httpx.Client(trust_env=False, timeout=PATIENCE)


@pytest.fixture
def endpoint() -> Iterator[TokenEndpoint]:
    with running_endpoint(USER) as endpoint:
        yield endpoint


def given(endpoint: TokenEndpoint, folder: Path) -> dict[str, object]:
    return {
        "DATA": folder / "data",
        "MAILBOX_LOGIN": USER,
        "MAILBOX_OAUTH": "office",
        "OAUTH_OFFICE_KIND": "other",
        "OAUTH_OFFICE_CLIENT_ID": CLIENT,
        "OAUTH_OFFICE_CLIENT_SECRET": SECRET,
        "OAUTH_OFFICE_SCOPE": "mail",
        "OAUTH_OFFICE_TOKEN_ENDPOINT": f"{endpoint.url}/token",
        "OAUTH_OFFICE_AUTHORIZATION_ENDPOINT": f"{endpoint.url}/authorize",
    }


def settings(facts: dict[str, object]) -> Settings:
    return load_settings(None, {f"VERBALE_{name}": str(value) for name, value in facts.items()})


def address_in(text: str) -> str:
    found = re.search(r"^http\S+$", text, re.MULTILINE)
    assert found is not None, text
    return found[0]


def kept(folder: Path) -> str:
    return TokenFile(folder / "data" / "office.refresh-token").read()


def test_a_browser_that_signs_in_leaves_a_refresh_token(endpoint: TokenEndpoint, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running("sign-in", settings=given(endpoint, tmp_path), cwd=tmp_path, log=log) as process:
        until = time.monotonic() + PATIENCE
        while "http" not in log.read_text() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        address = address_in(log.read_text())
        assert BROWSER.get(address, follow_redirects=True).status_code == 200
        assert process.wait(PATIENCE) == 0, log.read_text()
    assert endpoint.refresh_tokens == {kept(tmp_path)}
    assert (tmp_path / "data" / "office.refresh-token").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    for secret in (SECRET, kept(tmp_path), endpoint.asked[0]["code"], endpoint.asked[0]["code_verifier"]):
        assert secret not in log.read_text()
    assert httpx.URL(address).params["login_hint"] == USER


class Person:
    """Runs the command in a thread of its own, as somebody would at a terminal."""

    def __init__(self, facts: dict[str, object]) -> None:
        self._said: queue.Queue[str] = queue.Queue()
        self.trouble: Exception | None = None
        self._thread = threading.Thread(target=self._sign_in, args=(settings(facts),), daemon=True)
        self._thread.start()
        self.address = address_in(self._said.get(timeout=PATIENCE))

    def _sign_in(self, given: Settings) -> None:
        try:
            sign_in(given, None, 0, self._said.put)
        except Trouble as trouble:
            self.trouble = trouble

    def done(self) -> str:
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()
        return str(self.trouble) if self.trouble is not None else self._said.get_nowait()


def test_whoever_comes_with_another_state_is_not_heard(endpoint: TokenEndpoint, tmp_path: Path) -> None:
    person = Person(given(endpoint, tmp_path))
    back = httpx.URL(person.address).params["redirect_uri"]
    assert back.startswith("http://127.0.0.1:")
    for nothing in ("", "?code=stolen", "?code=stolen&state=guessed", "favicon.ico"):
        assert BROWSER.get(back + nothing).status_code == 404
    assert BROWSER.get(person.address, follow_redirects=True).status_code == 200
    assert (
        person.done() == f"The refresh token is in {tmp_path}/data/office.refresh-token; `verbale check` tries it out."
    )


def test_a_consent_that_is_not_given_is_told(endpoint: TokenEndpoint, tmp_path: Path) -> None:
    person = Person(given(endpoint, tmp_path))
    asked = httpx.URL(person.address).params
    BROWSER.get(f"{asked['redirect_uri']}?error=access_denied&state={asked['state']}")
    assert person.done() == "Nothing was kept: the consent was not given; sign in again and give it."
    assert endpoint.asked == []


def test_a_server_that_gives_no_refresh_token_is_told_of(endpoint: TokenEndpoint, tmp_path: Path) -> None:
    endpoint.instead.append(Answer(200, {"access_token": "x", "expires_in": 3600}))
    person = Person(given(endpoint, tmp_path))
    BROWSER.get(person.address, follow_redirects=True)
    assert "gave no refresh token; its scope may have to ask for one" in person.done()


def test_the_address_may_be_pasted(endpoint: TokenEndpoint, tmp_path: Path) -> None:
    said: list[str] = []

    def pasted() -> str:
        return f"  {BROWSER.get(address_in(said[0])).headers['Location']}\n"

    sign_in(settings(given(endpoint, tmp_path)), "office", 0, said.append, pasted)
    assert endpoint.refresh_tokens == {kept(tmp_path)}
    with pytest.raises(Trouble, match="not the address at which the browser ended"):
        sign_in(
            settings(given(endpoint, tmp_path)), "office", 0, said.append, lambda: "http://127.0.0.1/?code=x&state=y"
        )


def test_what_is_wrong_with_the_settings_is_told(endpoint: TokenEndpoint, tmp_path: Path) -> None:
    facts = given(endpoint, tmp_path)
    for changed, name, words in (
        ({"OAUTH_OFFICE_AUTHORIZATION_ENDPOINT": ""}, None, "oauth.office.authorization_endpoint is missing"),
        ({}, "elsewhere", "no section oauth.elsewhere"),
        ({"OAUTH_OTHER_KIND": "google", "OAUTH_OTHER_CLIENT_ID": "x"}, None, "name one of office, other"),
    ):
        with pytest.raises(SettingsError, match=words):
            sign_in(settings({**facts, **changed}), name, 0, print)
    microsoft = {"KIND": "microsoft", "TENANT": "t", "CLIENT_ID": "x", "CLIENT_SECRET": "y"}
    facts |= {f"OAUTH_ENTRA_{name}": value for name, value in microsoft.items()}
    with pytest.raises(Trouble, match="has a permission of its own"):
        sign_in(settings(facts), "entra", 0, print)
