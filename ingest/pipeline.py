"""The pipeline: every message that waits is read, checked, placed and acknowledged; each step is one transaction."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.plural import counted
from domain.programme import Programme
from domain.reading import Reading
from domain.restraint import Restraint
from domain.stages import Stage
from domain.submission import Finding
from ingest.answered import answered
from ingest.answering import answer
from ingest.bug import frames
from ingest.checking import findings_on
from ingest.placing import place_of
from ingest.repeating import findings_of, repeated_note
from ingest.tying import tie
from ingest.unreached import by_address, finding_of
from parsers.worker import ParserFailed
from store import allowance, contents, messages, submissions
from store.database import Database, StoreFailed
from store.messages import Claimed
from store.submissions import Stored

log = logging.getLogger(__name__)

Read = Callable[[bytes, str], Reading]
"""Raw bytes and the file's name to a Reading; raises ParserFailed."""
Clock = Callable[[], datetime]

MOST_ATTEMPTS = 3
"""So many processes may die over one message; then a person looks at it."""
LEASE = timedelta(minutes=20)
"""So long a claim holds while its process lives; longer than three readings may take."""
CANARY = b"From: canary@example.int\r\nSubject: canary\r\n\r\nIs anybody there?\r\n"
"""What every reader that works at all can read."""


class ReadingFailed(Exception):
    """Nothing can be read at all: it is not the message's fault, and no message is shunted for it."""

    def __init__(self) -> None:
        super().__init__(
            "Not even a mail of one line can be read; `verbale check` says what is missing, and the next round tries again."
        )


class Step(StrEnum):
    """What became of a message in one step."""

    READ = "read"
    IN_REVIEW = "in_review"
    SET_ASIDE = "set_aside"
    CLOSED = "closed"
    SHUNTED = "shunted"
    OVERTAKEN = "overtaken"
    """Another worker was faster; nothing was written."""


@dataclass(frozen=True, slots=True)
class Worked:
    """How often each step was taken in one round."""

    steps: Counter[Step] = field(default_factory=Counter)

    def told(self) -> str:
        """The round in one sentence."""
        n = self.steps
        return (
            f"{counted(n[Step.READ], 'message')} read: {n[Step.IN_REVIEW]} to review, {n[Step.SET_ASIDE]} set aside, "
            f"{n[Step.CLOSED]} closed; {n[Step.SHUNTED]} shunted."
        )


@dataclass(frozen=True, slots=True)
class Worker:
    """Everything that the steps need of the world; one thread works with it."""

    database: Database
    read: Read
    programme: Programme
    clock: Clock
    owner: str
    mail_domain: str
    lease: timedelta = LEASE
    restraint: Restraint | None = None


def never() -> bool:
    """Not to be stopped."""
    return False


def work_through(
    database: Database,
    read: Read,
    programme: Programme,
    clock: Clock,
    owner: str,
    *,
    mail_domain: str,
    lease: timedelta = LEASE,
    restraint: Restraint | None = None,
    stopping: Callable[[], bool] = never,
) -> Worked:
    """Takes every message that waits through its steps, until none is left or `stopping` says so between two steps.

    `mail_domain` is the domain of our own Message-IDs, `restraint` what may be said without an officer's word (None: all).
    Trouble with the store (StoreFailed) or with all reading (ReadingFailed) ends the round and loses nothing; whatever else goes
    wrong with a message shunts it and the next one is taken."""
    worker = Worker(database, read, programme, clock, owner, mail_domain, lease, restraint)
    steps: Counter[Step] = Counter()
    while not stopping() and (step := take_one(worker)) is not None:
        steps[step] += 1
    return Worked(steps)


def take_one(worker: Worker) -> Step | None:
    """One step of one message, the oldest that is begun before the oldest that is not; None where nothing waits."""
    claimed = _claim(worker, Stage.READ) or _claim(worker, Stage.RECEIVED)
    if claimed is None:
        return None
    began = worker.clock()
    try:
        step = _place(worker, claimed) if claimed.stage is Stage.READ else _read(worker, claimed)
    except ReadingFailed:
        _give_back(worker, claimed)
        raise
    except StoreFailed as trouble:
        if trouble.retry:
            _give_back(worker, claimed)
            raise
        log.error("message %d: %s", claimed.id, trouble)  # noqa: TRY400
        step = _shunt(worker, claimed, "store")
    except Exception as bug:
        log.error("message %d (%s) met a bug and is shunted:\n%s", claimed.id, claimed.sha256[:12], frames(bug))  # noqa: TRY400
        step = _shunt(worker, claimed, "bug")
    took = (worker.clock() - began) / timedelta(milliseconds=1)
    log.info("message %d (%s): %s, %.0f ms", claimed.id, claimed.sha256[:12], step, took)
    return step


