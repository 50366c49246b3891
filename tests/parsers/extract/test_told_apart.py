"""Values that stand apart from what they belong to: offices in a later sentence or before a name, languages beside addresses."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import columns

LATER = [
    (
        "en",
        "Mr. Kofi Boateng replaces Ms. Ama Owusu as technical point of contact. The new incumbent is Head of Operations at the "
        "National Cyber Directorate and speaks English; he can be written to at k.boateng@ncd.gh.example.",
        ("Kofi Boateng", "Head of Operations", "National Cyber Directorate"),
    ),
    (
        "fr",
        "Mme Fanta Camara remplace M. Sékou Bah comme point de contact diplomatique. La nouvelle titulaire est Conseillère à la "
        "Direction des affaires juridiques du Ministère des affaires étrangères ; elle est joignable au +224 622 11 22 33.",
        ("Fanta Camara", "Conseillère", "Direction des affaires juridiques du Ministère des affaires étrangères"),
    ),
    (
        "es",
        "La Ing. Karla Sofía Reyes sustituye al Lic. Tomás Funes como punto de contacto técnico. La nueva titular es Directora de "
        "la Unidad de Respuesta, adscrita a la Secretaría de Seguridad; escríbasele a kreyes@cert.hn.example.",
        ("Karla Sofía Reyes", "Directora", "Unidad de Respuesta, adscrita a la Secretaría de Seguridad"),
    ),
    (
        "pt",
        "O Sr. Manuel Kiala substitui a Sra. Rosa Neto como ponto de contacto técnico. O novo titular é Director do Centro "
        "Nacional de Resposta a Incidentes; o seu endereço é m.kiala@cnri.ao.example.",
        ("Manuel Kiala", "Director", "Centro Nacional de Resposta a Incidentes"),
    ),
]


@pytest.mark.parametrize(("language", "text", "comer"), LATER)
def test_an_office_told_of_the_new_holder(language: str, text: str, comer: tuple[str, str, str]) -> None:
    assert columns(document(text), language, "ZM", "name", "position", "institution")[0] == comer


BEFORE = [
    (
        "Дипломатическим контактным пунктом определён советник Управления международных организаций Министерства иностранных "
        "дел г-н Рахимов Фаррух Саидович (f.rahimov@mfa.tj.example).",
        ("г-н", "советник", "Управления международных организаций Министерства иностранных дел"),
    ),
    (
        "Функции технического контактного пункта выполняет главный специалист отдела мониторинга Национального центра обмена "
        "трафиком г-жа Лапицкая Ольга Ивановна (lapitskaya@nc.by.example).",
        ("г-жа", "главный специалист", "отдела мониторинга Национального центра обмена трафиком"),
    ),
]


@pytest.mark.parametrize(("text", "office"), BEFORE)
def test_an_office_before_a_form_of_address(text: str, office: tuple[str, str, str]) -> None:
    assert columns(document(text), "ru", "BY", "honorific", "position", "institution") == [office]


def test_languages_beside_an_address_and_a_number() -> None:
    page = document(
        table(
            ("Role", "Name", "Position", "Organisation", "Tel. / e-mail"),
            (
                "Diplomatic",
                "Ms. Ama Mensah",
                "Director",
                "Ministry of Foreign Affairs",
                "a@mfa.gh.example\nEnglish,\nFrench",
            ),
            ("Technical", "Mr. Kofi Boateng", "Analyst", "Cyber Directorate", "k@ncd.gh.example; English"),
        )
    )
    found = columns(page, "en", "GH", "emails", "languages")
    assert found == [(("a@mfa.gh.example",), ("en", "fr")), (("k@ncd.gh.example",), ("en",))]


def test_a_rank_that_a_narrow_cell_breaks() -> None:
    page = document(
        table(
            ("No.", "Name and designation", "Organisation", "Capacity", "Tel. / e-mail"),
            (
                "1",
                "Wing\nCommander\nKofi\nBoateng\nDeputy Director",
                "Cyber Directorate",
                "Technical",
                "k@ncd.gh.example",
            ),
            ("2", "Ms. Ama\nMensah\nAssistant\nDirector", "Ministry of Trade", "Diplomatic", "a@mfa.gh.example"),
        )
    )
    assert columns(page, "en", "GH", "honorific", "name", "position") == [
        ("Wing Commander", "Kofi Boateng", "Deputy Director"),
        ("Ms", "Ama Mensah", "Assistant Director"),
    ]
