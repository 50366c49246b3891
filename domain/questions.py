"""What the Mission is asked about findings that only the sender can mend, in the languages of the mails (questions.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from domain.submission import Finding

_ROWS: list[dict[str, str | list[str]]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)["question"]


def questions_of(findings: Iterable[Finding], language: str) -> tuple[str, ...]:
    """One sentence for each thing to be asked, in this language; none where we do not write it."""
    codes = {finding.code for finding in findings}
    return tuple(str(row[language]) for row in _ROWS if language in row and codes.intersection(row["codes"]))
