"""Owners: dead only where that is certain."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from store.owner import gone, this_process

SAY = "import sys; from store.owner import this_process; print(this_process(), flush=True); sys.stdin.read()"


def test_this_process_lives() -> None:
    assert this_process() == this_process()
    assert not gone(this_process())


def test_a_process_is_gone_when_it_ends_even_before_it_is_buried() -> None:
    child = subprocess.Popen([sys.executable, "-c", SAY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdin is not None
    assert child.stdout is not None
    name = child.stdout.readline().strip()
    assert name != this_process()
    assert not gone(name)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # dead, but still a zombie
    assert gone(name)
    child.wait()
    assert gone(name)
    child.stdin.close()
    child.stdout.close()


def test_a_pid_used_again_is_not_its_first_bearer() -> None:
    host, pid, start = this_process().rsplit(":", 2)
    boot, namespace, ticks = start.split(".")
    assert gone(f"{host}:{pid}:{boot}.{namespace}.{int(ticks) - 1}")


def test_a_process_before_the_machine_started_again_is_gone() -> None:
    host, pid, start = this_process().rsplit(":", 2)
    _, namespace, ticks = start.split(".")
    assert gone(f"{host}:{pid}:abcdef012345.{namespace}.{ticks}")


def test_a_process_elsewhere_is_never_called_gone() -> None:
    host, pid, start = this_process().rsplit(":", 2)
    boot, _, ticks = start.split(".")
    assert not gone(f"other-{host}:999999999:{start}")
    assert not gone(f"{host}:{pid}:{boot}.1.{ticks}"), "another container on this host"


@pytest.mark.parametrize("owner", ["", "a", "a:b", "a:b:c", "::", "host:1:0"])
def test_a_name_that_tells_nothing_is_never_called_gone(owner: str) -> None:
    assert not gone(owner)


def test_a_process_whose_start_is_unknown_is_gone_only_without_its_pid() -> None:
    host = this_process().rsplit(":", 2)[0]
    assert not gone(f"{host}:{os.getpid()}:0")
    assert gone(f"{host}:{2**22 + 1}:0")
    assert not gone(f"{host}:9999999999:0")
    assert not gone(f"{host}:{os.getpid()}:what.ever.x")
