"""Every finding that the program can raise is explained to the officer, and the page that explains them is current."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.findings import FINDINGS, as_markdown

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")
RAISERS = {"Unreadable", "_finding", "find"}
DOUBT = 4
"""Code, contact, fields and sentence of a doubt about a contact."""
GRAVE = {"_LOST", "_BEWARE"}


def _raised(source: str) -> Iterator[str]:
    """Strings that stand where a finding's code stands: `code=`, first of a row with a severity, first argument of a raiser,
    first of a doubt."""
    for node in ast.walk(ast.parse(source)):
        places: list[ast.expr] = []
        if isinstance(node, ast.Call):
            places.extend(k.value for k in node.keywords if k.arg == "code")
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if (name in RAISERS and len(node.args) > 1) or any(_is_severity(argument) for argument in node.args[1:2]):
                places.append(node.args[0])
        elif isinstance(node, ast.Tuple) and len(node.elts) > 2 and any(_is_severity(e) for e in node.elts):
            places.append(node.elts[0])
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == DOUBT:
            places.append(node.value.elts[0])
        for place in places:
            for leaf in (place.body, place.orelse) if isinstance(place, ast.IfExp) else (place,):
                if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str) and CODE.fullmatch(leaf.value):
                    yield leaf.value


def _is_severity(node: ast.expr) -> bool:
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, ast.Name) and node.value.id == "Severity"
    return isinstance(node, ast.Name) and node.id in GRAVE


@pytest.mark.parametrize(("room", "at_least"), [("parsers", 20), ("domain", 4), ("verbale", 1)])
def test_every_code_that_is_raised_is_explained(room: str, at_least: int) -> None:
    raised = {code for path in (ROOT / room).rglob("*.py") for code in _raised(path.read_text(encoding="utf-8"))}
    assert raised - set(FINDINGS) == set()
    assert len(raised) >= at_least


def test_the_page_for_officers_is_current() -> None:
    assert (ROOT / "docs" / "findings.md").read_text(encoding="utf-8") == as_markdown()


def test_each_explanation_is_a_sentence_and_an_act() -> None:
    for code, meaning in FINDINGS.items():
        assert CODE.fullmatch(code)
        assert meaning.means.endswith(".")
        assert meaning.do.endswith(".")
