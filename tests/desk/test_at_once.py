"""Two officers press at the very same time: one decision stands, on both databases."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from desk.auth import Visit
from desk.decisions import Done, Outcome, TooLate, accept, send_back
from desk.form import Draft, draft_of
from domain.stages import Stage
from store import decisions, directory, outbox
from tests.builders.databases import KINDS, migrated_url
from tests.builders.office import LOGIN, Office, a_reading


@pytest.mark.parametrize("kind", KINDS)
def test_one_of_many_simultaneous_decisions_stands(tmp_path: Path, kind: str) -> None:
    office = Office(tmp_path, url=migrated_url(kind, tmp_path))
    reading = a_reading()
    number = office.receive(reading)
    draft = draft_of(reading.submission, 1, Stage.IN_REVIEW, "en")
    officer = Visit(office.officer, LOGIN, "csrf")
    start = threading.Barrier(6)
    outcomes: list[Outcome] = []

    def press(question: str) -> None:
        start.wait(180)
        if question:
            outcomes.append(send_back(office.at, officer, number, Draft(1, Stage.IN_REVIEW, question=question)))
        else:
            outcomes.append(accept(office.at, officer, number, draft))

    officers = [threading.Thread(target=press, args=("Which?" if n % 2 else "",)) for n in range(6)]
    for thread in officers:
        thread.start()
    for thread in officers:
        thread.join(180)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Done", *["TooLate"] * 5]
    assert Done("queued") in outcomes
    for outcome in outcomes:
        assert isinstance(outcome, Done) or (isinstance(outcome, TooLate) and LOGIN in outcome.sentence)
    with office.database.reading() as session:
        verdicts = decisions.of(session, number)
        entries = directory.entries(session)
        mails = outbox.of_message(session, number)
    assert (len(verdicts), len(mails)) == (1, 1)
    assert len(entries) == (1 if office.stage(number) is Stage.ACCEPTED else 0)
    office.close()
