"""Sentences behind a contact that give an address or number and do not speak of him: of somebody else, or of the note itself."""

from __future__ import annotations

from dataclasses import replace

from parsers.extract.bare_names import bare_names
from parsers.extract.drafts import LISTS, Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.lexicons import phrases_in

_BACK = ("pronouns", "possessives", "them", "holders")
_OF_ANOTHER = "the sentence that gives it names somebody else"


def leave_what_is_of_the_note(gathering: Gathering, sentence: Passage) -> bool:
    """Whether a sentence only says whom to ask about the note, or who sees to it; nothing in it points back to a contact."""
    if not phrases_in("bystanders", "of_the_note", gathering.languages).stands_in(sentence.text):
        return False
    if any(grammar(kind, gathering.languages).stands_in(sentence.text) for kind in _BACK):
        return False
    gathering.aside.append(sentence)
    return True


def put_in_doubt_of_another(gathering: Gathering, draft: Draft, sentence: Passage, changed: bool) -> None:
    """Adds what the sentence gives to the contact spoken of last, in doubt where it names somebody else."""
    before = {code: [value.text for value in draft.values.get(code, ())] for code in LISTS}
    put_particulars(gathering, draft, sentence, changed=changed)
    if changed or not _names_another(gathering, sentence):
        return
    for code, known in before.items():
        draft.values[code] = [
            value if value.text in known else replace(value, sure=False, doubt=value.doubt or _OF_ANOTHER)
            for value in draft.values.get(code, ())
        ]


def _names_another(gathering: Gathering, sentence: Passage) -> bool:
    named = [person.name.text for person in bare_names(sentence, gathering.context) if person.name]
    return any(not any(one.is_person(name) for one in gathering.drafts) for name in named)
