"""Tables as rows of labels and answers, whatever their heads, ticks and double rows looked like on the page."""

from __future__ import annotations

from parsers.document import Table
from parsers.extract.context import Context
from parsers.extract.double_rows import with_rows_together
from parsers.extract.label_cells import with_labels_whole
from parsers.extract.language_cells import with_languages_together
from parsers.extract.option_cells import with_options_together
from parsers.extract.sub_heads import with_heads_together
from parsers.extract.wrapped_rows import with_wrapped_rows


def in_plain_rows(table: Table, context: Context) -> Table:
    """The table with one row of heads, one row for each contact or particular, and one cell for all options of a row."""
    table = with_heads_together(with_languages_together(table, context), context)
    table = with_wrapped_rows(table, context)
    table = with_options_together(with_rows_together(table, context), context)
    return with_labels_whole(table, context)
