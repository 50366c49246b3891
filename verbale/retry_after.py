"""Retry-After: how long a server asks to be left alone (RFC 9110, 10.2.3)."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

LONGEST_ASKED = 3600.0
"""So many seconds at most a server is left alone because it says so."""


def waiting(said: str, now: datetime) -> float:
    """Retry-After in seconds, given so or as a date; 0 where it says nothing."""
    if said.strip().isdecimal():
        return float(said)
    try:
        return max((parsedate_to_datetime(said) - now).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return 0.0
