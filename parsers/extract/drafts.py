"""A contact in the making: what the page has said of it so far, and what that becomes as claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from domain.submission import Action
from parsers.claims import Claim, Source
from parsers.expressions import later
from parsers.extract.divided import doubtful_division
from parsers.extract.grammar import grammar
from parsers.extract.passages import Passage, chain, clean
from parsers.fold import RAISED, fold

SINGLE = ("name", "honorific", "position", "institution", "effective", "availability", "remarks", "unreadable_email")
LISTS = ("emails", "phones", "languages")


_NO_MARKS = str.maketrans("", "", RAISED)


@dataclass(frozen=True, slots=True)
class Value:
    """One value with the place that says it."""

    text: str
    passage: Passage
    source: Source
    sure: bool = True
    doubt: str | None = None


@dataclass(slots=True)
class Draft:
    """One person or office as one part of a document presents it."""

    roles: tuple[str, ...] = ()
    role_said: Passage | None = None
    role_sure: bool = True
    source: Source = "list"
    action: Action | None = None
    action_said: Passage | None = None
    by_sentence: bool = False
    """True where the sentence about this very contact tells the action; False where a lead-in to several does."""
    action_sure: bool = True
    """False where nothing said what to do with it."""
    stated: bool = False
    """True where the sentence that names it says that it is a point of contact, and nothing of what is done with it."""
    action_doubt: str | None = None
    """Why even an addition is doubted."""
    alternate: bool = False
    referred: bool = False
    """True where the sentence that names it refers to an earlier note."""
    passing: frozenset[str] = frozenset()
    """What the sentence of an update says in passing, to tell who is meant."""
    values: dict[str, list[Value]] = field(default_factory=dict)
    lent: Passage | None = None
    """The institution that stands above several people, for those who have none of their own."""
    open_card: bool = False
    """True once it was read from a visiting card, whose further lines may follow."""
    placeholder: bool = False
    """True where a form's own filling stands in one of its fields."""
    extensions: tuple[str, ...] = ()
    """The extensions of its first number, asked for by a label of their own."""
    unplaced: list[Passage] = field(default_factory=list)
    """Telephone numbers that could not be brought to E.164, as written."""
    answered: set[str] = field(default_factory=set)
    """What was answered, for telling where the next contact begins."""
    given_under: dict[str, set[str]] = field(default_factory=dict)
    """The addresses and numbers under each label as printed, folded."""
    asked: set[str] = field(default_factory=set)
    """The answered labels as printed, folded."""

    def put(
        self, code: str, text: str, passage: Passage, source: Source, sure: bool = True, doubt: str | None = None
    ) -> None:
        """Adds one value; the same text twice in a list counts once."""
        text = clean(text.translate(_NO_MARKS))
        if not text or any(v.text == text for v in self.values.get(code, ())):
            return
        if sure and passage.confidence < (DOUBTFUL_CHARACTERS if code in EXACT else DOUBTFUL_WORD):
            sure, doubt = False, "the characters could not be recognised with certainty"
        if sure and (strange := _strange(code, text)):
            sure, doubt = False, strange
        if sure and code not in LISTS and doubtful_division(passage):
            sure, doubt = False, "a word is divided at a line's end, and its hyphen may belong to it"
        self.values.setdefault(code, []).append(Value(text, passage, source, sure, doubt))

    def first(self, code: str) -> Value | None:
        """The first value of this kind, or None."""
        return next(iter(self.values.get(code, ())), None)

    @property
    def _says_action(self) -> bool:
        """True where something says what to do with it; a statement that it is a point of contact does where it is told whole."""
        reached = self.values.get("emails") or self.values.get("phones")
        office = self.values.get("position") or self.values.get("institution")
        return self.by_sentence or self.action_sure or (self.stated and bool(reached and office))

    @property
    def empty(self) -> bool:
        """True while nothing but a role is known."""
        return not self.values and not self.unplaced

    @property
    def says_who(self) -> bool:
        """True where it tells a person, an office or an address."""
        return any(self.values.get(code) for code in ("name", "family_name", "given_name", "institution", "emails"))

    def settle(self) -> None:
        """Joins name parts given names first, departments with their institution, an extension with its number; of an
        update only what is new stays."""
        if self.extensions and (first := self.first("phones")) and ";ext=" not in first.text:
            extended = [replace(first, text=f"{first.text};ext={figures}") for figures in self.extensions]
            self.values["phones"][:1] = extended
        numbers = self.values.get("phones", [])
        # "+49 228 9582-0 (Durchwahl 5110)", read with its extension and without
        numbers[:] = [one for one in numbers if not any(v.text.startswith(f"{one.text};ext=") for v in numbers)]
        if self.action is Action.UPDATE and any(self.values.get(code) for code in LISTS):
            for code in self.passing:
                self.values.pop(code, None)
        self._join_titles()
        given = [*self.values.pop("given_name", []), *self.values.pop("patronymic", [])]
        family = self.values.pop("family_name", [])
        if given and not family and "name" in self.values:
            family = self.values.pop("name")
        elif family and not self.answered & {"given_name"} and "name" in self.values:
            # "Имя, Отчество, Фамилия", each in a cell of its own: the first asks for the given name alone
            alone = self.values["name"]
            if not set(fold(family[0].text).split()) & set(fold(alone[0].text).split()):
                given = [*self.values.pop("name"), *given]
        if given or family:
            parts = [*given, *family]
            whole = chain([part.passage for part in parts], " ")
            doubt = next((part.doubt for part in parts if part.doubt), None)
            sure = all(p.sure for p in parts)
            if family and given and all(_HAN_ONLY.fullmatch(p.text) for p in parts):
                parts, sure, doubt = (
                    [*family, *given],
                    False,
                    doubt or "family and given name stood apart from one another",
                )
                value = Value("".join(p.text for p in parts), whole, parts[0].source, sure, doubt)
            else:
                value = Value(" ".join(p.text for p in parts), whole, parts[0].source, sure, doubt)
            self.values.setdefault("name", []).insert(0, value)
        department = self.values.pop("department", [])
        if department:
            institution = self.values.get("institution", [])
            parent = [v for v in institution if fold(department[0].text) not in fold(v.text)]
            if institution and not parent:
                return
            passages = [department[0].passage, *(v.passage for v in parent[:1])]
            text = _joint(department[0].text).join([department[0].text, *(v.text for v in parent[:1])])
            sure = all(v.sure for v in [department[0], *parent[:1]])
            self.values["institution"] = [
                Value(text, chain(passages, ", "), department[0].source, sure, department[0].doubt)
            ]

    def _join_titles(self) -> None:
        """Puts the form of address that a form asked for before the degree that stands with the name ("Frau" and "Dr.")."""
        titles = self.values.get("honorific", [])
        plain = [value for value in titles if grammar("plain_titles").is_whole(value.text)]
        if "honorific" not in self.answered or len(titles) != _PAIR or len(plain) != 1:
            return
        first, second = plain[0], next(value for value in titles if value is not plain[0])
        sure, doubt = first.sure and second.sure, first.doubt or second.doubt
        said = chain([first.passage, second.passage], " ")
        self.values["honorific"] = [Value(f"{first.text} {second.text}", said, first.source, sure, doubt)]

    def is_person(self, name: str) -> bool:
        """True where this draft already is about somebody of that name."""
        mine = self.first("name")
        return mine is not None and similar(mine.text, name)

    def claims(self, start: int) -> Iterator[Claim]:
        """Its claims, on as many contacts as it has roles, counted from `start`."""
        for offset, role in enumerate(self.roles or (None,)):
            path = f"contacts[{start + offset}]"
            anchor = self.role_said or next((v[0].passage for v in self.values.values()), None)
            if role is not None and anchor is not None:
                yield Claim(
                    f"{path}.role",
                    role,
                    anchor.evidence(),
                    self.role_sure and anchor.confidence >= DOUBTFUL_WORD,
                    self.source,
                )
            said = self.action_said or anchor
            if self.action is not None and said is not None:
                source: Source = "prose" if self.by_sentence else "note"
                yield Claim(
                    f"{path}.action", str(self.action), said.evidence(), self._says_action, source, self.action_doubt
                )
            if self.alternate and anchor is not None:
                yield Claim(f"{path}.alternate", True, anchor.evidence(), True, self.source)
            for code in (*SINGLE, *LISTS):
                values = self.values.get(code, [])
                for value in values if code in LISTS else values[:1]:
                    evidence = value.passage.evidence()
                    yield Claim(f"{path}.{code}", value.text, evidence, value.sure, value.source, value.doubt)

    @property
    def count(self) -> int:
        """How many contacts it makes."""
        return max(1, len(self.roles))


