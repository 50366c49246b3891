"""Outside programs behind their wall."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from parsers import sandbox
from parsers.limits import MIB
from tests.builders.patience import TRIES

CALL = "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])), 2).sendall(b'hello')"


def test_says_what_the_program_said() -> None:
    done = sandbox.run(["sh", "-c", "cat; echo oops >&2; exit 7"], input=b"hello")
    assert (done.returncode, done.stdout, done.stderr) == (7, b"hello", b"oops\n")
    assert done.seconds > 0


def test_a_listener_on_this_machine_hears_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        port = str(listener.getsockname()[1])
        python = ["env", sys.executable, "-S", "-c", CALL, port]
        assert sandbox.run(python).returncode == 1
        with pytest.raises(TimeoutError):
            listener.accept()
        # The same program is heard where the network is allowed: the silence above is the wall's.
        assert sandbox.run(python, allow_network=True).returncode == 0
        listener.accept()[0].close()


def test_sees_an_environment_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBALE_PASSWORD", "secret")
    said = sandbox.run(["sh", "-c", "env; ls -ld $HOME"], env={"EXTRA": "1"}).stdout.decode()
    names = {line.partition("=")[0] for line in said.splitlines() if "=" in line}
    assert names == {"PATH", "LANG", "OMP_THREAD_LIMIT", "HOME", "TMPDIR", "EXTRA", "PWD"}
    assert "drwx------" in said


def test_its_home_is_gone_afterwards() -> None:
    home = sandbox.run(["sh", "-c", "touch $HOME/file; printf $HOME"]).stdout.decode()
    assert home
    assert not os.path.exists(home)


def test_a_slow_program_is_killed_with_what_it_started(tmp_path: Path) -> None:
    mark = f"{3000 + os.getpid() / 1e7:.7f}"
    slow = ["sh", "-c", f"setsid sleep {mark} & sleep {mark} & touch {tmp_path}/begun; wait"]
    for seconds in TRIES:
        with pytest.raises(sandbox.ProgramTimedOut):
            sandbox.run(slow, timeout=seconds)
        if (tmp_path / "begun").exists():
            break
    assert (tmp_path / "begun").exists()
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and _running(mark):
        time.sleep(0.05)
    assert _running(mark) == []


def test_what_a_program_leaves_behind_ends_with_it() -> None:
    mark = f"{4000 + os.getpid() / 1e7:.7f}"
    assert sandbox.run(["sh", "-c", f"setsid sleep {mark} & sleep {mark} & exit 0"]).returncode == 0
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and _running(mark):
        time.sleep(0.05)
    assert _running(mark) == []


def _running(mark: str) -> list[str]:
    """Processes whose command names `mark`."""
    found = []
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if mark in command.read_bytes().decode("utf-8", "replace"):
                found.append(command.parent.name)
        except OSError:
            continue
    return found


def test_a_flood_of_output_stops_at_the_limit() -> None:
    done = sandbox.run(["sh", "-c", "yes"], file_bytes=MIB, timeout=300)
    assert done.returncode != 0
    assert len(done.stdout) == MIB


def test_memory_is_bounded() -> None:
    done = sandbox.run(["env", sys.executable, "-S", "-c", "bytearray(500 * 1024 * 1024)"], memory=200 * MIB)
    assert done.returncode == 1
    assert b"MemoryError" in done.stderr


def test_a_missing_program_is_named() -> None:
    with pytest.raises(sandbox.ProgramMissing, match="no-such-program"):
        sandbox.run(["no-such-program"])


def test_without_a_wall_it_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_WALLS", (("unshare", "--no-such-option"), ("no-such-program",)))
    sandbox.wall.cache_clear()
    try:
        with pytest.raises(sandbox.NoWall, match="bubblewrap"):
            sandbox.run(["true"])
        assert sandbox.run(["true"], allow_network=True).returncode == 0
    finally:
        sandbox.wall.cache_clear()
