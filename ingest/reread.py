"""Reading again from the kept bytes: a new revision where the parsers have learnt something, and what it changes."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.plural import counted
from domain.programme import Programme
from domain.reading import Reading
from domain.stages import Stage
from domain.submission import Submission
from ingest.bug import frames
from ingest.checking import findings_on
from ingest.pipeline import Read
from ingest.placing import place_of
from ingest.repeating import findings_of, repeated_note
from ingest.unreached import by_address, finding_of
from parsers.worker import ParserFailed
from store import contents, events, messages, queue, submissions
from store.database import Database
from store.messages import MessageFactsRow

log = logging.getLogger(__name__)

UNDECIDED = (Stage.IN_REVIEW, Stage.SET_ASIDE)
READABLE = frozenset({*UNDECIDED, Stage.ACCEPTED, Stage.RETURNED, Stage.CLOSED})
"""What stands at the other stages is read by the pipeline, or sent back to it by a person."""
PAGE = 200


@dataclass(frozen=True, slots=True)
class Changed:
    """A value of the submission that reads otherwise now: personal, for a person's eyes and never for a log."""

    path: str
    before: Any
    after: Any

    def told(self) -> str:
        """The change in a line."""
        if self.before is None and self.after is None:
            return f"{self.path} differs"
        return f"{self.path}: {_shown(self.before)} -> {_shown(self.after)}"


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of reading one message again. `revision` is the new one's number, None where none was made.

    `failed` says in one sentence why it could not be read, else None."""

    message_id: int
    reference: str
    revision: int | None = None
    changes: tuple[Changed, ...] = ()
    moved_to: Stage | None = None
    failed: str | None = None

    def told(self) -> str:
        """The result in a line, and a line for each value that changed; personal, for a person's eyes."""
        if self.failed is not None:
            return self.failed
        made = f"revision {self.revision}" if self.revision is not None else "nothing written"
        moved = f", moved to {self.moved_to}" if self.moved_to else ""
        head = f"{self.reference}: {counted(len(self.changes), 'change')}, {made}{moved}"
        return "\n".join([head, *(f"  {change.told()}" for change in self.changes)])

    def __str__(self) -> str:
        return self.told()


def reread(
    database: Database,
    read: Read,
    programme: Programme,
    clock: Callable[[], datetime],
    ids: Sequence[int] = (),
    *,
    dry_run: bool = False,
) -> Iterator[Reread]:
    """Reads these messages again, or all that wait for a decision where `ids` is empty, one after the other.

    A reading that differs from the newest one becomes a revision, with its own checks; decisions stay as they are, nobody is
    written to, and a message that was set aside goes to review where it now asks something. A dry run writes nothing."""
    for number in ids or _undecided(database):
        yield _one(database, read, programme, clock, number, dry_run)


def _undecided(database: Database) -> list[int]:
    found: list[int] = []
    with database.reading() as session:
        while page := queue.rows(session, UNDECIDED, limit=PAGE, offset=len(found)):
            found.extend(row.id for row in page)
    return found


def _one(
    database: Database, read: Read, programme: Programme, clock: Callable[[], datetime], number: int, dry_run: bool
) -> Reread:
    with database.reading() as session:
        facts = messages.get(session, number)
        stored = submissions.latest(session, number) if facts else None
        raw = contents.raw(session, number) if stored else b""
    if facts is None:
        return Reread(number, "", failed=f"There is no message {number}; `verbale queue` lists them.")
    reference = programme.reference(facts.received_at.year, number)
    if stored is None or facts.stage not in READABLE:
        return Reread(
            number, reference, failed=f"Message {number} is {facts.stage}: `verbale work` or `verbale retry` reads it."
        )
    try:
        reading = read(raw, stored.reading.submission.file)
    except ParserFailed as failed:
        return Reread(
            number, reference, failed=f"Message {number} could not be read again ({failed.reason}); its reading stays."
        )
    except Exception as bug:
        log.error("message %d met a bug on being read again:\n%s", number, frames(bug))  # noqa: TRY400
        return Reread(
            number, reference, failed=f"Message {number} met a bug; its reading stays, and the log holds the traceback."
        )
    changes = tuple(changes_between(stored.reading, reading))
    if dry_run or reading == stored.reading:
        return Reread(number, reference, changes=changes)
    return _recorded(database, programme, clock(), facts, Reread(number, reference, changes=changes), reading)


def _recorded(
    database: Database, programme: Programme, now: datetime, facts: MessageFactsRow, done: Reread, reading: Reading
) -> Reread:
    """One transaction: the revision with its checks, the event with the paths that changed, and the move out of set_aside."""
    with database.transaction() as session:
        revision = submissions.add(session, facts.id, reading, now)
        findings = findings_on(
            session, reading, programme, now, facts.same_bytes_as, facts.same_id_as, facts.whole_size
        )
        repeated = repeated_note(session, facts, reading)
        findings.extend(findings_of(repeated, programme))
        findings.extend(finding_of(by_address(session, reading, facts.received_at), facts.answers_by))
        submissions.set_checked(session, facts.id, revision, findings)
        paths = [change.path for change in done.changes]
        events.note(session, "compared", now, message_id=facts.id, revision=revision, changed=paths[:100])
        to_review = facts.stage is Stage.SET_ASIDE and place_of(reading, findings) is Stage.IN_REVIEW
        moved = to_review and messages.move(
            session, facts.id, Stage.SET_ASIDE, Stage.IN_REVIEW, now, None, because="reread"
        )
    return Reread(done.message_id, done.reference, revision, done.changes, Stage.IN_REVIEW if moved else None)


def changes_between(before: Reading, after: Reading) -> Iterator[Changed]:
    """The submission's values that differ, by path; what is too long to show only by name."""
    old, new = _values(before.submission), _values(after.submission)
    for path in dict.fromkeys([*old, *new]):
        if old.get(path) != new.get(path):
            yield Changed(path, old.get(path), new.get(path))
    longer = {"evidence": (before.submission.evidence, after.submission.evidence)}
    longer |= {name: (getattr(before, name), getattr(after, name)) for name in ("envelope", "attachments", "body")}
    for name, (one, other) in longer.items():
        if one != other:
            yield Changed(name, None, None)


def _shown(value: Any) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)


def _values(submission: Submission) -> dict[str, Any]:
    """Every value by its path as the contract writes paths; what is empty is not there."""
    whole = submission.model_dump(mode="json", by_alias=True)
    values: dict[str, Any] = {
        "kind": whole["kind"],
        "state": whole["state"],
        "findings": [finding["code"] for finding in whole["findings"]],
        "uncertain": whole["uncertain"],
    }
    values |= {f"message.{key}": value for key, value in whole["message"].items()}
    values |= {f"note_verbale.{key}": value for key, value in (whole["note_verbale"] or {}).items()}
    for index, contact in enumerate(whole["contacts"]):
        values |= {f"contacts[{index}].{key}": value for key, value in contact.items()}
    return {path: value for path, value in values.items() if value not in (None, [], {})}
