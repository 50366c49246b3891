"""Where names and offices end in running text."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns


def test_a_sex_behind_a_chinese_name_is_no_part_of_it() -> None:
    text = (
        "我方联络人信息如下：（一）外交联络人：刘敏，女，外交部参赞，电话010-65963001；（二）技术联络人：赵海峰，男，应急中心副主任，"
        "电话010-82990999。"
    )
    assert columns(document(text), "zh", "CN", "name", "role", "position", "institution") == [
        ("刘敏", "diplomatic", "参赞", "外交部"),
        ("赵海峰", "technical", "副主任", "应急中心"),
    ]


def test_a_chinese_item_in_round_brackets_heads_a_contact() -> None:
    text = "（一）外交联络人：刘敏，外交部参赞，电话010-65963001。"
    assert columns(document(text), "zh", "CN", "name", "position", "institution") == [("刘敏", "参赞", "外交部")]


def test_a_german_name_ends_before_the_day_from_which_its_bearer_serves() -> None:
    text = (
        "Wir teilen mit, dass Herr Torsten Brandt ab 1. Juni 2024 die Aufgaben des technischen Ansprechpartners von Frau Sabine "
        "Voss übernimmt."
    )
    assert columns(document(text), "de", "DE", "action", "name") == [
        ("add", "Torsten Brandt"),
        ("remove", "Sabine Voss"),
    ]


def test_the_first_word_of_an_address_is_no_office() -> None:
    text = "Die E-Mail-Adresse unseres diplomatischen Ansprechpartners Dr. Jens Albers lautet nunmehr jens.albers@de.example."
    assert columns(document(text), "de", "DE", "position", "emails") == [(None, ("jens.albers@de.example",))]


@pytest.mark.parametrize(
    ("language", "text", "position", "institution"),
    [
        (
            "pt",
            "A senhora Luzia Cassoma, técnica do INFOSI, fica igualmente designada como ponto de contacto técnico.",
            "técnica",
            "INFOSI",
        ),
        ("pt", "Ponto de contacto técnico: Eng. Pedro Valadares, CNCS, p.valadares@pt.example.", None, "CNCS"),
        ("en", "Technical point of contact: Ms. Anna Bell, NCSC, a.bell@fj.example.", None, "NCSC"),
        ("en", "Technical point of contact: Ms. Anna Bell, CISO, a.bell@fj.example.", "CISO", None),
    ],
)
def test_an_office_ends_at_its_verb_and_an_acronym_is_a_body(
    language: str, text: str, position: str | None, institution: str | None
) -> None:
    assert columns(document(text), language, "PT", "position", "institution") == [(position, institution)]


def test_in_the_older_spelling_of_portuguese_an_address_changes_too() -> None:
    text = (
        "Portugal solicita que o endereço de correio electrónico do seu ponto de contacto técnico, Eng.º Pedro Valadares, seja "
        "actualizado para p.valadares@pt.example e que o telefone +351 210 497 399 seja eliminado."
    )
    assert columns(document(text), "pt", "PT", "action", "name", "emails") == [
        ("update", "Pedro Valadares", ("p.valadares@pt.example",))
    ]


def test_whoever_succeeded_somebody_in_arabic_comes() -> None:
    text = (
        "نحيطكم علماً بأن السيدة هالة المجالي لم تعد تشغل مهام نقطة الاتصال الدبلوماسية، وقد خلفتها السيدة نور الحياري، رئيسة قسم "
        "المنظمات الدولية، n.hiyari@jo.example."
    )
    assert columns(document(text), "ar", "JO", "action", "name", "emails") == [
        ("remove", "هالة المجالي", ()),
        ("add", "نور الحياري", ("n.hiyari@jo.example",)),
    ]


@pytest.mark.parametrize(
    ("language", "text", "position", "institution"),
    [
        (
            "en",
            "Mr Carl Dunn, Director of CERT Fiji and technical point of contact, has left.",
            "Director",
            "CERT Fiji",
        ),
        (
            "fr",
            "M. Issa Fall, Directeur du CERT-SN et point de contact technique, a quitté ses fonctions.",
            "Directeur",
            "CERT-SN",
        ),
        (
            "es",
            "El Sr. Luis Vega, Director del CSIRT y punto de contacto técnico, ha dejado el cargo.",
            "Director",
            "CSIRT",
        ),
        ("de", "Herr Karl Maier, Leiter des CERT und technische Kontaktperson, ist ausgeschieden.", "Leiter", "CERT"),
        ("pt", "O Sr. Luís Prado, Diretor do CTIR e ponto de contato técnico, deixou o cargo.", "Diretor", "CTIR"),
        (
            "ru",
            "Г-н Дуров К.И., директор Центра и техническое контактное лицо, покинул должность.",
            "директор",
            "Центра",
        ),
        (
            "ru",
            "Контактным лицом по техническим вопросам является г-н Михаил Дроздов, директор РУП «Центр анализа угроз».",
            "директор",
            "РУП «Центр анализа угроз»",
        ),
        (
            "fr",
            "Le point de contact technique, M. Issa Fall, a été promu : il est désormais Directeur de la "
            "cybersécurité au sein du Ministère de l’Intérieur.",
            "Directeur de la cybersécurité",
            "Ministère de l’Intérieur",
        ),
    ],
)
def test_an_office_ends_before_the_role_joined_to_it(language: str, text: str, position: str, institution: str) -> None:
    assert columns(document(text), language, "FR", "position", "institution") == [(position, institution)]


def test_an_office_before_a_comma_and_a_form_of_address_is_no_title() -> None:
    text = "La Directrice, Mme Awa Diop, remplacera le Directeur, M. Issa Fall, comme point de contact technique."
    assert columns(document(text), "fr", "SN", "action", "honorific", "position", "name") == [
        ("add", "Mme", "Directrice", "Awa Diop"),
        ("remove", "M", "Directeur", "Issa Fall"),
    ]
