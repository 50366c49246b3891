"""Addresses and numbers that a text gives and does not mean for the directory."""

from __future__ import annotations

import pytest

from parsers.extract.unlisted import unlisted
from parsers.fields.found import Found
from tests.builders.documents import document
from tests.builders.layouts import claims, columns

OWN, OTHER = "+423 236 6270", "+423 236 6299"
CARD = f"Technical point of contact\nName: Ms. Ida Beispiel\nE-mail: i@cert.example\nPhone: {OWN}"


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        (f"During her leave she may be reached on {OTHER}; this number is not for the directory.", "en"),
        (f"Her mobile is {OTHER} (not for the directory).", "en"),
        (f"Not to be entered in the directory: {OTHER}.", "en"),
        (f"Her private mobile is {OTHER}. Please do not enter this number in the directory.", "en"),
        (f"Mobile (not for the directory): {OTHER}", "en"),
        (f"Pendant son congé, elle est joignable au {OTHER} ; ce numéro n'est pas destiné au répertoire.", "fr"),
        (f"Son portable est le {OTHER} (ne pas inscrire au répertoire).", "fr"),
        (f"El número {OTHER} no está destinado al directorio.", "es"),
        (f"Su celular es {OTHER} (no incluir en el directorio).", "es"),
        (f"Номер {OTHER} не подлежит включению в справочник.", "ru"),
        (f"Её мобильный {OTHER}. Просьба не вносить этот номер в справочник.", "ru"),
        (f"ويمكن الاتصال بها على الرقم {OTHER}، وهذا الرقم غير مخصص للدليل.", "ar"),
        (f"其手机为{OTHER}。请勿将此号码录入名录。", "zh"),
        (
            f"Während ihres Urlaubs ist sie unter {OTHER} erreichbar; diese Nummer ist nicht für das Verzeichnis bestimmt.",
            "de",
        ),
        (f"Ihre Nummer {OTHER} bitte nicht in das Verzeichnis aufnehmen.", "de"),
        (f"O número {OTHER} não deve constar do diretório.", "pt"),
    ],
)
def test_a_number_that_is_not_for_the_directory_is_not_recorded(sentence: str, language: str) -> None:
    page = document(*CARD.split("\n"), sentence)
    assert columns(page, language, "LI", "phones") == [(("+4232366270",),)]


def test_it_is_told_which_number_that_was() -> None:
    page = document(*CARD.split("\n"), f"Her mobile is {OTHER} (not for the directory).")
    assert [finding.message for finding in claims(page, "en", "LI").findings] == [
        "The text says that +4232366299 is not meant for the directory; nothing was recorded from it."
    ]


def test_a_number_that_is_for_the_directory_stays() -> None:
    page = document(*CARD.split("\n"), f"Her mobile for the directory is {OTHER}, not the one given last year.")
    assert columns(page, "en", "LI", "phones") == [(("+4232366270", "+4232366299"),)]


@pytest.mark.parametrize(
    ("begun", "again"),
    [
        ("не предназначен для", " внесения"),
        ("не предназначен для", " включения"),
        ("не подлежит", " внесению"),
        ("не подлежит", " включению"),
        ("غير مخصص", " يدرج"),
        ("غير مخصص", " ادراج هذا الرقم"),
        ("not meant", " for use"),
        ("no está", " incluido"),
        ("n'est pas", " inscrit"),
        ("não deve", " registado"),
    ],
)
def test_words_that_are_said_again_and_again_are_read_in_one_way_only(begun: str, again: str) -> None:
    """Each word that can be read in two ways doubles the time until it is told that no directory follows: this would never end."""
    text = f"{OTHER} {begun}{again * 200}."
    assert unlisted(text, [Found(OTHER, 0, len(OTHER))]) == []
