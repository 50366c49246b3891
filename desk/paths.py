"""Paths into a submission: what lies under what, what nobody vouches for, and the place on the page that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from desk.form import anchor
from domain.reading import Reading
from domain.submission import Evidence


def under(path: str, whole: str) -> bool:
    """True where the path is `whole` or leads into it."""
    return path == whole or path.startswith((f"{whole}[", f"{whole}."))


def is_uncertain(path: str, uncertain: Iterable[str]) -> bool:
    """True where the value, a part of it or what holds it is uncertain."""
    return any(under(path, doubtful) or under(doubtful, path) for doubtful in uncertain)


def field_anchor(path: str) -> str:
    """The anchor of the field that shows this path: of a list's element, the list's."""
    found = re.match(r"(contacts\[\d+\](?:\.\w+)?|[\w.]+)", path)
    return anchor(found[1] if found else path)


def mark_anchor(path: str, place: int) -> str:
    """The anchor of the mark or box where the value at this path was read; `place` counts its evidence from 0."""
    return f"box-{anchor(path)}-{place}"


def own_names(attachment: str) -> tuple[str, str]:
    """What evidence calls this attachment: its path, and for an enclosed message that of its text."""
    return attachment, f"{attachment}!body"


def value_at(reading: Reading, path: str) -> str:
    """The value at a submission's path, as text; empty where the path leads nowhere."""
    value: object = reading.submission
    for step in re.findall(r"\w+", path):
        if step.isdecimal() and isinstance(value, tuple):
            value = value[int(step)] if int(step) < len(value) else None
        elif value is not None:
            value = getattr(value, step, None)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return value if isinstance(value, str) else ""


def evidence_under(path: str, reading: Reading) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    """The evidence of the path and of what lies under it."""
    for key, evidence in reading.submission.evidence.items():
        if under(key, path):
            yield key, evidence
