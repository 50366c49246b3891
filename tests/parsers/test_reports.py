"""Returned mail without a report's form: what became of the mail of ours in it."""

from __future__ import annotations

import pytest

from domain.report import MailReport
from parsers.limits import Limits
from parsers.mime import open_message
from parsers.reports import report_of

OURS = "<a1@verbale.example>"


def report(said: str, sender: str = "MAILER-DAEMON@mx.example") -> MailReport | None:
    """What is made of a mail that says this and quotes ours."""
    head = f"Return-Path: <>\r\nFrom: Mail System <{sender}>\r\nSubject: Returned mail\r\n\r\n"
    copy = f"\r\n--- Below this line is a copy of the message.\r\n\r\nMessage-ID: {OURS}\r\nSubject: user unknown\r\n"
    return report_of(open_message(f"{head}{said}\r\n{copy}".encode(), Limits()))


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Sorry, no mailbox here by that name. (#5.1.1)", "5.1.1"),
        ("A message that you sent could not be delivered.\r\n  info@mission.example\r\n    Unrouteable address", None),
        ("Your message did not reach some or all of the intended recipients.", None),
        ("The following addresses had permanent fatal errors:\r\n<info@mission.example>", None),
        ("User unknown: info@mission.example", None),
        ("550 No such person here", None),
    ],
)
def test_a_mail_system_that_gave_up_returns_a_failed_mail(said: str, status: str | None) -> None:
    assert report(said) == MailReport(fate="failed", status=status, about=(OURS,))


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Warning: your message could not be delivered for 4 hours; it will be retried.", None),
        ("The delivery is delayed. Remote host said: user unknown, try again later", None),
        ("Deferred: 4.4.1 connection timed out; it could not be delivered so far", "4.4.1"),
        ("This is what you wrote to us.", None),
    ],
)
def test_one_that_still_tries_or_says_nothing_does_not(said: str, status: str | None) -> None:
    assert report(said) == MailReport(fate=None, status=status, about=(OURS,))


def test_a_person_who_is_away_is_no_mail_system() -> None:
    away = "I am away, and my mail could not be delivered to me."
    assert report(away, "info@mission.example") == MailReport(fate=None, status=None, about=(OURS,))
