"""Whole contacts in circumstances that often go with errors: what nobody vouches for, and why."""

from __future__ import annotations

import pytest

from domain.submission import Submission
from parsers.read import read_message
from tests.builders.programmes import programme
from tests.parsers.test_kinds_of_mail import raw

OPENING = "The Permanent Mission of Fiji presents its compliments to the Office for Disarmament Affairs and has the honour to "
CLOSING = (
    "\n\nThe Permanent Mission avails itself of this opportunity to renew the assurances of its highest consideration."
)


def read(body: str) -> Submission:
    mail = {"from": "Mission of Fiji <fiji@missions.example>", "subject": "Points of contact", "body": body}
    return read_message(raw(mail), "mail.eml", programme()).submission


def doubts(body: str) -> set[tuple[str, str | None]]:
    """Codes and paths of the findings that doubt a contact."""
    submission = read(body)
    found = {(f.code, f.path) for f in submission.findings if f.path and f.path in submission.uncertain}
    assert all(path in submission.uncertain for _, path in found)
    return found


def test_a_plain_nomination_is_vouched_for() -> None:
    who = "Ms Mereoni Taukei, Senior Policy Officer, Ministry of Foreign Affairs, m.taukei@mfa.example, +679 330 9645"
    body = f"{OPENING}nominate {who}, as diplomatic point of contact.{CLOSING}"
    assert read(body).uncertain == ()


@pytest.mark.parametrize(
    ("particulars", "expected"),
    [
        ("Name: Mereoni\nPosition: Director", {("unusual_name", "contacts[0].name")}),
        ("Name: Mereoni Taukei Director\nPosition: Director", {("unusual_name", "contacts[0].name")}),
        ("Name: Mereoni Taukei\nPosition: in the morning", {("unusual_value", "contacts[0].position")}),
        ("Name: Mereoni d'Alva\nPosition: Director\nInstitution: two mistakes", {("unusual_value", "contacts[0].institution")}),
        ("Name: Mereoni al-Taukei\nPosition: Director\nInstitution: CERT-FJ", set()),
    ],
)  # fmt: skip
def test_what_has_an_unusual_shape_is_doubted(particulars: str, expected: set[tuple[str, str]]) -> None:
    card = f"Technical point of contact\n{particulars}\nE-mail: cert@cert.example\nTel.: +679 330 9645"
    body = f"{OPENING}nominate the following point of contact:\n\n{card}{CLOSING}"
    assert doubts(body) == expected


def test_a_change_that_gives_two_numbers_may_give_the_old_one() -> None:
    change = "a change of the telephone numbers of Ms Mereoni Taukei, technical point of contact: +679 330 9645 and +679 330 9646"
    body = f"{OPENING}inform of {change}.{CLOSING}"
    assert ("old_and_new", "contacts[0].phones") in doubts(body)


def card(role: str, name: str, email: str) -> str:
    particulars = f"Name: Ms {name}\nPosition: Director\nInstitution: Ministry of Foreign Affairs\nE-mail: {email}"
    return f"{role} point of contact\n{particulars}\nTel.: +679 330 96{len(role)}"


def test_addresses_that_spell_the_other_name_may_be_exchanged() -> None:
    first = card("Diplomatic", "Mereoni Taukei", "naulivou@mfa.example")
    second = card("Technical", "Salote Naulivou", "taukei@mfa.example")
    body = f"{OPENING}nominate:\n\n{first}\n\n{second}{CLOSING}"
    found = {path for code, path in doubts(body) if code == "address_of_another"}
    assert found == {"contacts[0].emails", "contacts[1].emails"}


def test_who_is_named_without_a_word_of_nomination_may_only_be_mentioned() -> None:
    who = "Our technical point of contact, Ms Mereoni Taukei (m.taukei@cert.example, +679 330 9645)"
    body = f"{who}, spoke at the meeting."
    assert ("contact_inferred", "contacts[0].action") in doubts(body)


def test_who_comes_and_who_leaves_may_have_their_addresses_mixed_up() -> None:
    change = (
        "Ms Mereoni Taukei (cert@cert.example) replaces Mr Ratu Vula (cert@cert.example) as technical point of contact"
    )
    found = doubts(f"{OPENING}inform that {change}.{CLOSING}")
    assert {("contacts_alike", "contacts[0].emails"), ("contacts_alike", "contacts[1].emails")} <= found


def about(code: str, body: str) -> list[str | None]:
    """The paths of the findings with this code."""
    return [finding.path for finding in read(body).findings if finding.code == code]


