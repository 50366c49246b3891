"""Expressions that wait for their first use find what others find, and say only then that they are wrong."""

import re

import pytest

from parsers.expressions import later, reaching


def test_it_finds_what_a_compiled_one_finds() -> None:
    text, pattern = "Tel 12, fax 345", r"(?P<word>[A-Z]\w+) (\d+)"
    expression, compiled = later(pattern, re.IGNORECASE), re.compile(pattern, re.IGNORECASE)
    assert expression.findall(text) == compiled.findall(text)
    assert [m.span("word") for m in expression.finditer(text)] == [m.span("word") for m in compiled.finditer(text)]
    assert (expression.sub("-", text), expression.split(text)) == (compiled.sub("-", text), compiled.split(text))
    assert (expression.match(text, 3), expression.fullmatch(text)) == (None, None)
    assert (expression.pattern, expression.groups) == (compiled.pattern, compiled.groups)


def test_a_mistake_shows_at_the_first_use() -> None:
    expression = later("(")
    with pytest.raises(re.error):
        expression.search("a")


@pytest.mark.parametrize("text", ["", "Tel 12", "Tél 12", "電話 12", "電話", "а電 話話"])
def test_one_for_the_characters_of_some_scripts_finds_what_others_find(text: str) -> None:
    pattern = r"[\u4e00-\u9fff]{2}"
    expression, compiled = reaching("\u4e00", pattern), re.compile(pattern)
    for method in ("search", "match", "fullmatch"):
        assert str(getattr(expression, method)(text)) == str(getattr(compiled, method)(text))
    assert str(expression.search(text, 1)) == str(compiled.search(text, 1))
    assert [m.span() for m in expression.finditer(text)] == [m.span() for m in compiled.finditer(text)]
    assert (expression.findall(text), expression.split(text)) == (compiled.findall(text), compiled.split(text))
    assert expression.sub("-", text) == compiled.sub("-", text)


def test_one_for_the_characters_of_some_scripts_is_not_compiled_for_other_texts() -> None:
    expression = reaching("\u4e00", "(")
    assert expression.search("Tél 12, тел. 12") is None
    with pytest.raises(re.error):
        expression.search("電話")


def test_one_for_bytes_waits_as_well() -> None:
    assert later(rb"\d+", re.ASCII).findall(b"Tel 12, fax 345") == [b"12", b"345"]
