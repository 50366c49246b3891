"""How the desk calls things: kinds, stages, fields and reasons in words an officer would use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain.notices import NoticeKind, Outbox
from domain.stages import Stage, Verdict
from domain.submission import Action, Kind, Severity

KINDS: dict[str, str] = {
    Kind.NOMINATION: "Nomination",
    Kind.UPDATE: "Update",
    Kind.WITHDRAWAL: "Withdrawal",
    Kind.PING_REPLY: "Ping reply",
    Kind.INQUIRY: "Inquiry",
    Kind.AUTO_REPLY: "Automatic reply",
    Kind.BOUNCE: "Returned mail",
    Kind.UNRELATED: "Unrelated",
}

STAGES: dict[str, str] = {
    Stage.RECEIVED: "Received",
    Stage.READ: "Read",
    Stage.IN_REVIEW: "In review",
    Stage.SET_ASIDE: "Set aside",
    Stage.ACCEPTED: "Accepted",
    Stage.RETURNED: "Returned",
    Stage.CLOSED: "Closed",
    Stage.SHUNTED: "Shunted",
}

VERDICTS: dict[str, str] = {
    Verdict.ACCEPT: "Accepted",
    Verdict.RETURN: "Returned with a question",
    Verdict.CLOSE: "Closed",
}
ACTIONS: dict[str, str] = {Action.ADD: "Add", Action.UPDATE: "Update", Action.REMOVE: "Remove"}
SEVERITIES: dict[str, str] = {Severity.ERROR: "To settle", Severity.WARNING: "To look at", Severity.INFO: "To know"}
NOTICES: dict[str, str] = {
    NoticeKind.ACKNOWLEDGEMENT: "Acknowledgement",
    NoticeKind.CONFIRMATION: "Confirmation",
    NoticeKind.CLARIFICATION: "Question to the Mission",
    NoticeKind.UPDATE_REMINDER: "Reminder",
    NoticeKind.ALARM: "Alarm to the operator",
}
OUTBOX: dict[str, str] = {
    Outbox.HELD: "Held",
    Outbox.QUEUED: "Waiting to go out",
    Outbox.SENDING: "Going out",
    Outbox.SENT: "Sent",
    Outbox.FAILED: "Failed",
    Outbox.UNCERTAIN: "Perhaps sent",
    Outbox.DROPPED: "Not sent",
}

FIELDS: dict[str, str] = {
    "action": "Action",
    "role": "Role",
    "honorific": "Honorific",
    "name": "Name",
    "position": "Position",
    "institution": "Institution",
    "emails": "E-mail",
    "phones": "Telephone",
    "languages": "Languages",
    "effective": "In effect from",
    "alternate": "Alternate",
    "availability": "Availability",
    "remarks": "Remarks",
}
"""Fields of a contact in the order of the form."""

OTHER_PATHS: dict[str, str] = {
    "state": "State",
    "kind": "Kind",
    "note_verbale": "Note verbale",
    "note_verbale.reference": "Note's reference",
    "note_verbale.date": "Note's date",
    "note_verbale.language": "Note's language",
    "note_verbale.supersedes": "Note that it replaces",
}

EVENTS: dict[str, str] = {
    "kept": "Kept as it arrived",
    "claimed": "Taken up",
    "read": "Read",
    "placed": "Placed",
    "moved": "Moved",
    "shunted": "Shunted",
    "retried": "Sent back to be read again",
    "reread": "Read again",
    "decided": "Decided",
    "entered": "Entered in the directory",
    "changed": "Directory entry amended",
    "amended": "Directory entry amended",
    "ended": "Directory entry ended",
    "confirmed": "Directory entry confirmed",
    "notice": "Mail prepared",
    "silence": "Not answered",
    "accepted": "Accepted",
    "returned": "Returned",
    "closed": "Closed",
    "recorded": "Recorded",
    "later": "Mail put off",
    "tied": "Tied to the mail that it answers",
    "found_sent": "Mail found to have gone out",
    "shown_sent": "Mail shown to have gone out",
    "bounced": "Mail came back",
    "address_bounced": "Address marked as one that mail comes back from",
    "uncertain": "Mail perhaps sent",
    "failed": "Mail failed",
    "sending": "Mail going out",
    "sent": "Mail sent",
    "released": "Held mail released",
    "dropped": "Held mail dropped",
    "mission_known": "Address known as the Mission's",
}

CLAIMED: dict[str, str] = {
    Stage.RECEIVED: "Taken up to be read",
    Stage.READ: "Taken up to be checked and placed",
}
"""What a message was taken up for, by the stage that it was in."""

FILES: dict[str, str] = {
    "application/pdf": "PDF",
    "application/msword": "Word document (old format)",
    "application/rtf": "RTF document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel spreadsheet",
    "application/vnd.oasis.opendocument.text": "OpenDocument text",
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument spreadsheet",
    "application/zip": "Archive",
    "image/jpeg": "JPEG picture",
    "image/png": "PNG picture",
    "image/tiff": "TIFF picture",
    "message/rfc822": "Enclosed message",
    "text/csv": "CSV table",
    "text/html": "Web page",
    "text/plain": "Plain text",
}

LANGUAGES: dict[str, str] = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "pt": "Portuguese",
    "ru": "Russian",
    "zh": "Chinese",
}


@dataclass(frozen=True, slots=True)
class Lane:
    """One tab of the queue: its place in the address, its title, the stages in it, what an empty one says."""

    code: str
    title: str
    stages: tuple[Stage, ...]
    purpose: str
    empty: str
    settled: bool = False
    """Whether its messages wait for nobody, so that the latest come first."""


LANES: tuple[Lane, ...] = (
    Lane(
        "review",
        "In review",
        (Stage.IN_REVIEW,),
        "Waiting for a decision, oldest first.",
        "Nothing waits for you. New notes appear here as they arrive.",
    ),
    Lane(
        "aside",
        "Set aside",
        (Stage.SET_ASIDE,),
        "Mail that asks nothing of us. Close it, or send it to review where the machine was wrong.",
        "This lane is clear. Thank you.",
    ),
    Lane(
        "shunted",
        "Shunted",
        (Stage.SHUNTED,),
        "Mail that could not be read. It is kept whole; look at it, then try again or close it.",
        "Nothing went wrong. Every mail could be read.",
    ),
    Lane(
        "decided",
        "Decided",
        (Stage.ACCEPTED, Stage.RETURNED, Stage.CLOSED),
        "What has been accepted, returned or closed, latest first.",
        "No decisions yet. The first one is yours.",
        settled=True,
    ),
)


def lane(code: str | None) -> Lane:
    """The lane with this code, else the first."""
    return next((lane for lane in LANES if lane.code == code), LANES[0])


def lane_of(stage: Stage) -> Lane:
    """The lane in which a message of this stage is found, else the first."""
    return next((lane for lane in LANES if stage in lane.stages), LANES[0])


def path_name(path: str) -> str:
    """A submission's path in words: `contacts[0].emails` is "Contact 1, e-mail"."""
    found = re.match(r"contacts\[(\d+)\](?:\.(\w+))?", path)
    if found is None:
        return OTHER_PATHS.get(path, path.replace("_", " ").replace(".", ", ").capitalize())
    number = f"Contact {int(found[1]) + 1}"
    return f"{number}, {FIELDS.get(found[2], found[2]).lower()}" if found[2] else number


def day(when: datetime) -> str:
    """A date as it is written in a letter: 12 March 2024 (UTC)."""
    at = when.astimezone(UTC)
    return f"{at.day} {at:%B %Y}"


def moment(when: datetime) -> str:
    """Date and minute, in UTC."""
    return f"{day(when)}, {when.astimezone(UTC):%H:%M} UTC"


def waiting(since: datetime, now: datetime) -> str:
    """How long ago, in whole days or hours."""
    passed = max(now - since, timedelta())
    if passed.days:
        return "1 day" if passed.days == 1 else f"{passed.days} days"
    hours = passed.seconds // 3600
    return "under an hour" if hours == 0 else "1 hour" if hours == 1 else f"{hours} hours"


def listed(texts: Iterable[str]) -> str:
    """Words joined as in a sentence: a, b and c."""
    *first, last = [*texts] or [""]
    return f"{', '.join(first)} and {last}" if first else last
