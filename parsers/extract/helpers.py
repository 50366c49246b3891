"""Lines of a form that name whom to reach a contact through: a secretary, an assistant, an office in front of his."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.circumstances import circumstance
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.fields.names import begins_with_honorific
from parsers.words import Label

ANOTHERS = Label(("another",))
"""What such a line answers: nothing of the contact's own."""
_COLON = re.compile(r"\s*[:：]\s*(?=\S)")
_LONGEST_LABEL = 50
_BRACKET = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*")
_UPPER = r"\s*[A-ZÀ-ÞА-Я][\w'’.-]+"
_NAME = later(rf"(?:{_UPPER}){{2,4}}\s*|\s*[\u4e00-\u9fff]{{2,4}}|(?:\s*[\u0621-\u0652]{{2,}}){{2,4}}")
_FIRST = later(r"[,;，；،؛/|\n]")
_REACHED = re.compile(r"@|\d[\d\s().-]{4}")


def another_at(text: str, context: Context) -> re.Match[str] | None:
    """Where the label ends that a helper's name, address or number stands behind on its line; None for any other line."""
    colon = _COLON.search(text[: _LONGEST_LABEL + 3])
    if colon is None:
        return None
    return colon if is_anothers(text[: colon.start()], text[colon.end() :], context) else None


def is_anothers(label: str, rest: str, context: Context) -> bool:
    """True where the label asks whom to reach a contact through, and what stands behind it names or reaches such a helper."""
    bare = _BRACKET.sub(" ", label).strip(" \t-–—•·*:：")
    named = begins_with_honorific(rest, context.address_languages)
    if circumstance("another").is_whole(bare):
        return bool(_REACHED.search(rest))
    if not circumstance("fore_offices").is_whole(bare):
        return False
    first = _FIRST.split(rest)[0]
    return named or bool(_REACHED.search(rest) and _NAME.fullmatch(first) and not grammar("desks").stands_in(first))
