"""The States for which a note's passages speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.grammar import ARTICLE, grammar, one_of
from parsers.extract.hosts import senders, sent_by
from parsers.extract.passages import Passage
from parsers.extract.principals import PASSED_ON, outright, principal_of
from parsers.extract.titles import title_of
from parsers.fields.found import Found
from parsers.fields.states import find_states
from parsers.scripts import HAN_SIGN
from parsers.words import formula, label_at_head, phrases

_WHOSE = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}")
"""What stands between a State and its points of contact: "Kenya's two national points of contact"."""
_BEHIND = 70
_LISTED = 3
"""States named together from which none of them speaks."""
_BEFORE = 4
_AND = later(
    rf"\s*,?\s*(?:{one_of('conjunctions')}|و|[和与及]|以及)\s*(?:{ARTICLE}|(?:of|d|de|du|von|der|do|da|del)\b\s*)*",
    re.IGNORECASE,
)
_LISTS = later(rf"\s*[,،、]\s*(?:{ARTICLE}|(?:of|d|de|du|von|der|do|da|del)\b\s*)*", re.IGNORECASE)
"""What joins two States, or lists them, of which the Missions are named together."""
_TO_FIRST = 24
"""Characters between the word for a Mission and the first of several States."""
_OWN = 11
"""Characters between a State at the head of a line and its body ("Fiji Permanent Mission")."""
_SIGNATURE_LINE = 140
_MOSTLY = 0.6
"""Share of a line that a State's name must fill to be what the line says."""


def states_spoken_for(passages: Sequence[Passage], context: Context) -> list[tuple[Passage, Found, int]]:
    """States whose Mission, ministry or Government the passages name as speaking, with how much that weighs."""
    spoken: list[tuple[Passage, Found, int]] = []
    for passage in passages:
        states = find_states(passage.text)
        if not states:
            continue
        opening = formula("courtesy_opening", context.languages).stands_in(passage.text)
        own = senders(passage.text, states)
        for mission in formula("mission", context.languages).find(passage.text):
            state = _of_mission(passage.text, mission, own)
            if state:
                spoken.extend(_by_mission(passage, state, states, 5 if opening else 3, context))
                break
        else:
            label = label_at_head(passage.text, context.languages)
            if label and "state" in label[0].codes:
                spoken.append((passage, states[0], 4))
                continue
            if (said := outright(passage.text, states, context)) is not None:
                spoken.append((passage, said, PASSED_ON))
                continue
            behalf = _on_behalf(passage.text, states, context)
            if behalf:
                spoken.append((passage, behalf, 2))
    return spoken


def _by_mission(
    passage: Passage, state: Found, states: Sequence[Found], weight: int, context: Context
) -> list[tuple[Passage, Found, int]]:
    """The Mission's own State, and another for which the Mission writes; the latter alone where the text says it outright."""
    other = principal_of(passage.text, state, states, context)
    if other is None:
        return [(passage, state, weight)]
    if other[1] != PASSED_ON:
        return [(passage, *other)]
    return [(passage, state, weight), (passage, *other)]


def states_signed(passages: Sequence[Passage], context: Context) -> list[tuple[Passage, Found, int]]:
    """States of whose authority a signature's lines speak: a line that is a State's name, or names a body or a contact of it."""
    signed: list[tuple[Passage, Found, int]] = []
    for passage in passages:
        if len(passage.text) > _SIGNATURE_LINE:
            continue
        for state in senders(passage.text, find_states(passage.text))[:1]:
            alone = state.end - state.start >= _MOSTLY * len(passage.text.strip())
            bodies = grammar("bodies", context.languages)
            own = bodies.search(passage.text[state.end :]) if state.start <= 1 else None
            body = bodies.stands_in(passage.text[: state.start]) or (own is not None and own.start <= _OWN)
            if alone or body or title_of(passage.text, context.languages) is not None:
                signed.append((passage, state, 2))
    return signed


def _of_mission(text: str, mission: Found, states: Sequence[Found]) -> Found | None:
    """The State of the Mission named at this place: the one named in its name, behind it, or (in Chinese) before it."""
    within = [s for s in states if s.start >= mission.start and s.end <= mission.end]
    if within:
        return within[0]
    if _is_joint(text, mission, states):
        return None
    if (sender := sent_by(text, mission, states)) is not None:
        return sender
    before = [s for s in states if 0 <= mission.start - s.end <= _BEFORE]
    if before and HAN_SIGN.match(text[mission.start :]):
        return before[-1]
    behind = [
        s
        for s in states
        if mission.start <= s.start <= mission.end + _BEHIND
        and not re.search(r"[.;]", text[mission.end : s.start])
        and not grammar("posts").stands_in(text[mission.end : s.start])
    ]
    return behind[0] if behind else (before[-1] if before else None)


def _is_joint(text: str, mission: Found, states: Sequence[Found]) -> bool:
    """True where words for Missions are followed, in Chinese preceded, by several States joined by "and"."""
    han = HAN_SIGN.match(text[mission.start :]) is not None
    beside = [s for s in states if (s.end <= mission.start if han else s.start >= mission.end)]
    chain = [*reversed(beside)] if han else beside
    near = chain and (mission.start - chain[0].end if han else chain[0].start - mission.end) <= _TO_FIRST
    for one, other in pairwise(chain) if near else ():
        low, high = (other, one) if han else (one, other)
        between = text[low.end : high.start]
        if _AND.fullmatch(between) or (not between.strip() and text[high.start : high.start + 1] == "و"):
            return True
        if not _LISTS.fullmatch(between):
            return False
    return False


def _on_behalf(text: str, states: Sequence[Found], context: Context) -> Found | None:
    """The State whose points of contact or Government the text speaks of."""
    if len({state.value for state in states}) >= _LISTED:
        # "Among those that have updated their entries are ..."
        return None
    contacts = phrases("roles", "contact", context.languages).find(text)
    for state in states:
        if any(0 <= state.start - c.end <= 45 for c in contacts):
            return state
        if any(c.start > state.end and _WHOSE.fullmatch(text, state.end, c.start) for c in contacts):
            return state
    if any(formula(kind, context.languages).stands_in(text) for kind in ("nominate", "update", "withdraw", "confirm")):
        return states[0]
    return None
