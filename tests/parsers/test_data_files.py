"""Data files are remembered beside themselves, and never taken for another text."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers import lexicons
from parsers.data_files import table
from parsers.fold import fold, fold_all


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "__pycache__").iterdir())


def test_what_is_remembered_is_what_the_file_holds(tmp_path: Path) -> None:
    file = tmp_path / "en.toml"
    file.write_text('[labels]\nname = ["Name", "Наименование"]\n[months]\n1 = ["January"]\n', encoding="utf-8")
    expected = {"labels": {"name": ["Name", "Наименование"]}, "months": {"1": ["January"]}}
    assert [table(file), table(file)] == [expected, expected]
    assert len(kept(tmp_path)) == 1


def test_a_changed_file_is_read_again_and_its_earlier_form_taken_away(tmp_path: Path) -> None:
    file = tmp_path / "en.toml"
    file.write_text('a = "one"')
    table(file)
    earlier = kept(tmp_path)
    file.write_text('a = "two"')
    assert table(file) == {"a": "two"}
    assert len(kept(tmp_path)) == 1
    assert kept(tmp_path) != earlier


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff"])
def test_a_damaged_form_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "en.toml"
    file.write_text('a = "one"')
    table(file)
    kept(tmp_path)[0].write_bytes(damage)
    assert table(file) == {"a": "one"}


def test_a_form_that_others_may_write_or_of_another_text_is_not_believed(tmp_path: Path) -> None:
    file = tmp_path / "en.toml"
    file.write_text('a = "one"')
    table(file)
    (place,) = kept(tmp_path)
    assert place.stat().st_mode & 0o777 == 0o600
    true = place.read_text()
    place.write_text(true.replace("one", "two"))
    assert table(file) == {"a": "two"}
    place.chmod(0o620)
    assert table(file) == {"a": "one"}
    place.write_text('{"digest": "another", "table": {"a": "two"}}')
    assert table(file) == {"a": "one"}


def test_what_json_does_not_have_is_parsed_every_time(tmp_path: Path) -> None:
    file = tmp_path / "en.toml"
    file.write_text("a = 2024-03-12")
    assert table(file) == table(file)
    assert not (tmp_path / "__pycache__").exists()


def test_where_nothing_may_be_written_the_file_is_parsed(tmp_path: Path) -> None:
    file = tmp_path / "en.toml"
    file.write_text('a = "one"')
    (tmp_path / "__pycache__").write_text("in the way")
    assert table(file) == {"a": "one"}


def test_folding_once_is_folding() -> None:
    texts = [text for one in lexicons.lexicons() for texts in one.data["labels"].values() for text in texts]
    texts += [name for code in lexicons.LANGUAGES for names in lexicons.state_names(code).values() for name in names]
    texts += ["  Two  spaces ", "联 络 点", "a`b", "Ёлка\u00a0–  ﬁn", "tab\tand\nline", "", "É́"]
    assert fold_all(texts) == [fold(text) for text in texts]
