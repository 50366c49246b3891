"""Who is named behind a label within running text ("Please change the particulars of our contact. Name: Mr A B.")."""

from __future__ import annotations

from parsers.extract.gathering import Gathering
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.fields.names import is_person_like
from parsers.words import label_at_head


def behind_label(gathering: Gathering, text: str) -> int | None:
    """Where the value begins of a label for a name at the text's head, below a lead-in and before anybody was named."""
    head = label_at_head(text, gathering.languages)
    led = gathering.lead is not None and all(draft.empty for draft in gathering.drafts)
    return head[2] if led and head is not None and "name" in head[0].codes else None


def named_by_label(gathering: Gathering, sentence: Passage) -> list[Person]:
    """The one without a form of address whom such a label names, and nobody else."""
    start = behind_label(gathering, sentence.text)
    told = sentence.part(start) if start is not None else None
    end = len(told.text.rstrip(" .;,，。；")) if told else 0
    if (
        told is None
        or start is None
        or not is_person_like(told.text[:end])
        or told.text[0] in ",،，"
        or told.text[0].islower()
    ):
        # "who, within the Mission, will have access"
        return []
    return [Person(name=told.part(0, end), start=start, end=start + end)]
