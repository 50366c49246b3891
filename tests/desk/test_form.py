"""The form: any text may be typed, and none breaks the desk."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import FormData

from desk.form import CONTACTS, TEXT, Draft, anchor, typed, with_another
from desk.overlay import PictureFailed, Shelf, a_png, size_in_points
from desk.settling import settle
from desk.wording import FIELDS, lane, listed, moment, path_name, waiting
from domain.plural import counted
from domain.states import STATES
from tests.builders.office import START, a_reading, programme

PROGRAMME = programme()
SUBMISSION = a_reading(uncertain=["contacts[0].name", "state"]).submission
INPUTS = [
    "state",
    "question",
    "reason",
    "revision",
    "stage",
    *(f"contacts-{n}-{name}" for n in (0, 1) for name in FIELDS),
]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(INPUTS), st.text(max_size=60)), st.integers(0, 2))
def test_whatever_is_typed_comes_back_or_is_told_what_to_do(texts: dict[str, str], contacts: int) -> None:
    form = FormData([*texts.items(), ("contacts", str(contacts))])
    settled = settle(typed(form), SUBMISSION, [], PROGRAMME, STATES)
    assert settled.errors or (settled.state in STATES and len(settled.contacts) == len(settled.changes) > 0)
    assert all(sentence.endswith(".") for sentence in settled.errors.values())


def test_typed_texts_lose_their_control_characters_and_their_excess_only() -> None:
    draft = typed(FormData([("question", "a\x00b\r\nc\td\ud800"), ("reason", "x" * (TEXT + 5)), ("contacts", "9999")]))
    assert draft.question == "ab\nc\td"
    assert len(draft.reason) == TEXT
    assert len(draft.contacts) == CONTACTS
    assert with_another(draft) == draft


def test_a_form_without_anything_is_an_empty_draft() -> None:
    assert typed(FormData([("revision", "x"), ("contacts", "-1")])) == Draft(revision=0)


def test_a_programmes_own_roles_and_required_fields_hold(tmp_path: Path) -> None:
    text = (Path(__file__).resolve().parents[2] / "config" / "programme.toml").read_text(encoding="utf-8")
    other = programme().model_validate({**tomllib.loads(text), "required": ["position"]})
    form = FormData([("state", "FRA"), ("contacts", "1"), ("contacts-0-name", "A"), ("contacts-0-action", "add")])
    without = a_reading([]).submission
    assert settle(typed(form), without, [], other, STATES).errors == {"contacts-0-position": "Give the position."}


def test_paths_have_names_and_anchors() -> None:
    assert [anchor(path) for path in ("contacts[0].name", "contacts[12]", "note_verbale.date", "state")] == [
        "contacts-0-name",
        "contacts-12",
        "note_verbale-date",
        "state",
    ]
    assert [
        path_name(path) for path in ("contacts[0].emails", "contacts[1]", "note_verbale.date", "kind", "file_name")
    ] == [
        "Contact 1, e-mail",
        "Contact 2",
        "Note's date",
        "Kind",
        "File name",
    ]


def test_words_for_numbers_and_times() -> None:
    assert (counted(1, "value"), counted(2, "value"), counted(0, "entry", "entries")) == (
        "1 value",
        "2 values",
        "0 entries",
    )
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"])) == ("", "a", "a, b and c")
    spans = [timedelta(minutes=5), timedelta(hours=1), timedelta(hours=23), timedelta(days=1), timedelta(days=40)]
    assert [waiting(START - span, START) for span in spans] == [
        "under an hour",
        "1 hour",
        "23 hours",
        "1 day",
        "40 days",
    ]
    assert waiting(START + timedelta(days=1), START) == "under an hour"
    assert moment(START) == "14 March 2024, 09:00 UTC"
    assert lane(None) is lane("review")


def test_a_shelf_holds_no_more_than_its_limit_and_drops_the_longest_unused() -> None:
    shelf = Shelf(limit=10)
    made: list[str] = []

    def making(name: str, size: int) -> bytes:
        made.append(name)
        return b"x" * size

    for name, size in (("a", 4), ("b", 4), ("a", 4), ("c", 4), ("a", 4), ("b", 4), ("large", 11), ("large", 11)):
        shelf.get(name, START, lambda name=name, size=size: making(name, size))  # type: ignore[misc]
    assert made == ["a", "b", "c", "b", "large", "large"]


def test_only_a_png_is_a_picture() -> None:
    for data in (b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n" + b"\0" * 20):
        with pytest.raises(ValueError, match="no PNG"):
            size_in_points(data, 72)
    with pytest.raises(PictureFailed):
        a_png(b"<svg/>")
