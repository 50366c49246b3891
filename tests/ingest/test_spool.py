"""Large messages on their way into the store."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.mailbox import MailboxFailed
from ingest.spool import Spool


@given(st.lists(st.binary(max_size=30), max_size=8), st.integers(-5, 250), st.integers(-5, 250))
def test_it_holds_what_was_added_and_gives_any_slice(pieces: list[bytes], start: int, stop: int) -> None:
    spool = Spool()
    for piece in pieces:
        spool.extend(piece)
    whole = b"".join(pieces)
    assert (len(spool), spool[:], spool[start:stop]) == (len(whole), whole, whole[start:stop])


def test_a_disk_without_room_is_the_mailboxs_trouble_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: open("/dev/full", "r+b", buffering=0))  # noqa: SIM115
    with pytest.raises(
        MailboxFailed, match=r"^A message of more than 0 MiB finds no room in /.* \(No space left on device\)"
    ):
        Spool().extend(b"x")


def test_a_disk_without_room_for_the_file_is_told_in_the_same_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(
        MailboxFailed, match=r"^A message of more than 0 MiB finds no room in /.*nowhere \(No such file"
    ):
        Spool()
