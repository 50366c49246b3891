"""Returned mail that names no mail of ours: whom it says it did not reach, by a report's fields or by its words."""

from __future__ import annotations

import base64
import logging

import pytest

from domain.report import MailReport
from parsers.limits import Limits
from parsers.mime import open_message
from parsers.reports import report_of
from parsers.returned import unreached

ROBOT = "Return-Path: <>\r\nFrom: Mail Delivery System <MAILER-DAEMON@mx.example>\r\nSubject: Returned mail\r\n"
GIVEN_BACK = "Received: from poc.example\r\nFrom: poc@un.example\r\nTo: other@mission.example\r\nSubject: Receipt\r\n"


def mail(said: str, head: str = ROBOT, more: str = "") -> bytes:
    """A mail of plain text."""
    return f"{head}{more}\r\n{said}\r\n".encode()


def parts(head: str, *bodies: str, kind: str = "mixed") -> bytes:
    """A mail of parts, each with its header."""
    joined = "".join(f"--B\r\n{body}\r\n" for body in bodies)
    return f"{head}MIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary=B\r\n\r\n{joined}--B--\r\n".encode()


EXIM = (
    "This message was created automatically by mail delivery software.\r\n\r\nA message that you sent could not be delivered to "
    "one or more of its\r\nrecipients. This is a permanent error. The following address(es) failed:\r\n\r\n"
    "  info@mission.example\r\n    Unrouteable address\r\n\r\n"
    "------ This is a copy of the message, including all the headers. ------\r\n\r\n"
)
QMAIL = (
    "Hi. This is the qmail-send program at mx.example.\r\nI'm afraid I wasn't able to deliver your message to the following "
    "addresses.\r\nThis is a permanent error; I've given up. Sorry it didn't work out.\r\n\r\n<info@mission.example>:\r\n"
    "Sorry, no mailbox here by that name. (#5.1.1)\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n"
)
EXCHANGE = (
    "Your message\r\n\r\n  To:      info@mission.example\r\n  Subject: Receipt\r\n  Sent:    Tue, 4 Mar 2025 10:00:00 +0000\r\n\r\n"
    "did not reach the following recipient(s):\r\n\r\ninfo@mission.example on Tue, 4 Mar 2025 10:00:05 +0000\r\n"
    "    The recipient name is not recognized\r\n\tMSEXCH:IMS:MISSION:HQ:MX 0 (000C05A6) Unknown Recipient\r\n"
)
YAHOO = (
    "Message from yahoo.example.\r\nUnable to deliver message to the following address(es).\r\n\r\n<info@mission.example>:\r\n"
    "554 delivery error: dd This user doesn't have an account here [0] - mta1.yahoo.example\r\n\r\n"
    "--- Original message follows.\r\n\r\n"
)
POSTFIX = (
    "Content-Description: Notification\r\nContent-Type: text/plain\r\n\r\nThis is the Postfix program at host mx.example.\r\n\r\n"
    "I'm sorry to have to inform you that your message could not be\r\ndelivered to one or more recipients.\r\n\r\n"
    "                        The Postfix program\r\n\r\n"
    '<info@mission.example>: unknown user: "info"\r\n'
)
RETURNED: dict[str, bytes] = {
    "Exim by its header": mail(EXIM + GIVEN_BACK, more="X-Failed-Recipients: info@mission.example\r\n"),
    "Exim by its old text": mail(
        EXIM.replace("  info@", "  <info@").replace(".example\r\n    U", ".example>\r\n    U")
    ),
    "qmail": mail(QMAIL + GIVEN_BACK),
    "qmail in base64": mail(
        base64.encodebytes(QMAIL.encode()).decode(),
        more="Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n",
    ),
    "Exchange": mail(EXCHANGE),
    "Yahoo": mail(YAHOO + GIVEN_BACK, ROBOT.replace("mx.example", "yahoo.example")),
    "Postfix without its report": parts(ROBOT, POSTFIX, f"Content-Type: message/rfc822\r\n\r\n{GIVEN_BACK}\r\nHello."),
    "a report that tells no recipient": parts(
        ROBOT,
        POSTFIX,
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n",
        kind="report; report-type=delivery-status",
    ),
}


def dsn(fields: str, head: str = ROBOT) -> bytes:
    """A report (RFC 3464) that quotes nothing, with these fields of recipients."""
    return parts(
        head,
        "Content-Type: text/plain\r\n\r\nThis is the mail system.",
        f"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n{fields}",
        kind="report; report-type=delivery-status",
    )


