"""Labels never seen: what a short phrase asks is told by the words in it, and by whether what stands behind can answer it.

`parsers/lexicon/senses/<language>.toml` holds field code -> words that tell it (phrases as `parsers.lexicons` writes them), the
plainest first: "the institution's telephone" asks for a telephone. `other` lists words that make a label ask about
somebody or something else ("the supervisor's name", "former address")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance.OSA import distance as osa

from parsers.extract.roles import roles_of_answer
from parsers.fields.emails import find_emails
from parsers.fields.languages import find_languages
from parsers.fields.names import split_honorific
from parsers.fields.states import find_states
from parsers.fold import fold
from parsers.labels import core_of
from parsers.lexicons import known, lexicons, phrases_in
from parsers.scripts import HAN_SIGN
from parsers.words import Label, formula, is_not_applicable, is_same_as_above

_ORDER = (
    "languages", "fax", "email", "mobile", "phone", "availability", "effective", "role", "honorific", "position", "institution",
    "department", "patronymic", "name", "family_name", "given_name", "remarks",
)  # fmt: skip
_MOST_WORDS = 9
_MOST_HAN = 16
_LONGEST = 90
_LONGEST_VALUE = 200
_FEWEST_LETTERS = 6
"""Letters of a label that is known though it is misspelt."""
_SPELT = frozenset(
    {
        "languages",
        "position",
        "institution",
        "department",
        "phone",
        "mobile",
        "honorific",
        "family_name",
        "availability",
    }
)
"""What misspelt labels may ask; a name's would be too near to other words ("Contract")."""
_CHOICE = re.compile(r"\s*[/|,·]\s*|\s+(?:or|ou|o|oder|или|أو|或)\s+")
_VERBS = ("nominate", "replace", "update", "withdraw", "courtesy_opening", "enclose", "refers_to", "secretariat")
"""Formulae with which a sentence does something: before a colon they are a lead-in, no label."""

OTHER = Label(("other",))
"""What asks about somebody or something that is not recorded."""


def sense_of(text: str, languages: Sequence[str] | None = None) -> Label | None:
    """What a label or question asks by the words in it; `OTHER` where it asks about what is not recorded, None for no label."""
    if not 0 < len(text) <= _LONGEST or "@" in text or len(re.findall(r"\d", text)) > 3:
        return None
    if _is_choice_of_titles(text):
        return Label(("honorific", "name"))
    core = re.sub(r"\s+", " ", core_of(text).replace(".", " ")).strip()
    if not core or len(core.split()) > _MOST_WORDS or len(HAN_SIGN.findall(core)) > _MOST_HAN:
        return None
    return _sense(core, known(languages)[:3]) or _misspelt(core, known(languages)[:3])


def _is_choice_of_titles(text: str) -> bool:
    """True for forms of address to choose from ("Mr/Ms/Mrs/Dr", "Herr | Frau")."""
    titles = [title for title in _CHOICE.split(text.strip(" :?()[]")) if title]
    return len(titles) > 1 and all(
        split_honorific(f"{title} Nnnn Nnnnn") == (title.rstrip(". "), "Nnnn Nnnnn") for title in titles
    )


@lru_cache(maxsize=4096)
def _sense(core: str, languages: tuple[str, ...]) -> Label | None:
    codes = [code for code in _ORDER if phrases_in("senses", code, languages).stands_in(core)]
    if not codes:
        return OTHER if phrases_in("senses", "other", languages).stands_in(core) else None
    if phrases_in("senses", "other", languages).stands_in(core):
        return OTHER
    if {"family_name", "given_name"} <= set(codes) and codes[0] in ("name", "patronymic", "family_name"):
        return Label(("name",))
    return Label((codes[0],))


@lru_cache(maxsize=4096)
def _misspelt(core: str, languages: tuple[str, ...]) -> Label | None:
    """What a label asks but for a letter too many, too few, wrong or out of its place; None where several labels are as near."""
    if len(core) < _FEWEST_LETTERS or not core.isalpha():
        return None
    codes = {
        found[0]
        for one in lexicons(languages)
        for label, found in one.labels.items()
        if label[0] == core[0] and label.isalpha() and osa(label, core, score_cutoff=1) == 1
    }
    return Label(tuple(codes)) if len(codes) == 1 and codes <= _SPELT else None


def asked_before_colon(head: str, value: str, languages: Sequence[str]) -> Label | None:
    """What a short phrase before a colon asks, where what stands behind the colon can answer it."""
    if any(formula(kind, languages).stands_in(head) for kind in _VERBS) or find_states(head):
        return None
    label = sense_of(head, languages)
    return label if label and label is not OTHER and answers(label.codes[0], value, languages) else None


def answers(code: str, value: str, languages: Sequence[str]) -> bool:
    """True where a text can be the answer to what is asked."""
    text = value.strip()
    if not text or len(text) > _LONGEST_VALUE:
        return False
    if is_not_applicable(text) or is_same_as_above(text):
        return True
    figures = len(re.findall(r"\d", text))
    if code in ("phone", "mobile", "fax"):
        return figures > 3 and not re.match(r"[^\W\d_]{4,}\s[^\W\d_]{4,}", text)
    if code == "email":
        return bool(find_emails(text))
    if code == "languages":
        return bool(find_languages(text))
    if code == "role":
        return bool(roles_of_answer(text, languages))
    if code == "honorific":
        return len(text) < 40 and split_honorific(f"{text} Nnnn Nnnnn")[0] is not None
    if code in ("availability", "effective", "remarks"):
        return True
    return figures < 4 and "@" not in text and bool(re.search(r"[^\W\d_]{2}", text)) and fold(text) not in ("on", "yes")
