"""`verbale missions`: the register of Missions printed, added to from a table, and corrected."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from domain.hosts import canonical, canonical_address
from domain.mission_changes import Changes, changes_of
from domain.mission_file import FaultyFile, as_table, missions_of
from domain.missions import Mission, Register
from domain.programme import Programme
from domain.states import STATES
from store import missions
from verbale.screen import screen
from verbale.states import state_asked

if TYPE_CHECKING:
    from verbale.wiring import House

LARGEST = 10 * 1024 * 1024
"""Bytes of a file that is read; the register of all States has a hundred times fewer."""
TOLD = 20
"""Faults, or new values, that are told one by one."""


def print_missions(opened: AbstractContextManager[House], as_csv: bool, state: str | None) -> None:
    """Prints what is known of each Mission, of all States or one."""
    wanted = state_asked(state) if state else None
    with opened as house, house.database.reading() as session:
        found = [mission for mission in missions.all_of(session) if wanted in (None, mission.state)]
    if as_csv:
        print(as_table(found), end="")
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for head in ("State", "", "language", "address or domain", "name", "known by", "since"):
        table.add_column(head)
    for mission in found:
        name = STATES[mission.state].name if mission.state in STATES else ""
        first = (mission.state, name, mission.language or "")
        for known in mission.known or (None,):
            rest = ("", "", "", "")
            if known is not None:
                since = f"{known.since:%Y-%m-%d}" if known.since else ""
                rest = (known.value, known.name, known.origin.value, since)
            table.add_row(*(Text(cell) for cell in (*first, *rest)))
            first = ("", "", "")
    nothing = "No Mission is known yet; `verbale missions import FILE.csv` reads a table of them."
    screen().print(table if found else nothing)


def import_file(opened: AbstractContextManager[House], file: Path, check: bool) -> None:
    """Adds the file's addresses, domains and languages to the register, and says what that changed; with `check` only says what it
    would. Trouble, and nothing added, where a line is wrong."""
    text = _read(file)
    with opened as house:
        with house.database.reading() as session:
            held = missions.all_of(session)
        found = _missions_in(text, file, house.programme, held)
        if not check:
            with house.database.transaction() as session:
                # Read without the lock, which others wait for; what changed meanwhile is looked at anew.
                if (meanwhile := missions.all_of(session)) != held:
                    held, found = meanwhile, _missions_in(text, file, house.programme, meanwhile)
                changes = changes_of(found, held)
                missions.add(session, changes.known + changes.new, house.clock(), actor="operator")
                for state, _, language in changes.languages:
                    missions.speak(session, state, language)
    if check:
        print(f"{file} is in order. Importing it would change:")
    print("\n".join(_summary(changes_of(found, held), len(found))))


def _missions_in(text: str, file: Path, programme: Programme, held: Sequence[Mission]) -> list[Mission]:
    """What the file tells where those Missions are held; Trouble where a line is wrong."""
    from parsers.fields.states import state_called
    from verbale.wiring import Trouble

    try:
        register = Register(tuple(one for mission in held for one in mission.known))
        return missions_of(text, programme, state_called, register)
    except FaultyFile as faulty:
        told = [f"  {fault}" for fault in faulty.faults[:TOLD]]
        more = len(faulty.faults) - TOLD
        told.extend([f"  and {more} more"] if more > 0 else [])
        raise Trouble("\n".join([f"Nothing was imported from {file}:", *told])) from None


def _summary(changes: Changes, read: int) -> list[str]:
    """What is new and what is otherwise than before, a line each; of long lists of what is new the beginning."""
    new = [f"  {one.state}  {one.value}" for one in changes.new]
    more = len(new) - TOLD
    return [
        f"{read} Missions read; {len(new)} addresses and domains are new, {len(changes.known)} were known.",
        *new[:TOLD],
        *([f"  and {more} more"] if more > 0 else []),
        *(
            f"  {state}  language of correspondence: {after} (before: {before or 'not told'})"
            for state, before, after in changes.languages
        ),
        *(f"  caution: {sentence}" for sentence in changes.caution),
    ]


def forget_value(opened: AbstractContextManager[House], value: str, state: str | None) -> None:
    """Takes the address or domain out of the register; Trouble where it does not stand there."""
    from verbale.wiring import Trouble

    plain = canonical_address(value) if "@" in value else canonical(value)
    with opened as house, house.database.transaction() as session:
        states = missions.forget(session, plain, house.clock(), state_asked(state) if state else None, actor="operator")
    if not states:
        raise Trouble(f"{plain} does not stand in the register; `verbale missions` prints it.")
    print(f"{plain} is no longer known as the Mission's of {', '.join(states)}.")


def _read(file: Path) -> str:
    from verbale.wiring import Trouble

    try:
        with file.open("rb") as opened:
            raw = opened.read(LARGEST + 1)
    except OSError as error:
        raise Trouble(f"{file} cannot be read ({error.strerror}); name a CSV file.") from error
    if len(raw) > LARGEST:
        raise Trouble(f"{file} is larger than any register of Missions; name a CSV file.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Trouble(f"{file} is not UTF-8 text (line {line}); save it as “CSV UTF-8”.") from error
