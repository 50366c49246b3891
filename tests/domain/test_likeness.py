"""Look-alikes: what is taken for a Mission or the Secretariat, and what is not to alarm anybody."""

from __future__ import annotations

import pytest

from domain.checks import check
from domain.confusion import mixes_alphabets, one_letter_apart, skeleton
from domain.endings import is_governments
from domain.envelope import Address
from domain.likeness import Likeness, resemblance
from domain.missions import Known, Register
from domain.standing import Standing, sender_of
from domain.submission import Kind
from tests.builders.office import a_reading, programme

PROGRAMME = programme().model_copy(
    update={"secretariat_domains": ("un.org", "secretariat.example"), "mailbox": "poc-directory-icts@un.org"}
)
REGISTER = Register(
    (
        Known("KEN", "kenyaun.example"),
        Known("KEN", "info@kenyaun.example", name="Permanent Mission of Kenya"),
        Known("SGP", "mfa.gov.sg"),
        Known("ZMB", "zambiaun.example"),
        Known("FJI", "info@fijimission.co.uk"),
        Known("MEX", "mexico-mission1.example"),
        Known("TUV", "tuvalu.mission@gmail.com", name="Mission of Tuvalu"),
        Known("FRA", "diplomatie.example"),
        Known("GIN", "guineaun.example"),
        Known("OMN", "oman.example"),
        Known("NRU", "nauru@un.int"),
        Known("MDA", "info@mail.ru"),
        Known("CHN", "info@qq.com"),
    )
)


def likeness(address: str, name: str = "", state: str | None = "KEN") -> Likeness | None:
    found = resemblance(Address(address=address, name=name), state, REGISTER, PROGRAMME)
    return found.likeness if found else None


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("info@kenyaum.example", Likeness.ONE_LETTER),
        ("info@kenyanun.example", Likeness.ONE_LETTER),
        ("info@keyaun.example", Likeness.ONE_LETTER),
        ("info@kenyanu.example", Likeness.ONE_LETTER),
        ("info@kenya-un.example", Likeness.ONE_LETTER),
        ("info@mail.kenyaum.example", Likeness.ONE_LETTER),
        ("info@kenyaun.org", Likeness.ENDING),
        ("info@kenyaun.co.ke", Likeness.ENDING),
        ("info@fijimission.com", Likeness.ENDING),
        ("info@xn--knyaun-3of.example", Likeness.ALPHABETS),
        ("info@kényaun.example", Likeness.LETTERS),
        ("info@mfa.gov.\u200dsg", Likeness.ALPHABETS),
        ("info@ken\u00adyaun.example", Likeness.ALPHABETS),
        ("info@yahoo.\u200dcom", Likeness.ALPHABETS),
        ("info@0man.example", Likeness.LETTERS),
        ("info@ornan.example", Likeness.LETTERS),
        ("info@mfa.g0v.sg", Likeness.LETTERS),
        ("info@mfa.gov.sg.evil.example", Likeness.INSIDE),
        ("info@mfa-gov-sg.example", Likeness.INSIDE),
        ("info@kenyaun.example.evil.example", Likeness.INSIDE),
        ("info@mexico-mission1.example.evil.example", Likeness.INSIDE),
        ("info@un.org.evil.example", Likeness.INSIDE),
        ("info@un-org.example", Likeness.INSIDE),
        ("info@secretarlat.example", Likeness.LETTERS),
        ("poc-directory-icts@elsewhere.example", Likeness.ADDRESS),
        ("tuvalumission@yahoo.com", Likeness.ADDRESS),
        ("tuvalu.misson@gmail.com", Likeness.ADDRESS),
        ("tuva1u.mission@outlook.com", Likeness.ADDRESS),
        ("tuvalu.mission@gmai1.com", Likeness.ADDRESS),
        ("tuvalumission@gmial.com", Likeness.ADDRESS),
        ("tuvalu.mission@gmail.co", Likeness.ADDRESS),
        ("tuvalu.mission@gmail.com.evil.example", Likeness.ADDRESS),
        ("nauru@un-int.example", Likeness.ADDRESS),
    ],
)
def test_a_look_alike_is_seen(address: str, found: Likeness) -> None:
    assert likeness(address) == found


