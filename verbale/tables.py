"""What the commands print: tables for people, one JSON object a line for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from domain.plural import counted
from domain.shunting import meaning
from domain.stages import Stage
from domain.submission import Kind, Severity
from store import alarms, decisions, events, ledger, messages, outbox, queue, submissions
from store.queue import QueueRow
from verbale.screen import screen
from verbale.states import state_asked

if TYPE_CHECKING:
    from verbale.wiring import House

LANES: dict[str, tuple[Stage, ...]] = {
    "in_review": (Stage.IN_REVIEW,),
    "set_aside": (Stage.SET_ASIDE,),
    "shunted": (Stage.SHUNTED,),
    "waiting": (Stage.RECEIVED, Stage.READ),
    "decided": (Stage.ACCEPTED, Stage.RETURNED, Stage.CLOSED),
    "all": tuple(Stage),
}
"""What the desk and the command line call a lane, and the stages in it."""
PAGE = 500
"""Messages asked of the database at a time."""


def doubts(row: QueueRow) -> str:
    """How many errors, warnings and uncertain values the row's reading has, in words."""
    counted = ((row.errors, "error"), (row.warnings, "warning"), (row.uncertain, "uncertain"))
    return ", ".join(f"{n} {word}{'s' if n > 1 and word != 'uncertain' else ''}" for n, word in counted if n)


def print_queue(
    opened: AbstractContextManager[House], lane: str, kind: str | None, state: str | None, as_json: bool
) -> None:
    """Prints the messages of a lane, oldest first."""
    from verbale.wiring import Trouble

    if lane not in LANES:
        raise Trouble(f"There is no lane {lane}; the lanes are {', '.join(LANES)}.")
    if kind is not None and kind not in set(Kind):
        raise Trouble(f"There is no kind {kind}; the kinds are {', '.join(Kind)}.")
    with opened as house, house.database.reading() as session:
        chosen = Kind(kind) if kind else None
        of = state_asked(state) if state else None
        rows: list[QueueRow] = []
        while page := queue.rows(session, LANES[lane], chosen, of, limit=PAGE, offset=len(rows)):
            rows.extend(page)
        if as_json:
            for row in rows:
                facts = {
                    "id": row.id,
                    "reference": house.programme.reference(row.received_at.year, row.id),
                    "stage": row.stage,
                    "kind": row.kind,
                    "state": row.state,
                    "received": row.received_at.isoformat(),
                    "note": row.reference,
                    "contacts": row.contacts,
                    "errors": row.errors,
                    "warnings": row.warnings,
                    "uncertain": row.uncertain,
                    "why": row.worst or row.shunted_because,
                    "same_bytes_as": row.same_bytes_as,
                    "same_id_as": row.same_id_as,
                }
                print(json.dumps(facts, ensure_ascii=False))
            return
        table = Table(box=None, header_style="bold", title=None, pad_edge=False)
        for head in ("no.", "stage", "kind", "State", "received", "contacts", "doubts", "why it needs a person"):
            table.add_column(head)
        for row in rows:
            table.add_row(
                str(row.id),
                row.stage,
                row.kind or "",
                row.state or "",
                f"{row.received_at:%Y-%m-%d %H:%M}",
                str(row.contacts or ""),
                doubts(row),
                Text(meaning(row.shunted_because).says if row.shunted_because else row.worst or ""),
            )
        console = screen()
        console.print(table if rows else f"Nothing waits in the lane {lane}.")


def print_ledger(opened: AbstractContextManager[House], as_json: bool) -> bool:
    """Prints a line for every mailbox; False where what one of them lists and what is thought to be there differ."""
    with opened as house, house.database.reading() as session:
        accounts = ledger.accounts(session)
        standing = alarms.standing(session)
    if as_json:
        for account in accounts:
            print(json.dumps({**asdict(account), "unaccounted": account.unaccounted}, default=_moment))
        return all(account.unaccounted == 0 for account in accounts)
    table = Table(box=None, header_style="bold", pad_edge=False)
    for head in (
        "mailbox",
        "compared (UTC)",
        "agreed (UTC)",
        "listed",
        "kept",
        "by header",
        "in flight",
        "gone",
        "moved",
        "unaccounted",
    ):
        table.add_column(head)
    for account in accounts:
        flying = ", ".join(f"{count} {why}" for why, count in account.in_flight.items())
        table.add_row(
            Text(account.mailbox),
            *(f"{at:%Y-%m-%d %H:%M}" if at else "never" for at in (account.compared_at, account.last_agreed)),
            str(account.listed if account.listed is not None else ""),
            *(str(number) for number in (account.kept, account.by_header)),
            flying or "0",
            str(account.gone),
            str(account.moved),
            Text(str(account.unaccounted), style="bold red" if account.unaccounted else ""),
        )
    console = screen()
    console.print(table if accounts else "No mailbox was polled yet; `verbale fetch` polls the one of the settings.")
    for alarm in standing:
        console.print(Text(f"Alarm: {alarm.line}", style="red"))
    return all(account.unaccounted == 0 for account in accounts)


