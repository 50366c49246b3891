"""States by name: as people write them on the command line, and as we name them in our mails."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from domain.states import STATES


def state_asked(written: str) -> str:
    """The alpha-3 code of the State that is meant; Trouble where none is, or more than one."""
    from parsers.fields.states import state_called
    from verbale.wiring import Trouble

    code = state_called(written)
    if code is not None:
        return code
    names = {state.name.casefold(): state for state in STATES.values()}
    near = get_close_matches(written.casefold(), names, n=1, cutoff=0.75)
    perhaps = f" Perhaps {names[near[0]].name} ({names[near[0]].alpha3})?" if near else ""
    raise Trouble(f"“{written}” is no State; write its code of three letters, such as KEN, or its name.{perhaps}")


@cache
def observers() -> frozenset[str]:
    """The observer States' codes."""
    return frozenset(code for code, state in STATES.items() if state.observer)


def state_name(code: str, language: str) -> str:
    """The short name of a State in a language, in English where that language has none."""
    from parsers.lexicons import state_names

    names = state_names(language).get(code)
    return names[0] if names else STATES[code].name if code in STATES else code