def of_contact(number: int, *fields: str) -> set[str]:
    return {f"contacts[{number}].{field}" for field in fields}


FULL = ("action", "role", "honorific", "name", "position", "institution", "emails", "phones")


def full_card(role: str, name: str, email: str, phone: str) -> str:
    """A card in which nothing lacks."""
    return (
        f"{role} point of contact\nName: Ms {name}\nPosition: Director\nInstitution: CERT Fiji\nE-mail: {email}\n"
        f"Tel.: {phone}"
    )


@pytest.mark.parametrize(
    ("email", "phone"),
    [("m.taukei@mfa.example", "+679 330 9646"), ("cert@mfa.example", "+679 330 9645")],
)
def test_two_in_one_role_with_one_address_or_number_may_be_one(email: str, phone: str) -> None:
    first = full_card("Technical", "Mereoni Taukei", "m.taukei@mfa.example", "+679 330 9645")
    second = full_card("Technical", "Salote Naulivou", email, phone)
    body = f"{OPENING}nominate:\n\n{first}\n\n{second}{CLOSING}"
    assert about("contacts_alike", body) == ["contacts[0].action", "contacts[1].action"]
    assert set(read(body).uncertain) == of_contact(0, *FULL) | of_contact(1, *FULL)


def test_two_in_two_roles_may_share_a_number() -> None:
    first = full_card("Diplomatic", "Mereoni Taukei", "m.taukei@mfa.example", "+679 330 9645")
    second = full_card("Technical", "Salote Naulivou", "s.naulivou@mfa.example", "+679 330 9645")
    assert read(f"{OPENING}nominate:\n\n{first}\n\n{second}{CLOSING}").uncertain == ()


def test_a_name_without_particulars_and_particulars_without_a_name_may_belong_together() -> None:
    body = (
        f"{OPENING}nominate the following technical points of contact:\n\nName: Ms Mereoni Taukei\nPosition: Director\n\n"
        f"Technical point of contact\nInstitution: CERT Fiji\nE-mail: cert@cert.example\nTel.: +679 330 9645{CLOSING}"
    )
    assert about("contact_divided", body) == ["contacts[0].action", "contacts[1].action"]
    assert set(read(body).uncertain) == of_contact(0, "action", "role", "honorific", "name", "position") | of_contact(
        1, "action", "role", "institution", "emails", "phones"
    )


@pytest.mark.parametrize(
    "change",
    [
        "inform of a change concerning its technical point of contact, Ms Mereoni Taukei.",
        "inform that the particulars of Ms Mereoni Taukei, technical point of contact, have been updated.",
    ],
)
def test_a_change_of_which_nothing_is_told_is_doubted(change: str) -> None:
    body = f"{OPENING}{change}{CLOSING}"
    assert about("nothing_changed", body) == ["contacts[0].action"]
    assert set(read(body).uncertain) == of_contact(0, "action", "name")


def test_several_who_all_hold_both_roles_may_each_hold_one() -> None:
    first = full_card("Diplomatic and technical", "Mereoni Taukei", "m.taukei@mfa.example", "+679 330 9645")
    second = full_card("Diplomatic and technical", "Salote Naulivou", "s.naulivou@mfa.example", "+679 330 9646")
    body = f"{OPENING}nominate:\n\n{first}\n\n{second}{CLOSING}"
    assert about("roles_unclear", body) == [f"contacts[{n}].role" for n in range(4)]
    assert set(read(body).uncertain) == {f"contacts[{n}].role" for n in range(4)}


def test_one_who_holds_both_roles_is_vouched_for() -> None:
    both = full_card("Diplomatic and technical", "Mereoni Taukei", "m.taukei@mfa.example", "+679 330 9645")
    submission = read(f"{OPENING}nominate:\n\n{both}{CLOSING}")
    assert ([contact.role for contact in submission.contacts], submission.uncertain) == (
        ["diplomatic", "technical"],
        (),
    )


def test_the_only_one_of_two_leavers_who_speaks_languages_may_come() -> None:
    body = (
        f"{OPENING}inform that Mr Paul Ives and Ms Ann Weekes are to be removed as technical points of contact. "
        f"Ms Weekes speaks English and Fijian.{CLOSING}"
    )
    submission = read(body)
    assert [str(c.action) for c in submission.contacts] == ["remove", "remove"]
    doubted = [n for n, c in enumerate(submission.contacts) if f"contacts[{n}].action" in submission.uncertain]
    assert doubted == [n for n, c in enumerate(submission.contacts) if c.languages]
