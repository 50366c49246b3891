"""Signing in by tokens as the settings say: the mailbox and the mail server share them, and `verbale check` tells how it went."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import Settings, load_settings
from ingest.intake import Intake
from tests.builders.dovecot import PASSWORD, USER, Dovecot, Trusted, running_dovecot
from tests.builders.mailboxes import mail
from tests.builders.smtp import MailServer
from tests.builders.tls import certificate
from tests.builders.tokens import CLIENT, ISSUER, SECRET, TENANT, Issuer, TokenEndpoint, running_endpoint
from verbale.checkup import parts
from verbale.tokens.refresh import TokenFile
from verbale.trouble import troubles
from verbale.wiring import opened

TRUSTED = Issuer()


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot(trusted=Trusted(TRUSTED.public, ISSUER)) as server:
        server.append(mail("one"))
        yield server


@pytest.fixture(scope="module")
def courier(pair: tuple[Path, Path]) -> Iterator[MailServer]:
    with MailServer(pair, user_of=TRUSTED.user) as server:
        yield server


def settings(given: dict[str, object]) -> Settings:
    return load_settings(None, {f"VERBALE_{name}": str(value) for name, value in given.items()})


def said_of(given: dict[str, object]) -> list[str]:
    """What `verbale check` says of the mailbox and of the mail server."""
    found = []
    for name, check in parts(settings(given)):
        if name in ("mailbox", "SMTP"):
            try:
                found.append(check())
            except troubles() as trouble:
                found.append(str(trouble))
    return found


@pytest.fixture
def servers(dovecot: Dovecot, courier: MailServer, pair: tuple[Path, Path], tmp_path: Path) -> dict[str, object]:
    """Settings of both servers, which are signed in to with the tokens called `office`."""
    secret = tmp_path / "secret"
    secret.write_text(SECRET + "\n")
    return {
        "DATA": tmp_path / "data",
        "MAILBOX_HOST": "localhost",
        "MAILBOX_PORT": dovecot.tls_port,
        "MAILBOX_CA_FILE": dovecot.certificate,
        "MAILBOX_LOGIN": USER,
        "MAILBOX_OAUTH": "office",
        "SMTP_HOST": "localhost",
        "SMTP_PORT": courier.port,
        "SMTP_CA_FILE": pair[0],
        "SMTP_LOGIN": USER,
        "SMTP_OAUTH": "office",
        "OAUTH_OFFICE_CLIENT_ID": CLIENT,
        "OAUTH_OFFICE_CLIENT_SECRET_FILE": secret,
    }


def with_a_refresh_token(servers: dict[str, object], endpoint: TokenEndpoint, folder: Path) -> dict[str, object]:
    """Those settings, with tokens for a refresh token that stands where it does of itself."""
    TokenFile(folder / "data" / "office.refresh-token").write("refresh-1")
    endpoint.refresh_tokens.add("refresh-1")
    return servers | {"OAUTH_OFFICE_KIND": "other", "OAUTH_OFFICE_TOKEN_ENDPOINT": f"{endpoint.url}/token"}


def test_check_signs_in_by_one_token_everywhere_and_says_until_when_it_is_good(
    servers: dict[str, object], tmp_path: Path
) -> None:
    with running_endpoint(USER, issuer=TRUSTED) as endpoint:
        mailbox, smtp = said_of(with_a_refresh_token(servers, endpoint, tmp_path))
        assert len(endpoint.asked) == 1
    until = r"; signed in by XOAUTH2, with a token that runs out at \d{4}-\d\d-\d\d \d\d:\d\d UTC and is renewed before"
    assert re.fullmatch(rf"ok: .* holds 1 message{until}", mailbox), mailbox
    assert re.fullmatch(rf"ok: localhost takes our mail{until}", smtp), smtp


def test_check_signs_in_as_an_application_of_microsoft(
    servers: dict[str, object], pair: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    with running_endpoint(USER, pair, TRUSTED) as endpoint:
        given = {"TENANT": TENANT, "AUTHORITY": endpoint.url, "CA_FILE": pair[0]}
        mailbox, smtp = said_of(servers | {f"OAUTH_OFFICE_{name}": value for name, value in given.items()})
        assert [form["grant_type"] for form in endpoint.asked] == ["client_credentials"]
    assert mailbox.startswith("ok: "), mailbox
    assert smtp.startswith("ok: "), smtp
    assert SECRET not in caplog.text


def test_check_says_what_is_wrong_with_the_tokens(servers: dict[str, object], tmp_path: Path) -> None:
    with running_endpoint(USER, issuer=TRUSTED) as endpoint:
        given = with_a_refresh_token(servers, endpoint, tmp_path)
        endpoint.refresh_tokens.clear()
        mailbox, smtp = said_of(given)
        assert len(endpoint.asked) == 1, "one that has just refused is left alone"
    refusal = (
        "the token endpoint localhost refuses a token (invalid_grant): "
        "the sign-in that the refresh token stands for has ended; sign in again with `verbale sign-in`"
    )
    here = f"There is no token to sign in to localhost:{servers['MAILBOX_PORT']}"
    assert mailbox == f"{here}: {refusal}; until then trying again does not help."
    assert smtp == f"There is no token to sign in at localhost port {servers['SMTP_PORT']}: {refusal}."


def test_check_says_of_a_password_that_it_was_one(servers: dict[str, object]) -> None:
    given = {name: value for name, value in servers.items() if "OAUTH" not in name} | {"MAILBOX_PASSWORD": PASSWORD}
    mailbox, smtp = said_of(given)
    assert mailbox.endswith("holds 1 message; signed in by a password")
    assert "refused the sign-in" in smtp


def test_a_service_logs_no_token_and_keeps_none_in_the_database(
    servers: dict[str, object], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    with running_endpoint(USER, issuer=TRUSTED, rotating=True) as endpoint:
        given = with_a_refresh_token(servers, endpoint, tmp_path)
        with opened(settings(given)) as house:
            assert [came for _, came in house.fetch()] == [Intake(kept=1, bytes=len(mail("one")))]
            house.send()
            token = house.keepers.named("office").current().text
            assert house.keepers.named("office") is house.keepers.named("office")
        refresh = endpoint.refresh_tokens.pop()
    kept = b"".join(file.read_bytes() for file in (tmp_path / "data").glob("verbale.db*"))
    for secret in (token, refresh, "refresh-1", SECRET):
        assert secret not in caplog.text
        assert secret.encode() not in kept
