"""The thread and language of an answer."""

from __future__ import annotations

import pytest

from domain.answering import language_of, thread_of
from domain.envelope import Envelope
from tests.builders.letters import letter, programme, read_letter


@pytest.mark.parametrize(
    ("message_id", "references", "thread"),
    [
        ("<new@x>", (), ("<new@x>", ("<new@x>",))),
        ("<new@x>", ("<a@x>", "<b@x>"), ("<new@x>", ("<a@x>", "<b@x>", "<new@x>"))),
        ("<new@x>", ("<new@x>", "<a@x>"), ("<new@x>", ("<a@x>", "<new@x>"))),
        (None, ("<a@x>",), (None, ("<a@x>",))),
        ("<new@x>\r\nBcc: everybody@x", ("<a@x>", "no identity", "<two words@x>"), (None, ("<a@x>",))),
        ("<" + "x" * 300 + "@x>", (), (None, ())),
    ],
)
def test_an_answer_stands_in_the_thread_of_its_message(
    message_id: str | None, references: tuple[str, ...], thread: tuple[str | None, tuple[str, ...]]
) -> None:
    assert thread_of(Envelope(message_id=message_id, references=references)) == thread


def test_a_long_thread_keeps_its_first_and_its_latest() -> None:
    references = tuple(f"<{number}@x>" for number in range(50))
    _, kept = thread_of(Envelope(message_id="<new@x>", references=references))
    assert kept == ("<0@x>", *references[-18:], "<new@x>")


@pytest.mark.parametrize(("language", "ours"), [("fr", "fr"), ("ar", "ar"), ("pt", "en"), ("", "en")])
def test_we_answer_in_the_language_of_the_note_where_we_write_it(language: str, ours: str) -> None:
    assert language_of(read_letter(letter(language=language), "1.eml"), programme()) == ours


@pytest.mark.parametrize(
    ("language", "spoken", "ours"), [("ar", "fr", "ar"), ("pt", "fr", "fr"), ("", "es", "es"), ("", "pt", "en")]
)
def test_else_in_the_language_in_which_the_mission_is_written_to(language: str, spoken: str, ours: str) -> None:
    assert language_of(read_letter(letter(language=language), "1.eml"), programme(), spoken) == ours
