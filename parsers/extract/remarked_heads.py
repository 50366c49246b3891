"""Headings of a role with a remark in brackets behind it ("Technical side (no named person, duty service only)")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.rows import Row
from parsers.extract.titles import leftover, title_of, without_time
from parsers.words import formula, roles_in

_REMARK = later(r"^(?P<head>[^()（）@\d]{4,60}?)\s*[(（](?P<remark>[^()（）@\d]{8,100})[)）]\s*[:：.]?$")


def with_remarked_heads(rows: Sequence[Row], context: Context) -> None:
    """Makes lines headings that are a role's own name but for a remark, which names nobody, no role and no alternate."""
    for row in rows:
        found = _REMARK.match(row.passage.text) if row.title is None else None
        title = title_of(found["head"], context.languages) if found else None
        if found is None or title is None or not title.roles:
            continue
        remark = found["remark"]
        if leftover(without_time(found["head"], context.languages), context.languages) or anchors(remark, context):
            continue
        if roles_in(remark, context.languages) or formula("alternate", context.languages).stands_in(remark):
            continue
        if re.search(r"[^\W\d_]\s+[^\W\d_]|[\u3400-\u9fff]{4}", remark):
            row.answer, row.title = None, title
