"""Where in a sentence a name, an office, a number or an alternate ends, and who is nobody."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import contacts


@pytest.mark.parametrize(
    ("text", "language", "position", "institution"),
    [
        ("Ghana nominates as technical point of contact Ms. Ama Owusu, Senior Analyst at the Cyber Agency (+233 30 200 0001).",
         "en", "Senior Analyst", "Cyber Agency"),
        ("Le Bénin désigne comme point de contact technique Mme Rachida Ali, analyste à l'Agence nationale (+229 01 97 44 20 63, "
         "r@b.example).", "fr", "analyste", "Agence nationale"),
        ("Le Bénin désigne M. Koffi Adé, directeur au ministère des Affaires étrangères, comme point de contact technique.",
         "fr", "directeur", "ministère des Affaires étrangères"),
    ],
)  # fmt: skip
def test_an_office_before_a_bracket_with_a_number_is_read(
    text: str, language: str, position: str, institution: str
) -> None:
    (found,) = contacts(document(text), language)
    assert (found["position"], found["institution"]) == (position, institution)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El Gobierno dominicano ha designado como punto de contacto diplomático y, a la vez, como punto de contacto técnico a:",
         "es"),
        ("The Government has designated as its technical point of contact:", "en"),
        ("Le Gouvernement togolais a désigné en qualité de point de contact technique :", "fr"),
    ],
)  # fmt: skip
def test_a_government_nominates_and_is_not_nominated(text: str, language: str) -> None:
    assert contacts(document(text), language) == []


def test_the_number_behind_an_extension_and_a_word_is_another_number() -> None:
    text = "Kenya nominates Ms. Faith Ndegwa as technical contact point, tel. +254 20 3318888 extension 4410 or 0722 514 093."
    (found,) = contacts(document(text), "en", region="KE")
    assert found["phones"] == ["+254203318888;ext=4410", "+254722514093"]


def test_a_shortened_word_for_an_extension_ends_no_sentence() -> None:
    text = "Технический контактный пункт, г-н Арман Сериков: новый номер телефона 8 (7172) 72-04-88, внутр. 2317."
    (found,) = contacts(document(text), "ru", region="KZ")
    assert found["phones"] == ["+77172720488;ext=2317"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Заместитель технического контактного пункта: г-н Ерлан Сапаров завершил работу, его сменила г-жа Динара Кенжебаева.",
         "ru"),
        ("Alternate technical point of contact: Mr. Jone Vuli has left the service; he is succeeded by Ms. Mere Tuima.", "en"),
        ("Punto de contacto técnico alterno: el Ing. Juan Pérez cesó en sus funciones; lo reemplaza la Ing. Ana Ruiz.", "es"),
    ],
)  # fmt: skip
def test_a_sentence_behind_the_alternates_label_is_read_as_one(text: str, language: str) -> None:
    assert [found["action"] for found in contacts(document(text), language)] == ["remove", "add"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le Bénin désigne comme point de contact technique M. Koffi Adé (k@b.example), avec pour suppléante Mme Rachida Ali.",
         "fr"),
        ("Chile designa como punto de contacto técnico al Sr. Luis Vera (l@a.example), y como su suplente a la Sra. Ana Ríos.",
         "es"),
        ("Ghana nominates as technical point of contact Mr. Kofi Mensah (k@csa.example), with Ms. Ama Owusu as his alternate.",
         "en"),
    ],
)  # fmt: skip
def test_the_alternate_is_the_one_beside_whom_the_word_stands(text: str, language: str) -> None:
    assert [bool(found.get("alternate")) for found in contacts(document(text), language)] == [False, True]


def test_cells_beside_several_rows_say_who_goes_and_who_comes() -> None:
    rows = [
        ("TECHNICAL POINT OF CONTACT – REPLACEMENT", "", ""),
        ("Outgoing", "Name", "Mr. Azrul Salleh"),
        ("", "Office", "Cyber Security Centre"),
        ("Incoming", "Name", "Ms. Norsiah Matali"),
        ("", "Position", "Head of Watch"),
        ("", "E-mail", "norsiah@csc.example"),
    ]
    found = contacts(document(table(*rows)), "en")
    assert [(one["action"], one["role"], one["name"]) for one in found] == [
        ("remove", "technical", "Azrul Salleh"),
        ("add", "technical", "Norsiah Matali"),
    ]
    assert found[1]["emails"] == ["norsiah@csc.example"]


def test_what_somebody_was_is_no_part_of_what_he_is() -> None:
    (found,) = contacts(document("外交联络人：陈慧敏女士\n职务：司长（原为副司长）"), "zh")
    assert found["position"] == "司长"
