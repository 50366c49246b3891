"""Who writes, by the register of Missions, and what the reviewer is told of it."""

from __future__ import annotations

import pytest

from domain.checks import check
from domain.envelope import Address, Authentication, Envelope
from domain.missions import Known, Register
from domain.standing import Sender, Standing, sender_of
from domain.submission import Finding, Kind, Severity
from tests.builders.office import JANE, a_reading, programme

PROGRAMME = programme()
REGISTER = Register(
    (
        Known("SGP", "mission@singapore.example"),
        Known("SGP", "singapore.mission@gmail.com"),
        Known("FJI", "mfa.fiji.example"),
        Known("KEN", "kenya@shared.example"),
        Known("TUV", "tuvalu@shared.example"),
    )
)


def told(
    address: str, state: str | None = "SGP", kind: Kind = Kind.NOMINATION, register: Register = REGISTER
) -> list[Finding]:
    reading = a_reading(
        (JANE,) if kind.carries_contacts else (), sender=address, sender_name="", state=state, kind=kind
    )
    return check(reading, [], sender_of(reading, register, PROGRAMME), register)


@pytest.mark.parametrize(
    ("address", "standing", "states"),
    [
        ("mission@singapore.example", Standing.KNOWN, ("SGP",)),
        ("singapore.mission@gmail.com", Standing.KNOWN, ("SGP",)),
        ("another@singapore.example", Standing.KNOWN_DOMAIN, ("SGP",)),
        ("desk@ny.mfa.fiji.example", Standing.KNOWN_DOMAIN, ("FJI",)),
        ("desk@fiji.example", Standing.UNKNOWN, ()),
        ("third@shared.example", Standing.KNOWN_DOMAIN, ("KEN", "TUV")),
        ("somebody@gmail.com", Standing.WEBMAIL, ()),
        ("officer@un.org", Standing.SECRETARIAT, ()),
        ("officer@ny.un.org", Standing.SECRETARIAT, ()),
        ("mission@nauru.example", Standing.UNKNOWN, ()),
    ],
)
def test_the_standing_of_a_sender(address: str, standing: Standing, states: tuple[str, ...]) -> None:
    found = sender_of(a_reading(sender=address, sender_name=""), REGISTER, PROGRAMME)
    assert found == Sender(standing, address, states)


def test_without_a_single_sender_nobody_has_a_standing() -> None:
    two = Envelope(from_=(Address(address="a@x.example"), Address(address="b@x.example")))
    readings = [a_reading().model_copy(update={"envelope": envelope}) for envelope in (Envelope(), two)]
    assert [sender_of(one, REGISTER, PROGRAMME) for one in readings] == [None, None]


@pytest.mark.parametrize(
    ("address", "state", "codes"),
    [
        ("mission@singapore.example", "SGP", []),
        ("another@singapore.example", "SGP", []),
        ("mission@singapore.example", "FJI", [("another_states_mission", Severity.ERROR)]),
        ("another@singapore.example", "FJI", [("another_states_mission", Severity.ERROR)]),
        ("mission@singapore.example", None, []),
        ("third@shared.example", "TUV", []),
        ("third@shared.example", "SGP", [("another_states_mission", Severity.ERROR)]),
        ("nauru@nauru.example", "NRU", [("unknown_sender", Severity.INFO)]),
        ("singapore@elsewhere.example", "SGP", [("unknown_sender", Severity.WARNING)]),
        ("nauru@gmail.com", "NRU", [("webmail_sender", Severity.INFO)]),
        ("singapore@gmail.com", "SGP", [("webmail_sender", Severity.WARNING)]),
        ("officer@un.org", "SGP", []),
    ],
)
def test_what_the_reviewer_is_told(address: str, state: str | None, codes: list[tuple[str, Severity]]) -> None:
    assert [(finding.code, finding.severity) for finding in told(address, state)] == codes


def test_the_findings_say_what_is_known() -> None:
    (unknown,) = told("singapore@elsewhere.example")
    assert unknown.message == (
        "No Mission is known by this address or its domain. That of Singapore is known by mission@singapore.example, "
        "singapore.mission@gmail.com. Make sure that it is the Mission's."
    )
    (other,) = told("third@shared.example", "SGP")
    assert other.message == (
        "The sender is known as the Mission of Kenya or Tuvalu, and the message was read as that of Singapore; "
        "settle which State speaks before accepting."
    )


def test_while_nothing_is_registered_strangers_are_no_news() -> None:
    assert told("singapore@elsewhere.example", register=Register()) == []
    assert [finding.code for finding in told("singapore@gmail.com", register=Register())] == ["webmail_sender"]


@pytest.mark.parametrize("kind", [Kind.INQUIRY, Kind.UNRELATED, Kind.AUTO_REPLY, Kind.BOUNCE])
def test_where_no_state_speaks_nothing_is_said_of_its_address(kind: Kind) -> None:
    assert told("singapore@gmail.com", kind=kind) == []


@pytest.mark.parametrize(
    ("verdicts", "codes"),
    [
        (Authentication(), []),
        (Authentication(spf="pass", dkim="pass", dmarc="pass"), []),
        (Authentication(spf="fail", dkim="fail", dmarc="pass"), []),
        (Authentication(spf="softfail", dkim="none", dmarc="none"), []),
        (Authentication(spf="fail"), ["sender_not_confirmed"]),
        (Authentication(spf="pass", dkim="fail", dmarc="none"), ["sender_not_confirmed"]),
        (Authentication(spf="fail", dkim="fail", dmarc="fail"), ["dmarc_failed"]),
    ],
)
def test_verdicts_that_failed_are_told(verdicts: Authentication, codes: list[str]) -> None:
    reading = a_reading(sender="mission@singapore.example", authentication=verdicts)
    assert [finding.code for finding in check(reading, [])] == codes


def test_newsletters_whose_signature_broke_stay_aside() -> None:
    reading = a_reading((), kind=Kind.UNRELATED, authentication=Authentication(dkim="fail"))
    assert [finding.severity for finding in check(reading, [])] == [Severity.INFO]
