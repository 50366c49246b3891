"""Sentences that lead in the particulars of somebody named before ("The contact details of Mr A are as follows")."""

from __future__ import annotations

from collections.abc import Sequence

from domain.submission import Action
from parsers.expressions import later
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import one_of
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.extract.predecessors import is_about
from parsers.extract.roles import Mention
from parsers.extract.turns import Turns, only_perhaps_new
from parsers.fold import HAN

_FAMILY = later(
    rf"(?<![{HAN}])(?P<family>[{HAN}]{{1,2}}){one_of('behind_family')}的?(?={one_of('kinds_told')}*{one_of('told_of_him')})"
)
"""A Chinese family name with a form of address, and whatever of it is told."""


def says_more_of(
    gathering: Gathering, said: Passage, turns: Turns, mentioned: Sequence[Mention], people: Sequence[Person]
) -> bool:
    """True where all of them were named before and stay, and the words that lead in a contact may as well lead in particulars."""
    changed = turns.update and not only_perhaps_new(said.text, turns.update, gathering.context)
    others = turns.replace or turns.replaced_by or turns.withdraw or changed or turns.supersede
    if others or mentioned:
        return False
    drafts = _who_stays(gathering)
    return all(person.name and any(is_about(draft, person.name.text) for draft in drafts) for person in people)


def take_up_family(gathering: Gathering, sentence: Passage) -> bool:
    """Speaks on of the one contact who bears the Chinese family name with which the sentence begins; False for any other."""
    found = _FAMILY.match(sentence.text)
    if found is None:
        return False
    meant = [
        draft
        for draft in _who_stays(gathering)
        if (name := draft.first("name")) is not None and name.text.startswith(found["family"])
    ]
    if len(meant) != 1:
        return False
    gathering.current = meant[0]
    put_particulars(gathering, meant[0], sentence.part(found.end()))
    return True


def _who_stays(gathering: Gathering) -> list[Draft]:
    return [draft for draft in gathering.drafts if draft.action is not Action.REMOVE]
