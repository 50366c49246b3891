"""Principals: the State for which the Mission of another one writes, or whose note it passes on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.fields.found import Found
from parsers.words import formula

CERTAIN = 7
"""Weight of a State on whose behalf the text says that it is written; no letterhead outweighs it."""
PASSED_ON = 6
"""Weight of a State whose note or nomination is passed on: doubtful beside the Mission's own."""
_TO_STATE = 70
"""Characters between such words and the State, in which its Government is named."""
_NAMED = later(r"[\s'’]*(?:[\w'’]{1,4}\s+){0,2}[A-ZÀ-ÝА-ЯЁ]\w{2,}")


def principal_of(text: str, mission: Found, states: Sequence[Found], context: Context) -> tuple[Found, int] | None:
    """Another State than the Mission's for which the text speaks, with how much that weighs; the Mission's own, weighing hardly
    anything, where it writes for a Government that no list of States has; None where it writes for itself."""
    for kind, weight in (("on_behalf", CERTAIN), ("passes_on", PASSED_ON)):
        for said in grammar(kind, context.languages).find(text):
            state = _behind(text, said, states)
            if state is not None and state.value != mission.value:
                return state, weight
            if state is None and kind == "on_behalf" and _is_of_a_government(text, said, context):
                return mission, 1
    return None


def outright(text: str, states: Sequence[Found], context: Context) -> Found | None:
    """The State on whose behalf a text says that it nominates, changes or withdraws; None where it says none."""
    if not any(
        formula(kind, context.languages).stands_in(text) for kind in ("nominate", "update", "withdraw", "replace")
    ):
        return None
    hits = (_behind(text, said, states) for said in grammar("on_behalf", context.languages).find(text))
    return next((state for state in hits if state is not None), None)


def _behind(text: str, said: Found, states: Sequence[Found]) -> Found | None:
    for state in states:
        if said.start <= state.start <= said.end + _TO_STATE and not re.search(
            r"[,.;،؛，。；]", text[said.end : state.start]
        ):
            return state
    return None


def _is_of_a_government(text: str, said: Found, context: Context) -> bool:
    """True where a Government is named by a place behind the words ("on behalf of the Government of A")."""
    behind = text[said.end : said.end + _TO_STATE]
    government = grammar("governments", context.languages).search(behind)
    if government is None or re.search(r"[,.;]", behind[: government.start]):
        return False
    return _NAMED.match(behind, government.end) is not None
