"""Tables that go on below a page's end, or where their lines end: rows that lack their labels' row, or their contact."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from parsers.document import Block, Cell, Paragraph, Table, union
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.grids import Grid, grid_of, label_row
from parsers.extract.titles import title_of
from parsers.fold import fold
from parsers.words import Label, label_of

_Row = tuple[Cell, ...]
_LABEL_AND_VALUE = 2
_FEWEST = 2
"""Labels of the first column from which a table is a form."""
_MOSTLY = 0.5
_WHO = frozenset({"name", "family_name", "given_name", "patronymic"})
_OPENS = _WHO | {"honorific", "role", "leaver", "comer", "alternate", "action"}
_POSTS = frozenset({"institution", "department", "position"})
_REACH = frozenset({"email", "phone", "mobile", "fax"})
_MOST_JOINS = 40
"""Tables with which one goes on, at most."""
_FIGURE = re.compile(r"\d")
_LONGEST_COUNT = 40
"""Characters of the longest line that counts pages."""


def with_continued(blocks: Sequence[Block], context: Context) -> list[Block]:
    """The blocks, each table that goes on in the next one as one table; nothing but a page's edge stands between such two."""
    joined: list[Block] = []
    pages: dict[str, int] = {}
    joins = 0
    for block in blocks:
        if isinstance(block, Paragraph) and (page := _page(block)) is not None:
            for line in block.lines:
                pages.setdefault(fold(line.text), page)
        at = _last_table(joined, pages, context) if isinstance(block, Table) else None
        above = joined[at] if at is not None else None
        if at is not None and isinstance(block, Table) and isinstance(above, Table) and above.region == block.region:
            taken = _taken(above, block, joined[:at], context) if joins < _MOST_JOINS else []
            if taken:
                joins += 1
                joined[at] = _joined(above, taken, context)
                if len(taken) < len(block.rows):
                    joined.append(replace(block, rows=block.rows[len(taken) :]))
                    joins = 0
                continue
            joins = 0
        joined.append(block)
    return joined


def _last_table(blocks: Sequence[Block], pages: Mapping[str, int], context: Context) -> int | None:
    """Where the table stands that nothing parts from what comes next; None where something does."""
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if isinstance(block, Table):
            return at
        if not isinstance(block, Paragraph) or not _is_edge(block, pages, context):
            return None
    return None


def _is_edge(block: Paragraph, pages: Mapping[str, int], context: Context) -> bool:
    """True for what stands at the edge of a page: its head and foot, its number, lines that stood on a page before."""
    if block.region in ("header", "footer"):
        return True
    own = _page(block) or 0
    return all(pages.get(fold(line.text), own) < own or _counts_pages(line.text, context) for line in block.lines)


def _page(block: Paragraph) -> int | None:
    return block.lines[0].page if block.lines else None


def _counts_pages(text: str, context: Context) -> bool:
    """True for "Page 2 of 3", "- 2 -", "(continued)" and their like."""
    bare = text.strip(" \t-–—()（）[].…")
    if len(bare) > _LONGEST_COUNT:
        return False
    if grammar("continued").is_whole(bare):
        return True
    rest = bare
    for found in reversed(grammar("page_counts").find(bare)):
        rest = rest[: found.start] + rest[found.end :]
    return _FIGURE.search(rest) is not None and not re.sub(r"[\d\s/.,:–—-]", "", rest)


def _taken(above: Table, below: Table, before: Sequence[Block], context: Context) -> list[_Row]:
    """The first rows of the table below with which the one above goes on, in its columns; none where it does not."""
    rows = _in_columns(above, below)
    upper, lower = grid_of(above, "", context), grid_of(below, "", context)
    if not rows or not upper.rows or not lower.rows or label_row(lower) is not None:
        return []
    heads = label_row(upper) if upper.width > _LABEL_AND_VALUE else None
    if heads is not None:
        whole = grid_of(replace(above, rows=(*above.rows, *rows)), "", context)
        return rows if _answers(whole, upper, heads) else []
    if not _is_form(upper):
        return []
    taken = _going_on(upper, lower, context)
    asked = {code for n in range(taken) if (label := lower.asks(n, 0)) for code in label.codes}
    if asked == {"languages"} and upper.width == _LABEL_AND_VALUE and not _asks_languages([*before, above], context):
        # nobody was asked for languages before: they are everybody's
        return []
    return _down_to(below, rows, taken)


def _in_columns(above: Table, below: Table) -> list[_Row]:
    """The rows of the table below in the columns of the one above; none where its columns stand elsewhere."""
    width = len(above.rows[0]) if above.rows else 0
    if not below.rows or not width:
        return []
    if len(below.rows[0]) == width:
        return list(below.rows)
    places = [[at for at, span in enumerate(_spans(above)) if _meet(span, own)] for own in _spans(below)]
    if any(len(place) != 1 for place in places) or len({place[0] for place in places}) < len(places):
        return []
    return [
        tuple(
            next((cell for place, cell in zip(places, row, strict=True) if place[0] == at), Cell())
            for at in range(width)
        )
        for row in below.rows
    ]


