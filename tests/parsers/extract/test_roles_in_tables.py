"""Roles that a cell gives to several rows, and positions that only sound like roles."""

from __future__ import annotations

from tests.builders.documents import document, table
from tests.builders.layouts import contacts


def test_a_role_over_several_rows_belongs_to_all_of_them() -> None:
    page = document(
        table(
            ("Category", "Name", "Designation", "E-mail"),
            ("Diplomatic", "Mr. Mutinta Phiri", "Director", "m.phiri@mfa.gov.zm"),
            ("", "Ms. Lubinda Nyambe", "Assistant Director", "l.nyambe@mfa.gov.zm"),
            ("Technical", "Mr. Moses Banda", "Engineer", "m.banda@cirt.zm"),
        )
    )
    assert [(row["role"], row["name"]) for row in contacts(page)] == [
        ("diplomatic", "Mutinta Phiri"),
        ("diplomatic", "Lubinda Nyambe"),
        ("technical", "Moses Banda"),
    ]


def test_a_technical_director_is_a_position() -> None:
    page = document("جهة الاتصال الفنية\nالاسم: السيد سعيد عبده\nالصفة: مدير تقني\nالبريد الإلكتروني: s.abdou@cirt.zm")
    assert contacts(page, "ar") == [
        {
            "role": "technical",
            "name": "سعيد عبده",
            "honorific": "السيد",
            "position": "مدير تقني",
            "emails": ["s.abdou@cirt.zm"],
        }
    ]
