"""An address or number that a sentence gives for all contacts at once, before they are named or behind them."""

from __future__ import annotations

from domain.submission import Action
from parsers.extract.anchors import anchors
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.passages import Passage
from parsers.extract.reach import numbers_in
from parsers.extract.turns import Turns
from parsers.fields.dialling import E164
from parsers.fields.emails import find_emails

_SEVERAL = 2
_FEW = "it is said to be of all contacts at once, and only one is known"


def take_shared(gathering: Gathering, sentence: Passage, turns: Turns) -> bool:
    """Keeps in mind a sentence that gives one address or number for all contacts and names nobody; False for any other."""
    text, context = sentence.text, gathering.context
    told = grammar("of_both", context.languages).stands_in(text) and grammar("shared", context.languages).stands_in(
        text
    )
    changed = turns.withdraw or turns.replace or turns.replaced_by or turns.update
    if not told or changed or grammar("respective", context.languages).stands_in(text) or anchors(text, context):
        return False
    emails, phones = find_emails(text), numbers_in(text, context)
    if len(emails) > 1 or len(phones) > 1 or not (emails or phones):
        return False
    if any(found.value in context.mission_addresses for found in emails):
        return False
    gathering.shared.append(sentence)
    return True


def give_shared(gathering: Gathering) -> None:
    """Gives every contact that comes or stays what was said to be of all of them."""
    context = gathering.context
    people = [draft for draft in gathering.drafts if draft.says_who and draft.action is not Action.REMOVE]
    several = len(people) >= _SEVERAL
    for sentence in gathering.shared:
        values = [("emails", found) for found in find_emails(sentence.text)]
        values += [("phones", found) for found in numbers_in(sentence.text, context) if E164.match(found.value)]
        for draft in people:
            for code, found in values:
                said = sentence.part(found.start, found.end)
                draft.put(
                    code, found.value, said, "prose", found.sure and several, found.doubt or (None if several else _FEW)
                )
