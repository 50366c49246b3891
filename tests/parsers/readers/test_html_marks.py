"""What an HTML mail shows struck through, and addresses that are linked elsewhere than they say."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from domain.submission import Submission
from parsers.read import read_message
from tests.builders.programmes import programme

LEAD = "<p>The Permanent Mission of Kenya nominates the following technical point of contact:</p>"


def read(html: str) -> Submission:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Mission <mission@mfa.example>", "Points of contact"
    mail.set_content(LEAD + html, subtype="html")
    return read_message(mail.as_bytes(), "1.eml", programme()).submission


def codes(submission: Submission) -> set[str]:
    return {one.code for one in submission.findings} & {"struck_text", "link_elsewhere"}


@pytest.mark.parametrize(
    "old",
    [
        "<s>old@ncc.example</s>",
        "<del>old@ncc.example</del>",
        "<strike>old@ncc.example</strike>",
        "<span style='text-decoration: line-through'>old@ncc.example</span>",
    ],
)
def test_what_is_struck_beside_what_holds_is_left_out_and_told(old: str) -> None:
    submission = read(f"<p>Name: Wanjiru Adero<br>E-mail: {old} w.adero@ncc.example</p>")
    assert [one.emails for one in submission.contacts] == [("w.adero@ncc.example",)]
    assert codes(submission) == {"struck_text"}


def test_lines_that_are_struck_as_a_whole_are_doubted() -> None:
    struck = "<p><s>Name: Otieno Barasa<br>E-mail: o.barasa@ncc.example<br>Tel.: +254 20 555 0101</s></p>"
    submission = read(struck)
    assert {"contacts[0].name", "contacts[0].emails", "contacts[0].phones"} <= set(submission.uncertain)
    assert codes(submission) == {"struck_text"}


def test_an_address_that_is_linked_to_another_one_is_doubted() -> None:
    submission = read(
        "<p>Name: Wanjiru Adero<br>E-mail: <a href='mailto:adero@ncc.example'>w.adero@ncc.example</a><br>Tel.: +254 20 555 0101</p>"
    )
    assert submission.contacts[0].emails == ("w.adero@ncc.example",)
    assert submission.uncertain == ("contacts[0].emails",)
    assert codes(submission) == {"link_elsewhere"}


@pytest.mark.parametrize(
    "link",
    [
        "<a href='mailto:w.adero@ncc.example'>w.adero@ncc.example</a>",
        "<a href='mailto:W.Adero%40ncc.example?subject=POC'>w.&#8203;adero@ncc.example</a>",
        "<a href='https://ncc.example'>w.adero@ncc.example</a>",
    ],
)
def test_an_address_that_is_linked_to_itself_is_sure(link: str) -> None:
    submission = read(f"<p>Name: Wanjiru Adero<br>E-mail: {link}</p>")
    assert submission.contacts[0].emails == ("w.adero@ncc.example",)
    assert (submission.uncertain, codes(submission)) == ((), set())
