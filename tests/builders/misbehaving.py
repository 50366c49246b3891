"""What a message could make a parser do at worst; run inside a worker in place of reading."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import threading
from typing import Any

from parsers.limits import Limits
from parsers.tasks import bounded, reading_of


def answer(number: int) -> tuple[str, bytes]:
    """What it should do."""
    return "ok", str(number).encode()


def whose() -> tuple[str, bytes]:
    """The number of the process in which this runs."""
    return "ok", str(os.getpid()).encode()


def hang() -> tuple[str, bytes]:
    """Never ends, in Python."""
    threading.Event().wait()
    return "ok", b""


def hang_below() -> tuple[str, bytes]:
    """Never ends, and never hears the signal that asks it to: as in a loop of a C library."""
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    threading.Event().wait()
    return "ok", b""


def hang_with_a_child(path: str) -> tuple[str, bytes]:
    """Never ends, and has an outside program running meanwhile that says its number in the file at `path`."""
    from parsers import sandbox

    sandbox.run(["sh", "-c", f"exec sh -c 'cut -d\" \" -f6 /proc/self/stat > {path}; exec sleep 1000'"], timeout=1000)
    return "ok", b""


def litter() -> tuple[str, bytes]:
    """Leaves a temporary file behind and ends without a word."""
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"page")
    os._exit(3)


def end_once(path: str) -> tuple[str, bytes]:
    """Ends the first time, and does what it should the second, which a file at `path` tells."""
    try:
        with open(path, "x", encoding="ascii"):
            pass
    except FileExistsError:
        return answer(7)
    os._exit(1)


def where() -> tuple[str, bytes]:
    """The folder for temporary files."""
    return "ok", tempfile.gettempdir().encode()


def abort() -> tuple[str, bytes]:
    """Ends as a failed assertion in a C library does."""
    os.abort()


def end() -> tuple[str, bytes]:
    """Ends without a word."""
    os._exit(3)


def kill() -> tuple[str, bytes]:
    """Ends as the kernel ends what takes the machine's last memory."""
    os.kill(os.getpid(), 9)
    return "ok", b""


class _Deadly:
    def __reduce__(self) -> str:
        os.kill(os.getpid(), 9)
        return "unreachable"


def die_while_answering() -> tuple[str, object]:
    """Is killed while it holds the pool's locks, half-way through sending its result."""
    return "ok", _Deadly()


def swell(size: int) -> tuple[str, bytes]:
    """Takes so many bytes."""
    return bounded(lambda: str(len(bytearray(size))).encode(), Limits())


def fail(secret: str) -> tuple[str, bytes]:
    """Meets a bug that quotes what it was given."""

    def work() -> bytes:
        raise ValueError(f"could not read {secret}")

    return bounded(work, Limits())


def swamp() -> tuple[str, bytes]:
    """Returns more than anybody asked for."""
    return bounded(lambda: b"x" * 2000, Limits(result_bytes=1000))


def call(port: int) -> tuple[str, bytes]:
    """Tries to reach a listener on this machine."""
    try:
        socket.create_connection(("127.0.0.1", port), 2).close()
    except OSError:
        return "ok", b"refused"
    return "ok", b"heard"


def write(path: str, size: int) -> tuple[str, bytes]:
    """Writes a file of so many bytes."""

    def work() -> bytes:
        with open(path, "wb") as file:
            file.write(b"x" * size)
        return b"written"

    return bounded(work, Limits())


def run_outside() -> tuple[str, bytes]:
    """Runs a program of its own, behind its own wall, from within the worker's."""
    from parsers import sandbox

    return "ok", sandbox.run(["echo", "hello"]).stdout


def core_limit() -> tuple[str, bytes]:
    """What the shell of a child says of core dumps."""
    return "ok", subprocess.run(["sh", "-c", "ulimit -c"], capture_output=True, check=True).stdout.strip()


def reading_that_may_die(raw: bytes, *arguments: Any) -> tuple[str, bytes]:
    """As the parsers' own task, but for a mail whose header asks for the reader's death."""
    if b"\r\nX-Deadly: yes\r\n" in raw[:4096]:
        os.kill(os.getpid(), signal.SIGSEGV)
    return reading_of(raw, *arguments)
