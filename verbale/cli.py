"""`verbale`: every command in one place. Arguments in, exit codes out: 0 done, 1 a trouble told in one sentence, 2 bad usage."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated

import typer

from verbale.commands import installation, messages, register, rounds

app = typer.Typer(
    name="verbale",
    help="Reads nominations of points of contact from a mailbox into a reviewed, confidential directory.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Runs the command line; every known trouble is one sentence on standard error and exit code 1."""
    from verbale.trouble import troubles

    os.umask(0o077)  # whatever we write, a working folder or a temporary file, is nobody else's to read
    try:
        app()
    except Exception as error:
        if not isinstance(error, troubles()):
            raise
        print(f"verbale: {error}", file=sys.stderr)
        raise SystemExit(1) from None
    finally:
        gc.freeze()  # so that the interpreter does not look through all of memory once more before it ends


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


for command in (
    rounds.run,
    installation.serve,
    rounds.fetch,
    rounds.work,
    rounds.send,
    rounds.held,
    messages.parse,
    installation.migrate,
    messages.queue,
    messages.show,
    messages.ledger,
    messages.reread,
    messages.retry,
    installation.adduser,
    installation.sign_in,
    installation.check,
    installation.demo,
):
    app.command()(command)
app.add_typer(register.app, name="missions")

if __name__ == "__main__":
    main()
