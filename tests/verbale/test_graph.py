"""An office without IMAP and SMTP: nominations come in and acknowledgements go out by Microsoft Graph, as the settings say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.utils import parseaddr
from pathlib import Path

import pytest

from config.settings import Settings, SettingsError, load_settings
from domain.alarms import AlarmCode
from domain.notices import Outbox
from ingest.intake import Intake
from ingest.mailbox import MailboxFailed
from store import alarms, ledger, outbox
from tests.builders.graph import MAILBOX, SCOPE, Fault, GraphServer, by_graph_alone, running_graph
from tests.builders.program import ROOT
from tests.builders.tls import certificate
from tests.builders.tokens import CLIENT, SECRET, Answer, Issuer, TokenEndpoint, running_endpoint
from verbale.checkup import parts
from verbale.trouble import troubles
from verbale.wiring import opened

TRUSTED = Issuer()
SAMPLE = ROOT / "verbale" / "samples" / "02-note-in-the-body.eml"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def endpoint(pair: tuple[Path, Path]) -> Iterator[TokenEndpoint]:
    with running_endpoint(CLIENT, pair, TRUSTED) as server:
        yield server


@pytest.fixture
def graph(pair: tuple[Path, Path]) -> Iterator[GraphServer]:
    with running_graph(TRUSTED, pair) as server:
        yield server


@pytest.fixture
def given(graph: GraphServer, endpoint: TokenEndpoint, pair: tuple[Path, Path], tmp_path: Path) -> dict[str, object]:
    """Settings of an office in which mail comes and goes by Graph alone."""
    return by_graph_alone(graph, endpoint, pair[0]) | {"DATA": tmp_path / "data"}


def settings(given: dict[str, object]) -> Settings:
    return load_settings(None, {f"VERBALE_{name}": str(value) for name, value in given.items()})


def said_of(given: dict[str, object]) -> list[str]:
    """What `verbale check` says of the mailbox and of what carries our mail."""
    found = []
    for name, check in parts(settings(given)):
        if name in ("mailbox", "SMTP"):
            try:
                found.append(check())
            except troubles() as trouble:
                found.append(str(trouble))
    return found


def test_from_nomination_to_acknowledgement(
    given: dict[str, object], graph: GraphServer, endpoint: TokenEndpoint, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    raw = SAMPLE.read_bytes()
    uid, processed = graph.put(raw), graph.make_folder("Processed")
    with opened(settings(given | {"MAILBOX_MOVE_TO": "Processed"})) as house:
        assert [came for _, came in house.fetch()] == [Intake(kept=1, bytes=len(raw))]
        house.work()
        assert house.send().sent == 1
        assert [came for _, came in house.fetch()] == [Intake(compared=False)]
        (box,) = house.polled
        assert house.relieve(box) == 1
        house.fetch()
        with house.database.reading() as session:
            (account,) = ledger.accounts(session)
        token = house.keepers.named("office").current().text
    assert (account.listed, account.moved, account.unaccounted) == (0, 1, 0)
    assert [one.id for one in graph.here(processed)] == [uid]
    (sent,) = graph.sent
    mail, nomination = (message_from_bytes(one, policy=policy.default) for one in (sent, raw))
    assert parseaddr(str(mail["To"]))[1] == parseaddr(str(nomination["From"]))[1]
    assert parseaddr(str(mail["From"]))[1] == MAILBOX
    assert mail["In-Reply-To"] == nomination["Message-ID"]
    assert mail["Auto-Submitted"] == "auto-replied"
    assert "POC-ICT-" in mail["Subject"]
    assert [form["scope"] for form in endpoint.asked] == [SCOPE], "one token serves both"
    assert not graph.messages[uid].read
    assert graph.count("POST ") == 2, "one mail was sent, and one message moved"
    assert "@" not in "".join(record.getMessage() for record in caplog.records if record.name != "msal")
    for secret in (token, SECRET):
        assert secret not in caplog.text


def test_a_mail_of_which_nothing_was_heard_is_found_where_the_server_files_what_was_sent(
    given: dict[str, object], graph: GraphServer
) -> None:
    given |= {"MAILBOX_SENT_FOLDER": "sentitems", "OPERATOR_ADDRESS": "operator@theirs.example"}
    with opened(settings(given)) as house:
        with house.database.transaction() as session:
            alarms.seen(session, AlarmCode.NOTHING_READ, house.clock())
        graph.faults.append(Fault("sendMail", cut="after"))
        assert house.send().uncertain == 1
        assert house.find() == 1
        with house.database.reading() as session:
            assert [mail.stage for mail in outbox.at(session, list(Outbox))] == [Outbox.SENT]
    assert len(graph.sent) == 1
    checks = dict(parts(settings(given)))
    assert checks["mailbox/sentitems"]().startswith("ok: ")


def test_a_mail_that_was_not_filed_stays_uncertain(given: dict[str, object], graph: GraphServer) -> None:
    given |= {"MAILBOX_SENT_FOLDER": "sentitems", "OPERATOR_ADDRESS": "operator@theirs.example"}
    with opened(settings(given)) as house:
        with house.database.transaction() as session:
            alarms.seen(session, AlarmCode.NOTHING_READ, house.clock())
        graph.faults.append(Fault("sendMail", 504, "GatewayTimeout"))
        assert house.send().uncertain == 1
        assert (house.find(), house.find()) == (0, 0)
    assert graph.count("internetMessageId eq") == 1, "the second time it is not due"


def test_check_tries_both_ways(given: dict[str, object], graph: GraphServer) -> None:
    graph.put(SAMPLE.read_bytes())
    mailbox, smtp = said_of(given)
    until = r"; signed in by a token, with a token that runs out at \d{4}-\d\d-\d\d \d\d:\d\d UTC and is renewed before"
    assert re.fullmatch(rf"ok: graph://.*/inbox holds 1 message{until}", mailbox), mailbox
    assert re.fullmatch(rf"ok: localhost takes our mail{until}", smtp), smtp
    assert graph.sent == []


def test_check_misses_the_folder_for_what_is_processed(given: dict[str, object], graph: GraphServer) -> None:
    mailbox, _ = said_of(given | {"MAILBOX_MOVE_TO": "Processed"})
    assert "The folder Processed on localhost" in mailbox
    assert "does not exist; correct its name, or create it" in mailbox
    graph.make_folder("Processed")
    assert said_of(given | {"MAILBOX_MOVE_TO": "Processed"})[0].startswith("ok: ")


def test_check_says_which_permission_is_missing(given: dict[str, object], graph: GraphServer) -> None:
    graph.permissions = {"Mail.Read"}
    mailbox, smtp = said_of(given)
    assert mailbox.startswith("ok: ")
    assert "give it Mail.Send" in smtp
    graph.permissions = {"Mail.Send"}
    mailbox, smtp = said_of(given)
    assert "give it Mail.Read (" in mailbox
    assert smtp.startswith("ok: ")


def test_an_endpoint_that_gives_no_token_is_told_of(given: dict[str, object], endpoint: TokenEndpoint) -> None:
    endpoint.instead.extend([Answer(503, {}, {"Retry-After": "60"})])
    mailbox, smtp = said_of(given)
    assert "There is no token to sign in to localhost" in mailbox
    assert mailbox.endswith("the next poll tries again.")
    assert smtp.startswith("There is no token to sign in to localhost")
    with opened(settings(given)) as house:
        endpoint.instead.extend([Answer(401, {"error": "invalid_client"})])
        ((_, failed),) = house.fetch()
        assert isinstance(failed, MailboxFailed)
        assert not failed.retry


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"OAUTH_OFFICE_SCOPE": ""}, "need scope"),
        ({"MAILBOX_OAUTH": ""}, "mailbox.oauth is missing: Microsoft Graph wants"),
        ({"SMTP_LOGIN": ""}, "smtp.login is missing: Microsoft Graph wants"),
        ({"SMTP_DELIVERY_REPORTS": "true"}, "asks nobody for them"),
    ],
)
def test_settings_that_cannot_work_are_told_apart(
    given: dict[str, object], changed: dict[str, object], words: str
) -> None:
    with pytest.raises(SettingsError, match=words):
        settings(given | changed)


def test_a_token_never_travels_without_encryption(given: dict[str, object]) -> None:
    with pytest.raises(SettingsError, match=r"smtp\.security .* without encryption"):
        settings(given | {"SMTP_SECURITY": "none", "SMTP_HOST": "graph.elsewhere.example"})
