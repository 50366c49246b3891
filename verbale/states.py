"""States as people write them on the command line: by code, or by name in any of our languages."""

from __future__ import annotations

from difflib import get_close_matches

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
