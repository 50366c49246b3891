"""The commands that take messages their way: polled, read, answered; by themselves or step by step."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from config.settings import Settings
from domain.plural import counted
from verbale.commands.here import with_settings


def run() -> None:
    """Poll the mailbox, read what is waiting and send what is due, until stopped (SIGTERM or Ctrl-C)."""
    from verbale.service import Service
    from verbale.wiring import opened

    def act(settings: Settings) -> None:
        with opened(settings) as house:
            Service(house).run()

    with_settings(act)


def fetch() -> None:
    """Poll every mailbox once and keep what is new."""
    from ingest.mailbox import MailboxFailed
    from verbale.wiring import opened

    def act(settings: Settings) -> None:
        with opened(settings) as house:
            failed = False
            for one, came in house.fetch():
                name = f"{one.label}: " if len(house.polled) > 1 else ""
                if isinstance(came, MailboxFailed):
                    failed = True
                    print(f"verbale: {name}{came}", file=sys.stderr)
                else:
                    print(f"{name}{counted(came.kept, 'new message')} kept, {came.already} already here.")
                for path, why in one.unread.items():
                    failed = True
                    print(f"verbale: {name}{path} cannot be read ({why}); the others were.", file=sys.stderr)
            if failed:
                raise SystemExit(1)

    with_settings(act)


def work() -> None:
    """Read every message that is waiting."""
    from verbale.wiring import opened

    def act(settings: Settings) -> None:
        with opened(settings, make=False) as house:
            print(house.work().told())

    with_settings(act)


def send() -> None:
    """One round of the courier: say what is due, once."""
    from verbale.held import held_lines
    from verbale.service import told
    from verbale.wiring import opened

    def act(settings: Settings) -> None:
        with opened(settings) as house:
            house.sweep()
            lines = [told(house.send())]
            if found := house.find():
                lines.append(f"Uncertain mails found in the Sent folder: {found}.")
            print("\n".join([*lines, *held_lines(house)]))

    with_settings(act)


def held(
    release: Annotated[str | None, typer.Option(metavar="REASON", help="Send all that are held for this.")] = None,
    drop: Annotated[str | None, typer.Option(metavar="REASON", help="Never send what is held for this.")] = None,
) -> None:
    """Mails held for an officer, by reason; releases or drops all of one reason."""
    from verbale.held import print_held
    from verbale.wiring import opened

    with_settings(lambda settings: print_held(opened(settings, make=False), release, drop))