def _moment(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def print_message(opened: AbstractContextManager[House], asked: str, as_json: bool) -> None:
    """Prints one message, by number or reference: where it stands, its reading, its mails, its history."""
    from verbale.wiring import Trouble

    with opened as house, house.database.reading() as session:
        message_id = house.number_of(asked)
        message = messages.get(session, message_id)
        if message is None:
            raise Trouble(f"There is no message {message_id}; `verbale queue --lane all` lists them.")
        stored = submissions.latest(session, message_id)
        if as_json:
            if stored is None:
                raise Trouble(f"Message {message_id} was not read yet; `verbale work` reads what is waiting.")
            print(stored.reading.submission.as_json())
            return
        console = screen()
        number = house.programme.reference(message.received_at.year, message.id)
        console.print(f"[bold]{number}[/]  {message.stage}  received {message.received_at:%Y-%m-%d %H:%M} UTC")
        facts = f"sha256 {message.sha256[:16]}…  {message.size:,} bytes  {message.mailbox} UID {message.uid}"
        console.print(Text(facts, style="dim"))
        if message.shunted_because:
            console.print(
                Text(f"Shunted ({message.shunted_because}): {meaning(message.shunted_because).says}", style="red")
            )
        if stored is not None:
            _print_submission(console, stored)
        for decision in decisions.of(session, message_id):
            remark = f": {decision.remark}" if decision.remark else ""
            console.print(Text(f"{decision.at:%Y-%m-%d %H:%M} {decision.login}, {decision.verdict}{remark}"))
        for mail in outbox.of_message(session, message_id):
            why = f": {mail.held_because}" if mail.held_because else ""
            console.print(Text(f"mail {mail.id}: {mail.kind} to {mail.recipient}, {mail.stage}{why}"))
        table = Table(box=None, header_style="bold", pad_edge=False)
        for head in ("when (UTC)", "who", "what", "details"):
            table.add_column(head)
        for event in events.of_message(session, message_id):
            details = "  ".join(f"{key}={value}" for key, value in event.details.items())
            table.add_row(f"{event.at:%Y-%m-%d %H:%M:%S}", event.actor, event.what, Text(details))
        console.print(table)


def _print_submission(console: Console, stored: submissions.Stored) -> None:
    submission = stored.reading.submission
    uncertain = set(submission.uncertain)
    console.print(Text(f"{submission.kind} from {submission.state or 'no State read'}, revision {stored.revision}"))
    for finding in sorted([*submission.findings, *stored.checked], key=lambda f: list(Severity).index(f.severity)):
        style = {"error": "red", "warning": "yellow"}.get(finding.severity, "dim")
        console.print(
            Text(f"  {finding.severity}: {finding.message} ({finding.code}, {finding.path or 'whole'})", style=style)
        )
    note = submission.note_verbale
    if note is not None:
        console.print(
            Text(f"  note verbale {note.reference or 'without reference'} of {note.date or 'no date'}, {note.language}")
        )
    for index, contact in enumerate(submission.contacts):
        console.print(Text(f"  {contact.action} {contact.role or 'role not told'}", style="bold"))
        for field, value in contact.model_dump(exclude={"action", "role"}, exclude_none=True).items():
            if value in ((), None):
                continue
            path = f"contacts[{index}].{field}"
            shown = ", ".join(value) if isinstance(value, tuple) else str(value)
            read_at = "; ".join(
                f"{e.attachment}{f' p. {e.page}' if e.page else ''}" for e in submission.evidence.get(path, ())
            )
            mark = "? " if path in uncertain else "  "
            console.print(Text(f"  {mark}{field}: {shown}   [{read_at}]", style="yellow" if path in uncertain else ""))


def print_reread(opened: AbstractContextManager[House], asked: Sequence[str], dry_run: bool) -> bool:
    """Reads again and prints what changed; False where one could not be read again."""
    with opened as house:
        read = changed = failed = 0
        for reread in house.reread([house.number_of(one) for one in asked], dry_run=dry_run):
            read += reread.failed is None
            failed += reread.failed is not None
            changed += bool(reread.changes)
            if reread.failed or reread.changes:
                print(reread.told())
        print(
            f"{counted(read, 'message')} read again, {changed} of them otherwise than before"
            f"{'; nothing was written' if dry_run else ''}."
        )
    return not failed
