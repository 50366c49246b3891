"""Where a reading goes: under an officer's eyes, aside, or closed. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from domain.reading import Reading
from domain.stages import Stage
from domain.submission import Finding, Kind, Severity

ASKS = frozenset({Kind.NOMINATION, Kind.UPDATE, Kind.WITHDRAWAL, Kind.PING_REPLY, Kind.INQUIRY})
"""Kinds of messages that ask something of us."""
REPORT_TYPES = frozenset(
    {
        "message/delivery-status",
        "message/global-delivery-status",
        "message/disposition-notification",
        "message/global-disposition-notification",
        "message/rfc822",
        "message/global",
        "text/rfc822-headers",
        "message/global-headers",
    }
)
"""A report's own parts (RFC 3464, RFC 6522, RFC 6533): what happened, and the mail of ours to which it happened."""


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
    return structural and all(attachment.media_type in REPORT_TYPES for attachment in reading.attachments)
