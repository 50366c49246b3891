"""How a bug is logged: its traceback without the values in it, for those may be somebody's name."""

from __future__ import annotations

import traceback


def frames(error: BaseException) -> str:
    """The frames of the error and of those that caused it, each with the error's class and without its message."""
    told = traceback.TracebackException.from_exception(error, capture_locals=False)
    lines: list[str] = []
    step: traceback.TracebackException | None = told
    while step is not None:
        name = step.exc_type.__qualname__ if step.exc_type else "?"
        lines[:0] = [*(line.rstrip("\n") for line in step.stack.format()), name]
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)
    return "\n".join(lines)
