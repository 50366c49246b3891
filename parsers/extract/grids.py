"""A table's cells as passages, with what each of them asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from parsers.document import Cell, Table
from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.examples import without_samples
from parsers.extract.grammar import grammar
from parsers.extract.helpers import asks_of_helper
from parsers.extract.items import CONTACT_CODES
from parsers.extract.passages import Passage, join
from parsers.extract.senses import OTHER, sense_of
from parsers.fields.names import split_honorific
from parsers.scripts import HAN_SIGN
from parsers.words import Label, label_of

_LETTERS = re.compile(r"[^\W\d_]")
_QUESTION = re.compile(r"[?？؟]\s*$")
_MOSTLY = 0.4
"""Share of known labels in a column or row from which the others are labels too."""
_FEWEST = 3
"""Letters of the shortest label in a cell of its own, but for Han: an "M." there is a form of address."""


_INSTRUCTION = later(r"\s*[(（]?[a-zà-ÿа-яё]{2,}\s")
"""How a line begins that says how to answer the label above it."""
_SAID = re.compile(r"@|\d{3}|[:：]\s*\S")
_ANSWERED = re.compile(r"@|[:：]\s*[^\s(（]")
"""What stands in a cell that holds its answer too."""
_LABEL_AND_VALUE = 2
_FEWEST_PAIRS = 4
_NEARLY_ALL = 0.75
_HIGHEST = 4
"""Rows among which the row of labels stands."""
_COUNT = later(r"[(]?(?:[\d٠-٩]{1,2}(?:\.[\d٠-٩]{1,2})?|[一二三四五六七八九十]{1,2}|[a-h]|[ivx]{1,4})[.)、]?")
_FEWEST_COUNTED = 4
_LONGEST_COUNT = 5
"""Characters of the longest head of a column of numbers ("No.", "№ п/п")."""
_OWN = frozenset({"name", "family_name", "given_name", "patronymic", "honorific", "email", "mobile", "fax"})
"""What nobody shares with another contact."""


@dataclass(frozen=True)
class Grid:
    """A table's cells as passages, rows and columns without content left out; `cells` keeps the lines for nested layouts."""

    rows: tuple[tuple[Passage, ...], ...]
    cells: tuple[tuple[Cell, ...], ...]
    languages: tuple[str, ...]

    @property
    def width(self) -> int:
        """How many columns have content."""
        return len(self.rows[0]) if self.rows else 0

    def label(self, row: int, column: int) -> Label | None:
        """What the cell asks, None where it is no label; among labels one that no lexicon has is told by its words."""
        text = self.rows[row][column].text
        if asks_of_helper(text, self.languages):
            return OTHER
        if (known := self._known(row, column)) is not None or not text.strip():
            return known
        if not (_QUESTION.search(text) or (row, column) in self._among_labels) or _says_more(text, self.languages):
            return None
        return sense_of(text, self.languages)

    def answer(self, row: int, column: int) -> Passage:
        """What the cell answers to the label in the first column: also from a cell before it that lies over several contacts,
        but for what nobody shares."""
        label = self.label(row, 0)
        over = column
        if label is not None and label.codes[0] not in _OWN:
            while over > 1 and not self.rows[row][over] and self.cells[row][over].spanned:
                over -= 1
        return self.rows[row][over]

    def _known(self, row: int, column: int) -> Label | None:
        text = self.rows[row][column].text
        if not 0 < len(text) <= 160 or (text.isascii() and len(_LETTERS.findall(text)) < _FEWEST):
            return None
        if grammar("plain_titles").is_whole(text) or (HAN_SIGN.match(text) and _ANSWERED.search(text)):
            return None
        return label_of(text, self.languages) or self._above_example(row, column)

    def _above_example(self, row: int, column: int) -> Label | None:
        """What a cell asks that says below, or behind, how to answer ("Office phone ⏎ with country code, e.g. +675 12345")."""
        text, lines = self.rows[row][column].text, self.cells[row][column].lines
        if len(lines) > 1 and _INSTRUCTION.match(lines[1].text) and not _SAID.search(text):
            # "Name and title ⏎ as it should appear in the directory"
            return label_of(lines[0].text, self.languages)
        example = grammar("example", self.languages).search(text)
        if example is None or not example.start:
            return None
        first = lines[0].text if len(lines) > 1 else ""
        heads = (head for head in (first, text[: example.start]) if 0 < len(head.strip()) <= example.start)
        return next((label for head in heads if (label := label_of(head, self.languages))), None)

    @cached_property
    def _among_labels(self) -> frozenset[tuple[int, int]]:
        """The cells in a first column or in a row of which most are labels."""
        known = {
            (n, c)
            for n, row in enumerate(self.rows)
            for c in range(len(row))
            if self._known(n, c) or _QUESTION.search(row[c].text)
        }
        places: set[tuple[int, int]] = set()
        first = [n for n in range(len(self.rows)) if self.rows[n][0]]
        if sum(1 for n in first if (n, 0) in known) >= max(2, _MOSTLY * len(first)):
            places.update((n, 0) for n in first)
        for n, row in enumerate(self.rows):
            filled = [c for c in range(len(row)) if row[c]]
            if 2 * sum(1 for c in filled if (n, c) in known) > max(3, len(filled)):
                # label beside value fills half of a row, no more
                places.update((n, c) for c in filled)
        return frozenset(places)

    def asks(self, row: int, column: int) -> Label | None:
        """What the cell asks, if it is a contact's particular."""
        label = self.label(row, column)
        return label if label and set(label.codes) & CONTACT_CODES else None


