"""What only the sender can mend is asked in every language of the mails."""

from __future__ import annotations

import tomllib
from pathlib import Path

from domain.findings import FINDINGS
from domain.questions import questions_of
from domain.submission import Finding, Severity

ROOT = Path(__file__).parents[2]
LOCKED = Finding(code="password_protected", severity=Severity.ERROR, message="x")
NOISE = Finding(code="macros", severity=Severity.WARNING, message="x")


def test_a_locked_document_is_asked_for_without_its_password() -> None:
    assert questions_of([LOCKED, NOISE, LOCKED], "en") == (
        "A document attached to the message is protected by a password and could not be opened; "
        "could it kindly be sent again without a password?",
    )
    assert questions_of([NOISE], "en") == ()


def test_every_question_stands_in_every_language_of_the_mails() -> None:
    programme = tomllib.loads((ROOT / "config" / "programme.toml").read_text(encoding="utf-8"))
    rows = tomllib.loads((ROOT / "domain" / "questions.toml").read_text(encoding="utf-8"))["question"]
    for row in rows:
        assert set(row) == {"codes", *programme["languages"]}
        assert set(row["codes"]) <= set(FINDINGS)
        assert len({row[language] for language in programme["languages"]}) == len(programme["languages"])
