"""Ports for servers that have to be told theirs: nobody else is given one before its server listens, or while it restarts."""

from __future__ import annotations

import random
import socket
import time
from pathlib import Path

_RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")
_LOWEST = 15_000
_held: list[socket.socket] = []


def free_port() -> int:
    """A port of this machine that no other process of these tests is given while this one lives, and on which nobody listens.

    It lies below those that the kernel gives to whoever asks for any, connections of clients among them."""
    chance, below = random.SystemRandom(), _first_of_the_kernel()
    while True:
        port = chance.randrange(_LOWEST, below)
        if _is_ours(port) and _is_free(port):
            return port


def left(port: int) -> None:
    """Returns when nobody listens there any more: a child that was killed with its server lives on for a moment."""
    deadline = time.monotonic() + 120
    while not _is_free(port) and time.monotonic() < deadline:
        time.sleep(0.01)


def _first_of_the_kernel() -> int:
    try:
        first = int(_RANGE.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        first = 0
    return first if first > _LOWEST + 1000 else 32_768


def _is_ours(port: int) -> bool:
    """A name that the kernel takes back when this process ends, however it ends."""
    name = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        name.bind(f"\0verbale-tests-port-{port}")
    except OSError:
        name.close()
        return False
    _held.append(name)
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
