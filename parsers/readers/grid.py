"""Ruled tables: from the lines that are drawn on a page to cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.submission import Box

_TOUCH = 3.5
"""Points by which rules may miss one another and still meet."""
_SHORTEST = 6.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, level (`y0 == y1`) or upright (`x0 == x1`), in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        """True for a horizontal line."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell's place: row and column from 0, how many it spans, and its box."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table's cells with its size."""

    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    box: Box


def rules_of_box(x0: float, y0: float, x1: float, y1: float) -> list[Rule]:
    """The rules of a drawn rectangle: one for a thin one, else its four edges."""
    if y1 - y0 <= 3.0 and x1 - x0 > y1 - y0:
        return [Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)]
    if x1 - x0 <= 3.0:
        return [Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)]
    return [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]


def grids(rules: Sequence[Rule], steady: float = 0.0) -> list[Grid]:
    """The tables that the rules make, from top to bottom; a lone frame is none.

    Upright rules that cover less than the share `steady` of their table's height are no column's edge: in scans, letters."""
    level = _merged([r for r in rules if r.level], level=True)
    upright = _merged([r for r in rules if not r.level], level=False)
    found = [_grid(hs, _steady(hs, vs, steady)) for hs, vs in _connected(level, upright)]
    return sorted((g for g in found if g), key=lambda g: (g.box[1], g.box[0]))


def _steady(level: list[Rule], upright: list[Rule], share: float) -> list[Rule]:
    height = max(r.y0 for r in level) - min(r.y0 for r in level)
    kept = []
    for rule in upright:
        same = [r for r in upright if abs(r.x0 - rule.x0) <= _TOUCH]
        if sum(r.y1 - r.y0 for r in same) >= share * height:
            kept.append(rule)
    return kept


def lone_rules(rules: Sequence[Rule], shortest: float) -> list[float]:
    """The heights of level lines of at least that length that no upright line touches: they part the page."""
    upright = [r for r in rules if not r.level]
    return [
        r.y0
        for r in _merged([r for r in rules if r.level], level=True)
        if r.x1 - r.x0 >= shortest
        and not any(r.x0 - _TOUCH <= v.x0 <= r.x1 + _TOUCH and v.y0 - _TOUCH <= r.y0 <= v.y1 + _TOUCH for v in upright)
    ]


def _merged(rules: list[Rule], *, level: bool) -> list[Rule]:
    """Rules on one line and touching are one; those too short to bound a cell are dropped."""
    spans: list[list[float]] = []  # place, from, to
    for rule in sorted(rules, key=lambda r: (r.y0, r.x0) if level else (r.x0, r.y0)):
        place, low, high = (rule.y0, rule.x0, rule.x1) if level else (rule.x0, rule.y0, rule.y1)
        for span in reversed(spans):
            if place - span[0] > 1.6:
                continue
            if low <= span[2] + _TOUCH and high >= span[1] - _TOUCH:
                span[1], span[2] = min(span[1], low), max(span[2], high)
                break
        else:
            spans.append([place, low, high])
    kept = [s for s in spans if s[2] - s[1] >= _SHORTEST]
    return [Rule(s[1], s[0], s[2], s[0]) if level else Rule(s[0], s[1], s[0], s[2]) for s in kept]


def _connected(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(level):
        for j, v in enumerate(upright):
            if h.x0 - _TOUCH <= v.x0 <= h.x1 + _TOUCH and v.y0 - _TOUCH <= h.y0 <= v.y1 + _TOUCH:
                parent[root(i)] = root(len(level) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*level, *upright]):
        groups.setdefault(root(i), ([], []))[0 if i < len(level) else 1].append(rule)
    return [(hs, vs) for hs, vs in groups.values() if len(hs) >= 2 and len(vs) >= 2]


def _places(values: list[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _TOUCH:
            places.append(value)
    return places


def _grid(level: list[Rule], upright: list[Rule]) -> Grid | None:
    ys, xs = _places([r.y0 for r in level]), _places([r.x0 for r in upright])
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns == 1 or rows * columns > 4000:
        return None

    def ruled_right(i: int, j: int) -> bool:
        middle = (ys[i] + ys[i + 1]) / 2
        return any(abs(r.x0 - xs[j + 1]) <= _TOUCH and r.y0 <= middle <= r.y1 for r in upright)

    def ruled_below(i: int, j: int) -> bool:
        middle = (xs[j] + xs[j + 1]) / 2
        return any(abs(r.y0 - ys[i + 1]) <= _TOUCH and r.x0 <= middle <= r.x1 for r in level)

    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for i in range(rows):
        for j in range(columns):
            if (i, j) in taken:
                continue
            wide = 1
            while j + wide < columns and (i, j + wide) not in taken and not ruled_right(i, j + wide - 1):
                wide += 1
            tall = 1
            while i + tall < rows and not any(ruled_below(i + tall - 1, j + k) for k in range(wide)):
                tall += 1
            taken.update((i + a, j + b) for a in range(tall) for b in range(wide))
            cells.append(GridCell(i, j, tall, wide, (xs[j], ys[i], xs[j + wide], ys[i + tall])))
    if len(cells) < 2:
        return None
    return Grid(rows, columns, tuple(cells), (xs[0], ys[0], xs[-1], ys[-1]))
