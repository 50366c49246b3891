"""Tables as items: label beside value, a column for each role, a row for each contact, and pages laid out by table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.claims import Source
from parsers.document import Paragraph, Table
from parsers.extract.amendments import amendments_of
from parsers.extract.card_rows import with_cards_whole
from parsers.extract.card_tables import below_labels_of, cards_of
from parsers.extract.changes_below import changes_below_of
from parsers.extract.columns import (
    columns_of,
    corrections_of,
    forms_beside,
    is_by_columns,
    side_by_side,
    stands_by_change,
    stands_by_columns,
)
from parsers.extract.context import Context
from parsers.extract.deputies_in_cells import with_deputies_apart
from parsers.extract.forms_beside import drifting_forms_of, forms_apart, stands_apart, stands_drifting
from parsers.extract.grids import Grid, grid_of, is_form, label_row
from parsers.extract.heads import answers_in
from parsers.extract.helpers import ANOTHERS, is_anothers
from parsers.extract.items import Answer, Break, Heading, Item, Text
from parsers.extract.lines import items_of
from parsers.extract.looks import reach_label
from parsers.extract.named_heads import named_head_of
from parsers.extract.passages import Passage
from parsers.extract.plain_rows import in_plain_rows
from parsers.extract.records import is_by_records, records_of
from parsers.extract.role_columns import column_for_each_contact, role_columns
from parsers.extract.sides import acts_down, side_beside
from parsers.extract.ticks import tick_marks
from parsers.extract.titles import Title, title_of
from parsers.extract.unasked import gives_roles, reach_under_name, told_by_answers, which_and_where
from parsers.words import Label, is_not_applicable, is_yes

_LONG = 200
"""Characters from which a cell is running text laid out by a table."""
_SHARED = frozenset({"institution", "department", "languages", "availability"})
"""What a cell over several rows tells of all of them; nobody shares a name."""
_MAY_BE_ROLE = frozenset({"name", "position"})
_WHICH = Label(("role",))
"""What a column asks that calls its contacts by their roles, and may hold the body of all of them."""
_LABEL_AND_VALUE = 2
"""Columns of a plain form."""


def items_of_table(
    table: Table, path: str, context: Context, recognised: bool = False, source: Source = "table"
) -> list[Item]:
    """The table's items, contact by contact."""
    table = with_deputies_apart(with_cards_whole(table, context), context)
    grid = grid_of(in_plain_rows(table, context), path, context, recognised)
    if not grid.rows:
        return []
    if cards := cards_of(grid, context, source):
        return cards
    if corrections := corrections_of(grid, context, source):
        return [*corrections, Break()]
    if amendments := amendments_of(grid, context, source) or named_head_of(grid, context, source):
        return amendments
    if grid.width > _LABEL_AND_VALUE and (stands_by_columns(grid, context) or stands_by_change(grid, context)):
        return list(columns_of(grid, context, source))
    if changes := changes_below_of(
        grid, context, source, lambda part: _label_beside_value(part, path, context, recognised, source)
    ):
        return changes
    if stands_drifting(grid, context):
        return list(drifting_forms_of(grid, path, context, recognised, source))
    if (items := below_labels_of(grid, context, source)) is not None:
        return items
    if grid.width >= 2 and (heads := label_row(grid)) is not None:
        return list(_row_for_each_contact(grid, heads, context, source))
    if is_by_records(grid, context):
        return list(records_of(grid, context, source))
    if grid.width >= 2 and (titles := role_columns(grid)) is not None:
        return list(column_for_each_contact(grid, *titles, context, source))
    if grid.width > _LABEL_AND_VALUE and (beside := side_by_side(grid, context)) is not None:
        return list(forms_beside(grid, *beside, context, source))
    if grid.width > _LABEL_AND_VALUE and (places := stands_apart(grid, context)) is not None:
        return list(forms_apart(grid, places, context, source))
    if grid.width > _LABEL_AND_VALUE and is_by_columns(grid):
        return list(columns_of(grid, context, source))
    if grid.width == 1 or _is_layout(grid) or _is_cards_beside(grid):
        return list(_cells_as_text(grid, path, context, recognised, source))
    return list(_label_beside_value(grid, path, context, recognised, source))


