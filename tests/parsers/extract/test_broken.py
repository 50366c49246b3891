"""Addresses and numbers that a line's end broke: whole again below a label, in a card and in prose, or doubted."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import contacts

WHO = "Technical point of contact\nName: Ms Ada Muster\n"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("ada.muster-\nlong@cert.example", "ada.muster-long@cert.example"),
        ("Ada.Muster-\nLong@cert.example", "ada.muster-long@cert.example"),
        ("ada-\nmuster@cert.example", "ada-muster@cert.example"),
        ("ada_\nmuster@cert.example", "ada_muster@cert.example"),
        ("ada.muster.\nlong@cert.example", "ada.muster.long@cert.example"),
        ("ada.muster\n@cert.example", "ada.muster@cert.example"),
        ("ada.muster@\ncert.example", "ada.muster@cert.example"),
        ("ada.muster@cert-\nteam.example", "ada.muster@cert-team.example"),
        ("ada.muster@cert.\nexample", "ada.muster@cert.example"),
        ("ada.muster-\n\nlong@cert.example", "ada.muster-long@cert.example"),
    ],
)
@pytest.mark.parametrize(
    "label", ["E-mail: {}", "- Courriel : {}", "E-mail\n{}", "Correo electrónico: {}", "电子邮件：{}"]
)
def test_an_address_broken_below_its_label_is_whole_again(label: str, broken: str, whole: str) -> None:
    text = f"{WHO}{label.format(broken)}\nTel.: +679 330 9645"
    assert [c.get("emails") for c in contacts(document(text), "en", "FJ")] == [[whole]]


def test_an_address_broken_in_brackets_of_prose_makes_no_second_contact() -> None:
    text = (
        "The Mission nominates as technical point of contact:\n\n"
        "Ms Ada Muster, Head of CERT (e-mail: ada.muster-\nlong@cert.example, tel. +679 330\n9645)"
    )
    assert [(c["emails"], c["phones"]) for c in contacts(document(text), "en", "FJ")] == [
        (["ada.muster-long@cert.example"], ["+6793309645"])
    ]


def test_what_a_hyphen_parts_from_an_address_is_no_part_of_it() -> None:
    text = f"{WHO}E-mail: official -\nada@cert.example\nTel.: +679 330 9645"
    assert [c["emails"] for c in contacts(document(text), "en", "FJ")] == [["ada@cert.example"]]


@pytest.mark.parametrize(
    ("broken", "region", "whole"),
    [
        ("+260 211 255\n453", "ZM", "+260211255453"),
        ("+260 211\n255 453", "ZM", "+260211255453"),
        ("+260\n211 255 453", "ZM", "+260211255453"),
        ("(+260)\n211 255 453", "ZM", "+260211255453"),
        ("+260 211 255-\n453", "ZM", "+260211255453"),
        ("+260 211 255 453 ext.\n454", "ZM", "+260211255453;ext=454"),
        ("+49 30 1234\n567890", "DE", "+49301234567890"),
    ],
)
def test_a_number_broken_below_its_label_is_whole_again(broken: str, region: str, whole: str) -> None:
    text = f"{WHO}- E-mail: ada@cert.example\n- Tel.: {broken}"
    assert [c.get("phones") for c in contacts(document(text), "en", region)] == [[whole]]
