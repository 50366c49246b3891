"""Who left, as a participle tells it, and who only did something before being nominated."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import claims, columns

_NOMINATED = [
    ("en", "Zambia nominates Ms Ruth Phiri, having completed her induction, as diplomatic point of contact and Mr Tom Banda as "
           "technical point of contact."),
    ("en", "Zambia nominates Mr Tom Banda as technical point of contact and Ms Ruth Phiri, having been promoted Director, as "
           "diplomatic point of contact."),
    ("en", "Ms Ruth Phiri, having recently moved to the Ministry of Foreign Affairs, is nominated as diplomatic point of contact "
           "and Mr Tom Banda as technical point of contact."),
    ("en", "Ms Ruth Phiri, having left the Ministry of Defence, is nominated as diplomatic point of contact and Mr Tom Banda as "
           "technical point of contact."),
    ("fr", "La Mission désigne Mme Ruth Phiri, ayant achevé sa formation, comme point de contact diplomatique et M. Tom Banda "
           "comme point de contact technique."),
    ("fr", "La Mission désigne M. Tom Banda comme point de contact technique et Mme Ruth Phiri, ayant été promue Directrice, comme "
           "point de contact diplomatique."),
    ("fr", "Mme Ruth Phiri, ayant récemment rejoint le Ministère des affaires étrangères, est désignée point de contact "
           "diplomatique et M. Tom Banda point de contact technique."),
    ("es", "La Misión designa a la Sra. Ruth Phiri, habiendo concluido su formación, como punto de contacto diplomático y al Sr. "
           "Tom Banda como punto de contacto técnico."),
    ("es", "Habiendo la Sra. Ruth Phiri sido promovida a Directora, es designada punto de contacto diplomático y el Sr. Tom Banda "
           "punto de contacto técnico."),
    ("es", "La Misión designa al Sr. Tom Banda como punto de contacto técnico y, habiendo la Sra. Ruth Phiri concluido su "
           "formación, la designa como punto de contacto diplomático."),
    ("pt", "Tendo a Sra. Ruth Phiri concluído a sua formação, é designada ponto de contacto diplomático e o Sr. Tom Banda ponto de "
           "contacto técnico."),
    ("de", "Sambia benennt Frau Ruth Phiri, die ihre Ausbildung abgeschlossen hat, als diplomatische Kontaktperson und Herrn Tom "
           "Banda als technische Kontaktperson."),
    ("ru", "Замбия назначает г-на Tom Banda техническим контактным лицом и г-жу Ruth Phiri, недавно переведенную в Министерство "
           "иностранных дел, дипломатическим контактным лицом."),
    ("ar", "ترشح زامبيا السيدة Ruth Phiri، بعد أن أتمت تدريبها، نقطة اتصال دبلوماسية والسيد Tom Banda نقطة اتصال تقنية."),
]  # fmt: skip

_LEFT = [
    ("en", "Ms Ruth Phiri having completed her tour, Mr Tom Banda assumes the functions of technical point of contact."),
    ("en", "Ms Ruth Phiri having completed her tour, the Mission nominates as technical point of contact Mr Tom Banda."),
    ("en", "The Mission nominates Mr Tom Banda as technical point of contact, Ms Ruth Phiri having left."),
    ("fr", "Mme Ruth Phiri ayant achevé sa mission, M. Tom Banda assume les fonctions de point de contact technique."),
    ("es", "Habiendo la Sra. Ruth Phiri concluido su misión, la Misión designa al Sr. Tom Banda como punto de contacto técnico."),
    ("pt", "Tendo a Sra. Ruth Phiri concluído a sua missão, Portugal designa o Sr. Tom Banda como ponto de contacto técnico."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), _NOMINATED)
def test_what_a_nominee_did_before_removes_nobody(language: str, text: str) -> None:
    assert sorted(columns(document(text), language, "ZM", "name", "role", "action"), key=str) == [
        ("Ruth Phiri", "diplomatic", "add"),
        ("Tom Banda", "technical", "add"),
    ]


@pytest.mark.parametrize(("language", "text"), _LEFT)
def test_who_left_goes_where_another_comes_in_the_same_role(language: str, text: str) -> None:
    page = document(text)
    assert sorted(columns(page, language, "ZM", "name", "role", "action"), key=str) == [
        ("Ruth Phiri", "technical", "remove"),
        ("Tom Banda", "technical", "add"),
    ]
    assert all(claim.sure for claim in claims(page, language).claims if claim.path.endswith("action"))


def test_all_who_are_joined_leave_together() -> None:
    page = document(
        "Ms Ruth Phiri and Ms Mary Zulu having completed their tours, the Mission nominates Mr Tom Banda as technical point of "
        "contact."
    )
    assert [row[0] for row in columns(page, "en", "ZM", "action")] == ["remove", "remove", "add"]


def test_two_roles_leave_a_departure_in_doubt() -> None:
    page = document(
        "Ms Ruth Phiri having completed her tour as diplomatic point of contact, Mr Tom Banda assumes the functions of technical "
        "point of contact."
    )
    sure = {claim.value: claim.sure for claim in claims(page).claims if claim.path.endswith("action")}
    assert sure == {"remove": False, "add": True}


def test_what_a_nominee_finished_before_removes_nobody_in_chinese() -> None:
    page = document("赞比亚提名已完成培训的陈美玲女士为外交联络人，提名林国强先生为技术联络人。")
    assert columns(page, "zh", "ZM", "name", "role", "action") == [
        ("陈美玲", "diplomatic", "add"),
        ("林国强", "technical", "add"),
    ]
