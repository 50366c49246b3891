"""The sheet: a submission in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.submission import Evidence, Finding, Severity


@dataclass(slots=True)
class Sheet:
    """The submission in the making: findings, doubts and evidence by path."""

    findings: list[Finding] = field(default_factory=list)
    uncertain: list[str] = field(default_factory=list)
    evidence: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)

    def doubt(self, path: str) -> None:
        """Nobody vouches for the value at this path."""
        if path not in self.uncertain:
            self.uncertain.append(path)

    def find(self, code: str, severity: Severity, message: str, path: str | None = None) -> None:
        """Adds a finding, once."""
        finding = Finding(code=code, severity=severity, path=path, message=message)
        if finding not in self.findings:
            self.findings.append(finding)


def compare(doubt: str | None, evidence: Evidence) -> str:
    """The sentence that asks to compare a doubtful value with the place where it was read."""
    where = "text" if evidence.page is None else "page"
    return f"Compare this value with the {where}: {doubt or 'it could not be read with certainty'}."
