"""Who holds a claim: this process by name, and whether a named one is provably dead."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

_PROC = Path("/proc")
_UNKNOWN = "0"
_OWNER = re.compile(r"(?P<host>.+):(?P<pid>\d{1,10}):(?:0|(?P<boot>[0-9a-f]+)\.(?P<namespace>\d+)\.\d+)")


def this_process() -> str:
    """This process as `host:pid:starttime`; no other process, before or after, has the same name.

    `starttime` is boot, process namespace and clock ticks, so that a pid used again is not taken for its first bearer."""
    return f"{_host()}:{os.getpid()}:{_start(os.getpid()) or _UNKNOWN}"


def gone(owner: str) -> bool:
    """True only where `owner` is provably dead: same host, and the pid is free, a zombie, or another's since.

    A process on another host or in another container is never called dead; its lease has to run out."""
    said = _OWNER.fullmatch(owner)
    if said is None or said["host"] != _host():
        return False
    pid, here = int(said["pid"]), _place()
    if said["boot"] is not None and here is not None:
        if said["boot"] != here[0]:
            return True
        if said["namespace"] != here[1]:
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass  # it lives, under another user
    except OverflowError:
        return False
    found = _start(pid)
    return said["boot"] is not None and found is not None and found != owner.rpartition(":")[2]


def _host() -> str:
    """The host's name, with the machine's own id where there is one: two machines may share a name."""
    try:
        machine = Path("/etc/machine-id").read_text(encoding="ascii").strip()[:8]
    except (OSError, ValueError):
        machine = ""
    name = socket.gethostname().lower().replace(":", "-") or "localhost"
    return f"{name}-{machine}" if machine else name


def _place() -> tuple[str, str] | None:
    """This boot and this process namespace, None where the system does not tell."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip().replace("-", "")[:12]
        namespace = os.readlink(_PROC / "self/ns/pid").strip("pid:[]")
    except (OSError, ValueError):
        return None
    return (boot, namespace) if boot else None


def _start(pid: int) -> str | None:
    """Boot, namespace and start of a living process; "dead" for a zombie, None where the system does not tell."""
    here = _place()
    if here is None:
        return None
    try:
        facts = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The command stands in brackets and may hold spaces and brackets itself: state is the first field behind the last one.
    fields = facts.rpartition(")")[2].split()
    return "dead" if fields[0] in "ZX" else f"{here[0]}.{here[1]}.{fields[19]}"
