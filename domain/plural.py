"""A number with its noun."""

from __future__ import annotations


def counted(number: int, one: str, many: str | None = None) -> str:
    """The number with its noun: 1 value, 3 values."""
    return f"{number} {one if number == 1 else many or one + 's'}"
