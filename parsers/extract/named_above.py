"""Particulars behind a colon and the name of somebody told of above ("Jane Doe: tel. ..., e-mail ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.submission import Action
from parsers.expressions import later
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.numbering import LIST_MARK
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage, chain
from parsers.extract.predecessors import is_about
from parsers.fields.names import split_honorific

_LAST_WORDS = later(r"(?<=\s)(?:[A-ZÀ-ÞА-ЯЁ][\w'’.-]*\s*){1,4}$")
_SHORTEST_FAMILY = 4
_HEAD = re.compile(r"(?P<who>[^:：\d@;；\n]{2,70}?)\s*(?:[:：]|\s[-–—])\s*(?=\S)")
"""A name and the colon or dash behind it."""


def read_named(gathering: Gathering, lines: Sequence[Passage]) -> bool:
    """Gives each of those named above what stands behind their names; False where the first line begins otherwise."""
    parts: list[tuple[Draft, list[Passage]]] = []
    for line in lines:
        found = _named(gathering, line)
        if found is not None:
            parts.append((found[0], [found[1]]))
        elif parts:
            parts[-1][1].append(line)
        else:
            return False
    for draft, told in parts:
        gathering.current = draft
        put_particulars(gathering, draft, chain(told))
    return True


def _named(gathering: Gathering, line: Passage) -> tuple[Draft, Passage] | None:
    mark = LIST_MARK.match(line.text)
    bare = line.part(mark.end()) if mark else line
    head = _HEAD.match(bare.text)
    draft = named_above(gathering, head["who"]) if head else None
    return (draft, bare.part(head.end())) if head and draft else None


def named_above(gathering: Gathering, text: str) -> Draft | None:
    """The contact told of above whose name the text is, with or without a form of address; None where it is nobody's who stays."""
    name = split_honorific(text, gathering.context.address_languages)[1]
    stays = [draft for draft in gathering.drafts if draft.action is not Action.REMOVE]
    return next((d for d in stays if d.is_person(name)), None) or _named_last(stays, text)


def _named_last(stays: Sequence[Draft], text: str) -> Draft | None:
    """The only one whose family name ends a label, perhaps declined and with initials ("Номер телефона Шарипова Дж. Х.")."""
    tail = _LAST_WORDS.search(text)
    family = [word for word in tail[0].split() if len(word.strip(".,")) >= _SHORTEST_FAMILY] if tail else []
    if tail is None or not tail.start() or not family:
        return None
    meant = [draft for draft in stays if is_about(draft, " ".join(family))]
    return meant[0] if len(meant) == 1 else None
