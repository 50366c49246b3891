"""A process that shuts itself in before it touches what strangers sent: no network, no core dumps, bounded memory and files."""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import resource
import signal
import tempfile
from pathlib import Path

log = logging.getLogger(__name__)

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000


def confine(memory: int, file_bytes: int, folder: str) -> None:
    """Bounds this process before it reads anything: no core dumps, no large files, no network where the kernel lets us, and
    `memory` bytes beyond what it begins with. Its temporary files go into a folder of its own within `folder`, named by its
    process number, so that whoever outlives it can remove them. What it begins with stays, and is not looked through for what could
    be freed."""
    os.umask(0o077)
    own = Path(folder, str(os.getpid()))
    own.mkdir(exist_ok=True)
    tempfile.tempdir = str(own)
    os.environ.update(OMP_THREAD_LIMIT="1", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", TMPDIR=str(own))
    leave_the_network()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _lower(resource.RLIMIT_FSIZE, file_bytes)
    _lower(resource.RLIMIT_AS, memory + _address_space())
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    gc.freeze()


def _lower(which: int, value: int) -> None:
    """Lowers the limit that holds for us; outside programs are given limits of their own, which may be higher."""
    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _address_space() -> int:
    """Bytes of address space that this process has now: under fork, all that its parent had."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def leave_the_network() -> bool:
    """Takes this process out of every network, this machine's own included; False where the kernel refuses, and nothing changed.

    As root a network namespace is enough; others make a user namespace first, in which they stay who they are."""
    library = ctypes.CDLL(None, use_errno=True)
    if library.unshare(_CLONE_NEWNET) == 0:
        return True
    user, group = os.geteuid(), os.getegid()
    if library.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    try:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    except OSError as error:
        log.warning("the worker has no network, but its user is not mapped: %s", error.strerror)
    return True
