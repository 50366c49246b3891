"""`verbale missions`: imported whole or not at all, printed, written as it is read, and forgotten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from sqlmodel import Session

from domain.missions import Known
from store import missions
from store.database import Database
from tests.builders.office import START, programme
from tests.builders.program import verbale
from verbale.missions import import_file
from verbale.wiring import House, Trouble

TABLE = "state,language,addresses,domains\nFJI,,,fiji.example\nKEN,en,a@kenya.example b@kenya.example,kenya.example\n"
IMPORTED = """2 Missions read; 4 addresses and domains are new, 0 were known.
  FJI  fiji.example
  KEN  a@kenya.example
  KEN  b@kenya.example
  KEN  kenya.example
  KEN  language of correspondence: en (before: not told)
"""


def test_the_register_from_the_command_line(tmp_path: Path) -> None:
    settings = {"DATA": tmp_path / "data", "LOG_LEVEL": "error"}
    file = tmp_path / "missions.csv"

    def ask(*words: str) -> tuple[int, str, str]:
        done = verbale("missions", *words, settings=settings, cwd=tmp_path)
        return done.returncode, done.stdout, done.stderr

    file.write_text(TABLE + "KEN,,nobody,\n")
    code, out, err = ask("import", str(file))
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        f"verbale: Nothing was imported from {file}:",
        "  line 4: “nobody” is no e-mail address; write name@example.org, without a display name.",
    ]
    assert "No Mission is known yet" in ask()[1]
    file.write_text(TABLE)
    assert ask("import", str(file)) == (0, IMPORTED, "")
    file.write_text("state,language,domains\nКения,fr,fiji.example\n")
    assert ask("import", str(file))[2].splitlines()[1:] == [
        "  line 2: fiji.example is not KEN's: fiji.example is registered for FJI; where that is wrong, "
        "`verbale missions forget fiji.example` first."
    ]
    file.write_text("state,language,domains\nКения,fr,kenya.example\n")
    told = (
        "1 Missions read; 0 addresses and domains are new, 1 were known.\n"
        "  KEN  language of correspondence: fr (before: en)\n"
    )
    assert ask("import", "--check", str(file)) == (0, f"{file} is in order. Importing it would change:\n{told}", "")
    assert ask("--csv")[1] == TABLE
    assert ask("import", str(file)) == (0, told, "")
    assert ask("import", str(file))[1] == told.splitlines()[0] + "\n"
    file.write_text(TABLE)
    assert "KEN  language of correspondence: en (before: fr)" in ask("import", str(file))[1]
    assert ask("--csv")[1] == TABLE
    assert ask("--state", "Kenyaa") == (
        1,
        "",
        "verbale: “Kenyaa” is no State; write its code of three letters, such as KEN, or its name. Perhaps Kenya (KEN)?\n",
    )
    shown = ask("--state", "كينيا")[1]
    assert shown == ask("--state", "ken")[1]
    assert "kenya.example" in shown
    assert "fiji" not in shown
    assert ask("forget", "FIJI.example")[1] == "fiji.example is no longer known as the Mission's of FJI.\n"
    assert ask("forget", "fiji.example")[0] == 1


class Meanwhile(Database):
    """A database in which somebody else makes a domain Fiji's, just before the first transaction of ours begins."""

    others = True

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """The other's transaction, then ours."""
        if self.others:
            self.others = False
            with super().transaction() as session:
                missions.add(session, [Known("FJI", "fiji.example")], START, actor="operator")
        with super().transaction() as session:
            yield session


@pytest.mark.parametrize(("domain", "stands"), [("ny.fiji.example", False), ("kenya.example", True)])
def test_what_changes_while_the_file_is_read_is_looked_at_before_anything_is_added(
    tmp_path: Path, domain: str, stands: bool
) -> None:
    file = tmp_path / "missions.csv"
    file.write_text(f"state,domains\nKEN,{domain}\n")
    with closing(Meanwhile(f"sqlite:///{tmp_path / 'verbale.db'}")) as database:
        database.migrate()
        house = cast(House, SimpleNamespace(database=database, programme=programme(), clock=lambda: START))
        if stands:
            import_file(nullcontext(house), file, check=False)
        else:
            with pytest.raises(Trouble, match=r"fiji\.example is registered for FJI"):
                import_file(nullcontext(house), file, check=False)
        with database.reading() as session:
            assert [mission.state for mission in missions.all_of(session)] == ["FJI", *(["KEN"] if stands else [])]


def test_checking_a_file_waits_for_no_writer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, store = tmp_path / "missions.csv", tmp_path / "verbale.db"
    file.write_text("state,domains\nKEN,kenya.example\n")
    with closing(Database(f"sqlite:///{store}", patience=0)) as database, closing(sqlite3.connect(store)) as writer:
        database.migrate()
        writer.execute("BEGIN IMMEDIATE")
        house = cast(House, SimpleNamespace(database=database, programme=programme(), clock=lambda: START))
        import_file(nullcontext(house), file, check=True)
    assert "KEN  kenya.example" in capsys.readouterr().out
