"""Offices that stand before or behind a name without a word that joins them, in the languages that write so."""

from __future__ import annotations

import pytest

from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from tests.builders.documents import document
from tests.builders.layouts import contacts
from tests.builders.programmes import programme

OFFICES = [
    (
        "Постоянное представительство сообщает, что техническим контактным лицом назначен начальник отдела Касымов Н.М., "
        "эл. почта kasymov@kg.example.",
        ("Касымов Н.М.", "начальник отдела", None),
    ),
    (
        "Постоянное представительство сообщает, что техническим контактным лицом является ведущий специалист "
        "Агентства цифровой безопасности Касымова Айгуль Маратовна (kasymova@kg.example).",
        ("Касымова Айгуль Маратовна", "ведущий специалист", "Агентства цифровой безопасности"),
    ),
    (
        "Техническое контактное лицо: начальник отдела Касымов Н.М., тел. +996 312 66 01 02, kasymov@kg.example",
        ("Касымов Н.М.", "начальник отдела", None),
    ),
    (
        "Техническим контактным лицом назначен «Касымов Нурлан», начальник отдела, kasymov@kg.example.",
        ("Касымов Нурлан", "начальник отдела", None),
    ),
    (
        "我国技术联络点为：李强，国家网络应急响应中心主任，电话：+86 10 1234 5678，邮箱：li@cn.example。",
        ("李强", "主任", "国家网络应急响应中心"),
    ),
    (
        "代表团谨指定国家网络应急响应中心主任李强先生为技术联络点，电邮li@cn.example。",
        ("李强", "主任", "国家网络应急响应中心"),
    ),
    (
        "代表团谨提名法蒂玛·汗女士，国家网络应急响应中心主任，电话+92 51 920 1234，为技术联络点，电邮fatima@pk.example。",
        ("法蒂玛·汗", "主任", "国家网络应急响应中心"),
    ),
    (
        "代表团谨通知，陈明辉先生获指定为技术联络点，其职务为网络安全局处长，电子邮件为 chen@sg.example。",
        ("陈明辉", "处长", "网络安全局"),
    ),
    (
        "The Mission designates Ms. Mutinta Phiri, whose position is Head of Unit, as its technical point of contact "
        "(e-mail: m.phiri@ncc.example.zm).",
        ("Mutinta Phiri", "Head of Unit", None),
    ),
    (
        "The Mission designates Ms. Mutinta Phiri as technical point of contact, who holds the position of Director at the "
        "National Computer Centre (e-mail: m.phiri@ncc.example.zm).",
        ("Mutinta Phiri", "Director", "National Computer Centre"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), OFFICES)
def test_an_office_is_read_with_its_holder(text: str, expected: tuple[str, str, str | None]) -> None:
    found = [(c["name"], c.get("position"), c.get("institution")) for c in contacts(document(text))]
    assert found == [expected]


def test_no_before_a_form_of_address_is_no_title() -> None:
    text = "رداً على استفساركم: لا، السيد سامي خليل لم يعد نقطة الاتصال."
    known = Context(programme(), ("ar",))
    assert [text[start:].split(maxsplit=1)[0] for start in anchors(text, known)] == ["السيد"]


def test_the_principal_behind_a_word_for_one_is_read_beside_the_alternate() -> None:
    page = document(
        "Постоянное представительство сообщает о технических контактных лицах:",
        "Основной: Касымов Н.М., kasymov@kg.example, +996 312 66 01 02",
        "Заместитель: Серикова А.Т., serikova@kg.example, +996 312 66 01 03",
    )
    assert [(c["name"], c["emails"]) for c in contacts(page)] == [
        ("Касымов Н.М.", ["kasymov@kg.example"]),
        ("Серикова А.Т.", ["serikova@kg.example"]),
    ]
