"""Typed forms with instructions: what an example gives is nobody's, and names whose parts stand side by side are whole."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns


@pytest.mark.parametrize(
    ("language", "instruction"),
    [
        ("en", "(Use capitals. E.g. JANE SAMPLE, jane@sample.example)"),
        ("en", "(Please tick and use block letters, e.g. JANE SAMPLE, jane@sample.example)"),
        ("fr", "(En majuscules. P. ex. : JEANNE EXEMPLE, jeanne@exemple.example)"),
        ("es", "(Marque con una X. Use mayúsculas. Ej.: ROSA EJEMPLO, rosa@ejemplo.example)"),
        ("pt", "(Em maiúsculas. Por exemplo: ROSA EXEMPLO, rosa@exemplo.example)"),
        ("ru", "(Прописными буквами. Напр.: АННА ОБРАЗЕЦ, anna@obrazets.example)"),
        ("zh", "（请用大写。例如：zhang@shili.example）"),
        ("ar", "(بأحرف كبيرة. مثال: misal@misal.example)"),
        ("de", "(In Großbuchstaben. Z. B. ANNA MUSTER, anna@muster.example)"),
        ("es", "(Marque con una X. Use mayúsculas. Ej.: ROSA EJEMPLO,\nrosa@ejemplo.example)"),
    ],
)
def test_an_instructions_example_gives_no_values(language: str, instruction: str) -> None:
    page = document(f"Role: technical\n\n{instruction}\n\nName: Ana Paz\n\nE-mail: a.paz@cert.example")
    assert columns(page, language, "ZM", "name", "emails") == [("Ana Paz", ("a.paz@cert.example",))]


def test_an_example_within_a_label_gives_no_values() -> None:
    page = document("Name: Ana Paz\n\nRole: technical\n\nE-mail (e.g. jane@sample.example): a.paz@cert.example")
    assert columns(page, "en", "ZM", "name", "emails") == [("Ana Paz", ("a.paz@cert.example",))]


def test_an_address_in_brackets_that_is_no_example_is_taken() -> None:
    page = document("Role: technical\n\nName: Ana Paz (a.paz@cert.example)\n\nPosition: Director")
    assert columns(page, "en", "ZM", "name", "emails") == [("Ana Paz", ("a.paz@cert.example",))]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("es", "3. Nombres: ANA MARÍA     Apellidos: PAZ LUNA"),
        ("es", "3. Nombres: ANA MARÍA Apellidos: PAZ LUNA"),
        ("es", "3. Apellidos: PAZ LUNA     Nombres: ANA MARÍA"),
        ("fr", "3. Prénoms : ANA MARÍA     Nom de famille : PAZ LUNA"),
        ("en", "3. Given names: ANA MARÍA     Surname: PAZ LUNA"),
        ("pt", "3. Nomes próprios: ANA MARÍA     Apelidos: PAZ LUNA"),
        ("de", "3. Vornamen: ANA MARÍA     Nachname: PAZ LUNA"),
    ],
)
def test_both_parts_of_a_name_on_one_line(language: str, line: str) -> None:
    page = document(f"1. Role: technical\n\n{line}\n\n4. E-mail: a.paz@cert.example")
    assert columns(page, language, "ZM", "name", "emails") == [("ANA MARÍA PAZ LUNA", ("a.paz@cert.example",))]


@pytest.mark.parametrize(
    ("language", "line", "honorific"),
    [
        ("es", "Tratamiento:   (   ) Sr.   ( X ) Sra.   (   ) Otro: ________", "Sra"),
        ("fr", "Civilité : [ ] M.   [x] Mme   [ ] Autre : ........", "Mme"),
        ("en", "Title: ☐ Mr   ☒ Ms   ☐ Other: ______", "Ms"),
        ("pt", "Tratamento: ( ) Sr.   (X) Sra.   ( ) Outro: ____", "Sra"),
    ],
)
def test_the_ticked_form_of_address_where_another_was_left_blank(language: str, line: str, honorific: str) -> None:
    page = document(f"Role: technical\n\n{line}\n\nName: Ana Paz\n\nE-mail: a.paz@cert.example")
    assert columns(page, language, "ZM", "name", "honorific") == [("Ana Paz", honorific)]
