"""Expressions that wait for their first use find what others find, and say only then that they are wrong."""

import re

import pytest

from parsers.expressions import later


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
