"""Long mail takes an effort that grows no faster than it does, and that has an end."""

from __future__ import annotations

import random

import pytest

from domain.reading import Reading
from parsers.read import read_message
from tests.builders.programmes import programme
from tests.builders.runaway import calls_of, no_runaway
from tests.parsers.test_read import NOTE, mail

SPOKEN = (
    "the committee met on Tuesday to discuss agenda of coming session and several delegations asked for floor while the "
    "chair summed up what had been said in morning by representatives who were present"
)


def prose(lines: int) -> str:
    """Ordinary lines, none like another, in paragraphs of eight."""
    chance = random.Random(lines)
    return "\n".join(
        " ".join(chance.choices(SPOKEN.split(), k=16)) + "\n" * (number % 8 == 7) for number in range(lines)
    )


def counted(body: str) -> tuple[Reading, int]:
    raw = mail(body).as_bytes()
    with no_runaway():
        return calls_of(lambda: read_message(raw, "1.eml", programme()))


@pytest.fixture(scope="module")
def short() -> int:
    """Calls for 250 lines, once the lexicons are loaded, and none of these lines was met before."""
    counted(NOTE)
    counted(prose(251))
    return counted(prose(250))[1]


def test_a_thousand_lines_take_about_four_times_as_much_as_a_quarter_of_them(short: int) -> None:
    assert counted(prose(1000))[1] < 6 * short


def test_two_megabytes_take_no_more_than_what_is_read_of_them(short: int) -> None:
    reading, calls = counted(prose(9000) + "\n\n" + NOTE + "\n\n" + prose(9000))
    print(calls / short)
    assert calls < 40 * short
    assert [contact.name for contact in reading.submission.contacts] == ["Paul Zulu"]
    assert "text_cut" in {finding.code for finding in reading.submission.findings}
