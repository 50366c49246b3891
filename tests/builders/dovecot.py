"""A Dovecot of our own: the real server with its own certificate, users and ports, as root or as anybody."""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from imapclient import IMAPClient

from tests.builders.ports import free_port, left
from tests.builders.tls import certificate

USER = "intake@example.int"
PASSWORD = "pass word with spaces"
MISSING = "dovecot is not installed: `apt-get install dovecot-core dovecot-imapd`, then run these tests again"

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
instance_name = {instance}
listen = 127.0.0.1
protocols = imap
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 0
first_valid_gid = 0
mail_uid = {uid}
mail_gid = {gid}
mail_home = {folder}/home/%u
mail_location = maildir:~/Maildir
mail_fsync = never
disable_plaintext_auth = yes
ssl = {ssl}
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
auth_mechanisms = plain login {mechanisms}
auth_failure_delay = 0
mail_max_userip_connections = 100
{tokens}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {starttls_port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
  service_count = 0
  process_min_avail = 1
}}
service stats {{
  unix_listener stats-writer {{
    mode = 0666
  }}
  chroot =
}}
service auth {{
  user = {internal}
  extra_groups =
}}
service auth-worker {{
  user = {internal}
}}
"""

TOKENS = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf
}}
"""
LOCALLY = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={folder}/keys/
issuers = {issuer}
username_attribute = email
username_format = %u
"""


@dataclass(frozen=True, slots=True)
class Trusted:
    """Whose tokens the server takes, and how they may be said."""

    public: str
    """The key as PEM."""
    issuer: str
    mechanisms: str = "xoauth2 oauthbearer"


@dataclass
class Dovecot:
    """A running server with one account; `certificate` is its own authority."""

    folder: Path
    tls_port: int
    starttls_port: int
    pid: int = 0
    """Process and process group of the master and all its children."""
    _process: subprocess.Popen[bytes] | None = None

    @property
    def certificate(self) -> Path:
        """PEM file that a client has to trust."""
        return self.folder / "cert.pem"

    @property
    def log(self) -> str:
        """What the server has said so far."""
        return (self.folder / "dovecot.log").read_text(errors="replace")

    @contextlib.contextmanager
    def client(self, folder: str | None = "INBOX", *, readonly: bool = False) -> Iterator[IMAPClient]:
        """A second client, that of somebody who reads the mailbox in a mail program."""
        import ssl

        context = ssl.create_default_context(cafile=str(self.certificate))
        with IMAPClient("localhost", port=self.tls_port, ssl_context=context, timeout=120) as client:
            client.login(USER, PASSWORD)
            if folder is not None:
                client.select_folder(folder, readonly=readonly)
            yield client

    def append(self, raw: bytes, *, folder: str = "INBOX") -> str:
        """Puts the message into the folder as a delivery does, unseen and recent; returns its UID."""
        with self.client(None) as client:
            answer = client.append(folder, raw)
        (uid,) = re.findall(rb"APPENDUID \d+ (\d+)", answer)
        return str(int(uid))

    def number_anew(self, validity: int) -> None:
        """Gives the INBOX another UIDVALIDITY, as a restored or moved mailbox has."""
        self._doveadm("mailbox", "update", "--uid-validity", str(validity), "-u", USER, "INBOX")

    def restart(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        """Stops the server with every connection, does something to its files, and starts it again on the same ports."""
        self.stop()
        meanwhile()
        self.start()

    def start(self) -> None:
        """Returns when the server greets."""
        program = _program()
        # The kernel ends the server where the tests are killed and cannot.
        bound = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
        with (self.folder / "output").open("ab") as output:
            self._process = subprocess.Popen(
                [*bound, program, "-F", "-c", str(self.folder / "dovecot.conf")],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.pid = self._process.pid
        _wait_for_greeting(self, self._process)

    def stop(self) -> None:
        """Ends the master and all its children, where there are any."""
        if self._process is not None:
            _stop(self._process)
            self._process = None
            for port in (self.tls_port, self.starttls_port):
                left(port)

    def forget_numbers(self, validity: int | None = None) -> None:
        """For a stopped server: it will number all messages anew, or, with a validity, keep their UIDs under that one."""
        for mailbox in self.folder.glob("home/*/Maildir"):
            for file in mailbox.glob("dovecot.index*"):
                file.unlink()
            uids = mailbox / "dovecot-uidlist"
            if validity is None:
                uids.unlink()
            else:
                uids.write_text(re.sub(r"V\d+", f"V{validity}", uids.read_text(), count=1))

    def back_up(self, place: Path) -> None:
        """For a stopped server: copies all mail with its numbering, as a backup of the disk does."""
        subprocess.run(["cp", "-a", str(self.folder / "home"), str(place)], check=True)

    def restore(self, place: Path) -> None:
        """For a stopped server: all mail is as it was when `back_up` copied it there."""
        shutil.rmtree(self.folder / "home")
        subprocess.run(["cp", "-a", str(place), str(self.folder / "home")], check=True)

    def kick(self) -> None:
        """Ends every connection of the account, as an administrator or a restart does; returns when they have ended."""
        self._doveadm("kick", USER)
        deadline = time.monotonic() + 120
        while USER in self._doveadm("who", USER):
            if time.monotonic() > deadline:
                raise RuntimeError("dovecot did not end the account's connections")
            time.sleep(0.05)

    def _doveadm(self, *arguments: str) -> str:
        done = subprocess.run(
            ["doveadm", "-c", str(self.folder / "dovecot.conf"), *arguments], check=True, capture_output=True
        )
        return done.stdout.decode(errors="replace")


@contextlib.contextmanager
def running_dovecot(*, encrypted: bool = True, trusted: Trusted | None = None) -> Iterator[Dovecot]:
    """A server with an empty mailbox, stopped with all its children at the end; with `encrypted` False it knows no TLS.

    Tokens are taken only where somebody is `trusted` to give them."""
    _program()
    folder = Path(tempfile.mkdtemp(prefix="verbale-dovecot-", dir="/tmp"))  # a short path: sockets lie in it
    try:
        server = _prepared(folder, encrypted, trusted)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _program() -> str:
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if program is None:
        raise RuntimeError(MISSING)
    return program


def _prepared(folder: Path, encrypted: bool, trusted: Trusted | None) -> Dovecot:
    """Everything that the server reads, with the rights that it wants."""
    root = os.geteuid() == 0
    own = pwd.getpwuid(os.geteuid()).pw_name
    group = grp.getgrgid(os.getegid()).gr_name
    internal = pwd.getpwnam("dovecot") if root else pwd.getpwuid(os.geteuid())
    folder.chmod(0o755)
    for name in ("run", "state", "home"):
        (folder / name).mkdir()
    (folder / "dovecot.log").touch(mode=0o666)
    certificate(folder)
    users = folder / "users"
    users.write_text(f"{USER}:{{PLAIN}}{PASSWORD}::::::\n")
    users.chmod(0o640)
    if root:
        os.chown(users, 0, internal.pw_gid)
        os.chown(folder / "home", internal.pw_uid, internal.pw_gid)
        (folder / "dovecot.log").chmod(0o666)
    if trusted is not None:
        (folder / "oauth2.conf").write_text(LOCALLY.format(folder=folder, issuer=trusted.issuer))
        key = folder / "keys" / "default" / "RS256" / "default"
        key.parent.mkdir(parents=True)
        key.write_text(trusted.public)
        for path in (folder / "oauth2.conf", key, *list(key.parents)[:3]):
            path.chmod(0o755)
    server = Dovecot(folder, free_port(), free_port())
    text = CONFIGURATION.format(
        folder=folder,
        mechanisms=trusted.mechanisms if trusted is not None else "",
        tokens=TOKENS.format(folder=folder) if trusted is not None else "",
        ssl="required" if encrypted else "no",
        instance=folder.name,
        internal=internal.pw_name,
        internal_group="dovecot" if root else group,
        login="dovenull" if root else own,
        uid=internal.pw_uid,
        gid=internal.pw_gid,
        tls_port=server.tls_port,
        starttls_port=server.starttls_port,
    )
    (folder / "dovecot.conf").write_text(text)
    return server


def _wait_for_greeting(server: Dovecot, process: subprocess.Popen[bytes]) -> None:
    """Returns when the server greets; raises with its log where it ends or does not."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", server.starttls_port), 5) as connection,
        ):
            if connection.recv(100).startswith(b"* OK"):
                return
        time.sleep(0.02)
    output = (server.folder / "output").read_text(errors="replace")
    raise RuntimeError(f"dovecot did not come up:\n{output}{server.log}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the master and all its children, and waits for them."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
