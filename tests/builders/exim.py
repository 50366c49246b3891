"""An Exim of our own: a real relay with a queue, bounces and delivery reports, as an ordinary user, on a free port."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.builders.ports import free_port

MISSING = (
    "exim4 is not installed: `apt-get install --no-install-recommends exim4-daemon-light`, then run these tests again"
)
CONFIGURATION = """
exim_user = {uid}
exim_group = {gid}
exim_path = {folder}/exim4
spool_directory = {folder}/spool
log_file_path = {folder}/log/%slog
pid_file_path = {folder}/pid
primary_hostname = mx.example.int
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
keep_environment =
tls_advertise_hosts =
dsn_advertise_hosts = *
deliver_drop_privilege = true
acl_smtp_rcpt = everybody
begin acl
everybody:
  accept
begin routers
away:
  driver = redirect
  condition = ${{if exists{{{folder}/away}}}}
  allow_defer
  data = :defer: the servers of all recipients are away
boxes:
  driver = accept
  address_data = ${{lookup{{$local_part@$domain}}dsearch,filter=dir{{{homes}}}{{$value}}fail}}
  local_part_suffix = +*
  local_part_suffix_optional
  transport = boxes
begin transports
boxes:
  driver = appendfile
  maildir_format
  directory = {homes}/$address_data/Maildir
  user = {uid}
  group = {gid}
  return_path_add
begin retry
* * F,1h,1s
"""
"""Everybody is accepted, as by a relay that knows no recipients; who has a home gets it, plus-addresses too, others bounce."""


@dataclass
class Exim:
    """A running relay. Under `homes` lies a folder for each address that it delivers to, with its Maildir."""

    folder: Path
    homes: Path
    port: int

    @property
    def log(self) -> str:
        """What it has done so far, a line each."""
        return (self.folder / "log" / "mainlog").read_text(errors="replace")

    def settle(self, address: str) -> None:
        """From now on there is somebody at this address."""
        owner = self.homes.stat()
        (self.homes / address).mkdir()
        os.chown(self.homes / address, owner.st_uid, owner.st_gid)

    def delivered(self, address: str) -> list[bytes]:
        """The mails that lie at this address, in the order in which they came."""
        maildir = self.homes / address / "Maildir"
        found = [file for name in ("new", "cur") if (maildir / name).is_dir() for file in (maildir / name).iterdir()]
        return [file.read_bytes() for file in sorted(found, key=lambda file: file.stat().st_mtime_ns)]

    def post(self, sender: str, recipient: str, mail: bytes) -> None:
        """Somebody sends a mail, and the relay has taken it."""
        with smtplib.SMTP("127.0.0.1", self.port, timeout=60) as smtp:
            smtp.sendmail(sender, [recipient], mail)

    def keep_back(self, away: bool) -> None:
        """Whether what is sent from now on waits in the queue, which is tried again every second."""
        flag = self.folder / "away"
        flag.touch() if away else flag.unlink()

    def wait(self, until: Callable[[], bool]) -> None:
        """Returns when that is so; raises with the relay's log where it does not become so."""
        deadline = time.monotonic() + 180
        while not until():
            if time.monotonic() > deadline:
                raise RuntimeError(f"that did not come about:\n{self.log}")
            time.sleep(0.02)


def program() -> str | None:
    """Exim's program, None where it is not installed."""
    return shutil.which("exim4", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@contextlib.contextmanager
def running_exim(homes: Path) -> Iterator[Exim]:
    """A relay that runs as the owner of `homes`, ended with all its children and its queue."""
    found = program()
    if found is None:
        raise RuntimeError(MISSING)
    owner = homes.stat()
    folder = Path(tempfile.mkdtemp(prefix="verbale-exim-", dir="/tmp"))
    try:
        for name in ("spool", "log"):
            (folder / name).mkdir()
        # A copy without the set-uid bit: as installed it would become root, and then trust only a configuration of root's.
        shutil.copyfile(found, folder / "exim4")
        exim = Exim(folder, homes, free_port())
        text = CONFIGURATION.format(folder=folder, homes=homes, port=exim.port, uid=owner.st_uid, gid=owner.st_gid)
        (folder / "exim.conf").write_text(text)
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o644 if path.name == "exim.conf" else 0o755)
            os.chown(path, owner.st_uid, owner.st_gid)
        with _served(exim, owner.st_uid, owner.st_gid):
            yield exim
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _served(exim: Exim, uid: int, gid: int) -> Iterator[None]:
    drop = ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups"] if os.geteuid() == 0 else []
    bound = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
    with (exim.folder / "output").open("ab") as output:
        process = subprocess.Popen(
            [*drop, *bound, str(exim.folder / "exim4"), "-C", str(exim.folder / "exim.conf"), "-bdf", "-q1s"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for_greeting(exim, process)
        yield
    finally:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)


def _wait_for_greeting(exim: Exim, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", exim.port), 5) as connection:
            if connection.recv(100).startswith(b"220"):
                return
        time.sleep(0.02)
    raise RuntimeError(f"exim did not come up:\n{(exim.folder / 'output').read_text(errors='replace')}")
