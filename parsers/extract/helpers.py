"""Lines of a form that name whom to reach a contact through: a secretary, an assistant, an office in front of his."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.expressions import later
from parsers.extract.circumstances import circumstance
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.items import Answer
from parsers.extract.senses import sense_of
from parsers.fields.found import Found
from parsers.fields.names import begins_with_honorific
from parsers.words import Label, label_of

ANOTHERS = Label(("another",))
"""What such a line answers: nothing of the contact's own."""
_COLON = re.compile(r"\s*[:：]\s*(?=\S)")
_LONGEST_LABEL = 50
_BRACKET = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*")
_UPPER = r"\s*[A-ZÀ-ÞА-Я][\w'’.-]+"
_NAME = later(rf"(?:{_UPPER}){{2,4}}\s*|\s*[\u4e00-\u9fff]{{2,4}}|(?:\s*[\u0621-\u0652]{{2,}}){{2,4}}")
_FIRST = later(r"[,;，；،؛/|\n]")
_PARTICULARS = frozenset({"email", "phone", "mobile", "fax", "name"})
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
    if asks_of_helper(bare, context.languages) or (named and circumstance("superiors").is_whole(bare)):
        return True
    if circumstance("another").is_whole(bare):
        return bool(_REACHED.search(rest))
    if not circumstance("fore_offices").is_whole(bare):
        return False
    first = _FIRST.split(rest)[0]
    return named or bool(_REACHED.search(rest) and _NAME.fullmatch(first) and not grammar("desks").stands_in(first))


def own_name(answer: Answer, opens: bool, context: Context) -> Answer:
    """The answer, as the contact's own name where it is the first below a role's heading and names who could stand above another
    ("Diplomatic point of contact / Head of Mission: H.E. Ms A B")."""
    bare = answer.asked.text.strip(" \t-–—•·*:：")
    if not opens or answer.label != ANOTHERS or not circumstance("superiors").is_whole(bare):
        return answer
    named = begins_with_honorific(answer.value.text, context.address_languages)
    return replace(answer, label=Label(("name",))) if named else answer


def asks_of_helper(label: str, languages: Sequence[str]) -> bool:
    """True for a label that asks for the name, address or number of a secretary, an assistant or a superior ("Tel. Sekretariat");
    "Telephone of the First Secretary" asks for the contact's own."""
    if not 0 < len(label) <= _LONGEST_LABEL or "@" in label:
        return False
    offices = circumstance("offices").find(label)
    told = [found for found in circumstance("helpers").find(label) if not any(_is_part(found, one) for one in offices)]
    if not told:
        return False
    rest = label
    for found in reversed(told):
        rest = f"{rest[: found.start]} {rest[found.end :]}"
    asked = label_of(rest.strip(" '’s"), languages) or sense_of(rest.strip(), languages)
    return asked is not None and bool(set(asked.codes) & _PARTICULARS)


def _is_part(one: Found, whole: Found) -> bool:
    return whole.start <= one.start and one.end <= whole.end and one.end - one.start < whole.end - whole.start
