"""What a table of Missions would change in the register, told before and after it is imported. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.missions import Known, Mission, Register


@dataclass(frozen=True, slots=True)
class Changes:
    """`languages`: State, language before (None where nobody said) and after; `caution` tells what is odd and not refused."""

    new: tuple[Known, ...]
    known: tuple[Known, ...]
    languages: tuple[tuple[str, str | None, str], ...]
    caution: tuple[str, ...]


def changes_of(found: Iterable[Mission], held: Sequence[Mission]) -> Changes:
    """What importing these Missions changes where those are held."""
    found = list(found)
    before = {mission.state: mission for mission in held}
    values = {(one.state, one.value) for mission in held for one in mission.known}
    told = [one for mission in found for one in mission.known]
    new = tuple(one for one in told if (one.state, one.value) not in values)
    known = tuple(one for one in told if (one.state, one.value) in values)
    languages = tuple(
        (mission.state, earlier, mission.language)
        for mission in found
        if mission.language is not None
        and (earlier := before[mission.state].language if mission.state in before else None) != mission.language
    )
    register = Register(tuple(one for mission in held for one in mission.known))
    return Changes(new, known, languages, tuple(_caution(new, register)))


def _caution(new: Iterable[Known], register: Register) -> Iterator[str]:
    """Addresses that are another State's as well, or lie in another State's domain."""
    for one in new:
        if one.is_domain:
            continue
        if others := [state for state in register.at_address(one.value) if state != one.state]:
            yield f"{one.value} is registered for {', '.join(others)} already, and is {one.state}'s as well from now on."
        others = [state for state in register.at_domain(one.domain) if state != one.state]
        if others and one.state not in register.at_domain(one.domain):
            yield f"{one.value} is given to {one.state}, and {one.domain} is registered for {', '.join(others)}."
