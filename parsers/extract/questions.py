"""Labels put as questions: "Who should we call?" asks for a name, "Where does she work?" for an institution."""

from __future__ import annotations

import re

from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.senses import sense_of
from parsers.fields.emails import find_emails
from parsers.words import Label, formula

_QUESTION = re.compile(r"^\s*(?P<asked>[^?？؟]{4,110}[?？؟])\s*[-–—:]?\s*(?:[(（\[][^()（）\[\]@\d]{2,80}[)）\]]\s*$)?")
"""A question, with a hint in brackets for whoever answers it below ("Who is it? (name, title, body)")."""
_ASKS = (
    ("asks_languages", "languages"),
    ("asks_email", "email"),
    ("asks_phone", "phone"),
    ("asks_reach", "phone"),
    ("asks_availability", "availability"),
    ("asks_institution", "institution"),
    ("asks_position", "position"),
    ("asks_role", "role"),
    ("asks_name", "name"),
)
"""What a question can ask, the plainest words first: "At which number can she be called?" asks for no name."""
_WHO = frozenset({"name", "role"})
_ALTERNATE = Label(("alternate",))


def question_at(text: str, context: Context) -> tuple[Label, int, int] | None:
    """The question with which a line begins: what it asks, its end, the answer's beginning; None where it asks nothing known."""
    found = _QUESTION.match(text)
    if found is None:
        return None
    asked = found["asked"]
    if find_emails(asked) or len(re.findall(r"\d", asked)) > 2:
        return None
    if _is_left_open(text[found.end() :], context):
        return None
    codes = [code for kind, code in _ASKS if grammar(kind, context.languages).stands_in(asked)]
    if set(codes) <= _WHO and _asks_for_alternate(asked, context):
        return _ALTERNATE, found.end("asked"), found.end()
    if not codes:
        label = sense_of(asked, context.languages)
        return (label, found.end("asked"), found.end()) if label else None
    if codes[-1] == "name" and grammar("opens_with_who", context.languages).find(asked[:40]):
        codes.insert(0, "name")
    return Label(tuple(dict.fromkeys(codes))), found.end("asked"), found.end()


def _is_left_open(behind: str, context: Context) -> bool:
    """True where what stands behind a question goes on about somebody by a pronoun, and so is no answer ("Who sees our entry? He
    has no password yet")."""
    pronoun = grammar("pronouns", context.languages).search(behind)
    return pronoun is not None and not behind[: pronoun.start].strip() and not find_emails(behind)


def _asks_for_alternate(asked: str, context: Context) -> bool:
    """True for a question whether there is an alternate, or who it is."""
    named = formula("alternate", context.languages).stands_in(asked)
    return named or grammar("asks_alternate", context.languages).stands_in(asked)
