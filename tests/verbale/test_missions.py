"""`verbale missions`: imported whole or not at all, printed, written as it is read, and forgotten."""

from __future__ import annotations

from pathlib import Path

from tests.builders.program import verbale

TABLE = "state,language,addresses,domains\nFJI,,,fiji.example\nKEN,en,a@kenya.example b@kenya.example,kenya.example\n"


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
    assert ask("import", str(file)) == (0, "2 Missions read; 4 addresses and domains are new, 0 were known.\n", "")
    assert ask("--csv")[1] == TABLE
    shown = ask("--state", "ken")[1]
    assert "kenya.example" in shown
    assert "fiji" not in shown
    assert ask("forget", "FIJI.example")[1] == "fiji.example is no longer known as the Mission's of FJI.\n"
    assert ask("forget", "fiji.example")[0] == 1
