"""The commands for whoever installs: database, officers, sign-in, trying out, the desk."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from config.settings import SettingsError
from verbale.commands.here import with_settings


def serve() -> None:
    """Serve the review desk."""
    from verbale.serving import serve_desk

    with_settings(serve_desk)


def migrate() -> None:
    """Make the database, or bring it up to this version."""
    from verbale.wiring import migrated

    print(with_settings(migrated))


def adduser(
    login: Annotated[str, typer.Argument(help="Name to sign in with.")],
    password_file: Annotated[
        Path | None, typer.Option(help="File that holds the password; else it is asked for.")
    ] = None,
) -> None:
    """Let an officer sign in at the desk, or give one a new password."""
    from verbale.officers import add_officer

    password = _password_in(password_file) if password_file is not None else _password_typed()
    print(with_settings(lambda settings: add_officer(settings, login, password)))


def _password_in(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SettingsError(f"{file} cannot be read ({reason}); name a file with the password.") from error


def _password_typed() -> str:
    if not sys.stdin.isatty():
        raise SettingsError("There is no terminal at which to type a password; give --password-file.")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))


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

    with_settings(lambda settings: sign_in(settings, name, port, partial(print, flush=True), pasted if paste else None))


def check() -> None:
    """Try out settings, database, mailbox, SMTP and engines; say of each ok, or what to do."""
    from verbale.checkup import print_checkup

    raise SystemExit(0 if print_checkup() else 1)


def demo(
    once: Annotated[bool, typer.Option("--once", help="Do not serve the desk at the end.")] = False,
    folder: Annotated[Path | None, typer.Option(help="Folder to work in; else a temporary one.")] = None,
    port: Annotated[int, typer.Option(help="Port of the desk on 127.0.0.1; 0: any free one.", min=0, max=65535)] = 8321,
) -> None:
    """Mail in sample nominations, read, acknowledge, accept and remind, all on this machine; then serve the desk."""
    from verbale.demo import demonstrate

    raise SystemExit(demonstrate(folder, serve=not once, port=port))
