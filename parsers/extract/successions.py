"""Who goes and who comes, named behind a label that says so."""

from __future__ import annotations

from domain.submission import Action
from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.answers import put_person
from parsers.extract.gathering import Gathering
from parsers.extract.han_offices import TRANSCRIBED
from parsers.extract.items import Answer
from parsers.extract.particulars import put_particulars
from parsers.extract.person import Person
from parsers.extract.roles import mentions
from parsers.extract.whole_answers import read_whole
from parsers.extract.whole_people import whole_person
from parsers.fold import HAN

_HAN_NAME = later(rf"[{HAN}·]{{2,4}}|{TRANSCRIBED}")
_CASELESS_NAME = later(r"[\u0621-\u0652]{2,}(?:\s[\u0621-\u0652]{2,}){1,6}(?=\s*(?:$|[,،(（;؛–—]))")
"""A name in Arabic letters, which no capitals tell, alone or before a comma or bracket."""


def read_succession(gathering: Gathering, answer: Answer, leaves: bool) -> bool:
    """A label "Outgoing" or "Incoming" opens a contact who leaves or comes in the role in force; False where nobody is named."""
    said = next((part for part in (answer.asked, answer.value) if mentions(part.text, gathering.languages)), None)
    person = whole_person(answer.value, gathering.context) if answer.value else None
    if person is None and _HAN_NAME.fullmatch(answer.value.text):
        person = Person(name=answer.value, end=len(answer.value.text))
    if person is None and (bare := _CASELESS_NAME.match(answer.value.text)):
        person = Person(name=answer.value.part(*bare.span()), end=bare.end())
    if person is None:
        return False
    before = gathering.current
    roles = gathering.roles_in_force or (before.roles if before else ())
    if said is not None:
        roles = mentions(said.text, gathering.languages)[0].roles
    draft = gathering.begin(roles, said, answer.source)
    draft.action, draft.by_sentence = (Action.REMOVE if leaves else Action.ADD), True
    draft.action_said = answer.asked
    draft.answered.add("name")
    if not leaves and read_whole(gathering, draft, answer.value):
        return True
    put_person(draft, person, answer.source, gathering.context)
    rest = answer.value.part(person.end)
    if not leaves or not anchors(rest.text, gathering.context):
        put_particulars(gathering, draft, rest)
    if not leaves:
        draft.open_card = person.end >= len(answer.value.text)
    return True
