"""Who merely stands by where somebody is nominated or removed, and what somebody was before."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import contacts

NOMINATED = [
    ("Kenya nominates Ms. Achieng Wanderi (a@x.example) as technical point of contact. She will work closely with Mr. Peter "
     "Otieno (p@x.example).", "en", "Achieng Wanderi"),
    ("Kenya nominates Ms. Achieng Wanderi as technical point of contact until the return of Mr. Peter Otieno.",
     "en", "Achieng Wanderi"),
    ("In addition to Mr. Peter Otieno, nominated in 2022, Kenya nominates Ms. Achieng Wanderi as technical point of contact.",
     "en", "Achieng Wanderi"),
    ("Kenya nominates as technical point of contact Ms. Achieng Wanderi, working under the supervision of Mr. Peter Otieno, "
     "Director of the Centre.", "en", "Achieng Wanderi"),
    ("On the recommendation of Mr. Peter Otieno, Director, Kenya nominates Ms. Achieng Wanderi as technical point of contact.",
     "en", "Achieng Wanderi"),
    ("Kenya nominates Ms. Achieng Wanderi as technical point of contact, assisted by Mr. Peter Otieno.",
     "en", "Achieng Wanderi"),
    ("Le Sénégal désigne M. Ousmane Ndiaye comme point de contact technique jusqu'au retour de Mme Awa Diop.",
     "fr", "Ousmane Ndiaye"),
    ("Chile designa a la Sra. Camila Rojas como punto de contacto técnico, bajo la supervisión del Sr. Pedro Soto.",
     "es", "Camila Rojas"),
    ("Беларусь назначает техническим контактным лицом г-жу Анну Ковалеву, работающую под руководством г-на Петра Сидорова.",
     "ru", "Анну Ковалеву"),
    ("يرشح الأردن السيدة ليلى حداد نقطة اتصال تقنية تحت إشراف السيد عمر النسور.", "ar", "ليلى حداد"),
    ("新加坡提名陈美玲女士为技术联络人，在林国强先生的领导下工作。", "zh", "陈美玲"),
    ("Österreich benennt Frau Eva Huber als technische Kontaktperson bis zur Rückkehr von Herrn Karl Maier.", "de", "Eva Huber"),
    ("Portugal designa a Sra. Marta Lopes como ponto de contacto técnico, com cópia para o Sr. João Pinto.", "pt", "Marta Lopes"),
]  # fmt: skip

EXCEPTED = [
    ("Kenya withdraws all its points of contact except Ms. Achieng Wanderi.", "en"),
    ("Veuillez supprimer tous les points de contact du Sénégal sauf M. Ousmane Ndiaye.", "fr"),
    ("Solicitamos dar de baja a todos los puntos de contacto de Chile con excepción del Sr. Pedro Soto.", "es"),
    ("Просим удалить всех контактных лиц Беларуси, за исключением г-на Петра Сидорова.", "ru"),
    ("نرجو حذف جميع نقاط الاتصال للأردن باستثناء السيدة ليلى حداد.", "ar"),
    ("请将新加坡的所有联络人从名录中删除，陈美玲女士除外。", "zh"),
    ("Alle Kontaktpersonen mit Ausnahme von Frau Eva Huber sind zu streichen.", "de"),
    ("Queiram remover todos os pontos de contacto de Portugal exceto o Sr. Rui Costa.", "pt"),
]

FORMERLY = [
    ("Kenya nominates Mr. Peter Otieno, formerly of the Ministry of Defence (p@mod.example), now at the Ministry of Foreign "
     "Affairs (p@mfa.example), as diplomatic point of contact.", "en"),
    ("Chile designa a la Sra. Camila Rojas, anteriormente en el Ministerio de Defensa (p@mod.example), ahora en el Ministerio de "
     "Relaciones Exteriores (p@mfa.example), como punto de contacto diplomático.", "es"),
    ("Österreich benennt Frau Eva Huber, zuvor im Bundesministerium für Landesverteidigung (p@mod.example), nunmehr im "
     "Bundesministerium für Inneres (p@mfa.example), als diplomatische Kontaktperson.", "de"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "name"), NOMINATED)
def test_bystanders_are_not_nominated(text: str, language: str, name: str) -> None:
    assert [(c["name"], c["action"]) for c in contacts(document(text), language=language)] == [(name, "add")]


@pytest.mark.parametrize(("text", "language"), EXCEPTED)
def test_whom_a_withdrawal_excepts_stays(text: str, language: str) -> None:
    assert contacts(document(text), language=language) == []


@pytest.mark.parametrize(("text", "language"), FORMERLY)
def test_where_somebody_was_is_left_out(text: str, language: str) -> None:
    assert [c["emails"] for c in contacts(document(text), language=language)] == [["p@mfa.example"]]


def test_somebody_with_a_role_of_his_own_is_nominated_beside() -> None:
    page = document(
        "Kenya nominates Ms. Achieng Wanderi as technical point of contact, assisted by Mr. Peter Otieno as diplomatic point of "
        "contact."
    )
    assert [(c["name"], c["role"]) for c in contacts(page)] == [
        ("Achieng Wanderi", "technical"),
        ("Peter Otieno", "diplomatic"),
    ]


def test_an_exception_from_what_stays_is_who_leaves() -> None:
    page = document(
        "All points of contact of Kenya remain valid with the exception of Mr. Peter Otieno, who has retired."
    )
    assert [(c["name"], c["action"]) for c in contacts(page)] == [("Peter Otieno", "remove")]


def test_nobody_comes_where_two_leave() -> None:
    page = document(
        "Our technical point of contact Mr. Peter Otieno has retired, but Ms. Achieng Wanderi has also resigned."
    )
    assert [c["action"] for c in contacts(page)] == ["remove", "remove"]


def test_arrows_tell_who_goes_and_who_comes() -> None:
    onward = document("As technical point of contact please record: Mr. Peter Otieno -> Ms. Achieng Wanderi")
    back = document("As technical point of contact please record: Ms. Achieng Wanderi <- Mr. Peter Otieno")
    for page in (onward, back):
        told = {(c["name"], c["action"]) for c in contacts(page)}
        assert told == {("Peter Otieno", "remove"), ("Achieng Wanderi", "add")}
