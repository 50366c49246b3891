"""One person in both roles, told a second time by reference: "same as above", "the same person, but with the mobile ..."."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from domain.submission import Submission
from parsers.read import read_message
from tests.builders.programmes import programme

CARD = """The Permanent Mission of Kenya nominates the following points of contact:

Diplomatic point of contact:
Name: Ms Wanjiru Adero
Position: Head of Unit
Institution: National Cyber Centre
Tel.: +254 20 555 0101
E-mail: w.adero@ncc.example

{}
"""
OTHER_ADDRESS = [
    "Technical: same as above, except e-mail soc@ncc.example",
    "Technical – the same, but e-mail soc@ncc.example",
    "Technical point of contact: the same person, but with the e-mail address soc@ncc.example",
    "Technical: idem, sauf courriel soc@ncc.example",
    "Technical: la même personne, mais courriel soc@ncc.example",
    "Technical: ídem, salvo correo soc@ncc.example",
    "Technical: la misma persona, excepto correo electrónico soc@ncc.example",
    "Technical: то же лицо, кроме эл. почты soc@ncc.example",
    "Technical: то же, за исключением эл. почты: soc@ncc.example",
    "Technical: كما ورد أعلاه، باستثناء البريد الإلكتروني soc@ncc.example",
    "Technical: 同上，电子邮件除外：soc@ncc.example",
    "Technical: 同一人，但电子邮件：soc@ncc.example",
    "Technical: dieselbe Person, außer E-Mail soc@ncc.example",
    "Technical: a mesma pessoa, exceto e-mail soc@ncc.example",
    "The same person will serve as technical point of contact, but with the e-mail soc@ncc.example.",
    "Technical point of contact:\nName: same as above (but e-mail soc@ncc.example)\nPosition: idem\nInstitution: idem\nTel.: idem",
]
OTHER_NUMBER = [
    "Technical: same person, but mobile +254 722 555 013",
    "Technical: as above, but tel. +254 722 555 013",
    "Technical: même personne, mais portable +254 722 555 013",
    "Technical: la misma persona, pero celular +254 722 555 013",
    "Technical: то же лицо, но мобильный +254 722 555 013",
    "Technical: الشخص نفسه، لكن الهاتف المحمول +254 722 555 013",
    "Technical: 同上，但手机：+254 722 555 013",
    "Technical: dieselbe Person, jedoch Mobil +254 722 555 013",
    "Technical: a mesma pessoa, mas telemóvel +254 722 555 013",
]


def read(said: str, card: str = CARD) -> Submission:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Mission <mission@mfa.example>", "Points of contact"
    mail.set_content(card.format(said))
    return read_message(mail.as_bytes(), "1.eml", programme()).submission


@pytest.mark.parametrize("said", OTHER_ADDRESS)
def test_the_same_person_has_another_address_in_the_other_role(said: str) -> None:
    submission = read(said)
    first, second = submission.contacts
    assert (first.role, first.emails) == ("diplomatic", ("w.adero@ncc.example",))
    assert (second.role, second.emails) == ("technical", ("soc@ncc.example",))
    assert (second.name, second.honorific, second.position, second.institution, second.phones) == (
        first.name,
        first.honorific,
        first.position,
        first.institution,
        ("+254205550101",),
    )
    assert not submission.uncertain


@pytest.mark.parametrize("said", OTHER_NUMBER)
def test_another_number_of_the_same_person_is_doubted_for_it_may_be_a_further_one(said: str) -> None:
    submission = read(said)
    assert [(one.role, one.name, one.phones) for one in submission.contacts] == [
        ("diplomatic", "Wanjiru Adero", ("+254205550101",)),
        ("technical", "Wanjiru Adero", ("+254722555013",)),
    ]
    assert submission.uncertain == ("contacts[1].phones",)


@pytest.mark.parametrize(
    "said", ["Technical: same person (mobile: +254 722 555 013)", "Technical: idem, also tel. +254 722 555 013"]
)
def test_what_is_set_against_nothing_stands_beside_what_is_above(said: str) -> None:
    submission = read(said)
    assert submission.contacts[1].phones == ("+254205550101", "+254722555013")
    assert submission.uncertain == ("contacts[1].phones",)


def test_an_excepted_number_is_replaced_for_sure() -> None:
    submission = read("Technical: idem, except telephone: +254 722 555 013")
    assert (submission.contacts[1].phones, submission.uncertain) == (("+254722555013",), ())


def test_an_extension_behind_a_reference_goes_with_the_number_above() -> None:
    submission = read("Technical point of contact:\nName: Mr Otieno Barasa\nTel.: same as above, ext. 12")
    assert submission.contacts[1].phones == ("+254205550101;ext=12",)


def test_of_several_contacts_above_the_one_in_the_role_named_is_meant_and_else_nobody_for_sure() -> None:
    two = "Alternate:\nName: Mr Otieno Barasa\nE-mail: o.barasa@ncc.example\n\nTechnical point of contact: {}"
    submission = read(two.format("the same person"))
    assert submission.contacts[2].name == "Otieno Barasa"
    assert "contacts[2].name" in submission.uncertain


@pytest.mark.parametrize("said", ["Technical: same as above in the absence of Mr Otieno Barasa, who travels"])
def test_a_reference_beside_another_person_is_no_reference_to_the_one_above(said: str) -> None:
    assert not any(one.role == "technical" and one.name == "Wanjiru Adero" for one in read(said).contacts)
