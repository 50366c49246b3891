"""Every alarm that there is: what it says to the operator, and what the operator does about it (alarms.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

TOLD_EVERY = timedelta(days=1)
"""So often at most the operator gets a mail about one alarm."""
UNREACHABLE_AFTER = timedelta(minutes=15)
"""So long a mailbox's polls, or all tries to hand over a mail, may fail before that is an alarm."""
IN_FLIGHT_AFTER = timedelta(hours=1)
"""So long a message may be in flight before that is an alarm."""
UNCERTAIN_AFTER = timedelta(hours=1)
"""So long it may be unknown whether a mail of ours went out before that is an alarm."""

FAILED_IN_A_ROW = 3
"""Where mails to so many recipients have failed since the last one that went out, that is an alarm."""


class AlarmCode(StrEnum):
    """What may go on for so long that somebody has to be told."""

    SIGN_IN_REFUSED = "sign_in_refused"
    MAILBOX_UNREACHABLE = "mailbox_unreachable"
    LEDGER_DISAGREES = "ledger_disagrees"
    IN_FLIGHT_TOO_LONG = "in_flight_too_long"
    CERTIFICATE = "certificate"
    BREAKER = "breaker"
    POLL_STALLED = "poll_stalled"
    NUMBERED_BACK = "numbered_back"
    MOVE_FAILED = "move_failed"
    MAIL_UNCERTAIN = "mail_uncertain"
    NOTHING_SENT = "nothing_sent"
    MAILS_FAILED = "mails_failed"
    NOTHING_READ = "nothing_read"
    SHUNTED = "shunted"


PATIENCE = {AlarmCode.NOTHING_SENT: UNREACHABLE_AFTER}
"""What is remembered from its first sighting, and an alarm only where it was seen again so much later and had not ended."""
OF_READING = frozenset({AlarmCode.NOTHING_READ, AlarmCode.SHUNTED})
"""What is neither a mailbox's nor that of the way out."""


def lasting(code: AlarmCode, since: datetime, last_seen: datetime) -> bool:
    """True where what was seen from then to then is an alarm."""
    return code not in PATIENCE or last_seen - since > PATIENCE[code]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One sentence for the operator, and one on what to do."""

    says: str
    do: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """A condition that stood or stands: `where` is the mailbox, `smtp` or `reading`; `times` is how often it was seen since it
    began."""

    id: int
    key: str
    code: AlarmCode
    where: str
    since: datetime
    last_seen: datetime
    times: int

    @property
    def ripe(self) -> bool:
        """True where this has lasted for as long as it takes to be an alarm."""
        return lasting(self.code, self.since, self.last_seen)

    @property
    def line(self) -> str:
        """The alarm in one line."""
        meaning = MEANINGS[self.code]
        return f"{self.where}, since {self.since:%Y-%m-%d %H:%M} UTC: {meaning.says} {meaning.do}"


def _read() -> dict[AlarmCode, Meaning]:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {AlarmCode(code): Meaning(row["says"], row["do"]) for code, row in rows.items()}


MEANINGS: dict[AlarmCode, Meaning] = _read()
"""By code."""