FAILED = "Final-Recipient: rfc822; Info@Mission.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"


def told(raw: bytes) -> MailReport | None:
    return report_of(open_message(raw, Limits()), raw)


def addresses(raw: bytes) -> tuple[str, ...]:
    report = told(raw)
    return report.unreached if report is not None else ()


@pytest.mark.parametrize("of", RETURNED)
def test_returned_mail_that_names_no_mail_tells_whom_it_did_not_reach(of: str) -> None:
    report = told(RETURNED[of])
    assert report is not None
    assert (report.fate, report.about, report.unreached) == ("failed", (), ("info@mission.example",))


@pytest.mark.parametrize(
    ("fields", "unreached_ones"),
    [
        (FAILED, ("info@mission.example",)),
        (f"Original-Recipient: rfc822;alias@mission.example\r\n{FAILED}", ("alias@mission.example",)),
        (f"Original-Recipient: rfc822;unknown\r\n{FAILED}", ("info@mission.example",)),
        (
            f"{FAILED}\r\nFinal-Recipient: rfc822; <other@mission.example>\r\nAction: delayed\r\n",
            ("info@mission.example",),
        ),
        (f"{FAILED}\r\n{FAILED.replace('Info', 'b')}", ("info@mission.example", "b@mission.example")),
        (FAILED.replace("failed", "delayed"), ()),
        (FAILED.replace("failed", "delivered"), ()),
    ],
)
def test_a_report_tells_it_by_its_own_fields(fields: str, unreached_ones: tuple[str, ...]) -> None:
    assert addresses(dsn(fields)) == unreached_ones


OTHERS: dict[str, bytes] = {
    "somebody's word for it": mail(QMAIL, ROBOT.replace("MAILER-DAEMON", "somebody")),
    "a mail system's name with a sender": mail(QMAIL, ROBOT.replace("<>", "<somebody@mx.example>")),
    "a mail system's name alone": mail(QMAIL, ROBOT.replace("Return-Path: <>\r\n", "")),
    "somebody's report": dsn(FAILED, "Return-Path: <a@mx.example>\r\nFrom: a@mx.example\r\nSubject: Returned\r\n"),
    "a report with a sender": dsn(FAILED, ROBOT.replace("<>", "<a@mx.example>")),
    "one that names another mail": mail(f"{QMAIL}Message-ID: <not-ours@mx.example>\r\n"),
    "one that still tries": mail(
        "Your message to:\r\ninfo@mission.example\r\nhas not yet been delivered; it will be retried.\r\n"
        "This is just a warning, you do not need to take any action."
    ),
    "Postfix that still tries": parts(
        ROBOT,
        POSTFIX.replace("could not be\r\n", "could not yet be\r\n").replace("unknown user", "warning, 450 4.2.0 busy"),
    ),
    "one in no words that are known": mail("Your message could not be delivered, somehow."),
    "the mail given back alone": parts(ROBOT, f"Content-Type: message/rfc822\r\n\r\n{GIVEN_BACK}\r\n{QMAIL}"),
    "commas": mail("Write to us, info@mission.example, in office hours."),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_ordinary_mail_and_what_did_not_fail_tell_nobody(kind: str) -> None:
    assert addresses(OTHERS[kind]) == ()


DAMAGED: dict[str, bytes] = {
    "nothing": b"",
    "a header alone": ROBOT.encode(),
    "parts that are not there": ROBOT.encode() + b"Content-Type: multipart/mixed\r\n\r\n" + QMAIL.encode()[:40],
    "bytes in addresses": QMAIL.replace("info@", "inf\u00f6@").encode("latin-1"),
    "a thousand levels": b"".join(
        b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (i, i) for i in range(1500)
    ),
    "bytes in a header": b"From: \xff\xfe\r\nX-Failed-Recipients: \xff@\xfe, =?x?b?\xff?=\r\nContent-Type: \xff/\xfe\r\n\r\n\xff",
    "noise": bytes(range(256)) * 100,
}


@pytest.mark.parametrize("how", DAMAGED)
def test_damaged_mail_tells_nobody_and_breaks_nothing(how: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert unreached(DAMAGED[how]) == ()
    assert caplog.records == []


def test_only_the_beginning_and_no_long_line_is_looked_at() -> None:
    assert unreached(mail(QMAIL + "x" * 5_000_000)) == ("info@mission.example",)
    assert unreached(mail("x" * 40_000 + "\r\n" + QMAIL)) == ()
    assert unreached(mail(QMAIL.replace("<info", " " * 400 + "<info"))) == ()
