"""One installation's rooms in this process, and the count of what they lost and what they did twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes

from sqlalchemy import select

from domain.envelope import Address
from domain.notices import Outbox
from domain.stages import Stage
from ingest.intake import keep_new
from ingest.mailbox import MailboxFailed, MailSource
from ingest.pipeline import work_through
from notify.courier import send_round
from notify.smtp import SmtpServer, SmtpTransport
from store import contents, ledger, outbox
from store.database import Database, StoreFailed
from store.outbox import MailFacts
from store.owner import this_process
from store.tables import Message, SubmissionRow, table
from tests.builders.letters import programme, read_letter
from tests.builders.notices import renderer
from tests.builders.smtp import MailServer

NOON = datetime(2024, 3, 12, 12, 0, tzinfo=UTC)
PROGRAMME = programme()
US = Address(address="poc@ours.example", name="Office")


@dataclass
class Rooms:
    """A mailbox, a database and a way to the mail server, under a clock that only we turn; letters in place of parsers."""

    url: str
    source: MailSource
    smtp_port: int
    now: datetime = NOON
    patience: float = 5.0
    smtp_timeout: float = 30.0
    said: list[str] = field(default_factory=list)
    """Every sentence in which the rooms told of trouble."""
    before_work: Callable[[], object] = lambda: None

    def day(self) -> bool:
        """One poll, all work and one round of sending, five hours after the last; True where nothing went wrong."""
        self.now += timedelta(hours=5)
        quiet = len(self.said)
        with self.database() as database:
            self._told(lambda: keep_new(self.source, database, lambda: self.now))
            self.before_work()
            self._told(
                lambda: work_through(
                    database, read_letter, PROGRAMME, lambda: self.now, this_process(), mail_domain="ours.example"
                )
            )
            transport = SmtpTransport(SmtpServer("localhost", self.smtp_port, "none", timeout=self.smtp_timeout))
            done = self._told(
                lambda: send_round(
                    database, transport, renderer(), PROGRAMME, lambda: self.now, this_process(), sender=US
                )
            )
            if done is not None and getattr(done, "trouble", None):
                self.said.append(done.trouble)  # type: ignore[attr-defined]
        return quiet == len(self.said)

    @contextmanager
    def database(self) -> Iterator[Database]:
        """The database, given back at the end."""
        database = Database(self.url, patience=self.patience)
        try:
            yield database
        finally:
            database.close()

    def mails(self) -> list[MailFacts]:
        """The outbox."""
        with self.database() as database, database.reading() as session:
            return outbox.at(session, list(Outbox), limit=1000)

    def stages(self) -> Counter[str]:
        """How many messages stand where."""
        with self.database() as database, database.reading() as session:
            return Counter(session.connection().execute(select(table(Message).c.stage)).scalars())

    def _told(self, act: Callable[[], object]) -> object:
        try:
            return act()
        except (MailboxFailed, StoreFailed) as trouble:
            self.said.append(str(trouble))
            return None

    def wrong(self, server: MailServer, post: Mapping[str, bytes], answered: int) -> dict[str, object]:
        """What is not as it has to be, where these bytes stand under these UIDs and so many of them are due an answer."""
        with self.database() as database, database.reading() as session:
            connection = session.connection()
            rows, readings = table(Message), table(SubmissionRow)
            lines = connection.execute(select(rows).where(rows.c.gone_since.is_(None))).all()
            kept = Counter((line.uid, contents.raw(session, line.id)) for line in lines)
            read = Counter(connection.execute(select(readings.c.message_id)).scalars())
            waiting = [line.id for line in lines if line.stage in (Stage.RECEIVED.value, Stage.READ.value)]
            unaccounted = sum(account.unaccounted for account in ledger.accounts(session))
        mails = self.mails()
        arrived = Counter(str(message_from_bytes(one.data)["Message-ID"]) for one in server.deliveries)
        answers = Counter(str(message_from_bytes(one.data)["In-Reply-To"]) for one in server.deliveries)
        stages = Counter(mail.stage for mail in mails)
        facts: dict[str, object] = {
            "lost": set(post.items()) - set(kept),
            "doubled records": [key for key, n in (*kept.items(), *read.items()) if n > 1],
            "waiting": waiting,
            "unaccounted": unaccounted,
            "doubled mails": [key for key, n in (*arrived.items(), *answers.items()) if n > 1],
            "unsaid": [mail.id for mail in mails if mail.stage is Outbox.SENT and not arrived[mail.mail_id]],
            "unsettled": [mail.stage for mail in mails if mail.stage not in (Outbox.SENT, Outbox.UNCERTAIN)],
            "answers missing": answered - stages[Outbox.SENT] - stages[Outbox.UNCERTAIN],
            "no sentence": [said for said in self.said if not _is_a_sentence(said)],
        }
        return {name: value for name, value in facts.items() if value}


def _is_a_sentence(said: str) -> bool:
    return "\n" not in said and said.endswith(".") and "Traceback" not in said and "Error" not in said
