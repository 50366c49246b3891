"""Outside programs, run without a network, within limits of time, memory and file size, and killed with all their children."""

from __future__ import annotations

import functools
import logging
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parsers.limits import GIB, MIB

log = logging.getLogger(__name__)

_PATH = "/usr/local/bin:/usr/bin:/bin"
_HEARD = 64 * MIB
"""Bytes of output that are kept."""
_WALLS: tuple[tuple[str, ...], ...] = (
    ("unshare", "--map-current-user", "--net", "--pid", "--fork", "--kill-child", "--"),
    ("unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child", "--"),
    ("bwrap", "--unshare-net", "--unshare-pid", "--die-with-parent", "--dev-bind", "/", "/", "--"),
    ("unshare", "--map-root-user", "--net", "--"),
)
"""Ways to take the network away, the best first: those with process numbers of their own lose no child when killed."""
_PROBE = "import socket; socket.create_connection(('127.0.0.1', int(__import__('sys').argv[1])), 2)"


class SandboxFailed(Exception):
    """An outside program could not be run to its end."""


class ProgramMissing(SandboxFailed):
    """The program is not installed; install it or go without what it does."""


class ProgramTimedOut(SandboxFailed):
    """The program took longer than it may, and was killed with all its children."""


class NoWall(SandboxFailed):
    """This machine has no way to run a program without a network (neither user namespaces nor bubblewrap)."""


@dataclass(frozen=True, slots=True)
class Completed:
    """A program that ended: its exit code (negative: the signal that ended it), what it wrote (the first 64 MiB), wall time."""

    returncode: int
    stdout: bytes
    stderr: bytes
    seconds: float


def run(
    argv: Sequence[str],
    *,
    input: bytes | None = None,
    timeout: float = 60.0,
    memory: int = 2 * GIB,
    file_bytes: int = 512 * MIB,
    cwd: str | Path | None = None,
    env: Mapping[str, str] | None = None,
    allow_network: bool = False,
) -> Completed:
    """Runs `argv` to its end and returns what it said.

    It sees no network (not even this machine's), an environment of PATH, LANG, OMP_THREAD_LIMIT, HOME (an own folder that is
    removed afterwards) and `env`, at most `memory` bytes of address space and files of at most `file_bytes`. After `timeout`
    seconds of wall time it is killed with everything it started, as it is when we die ourselves. Raises ProgramMissing,
    ProgramTimedOut, or NoWall where the network cannot be taken away and `allow_network` is not given."""
    program = shutil.which(argv[0], path=_PATH)
    if program is None:
        raise ProgramMissing(f"the program {argv[0]} is not installed")
    walls = () if allow_network else wall()
    if walls is None:
        raise NoWall(
            f"cannot run {argv[0]} without a network here: allow unprivileged user namespaces, or install bubblewrap"
        )
    with tempfile.TemporaryDirectory(prefix="verbale-") as home:
        command = [*_bounds(memory, file_bytes), *walls, program, *argv[1:]]
        environment = {
            "PATH": _PATH,
            "LANG": "C.UTF-8",
            "OMP_THREAD_LIMIT": "1",
            "HOME": home,
            "TMPDIR": home,
            **(env or {}),
        }
        return _completed(command, input, timeout, cwd or home, environment)


def _completed(
    command: list[str], said: bytes | None, timeout: float, cwd: str | Path, environment: dict[str, str]
) -> Completed:
    # Files, not pipes: a program that never reads or never stops writing blocks nobody, and the file limit stops it.
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        if said:
            stdin.write(said)
            stdin.seek(0)
        began = time.monotonic()
        process = subprocess.Popen(
            command,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            cwd=cwd,
            env=environment,
            start_new_session=True,
            close_fds=True,
        )
        try:
            returncode = process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise ProgramTimedOut(f"the program took longer than {timeout:g} s and was killed") from None
        finally:
            _kill(process)
        stdout.seek(0)
        stderr.seek(0)
        return Completed(returncode, stdout.read(_HEARD), stderr.read(_HEARD), time.monotonic() - began)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends the whole group: what a program left running behind it as well."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        log.debug("process group %d has ended", process.pid)
    process.wait()


def _bounds(memory: int, file_bytes: int) -> list[str]:
    """A prefix of programs that set the limits and then become the next one; so no Python runs between fork and exec."""
    prefix: list[str] = []
    if shutil.which("setpriv", path=_PATH):
        prefix += ["setpriv", "--pdeathsig", "KILL", "--"]
    if shutil.which("prlimit", path=_PATH):
        space, size = _at_most(resource.RLIMIT_AS, memory), _at_most(resource.RLIMIT_FSIZE, file_bytes)
        prefix += ["prlimit", f"--as={space}", f"--fsize={size}", "--core=0", "--"]
    return prefix


def _at_most(which: int, value: int) -> int:
    """`value`, or what we may give at most."""
    hard = resource.getrlimit(which)[1]
    return value if hard == resource.RLIM_INFINITY else min(value, hard)


@functools.cache
def wall() -> tuple[str, ...] | None:
    """The command that takes the network away on this machine, tried once; None where there is none.

    Tried means: a listener of ours hears nothing from a program behind it."""
    candidates = [
        candidate for candidate in _WALLS if shutil.which(candidate[0], path=_PATH) and _works([*candidate, "true"])
    ]
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        try:
            socket.create_connection(("127.0.0.1", port), 2).close()
        except OSError:
            # We are behind a wall ourselves, as workers are; what lies behind a second one hears no more than we do.
            return candidates[0] if candidates else None
        for candidate in candidates:
            if not _works([*candidate, sys.executable, "-S", "-c", _PROBE, str(port)]):
                return candidate
    log.warning("no way to run outside programs without a network on this machine")
    return None


def _works(command: list[str]) -> bool:
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False, env={"PATH": _PATH}
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
