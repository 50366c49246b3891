"""Signatures that we check ourselves: off unless wanted, with keys from a DNS server, and never in the way of a reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dns.resolver
import pytest

from config.settings import Settings, SettingsError, load_programme, load_settings
from domain.envelope import Authentication
from parsers.worker import Workers
from tests.builders.names import Names, names
from tests.builders.program import ROOT
from tests.builders.signing import record, sealed_by, signed_by
from verbale import signatures
from verbale.checkup import parts
from verbale.signatures import reader
from verbale.wiring import Trouble, parser_workers

MAIL = (ROOT / "verbale" / "samples" / "02-note-in-the-body.eml").read_bytes()


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    settings = Settings.model_validate({"reading": {"workers": 1}})
    with parser_workers(settings, load_programme(settings.programme)) as running:
        yield running


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever answers may take as long as a busy machine does."""
    monkeypatch.setattr(signatures, "SECONDS", 120.0)


@pytest.fixture
def domain(workers: Workers) -> str:
    """The domain of the sample's sender."""
    sender = workers.read(MAIL, "x.eml").envelope.sender
    assert sender is not None
    return sender.domain


def read(workers: Workers, raw: bytes, server: Names, **wanted: object) -> Authentication | None:
    settings = Settings.model_validate({"signatures": {"nameserver": server.address, **wanted}})
    return reader(workers, settings.signatures)(raw, "x.eml").envelope.authentication


def test_dns_is_asked_only_where_the_settings_want_it(workers: Workers, domain: str) -> None:
    raw = signed_by(domain, MAIL)
    with names(record(domain)) as server:
        assert read(workers, raw, server) is None
        assert read(workers, MAIL, server, dkim=True) is None
        assert server.asked == []
        assert read(workers, raw, server, dkim=True) == Authentication(dkim="pass", checked_here=True)
        assert server.asked == [f"tests._domainkey.{domain}"]
        stamped = b"Authentication-Results: mx.un.example; dkim=fail\r\n" + raw
        assert read(workers, stamped, server, dkim=True) == Authentication(dkim="fail", by="mx.un.example")


def test_a_key_that_is_not_there_says_nothing(workers: Workers, domain: str) -> None:
    with names({}) as server:
        assert read(workers, signed_by(domain, MAIL), server, dkim=True) is None


def test_a_listed_forwarders_word_is_believed(workers: Workers, domain: str) -> None:
    sealed = sealed_by("forwarder.example", MAIL, f"dmarc=pass header.from={domain}")
    raw = b"Authentication-Results: mx.un.example; dmarc=fail\r\n" + sealed
    failed = Authentication(dmarc="fail", by="mx.un.example")
    with names(record("forwarder.example")) as server:
        assert read(workers, raw, server, dkim=True) == failed
        assert read(workers, raw, server, arc_sealers=["other.example"]) == failed
        found = read(workers, raw, server, arc_sealers=["Forwarder.example"])
    assert found == Authentication(dmarc="pass", by="forwarder.example", sealed_by="forwarder.example")


def test_where_nobody_answers_the_reading_stands(
    workers: Workers, domain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signatures, "SECONDS", 0.1)
    raw = b"".join(b"DKIM-Signature: v=1; d=%s; s=k%d; h=from\r\n" % (domain.encode(), n) for n in range(5)) + MAIL
    with names({}, silent=True) as server:
        assert read(workers, raw, server, dkim=True) is None
    assert len(set(server.asked)) == signatures.UNANSWERED


@pytest.mark.parametrize(
    ("value", "good"), [("192.0.2.53", True), ("::1#5353", True), ("ns.example", False), ("1.2.3.4#x", False)]
)
def test_the_nameserver_is_an_address(value: str, good: bool) -> None:
    environment = {"VERBALE_SIGNATURES_NAMESERVER": value, "VERBALE_SIGNATURES_ARC_SEALERS": "a.example, b.example"}
    if good:
        assert load_settings(None, environment).signatures.arc_sealers == ("a.example", "b.example")
    else:
        with pytest.raises(SettingsError, match=r"192\.0\.2\.53#5353"):
            load_settings(None, environment)


def test_the_checkup_says_whether_dns_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(server: Names, **wanted: object) -> str | None:
        settings = Settings.model_validate({"signatures": {"nameserver": server.address, **wanted}})
        check = dict(parts(settings)).get("signatures")
        return check() if check is not None else None

    with names({}) as server:
        assert asked(server) is None
        assert asked(server, dkim=True) == "ok: DNS answers"
    monkeypatch.setattr(signatures, "SECONDS", 0.1)
    with names({}, silent=True) as server, pytest.raises(Trouble, match="gives no answer"):
        asked(server, dkim=True)


def test_a_system_that_names_no_dns_server_stops_no_reading(
    workers: Workers, domain: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dns.resolver.BaseResolver.__init__, "__defaults__", (str(tmp_path / "resolv.conf"), True))
    settings = Settings.model_validate({"signatures": {"dkim": True}})
    assert reader(workers, settings.signatures)(signed_by(domain, MAIL), "x.eml").envelope.authentication is None
    with pytest.raises(Trouble, match="gives no answer, so no signature can be checked"):
        dict(parts(settings))["signatures"]()
