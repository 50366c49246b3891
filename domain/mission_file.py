"""The register as a table for spreadsheets (CSV): read whole or not at all, written in the form in which it is read. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain.acknowledgement import is_secretariat
from domain.endings import is_ending
from domain.hosts import canonical, canonical_address, is_address, is_host
from domain.missions import Known, Mission, Register
from domain.nested import Nested
from domain.programme import Programme
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
    state_called: Callable[[str], str | None],
    register: Register | None = None,
) -> list[Mission]:
    """The Missions that the table tells of, one a State, in its order; FaultyFile, with every fault, where a line is wrong.

    A domain that `register`, or the table further above, gives to another State is such a fault, and so is one above or below it.
    What `register` holds for the very State is none. `state_called` gives the code of a State by what people call it."""
    faults: list[Fault] = []
    found: dict[str, Mission] = {}
    register = register or Register()
    held: dict[str, set[str]] = {}
    for one in register.known:
        held.setdefault(one.state, set()).add(one.value)
    owned = _Owned(register, held)
    for line, row in _rows(text, faults):
        state = state_called(row.get("state", ""))
        mission = _mission(line, row, state, programme, held.get(state or "", set()), faults)
        if mission is None:
            continue
        faults.extend(owned.taken(line, mission))
        earlier = found.get(mission.state, Mission(mission.state))
        if None not in (earlier.language, mission.language) and earlier.language != mission.language:
            faults.append(Fault(line, f"{mission.state} has another language ({earlier.language}) further above."))
        known = dict.fromkeys((*earlier.known, *mission.known))
        found[mission.state] = Mission(mission.state, mission.language or earlier.language, tuple(known))
    if faults:
        raise FaultyFile(faults)
    return list(found.values())


def as_table(missions: Iterable[Mission]) -> str:
    """The Missions as `missions_of` reads them; those of which nothing is known are left out."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for mission in missions:
        if not mission.known and mission.language is None:
            continue
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


class _Owned:
    """The domains that are a State's already: by the register, and by the table so far."""

    def __init__(self, register: Register, held: Mapping[str, Collection[str]]) -> None:
        self._held = held
        self._registered, self._states = Nested(register.whole_domains), register.whole_domains
        self._told, self._lines = Nested(), dict[str, tuple[str, int]]()

    def taken(self, line: int, mission: Mission) -> Iterator[Fault]:
        """The domains of this line that are another State's, or in one; all others are its own from here on."""
        for domain in mission.domains:
            if domain in self._held.get(mission.state, ()):
                continue
            faults = [*self._by_the_register(line, mission.state, domain)] or [
                *self._by_the_table(line, mission.state, domain)
            ]
            yield from faults
            if not faults:
                self._told.add(domain)
                self._lines.setdefault(domain, (mission.state, line))

    def _by_the_register(self, line: int, state: str, domain: str) -> Iterator[Fault]:
        for known in self._registered.touching(domain):
            if state not in (states := self._states[known]):
                yield Fault(
                    line,
                    f"{domain} is not {state}'s: {known} is registered for {', '.join(states)}; where that is wrong, "
                    f"`verbale missions forget {known}` first.",
                )

    def _by_the_table(self, line: int, state: str, domain: str) -> Iterator[Fault]:
        for known in self._told.touching(domain):
            owner, further_up = self._lines[known]
            if owner == state:
                continue
            if known == domain:
                yield Fault(line, f"{domain} is given to {owner} in line {further_up}; a domain is one Mission's own.")
            else:
                yield Fault(
                    line,
                    f"{domain} is not {state}'s: {known} is given to {owner} in line {further_up}; a domain is one Mission's "
                    "own, with all that lies below it.",
                )


def _mission(
    line: int, row: dict[str, str], state: str | None, programme: Programme, held: Collection[str], faults: list[Fault]
) -> Mission | None:
    before = len(faults)
    if state is None:
        told = f"“{row['state']}” is no State" if row.get("state") else "the State is missing"
        faults.append(Fault(line, f"{told}; write its code of three letters, such as KEN."))
    language = row.get("language", "").lower() or None
    if language is not None and language not in programme.languages:
        languages = ", ".join(programme.languages)
        faults.append(
            Fault(line, f"“{language}” is no language in which we write; it is one of {languages}, or nothing.")
        )
    values = [*_addresses(line, row, programme, held, faults), *_domains(line, row, programme, held, faults)]
    if not values and language is None and len(faults) == before:
        faults.append(Fault(line, "it gives neither an address nor a domain nor a language."))
    if state is None or len(faults) > before:
        return None
    return Mission(state, language, tuple(Known(state, value) for value in dict.fromkeys(values)))


def _addresses(
    line: int, row: dict[str, str], programme: Programme, held: Collection[str], faults: list[Fault]
) -> Iterator[str]:
    for written in _several(row.get("addresses", "")):
        address = canonical_address(written)
        if address in held:
            yield address
        elif not is_address(address):
            faults.append(
                Fault(line, f"“{written}” is no e-mail address; write name@example.org, without a display name.")
            )
        elif is_secretariat(address, programme):
            faults.append(Fault(line, f"{address} is the Secretariat's own, and no Mission's."))
        else:
            yield address


def _domains(
    line: int, row: dict[str, str], programme: Programme, held: Collection[str], faults: list[Fault]
) -> Iterator[str]:
    for written in _several(row.get("domains", "")):
        domain = canonical(written.removeprefix("@"))
        if domain in held:
            yield domain
        elif not is_host(domain):
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
