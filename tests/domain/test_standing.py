"""Who writes, by the register of Missions, and what the reviewer is told of it."""

from __future__ import annotations

import pytest

from domain.checks import check
from domain.envelope import Address, Authentication, Envelope
from domain.missions import Known, Origin, Register
from domain.standing import Sender, Standing, sender_of
from domain.submission import Finding, Kind, Severity
from tests.builders.office import JANE, a_reading, programme

PROGRAMME = programme()
REGISTER = Register(
    (
        Known("SGP", "mission@singapore.example"),
        Known("SGP", "singapore.mission@gmail.com"),
        Known("FJI", "mfa.fiji.example"),
        Known("KEN", "both.example"),
        Known("TUV", "both.example"),
        Known("KEN", "kenya@shared.example"),
        Known("TUV", "tuvalu@shared.example"),
        Known("KEN", "poc@mfa.go.ke", Origin.ACCEPTED),
        Known("TUV", "consul@mfa.gov.sg", Origin.ACCEPTED),
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
        ("another@singapore.example", Standing.UNKNOWN, ()),
        ("another@fiji.example", Standing.UNKNOWN, ()),
        ("another@mfa.go.ke", Standing.KNOWN_DOMAIN, ("KEN",)),
        ("another@mfa.gov.sg", Standing.UNKNOWN, ()),
        ("desk@ny.mfa.fiji.example", Standing.KNOWN_DOMAIN, ("FJI",)),
        ("desk@fiji.example", Standing.UNKNOWN, ()),
        ("third@shared.example", Standing.UNKNOWN, ()),
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
        ("another@singapore.example", "SGP", [("unknown_sender", Severity.WARNING)]),
        ("another@mfa.go.ke", "KEN", []),
        ("poc@mfa.go.\u200dke", "KEN", [("look_alike_sender", Severity.ERROR)]),
        ("poc@un\u00ad.org", "KEN", [("look_alike_sender", Severity.ERROR)]),
        ("poc@n\u00ady.un.org", "KEN", [("look_alike_sender", Severity.ERROR)]),
        ("poc@n\u00ady.mfa.fiji.example", "FJI", [("look_alike_sender", Severity.ERROR)]),
        ("poc@evil.example＠mfa.go.ke", "KEN", [("unknown_sender", Severity.WARNING)]),
        ("mission@singapore.example", "FJI", [("another_states_mission", Severity.ERROR)]),
        ("desk@mfa.fiji.example", "SGP", [("another_states_mission", Severity.ERROR)]),
        ("mission@singapore.example", None, []),
        ("third@shared.example", "TUV", [("unknown_sender", Severity.WARNING)]),
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
        "No Mission is known by this address or by its whole domain. That of Singapore is known by mission@singapore.example, "
        "singapore.mission@gmail.com. Make sure that it is the Mission's."
    )
    (other,) = told("desk@both.example", "SGP")
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


def test_a_stranger_beside_an_accepted_address_is_compared_like_any_other() -> None:
    register = Register((Known("KEN", "kenyaun.example"), Known("TUV", "tuvalu@kenyauun.example", Origin.ACCEPTED)))
    codes = [finding.code for finding in told("somebody@kenyauun.example", "KEN", register=register)]
    assert codes == ["look_alike_sender"]


def test_a_colleague_who_shows_the_missions_name_beside_its_address_is_merely_not_known() -> None:
    register = Register((Known("KEN", "info@kenyaun.example", Origin.ACCEPTED),))
    name = "Permanent Mission of the Republic of Kenya"
    found = [
        sender_of(a_reading(sender=f"poc@{host}", sender_name=name, state="KEN"), register, PROGRAMME)
        for host in ("kenyaun.example", "elsewhere.example")
    ]
    assert [one and one.standing for one in found] == [Standing.UNKNOWN, Standing.LOOK_ALIKE]


@pytest.mark.parametrize(
    ("verdicts", "against"),
    [
        (Authentication(), ()),
        (Authentication(spf="fail", dkim="fail", dmarc="none"), ("SPF", "DKIM")),
        (Authentication(spf="fail", dkim="fail", dmarc="fail"), ("DMARC",)),
        (Authentication(spf="fail", dmarc="pass"), ()),
        (Authentication(spf="fail", dkim="pass", checked_here=True), ()),
    ],
)
def test_what_speaks_against_the_from_line(verdicts: Authentication, against: tuple[str, ...]) -> None:
    assert verdicts.against == against
