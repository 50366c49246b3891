"""The receiving server's verdicts on a message (Authentication-Results, RFC 8601), as real servers write them.

Only the topmost field counts: whoever sends may write any number of them below. Microsoft 365 gives no authserv-id."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from domain.envelope import Authentication, Outcome
from domain.hosts import canonical
from parsers import headers
from parsers.expressions import later

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
MICROSOFT = "microsoft"
"""What stands for the receiving server's name where that is Exchange Online, which gives none."""
MICROSOFTS_OWN = ("x-ms-exchange-organization-authsource", "x-ms-exchange-crosstenant-id")
"""Fields that Exchange Online writes, and takes out of what comes from elsewhere."""
_HEADER_FROM = later(r"\bheader\.from\s*=\s*\"?<?([^\s;\">]+)", re.IGNORECASE)
_RESULT = later(r"([a-z][a-z0-9-]*)(?:/\d+)?\s*=\s*([^\s,]+)", re.IGNORECASE)
_DMARC_FAILED = later(r"(?:^|;)\s*dmarc(?:/\d+)?\s*=\s*fail\b", re.IGNORECASE)


def verdicts(
    fields: Sequence[str], authserv: str | None = None, sender: str | None = None, *, by_microsoft: bool = False
) -> Authentication | None:
    """What the topmost field says of SPF, DKIM and DMARC; None where there is no such field.

    With `authserv` given, a field by another server gives no verdicts: its `by` tells whose it is. MICROSOFT believes a field
    that names no server, and only where the message came by Exchange Online (`by_microsoft`). Of several DKIM signatures the
    best counts, as it does for receivers; of several words on DMARC the worst, for servers repeat here what a sender wrote, who
    may have written a verdict into his address. DMARC passed for another From domain than that of `sender` counts as unknown."""
    if not fields:
        return None
    text = headers.text_of(fields[0])[:_LONGEST]
    clauses = _clauses(text)
    by = None
    if clauses and "=" not in clauses[0]:
        by = re.sub(r"\s+\d+$", "", clauses[0]).strip() or None
        clauses = clauses[1:]
    if not _is_believed(by, authserv, by_microsoft):
        return Authentication(by=by)
    found: dict[str, list[Outcome]] = {}
    for clause in clauses:
        told = _RESULT.match(clause)
        if told and told[1].lower() in _METHODS:
            method, outcome = told[1].lower(), _outcome(told[2].lower())
            if method == "dmarc" and outcome == "pass" and _is_of_another(clause, sender):
                outcome = "unknown"
            found.setdefault(method, []).append(outcome)
    if _DMARC_FAILED.search(text):  # in a comment, too, that the sender may have opened
        found.setdefault("dmarc", []).append("fail")
    best = {method: min(outcomes, key=_BEST_FIRST.index) for method, outcomes in found.items()}
    dmarc = max(found.get("dmarc", ()), key=_BEST_FIRST.index, default=None)
    return Authentication(spf=best.get("spf"), dkim=best.get("dkim"), dmarc=dmarc, by=by)


def _is_believed(by: str | None, authserv: str | None, by_microsoft: bool) -> bool:
    if authserv is None:
        return True
    if authserv.casefold() == MICROSOFT:
        return by is None and by_microsoft
    return (by or "").casefold() == authserv.casefold()


def _is_of_another(clause: str, sender: str | None) -> bool:
    """True where the clause names another From domain than the sender's."""
    named = _HEADER_FROM.search(clause)
    if named is None or sender is None:
        return False
    return canonical(named[1].rpartition("@")[2]) != canonical(sender.rpartition("@")[2])


def _outcome(word: str) -> Outcome:
    word = {"hardfail": "fail", "bestguesspass": "unknown", "error": "temperror"}.get(word, word)
    return word if word in _OUTCOMES else "unknown"  # type: ignore[return-value]


def _clauses(text: str) -> list[str]:
    """The field's clauses without comments, in one pass; an open bracket hides the rest, as it must: what stands in it was written
    by others. So was what stands in quotes, of which nothing is left that could end or begin a clause."""
    out: list[str] = []
    depth = 0
    quoted = escaped = False
    for char in text:
        if escaped:
            escaped = False
        elif char == "\\" and (quoted or depth):
            escaped = True
        elif char == '"' and depth == 0:
            quoted = not quoted
            out.append(char)
        elif quoted:
            out.append("" if char in ";= \t" else char)
        elif char == "(":
            depth += 1
            out.append(" ")
        elif char == ")" and depth:
            depth -= 1
        elif depth == 0:
            out.append(char)
    return [clause.strip() for clause in "".join(out).split(";")]