@pytest.mark.parametrize(
    "address",
    [
        "info@nauru.example",
        "info@omar.example",  # short
        "info@oman.int",
        "info@uno.org",
        "info@un.int",
        "info@un.org.np",  # the United Nations in Nepal, under the ending org.np
        "info@mha.gov.sg",  # another ministry
        "info@mfa.gov.so",  # another Government
        "info@mfa.gov.ke",  # another Government
        "info@gambiaun.example",  # a sibling by its name
        "info@mexico-mission2.example",
        "info@diplomatie.be",  # a name that many have
        "info@kenya.example",
        "info@kenyaun-geneva.example",
        "tuvalu.mission2@elsewhere.example",  # its own domain, not webmail
        "tuvalu.mission@elsewhere.example",
        "kiribati.mission@gmai1.com",  # of nobody whom we know
        "info@mail.gov.ke",  # a Government's
        "info@mail.example",
        "info@aq.com",  # short
        "info@gmail.com",
        "tuvalumission@gmail.com",  # the same mailbox: dots do not count there
        "mission@yahoo.com",
        "info@外交部.example",
        "info@xn--80ak6aa92e.example",  # all Cyrillic, and like nothing that is known
        "nobody",
        "@",
    ],
)
def test_what_only_seems_alike_alarms_nobody(address: str) -> None:
    assert likeness(address) is None


def test_two_siblings_that_are_both_registered_are_none() -> None:
    both = Register((*REGISTER.known, Known("KEN", "kenyanun.example")))
    for address in ("a@kenyaun.example", "a@kenyanun.example"):
        found = sender_of(a_reading(sender=address), both, PROGRAMME)
        assert found is not None
        assert found.standing is Standing.KNOWN_DOMAIN


@pytest.mark.parametrize(
    ("name", "address", "state", "found"),
    [
        ("Permanent Mission of Kenya", "kenya.office@gmail.com", "KEN", Likeness.NAME),
        ("permanent mission of KENYA", "kenya@elsewhere.example", "KEN", Likeness.NAME),
        ("Permanent Мission of Кenya", "kenya@elsewhere.example", None, Likeness.NAME),
        ("Mission permanente du Kenya", "kenya@elsewhere.example", "KEN", Likeness.NAME),
        ("Embassy of Kenya", "kenya@elsewhere.example", "FJI", Likeness.NAME),
        ("Office for Disarmament Affairs", "office@elsewhere.example", None, Likeness.NAME),
        ("UN Office for Disarmament Affairs", "office@gmail.com", None, Likeness.NAME),
        ("Permanent Mission of Kenya", "mission@mfa.go.ke", "KEN", None),
        ("Permanent Mission of Nauru", "nauru@elsewhere.example", "NRU", None),
        ("Mission of Tuvalu", "tuvalu2020@yahoo.com", "TUV", None),  # known by webmail alone
        ("Permanent Mission of Guinea-Bissau", "bissau@elsewhere.example", "GNB", None),
        ("Embassy of Nauru in Fiji", "nauru@elsewhere.example", "NRU", None),
        ("Office for Disarmament Affairs, Ministry of Defence", "office@elsewhere.example", None, None),
        ("info@kenyaun.example", "jane@elsewhere.example", None, Likeness.NAME),
        ("Desk <Info@KenyaUN.example>", "jane@gmail.com", None, Likeness.NAME),
        ("tuvalu.mission@gmail.com", "jane@elsewhere.example", None, Likeness.NAME),
        ("poc-directory-icts@un.org", "jane@elsewhere.example", None, Likeness.NAME),
        ("jane@gmail.com", "jane@elsewhere.example", "TUV", None),
        ("jane@mfa.gov.ke", "jane@elsewhere.example", "KEN", None),
        ("Jane Example", "jane@elsewhere.example", "KEN", None),
        ("Kenya", "jane@elsewhere.example", "KEN", None),
    ],
)
def test_a_known_name_with_a_strange_address(
    name: str, address: str, state: str | None, found: Likeness | None
) -> None:
    assert likeness(address, name, state) == found


