"""Returned mail without a report's form: what became of the mail of ours in it."""

from __future__ import annotations

import pytest

from domain.report import Fate, MailReport
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


@pytest.mark.parametrize(
    ("fields", "fate", "status"),
    [
        ("Action: failed\r\nStatus: 5.1.1", "failed", "5.1.1"),
        ("Action: failed (no such person)", "failed", None),
        ("Action: delayed\r\nStatus: 5.0.0", "delayed", "5.0.0"),
        ("Status: 5.1.1", "failed", "5.1.1"),
        ("Status: 4.4.1", "delayed", "4.4.1"),
        ("Status: 2.0.0", "arrived", "2.0.0"),
        ("Diagnostic-Code: smtp; 550 no", None, None),
    ],
)
def test_a_report_that_tells_no_action_tells_it_by_its_status(
    fields: str, fate: Fate | None, status: str | None
) -> None:
    raw = (
        "From: mailer-daemon@mx.example\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=B\r\n\r\n"
        "--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; info@mission.example\r\n{fields}\r\n"
        f"--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {OURS}\r\n--B--\r\n"
    )
    assert report_of(open_message(raw.encode(), Limits())) == MailReport(fate=fate, status=status, about=(OURS,))
