"""Which of the points that a life reaches are those at which the next one dies."""

from __future__ import annotations

from collections.abc import Sequence

USED = "smtp: after AUTH"
"""Whoever dies here has used a token, and needs what came with it in the next life."""


def names(reached: Sequence[str]) -> list[str]:
    """The names of the points, each once, in the order in which they are first reached."""
    return list(dict.fromkeys(point.rpartition(", ")[0] for point in reached))


def numbered(name: str, reached: Sequence[str], number: int) -> str:
    """The point of this name: the first one (0), the last (1), one between them (2), the first again (3)."""
    found = [point for point in reached if point.rpartition(", ")[0] == name] or [f"{name}, 1"]
    return {1: found[-1], 2: found[len(found) // 2]}.get(number, found[0])


def telling(found: Sequence[str]) -> list[str]:
    """Those of the names at which the state is another one than at the name before: all commits and readings, what is said to
    the servers, and every answer that changes what we know."""
    skipped = ("before", "after the connection", "STARTTLS", "EHLO", "AUTH", "LOGIN", "CLOSE")
    settled = ("QUIT", "LOGOUT")
    return [
        name
        for name in found
        if name.startswith(("commit", "reading"))
        or name in ("smtp: before the final dot", "smtp: after STARTTLS", "smtp: after AUTH", "imap: after LOGIN")
        or not (name.partition(": ")[2].startswith(skipped[0]) or name.endswith((*skipped[1:], *settled)))
    ]
