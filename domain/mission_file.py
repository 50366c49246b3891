"""The register as a table for spreadsheets (CSV): read whole or not at all, written in the form in which it is read. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from domain.acknowledgement import is_secretariat
from domain.hosts import canonical, canonical_address, is_address, is_host
from domain.likeness import is_ending
from domain.missions import Known, Mission, Register
from domain.programme import Programme
from domain.states import STATES
from domain.webmail import is_many_missions, is_webmail

COLUMNS = ("state", "language", "addresses", "domains")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a line of the file (the first is 1), and what to do."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.sentence}"


class FaultyFile(ValueError):
    """Something in the file is wrong; `faults` tells all of it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def missions_of(
    text: str,
    programme: Programme,
    register: Register | None = None,
    state_called: Callable[[str], str | None] | None = None,
) -> list[Mission]:
    """The Missions that the table tells of, one a State, in its order; FaultyFile, with every fault, where a line is wrong.

    A domain that `register`, or the table further above, gives to another State is such a fault. `state_called` tells States by
    more names than their codes and short names in English."""
    faults: list[Fault] = []
    found: dict[str, Mission] = {}
    owners: dict[str, tuple[str, int]] = {}
    for line, row in _rows(text, faults):
        mission = _mission(line, row, programme, state_called or _state, faults)
        if mission is None:
            continue
        faults.extend(_taken(line, mission, register or Register(), owners))
        earlier = found.get(mission.state, Mission(mission.state))
        if None not in (earlier.language, mission.language) and earlier.language != mission.language:
            faults.append(Fault(line, f"{mission.state} has another language ({earlier.language}) further above."))
        known = dict.fromkeys((*earlier.known, *mission.known))
        found[mission.state] = Mission(mission.state, mission.language or earlier.language, tuple(known))
    if faults:
        raise FaultyFile(faults)
    return list(found.values())


def as_table(missions: Iterable[Mission]) -> str:
    """The Missions as `missions_of` reads them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for mission in missions:
        writer.writerow([mission.state, mission.language or "", " ".join(mission.addresses), " ".join(mission.domains)])
    return out.getvalue()


def _rows(text: str, faults: list[Fault]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line that says anything, by column; the separator is the head's own (Excel writes semicolons in many countries)."""
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        columns = [name.strip().lower() for name in next(reader, [])]
        if not _heads(columns, faults):
            return
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
                faults.append(
                    Fault(line, "it has more fields than the head; put a field that holds the separator in quotes.")
                )
            elif any(cell.strip() for cell in cells):
                yield line, {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(max(reader.line_num, 1), f"it cannot be read as CSV ({error})."))


def _heads(columns: list[str], faults: list[Fault]) -> bool:
    before = len(faults)
    for name in columns:
        if name and name not in COLUMNS:
            faults.append(Fault(1, f"the column “{name}” is not known; the columns are {', '.join(COLUMNS)}."))
        elif name and columns.count(name) > 1:
            faults.append(Fault(1, f"the column “{name}” stands there more than once."))
            break
    if "state" not in columns or not {"addresses", "domains"} & set(columns):
        faults.append(
            Fault(1, f"the head must name the columns {', '.join(COLUMNS)}; addresses or domains may be absent.")
        )
    return len(faults) == before


def _taken(line: int, mission: Mission, register: Register, owners: dict[str, tuple[str, int]]) -> Iterator[Fault]:
    """The domains that are another State's already; `owners` are those of the table so far, with their line."""
    for domain in mission.domains:
        above = [(known, states) for known, states in register.whole_domains.items() if _nested(domain, known)]
        for known, states in above:
            if mission.state not in states:
                yield Fault(
                    line,
                    f"{domain} is not {mission.state}'s: {known} is registered for {', '.join(states)}; where that is wrong, "
                    f"`verbale missions forget {known}` first.",
                )
        state, further_up = owners.setdefault(domain, (mission.state, line))
        if state != mission.state:
            yield Fault(line, f"{domain} is given to {state} in line {further_up}; a domain is one Mission's own.")


def _nested(one: str, other: str) -> bool:
    """True for the same domain, and where one lies under the other."""
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _mission(
    line: int,
    row: dict[str, str],
    programme: Programme,
    state_called: Callable[[str], str | None],
    faults: list[Fault],
) -> Mission | None:
    before = len(faults)
    state = state_called(row["state"])
    if state is None:
        told = f"“{row['state']}” is no State" if row["state"] else "the State is missing"
        faults.append(Fault(line, f"{told}; write its code of three letters, such as KEN."))
    language = row.get("language", "").lower() or None
    if language is not None and language not in programme.languages:
        languages = ", ".join(programme.languages)
        faults.append(
            Fault(line, f"“{language}” is no language in which we write; it is one of {languages}, or nothing.")
        )
    values = [*_addresses(line, row, programme, faults), *_domains(line, row, programme, faults)]
    if not values and language is None and len(faults) == before:
        faults.append(Fault(line, "it gives neither an address nor a domain nor a language."))
    if state is None or len(faults) > before:
        return None
    return Mission(state, language, tuple(Known(state, value) for value in dict.fromkeys(values)))


def _addresses(line: int, row: dict[str, str], programme: Programme, faults: list[Fault]) -> Iterator[str]:
    for written in _several(row.get("addresses", "")):
        address = canonical_address(written)
        if not is_address(address):
            faults.append(
                Fault(line, f"“{written}” is no e-mail address; write name@example.org, without a display name.")
            )
        elif is_secretariat(address, programme):
            faults.append(Fault(line, f"{address} is the Secretariat's own, and no Mission's."))
        else:
            yield address


def _domains(line: int, row: dict[str, str], programme: Programme, faults: list[Fault]) -> Iterator[str]:
    for written in _several(row.get("domains", "")):
        domain = canonical(written.removeprefix("@"))
        if not is_host(domain):
            faults.append(Fault(line, f"“{written}” is no domain; write it as behind the @, such as example.org."))
        elif is_ending(domain):
            faults.append(Fault(line, f"under {domain} anybody may register; give the Mission's own domain there."))
        elif is_webmail(domain):
            faults.append(
                Fault(line, f"at {domain} anybody may have an address; give the Mission's own address there instead.")
            )
        elif is_many_missions(domain):
            faults.append(
                Fault(line, f"many Missions have addresses at {domain}; give the Mission's own address there instead.")
            )
        elif is_secretariat(domain, programme):
            faults.append(Fault(line, f"{domain} is the Secretariat's own, and no Mission's."))
        else:
            yield domain


def _several(cell: str) -> Collection[str]:
    return [part for part in re.split(r"[\s,;]+", cell) if part]


def _state(written: str) -> str | None:
    """The alpha-3 code of a State given by that code, its code of two letters or its short name in English."""
    code = written.upper()
    if code in STATES:
        return code
    named = (
        state.alpha3
        for state in STATES.values()
        if written and written.casefold() in (state.alpha2.casefold(), state.name.casefold())
    )
    return next(named, None)
