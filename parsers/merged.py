"""One contact of the message: what several places say of it, the best place's words first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from domain.submission import Action
from parsers.claims import Claim, Claims, Source
from parsers.extract.drafts import similar
from parsers.fold import fold
from parsers.scripts import LATIN

LISTS = ("emails", "phones", "languages")
TEXTS = ("name", "honorific", "position", "institution", "effective", "availability", "remarks")
_RANK = {source: rank for rank, source in enumerate(get_args(Source))}


@dataclass(frozen=True, slots=True)
class Part:
    """What one version of one document claims. `order` is its place in the message."""

    claims: Claims
    order: int = 0
    translation: bool = False
    recognised: bool = False
    note: bool = False
    paged: bool = False
    """True for a PDF or a picture: of a note that came in two formats it is the signed one."""
    beside_translation: bool = False
    """True where original and translation stand side by side and were not told apart."""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with the part that makes it; the left one of two `rank`s gives the value."""

    claim: Claim
    part: Part
    local: int

    @property
    def rank(self) -> tuple[bool, int, bool, int, int]:
        """Originals first, then specific places, then stored text before recognised, then the page's order."""
        return (self.part.translation, _RANK[self.claim.source], self.part.recognised, self.part.order, self.local)


@dataclass(slots=True)
class Chosen:
    """The value of one field: the claims that give it, whether it is vouched for, and what was said against it."""

    values: tuple[str, ...]
    said: list[Said]
    sure: bool = True
    doubts: list[str] = field(default_factory=list)
    against: list[Said] = field(default_factory=list)


