"""`verbale`: every command in one place. Arguments in, exit codes out: 0 done, 1 a trouble told in one sentence, 2 bad usage."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import typer

from config.settings import Settings, SettingsError, settings_from_here

app = typer.Typer(
    name="verbale",
    help="Reads nominations of points of contact from a mailbox into a reviewed, confidential directory.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

T = TypeVar("T")
MessageId = Annotated[int, typer.Argument(help="Number of the message, as `verbale queue` lists it.", min=1)]


def main() -> None:
    """Runs the command line; every known trouble is one sentence on standard error and exit code 1."""
    from verbale.trouble import troubles

    os.umask(0o077)  # whatever we write, a working folder or a temporary file, is nobody else's to read
    try:
        app()
    except Exception as error:
        if not isinstance(error, troubles()):
            raise
        _fail(str(error))
    finally:
        gc.freeze()  # so that the interpreter does not look through all of memory once more before it ends


def _fail(sentence: str) -> NoReturn:
    print(f"verbale: {sentence}", file=sys.stderr)
    raise SystemExit(1)


def _with_settings(act: Callable[[Settings], T]) -> T:
    from config.logging import set_up_logging

    settings = settings_from_here()
    set_up_logging(settings.log_level)
    return act(settings)


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"verbale {version('verbale')}")
        except PackageNotFoundError:
            print("verbale, run from its source")
        raise typer.Exit


@app.callback()
def common(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    """Reads nominations of points of contact from a mailbox into a reviewed, confidential directory."""


@app.command()
def run() -> None:
    """Poll the mailbox, read what is waiting and send what is due, until stopped (SIGTERM or Ctrl-C)."""
    from verbale.service import Service
    from verbale.wiring import opened

    def act(settings: Settings) -> None:
        with opened(settings) as house:
            Service(house).run()

    _with_settings(act)


@app.command()
def serve() -> None:
    """Serve the review desk."""
    from verbale.serving import serve_desk

    _with_settings(serve_desk)


@app.command()
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
                    print(f"{name}{came.kept} new messages kept, {came.already} already here.")
            if failed:
                raise SystemExit(1)

    _with_settings(act)


@app.command()
def work() -> None:
    """Read every message that is waiting."""
    from verbale.wiring import opened

    def act(settings: Settings) -> None:
        with opened(settings) as house:
            print(house.work().told())

    _with_settings(act)


@app.command()
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

    _with_settings(act)


@app.command()
def held(
    release: Annotated[str | None, typer.Option(metavar="REASON", help="Send all that are held for this.")] = None,
    drop: Annotated[str | None, typer.Option(metavar="REASON", help="Never send what is held for this.")] = None,
) -> None:
    """Mails held for an officer, by reason; releases or drops all of one reason."""
    from verbale.held import print_held
    from verbale.wiring import opened

    _with_settings(lambda settings: print_held(opened(settings), release, drop))


@app.command()
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
    from verbale.parse import PathError
    from verbale.parse import parse as parse_messages

    try:
        progress = sys.stderr.isatty() and not quiet
        parse_messages(paths, settings_from_here(), sys.stdout, progress, explain=explain, pictures=pictures)
    except PathError as error:
        print(f"verbale parse: {error}", file=sys.stderr)
        raise SystemExit(2) from error


@app.command()
def migrate() -> None:
    """Make the database, or bring it up to this version."""
    from verbale.wiring import migrated

    print(_with_settings(migrated))


@app.command()
def queue(
    lane: Annotated[str, typer.Option(help="in_review, set_aside, shunted, waiting, decided or all")] = "in_review",
    kind: Annotated[str | None, typer.Option(help="Only this kind, e.g. nomination.")] = None,
    state: Annotated[str | None, typer.Option(help="Only this State (ISO alpha-3).")] = None,
    shunted: Annotated[bool, typer.Option("--shunted", help="What could not be read: why, and what to do.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """What waits for a person."""
    from verbale.shunted import print_shunted
    from verbale.tables import print_queue
    from verbale.wiring import opened

    if shunted:
        _with_settings(lambda settings: print_shunted(opened(settings), json))
    else:
        _with_settings(lambda settings: print_queue(opened(settings), lane, kind, state, json))


@app.command()
def show(
    id: MessageId,
    json: Annotated[bool, typer.Option("--json", help="The submission in the contract's shape.")] = False,
) -> None:
    """One message: where it stands, what was read, what happened to it."""
    from verbale.tables import print_message
    from verbale.wiring import opened

    _with_settings(lambda settings: print_message(opened(settings), id, json))


@app.command()
def ledger(json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False) -> None:
    """What each mailbox lists, and what became of it; ends with 1 where something listed is not accounted for."""
    from verbale.tables import print_ledger
    from verbale.wiring import opened

    if not _with_settings(lambda settings: print_ledger(opened(settings), json)):
        raise SystemExit(1)


missions_app = typer.Typer(help="The register of Missions: addresses, domains and languages, by State.")
app.add_typer(missions_app, name="missions")


@missions_app.callback(invoke_without_command=True)
def missions(
    context: typer.Context,
    csv: Annotated[bool, typer.Option("--csv", help="As the table that `verbale missions import` reads.")] = False,
    state: Annotated[str | None, typer.Option(help="Only this State (ISO alpha-3).")] = None,
) -> None:
    """Print the register, or change it by one of the commands below."""
    from verbale.missions import print_missions
    from verbale.wiring import opened

    if context.invoked_subcommand is None:
        _with_settings(lambda settings: print_missions(opened(settings), csv, state))


@missions_app.command("import")
def import_missions(
    file: Annotated[Path, typer.Argument(help="CSV with the columns state, language, addresses, domains.")],
    check: Annotated[bool, typer.Option("--check", help="Only say what is wrong with the file.")] = False,
) -> None:
    """Add what the file tells to the register; nothing where any line is wrong."""
    from verbale.missions import import_file
    from verbale.wiring import opened

    _with_settings(lambda settings: import_file(opened(settings), file, check))


@missions_app.command()
def forget(
    value: Annotated[str, typer.Argument(help="Address or domain, as the register prints it.")],
    state: Annotated[str | None, typer.Option(help="Only of this State (ISO alpha-3).")] = None,
) -> None:
    """Take an address or domain out of the register."""
    from verbale.missions import forget_value
    from verbale.wiring import opened

    _with_settings(lambda settings: forget_value(opened(settings), value, state))


@app.command()
def reread(
    ids: Annotated[
        list[int] | None, typer.Argument(help="Messages to read again; none: all that wait for a decision.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, write nothing.")] = False,
) -> None:
    """Read messages again from their kept bytes and show what changed."""
    from verbale.tables import print_reread
    from verbale.wiring import opened

    _with_settings(lambda settings: print_reread(opened(settings), ids or [], dry_run))


@app.command()
def retry(id: MessageId) -> None:
    """Send a shunted message back to be read once more."""
    from verbale.wiring import opened

    def act(settings: Settings) -> None:
        with opened(settings) as house:
            house.retry(id)
            print(f"Message {id} will be read again.")

    _with_settings(act)


@app.command()
def adduser(
    login: Annotated[str, typer.Argument(help="Name to sign in with.")],
    password_file: Annotated[
        Path | None, typer.Option(help="File that holds the password; else it is asked for.")
    ] = None,
) -> None:
    """Let an officer sign in at the desk, or give one a new password."""
    from verbale.wiring import add_officer

    if password_file is not None:
        try:
            password = password_file.read_text(encoding="utf-8").rstrip("\r\n")
        except OSError as error:
            raise SettingsError(
                f"{password_file} cannot be read ({error.strerror}); name a file with the password."
            ) from error
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    print(_with_settings(lambda settings: add_officer(settings, login, password)))


@app.command("sign-in")
def sign_in(
    name: Annotated[str | None, typer.Argument(help="NAME of the section oauth.NAME; none: the only one.")] = None,
    port: Annotated[
        int, typer.Option(help="Port of this machine to which the browser comes back; 0: any.", max=65535)
    ] = 0,
    paste: Annotated[bool, typer.Option("--paste", help="Paste the address at which the browser ended.")] = False,
) -> None:
    """Sign in for the mailbox in a browser, once, so that tokens come by themselves from then on."""
    from verbale.sign_in import sign_in

    def pasted() -> str:
        print(
            "The browser will end at an address that it cannot open, on 127.0.0.1. Paste that address here:", flush=True
        )
        return sys.stdin.readline()

    _with_settings(
        lambda settings: sign_in(settings, name, port, partial(print, flush=True), pasted if paste else None)
    )


@app.command()
def check() -> None:
    """Try out settings, database, mailbox, SMTP and engines; say of each ok, or what to do."""
    from verbale.checkup import print_checkup

    raise SystemExit(0 if print_checkup() else 1)


@app.command()
def demo(
    once: Annotated[bool, typer.Option("--once", help="Do not serve the desk at the end.")] = False,
    folder: Annotated[Path | None, typer.Option(help="Folder to work in; else a temporary one.")] = None,
    port: Annotated[int, typer.Option(help="Port of the desk on 127.0.0.1; 0: any free one.", min=0, max=65535)] = 8321,
) -> None:
    """Mail in sample nominations, read, acknowledge, accept and remind, all on this machine; then serve the desk."""
    from verbale.demo import demonstrate

    raise SystemExit(demonstrate(folder, serve=not once, port=port))


if __name__ == "__main__":
    main()
