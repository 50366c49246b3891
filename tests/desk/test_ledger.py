"""The desk's page of the ledger."""

from __future__ import annotations

import re

from domain.delivery import Withheld
from store import in_flight, ledger
from tests.builders.office import Office, a_reading


def shown(page: str) -> list[str]:
    """The cells of the table's rows in words."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", body, re.DOTALL)]


def test_every_mailbox_has_its_line_and_what_is_in_flight_stands_at_the_tab(office: Office) -> None:
    office.receive(a_reading())
    office.receive(a_reading())
    with office.database.transaction() as session:
        in_flight.withhold(session, "imap://example", "1", {"77": Withheld.NOTHING}, office.now)
    page = office.signed_in().get("/ledger").text
    assert shown(page) == ["imap://example", "–", "2", "0", "1", "0", "0", "never", "never"]
    assert re.search(
        r'title="Messages that are in flight[^"]*" aria-current="page">Ledger <span class="number">1</span>', page
    )


def test_before_the_first_poll_it_says_so(office: Office) -> None:
    assert "No mailbox was polled yet." in office.signed_in().get("/ledger").text


def test_what_is_not_accounted_for_is_said(office: Office) -> None:
    office.receive(a_reading())
    with office.database.transaction() as session:
        ledger.compared(session, "imap://example", None, 3, office.now)
    page = office.signed_in().get("/ledger").text
    assert "2 of what it lists is accounted for neither as kept nor as in flight" in page


def test_a_mailbox_that_lists_less_than_is_kept_is_said(office: Office) -> None:
    office.receive(a_reading())
    with office.database.transaction() as session:
        ledger.compared(session, "imap://example", None, 0, office.now)
    page = office.signed_in().get("/ledger").text
    assert "It lists 1 less than is thought to be there" in page