class Merged:
    """One contact of the message, with everything said of it."""

    def __init__(self) -> None:
        self.said: dict[str, list[Said]] = {}
        self.paired: Literal["order", "guess"] | None = None
        """How original and translation were brought together where nothing that both give does it."""

    def take(self, local: dict[str, list[Said]]) -> None:
        """Adds what one place says."""
        for code, said in local.items():
            self.said.setdefault(code, []).extend(said)

    def values(self, code: str) -> list[str]:
        """All values claimed for a field, the best place's first."""
        return [str(s.claim.value) for s in sorted(self.said.get(code, []), key=lambda s: s.rank)]

    @property
    def role(self) -> str | None:
        """The role, None where nobody tells."""
        return next(iter(self.values("role")), None)

    @property
    def action(self) -> Action:
        """The action; a sentence about the contact weighs more than a lead-in."""
        return Action(next(iter(self.values("action")), "add"))

    @property
    def says_action(self) -> bool:
        """True where a sentence or form says what to do with this contact."""
        return any(s.claim.source != "note" for s in self.said.get("action", []))

    @property
    def doubts_action(self) -> bool:
        """True where the place that tells the action doubts it."""
        return any(s.claim.doubt for s in sorted(self.said.get("action", []), key=lambda s: s.rank)[:1])

    @property
    def asked(self) -> bool:
        """True where a sentence, a lead-in or a form says that something is to be done with this contact."""
        return any(s.claim.sure for s in self.said.get("action", []))

    def text(self, code: str) -> Chosen | None:
        """The value of a text field."""
        said = sorted(self.said.get(code, []), key=lambda s: s.rank)
        if not said:
            return None
        best = self._signed(code, said[0], said)
        if code == "name":
            best = next((s for s in said if is_latin(s)), best) if not is_latin(best) else best
        elif code == "honorific":
            best = self._beside_name(said) or best
        chosen = self._settled(code, best, said)
        if code in ("position", "institution") and best.part.translation and self._has_original:
            chosen.sure = False
            chosen.doubts.append("it was found in the translation only")
        return chosen

    @property
    def _has_original(self) -> bool:
        """True where a text that is no translation speaks of this contact."""
        return any(not s.part.translation for said in self.said.values() for s in said)

    @staticmethod
    def _signed(code: str, best: Said, said: Sequence[Said]) -> Said:
        """The signed note's claim instead of an editable copy's of the same note, unless nobody vouches for what was read there."""
        if not best.part.note or best.part.paged:
            return best
        return next(
            (
                s
                for s in said
                if s.part.note
                and s.part.paged
                and s.claim.sure
                and s.part.translation == best.part.translation
                and _differ(code, str(s.claim.value), str(best.claim.value))
            ),
            best,
        )

    def _beside_name(self, said: list[Said]) -> Said | None:
        """The form of address that stands before the name taken."""
        name = self.text("name")
        if name is None:
            return None
        owner = name.said[0]
        return next((s for s in said if s.part is owner.part and s.local == owner.local), None) or next(
            (s for s in said if s.part.translation == owner.part.translation), None
        )

    def _settled(self, code: str, best: Said, said: list[Said]) -> Chosen:
        agree = [s for s in said if same(str(s.claim.value), str(best.claim.value))]
        agreed = {id(s) for s in agree}
        others = [
            s
            for s in said
            if id(s) not in agreed and s.part.translation == best.part.translation and is_latin(s) == is_latin(best)
        ]
        against = [
            s
            for s in others
            if _differ(code, str(s.claim.value), str(best.claim.value)) and (s.claim.sure or not s.part.recognised)
        ]
        sure = best.claim.sure or any(s.claim.sure and s.part.order != best.part.order for s in agree)
        doubts = [] if sure else [s.claim.doubt for s in agree if s.claim.doubt]
        if code == "honorific":
            against = []
        return Chosen(
            (str(best.claim.value),),
            [best, *(s for s in agree if s is not best)],
            sure and not against,
            doubts,
            against,
        )

    def list(self, code: str) -> Chosen | None:
        """The values of a list field: those of the best place that has any; others confirm or contradict them."""
        said = sorted(self.said.get(code, []), key=lambda s: s.rank)
        if not said:
            return None
        best = self._signed(code, said[0], said)
        mine = [
            s
            for s in said
            if s.part is best.part and _RANK[s.claim.source] <= max(_RANK[best.claim.source], _RANK["prose"])
        ]
        mine = sorted(mine, key=lambda s: s.local)
        values = tuple(dict.fromkeys(str(s.claim.value) for s in mine))
        others = [s for s in said if s not in mine]
        confirmed = {str(s.claim.value) for s in others if s.claim.sure and s.part.order != best.part.order}
        sure = all(s.claim.sure or str(s.claim.value) in confirmed for s in mine)
        against = [s for s in others if str(s.claim.value) not in values and (s.claim.sure or not s.part.recognised)]
        doubts = [s.claim.doubt for s in mine if s.claim.doubt and str(s.claim.value) not in confirmed]
        agree = [s for s in others if str(s.claim.value) in values]
        if code == "languages" and all(s.part.translation for s in against):
            against = []
        return Chosen(values, [*mine, *agree], sure and not against, doubts, against)


def is_latin(said: Said) -> bool:
    """True where the value holds a Latin letter."""
    return latin(str(said.claim.value))


def latin(text: str) -> bool:
    """True where the text holds a Latin letter."""
    return bool(LATIN.search(text))


def same(one: str, other: str) -> bool:
    """True where two values differ by case, spaces or punctuation at most."""
    return re.sub(r"\W", "", fold(one)) == re.sub(r"\W", "", fold(other))


def _differ(code: str, one: str, other: str) -> bool:
    if code == "name":
        return not similar(one, other)
    a, b = re.sub(r"\W", "", fold(one)), re.sub(r"\W", "", fold(other))
    return a not in b and b not in a


def without(merged: Merged, code: str, unwanted: frozenset[str]) -> None:
    """Takes values out of a list field."""
    kept = [s for s in merged.said.get(code, []) if str(s.claim.value) not in unwanted]
    if kept:
        merged.said[code] = kept
    else:
        merged.said.pop(code, None)
