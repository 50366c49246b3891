"""Languages that a sentence tells of several contacts at once, and what one of them speaks beside these."""

from __future__ import annotations

import re

from domain.submission import Action
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.passages import Passage
from parsers.extract.spoken import put_languages
from parsers.fields.languages import find_languages

_SHORT = 130
"""Characters of a sentence that only tells languages."""


def put_spoken_by_both(gathering: Gathering, sentence: Passage) -> None:
    """Languages that a sentence tells of both contacts at once."""
    context = gathering.context
    if not grammar("of_both", context.languages).stands_in(sentence.text):
        return
    speaks = grammar("speaks", context.languages).search(sentence.text)
    if speaks is None and (len(sentence.text) > _SHORT or anchors(sentence.text, context)):
        return
    stop = re.compile(r"[.;؛。]").search(sentence.text, speaks.end) if speaks else None
    said = sentence.part(speaks.start if speaks else 0, stop.start() if stop else None)
    for draft in gathering.drafts:
        if draft.empty or draft.action is Action.REMOVE or draft.values.get("languages"):
            continue
        put_languages(draft, said, find_languages(said.text))


def put_also_spoken(draft: Draft, rest: Passage, context: Context) -> None:
    """Adds languages that one of several speaks beside those that all of them speak."""
    if not grammar("also", context.languages).find(rest.text[:60]):
        return
    put_languages(draft, rest, find_languages(rest.text))
