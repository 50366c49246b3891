"""Particles written with the name behind them, numbers one below the other in a cell, and languages of both behind the last."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import contacts


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("fr", "Mme Anne d'Ornano de Villiers remplace M. Jean d'Estaing Martin en qualité de point de contact diplomatique.",
         ["Anne d'Ornano de Villiers", "Jean d'Estaing Martin"]),
        ("pt", "A Eng.ª Wilma d'Alva Ceita substitui o Eng.º Osvaldo Bragança como ponto de contacto técnico.",
         ["Wilma d'Alva Ceita", "Osvaldo Bragança"]),
        ("en", "Ms Chiara dell’Acqua Rossi is nominated as technical point of contact.", ["Chiara dell’Acqua Rossi"]),
        ("fr", "Mme Awa Ba d'Italie est désignée comme point de contact technique.", ["Awa Ba"]),
    ],
)  # fmt: skip
def test_a_particle_written_with_the_name_belongs_to_it(language: str, text: str, names: list[str]) -> None:
    assert [contact["name"] for contact in contacts(document(text), language)] == names


def test_what_both_speak_is_told_of_both_behind_the_last_item() -> None:
    page = document(
        "Diplomatic: Ms Sina Leota, Principal Officer, Ministry of Foreign Affairs; email sina@mfat.example\n\n"
        "Technical: Mr Tui Lotu, Engineer, Ministry of Communications; email tui@mcit.example\n\n"
        "Both work in English and Samoan."
    )
    assert [contact["languages"] for contact in contacts(page)] == [["en", "sm"], ["en", "sm"]]
