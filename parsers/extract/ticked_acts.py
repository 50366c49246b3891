"""A line of boxes that say what is to be done with the contacts below, of which one is ticked ("☒ New ☐ Update ☐ Removal")."""

from __future__ import annotations

import re

from domain.submission import Action
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.overlaps import within
from parsers.extract.passages import Passage
from parsers.extract.ticks import tick_marks
from parsers.words import formula

_FEWEST = 2
_LONGEST = 60
"""Characters of what stands beside a box."""
_WORDS_BEFORE = 2
_APART = re.compile(r"\w\s*[,،，;；؛。(（]|\w\.\s")
"""Signs behind which a box speaks of something else ("Consent given (withdrawal possible)")."""
_ACTS = (("box_removes", Action.REMOVE), ("box_updates", Action.UPDATE), ("box_adds", Action.ADD))


def ticked_act(passage: Passage, context: Context) -> tuple[Action, Passage] | None:
    """What the only ticked of several such boxes says, and where; None for any other text."""
    text = passage.text
    marks = tick_marks(text)
    if len(marks) < _FEWEST:
        return None
    head = text[: marks[0][0]].strip()
    behind = bool(head) and not head.endswith((":", "："))  # the boxes stand behind what they mean
    asked = max(head.rfind(":"), head.rfind("：")) + 1
    begins = [asked, *(end for _, end, _ in marks)][:-1] if behind else [end for _, end, _ in marks]
    ends = [start for start, *_ in marks] if behind else [*(start for start, *_ in marks[1:]), len(text)]
    said = [passage.part(low, high) for low, high in zip(begins, ends, strict=True)]
    if any(len(one.text) > _LONGEST for one in said):
        return None
    acts = [act_of(one.text, context) for one in said]
    chosen = [(act, one) for act, one, (*_, on) in zip(acts, said, marks, strict=True) if on]
    if len(set(acts) - {None}) < _FEWEST or len(chosen) != 1 or chosen[0][0] is None:
        return None
    return chosen[0][0], chosen[0][1]


def box_line(passage: Passage, context: Context) -> tuple[Action, bool] | None:
    """What a line says that is one such box alone, and whether it is ticked; None for any other line."""
    marks = tick_marks(passage.text)
    if len(marks) != 1 or marks[0][0] or len(passage.text) > _LONGEST or anchors(passage.text, context):
        return None
    act = act_of(passage.text[marks[0][1] :], context)
    return (act, marks[0][2]) if act is not None else None


def take_ticked_act(gathering: Gathering, passage: Passage) -> bool:
    """Whether boxes say what is to be done with those who follow; the ticked one leads them in."""
    alone = box_line(passage, gathering.context)
    if (told := ticked_act(passage, gathering.context)) is not None:
        gathering.lead = told
    elif alone is not None and alone[1]:
        gathering.lead = alone[0], passage
    return told is not None or alone is not None


def act_of(text: str, context: Context) -> Action | None:
    """The act with which the text begins; None where it says more before it ("I agree; withdrawal at any time"), or "no change"."""
    unchanged = formula("confirm", context.languages).find(text)
    told = ((act, grammar(kind, context.languages).search(text)) for kind, act in _ACTS)
    return next(
        (
            act
            for act, found in told
            if found is not None and _is_begun(text[: found.start]) and all(within(one, [found]) for one in unchanged)
        ),
        None,
    )


def _is_begun(before: str) -> bool:
    return len(before.split()) <= _WORDS_BEFORE and not _APART.search(before)
