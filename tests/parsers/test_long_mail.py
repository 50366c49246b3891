"""Long mail is read in a time that grows no faster than it does, and that has an end."""

from __future__ import annotations

import random
import time

import pytest

from domain.reading import Reading
from parsers.read import read_message
from tests.builders.programmes import programme
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


def timed(body: str) -> tuple[Reading, float]:
    raw = mail(body).as_bytes()
    start = time.process_time()
    reading = read_message(raw, "1.eml", programme())
    return reading, time.process_time() - start


@pytest.fixture(scope="module")
def short() -> float:
    """Seconds for 250 lines, once the lexicons are loaded."""
    timed(NOTE)
    return min(timed(prose(250))[1] for _ in range(3))


def test_a_thousand_lines_take_about_four_times_as_long_as_a_quarter_of_them(short: float) -> None:
    assert min(timed(prose(1000))[1] for _ in range(2)) < 10 * short


def test_two_megabytes_take_no_more_than_what_is_read_of_them(short: float) -> None:
    reading, seconds = timed(prose(9000) + "\n\n" + NOTE + "\n\n" + prose(9000))
    assert seconds < 30 * short
    assert [contact.name for contact in reading.submission.contacts] == ["Paul Zulu"]
    assert "text_cut" in {finding.code for finding in reading.submission.findings}
