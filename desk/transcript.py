"""Transcripts: what an attachment without pages says, as lines and tables, marked where values were read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from desk.marks import Run

Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its lines, and whether it is empty."""

    lines: tuple[Runs, ...]

    @property
    def empty(self) -> bool:
        """True where nothing stands in it."""
        return not any(run.text.strip() for line in self.lines for run in line)


@dataclass(frozen=True, slots=True)
class Passage:
    """Either lines that stand together, or (with `rows`) a table; `rtl` where a table is read from the right."""

    lines: tuple[Runs, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    rtl: bool = False


def passages(runs: Iterable[Run]) -> tuple[Passage, ...]:
    """The passages of a text in the form that domain.reading.Attachment.text promises, with its marks."""
    found: list[Passage] = []
    for tabular, lines in groupby(_split(runs, "\n"), key=_kind):
        if tabular is None:
            continue
        if not tabular:
            found.append(Passage(lines=tuple(lines)))
            continue
        rows = tuple(tuple(Cell(tuple(_split(cell, "\u2028"))) for cell in _split(line, "\t")) for line in lines)
        found.append(Passage(rows=rows, rtl=_from_the_right(rows)))
    return tuple(found)


def _split(runs: Iterable[Run], separator: str) -> Iterator[Runs]:
    """The runs between the separators; a mark that reaches over one goes on behind it, its anchors stay on its first run."""
    line: list[Run] = []
    for run in runs:
        anchor, also = run.anchor, run.also
        for place, text in enumerate(run.text.split(separator)):
            if place:
                yield tuple(line)
                line = []
            if text:
                line.append(replace(run, text=text, anchor=anchor, also=also))
                anchor, also = None, ()
    yield tuple(line)


def _kind(line: Runs) -> bool | None:
    """True for a table's row, None for an empty line, else False."""
    if any("\t" in run.text for run in line):
        return True
    return False if any(run.text.strip() for run in line) else None


def _from_the_right(rows: tuple[tuple[Cell, ...], ...]) -> bool:
    text = "".join(run.text for row in rows for cell in row for line in cell.lines for run in line)
    letters = [unicodedata.bidirectional(letter) for letter in re.sub(r"[\W\d]+", "", text)]
    return 2 * sum(letter in ("R", "AL") for letter in letters) > len(letters)
