"""Signatures checked by us: which keys they need, and what holds with them."""

from __future__ import annotations

import pytest

from domain.envelope import Authentication, Signed
from parsers.signatures import key_names, signed
from tests.builders.signing import key_pair, record, sealed_by, signed_by

SENDER = "mission@kenya.example"
MAIL = (
    b"From: Mission <mission@kenya.example>\r\nTo: poc@un.example\r\nSubject: Nomination\r\n"
    b"Date: Tue, 12 Mar 2024 14:05:00 -0400\r\nMessage-ID: <1@kenya.example>\r\n\r\nExcellency,\r\n"
)
KEYS = {
    **record("kenya.example"),
    **record("mail.kenya.example"),
    **record("evil.example"),
    **record("forwarder.example"),
    **record("weak.example"),
}
NAME = "tests._domainkey.kenya.example"
SAW = "dmarc=pass header.from=kenya.example; spf=pass"


def checked(raw: bytes, sender: str = SENDER, sealers: tuple[str, ...] = ()) -> Signed:
    """What holds with the keys that are asked for."""
    return signed(raw, sender, sealers, {name: KEYS[name] for name in key_names(raw, sender, sealers) if name in KEYS})


def test_a_signature_of_the_senders_own_domain_holds() -> None:
    raw = signed_by("kenya.example", MAIL)
    assert key_names(raw, SENDER, ()) == (NAME,)
    assert checked(raw) == Signed(dkim=True)
    assert checked(raw, "mission@ny.kenya.example").dkim
    assert checked(signed_by("mail.kenya.example", MAIL)).dkim
    assert checked(signed_by("evil.example", raw)).dkim  # among several, one is enough


@pytest.mark.parametrize(
    "raw",
    [
        MAIL,
        signed_by("evil.example", MAIL),
        signed_by("kenya.example", MAIL).replace(b"Excellency", b"Excellences"),
        signed_by("kenya.example", MAIL).replace(b"Subject: Nomination", b"Subject: Withdrawal"),
        b"From: Other <other@kenya.example>\r\n" + signed_by("kenya.example", MAIL),
        signed_by("kenya.example", MAIL, with_length=True) + b"Something else\r\n",
        b"DKIM-Signature: v=1; d=kenya.example; s=tests; b=%%%; h=from\r\n" + MAIL,
        b"DKIM-Signature: d=\xff; s=..; \r\n" + MAIL,
        b"DKIM-Signature:\r\n ;;;===\r\n" + MAIL,
        b" folded: first\r\nDKIM-Signature: v=1; d=kenya.example; s=tests\r\n" + MAIL,
    ],
    ids=["none", "another's", "body", "subject", "From", "length", "nonsense", "bytes", "empty", "folded"],
)
def test_what_does_not_hold(raw: bytes) -> None:
    assert checked(raw) == Signed()


def test_without_its_key_or_with_a_weak_or_wrong_one_nothing_holds() -> None:
    raw = signed_by("kenya.example", MAIL)
    for keys in ({}, {NAME: b""}, {NAME: b"v=DKIM1; p="}, {NAME: b"\xff\0"}, {NAME: key_pair("evil.example")[1]}):
        assert signed(raw, SENDER, (), keys) == Signed()


def test_a_signature_that_leaves_the_sender_open_is_passed_over() -> None:
    raw = signed_by("kenya.example", MAIL)
    assert key_names(raw.replace(b"from", b"x-from"), SENDER, ()) == ()


def test_no_endless_number_of_keys_is_asked_for() -> None:
    many = b"".join(b"DKIM-Signature: v=1; d=kenya.example; s=k%d; h=from\r\n" % number for number in range(500))
    assert len(key_names(many + MAIL, SENDER, ())) == 5


def test_the_topmost_seal_of_a_listed_forwarder_tells_what_it_saw() -> None:
    raw = sealed_by("forwarder.example", MAIL, SAW)
    assert key_names(raw, SENDER, ()) == ()
    assert checked(raw) == Signed()
    found = Authentication(spf="pass", dmarc="pass", by="forwarder.example")
    assert checked(raw, sealers=("forwarder.example",)) == Signed(sealer="forwarder.example", sealed=found)


def test_a_chain_holds_as_a_whole_and_its_last_sealer_counts() -> None:
    raw = sealed_by("forwarder.example", sealed_by("evil.example", MAIL, SAW), f"arc=pass; {SAW}")
    assert checked(raw, sealers=("evil.example",)) == Signed()
    assert checked(raw, sealers=("forwarder.example",)).sealer == "forwarder.example"
    broken = raw.replace(b"Excellency", b"Excellences")
    assert checked(broken, sealers=("forwarder.example",)) == Signed()
    forged = raw.replace(b"ARC-Authentication-Results: i=2;", b"ARC-Authentication-Results: i=2; forged.example; x=y;")
    assert forged != raw
    assert checked(forged, sealers=("forwarder.example",)) == Signed()


def test_what_was_seen_of_another_domain_is_not_said_of_the_senders() -> None:
    raw = sealed_by("forwarder.example", MAIL, "dmarc=pass header.from=evil.example")
    found = checked(raw, sealers=("forwarder.example",)).sealed
    assert found is not None
    assert found.dmarc == "unknown"


@pytest.mark.parametrize(
    ("verdicts", "found", "after"),
    [
        (None, Signed(), None),
        (None, Signed(dkim=True), Authentication(dkim="pass", checked_here=True)),
        (
            Authentication(spf="fail", by="mx"),
            Signed(dkim=True),
            Authentication(spf="fail", dkim="pass", by="mx", checked_here=True),
        ),
        (Authentication(dkim="fail"), Signed(dkim=True), Authentication(dkim="fail")),
        (
            Authentication(dmarc="fail", by="mx"),
            Signed(sealer="f.example", sealed=Authentication(dmarc="pass", by="f")),
            Authentication(dmarc="pass", by="f", sealed_by="f.example"),
        ),
        (
            Authentication(dmarc="pass", by="mx"),
            Signed(sealer="f.example", sealed=Authentication(dmarc="pass", by="f")),
            Authentication(dmarc="pass", by="mx"),
        ),
        (
            Authentication(dmarc="fail", by="mx"),
            Signed(sealer="f.example", sealed=Authentication(dmarc="fail", by="f")),
            Authentication(dmarc="fail", by="mx"),
        ),
    ],
)
def test_what_holds_adds_to_the_receivers_verdicts(
    verdicts: Authentication | None, found: Signed, after: Authentication | None
) -> None:
    assert found.added_to(verdicts) == after
