"""What is said by the machine, and what is held: repeated notes, old mailboxes, budgets, the absent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.notices import Outbox
from domain.restraint import OLDER_THAN_START, SENDER_BUDGET, Restraint
from domain.stages import Stage
from domain.submission import Kind
from ingest.folder import FolderSource
from ingest.intake import keep_new
from parsers.limits import Limits
from parsers.mime import open_message
from store import mailboxes, messages
from store.database import Database
from tests.builders.databases import KINDS, migrated_url
from tests.builders.letters import letter
from tests.ingest.test_pipeline import NOON, Office


@pytest.fixture(params=KINDS)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    database = Database(migrated_url(request.param, tmp_path))
    yield Office(database)
    database.close()


def earlier(office: Office, number: int) -> Any:
    (mail,) = office.mails(number)
    return mail.facts["earlier"]


def reference(number: int) -> str:
    return f"POC-ICT-2025-{number:05d}"


def test_duplicates_a_resent_note_is_told_of_and_answered_with_its_first_reference(office: Office) -> None:
    first, again, other = office.keep(
        letter(number=1, Note="SGP/UN/17"), letter(number=2, Note="sgp-un 17"), letter(number=3, Note="SGP/UN/18")
    )
    office.work()
    assert [office.findings(number) for number in (first, again, other)] == [[], ["probable_duplicate"], []]
    assert [earlier(office, number) for number in (first, again, other)] == [None, reference(first), None]
    (third,) = office.keep(letter(number=4, Note="SGP/UN/17"))
    office.work()
    assert earlier(office, third) == reference(first)


def test_somebody_else_is_not_told_that_the_note_is_known(office: Office) -> None:
    _, again = office.keep(letter(number=1, Note="7"), letter(number=2, Note="7", sender="other@example.int"))
    office.work()
    assert (office.findings(again), earlier(office, again)) == (["probable_duplicate"], None)


def test_the_same_contacts_without_a_note_are_a_repetition_for_a_while(office: Office) -> None:
    first, again = office.keep(letter(number=1, Note="17"), letter(number=2, Note=""))
    office.work()
    assert office.findings(again) == ["probable_duplicate"]
    office.now += timedelta(days=91)
    (later,) = office.keep(letter(number=3, Note=""))
    office.work()
    assert office.findings(later) == []
    assert (earlier(office, first), earlier(office, again), earlier(office, later)) == (None, reference(first), None)


def test_another_state_or_another_kind_of_mail_is_no_repetition(office: Office) -> None:
    numbers = office.keep(
        letter(number=1, Note="7"), letter(number=2, Note="7", state="FJI"), letter(Kind.INQUIRY, 3, Note="7")
    )
    office.work()
    assert [office.findings(number) for number in numbers] == [[], [], []]


def test_of_two_that_were_retried_out_of_order_one_names_the_other(office: Office) -> None:
    shunted, placed = office.keep(letter(number=1, Note="7"), letter(number=2, Note="7"))
    with office.database.transaction() as session:
        messages.move(session, shunted, Stage.RECEIVED, Stage.SHUNTED, NOON, None)
    office.work()
    with office.database.transaction() as session:
        messages.move(session, shunted, Stage.SHUNTED, Stage.RECEIVED, NOON, None)
    office.work()
    assert (earlier(office, placed), earlier(office, shunted)) == (None, reference(placed))


def test_loops_of_acknowledgements_stop_at_the_budget(office: Office) -> None:
    numbers = office.keep(*(letter(number=number, Note=str(number)) for number in range(1, 5)))
    office.work(restraint=Restraint(sender_a_day=3))
    mails = [mail for number in numbers for mail in office.mails(number)]
    assert [(mail.stage, mail.held_code) for mail in mails] == [(Outbox.QUEUED, None)] * 3 + [
        (Outbox.HELD, SENDER_BUDGET)
    ]
    assert [office.stage(number) for number in numbers] == [Stage.IN_REVIEW] * 4


def test_loops_our_own_message_id_under_another_name_is_not_answered(office: Office) -> None:
    (first,) = office.keep(letter())
    office.work()
    (mail,) = office.mails(first)
    (back,) = office.keep(letter(number=2, Message_ID=mail.mail_id, Note="9"))
    office.work()
    assert (office.mails(back), office.silences(back)) == ([], ["own_mail"])


def test_an_old_mailbox_is_read_and_nobody_in_it_is_written_to(office: Office, tmp_path: Path) -> None:
    box = tmp_path / "mails"
    box.mkdir()
    (box / "1.eml").write_bytes(letter(number=1))
    office.now = NOON.replace(year=2100)
    keep_new(FolderSource(box), office.database, lambda: office.now)
    office.work(restraint=Restraint())
    (mail,) = office.mails(1)
    assert (office.stage(1), mail.stage, mail.held_code) == (Stage.IN_REVIEW, Outbox.HELD, OLDER_THAN_START)
    with office.database.reading() as session:
        assert mailboxes.first_polled(session, 1) == office.now
    (box / "2.eml").write_bytes(letter(number=2))
    office.now += timedelta(hours=2)
    keep_new(FolderSource(box), office.database, lambda: office.now)
    with office.database.reading() as session:
        assert mailboxes.first_polled(session, 2) == office.now - timedelta(hours=2), "a mailbox begins once"


def test_a_mailbox_that_began_under_a_clock_that_was_set_back_begins_now(office: Office, tmp_path: Path) -> None:
    """Else what comes for as long as it was ahead would be older than its start."""
    box = tmp_path / "mails"
    box.mkdir()
    (box / "1.eml").write_bytes(letter(number=1))
    for year in (2100, 2090):
        office.now = NOON.replace(year=year)
        keep_new(FolderSource(box), office.database, lambda: office.now)
        with office.database.reading() as session:
            assert mailboxes.first_polled(session, 1) == office.now


@pytest.mark.parametrize(("since", "stage"), [(date(2025, 3, 2), Outbox.HELD), (date(2025, 3, 1), Outbox.QUEUED)])
def test_a_day_may_be_set_before_which_nobody_is_written_to(office: Office, since: date, stage: Outbox) -> None:
    (number,) = office.keep(letter())
    office.work(restraint=Restraint(acknowledge_since=since))
    assert [mail.stage for mail in office.mails(number)] == [stage]


def test_an_absence_in_the_subject_is_never_acknowledged(office: Office) -> None:
    (number,) = office.keep(letter(Kind.NOMINATION, Absent="yes"))
    office.work()
    assert (office.mails(number), office.silences(number)) == ([], ["absent"])


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Nomination of points of contact",
        "Out of Office Re: [POC-ICT-2025-00001] Acknowledgement of receipt",
        "Jane Example is out of the office",
        "Réponse automatique : Désignation",
        "Absence du bureau",
        "Respuesta automática: Designación",
        "Fuera de la oficina",
        "Автоматический ответ: Назначение",
        "Автоответ: отпуск",
        "رد تلقائي: ترشيح جهات الاتصال",
        "خارج المكتب",
        "自动回复：联络点提名",
        "不在办公室",
    ],
)
def test_absence_is_known_by_the_subject_in_six_languages(subject: str) -> None:
    raw = f"From: mission@example.int\r\nSubject: {subject}\r\n\r\nbody\r\n".encode()
    assert open_message(raw, Limits()).envelope.absent


@pytest.mark.parametrize(
    "subject",
    [
        "Nomination of points of contact",
        "Note verbale: Permanent Mission in New York",
        "Désignation d'un point de contact en mission",
        "Acknowledgement of receipt of your note",
        "Designación de puntos de contacto",
        "О назначении контактных пунктов",
        "ترشيح جهات الاتصال",
        "关于提名联络点的照会",
    ],
)
def test_a_notes_subject_is_no_absence(subject: str) -> None:
    raw = f"From: mission@example.int\r\nSubject: {subject}\r\n\r\nbody\r\n".encode()
    assert not open_message(raw, Limits()).envelope.absent