def _read(worker: Worker, claimed: Claimed) -> Step:
    """received -> read: the bytes are read and the submission recorded; what the parsers cannot survive is shunted."""
    if claimed.attempts > MOST_ATTEMPTS:
        return _shunt(worker, claimed, "died_while_reading")
    raw = _kept(worker, claimed)
    try:
        reading = _understood(worker, claimed, raw)
    except ParserFailed as failed:
        log.error("message %d (%s) cannot be read: %s", claimed.id, claimed.sha256[:12], failed)  # noqa: TRY400
        _assure_that_others_can_be_read(worker)
        return _shunt(worker, claimed, failed.reason)
    now = worker.clock()
    with worker.database.transaction() as session:
        if not messages.move(session, claimed.id, Stage.RECEIVED, Stage.READ, now, worker.owner):
            return Step.OVERTAKEN
        submissions.add(session, claimed.id, reading, now)
    return Step.READ


def _place(worker: Worker, claimed: Claimed) -> Step:
    """read -> in_review, set_aside or closed: checked against the directory, placed, and answered where that is due."""
    if claimed.attempts > MOST_ATTEMPTS:
        return _shunt(worker, claimed, "died_while_placing")
    now = worker.clock()
    stored, findings = _checked(worker, claimed, now)
    with worker.database.transaction() as session:
        allowance.one_at_a_time(session)
        repeated = repeated_note(session, claimed, stored.reading)
        findings.extend(findings_of(repeated, worker.programme))
        found = answered(session, stored.reading, worker.programme, claimed.id, claimed.received_at)
        unreached = by_address(session, stored.reading, claimed.received_at)
        findings.extend(finding_of(unreached, found[1] if found is not None else None))
        place = place_of(stored.reading, findings)
        if not messages.move(session, claimed.id, Stage.READ, place, now, worker.owner):
            return Step.OVERTAKEN
        submissions.set_checked(session, claimed.id, stored.revision, findings)
        tie(session, claimed.id, stored.reading, found, now)
        answer(
            session,
            claimed,
            stored.reading,
            worker.programme,
            worker.mail_domain,
            now,
            worker.restraint,
            repeated,
            look_alike=any(finding.code == "look_alike_sender" for finding in findings),
        )
    return Step(place.value)


def _claim(worker: Worker, stage: Stage) -> Claimed | None:
    with worker.database.transaction() as session:
        return messages.claim(session, stage, worker.owner, worker.clock(), worker.lease)


def _give_back(worker: Worker, claimed: Claimed) -> None:
    """Afterwards the message is free again, where the store still lets us say so; else its lease has to run out."""
    with suppress(StoreFailed), worker.database.transaction() as session:
        messages.give_back(session, claimed.id, claimed.stage, worker.owner)


def _shunt(worker: Worker, claimed: Claimed, reason: str) -> Step:
    """Sets the message aside whole, with the reason's code, for a person."""
    with worker.database.transaction() as session:
        moved = messages.move(
            session, claimed.id, claimed.stage, Stage.SHUNTED, worker.clock(), worker.owner, because=reason
        )
    return Step.SHUNTED if moved else Step.OVERTAKEN


def _kept(worker: Worker, claimed: Claimed) -> bytes:
    with worker.database.reading() as session:
        return contents.raw(session, claimed.id)


def _understood(worker: Worker, claimed: Claimed, raw: bytes) -> Reading:
    """The reading; what failed is tried once more, for the machine may have been short of something, but a bug is a bug."""
    file = f"{worker.programme.reference(claimed.received_at.year, claimed.id)}.eml"
    try:
        return worker.read(raw, file)
    except ParserFailed as failed:
        if failed.reason == "bug":
            raise
        log.warning(
            "message %d (%s) could not be read (%s); trying once more", claimed.id, claimed.sha256[:12], failed.reason
        )
    return worker.read(raw, file)


def _assure_that_others_can_be_read(worker: Worker) -> None:
    """Raises ReadingFailed where the trouble is not the message's: a missing library would otherwise shunt the whole queue."""
    try:
        worker.read(CANARY, "canary.eml")
    except Exception as error:
        raise ReadingFailed from error


def _checked(worker: Worker, claimed: Claimed, now: datetime) -> tuple[Stored, list[Finding]]:
    """The newest reading, and what the directory and the earlier messages say to it."""
    with worker.database.reading() as session:
        stored = submissions.latest(session, claimed.id)
        if stored is None:
            raise LookupError("a message at stage read has no submission")
        return stored, findings_on(
            session,
            stored.reading,
            worker.programme,
            now,
            claimed.same_bytes_as,
            claimed.same_id_as,
            claimed.whole_size,
        )
