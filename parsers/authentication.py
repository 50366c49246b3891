"""The receiving server's verdicts on a message (Authentication-Results, RFC 8601), as real servers write them.

Only the topmost field counts: whoever sends may write any number of them below. Microsoft 365 gives no authserv-id."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from domain.envelope import Authentication, Outcome
from parsers import headers

_OUTCOMES = frozenset(get_args(Outcome))
_LONGEST = 8_000
"""Characters of the field that are looked at."""
_METHODS = ("spf", "dkim", "dmarc")
_BEST_FIRST: tuple[Outcome, ...] = (
    "pass",
    "neutral",
    "policy",
    "softfail",
    "temperror",
    "permerror",
    "none",
    "unknown",
    "fail",
)
_RESULT = re.compile(r"([a-z][a-z0-9-]*)(?:/\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)


def verdicts(fields: Sequence[str], authserv: str | None = None) -> Authentication | None:
    """What the topmost field says of SPF, DKIM and DMARC; None where there is no such field.

    With `authserv` given, a field by another server gives no verdicts: its `by` tells whose it is. Of several DKIM signatures
    the best counts, as it does for receivers."""
    if not fields:
        return None
    text = _without_comments(headers.text_of(fields[0])[:_LONGEST])
    clauses = [clause.strip() for clause in text.split(";")]
    by = None
    if clauses and "=" not in clauses[0]:
        by = re.sub(r"\s+\d+$", "", clauses[0]).strip() or None
        clauses = clauses[1:]
    if authserv is not None and (by or "").casefold() != authserv.casefold():
        return Authentication(by=by)
    found: dict[str, list[Outcome]] = {}
    for clause in clauses:
        told = _RESULT.match(clause)
        if told and told[1].lower() in _METHODS:
            found.setdefault(told[1].lower(), []).append(_outcome(told[2].lower()))
    best = {method: min(outcomes, key=_BEST_FIRST.index) for method, outcomes in found.items()}
    return Authentication(spf=best.get("spf"), dkim=best.get("dkim"), dmarc=best.get("dmarc"), by=by)


def _outcome(word: str) -> Outcome:
    word = {"hardfail": "fail", "bestguesspass": "unknown", "error": "temperror"}.get(word, word)
    return word if word in _OUTCOMES else "unknown"  # type: ignore[return-value]


def _without_comments(text: str) -> str:
    """`text` without its bracketed comments, in one pass; an open bracket hides the rest, as it must: what stands in it was
    written by others."""
    out: list[str] = []
    depth = 0
    quoted = False
    for char in text:
        if char == '"' and depth == 0:
            quoted = not quoted
        if not quoted and char == "(":
            depth += 1
        elif not quoted and char == ")" and depth:
            depth -= 1
        elif depth == 0:
            out.append(char)
    return "".join(out)