_PAIR = 2
EXACT = frozenset({"name", "emails", "phones"})
"""Values of which every character counts."""
DOUBTFUL_CHARACTERS = 0.93
"""Confidence of a recognised word below which no value is vouched for of which every character counts."""
_DIGITS = 6
"""Figures from which a name, position or institution is rather a number."""
DOUBTFUL_WORD = 0.88
"""Confidence of a recognised word below which no value is vouched for."""


_MOST_WORDS = {"name": 9, "family_name": 5, "given_name": 6, "position": 22, "institution": 34, "honorific": 6}


def _strange(code: str, text: str) -> str | None:
    """Why a value does not look like one of its kind; None where it does."""
    most = _MOST_WORDS.get(code)
    if most is None:
        return None
    if len(text.split()) > most:
        return "it is longer than such a value usually is"
    if "@" in text or len(re.findall(r"\d", text)) >= _DIGITS:
        return "it holds an address or number"
    if re.search(r"[:：]\s|[?؟？]", text):
        return "it seems to hold a label or a question"
    if code in ("name", "family_name", "given_name") and re.search(r"\s[-–—]\s|[;|]|[a-zà-ÿ]{4}\.\s", text):
        return "more than a name seems to stand here"
    return None


_ALIKE = 0.85
_HAN_ONLY = later(r"[\u3400-\u9fff]{1,3}")


@lru_cache(maxsize=16384)
def similar(one: str, other: str) -> bool:
    """True where two printed names are taken for the same person's: equal but for order, case, accents or a missing part."""
    a, b = fold(one), fold(other)
    if not a or not b:
        return False
    if a == b or (ratio(a, b) >= 100 * _ALIKE and SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE):
        # the first of the two is never less, and found much faster
        return True
    first, second = set(re.findall(r"[\w'-]+", a)), set(re.findall(r"[\w'-]+", b))
    common = {word for word in first & second if len(word) > 1}
    return len(common) >= 2 and len(common) >= min(len(first), len(second))


def _joint(text: str) -> str:
    if re.search(r"[\u3400-\u9fff]$", text):
        return ""
    return "، " if re.search(r"[\u0600-\u06ff]", text) else ", "
