"""Where a reading goes: under an officer's eyes, aside, or closed. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from domain.reading import Reading
from domain.stages import Stage
from domain.submission import Finding, Kind, Severity

ASKS = frozenset({Kind.NOMINATION, Kind.UPDATE, Kind.WITHDRAWAL, Kind.PING_REPLY, Kind.INQUIRY})
"""Kinds of messages that ask something of us."""
REPORTS = frozenset(
    {
        "message/delivery-status",
        "message/global-delivery-status",
        "message/disposition-notification",
        "message/global-disposition-notification",
    }
)
"""The part of a report that tells what happened (RFC 3464, RFC 8098, RFC 6533)."""
REPORTED = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"})
"""The part of a report that is the mail of ours to which it happened (RFC 6522)."""


def place_of(reading: Reading, checked: Sequence[Finding]) -> Stage:
    """The stage after read: in_review where anybody is asked anything or anything is amiss, closed only where the form of the
    mail itself (RFC 3464, RFC 3834) says that a machine wrote it and nothing readable hangs on it, set_aside for all else."""
    findings = [*reading.submission.findings, *checked]
    if reading.submission.kind in ASKS or any(f.severity in (Severity.ERROR, Severity.WARNING) for f in findings):
        return Stage.IN_REVIEW
    return Stage.CLOSED if _closes_itself(reading) else Stage.SET_ASIDE


def _closes_itself(reading: Reading) -> bool:
    envelope, kind = reading.envelope, reading.submission.kind
    structural = (kind is Kind.BOUNCE and envelope.report) or (kind is Kind.AUTO_REPLY and bool(envelope.automatic))
    types = {attachment.media_type for attachment in reading.attachments}
    # Without a report beside it a mail within the mail is no mail of ours: it may be a forwarded nomination.
    return structural and (not types or (types <= REPORTS | REPORTED and bool(types & REPORTS)))
