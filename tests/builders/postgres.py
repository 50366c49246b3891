"""A PostgreSQL cluster of the tests' own: one a test process, on a Unix socket only, gone at the end.

A room's conftest makes it available by `from tests.builders.postgres import postgres`."""

from __future__ import annotations

import atexit
import functools
import itertools
import os
import pwd
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

USER = "verbale"
_SETTINGS = (
    "fsync=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=60",
    "shared_buffers=32MB",
)


@dataclass(frozen=True)
class Postgres:
    """A running cluster; `folder` holds its data, its socket and its log."""

    folder: Path
    binaries: Path
    runner: tuple[str, ...]
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    def url(self, database: str) -> str:
        """The database's URL; anybody who reaches the socket may sign in."""
        return f"postgresql://{USER}@/{database}?host={self.folder / 'socket'}"

    def new_database(self, template: str = "template0") -> str:
        """The URL of a new database, a copy of `template` (which nobody may be connected to)."""
        name = f"test_{next(self._numbers)}"
        self.do(f'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING \'UTF8\'')
        return self.url(name)

    def do(self, statement: str) -> None:
        """Run a statement as the cluster's superuser, outside any transaction."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._control("start", "-w", "-t", "300", "-l", str(self.folder / "log"), "-o", self._options())

    def stop(self) -> None:
        """Stop it at once, breaking every connection."""
        self._control("stop", "-w", "-m", "immediate")

    def _options(self) -> str:
        return " ".join(
            f"-c {setting}" for setting in (*_SETTINGS, f"unix_socket_directories={self.folder / 'socket'}")
        )

    def _control(self, *arguments: str) -> None:
        _run([*self.runner, str(self.binaries / "pg_ctl"), "-D", str(self.folder / "data"), *arguments])


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.fail("PostgreSQL is not installed; install the package `postgresql` to run these tests.", pytrace=False)
    return found[-1].parent


@functools.cache
def running_cluster() -> Postgres:
    """This process's cluster, started at the first call and removed when the process ends."""
    binaries = _binaries()
    # Not pytest's own folder: that one is closed to the user postgres.
    folder = Path(tempfile.mkdtemp(prefix="verbale-pg-", dir="/tmp"))
    runner: tuple[str, ...] = ()
    if os.geteuid() == 0:
        postgres = pwd.getpwnam("postgres")
        os.chown(folder, postgres.pw_uid, postgres.pw_gid)
        runner = ("runuser", "-u", "postgres", "--")
    cluster = Postgres(folder, binaries, runner)
    _remove_at_the_end(cluster)
    _run([*runner, "mkdir", "-m", "0700", str(folder / "socket")])
    _run(
        [*runner, str(binaries / "initdb"), "-D", str(folder / "data"), "-U", USER, "--auth=trust", "--encoding=UTF8",
         "--locale=C.UTF-8", "--no-sync"]
    )  # fmt: skip
    cluster.start()
    return cluster


@pytest.fixture(scope="session")
def postgres() -> Postgres:
    """A running PostgreSQL; fails (it never skips) where PostgreSQL is not installed."""
    return running_cluster()


def _remove_at_the_end(cluster: Postgres) -> None:
    """Leave a process behind that waits for our end, however we end, and then stops the cluster and deletes its folder."""
    stop = [
        *cluster.runner,
        str(cluster.binaries / "pg_ctl"),
        "-D",
        str(cluster.folder / "data"),
        "stop",
        "-m",
        "immediate",
    ]
    waiting = subprocess.Popen(
        ["sh", "-c", 'read -r _; "$@" >/dev/null 2>&1; rm -rf "$0"', str(cluster.folder), *stop],
        stdin=subprocess.PIPE,
        cwd="/",
        start_new_session=True,  # Ctrl-C is for us, not for it
    )
    owner = os.getpid()

    def remove() -> None:
        if os.getpid() == owner and waiting.stdin is not None:  # a forked child's end is not ours
            waiting.stdin.close()
            with suppress(subprocess.TimeoutExpired):  # it goes on without us
                waiting.wait(60)

    atexit.register(remove)


def _run(command: Sequence[str]) -> None:
    # No pipe for the server to inherit: pg_ctl's own output goes where nobody waits for its end.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd="/", check=False)
        output.seek(0)
        if done.returncode != 0:
            said = output.read().decode(errors="replace")
            pytest.fail(f"{' '.join(command)} ended with {done.returncode}: {said}", pytrace=False)
