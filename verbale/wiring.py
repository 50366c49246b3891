"""Settings in, rooms joined together out."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from config.settings import Settings, load_programme
from domain.envelope import Address
from domain.plural import counted
from domain.programme import Programme
from domain.reply_token import KEY_BYTES
from domain.restraint import Restraint
from domain.stages import Stage
from store import contents, keys, messages
from store.database import Database
from store.owner import this_process

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from domain.reading import Reading
    from ingest.intake import Intake
    from ingest.mailbox import MailboxFailed
    from ingest.pipeline import Worked
    from ingest.relief import Relief
    from ingest.reread import Reread
    from ingest.sent_folder import SentFolder
    from notify.courier import Round
    from notify.graph import GraphTransport
    from notify.render import Renderer
    from notify.smtp import SmtpTransport
    from parsers.worker import Workers
    from verbale.sources import Polled
    from verbale.tokens.keepers import Keepers

log = logging.getLogger(__name__)
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
Clock = Callable[[], datetime]


class Trouble(Exception):
    """What was asked cannot be done; the message is one sentence that says why and what to do."""


def now() -> datetime:
    """The time of day, aware, in UTC: the one clock of the program."""
    return datetime.now(UTC)


class House:
    """Every room of one installation, joined; what is costly is built when it is first needed, and closed at the end."""

    def __init__(self, settings: Settings, clock: Clock = now, owner: str | None = None) -> None:
        self.settings = settings
        self.clock = clock
        self.owner = owner or this_process()
        self.programme = load_programme(settings.programme)
        self.database = Database(settings.database_url)
        self._closing = ExitStack()
        self._closing.callback(self.database.close)

    def close(self) -> None:
        """Gives everything back; the house may not be used again."""
        self._closing.close()

    @cached_property
    def keepers(self) -> Keepers:
        """Where the tokens come from with which mailboxes and mail server are signed in to."""
        from verbale.tokens.keepers import Keepers

        return Keepers(self.settings, self.clock)

    @cached_property
    def polled(self) -> tuple[Polled, ...]:
        """Every folder of every mailbox that is polled."""
        from verbale.sources import polled

        found = polled(self.settings, self.keepers)
        for one in found:
            self._closing.callback(one.source.close)
        return found

    @cached_property
    def movers(self) -> dict[str, Relief]:
        """What moves processed messages to another folder, by the label of what is polled."""
        from verbale.sources import mover

        found = {one.label: mover(one, self.database, self.clock) for one in self.polled}
        return {label: one for label, one in found.items() if one is not None}

    @cached_property
    def sent_folders(self) -> dict[str, SentFolder]:
        """Where mails are looked for of which we do not know whether they went out, by the section of the settings."""
        from verbale.sources import sent_folders

        return sent_folders(self.settings, self.keepers, self.database, self.clock)

    @cached_property
    def workers(self) -> Workers:
        """The worker processes that parse."""
        return self._closing.enter_context(parser_workers(self.settings, self.programme))

    @cached_property
    def reader(self) -> Callable[[bytes, str], Reading]:
        """How a message is read: by the workers, with our own check of its signatures where the settings want it."""
        from verbale.signatures import reader

        return reader(self.workers, self.settings.signatures)

    @cached_property
    def transport(self) -> SmtpTransport | GraphTransport:
        """The way to the server that carries our mail."""
        from verbale.carrier import carrier

        return carrier(self.settings, self.keepers)

    @cached_property
    def renderer(self) -> Renderer:
        """The templates of our mails."""
        from notify.render import Renderer

        return Renderer(self.programme, TEMPLATES / "mail")

    @property
    def sender(self) -> Address:
        """In whose name we write."""
        return sender(self.settings, self.programme)

    @cached_property
    def token_key(self) -> bytes | None:
        """What signs the address to which answers go; None where the settings want no token in it."""
        if not self.settings.smtp.reply_tokens:
            return None
        with self.database.transaction() as session:
            return keys.get_or_make(session, keys.FOR_REPLIES, lambda: secrets.token_bytes(KEY_BYTES))

    @property
    def restraint(self) -> Restraint:
        """How much is said without an officer's word."""
        smtp, since = self.settings.smtp, self.settings.acknowledge_since
        return Restraint(sender_a_day=smtp.sender_a_day, all_an_hour=smtp.all_an_hour, acknowledge_since=since)

    def poll(self, one: Polled, stopping: Callable[[], bool] = lambda: False) -> Intake:
        """One poll: what is new in this folder is kept, unless `stopping` says to leave off between two batches."""
        from ingest.polling import poll

        with one.watchdog.watching() if one.watchdog is not None else nullcontext():
            intake = poll(one.source, self.database, self.clock, stopping)
        if one.unread:
            log.warning(
                "%s of the folder cannot be read: `verbale fetch` and `verbale check` say which",
                counted(len(one.unread), "entry", "entries"),
            )
        return intake

    def fetch(self) -> list[tuple[Polled, Intake | MailboxFailed]]:
        """One poll of each, and what came of it, whatever became of the others."""
        from ingest.mailbox import MailboxFailed

        found: list[tuple[Polled, Intake | MailboxFailed]] = []
        for one in self.polled:
            try:
                found.append((one, self.poll(one)))
            except MailboxFailed as failed:
                found.append((one, failed))
        return found

    def look(self) -> None:
        """A poll that has made no progress for too long is interrupted, and an alarm; so is a move, which is tried again."""
        from ingest.polling import note_stall

        for one in self.polled:
            if one.watchdog is not None:
                one.watchdog.look(partial(note_stall, one.source.name, self.database, self.clock()))
        for mover in self.movers.values():
            mover.look()

    def relieve(self, one: Polled, stopping: Callable[[], bool] = lambda: False) -> int:
        """How many processed messages were moved out of this folder; none where the settings name no folder for them."""
        from ingest.moving import not_wanted

        if one.label in self.movers:
            return self.movers[one.label].move(stopping)
        not_wanted(one.source.name, self.database, self.clock())
        return 0

    def knock(self, patience: float = 60.0) -> None:
        """MailboxFailed where every mailbox refuses us until a person acts; trouble that may pass is left to the polls, and so is a
        server that does not let us in within `patience` seconds."""
        from ingest.mailbox import MailboxFailed
        from ingest.polling import note_failure
        from ingest.watchdog import bounded

        refused: MailboxFailed | None = None
        for one in self.polled:
            try:
                with bounded(one.source, patience):
                    one.source.list_all()
            except MailboxFailed as failed:
                note_failure(one.source.name, failed, self.database, self.clock())
                if failed.retry:
                    return
                refused = refused or failed
            else:
                return
        if refused is not None:
            raise refused

    def work(self, stopping: Callable[[], bool] = lambda: False) -> Worked:
        """Everything that waits is read, checked and placed, unless `stopping` says to leave off between two steps."""
        from ingest.pipeline import LEASE, ReadingFailed, Step, work_through
        from ingest.poison import note_reading

        try:
            worked = work_through(
                self.database,
                self.reader,
                self.programme,
                self.clock,
                self.owner,
                mail_domain=self.sender.domain,
                # A claim outlasts two readings and the trial whether anything can be read, as slow as the settings let them be.
                lease=max(LEASE, timedelta(seconds=4 * self.settings.reading.seconds)),
                restraint=self.restraint,
                stopping=stopping,
            )
        except ReadingFailed:
            if not stopping():  # else we closed the workers ourselves
                note_reading(self.database, self.clock(), nothing_read=True)
            raise
        note_reading(self.database, self.clock(), shunted=worked.steps[Step.SHUNTED])
        return worked

    def sweep(self) -> int:
        """What has fallen due by the calendar is put into the outbox; the number of mails that are new there."""
        from notify.calendar import sweep
        from verbale.states import observers, state_name

        return sweep(self.database, self.programme, self.clock, self.sender.domain, state_name, observers())

    def send(self, stopping: Callable[[], bool] = lambda: False) -> Round:
        """One round of the courier, with the alarms of which the operator has to be told, unless `stopping` says to leave off
        between two mails."""
        from notify.courier import send_round
        from notify.operator import carried, note_ease, note_failed, note_uncertain, tell

        if self.settings.operator.address:
            tell(self.database, self.clock, self.settings.operator.address, self.sender.domain)
        one_round = partial(
            send_round,
            self.database,
            self.transport,
            self.renderer,
            self.programme,
            self.clock,
            self.owner,
            sender=self.sender,
            token_key=self.token_key,
            stopping=stopping,
        )
        done = carried(one_round, self.database, self.clock)
        note_ease(self.database, self.restraint, self.clock())
        note_uncertain(self.database, self.clock())
        note_failed(self.database, self.clock())
        return done

    def find(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """How many uncertain mails were found in a Sent folder, and are sent from now on."""
        return sum(folder.look(stopping) for folder in self.sent_folders.values())

    def reread(self, ids: Sequence[int], *, dry_run: bool) -> Iterator[Reread]:
        """Reads messages again, all that wait for a decision where no ids are given; what came of each."""
        from ingest.reread import reread

        return reread(self.database, self.reader, self.programme, self.clock, ids, dry_run=dry_run)

    def number_of(self, asked: str) -> int:
        """The number of the message that goes by this number or reference; Trouble where a reference is nobody's."""
        if re.fullmatch("[0-9]{1,9}", asked):
            return int(asked)
        for year, number in self.programme.references_in(asked):
            with self.database.reading() as session:
                message = messages.get(session, number)
            if message is not None and message.received_at.year == year:
                return message.id
        raise Trouble(f"There is no message {asked}; `verbale queue --lane all` lists them.")

    def retry(self, message_id: int) -> None:
        """A shunted message goes back to be read; Trouble where there is none, or it is not shunted."""
        with self.database.transaction() as session:
            if not messages.move(
                session, message_id, Stage.SHUNTED, Stage.RECEIVED, self.clock(), None, actor="operator"
            ):
                found = messages.get(session, message_id)
                told = f"There is no message {message_id}" if found is None else f"Message {message_id} is not shunted"
                raise Trouble(f"{told}; `verbale queue --shunted` lists those that are shunted.")

    def desk(self, secure_cookies: bool | None = None) -> Starlette:
        """The review desk."""
        from desk.app import make_app

        return make_app(
            self.database,
            self.programme,
            self._picture,
            self._attachment,
            self.clock,
            lambda: secrets.token_urlsafe(32),
            secure_cookies=self.settings.desk.secure_cookies if secure_cookies is None else secure_cookies,
        )

    def _picture(self, message_id: int, attachment: str, page: int, dpi: int) -> bytes:
        """A page of an attachment as PNG, made from the kept bytes in a worker; PictureFailed where that cannot be."""
        from desk.overlay import PictureFailed
        from parsers.worker import ParserFailed

        try:
            picture = self.workers.picture(self._kept(message_id), attachment, page, dpi)
        except ParserFailed as failed:
            raise PictureFailed(failed.reason) from failed
        if picture is None:
            raise PictureFailed("it has no such page")
        return picture

    def _attachment(self, message_id: int, path: str) -> bytes:
        """An attachment's bytes, taken out of the kept message in a worker; PictureFailed where that cannot be."""
        from desk.overlay import PictureFailed
        from parsers.worker import ParserFailed

        try:
            return self.workers.attachment(self._kept(message_id), path)
        except ParserFailed as failed:
            raise PictureFailed(failed.reason) from failed

    def _kept(self, message_id: int) -> bytes:
        with self.database.reading() as session:
            return contents.raw(session, message_id)


@contextmanager
def opened(settings: Settings, clock: Clock = now, *, make: bool = True) -> Iterator[House]:
    """A house whose database is up to date, closed at the end; Trouble where there is none yet and `make` is False."""
    house = House(settings, clock)
    try:
        if not make and not house.database.exists():
            raise Trouble(
                f"There is no database {house.database.place} yet; run this in the folder of your verbale.toml, "
                "or make it with `verbale migrate`."
            )
        if house.database.migrate():
            log.info("made the database %s", house.database.place)
        yield house
    finally:
        house.close()


def sender(settings: Settings, programme: Programme) -> Address:
    """Our From line: the settings' sender, else the programme's mailbox and office."""
    name = settings.smtp.sender_name or programme.text(programme.office, programme.languages[0])
    return Address(address=(settings.smtp.sender or programme.mailbox).lower(), name=name)


def parser_workers(settings: Settings, programme: Programme) -> Workers:
    """Worker processes with the limits of the settings."""
    from parsers.limits import Limits
    from parsers.worker import Workers

    limits = Limits(seconds=settings.reading.seconds, memory=settings.reading.memory_mib << 20)
    return Workers(programme, limits, count=settings.reading.workers, authserv=settings.authserv_id)


def migrated(settings: Settings) -> str:
    """Makes the database, or brings it up to this version; says so."""
    house = House(settings)
    try:
        if house.database.migrate():
            return f"Made the database {house.database.place}."
        return f"The database {house.database.url_without_password} is up to date."
    finally:
        house.close()
