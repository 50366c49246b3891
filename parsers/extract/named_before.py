"""Sentences that lead in the particulars of somebody named before ("The contact details of Mr A are as follows")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.submission import Action
from parsers.expressions import later
from parsers.extract.answers import put_text
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar, one_of
from parsers.extract.han_offices import split_han_office
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.extract.predecessors import is_about
from parsers.extract.roles import Mention
from parsers.extract.turns import Turns, only_perhaps_new
from parsers.fold import HAN

_TOLD = rf"的?(?=[：:，,]|可|能|会|讲|说|通晓|使用|现任|系|{one_of('kinds_told')}*{one_of('told_of_him')})"
_FAMILY = later(rf"(?<![{HAN}])(?P<family>[{HAN}]{{1,2}}){one_of('behind_family')}{_TOLD}")
"""A Chinese family name with a form of address, and whatever of it is told."""
_WHOLE_NAME = later(rf"(?P<name>[{HAN}]{{2,4}}?){one_of('behind_family')}?{_TOLD}")
_OFFICE = later(
    rf"[^，,；;。]{{0,6}}?(?:现任|系|职称为|职务为|职务是|职位为|职称是|[：:])\s*(?P<office>[{HAN}·（）()“”A-Za-z]{{2,60}}?)"
    rf"(?:[，,]\s*(?P<next>[{HAN}“”A-Za-z]{{2,30}}))?(?=[，,；;。\s]|$)"
)
"""The office that is told of somebody, in one run or parted by a comma."""
_CLAUSES = later(r"[；;]\s*")


def says_more_of(
    gathering: Gathering, said: Passage, turns: Turns, mentioned: Sequence[Mention], people: Sequence[Person]
) -> bool:
    """True where all of them were named before and stay, and the words that lead in a contact may as well lead in particulars."""
    changed = turns.update and not only_perhaps_new(said.text, turns.update, gathering.context)
    others = turns.replace or turns.replaced_by or turns.withdraw or changed or turns.supersede
    if others or mentioned:
        return False
    drafts = who_stays(gathering)
    return all(person.name and any(is_about(draft, person.name.text) for draft in drafts) for person in people)


def take_up_family(gathering: Gathering, sentence: Passage) -> bool:
    """Speaks on of those by whose Chinese family name, or whole name, each clause begins; False where one begins otherwise."""
    told: list[tuple[Draft, Passage]] = []
    for clause in sentence.split(_CLAUSES):
        meant = _meant(gathering, clause.text)
        if meant is None:
            return False
        told.append((meant[0], clause.part(meant[1])))
    for draft, rest in told:
        gathering.current = draft
        _put_office(draft, rest)
        put_particulars(gathering, draft, rest)
    return bool(told)


def _meant(gathering: Gathering, text: str) -> tuple[Draft, int] | None:
    """The one contact whom the text begins to speak of, and where the name ends; None where it is nobody or may be several."""
    for pattern, part in ((_WHOLE_NAME, "name"), (_FAMILY, "family")):
        found = pattern.match(text)
        if found is None:
            continue
        meant = [d for d in who_stays(gathering) if any(_begins(name, found[part], part) for name in _han_names(d))]
        if len(meant) == 1:
            return meant[0], found.end()
    return None


def _begins(name: str, said: str, part: str) -> bool:
    return name == said if part == "name" else name.startswith(said)


def _han_names(draft: Draft) -> list[str]:
    """The names of a draft, and what stands in Chinese right before one in Latin script."""
    names = [value.text for value in draft.values.get("name", ())]
    said = draft.action_said.text if draft.action_said is not None else ""
    for name in [one for one in names if one.isascii()]:
        before = re.search(rf"([{HAN}]{{2,4}})\s*[（(]\s*{re.escape(name)}", said)
        if before is not None:
            names.append(before[1])
    return names


def _put_office(draft: Draft, rest: Passage) -> None:
    """Adds the office that is told right behind a name, where none is known."""
    office = _OFFICE.match(rest.text)
    if office is None or draft.values.get("position") or draft.values.get("institution"):
        return
    position, body = split_han_office(rest.part(*office.span("office")))
    if body is None and position is not None and office["next"]:
        parts = [position, rest.part(*office.span("next"))]
        ends = [grammar("positions", ("zh",)).is_whole(part.text) for part in parts]
        if ends.count(True) != 1:
            return
        position, body = (parts[0], parts[1]) if ends[0] else (parts[1], parts[0])
    if body is None and (position is None or not grammar("positions", ("zh",)).is_whole(position.text)):
        return
    for code, part in (("position", position), ("institution", body)):
        if part:
            put_text(draft, code, part, "prose")


def who_stays(gathering: Gathering) -> list[Draft]:
    """Those named so far who do not leave, in reading order."""
    return [draft for draft in gathering.drafts if draft.action is not Action.REMOVE]
