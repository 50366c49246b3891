"""The ledger: what each mailbox lists, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from desk.tabs import LEDGER, tabs
from desk.wording import moment
from desk.workplace import Asked
from store import alarms, ledger
from store.ledger import Account


@dataclass(frozen=True, slots=True)
class Row:
    """One mailbox in words."""

    mailbox: str
    compared: str
    agreed: str
    counts: tuple[tuple[str, str], ...]
    trouble: str


def show(asked: Asked) -> Response:
    """Every mailbox with the figures of its last comparison, and the alarms that stand."""
    with asked.at.database.reading() as session:
        rows = [_row(account) for account in ledger.accounts(session)]
        standing = [alarm.line for alarm in alarms.standing(session)]
        places = tabs(session, LEDGER)
    return asked.render("ledger.html", tabs=places, rows=rows, alarms=standing)


def _row(account: Account) -> Row:
    counts = {
        "Listed": account.listed,
        "Kept": account.kept,
        "Kept by header": account.by_header,
        "In flight": sum(account.in_flight.values()),
        "Moved by us": account.moved,
        "Gone otherwise": account.gone,
    }
    trouble = ""
    if account.unaccounted > 0:
        trouble = (
            f"{account.unaccounted} of what it lists is accounted for neither as kept nor as in flight: "
            "tell whoever runs this."
        )
    elif account.unaccounted:
        trouble = f"It lists {-account.unaccounted} less than is thought to be there: tell whoever runs this."
    return Row(
        mailbox=account.mailbox,
        compared=moment(account.compared_at) if account.compared_at else "never",
        agreed=moment(account.last_agreed) if account.last_agreed else "never",
        counts=tuple((name, "–" if number is None else str(number)) for name, number in counts.items()),
        trouble=trouble,
    )
