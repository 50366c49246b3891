"""A mailbox by Microsoft Graph: listed whole and kept true by its changes, throttled, refused, forgotten about and cut off."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.alarms import AlarmCode
from domain.delivery import Withheld
from ingest.graph import GraphSource
from ingest.graph_folder import TRUSTED
from ingest.intake import Intake, keep_new
from ingest.mailbox import Bounds, MailboxFailed, MailSource
from ingest.polling import poll
from ingest.spool import Spool
from ingest.watchdog import bounded, interruptible
from store import alarms, contents, ledger
from store.database import Database
from tests.builders.databases import KINDS, migrated_url
from tests.builders.graph import MAILBOX, Fault, GraphServer, running_graph
from tests.builders.mailboxes import GraphBox, mail
from tests.builders.proxy import How, bad_line
from tests.builders.tls import certificate
from tests.builders.tokens import Issuer

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
VALUE = "/$value"
ELSEWHERE = b'{"value": [], "@odata.nextLink": "https://elsewhere.example/v1.0/users/x/delta?$skiptoken=1"}'


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    database = Database(migrated_url(request.param, tmp_path))
    yield database
    database.close()


def fetched(source: MailSource) -> list[bytes]:
    return sorted(d.raw for batch in source.fetch(source.list_all().uids) for d in batch.deliveries)


def failure(source: MailSource) -> MailboxFailed:
    with pytest.raises(MailboxFailed) as failed:
        source.list_all()
    assert "\n" not in str(failed.value)
    assert "@" not in str(failed.value)
    return failed.value


def test_all_pages_are_listed(graph_box: GraphBox, graph: GraphServer) -> None:
    graph.most = 3
    uids = {graph.put(mail(f"number {number}")) for number in range(10)}
    assert set(graph_box.source().list_all().uids) == uids
    assert graph.count("messages/delta") == 4


def test_what_changed_is_told_without_listing_everything(graph_box: GraphBox, graph: GraphServer) -> None:
    uids = [graph.put(mail(f"number {number}")) for number in range(10)]
    source = graph_box.source()
    before = source.standing()
    graph.mark_read(uids[3])
    assert source.standing() == before, "what was read is there as ever"
    elsewhere = graph.make_folder("Elsewhere")
    graph.move(uids[4], elsewhere)
    graph.take_away(uids[5])
    new = graph.put(mail("new"))
    assert source.standing() != before
    assert set(source.list_all().uids) == {*uids, new} - {uids[4], uids[5]}
    graph.move(uids[4], graph.inbox)
    assert uids[4] in source.list_all().uids, "it keeps its id wherever it goes"
    assert graph.count("delta?$select") == 1, "it is listed whole once"


def test_another_source_on_another_day_finds_that_nothing_changed(graph_box: GraphBox, graph: GraphServer) -> None:
    graph.put(mail("one"))
    graph.put(mail("two"))
    first = graph_box.source().standing()
    assert graph_box.source().standing() == first
    graph.put(mail("three"))
    assert graph_box.source().standing() != first


def test_a_server_that_forgot_what_changed_is_asked_for_everything(graph_box: GraphBox, graph: GraphServer) -> None:
    graph.put(mail("one"))
    source = graph_box.source()
    source.list_all()
    graph.forget_tokens()
    graph.put(mail("two"))
    assert len(source.list_all().uids) == 2
    assert graph.count("delta?$select") == 2


@pytest.mark.parametrize(
    "fault",
    [
        Fault("messages/delta", 400, "BadRequest"),
        Fault("messages/delta", 404, "ErrorItemNotFound"),
        Fault("messages/delta", 422, ""),
    ],
)
def test_a_server_that_takes_its_own_link_no_longer_is_asked_for_everything(
    graph_box: GraphBox, graph: GraphServer, fault: Fault
) -> None:
    source = graph_box.source()
    source.list_all()
    fault.times = 1
    graph.faults.append(fault)
    uid = graph.put(mail("one"))
    assert source.list_all().uids == (uid,)
    assert graph.count("delta?$select") == 2


@pytest.mark.parametrize("status", [401, 403, 408, 425])
def test_an_answer_that_says_nothing_of_the_link_leaves_it(
    graph_box: GraphBox, graph: GraphServer, status: int
) -> None:
    source = graph_box.source()
    source.list_all()
    graph.faults.append(Fault("messages/delta", status, "ErrorNotNow"))
    assert "ErrorNotNow" in str(failure(source))
    assert graph.count("delta?$select") == 1


def test_a_list_that_was_cut_short_by_forgetting_is_tried_again(graph_box: GraphBox, graph: GraphServer) -> None:
    graph.faults.append(Fault("messages/delta", 410, "resyncRequired"))
    source = graph_box.source()
    assert failure(source).retry
    assert source.list_all().uids == ()


def test_what_the_changes_leave_out_is_found_by_listing_everything(graph_box: GraphBox, graph: GraphServer) -> None:
    source = graph_box.source()
    source.list_all()
    uid = graph.put(mail("left out"))
    graph.forgets.add(uid)
    assert source.list_all().uids == ()
    graph_box.now += TRUSTED
    assert source.list_all().uids == (uid,)


def test_a_folder_is_found_by_its_path(graph_box: GraphBox, graph: GraphServer) -> None:
    below = graph.make_folder("O'Brien & Co", graph.inbox)
    uid = graph.put(mail(), below)
    source = GraphSource(graph_box.line(), MAILBOX, "Inbox/O'Brien & Co")
    listing = source.list_all()
    assert (listing.uidvalidity, listing.uids) == (f"graph:{below}", (uid,))
    assert source.name.startswith("graph://poc-directory%40ours.example@localhost:")
    assert source.name.endswith("/inbox/O%27Brien%20%26%20Co")


def test_a_name_that_is_known_at_the_top_is_an_ordinary_one_below(graph_box: GraphBox, graph: GraphServer) -> None:
    below = graph.make_folder("Sent Items", graph.inbox)
    listings = [GraphSource(graph_box.line(), MAILBOX, path).list_all() for path in ("Inbox/Sent Items", "Sent Items")]
    assert [one.uidvalidity for one in listings] == [f"graph:{below}", f"graph:{graph.sent_items}"]


def test_a_draft_counts_as_a_message(graph_box: GraphBox, graph: GraphServer) -> None:
    graph.put(mail("put here by a program"), draft=True)
    assert fetched(graph_box.source()) == [mail("put here by a program")]


def test_it_waits_as_long_as_it_was_asked_to(graph_box: GraphBox, graph: GraphServer) -> None:
    graph.put(mail("one"))
    source = graph_box.source()
    graph.faults.append(Fault("messages/delta", 429, "ApplicationThrottled", {"Retry-After": "7"}))
    graph.faults.append(Fault(VALUE, 503, "ServiceUnavailable"))
    assert fetched(source) == [mail("one")]
    assert graph_box.waits == [7.0, 5.0]


@pytest.mark.parametrize(
    ("date", "wait"), [("Sat, 01 Mar 2025 12:00:09 GMT", 9.0), ("Sat, 01 Mar 2025 11:00:00 GMT", 5.0)]
)
def test_it_waits_until_the_time_that_it_was_told(
    graph_box: GraphBox, graph: GraphServer, date: str, wait: float
) -> None:
    graph.faults.append(Fault("messages/delta", 429, "ApplicationThrottled", {"Retry-After": date}))
    assert graph_box.source().list_all().uids == ()
    assert graph_box.waits == [wait]


def test_what_is_too_long_to_wait_for_is_left_to_a_later_poll(graph_box: GraphBox, graph: GraphServer) -> None:
    source = graph_box.source()
    graph.faults.append(Fault("messages/delta", 429, "ApplicationThrottled", {"Retry-After": "120"}))
    failed = failure(source)
    assert failed.retry
    assert "asked to be left alone for 120 more seconds" in str(failed)
    asked = len(graph.asked)
    graph_box.now = 60.0
    assert "for 60 more seconds" in str(failure(source))
    assert len(graph.asked) == asked, "it is left alone"
    graph_box.now = 120.0
    assert source.list_all().uids == ()


def test_a_server_that_always_says_later_does_not_hold_a_poll_for_ever(graph_box: GraphBox, graph: GraphServer) -> None:
    graph.faults.append(Fault("messages/delta", 429, "ApplicationThrottled", {"Retry-After": "2"}, times=100))
    assert failure(graph_box.source()).retry
    assert graph_box.waits == [2.0] * 4


def test_what_was_fetched_before_a_long_wait_is_kept(graph_box: GraphBox, graph: GraphServer) -> None:
    uids = [graph.put(mail(f"number {number}")) for number in range(3)]
    source = graph_box.source()
    listing = source.list_all()
    graph.faults.append(Fault(f"{listing.uids[1]}{VALUE}", 429, "TooMany", {"Retry-After": "600"}))
    batches = source.fetch(listing.uids)
    assert [d.uid for d in next(batches).deliveries] == [listing.uids[0]]
    assert listing.uids[0] in uids
    with pytest.raises(MailboxFailed, match="left alone"):
        next(batches)


@pytest.mark.parametrize(
    ("fault", "retry", "alarm", "words"),
    [
        (Fault("mailFolders", 401, "InvalidAuthenticationToken"), False, AlarmCode.SIGN_IN_REFUSED, "check that scope"),
        (Fault("mailFolders", 403, "ErrorAccessDenied"), False, AlarmCode.SIGN_IN_REFUSED, "give it Mail.Read"),
        (Fault("mailFolders", 404, "ErrorInvalidUser"), False, None, "correct the setting login"),
        (Fault("mailFolders", 500, "InternalServerError"), True, None, "500 InternalServerError"),
        (Fault("mailFolders", 302), False, None, "correct host"),
        (Fault("mailFolders", said=b"<html>a proxy of ours</html>"), True, None, "any proxy"),
        (Fault("messages/delta", said=b'{"value": []}'), True, None, "without an end"),
        (Fault("messages/delta", said=ELSEWHERE), True, None, "on another server"),
        (Fault("mailFolders", cut="before", times=2), True, None, "was dropped"),
        (Fault("messages/delta", cut="amid", times=2), True, None, "was dropped"),
    ],
)
def test_what_goes_wrong_is_one_sentence(
    graph_box: GraphBox, graph: GraphServer, fault: Fault, retry: bool, alarm: AlarmCode | None, words: str
) -> None:
    graph.faults.append(fault)
    source = graph_box.source()
    failed = failure(source)
    assert (failed.retry, failed.alarm) == (retry, alarm)
    assert words in str(failed)
    assert source.list_all().uids == (), "afterwards it goes on"


def test_a_token_that_is_refused_before_its_time_is_replaced_once(graph_box: GraphBox, issuer: Issuer) -> None:
    good = graph_box.tokens.texts[-1]
    graph_box.tokens.texts[:] = [issuer.token("verbale-client", lasts=-60)]
    source = graph_box.source()
    assert failure(source).alarm is AlarmCode.SIGN_IN_REFUSED
    graph_box.tokens.later = [good]
    assert source.list_all().uids == ()
    assert source.signed_in is not None
    assert (source.signed_in.how, source.signed_in.left()) == ("a token", 3600.0)


def test_a_connection_that_drops_once_costs_nothing(graph_box: GraphBox, graph: GraphServer) -> None:
    for number in range(3):
        graph.put(mail(f"number {number}"))
    graph.faults += [Fault(VALUE, cut="amid"), Fault("messages/delta", cut="after")]
    assert len(fetched(graph_box.source())) == 3


def test_a_message_that_breaks_the_server_costs_nobody_else(graph_box: GraphBox, graph: GraphServer) -> None:
    for number in range(5):
        graph.put(mail(f"number {number}"))
    source = graph_box.source()
    uids = source.list_all().uids
    graph.faults.append(Fault(f"{uids[1]}{VALUE}", cut="amid", times=1000))
    graph.faults.append(Fault(f"{uids[3]}{VALUE}", 500, "ErrorMimeContentConversionFailed", times=1000))
    (batch,) = source.fetch(uids)
    assert [d.uid for d in batch.deliveries] == [uids[0], uids[2], uids[4]]
    assert batch.withheld == {uids[1]: Withheld.DROPPED, uids[3]: Withheld.REFUSED}


def test_a_server_that_hands_out_nothing_is_left_to_the_next_poll(graph_box: GraphBox, graph: GraphServer) -> None:
    for number in range(9):
        graph.put(mail(f"number {number}"))
    source = graph_box.source()
    graph.faults.append(Fault(VALUE, 500, "InternalServerError", times=1000))
    batches = source.fetch(source.list_all().uids)
    assert len(next(batches).withheld) == 5
    with pytest.raises(MailboxFailed, match="one message after the other"):
        next(batches)


@pytest.mark.parametrize("chunked", [True, False])
def test_large_messages_come_whole_and_larger_ones_by_their_header(
    graph_box: GraphBox, graph: GraphServer, chunked: bool
) -> None:
    graph.chunked = chunked
    large, huge = mail("large", b"y" * 3_000_000), mail("huge", b"z" * 5_000_000)
    graph.put(large)
    graph.put(huge)
    source = graph_box.source(Bounds(largest=4_000_000, alone_above=2_000_000))
    found = [d for batch in source.fetch(source.list_all().uids) for d in batch.deliveries]
    assert sorted((d.raw[:], d.whole_size) for d in found) == [(mail("huge", b""), len(huge)), (large, None)]
    assert [type(d.raw) for d in found if d.whole_size is None] == [Spool], "and never in memory as a whole"


def test_a_message_of_which_the_changes_do_not_say_when_it_came_is_asked_about(
    graph_box: GraphBox, graph: GraphServer
) -> None:
    uid = graph.put(mail())
    source = graph_box.source()
    source.list_all()
    source._folder.held.received[uid] = 0
    ((delivery,),) = [batch.deliveries for batch in source.fetch([uid])]
    assert delivery.received_at.strftime("%Y-%m-%dT%H:%M:%SZ") == graph.messages[uid].received


def test_what_is_waited_for_can_be_interrupted(graph: GraphServer) -> None:
    box = GraphBox(graph)
    source = box.source()
    assert interruptible(source) is source
    source.list_all()
    source.interrupt()
    with pytest.raises(MailboxFailed, match="was dropped"):
        source.list_all()
    assert source.list_all().uids == ()
    uid, held, heard = graph.put(mail()), threading.Event(), threading.Event()
    graph.messages[uid].raw = b""

    def hold(_request: str) -> None:
        heard.set()
        held.wait(120)

    graph.heard = hold
    try:
        threading.Thread(target=lambda: (heard.wait(120), source.interrupt()), daemon=True).start()
        with pytest.raises(MailboxFailed, match="was dropped"):
            source.list_all()
    finally:
        held.set()
        graph.heard = None


def test_it_speaks_tls_and_trusts_whom_it_is_told_to(issuer: Issuer, tmp_path: Path) -> None:
    pair = certificate(tmp_path)
    with running_graph(issuer, pair) as graph:
        box = GraphBox(graph)
        assert GraphSource(box.line(ca_file=pair[0]), MAILBOX, "inbox").list_all().uids == ()
        failed = failure(GraphSource(box.line(), MAILBOX, "inbox"))
        assert (failed.retry, failed.alarm) == (False, AlarmCode.CERTIFICATE)
    assert "refuses connections" in str(failure(GraphSource(box.line(), MAILBOX, "inbox")))


def test_polls_keep_everything_and_ask_once_where_nothing_changed(
    graph_box: GraphBox, graph: GraphServer, database: Database
) -> None:
    uids = [graph.put(mail(f"number {number}")) for number in range(4)]
    source = graph_box.source()
    assert poll(source, database, lambda: NOON).kept == 4
    asked = len(graph.asked)
    assert poll(source, database, lambda: NOON + timedelta(minutes=1)) == Intake(compared=False)
    assert len(graph.asked) == asked + 1
    restarted = graph_box.source()
    assert poll(restarted, database, lambda: NOON + timedelta(minutes=2)) == Intake(compared=False)
    graph.move(uids[0], graph.sent_items)
    graph.put(mail("new"))
    intake = poll(restarted, database, lambda: NOON + timedelta(minutes=3))
    assert (intake.kept, intake.gone, intake.compared) == (1, 1, True)
    left_out = graph.put(mail("left out"))
    graph.forgets.add(left_out)
    assert not poll(restarted, database, lambda: NOON + timedelta(minutes=4)).compared
    graph_box.now += 3600
    assert poll(restarted, database, lambda: NOON + timedelta(minutes=64)).kept == 1
    graph.move(uids[0], graph.inbox)
    assert poll(restarted, database, lambda: NOON + timedelta(minutes=65)).kept == 0, "it came back under its id"
    with database.reading() as session:
        (account,) = ledger.accounts(session)
    assert (account.listed, account.kept, account.gone, account.unaccounted) == (6, 6, 0, 0)


@pytest.mark.parametrize("how", ["reset", "truncate"])
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_line_that_breaks_wherever_it_likes_loses_nothing(
    graph_box: GraphBox, graph: GraphServer, database: Database, how: How
) -> None:
    sent = [mail(f"number {number}", b"x" * 100 * number) for number in range(20)]
    for raw in sent:
        graph.put(raw)
    graph.most = 7
    chance = random.Random(how)
    ends = [chance.randrange(200, 20_000) for _ in range(500)]
    port = int(graph.url.rpartition(":")[2])
    with bad_line(port, lambda number, before, more: before + len(more) > ends[number % 500], how) as line:
        graph.url = f"http://localhost:{line.port}"  # where its links lead
        source = GraphSource(graph_box.line(port=line.port), MAILBOX, "inbox", ticks=lambda: graph_box.now)
        hour, kept = 0, 0
        while kept < len(sent):
            hour += 1
            assert hour < 50, f"only {kept} came"
            with suppress(MailboxFailed):
                poll(source, database, lambda at=NOON + timedelta(hours=hour): at)  # type: ignore[misc]
            with database.reading() as session:
                kept = sum(account.kept for account in ledger.accounts(session))
        source.close()
        assert line.broken
    with database.reading() as session:
        found = sorted(contents.raw(session, number) for number in range(1, len(sent) + 1))
    assert found == sorted(sent), "each once, to the last byte"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_permission_that_is_taken_away_is_an_alarm_at_the_first_time(
    graph_box: GraphBox, graph: GraphServer, database: Database
) -> None:
    source = graph_box.source()
    keep_new(source, database, lambda: NOON)
    graph.permissions.clear()
    with pytest.raises(MailboxFailed):
        poll(source, database, lambda: NOON + timedelta(minutes=1))
    with database.reading() as session:
        assert [alarm.code for alarm in alarms.standing(session)] == [AlarmCode.SIGN_IN_REFUSED]
    graph.permissions.add("Mail.Read")
    poll(source, database, lambda: NOON + timedelta(minutes=2))
    with database.reading() as session:
        assert alarms.standing(session) == []


def test_a_listing_that_takes_too_long_at_the_start_is_cut(graph_box: GraphBox, graph: GraphServer) -> None:
    source, held = graph_box.source(), threading.Event()
    graph.heard = lambda _request: held.wait(120)
    try:
        with bounded(source, 0.05), pytest.raises(MailboxFailed, match="was dropped"):
            source.list_all()
    finally:
        held.set()
        graph.heard = None


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_once_we_are_to_stop_nothing_more_is_fetched(
    graph_box: GraphBox, graph: GraphServer, database: Database
) -> None:
    for number in range(6):
        graph.put(mail(f"number {number}"))
    source = graph_box.source(Bounds(batch_count=1))
    assert keep_new(source, database, lambda: NOON, stopping=lambda: True).kept == 1
    assert graph.count(VALUE) == 2, "the second showed that the first batch was full"
    assert keep_new(source, database, lambda: NOON).kept == 5
