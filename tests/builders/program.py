"""The program itself, as a process of its own with settings in its environment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def environment(settings: Mapping[str, object]) -> dict[str, str]:
    """This machine's environment with the program's settings, and none that the tester happens to have."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VERBALE_")}
    return {**kept, "PYTHONPATH": str(ROOT), **{f"VERBALE_{name}": str(value) for name, value in settings.items()}}


def verbale(
    *arguments: str | Path, settings: Mapping[str, object] | None = None, cwd: Path = Path("/"), timeout: float = 1200.0
) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "verbale", *map(str, arguments)],
        env=environment(settings or {}),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


@contextmanager
def running(*arguments: str, settings: Mapping[str, object], cwd: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A command that goes on until it is told to stop; whatever is left of it at the end is killed with its children."""
    with log.open("ab") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "verbale", *arguments],
            env=environment(settings),
            cwd=cwd,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9 for the process and all its children."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
