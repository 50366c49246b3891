"""`verbale queue --shunted`: what crashed, hung or ate memory, why, and what to do about it."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from domain.shunting import meaning
from domain.stages import Stage
from store import queue
from store.queue import QueueRow
from verbale.tables import PAGE

if TYPE_CHECKING:
    from verbale.wiring import House


def print_shunted(opened: AbstractContextManager[House], as_json: bool) -> None:
    """Prints every shunted message with its reason and what to do, oldest first; one JSON object a line where asked for."""
    with opened as house, house.database.reading() as session:
        rows: list[QueueRow] = []
        while page := queue.rows(session, (Stage.SHUNTED,), limit=PAGE, offset=len(rows)):
            rows.extend(page)
        references = [house.programme.reference(row.received_at.year, row.id) for row in rows]
    for row, reference in zip(rows, references, strict=True):
        why = meaning(row.shunted_because)
        if as_json:
            facts = {
                "id": row.id,
                "reference": reference,
                "received": row.received_at.isoformat(),
                "shunted": row.stage_since.isoformat(),
                "because": row.shunted_because,
                "says": why.says,
                "do": why.do,
            }
            print(json.dumps(facts, ensure_ascii=False))
            continue
        print(
            f"{row.id}  {reference}  shunted {row.stage_since:%Y-%m-%d %H:%M} UTC ({row.shunted_because or 'unknown'})"
        )
        print(f"  {why.says} {why.do}")
        print(f"  `verbale retry {row.id}` has it read once more.")
    if not rows and not as_json:
        print("Nothing is shunted: every message could be read.")
