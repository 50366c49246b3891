"""Every code that a finding may carry: how grave it is, what it means, and what the officer does about it (findings.toml).

`python -m domain.findings` prints the table as docs/findings.md holds it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from domain.submission import Severity


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code stands for; `severity` is the gravest with which it is raised."""

    severity: Severity
    means: str
    do: str


def _read() -> dict[str, Meaning]:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {code: Meaning(Severity(row["severity"]), row["means"], row["do"]) for code, row in rows.items()}


FINDINGS: dict[str, Meaning] = _read()
"""By code."""


def as_markdown() -> str:
    """The table of docs/findings.md."""
    lines = [
        "# Findings",
        "",
        "What a reviewer must know is said as a finding: a code, how grave it is, and one plain sentence. This page says what each",
        "code means and what the officer does. It is printed by `python -m domain.findings`.",
        "",
        "| code | severity | what it means | what the officer does |",
        "| --- | --- | --- | --- |",
    ]
    lines.extend(f"| `{code}` | {m.severity} | {m.means} | {m.do} |" for code, m in sorted(FINDINGS.items()))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(as_markdown(), end="")