def test_the_reviewer_is_told_in_what() -> None:
    def told(address: str, name: str = "") -> str:
        reading = a_reading((), sender=address, sender_name=name, kind=Kind.UNRELATED)
        (finding,) = check(reading, [], sender_of(reading, REGISTER, PROGRAMME), REGISTER)
        assert finding.code == "look_alike_sender"
        return finding.message.removesuffix(" Nobody was written to; ask by a way that you know.")

    assert [
        told("a@kenyanun.example"),
        told("a@xn--knyaun-bva.example"),
        told("a@un.org.evil.example"),
        told("tuvalumission@yahoo.com"),
        told("a@elsewhere.example", "Permanent Mission of Kenya"),
        told("a@xn--knyaun-3of.example"),
        told("a@mfa.gov.\u200dsg"),
    ] == [
        "The sender's domain kenyanun.example resembles kenyaun.example, the domain of the Mission of Kenya, but for a letter.",
        "The sender's domain kényaun.example (xn--knyaun-bva.example) resembles kenyaun.example, the domain of the Mission of "
        "Kenya, in letters that may be taken for others.",
        "The sender's domain un.org.evil.example resembles un.org, the domain of the Secretariat, which only stands within it.",
        "The sender's address resembles tuvalu.mission@gmail.com, which is that of the Mission of Tuvalu, and is another.",
        "The sender shows the name of the Mission of Kenya, “Permanent Mission of Kenya”; the address is not known as its own.",
        "The sender's domain kеnyaun.example (xn--knyaun-3of.example) mixes letters of several alphabets, as honest ones hardly "
        "ever do.",
        "The sender's domain mfa.gov.\u200dsg holds letters that nobody sees (U+200D), as honest ones hardly ever do.",
    ]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("kеnуаun", "kenyaun"),
        ("ɡabon", "gabon"),
        ("łódź", "lodz"),
        ("Rnalta", "malta"),
        ("vvallis", "wallls"),
        ("日本", "日本"),
    ],
)
def test_a_skeleton_is_what_a_text_looks_like(text: str, plain: str) -> None:
    assert skeleton(text) == plain


def test_alphabets_are_mixed_only_where_they_look_alike() -> None:
    assert mixes_alphabets("kеnya")
    assert not any(mixes_alphabets(word) for word in ("kenya-1", "пример", "日本mission", "españa"))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("kenyaun", "kenyaun", False),
        ("kenyaun", "kenyau", True),
        ("kenyaun", "akenyaun", True),
        ("kenyaun", "kenayun", True),
        ("kenyaun", "kenxaun", True),
        ("kenyaun", "kexxaun", False),
        ("kenyaun", "kenyaunun", False),
        ("mission1", "mission2", False),
        ("mission", "mission2", True),
        ("", "a", True),
    ],
)
def test_one_letter(one: str, other: str, apart: bool) -> None:
    assert (one_letter_apart(one, other), one_letter_apart(other, one)) == (apart, apart)


@pytest.mark.parametrize(
    ("host", "of", "governments"),
    [
        ("mfa.gov.sg", None, True),
        ("mfa.gov.sg", "SGP", True),
        ("mfa.gov.sg", "KEN", False),
        ("fco.gov.uk", "GBR", True),
        ("state.gov", None, True),
        ("gov.sg", None, False),
        ("kenya.org", None, False),
        ("gov.sg.example", None, False),
    ],
)
def test_what_only_a_government_registers(host: str, of: str | None, governments: bool) -> None:
    assert is_governments(host, of) is governments