def _row_for_each_contact(grid: Grid, heads: int, context: Context, source: Source) -> Iterator[Item]:
    labels = [grid.label(heads, c) or told_by_answers(grid, heads, c, context) for c in range(grid.width)]
    labels = [
        _WHICH if label and label.codes[0] in _MAY_BE_ROLE and gives_roles(grid, heads, c, labels) else label
        for c, label in enumerate(labels)
    ]
    labels = [(label and reach_under_name(grid, heads, c, labels, context)) or label for c, label in enumerate(labels)]
    role_column = next((c for c, label in enumerate(labels) if label and "role" in label.codes), None)
    carried, told_above = Title(()), None
    role: Passage | None = None
    acts, sure = acts_down(grid, heads, labels, context)
    for row in grid.rows[:heads]:
        yield from _heading_of(row, context, source)
    above: list[Passage] = []
    for at, row in enumerate(grid.rows[heads + 1 :], heads + 1):
        filled = [cell for cell in row if cell]
        if not filled:
            continue
        title = title_of(filled[0].text, context.languages) if len(filled) == 1 else None
        if title:
            carried, told_above = title, filled[0]
            continue
        unlabelled = next((row[c] for c in range(grid.width) if labels[c] is None and row[c]), None)
        own = title_of(unlabelled.text, context.languages) if unlabelled and role_column is None else None
        said = unlabelled if own else told_above
        yield Heading(filled[0].part(0, 0), own or carried, source, acts.get(at), said, sure)
        if role_column is not None:
            # a cell over several rows gives its role to all of them
            role = row[role_column] or role
        told: list[Passage] = []
        for column, printed in enumerate(row):
            label = labels[column]
            cell = role if column == role_column and role and not printed else printed
            if not cell and above and label and label.codes[0] in _SHARED and grid.cells[at][column].spanned:
                cell = above[column]
            told.append(cell)
            if label and cell and label is _WHICH:
                yield from which_and_where(grid.rows[heads][column], cell, grid, source)
            elif label and cell:
                yield from answers_in(Answer(label, grid.rows[heads][column], cell, source), context)
        above = told
        yield Break()


def _heading_of(row: Sequence[Passage], context: Context, source: Source) -> Iterator[Item]:
    filled = [cell for cell in row if cell]
    if len(filled) == 1 and (title := title_of(filled[0].text, context.languages)):
        yield Heading(filled[0], title, source)


def _is_layout(grid: Grid) -> bool:
    """True where cells hold running text or several labelled lines, and no column is a column of labels."""
    labelled = sum(1 for n in range(len(grid.rows)) if any(grid.label(n, c) for c in range(grid.width)))
    titled = sum(1 for n in range(len(grid.rows)) if _only_title(grid, n))
    if labelled + titled >= max(1, len(grid.rows) / 3):
        return False
    long = any(len(cell.text) > _LONG for row in grid.rows for cell in row)
    return long or labelled == 0


def _is_cards_beside(grid: Grid) -> bool:
    """True where every column is headed by a role, and what stands below has no labels in cells of their own."""
    heads = [title_of(cell.text, grid.languages) for cell in grid.rows[0]]
    if len(heads) < _LABEL_AND_VALUE or len(grid.rows) < 2 or not all(head and head.roles for head in heads):
        return False
    return not any(grid.label(n, c) for n in range(1, len(grid.rows)) for c in range(grid.width))


def _only_title(grid: Grid, row: int) -> bool:
    filled = [cell for cell in grid.rows[row] if cell]
    return len(filled) == 1 and title_of(filled[0].text, grid.languages) is not None


