"""Whose verdicts on SPF, DKIM and DMARC count: those of the receiving server that the settings name."""

from __future__ import annotations

import pytest

from config.settings import Settings, load_programme
from tests.builders.program import ROOT
from verbale.checkup import Advice, parts
from verbale.wiring import parser_workers

STAMP = b"Authentication-Results: mx.example.int; dmarc=fail header.from=mission.example\r\n"
MAIL = (ROOT / "verbale" / "samples" / "02-note-in-the-body.eml").read_bytes()


@pytest.mark.parametrize(
    ("named", "verdict"), [("mx.example.int", "fail"), ("other.example.int", None), (None, "fail")]
)
def test_only_the_named_receiver_is_believed(named: str | None, verdict: str | None) -> None:
    settings = Settings.model_validate({"mailbox": {"authserv_id": named}, "reading": {"workers": 1}})
    with parser_workers(settings, load_programme(settings.programme)) as workers:
        envelope = workers.read(STAMP + MAIL, "x.eml").envelope
    assert (envelope.authentication.dmarc if envelope.authentication else None) == verdict


@pytest.mark.parametrize("named", ["mx.example.int", None])
def test_the_check_advises_where_nobody_is_named(named: str | None) -> None:
    found = dict(parts(Settings.model_validate({"mailbox": {"authserv_id": named}})))["settings"]()
    assert isinstance(found, Advice) is (named is None)
    assert found.startswith("ok: ") is (named is not None)
    assert ("set mailbox.authserv_id" in found) is (named is None)
