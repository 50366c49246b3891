"""Where a message stands: a closed list, and the moves between its members."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Stage of a message."""

    RECEIVED = "received"
    """The bytes are kept; nothing is understood yet."""
    READ = "read"
    """A submission exists; it is not yet checked and placed."""
    IN_REVIEW = "in_review"
    """An officer is to decide."""
    SET_ASIDE = "set_aside"
    """It asks nothing; a person clears this lane."""
    ACCEPTED = "accepted"
    RETURNED = "returned"
    CLOSED = "closed"
    SHUNTED = "shunted"
    """It crashed us; kept for a person, who may send it back to received."""


class Verdict(StrEnum):
    """What an officer decides of a submission."""

    ACCEPT = "accept"
    RETURN = "return"
    CLOSE = "close"


MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.RECEIVED: frozenset({Stage.READ, Stage.SHUNTED}),
    Stage.READ: frozenset({Stage.IN_REVIEW, Stage.SET_ASIDE, Stage.CLOSED, Stage.SHUNTED}),
    Stage.IN_REVIEW: frozenset({Stage.ACCEPTED, Stage.RETURNED, Stage.CLOSED, Stage.RECEIVED}),
    Stage.SET_ASIDE: frozenset({Stage.IN_REVIEW, Stage.CLOSED, Stage.RECEIVED}),
    Stage.ACCEPTED: frozenset(),
    Stage.RETURNED: frozenset({Stage.CLOSED}),
    Stage.CLOSED: frozenset(),
    Stage.SHUNTED: frozenset({Stage.RECEIVED, Stage.CLOSED}),
}
"""From each stage, where a message may go next."""

OUTCOMES: dict[Verdict, Stage] = {
    Verdict.ACCEPT: Stage.ACCEPTED,
    Verdict.RETURN: Stage.RETURNED,
    Verdict.CLOSE: Stage.CLOSED,
}


def may_move(before: Stage, after: Stage) -> bool:
    """True where a message may go from `before` to `after`."""
    return after in MOVES[before]