def _says_more(text: str, languages: tuple[str, ...]) -> bool:
    """True for a label with its answer behind it, or a form of address and a name, which ask nothing."""
    if _ANSWERED.search(text):
        return True
    honorific, name = split_honorific(text, languages)
    return honorific is not None and len(name.split()) > 1 and not re.search(r"[/|,:()]", text)


def label_row(grid: Grid) -> int | None:
    """The row whose cells are nearly all labels of different particulars, with answers below: a row for each contact."""
    for at, row in enumerate(grid.rows[:_HIGHEST]):
        filled = [c for c, cell in enumerate(row) if cell]
        labels = [label for c in filled if (label := grid.label(at, c))]
        codes = {label.codes[0] for label in labels}
        if len(filled) < 3 or len(labels) < max(3, 0.6 * len(filled)) or len(codes) < 3 or at + 1 >= len(grid.rows):
            continue
        below = [grid.asks(n, filled[0]) for n in range(at + 1, len(grid.rows))]
        second = [grid.asks(at + 1, c) for c in filled]
        if sum(1 for label in second if label) <= len(filled) / 3 or not any(below):
            return at
    return None


def is_form(grid: Grid) -> bool:
    """True where two columns are labels and answers in nearly all rows: what looks like a label among the answers is one of them
    ("Post: Incumbent")."""
    pairs = [n for n, row in enumerate(grid.rows) if grid.width == _LABEL_AND_VALUE and all(row)]
    asked = sum(1 for n in pairs if grid.asks(n, 0))
    answers = sum(1 for n in pairs if grid.asks(n, 1) is None)
    return asked == len(pairs) >= _FEWEST_PAIRS and answers >= _NEARLY_ALL * len(pairs)


def _counts(column: list[str]) -> bool:
    """True for a column that numbers its rows and holds nothing else, but for its head."""
    told = [text for text in column[1:] if text]
    numbers = [text for text in told if _COUNT.fullmatch(text)]
    head = column[0]
    if len(numbers) < _FEWEST_COUNTED or len(numbers) < len(told) or len(set(numbers)) < len(numbers):
        return False
    return len(head) <= _LONGEST_COUNT or _COUNT.fullmatch(head) is not None


def grid_of(table: Table, path: str, context: Context, recognised: bool = False) -> Grid:
    """The table's grid."""
    rows = [[join(path, without_samples(cell.lines), recognised) for cell in row] for row in table.rows]
    used = [c for c in range(max((len(r) for r in rows), default=0)) if any(c < len(r) and r[c] for r in rows)]
    if len(used) > _LABEL_AND_VALUE and _counts([row[used[0]].text if used[0] < len(row) else "" for row in rows]):
        used = used[1:]
    kept = [n for n, row in enumerate(rows) if any(row[c] for c in used if c < len(row))]
    empty = Passage(path, "", ())
    return Grid(
        tuple(tuple(rows[n][c] if c < len(rows[n]) else empty for c in used) for n in kept),
        tuple(tuple(table.rows[n][c] if c < len(table.rows[n]) else Cell() for c in used) for n in kept),
        context.languages,
    )
