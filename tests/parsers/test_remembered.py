"""What is made of texts is remembered, and never believed of other texts or from other hands."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from parsers.remembered import _files, remembered

MANY = [f"word {number}" for number in range(60)]


class Maker:
    """Makes the same of any texts, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> dict[str, object]:
        self.asked += 1
        return {"index": {"слово": 1}, "anywhere": {"": ["a"]}}


def test_it_is_made_once(tmp_path: Path) -> None:
    make = Maker()
    assert [remembered("lists", MANY, make, tmp_path / "made-1") for _ in range(3)] == [make()] * 3
    assert make.asked == 2


def test_few_texts_are_not_worth_a_file(tmp_path: Path) -> None:
    remembered("lists", MANY[:3], Maker(), tmp_path / "made-1")
    assert list(tmp_path.iterdir()) == []


def test_other_texts_and_other_makers_have_their_own(tmp_path: Path) -> None:
    make = Maker()
    for kind, texts in (("lists", MANY), ("lists", MANY[1:]), ("labels", MANY)):
        remembered(kind, texts, make, tmp_path / "made-1")
    assert make.asked == 3


def test_what_was_made_of_an_earlier_state_is_taken_away(tmp_path: Path) -> None:
    remembered("lists", MANY, Maker(), tmp_path / "made-1")
    remembered("lists", MANY, Maker(), tmp_path / "made-2")
    assert [folder.name for folder in tmp_path.iterdir()] == ["made-2"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff"])
def test_what_is_damaged_or_may_be_written_by_others_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    make = Maker()
    remembered("lists", MANY, make, tmp_path / "made-1")
    (place,) = (tmp_path / "made-1").iterdir()
    assert place.stat().st_mode & 0o777 == 0o600
    place.chmod(0o620)
    remembered("lists", MANY, make, tmp_path / "made-1")
    place.write_bytes(damage)
    remembered("lists", MANY, make, tmp_path / "made-1")
    assert make.asked == 3


def test_where_nothing_may_be_written_it_is_made_every_time(tmp_path: Path) -> None:
    make = Maker()
    (tmp_path / "made-1").write_text("in the way")
    assert [remembered("lists", MANY, make, tmp_path / "made-1") for _ in range(2)] == [make()] * 2


def _names_told_to_nobody(here: Path) -> list[str]:
    """What a user without privileges is told."""
    ours, theirs = os.pipe()
    if (child := os.fork()) == 0:
        code = 1
        try:
            if os.getuid() == 0:
                os.setuid(65534)
            os.write(theirs, " ".join(sorted(entry.name for entry in _files(here))).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(theirs)
    with os.fdopen(ours, "rb") as told:
        names = told.read().decode().split()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    return names


def test_what_another_user_keeps_is_nothing_to_anybody_else() -> None:
    here = Path(tempfile.mkdtemp(prefix="verbale-"))  # pytest's own folders let nobody else in
    try:
        for folder in (here, here / "lexicon", here / "lexicon" / "grammar"):
            folder.mkdir(exist_ok=True)
            folder.chmod(0o755)
            (folder / f"{folder.name[:4]}.toml").touch()
        for folder in (here / "lexicon", here / "lexicon" / "grammar"):
            (folder / "__pycache__").mkdir(mode=0o000)
        assert _names_told_to_nobody(here) == ["gram.toml", "lexi.toml", "verb.toml"]
    finally:
        shutil.rmtree(here, ignore_errors=True)
