"""The queue: what waits, lane by lane, oldest first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.responses import Response

from desk.tabs import tabs
from desk.wording import KINDS, STAGES, VERDICTS, lane, listed, moment, waiting
from desk.workplace import Asked
from domain.plural import counted
from domain.shunting import meaning
from domain.stages import Stage
from domain.submission import Kind
from store import alarms, decisions
from store import queue as store_queue
from store.decisions import Last
from store.queue import QueueRow

PAGE = 50
DONE: dict[str, str] = {
    "accept": "Accepted. The directory stands as you decided.",
    "return": "Returned with your question.",
    "close": "Closed.",
    "review": "Sent to review.",
    "retry": "Sent back to be read again.",
}
ASKED: dict[str, str] = {
    Kind.INQUIRY: "Somebody asks a question.",
    Kind.PING_REPLY: "It answers a ping test or a reminder; confirm the entries.",
}
ANSWERS: dict[str, str] = {
    "queued": " The mail to the Mission is on its way.",
    "held": " The mail to the Mission is held until you release it.",
    "silent": " No mail goes out, because the sender may not be written to.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue in words."""

    number: int
    title: str
    state: str | None
    kind: str
    why: str
    counts: tuple[tuple[str, str], ...]
    waiting: str
    reference: str
    stage: str | None
    stage_code: str


def queue(asked: Asked) -> Response:
    """One lane of the queue, by State and kind where asked for."""
    at, query = asked.at, asked.request.query_params
    here = lane(query.get("lane"))
    kind = query.get("kind") if query.get("kind") in KINDS else None
    state = query.get("state") if query.get("state") in at.states else None
    page = max(whole(query.get("page", "")) or 1, 1)
    with at.database.reading() as session:
        standing = [alarm.line for alarm in alarms.standing(session)]
        counts, places = store_queue.counts(session), tabs(session, here.code)
        rows = store_queue.rows(
            session,
            here.stages,
            Kind(kind) if kind else None,
            state,
            limit=PAGE + 1,
            offset=(page - 1) * PAGE,
            latest_first=here.settled,
        )
        last = decisions.last_of(session, [row.id for row in rows]) if here.settled else {}

    def link(number: int) -> str:
        chosen = {"lane": here.code, "state": state, "kind": kind, "page": str(number)}
        return "/?" + urlencode({key: value for key, value in chosen.items() if value})

    under_way = counts.get(Stage.RECEIVED, 0) + counts.get(Stage.READ, 0)
    done = query.get("done", "")
    return asked.render(
        "queue.html",
        lane=here,
        tabs=places,
        on_the_way=("One more is" if under_way == 1 else f"{under_way} more are") if under_way else "",
        rows=[
            _settled(asked, row, last.get(row.id)) if here.settled else _row(asked, row, len(here.stages) > 1)
            for row in rows[:PAGE]
        ],
        states=list(at.states.items()),
        state=state,
        kinds=KINDS,
        kind=kind,
        filtered=bool(kind or state or page > 1),
        earlier=link(page - 1) if page > 1 else None,
        later=link(page + 1) if len(rows) > PAGE else None,
        alarms=standing,
        done=DONE[done] + ANSWERS.get(query.get("answer", ""), "") if done in DONE else None,
        done_number=whole(query.get("number", "")),
    )


def whole(text: str) -> int | None:
    """The number, None where the text is none of a length that ours have."""
    return int(text) if re.fullmatch("[0-9]{1,10}", text) else None


def why(row: QueueRow) -> str:
    """Why a message needs a person, in one sentence."""
    if row.stage is Stage.SHUNTED:
        return f"{meaning(row.shunted_because).says} The mail is kept whole."
    if row.worst:
        return row.worst
    if row.uncertain:
        return f"{counted(row.uncertain, 'value was', 'values were')} read with doubt; compare with the document."
    if row.same_bytes_as or row.same_id_as:
        return "It arrived before."
    if row.stage is Stage.SET_ASIDE:
        return "It asks nothing of us."
    return ASKED.get(row.kind or "", "Nothing stands out; compare the record with the document.")


def _settled(asked: Asked, row: QueueRow, last: Last | None) -> Row:
    """The line of what was decided: by whom and when, and nothing of what the reading left open."""
    told = f"{STAGES[row.stage]} by the machine, {moment(row.stage_since)}; it asks nothing of us."
    if last is not None:
        told = f"{VERDICTS[last.verdict]} by {last.login}, {moment(last.at)}."
    since = waiting(last.at if last else row.stage_since, asked.at.clock())
    return replace(_row(asked, row, True), why=told, counts=(), waiting=f"decided {since} ago")


def _row(asked: Asked, row: QueueRow, with_stage: bool) -> Row:
    at = asked.at
    tallies = (
        ("error", row.errors and f"{row.errors} to settle"),
        ("warning", row.warnings and f"{row.warnings} to look at"),
        ("unsure", row.uncertain and counted(row.uncertain, "uncertain value")),
        ("warning", (row.same_bytes_as or row.same_id_as) and "duplicate"),
    )
    kind = KINDS[row.kind] if row.kind else "Not read"
    what = listed([kind.lower() if row.kind else kind]) if row.state else kind
    people = f", {counted(row.contacts, 'contact')}" if row.contacts else ""
    return Row(
        number=row.id,
        title=at.state_name(row.state) if row.state else (row.subject[:120].strip() or "No subject"),
        state=row.state,
        kind=what.capitalize() + people,
        why=why(row),
        counts=tuple((code, text) for code, text in tallies if text),
        waiting=f"{'waiting' if row.stage is Stage.IN_REVIEW else 'received'} {waiting(row.received_at, at.clock())}"
        + ("" if row.stage is Stage.IN_REVIEW else " ago"),
        reference=at.reference(row.received_at, row.id),
        stage=STAGES[row.stage] if with_stage else None,
        stage_code=row.stage,
    )