def _cells_as_text(grid: Grid, path: str, context: Context, recognised: bool, source: Source) -> Iterator[Item]:
    columns = _title_columns(grid)
    order = (
        [(n, c) for c in range(grid.width) for n in range(len(grid.rows))]
        if columns
        else [(n, c) for n in range(len(grid.rows)) for c in range(grid.width)]
    )
    for row, column in order:
        cell = grid.cells[row][column]
        if cell.lines:
            yield from items_of([Paragraph(cell.lines)], path, context, source, recognised)
    yield Break()


def _title_columns(grid: Grid) -> bool:
    """True where the first row opens a contact in each column: such a page is read column by column."""
    first = [title_of(cell.text.split("\n")[0][:80], grid.languages) for cell in grid.rows[0]]
    return grid.width > 1 and sum(1 for title in first if title) > 1


def _label_beside_value(grid: Grid, path: str, context: Context, recognised: bool, source: Source) -> Iterator[Item]:
    form = is_form(grid)
    above: Heading | None = None
    for at, row in enumerate(grid.rows):
        filled = [c for c, cell in enumerate(row) if cell]
        if len(filled) == 1:
            items = list(_single(grid, at, filled[0], path, context, recognised, source))
            above = next((item for item in items if isinstance(item, Heading) and item.title.roles), above)
            yield from items
            continue
        column = 0
        while column < len(filled):
            here = filled[column]
            label = grid.label(at, here)
            title = title_of(row[here].text, context.languages)
            following = filled[column + 1] if column + 1 < len(filled) else None
            if (side := side_beside(grid, at, filled, column)) is not None:
                yield Heading(
                    row[here],
                    Title(above.title.roles if above else ()),
                    source,
                    side,
                    above.role_said if above else None,
                )
                column += 1
            elif following is not None and is_anothers(row[here].text, row[following].text, context):
                yield Answer(ANOTHERS, row[here], row[following], source)
                column += 2
            elif (
                title
                and title.roles
                and (label is None or "role" not in label.codes or _heads_card(title, row, following))
                and not (label and following is not None and column == 0 and title is None)
            ):
                yield Heading(row[here], title, source)
                if following is not None and grid.label(at, following) is None:
                    yield from _free_cell(grid, at, following, path, context, recognised, source)
                    column += 1
                column += 1
            elif label and following is not None and (form or grid.asks(at, following) is None):
                yield from answers_in(Answer(label, row[here], row[following], source), context)
                column += 2
            elif label:
                yield Answer(label, row[here], row[here].part(0, 0), source)
                column += 1
            elif following is not None and (asked := reach_label(row[here].text, row[following].text, context)):
                yield from answers_in(Answer(asked, row[here], row[following], source), context)
                column += 2
            else:
                yield from _free_cell(grid, at, here, path, context, recognised, source)
                column += 1
    yield Break()


def _heads_card(title: Title, row: Sequence[Passage], following: int | None) -> bool:
    """True for one role that could ask which kind of contact it is, beside what tells more than the answer ("Technical level")."""
    if len(title.roles) != 1 or following is None:
        return False
    text = row[following].text
    return is_yes(text) is None and not is_not_applicable(text) and not tick_marks(text) and not title_of(text)


def _single(
    grid: Grid, at: int, column: int, path: str, context: Context, recognised: bool, source: Source
) -> Iterator[Item]:
    """A row with one filled cell: a heading, a label left unanswered, or a cell that holds label and value."""
    cell = grid.rows[at][column]
    title = title_of(cell.text, context.languages)
    label = grid.label(at, column)
    if title and (title.roles or label is None):
        yield Heading(cell, title, source)
    elif label:
        yield Answer(label, cell, cell.part(0, 0), source)
    else:
        yield from _free_cell(grid, at, column, path, context, recognised, source)


def _free_cell(
    grid: Grid, at: int, column: int, path: str, context: Context, recognised: bool, source: Source
) -> Iterator[Item]:
    lines = grid.cells[at][column].lines
    items = items_of([Paragraph(lines)], path, context, source, recognised)
    yield from items or [Text((grid.rows[at][column],), grid.rows[at][column])]
