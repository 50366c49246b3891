"""`verbale check`: each part of an installation tried out; ok, or what to do."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from config.settings import Settings, SettingsError, settings_from_here
from domain.plural import counted
from verbale.trouble import troubles

if TYPE_CHECKING:
    from domain.access import SignedIn
    from ingest.sent_folder import Searched
    from verbale.sources import Polled
    from verbale.tokens.keepers import Keepers


class Advice(str):
    """What a check found that works, and not as most would want it."""


def print_checkup() -> bool:
    """Prints a line for each part; True where all are ok."""
    console = Console(soft_wrap=True)
    well = True
    try:
        settings = settings_from_here()
    except SettingsError as error:
        console.print(Text.assemble(("✗ settings   ", "red"), str(error)))
        return False
    for name, check in parts(settings):
        try:
            found = check()
            mark = ("! ", "yellow") if isinstance(found, Advice) else ("✓ ", "green")
            console.print(Text.assemble(mark, f"{name:10} ", found))
        except Exception as error:
            if not isinstance(error, troubles()):
                raise
            console.print(Text.assemble(("✗ ", "red"), f"{name:10} ", str(error)))
            well = False
    return well


def parts(settings: Settings) -> Iterator[tuple[str, Callable[[], str]]]:
    """The parts by name, each with a check that says what it found or raises one of the known troubles."""
    from verbale.tokens.keepers import Keepers
    from verbale.wiring import now

    yield "settings", lambda: _settings(settings)
    yield "database", lambda: _database(settings)
    yield "scheduler", lambda: _scheduler(settings)
    keepers = Keepers(settings, now)
    yield from _mailboxes(settings, keepers)
    yield "SMTP", lambda: _smtp(settings, keepers)
    if settings.signatures.dkim or settings.signatures.arc_sealers:
        yield "signatures", lambda: _signatures(settings)
    yield "engines", _engines
    yield "templates", lambda: _templates(settings)
    yield "alarms", lambda: _alarms(settings)


def _settings(settings: Settings) -> str:
    from config.settings import load_programme

    programme = load_programme(settings.programme)
    told = f"{programme.text(programme.directory, programme.languages[0])}; answers go to {programme.mailbox}"
    if settings.authserv_id is None:
        return Advice(
            f"{told}; but anybody's Authentication-Results is believed that stands on top: set mailbox.authserv_id to the "
            "receiving server's name"
        )
    return f"ok: {told}"


def _database(settings: Settings) -> str:
    from verbale.wiring import migrated

    return f"ok: {migrated(settings)}"


def _scheduler(settings: Settings) -> str:
    from store.leader import seat_of
    from verbale.wiring import opened

    with opened(settings) as house:
        seat = seat_of(house.database)
        try:
            leader = seat.holder()
        finally:
            seat.leave()
    if not leader:
        return "ok: no `verbale run` is at work on this database"
    return f"ok: {leader} leads; any other `verbale run` on this database stands by until it ends"


def _mailboxes(settings: Settings, keepers: Keepers) -> Iterator[tuple[str, Callable[[], str]]]:
    """One check for each folder that is polled; one that says what is wrong with the settings where they name none."""
    from verbale.sources import polled, searched

    try:
        found = polled(settings, keepers)
    except SettingsError as wrong:
        trouble = wrong

        def refuse() -> str:
            raise trouble

        yield "mailbox", refuse
        return
    for one in found:
        yield one.label, partial(_mailbox, one)
    for section, (name, folder) in searched(settings, keepers).items():
        yield f"{section}/{name}", partial(_sent_folder, folder)


def _mailbox(one: Polled) -> str:
    from verbale.wiring import Trouble

    try:
        listing = one.source.list_all()
    finally:
        one.source.close()
    if one.unread:
        raise Trouble(
            f"{one.source.name}: {counted(len(one.unread), 'entry', 'entries')} cannot be read; "
            "make that possible or take it away:\n  "
            + "\n  ".join(f"{path} ({why})" for path, why in one.unread.items())
        )
    if one.relieved is not None:
        from verbale.sources import check_relief

        check_relief(*one.relieved)
    signed_in: SignedIn | None = getattr(one.source, "signed_in", None)
    return f"ok: {one.source.name} holds {counted(len(listing.uids), 'message')}{_signed_in(signed_in)}"


def _sent_folder(folder: Searched) -> str:
    try:
        folder.check()
    finally:
        folder.close()
    return "ok: a mail of which we do not know whether it went out is looked for there"


def _signed_in(signed_in: SignedIn | None) -> str:
    """How, and until when that is good; nothing where nobody had to."""
    from verbale.wiring import now

    if signed_in is None:
        return ""
    if math.isinf(signed_in.left()):
        return f"; signed in by {signed_in.how}"
    until = now() + timedelta(seconds=signed_in.left())
    return f"; signed in by {signed_in.how}, with a token that runs out at {until:%Y-%m-%d %H:%M} UTC and is renewed before"


def _smtp(settings: Settings, keepers: Keepers) -> str:
    from verbale.carrier import carried_by, carrier
    from verbale.wiring import Trouble

    transport = carrier(settings, keepers)
    trouble = transport.check()
    if trouble is not None:
        raise Trouble(trouble)
    return f"ok: {carried_by(settings)} takes our mail{_signed_in(transport.signed_in)}"


def _signatures(settings: Settings) -> str:
    from config.settings import load_programme
    from verbale.signatures import Unanswered, dns_keys
    from verbale.wiring import Trouble

    domain = load_programme(settings.programme).mailbox.rpartition("@")[2]
    try:
        dns_keys(settings.signatures.nameserver)(f"_domainkey.{domain}")
    except Unanswered as error:
        server = settings.signatures.nameserver or "the system's server"
        raise Trouble(
            f"DNS ({server}) gives no answer, so no signature can be checked; see signatures.nameserver."
        ) from error
    return "ok: DNS answers"


def _engines() -> str:
    from parsers.engines import rapidocr, soffice, tesseract
    from parsers.sandbox import wall
    from verbale.wiring import Trouble

    if not tesseract.available():
        raise Trouble(
            "Tesseract is missing, so scans cannot be read: apt-get install tesseract-ocr and its language packages."
        )
    if wall() is None:
        raise Trouble(
            "Outside programs cannot be kept from the network here: allow user namespaces (unshare -rn) or install bubblewrap."
        )
    office = f"LibreOffice {soffice.version()}" if soffice.available() else "no LibreOffice (none is needed)"
    second = f"rapidocr {rapidocr.version()}" if rapidocr.available() else "no rapidocr (scans are doubted more)"
    return f"ok: tesseract {tesseract.version()}, {second}, {office}, kept from the network"


def _templates(settings: Settings) -> str:
    from config.settings import load_programme
    from notify.render import Renderer
    from verbale.wiring import TEMPLATES, Trouble

    missing = Renderer(load_programme(settings.programme), Path(TEMPLATES) / "mail").missing()
    if missing:
        raise Trouble(f"Templates are missing under {TEMPLATES / 'mail'}: {', '.join(missing)}.")
    return "ok: every notice in every language"


def _alarms(settings: Settings) -> str:
    from store import alarms
    from verbale.wiring import Trouble, opened

    with opened(settings) as house, house.database.reading() as session:
        standing = alarms.standing(session)
    if standing:
        raise Trouble("\n  ".join(alarm.line for alarm in standing))
    if not settings.operator.address:
        return Advice(
            "none stands; but nobody would hear of one by mail: set operator.address, or ask `verbale check` every day"
        )
    return f"ok: none stands; alarms are told to {settings.operator.address}"
