"""The commands about single messages: what waits, what was read of one, read once more."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from config.settings import Settings, settings_from_here
from verbale.commands.here import with_settings

MessageId = Annotated[
    str,
    typer.Argument(help="Number of the message, as `verbale queue` lists it, or its reference, as the desk shows it."),
]


def parse(
    paths: Annotated[list[Path], typer.Argument(help="Messages (.eml); a folder means every .eml in it.")],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on standard error.")] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Print a text for people instead of JSON: where each value was read, what was passed over, what is uncertain.",
        ),
    ] = False,
    pictures: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Also write the pages of PDF files and pictures (PNG), with the places marked where values were read.",
        ),
    ] = None,
) -> None:
    """Read messages and print one JSON object a line; touches neither database nor network."""
    from verbale.parse import Incomplete, PathError
    from verbale.parse import parse as parse_messages

    try:
        progress = sys.stderr.isatty() and not quiet
        parse_messages(paths, settings_from_here(), sys.stdout, progress, explain=explain, pictures=pictures)
    except PathError as error:
        print(f"verbale parse: {error}", file=sys.stderr)
        raise SystemExit(2) from error
    except Incomplete as incomplete:
        print(f"verbale parse: {incomplete}", file=sys.stderr)
        raise SystemExit(1) from incomplete


def queue(
    lane: Annotated[str, typer.Option(help="in_review, set_aside, shunted, waiting, decided or all")] = "in_review",
    kind: Annotated[str | None, typer.Option(help="Only this kind, e.g. nomination.")] = None,
    state: Annotated[str | None, typer.Option(help="Only this State: its code (KEN) or its name.")] = None,
    shunted: Annotated[bool, typer.Option("--shunted", help="What could not be read: why, and what to do.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """What waits for a person."""
    from verbale.shunted import print_shunted
    from verbale.tables import print_queue
    from verbale.wiring import opened

    if shunted:
        with_settings(lambda settings: print_shunted(opened(settings, make=False), json))
    else:
        with_settings(lambda settings: print_queue(opened(settings, make=False), lane, kind, state, json))


def show(
    id: MessageId,
    json: Annotated[bool, typer.Option("--json", help="The submission in the contract's shape.")] = False,
) -> None:
    """One message: where it stands, what was read, what happened to it."""
    from verbale.tables import print_message
    from verbale.wiring import opened

    with_settings(lambda settings: print_message(opened(settings, make=False), id, json))


def ledger(json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False) -> None:
    """What each mailbox lists, and what became of it; ends with 1 where something listed is not accounted for."""
    from verbale.tables import print_ledger
    from verbale.wiring import opened

    if not with_settings(lambda settings: print_ledger(opened(settings, make=False), json)):
        raise SystemExit(1)


def reread(
    ids: Annotated[
        list[str] | None,
        typer.Argument(help="Messages to read again, by number or reference; none: all that wait for a decision."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, write nothing.")] = False,
) -> None:
    """Read messages again from their kept bytes and show what changed."""
    from verbale.tables import print_reread
    from verbale.wiring import opened

    if not with_settings(lambda settings: print_reread(opened(settings, make=False), ids or [], dry_run)):
        raise SystemExit(1)


def retry(id: MessageId) -> None:
    """Send a shunted message back to be read once more."""
    from verbale.wiring import opened

    def act(settings: Settings) -> None:
        with opened(settings, make=False) as house:
            number = house.number_of(id)
            house.retry(number)
            print(f"Message {number} will be read again.")

    with_settings(act)
