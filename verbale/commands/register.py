"""`verbale missions` and the commands below it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verbale.commands.here import with_settings

app = typer.Typer(help="The register of Missions: addresses, domains and languages, by State.")


@app.callback(invoke_without_command=True)
def missions(
    context: typer.Context,
    csv: Annotated[bool, typer.Option("--csv", help="As the table that `verbale missions import` reads.")] = False,
    state: Annotated[str | None, typer.Option(help="Only this State: its code (KEN) or its name.")] = None,
) -> None:
    """Print the register, or change it by one of the commands below."""
    from verbale.missions import print_missions
    from verbale.wiring import opened

    if context.invoked_subcommand is None:
        with_settings(lambda settings: print_missions(opened(settings, make=False), csv, state))


@app.command("import")
def import_missions(
    file: Annotated[Path, typer.Argument(help="CSV with the columns state, language, addresses, domains.")],
    check: Annotated[
        bool, typer.Option("--check", help="Only say what is wrong with the file, or what importing it would change.")
    ] = False,
) -> None:
    """Add what the file tells to the register; nothing where any line is wrong."""
    from verbale.missions import import_file
    from verbale.wiring import opened

    with_settings(lambda settings: import_file(opened(settings, make=not check), file, check))


@app.command()
def forget(
    value: Annotated[str, typer.Argument(help="Address or domain, as the register prints it.")],
    state: Annotated[str | None, typer.Option(help="Only of this State: its code (KEN) or its name.")] = None,
) -> None:
    """Take an address or domain out of the register."""
    from verbale.missions import forget_value
    from verbale.wiring import opened

    with_settings(lambda settings: forget_value(opened(settings, make=False), value, state))
