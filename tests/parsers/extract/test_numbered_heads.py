"""Numbered lines that are only somebody's name and office, above labelled particulars."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

LISTS = {
    "en": (
        "We nominate the following as technical points of contact of Zambia:\n\n1. Mutinta Phiri, Analyst\nInstitution: National "
        "CERT\nE-mail: a@cert.example.zm\n\n2. Chola Banda, Chief Engineer\nInstitution: National CERT\nE-mail: b@cert.example.zm",
        [("Mutinta Phiri", "Analyst"), ("Chola Banda", "Chief Engineer")],
    ),
    "zh": (
        "常驻代表团谨提名以下机构和人员为技术联络点：\n\n一、值班室（24小时）\n单位：国家应急技术处理协调中心\n邮箱：a@cert.example.zm\n\n"
        "二、李建明，总工程师\n单位：国家应急技术处理协调中心\n邮箱：b@cert.example.zm",
        [("值班室", None), ("李建明", "总工程师")],
    ),
    "ru": (
        "Постоянное представительство назначает следующие технические контактные пункты:\n\n1. Анна Примерова, аналитик\n"
        "Учреждение: Национальный центр\nЭл. почта: a@cert.example.zm\n\n2. Антон Образцов, главный инженер\n"
        "Учреждение: Национальный центр\nЭл. почта: b@cert.example.zm",
        [("Анна Примерова", "аналитик"), ("Антон Образцов", "главный инженер")],
    ),
}


@pytest.mark.parametrize("language", LISTS)
def test_each_numbered_line_opens_a_contact(language: str) -> None:
    text, people = LISTS[language]
    assert columns(document(text), language, "ZM", "role", "name", "position", "emails") == [
        ("technical", name, position, (f"{'ab'[at]}@cert.example.zm",)) for at, (name, position) in enumerate(people)
    ]
