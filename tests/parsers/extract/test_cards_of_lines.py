"""Particulars on one line: a role's channel, a body behind a dash, a sex behind a Chinese name, kinds of number in brackets."""

from __future__ import annotations

from tests.builders.documents import document
from tests.builders.layouts import columns


def test_a_channel_in_another_role_is_another_contact() -> None:
    text = (
        "Дипломатический канал: Ани Петросян, второй секретарь, МИД РА (a.petrosyan@am.example, +374 60 620 123)\n"
        "Технический канал: группа реагирования (cert@am.example, +374 10 123 456)"
    )
    assert columns(document(text), "ru", "AM", "role", "emails", "phones") == [
        ("diplomatic", ("a.petrosyan@am.example",), ("+37460620123",)),
        ("technical", ("cert@am.example",), ("+37410123456",)),
    ]


def test_a_body_behind_a_dash_is_no_position() -> None:
    text = "Technical POC – Mr. Sean O'Brien – National Cyber Security Centre – sean@ie.example – +353 1 678 2333"
    assert columns(document(text), "en", "IE", "name", "position", "institution") == [
        ("Sean O'Brien", None, "National Cyber Security Centre")
    ]


def test_a_sex_in_brackets_is_no_part_of_a_chinese_name() -> None:
    text = "技术联络人：王芳（女），国家互联网应急中心处长，电话010-82990356，邮箱wangfang@cn.example"
    assert columns(document(text), "zh", "CN", "role", "name", "position") == [("technical", "王芳", "处长")]


def test_what_kind_a_number_is_stands_behind_it() -> None:
    text = (
        "Diplomatic: Jane Roe, Director, Office of Cyber Policy, 202-647-4000 (o) / 202-555-0143 (c), jroe@us.example"
    )
    assert columns(document(text), "en", "US", "institution", "phones") == [
        ("Office of Cyber Policy", ("+12026474000", "+12025550143"))
    ]
