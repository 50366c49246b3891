"""`verbale parse --explain`: the text for people, compared whole; `make golden` writes it again, and the diff is reviewed."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

import pytest
from rich.cells import cell_len

from config.settings import Settings
from domain.submission import Finding, Kind, MessageFacts, Severity, Submission
from tests.builders.program import ROOT
from verbale.explain import WIDTH, explained, plain
from verbale.parse import parse

SAMPLES = ROOT / "verbale" / "samples"
GOLDEN = Path(__file__).with_name("golden")

BODY = """The Permanent Mission of the Republic of Fiji to the United Nations presents its compliments to the
Office for Disarmament Affairs and has the honour to nominate the following point of contact.

Technical point of contact
Name: Ms. Ana Vakatawa
Position: Head of Incident Response
E-mail: ana.vakatawa@cert.gov.fj.example, info@fijiun.example
Telephone: +679 555 0199

The Permanent Mission of the Republic of Fiji to the United Nations avails itself of this opportunity to
renew to the Office for Disarmament Affairs the assurances of its highest consideration.

Note No. 44/2024
New York, 03/04/2024
"""
FORM = """<p>Member State: Fiji</p><table><tr><th colspan=2>Technical point of contact</th></tr>
<tr><td>Full name</td><td>Ana Vakatawa</td></tr><tr><td>Position</td><td>Head of Incident Response</td></tr>
<tr><td>Institution</td><td>National CERT</td></tr><tr><td>E-mail</td><td>ana.vakatawa@cert.gov.fj.example</td></tr>
<tr><td>Telephone</td><td>+679 555 0911</td></tr><tr><td>Languages</td><td>English</td></tr></table>"""


def told(*files: Path) -> str:
    out = io.StringIO()
    parse(files, Settings(), out, progress=False, explain=True)
    return out.getvalue()


def of_two_minds(folder: Path) -> Path:
    """A note whose telephone number is another than its form's, dated so that day and month could be exchanged."""
    message = EmailMessage()
    message["From"] = "Permanent Mission of Fiji <info@fijiun.example>"
    message["Subject"] = "Points of contact"
    message["Date"] = "Tue, 12 Mar 2024 14:05:00 -0400"
    message.set_content(BODY)
    message.add_attachment(FORM, subtype="html", filename="form.html")
    file = folder / "of-two-minds.eml"
    file.write_bytes(bytes(message))
    return file


@pytest.mark.parametrize("name", ["01-note-with-word-form", "08-chinese-note", "of-two-minds"])
def test_golden_explanation(name: str, tmp_path: Path) -> None:
    text = told(of_two_minds(tmp_path) if name == "of-two-minds" else SAMPLES / f"{name}.eml")
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_several_messages_follow_one_another_within_the_page() -> None:
    text = told(SAMPLES / "12-returned-mail.eml", SAMPLES / "13-question.eml")
    assert [line for line in text.splitlines() if line.endswith(".eml")] == ["12-returned-mail.eml", "13-question.eml"]
    assert [line for line in text.splitlines() if cell_len(line) > WIDTH] == []


def test_words_of_strangers_cannot_steer_the_terminal() -> None:
    assert plain("\x1b[2J\x1b]0;x\x07 gpj\u202e.exe\r\nnext") == "[2J ]0;x gpj.exe next"
    facts = MessageFacts(sha256="0" * 64, subject="\x1b[31mred")
    text = explained(Submission(file="a\x1b.eml", message=facts, kind=Kind.UNRELATED), None)
    assert "\x1b" not in text
    assert "“[31mred”" in text


@pytest.mark.parametrize(
    ("severities", "line"),
    [
        ((), "  Nothing that was read is uncertain."),
        (("info",), "  Nothing that was read is uncertain."),
        (("error", "warning", "warning"), "  No value is uncertain; below: 1 error and 2 warnings."),
    ],
)
def test_the_head_promises_nothing_that_the_findings_take_back(severities: Sequence[str], line: str) -> None:
    findings = tuple(Finding(code="seen", severity=Severity(one), message="It was seen.") for one in severities)
    submission = Submission(file="1.eml", message=MessageFacts(sha256=""), kind=Kind.NOMINATION, findings=findings)
    assert explained(submission, None).splitlines()[4] == line
