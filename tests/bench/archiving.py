"""One archiver at work on one IMAP folder, in a process of its own: prints how many messages, seconds and KiB it took.

The password comes in the environment; everything else as one JSON object on the command line."""

from __future__ import annotations

import json
import os
import ssl
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.builders.dovecot import PASSWORD, USER


@dataclass(frozen=True, slots=True)
class Job:
    """Which archiver, which folder on which server, and where it may write."""

    archiver: str
    port: int
    certificate: str
    folder: str
    scratch: str


Archiver = Callable[[Job], Callable[[], int]]
"""Makes ready what is not measured; what it returns archives the folder and says how many messages that were."""


def verbale(job: Job) -> Callable[[], int]:
    """Every message byte for byte in a new SQLite database, with its event."""
    from ingest.imap import ImapAccount, ImapSource
    from ingest.intake import keep_new
    from ingest.login import PasswordLogin
    from store.database import Database

    database = Database(f"sqlite:///{Path(job.scratch) / 'verbale.db'}")
    database.migrate()
    account = ImapAccount(
        "localhost", USER, PasswordLogin(USER, PASSWORD), job.folder, job.port, ca_file=job.certificate
    )
    return lambda: keep_new(ImapSource(account), database, lambda: datetime.now(UTC)).kept


def bare(job: Job) -> Callable[[], int]:
    """imapclient in the batches that Verbale takes, keeping nothing."""
    from imapclient import IMAPClient

    from ingest.mailbox import Bounds, batches

    def work() -> int:
        context = ssl.create_default_context(cafile=job.certificate)
        count = 0
        with IMAPClient("localhost", port=job.port, ssl_context=context) as client:
            client.login(USER, PASSWORD)
            client.select_folder(job.folder, readonly=True)
            uids = client.search("ALL")
            sizes: dict[str, int] = {}
            for start in range(0, len(uids), 500):
                told = client.fetch(uids[start : start + 500], ["RFC822.SIZE"])
                sizes |= {str(uid): item[b"RFC822.SIZE"] for uid, item in told.items()}
            for batch in batches([str(uid) for uid in uids], sizes, Bounds()):
                count += len(client.fetch([int(uid) for uid in batch], ["INTERNALDATE", "BODY.PEEK[]"]))
        return count

    return work


def imap_tools(job: Job) -> Callable[[], int]:
    """imap_tools in batches of fifty, keeping nothing; it parses each message."""
    from imap_tools import MailBox  # type: ignore[import-not-found, unused-ignore]

    def work() -> int:
        context = ssl.create_default_context(cafile=job.certificate)
        with MailBox("localhost", job.port, ssl_context=context).login(USER, PASSWORD, job.folder) as box:
            return sum(1 for _ in box.fetch(mark_seen=False, bulk=50))

    return work


def django_mailbox(job: Job) -> Callable[[], int]:
    """django-mailbox into its own SQLite tables. It takes the messages out of the folder, so it gets a folder to itself."""
    import django  # type: ignore[import-not-found, unused-ignore]
    from django.conf import settings  # type: ignore[import-not-found, unused-ignore]

    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(Path(job.scratch) / "django.db")}
    settings.configure(
        DATABASES={"default": database},
        INSTALLED_APPS=["django_mailbox"],
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        MEDIA_ROOT=job.scratch,
        USE_TZ=True,
    )
    django.setup()
    from django.core.management import call_command  # type: ignore[import-not-found, unused-ignore]
    from django_mailbox.models import Mailbox  # type: ignore[import-not-found, unused-ignore]

    call_command("migrate", verbosity=0)
    os.environ["SSL_CERT_FILE"] = job.certificate
    user = USER.replace("@", "%40")
    uri = f"imap+ssl://{user}:{PASSWORD.replace(' ', '%20')}@localhost:{job.port}?folder={job.folder}"
    box = Mailbox.objects.create(name="bench", uri=uri)
    return lambda: sum(1 for _ in box.get_new_mail())


ARCHIVERS: dict[str, Archiver] = {
    "verbale": verbale,
    "imapclient": bare,
    "imap_tools": imap_tools,
    "django_mailbox": django_mailbox,
}


def kib(name: str) -> int:
    """A line of this process's status, in KiB."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(f"{name}:"))


def main() -> None:
    """Prints one JSON object: messages, seconds of wall time, and KiB above what the process took before."""
    job = Job(**json.loads(sys.argv[1]))
    work = ARCHIVERS[job.archiver](job)
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    idle = kib("VmRSS")
    began = time.perf_counter()
    messages = work()
    seconds = time.perf_counter() - began
    print(json.dumps({"messages": messages, "seconds": seconds, "kib": kib("VmHWM") - idle}))


if __name__ == "__main__":
    main()
