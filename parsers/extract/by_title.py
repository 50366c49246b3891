"""What is told of somebody whom a sentence only calls by a title ("The Ambassador may be reached at ...")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.submission import Action
from parsers.extract.anchors import anchors
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage
from parsers.extract.posts import put_office, put_workplace
from parsers.extract.turns import Turns

_SHORTEST = 5
"""Letters of the shortest title that calls somebody without a name."""
_OPENING = 60
"""Characters of a sentence in which the first of them is called."""
_SEVERAL = 2


def take_by_title(gathering: Gathering, sentence: Passage, turns: Turns) -> bool:
    """Takes in what a sentence tells of those whom it calls by a title that one of several contacts alone bears; False where it
    calls nobody so, or names somebody."""
    text, context = sentence.text, gathering.context
    if turns.withdraw or turns.replace or turns.replaced_by or anchors(text, context):
        return False
    called = sorted(_called(gathering, text), key=lambda one: one[0])
    if not called or called[0][0] > _OPENING:
        return False
    for number, (_, end, draft) in enumerate(called):
        behind = sentence.part(end, called[number + 1][0] if number + 1 < len(called) else len(text))
        behind = behind.part(len(behind.text) - len(behind.text.lstrip()))
        put_office(draft, behind, context)
        put_workplace(draft, behind, context)
        put_particulars(gathering, draft, behind)
        gathering.current = draft
    return True


def _called(gathering: Gathering, text: str) -> Iterator[tuple[int, int, Draft]]:
    """Where in the text the title of one contact alone stands without the name, from and to."""
    people = [draft for draft in gathering.drafts if draft.first("name") and draft.action is not Action.REMOVE]
    titles = [_title(draft) for draft in people]
    for draft, title in zip(people, titles, strict=True):
        if len(people) < _SEVERAL or title is None or titles.count(title) > 1:
            continue
        found = re.search(rf"(?<![\w-]){re.escape(title)}(?![\w-])", text)
        if found is None:
            continue
        before, behind = text[: found.start()].split(), text[found.end() :].split()
        part_of_more = (len(before) > 1 and before[-1][:1].isupper()) or (bool(behind) and behind[0][:1].isupper())
        if not part_of_more:
            yield found.start(), found.end(), draft


def _title(draft: Draft) -> str | None:
    """The title before the name, where it is more than a plain one."""
    honorific = draft.first("honorific")
    title = honorific.text.rstrip(". ") if honorific else ""
    plain = grammar("plain_titles").is_whole(title)
    return title if len(title) >= _SHORTEST and title[:1].isupper() and "." not in title and not plain else None
