"""A body before somebody's name, and the sign by which Chinese joins the two."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import contacts

SAID = [
    ("兹指定国家互联网应急中心的周砚秋女士（zyq@cert.example）为技术联络点。", "周砚秋", None, "国家互联网应急中心"),
    ("技术联络点为来自国家信息中心的周砚秋女士，电邮zyq@cert.example。", "周砚秋", None, "国家信息中心"),
    ("兹提名外交部军控司的处长李明先生担任外交联络点。", "李明", "处长", "外交部军控司"),
    ("我们的技术联络人是公安部网络安全保卫局的王芳，邮箱wf@mps.example。", "王芳", None, "公安部网络安全保卫局"),
    ("由国家信息中心的陈强担任技术联络点，电邮cq@miit.example。", "陈强", None, "国家信息中心"),
]


@pytest.mark.parametrize(("text", "name", "position", "institution"), SAID)
def test_the_body_ends_before_it(text: str, name: str, position: str | None, institution: str) -> None:
    (found,) = contacts(document(text), "zh")
    assert (found["name"], found.get("position"), found["institution"]) == (name, position, institution)
