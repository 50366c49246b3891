"""Items of lists that a word for the principal or the alternate opens, before a dash, and Chinese items within one line."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import contacts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Technical points of contact of Zambia:\n- Primary - John Banda, Director, ZmCIRT, j@cirt.example.zm\n"
               "- Alternate - Ann Phiri, Analyst, ZmCIRT, a@cirt.example.zm"),
        ("ru", "Технические контактные пункты:\n– Основной – John Banda, советник, МИД, j@cirt.example.zm\n"
               "– Заместитель – Ann Phiri, третий секретарь, МИД, a@cirt.example.zm"),
        ("ar", "نقاط الاتصال التقنية:\n- الأساسي - John Banda، مدير إدارة، هيئة الاتصالات، j@cirt.example.zm\n"
               "- البديل - Ann Phiri، رئيسة قسم، هيئة الاتصالات، a@cirt.example.zm"),
    ],
)  # fmt: skip
def test_principal_and_alternate_before_dashes(language: str, text: str) -> None:
    found = [(c["role"], c["name"], c["emails"]) for c in contacts(document(text), language)]
    assert found == [
        ("technical", "John Banda", ["j@cirt.example.zm"]),
        ("technical", "Ann Phiri", ["a@cirt.example.zm"]),
    ]


def test_chinese_items_within_one_line() -> None:
    page = document(
        "我国指定联络点如下：1）外交联络点：王芳，外交部参赞，w@mfa.example.cn；"
        "2）技术联络点：李强，国家互联网应急中心工程师，l@cncert.example.cn。"
    )
    found = [(c["role"], c["name"], c["position"], c["institution"], c["emails"]) for c in contacts(page, "zh", "CN")]
    assert found == [
        ("diplomatic", "王芳", "参赞", "外交部", ["w@mfa.example.cn"]),
        ("technical", "李强", "工程师", "国家互联网应急中心", ["l@cncert.example.cn"]),
    ]