def _spans(table: Table) -> list[tuple[float, float] | None]:
    """From where to where the lines of each column stand; None for a column without places."""
    spans: list[tuple[float, float] | None] = []
    for column in range(len(table.rows[0])):
        box = union([line.box for row in table.rows for line in row[column].lines if line.box])
        spans.append((box[0], box[2]) if box else None)
    return spans


def _meet(one: tuple[float, float] | None, other: tuple[float, float] | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def _answers(whole: Grid, upper: Grid, heads: int) -> bool:
    """True where the rows of the whole table below the upper ones answer to its row of labels, and ask nothing themselves."""
    labels = [whole.label(heads, c) for c in range(whole.width)]
    fits = 0
    for n in range(len(upper.rows), len(whole.rows)):
        filled = [c for c in range(whole.width) if whole.rows[n][c]]
        asking = [c for c in filled if (label := whole.asks(n, c)) and "role" not in label.codes]
        if 3 * len(asking) > len(filled):
            return False
        for c in filled:
            label = labels[c]
            if label is None or label.codes[0] not in _REACH:
                continue
            sign = "@" in whole.rows[n][c].text if label.codes[0] == "email" else _FIGURE.search(whole.rows[n][c].text)
            if not sign and len(whole.rows[n][c].text) > 1:
                return False
            fits += 1
    return fits > 0


def _is_form(grid: Grid) -> bool:
    """True where most cells of the first column ask for a contact's particulars, among them who it is."""
    filled = [n for n in range(len(grid.rows)) if grid.rows[n][0]]
    asked = [label for n in filled if (label := grid.asks(n, 0))]
    who = any(set(label.codes) & (_WHO | _POSTS) for label in asked)
    return grid.width >= _LABEL_AND_VALUE and who and len(asked) >= max(_FEWEST, _MOSTLY * len(filled))


def _going_on(upper: Grid, lower: Grid, context: Context) -> int:
    """How many rows at the head of the lower table tell more of the contact with which the upper one ends."""
    asked = _asked_last(upper)
    who = next((n for n in range(len(lower.rows)) if (own := lower.asks(n, 0)) and set(own.codes) & _WHO), None)
    asked_behind = {fold(row[0].text) for row in lower.rows[who:]} if who is not None else set()
    for n, row in enumerate(lower.rows):
        label = lower.asks(n, 0)
        filled = [c for c, cell in enumerate(row) if cell]
        if not row[0] and n == 0 and not any(_heads(row[c].text, context) for c in filled):
            continue
        if label is None or len(filled) < _LABEL_AND_VALUE or fold(row[0].text) in asked:
            return n
        title = title_of(row[0].text, context.languages)
        if (title and title.roles) or set(label.codes) & _OPENS:
            return n
        if who is not None and not (_is_apart(label) and fold(row[0].text) in asked_behind):
            return n
        if grammar("of_both", context.languages).stands_in(row[0].text):
            return n
    return len(lower.rows)


def _heads(text: str, context: Context) -> bool:
    """True for a title of contacts, or a label."""
    return title_of(text, context.languages) is not None or label_of(text, context.languages) is not None


def _is_apart(label: Label) -> bool:
    """True for what is told behind a name, never before it."""
    return bool(set(label.codes) & (_REACH | {"languages", "availability"}))


def _asked_last(grid: Grid) -> set[str]:
    """What was asked of the last contact, folded."""
    asked: set[str] = set()
    for n in range(len(grid.rows)):
        label = grid.label(n, 0)
        if label is not None and label.codes[0] in _WHO and asked and fold(grid.rows[n][0].text) in asked:
            asked = set()
        if label is not None:
            asked.add(fold(grid.rows[n][0].text))
    return asked


def _asks_languages(blocks: Sequence[Block], context: Context) -> bool:
    """True where a table asks for languages."""
    tables = (grid_of(block, "", context) for block in blocks if isinstance(block, Table))
    labels = (grid.asks(n, c) for grid in tables for n in range(len(grid.rows)) for c in range(grid.width))
    return any(label is not None and "languages" in label.codes for label in labels)


def _down_to(below: Table, rows: Sequence[_Row], taken: int) -> list[_Row]:
    """The first rows in which something stands, as many as are taken, with the empty ones between."""
    filled = [n for n, row in enumerate(below.rows) if any(cell.text.strip() for cell in row)]
    return list(rows[: filled[taken - 1] + 1]) if taken else []


def _joined(above: Table, rows: Sequence[_Row], context: Context) -> Table:
    """The table with the rows below its own; a first one that does not say of whom or what it tells goes on with its last one."""
    last, first = above.rows[-1], rows[0]
    told = [at for at, cell in enumerate(first) if cell.text.strip()]
    if not told or told[0] == 0 or told[0] <= _last_who(above, context):
        return replace(above, rows=(*above.rows, *rows))
    whole = tuple(replace(a, lines=(*a.lines, *b.lines)) for a, b in zip(last, first, strict=True))
    return replace(above, rows=(*above.rows[:-1], whole, *rows[1:]))


def _last_who(table: Table, context: Context) -> int:
    """The last column in which a row of labels asks who it is; before the first one where there is none."""
    asked = (
        at
        for row in table.rows
        for at, cell in enumerate(row)
        if at and (label := label_of(cell.text, context.languages)) and set(label.codes) & _WHO
    )
    return max(asked, default=-1)
