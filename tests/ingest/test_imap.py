"""What only an IMAP server does: it renumbers, refuses, falls silent and breaks off; and never is anything lost or changed."""

from __future__ import annotations

import logging
import os
import re
import signal
import subprocess
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from domain.delivery import Delivery, Withheld
from ingest.imap import ImapAccount, ImapSource
from ingest.imap_connection import Connection
from ingest.intake import keep_new
from ingest.login import PasswordLogin
from ingest.mailbox import Batch, Bounds, MailboxFailed
from store import contents
from store.database import Database
from store.tables import Message
from tests.builders.databases import migrated_url
from tests.builders.dovecot import PASSWORD, USER, running_dovecot
from tests.builders.mailboxes import ImapBox, mail
from tests.builders.ports import free_port
from tests.builders.proxy import BadLine, How, bad_line, never
from tests.builders.tls import certificate

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


def everything(source: ImapSource) -> list[Delivery]:
    return [delivery for batch in source.fetch(source.list_all().uids) for delivery in batch.deliveries]


def sentence(account: ImapAccount) -> tuple[str, bool]:
    """What a poll of this account fails with, and whether it is said to pass."""
    source = ImapSource(account)
    with pytest.raises(MailboxFailed) as failed:
        source.list_all()
    source.close()
    assert PASSWORD not in str(failed.value)
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__
    assert "\n" not in str(failed.value)
    return str(failed.value), failed.value.retry


def test_the_name_is_an_address_without_a_secret(imap_box: ImapBox) -> None:
    account = imap_box.account()
    assert ImapSource(account).name == f"imaps://intake%40example.int@localhost:{account.port}/INBOX"
    assert ImapSource(imap_box.account(port=None)).name == "imaps://intake%40example.int@localhost/INBOX"
    assert PASSWORD not in repr(account)


def test_another_validity_makes_everything_new_also_when_it_is_a_lower_number(imap_box: ImapBox) -> None:
    imap_box.put(mail("one"))
    source = imap_box.source()
    for validity in (777_777, 5, 6):
        imap_box.server.number_anew(validity)
        listing = source.list_all()
        assert (listing.uidvalidity, len(listing.uids)) == (str(validity), 1)
        assert [d.uidvalidity for batch in source.fetch(listing.uids) for d in batch.deliveries] == [str(validity)]


def test_a_renumbering_between_listing_and_fetch_mixes_nothing_up(imap_box: ImapBox) -> None:
    imap_box.put(mail("one"))
    listed = False
    with bad_line(imap_box.server.tls_port, lambda number, sent, data: listed and number == 1) as line:
        source = ImapSource(imap_box.account(port=line.port))
        listing = source.list_all()
        listed = True
        imap_box.server.number_anew(424_242)
        with pytest.raises(MailboxFailed) as failed:
            list(source.fetch(listing.uids))
        assert "numbered its messages anew" in str(failed.value)
        assert failed.value.retry
        assert [delivery.uidvalidity for delivery in everything(source)] == ["424242"]
        source.close()


def test_a_long_mailbox_is_listed_in_windows(imap_box: ImapBox) -> None:
    for number in range(8):
        imap_box.put(mail(f"number {number}"))
    imap_box.take_away(mail("number 3"))
    source = ImapSource(imap_box.account(), window=3)
    uids = source.list_all().uids
    assert uids == ImapSource(imap_box.account()).list_all().uids
    assert len(uids) == 7


def test_a_wrong_password_says_what_to_correct(imap_box: ImapBox) -> None:
    for wrong in ("no such secret", "kein Schlüssel", ""):
        told, retry = sentence(imap_box.account(login=PasswordLogin(USER, wrong)))
        assert (told, retry) == (
            f"localhost:{imap_box.server.tls_port} refused the login of {USER} (AUTHENTICATIONFAILED); correct name or "
            "password, or open IMAP to the account; until then trying again does not help.",
            False,
        )


def test_no_password_reaches_a_log(imap_box: ImapBox, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    imap_box.put(mail(body=b"a body that nobody logs"))
    assert len(everything(imap_box.source())) == 1
    sentence(imap_box.account(login=PasswordLogin(USER, "hunter2-wrong")))
    for secret in (PASSWORD, "hunter2-wrong", "a body that nobody logs", "mission@example.int"):
        assert secret not in caplog.text


def test_a_port_where_nobody_listens(imap_box: ImapBox) -> None:
    port = free_port()
    assert sentence(imap_box.account(port=port)) == (
        f"localhost:{port} refuses connections; check host and port and that the server runs; the next poll tries again.",
        True,
    )


def test_a_host_that_nobody_knows(imap_box: ImapBox) -> None:
    told, retry = sentence(imap_box.account(host="mail.invalid"))
    assert told.startswith("The host name mail.invalid cannot be resolved; check its spelling")
    assert retry


def test_a_certificate_that_nobody_vouches_for(imap_box: ImapBox) -> None:
    told, retry = sentence(imap_box.account(ca_file=None))
    assert told.startswith(
        f"The certificate of localhost:{imap_box.server.tls_port} is not trusted (self-signed certificate)"
    )
    assert not retry


def test_a_certificate_of_another_host(imap_box: ImapBox, tmp_path: Path) -> None:
    told, retry = (
        sentence(imap_box.account(host="ip6-localhost")) if _resolves("ip6-localhost") else ("not trusted (", False)
    )
    assert ("not trusted (" in told or "refuses connections" in told, retry is False or "refuses" in told) == (
        True,
        True,
    )
    certificate(tmp_path, "mail.example.int")
    told, retry = sentence(imap_box.account(ca_file=str(tmp_path / "cert.pem")))
    assert ("is not trusted (" in told, retry) == (True, False)


def _resolves(host: str) -> bool:
    return subprocess.run(["getent", "hosts", host], capture_output=True, check=False).returncode == 0


def test_a_ca_file_that_is_none(imap_box: ImapBox, tmp_path: Path) -> None:
    missing = str(tmp_path / "ca.pem")
    assert sentence(imap_box.account(ca_file=missing)) == (
        f"The CA file {missing} cannot be read as PEM; give the right file; until then trying again does not help.",
        False,
    )


def test_the_wrong_kind_of_port(imap_box: ImapBox) -> None:
    told, retry = sentence(imap_box.account(port=imap_box.server.starttls_port))
    assert told.startswith(f"localhost:{imap_box.server.starttls_port} does not speak TLS as expected")
    assert not retry
    told, retry = sentence(imap_box.account(security="plain", connect_timeout=0.5))
    assert told.startswith(f"localhost:{imap_box.server.tls_port} does not answer in time")
    assert retry


def test_starttls_is_verified_too(imap_box: ImapBox) -> None:
    imap_box.put(mail())
    assert len(everything(ImapSource(imap_box.account(security="starttls", port=imap_box.server.starttls_port)))) == 1
    told, _ = sentence(imap_box.account(security="starttls", port=imap_box.server.starttls_port, ca_file=None))
    assert "is not trusted" in told


def test_a_server_without_starttls_is_not_spoken_to_in_the_clear() -> None:
    with running_dovecot(encrypted=False) as server:
        box = ImapBox(server)
        told, retry = sentence(box.account(security="starttls", port=server.starttls_port))
        assert told.startswith(f"localhost:{server.starttls_port} offers no STARTTLS; use TLS from the first byte")
        assert not retry
        plain = ImapSource(box.account(security="plain", port=server.starttls_port))
        assert plain.list_all().uids == ()
        plain.close()


def over_a_bad_line(box: ImapBox, how: How, bounds: Bounds) -> tuple[BadLine, list[bytes], MailboxFailed | None]:
    """A line of which each connection breaks after 100 kB, what came over it, and in what it ended.

    A busy machine may be silent for longer than we read, too, and then we do it all again with more patience."""
    for seconds in (1.0, 10.0, 100.0) if how == "stall" else (600.0,):
        came: list[bytes] = []
        trouble: MailboxFailed | None = None
        with bad_line(box.server.tls_port, lambda number, sent, data: sent > 100_000, how) as line:
            source = ImapSource(box.account(port=line.port, read_timeout=seconds), bounds)
            try:
                for batch in source.fetch(source.list_all().uids):
                    came += [delivery.raw[:] for delivery in batch.deliveries]
            except MailboxFailed as failed:
                trouble = failed
            source.close()
        if line.connections <= line.broken + 1:
            break
    return line, came, trouble


@pytest.mark.parametrize("how", ["reset", "close", "stall"])
def test_a_line_that_always_breaks_in_the_midst_of_a_message(imap_box: ImapBox, how: How) -> None:
    raws = [mail("first"), mail("large", b"y" * 300_000 + b"\r\n"), mail("last")]
    for raw in raws:
        imap_box.put(raw)
    line, came, trouble = over_a_bad_line(imap_box, how, Bounds(batch_bytes=200_000))
    assert (came, trouble, line.broken) == ([raws[0], raws[2]], None, 2)
    assert [delivery.raw[:] for delivery in everything(imap_box.source())] == raws


@pytest.mark.parametrize("how", ["reset", "close", "stall"])
def test_a_line_that_breaks_too_often_is_left_to_the_next_poll(imap_box: ImapBox, how: How) -> None:
    for number in range(6):
        imap_box.put(mail(f"large {number}", b"y" * 300_000 + b"\r\n"))
    line, _, failed = over_a_bad_line(imap_box, how, Bounds(batch_bytes=700_000))
    manner = "fell silent" if how == "stall" else "was dropped"
    assert str(failed) == (
        f"The connection to localhost:{line.port} {manner} while answering fetch; what was fetched is kept and the next poll "
        "tries again."
    )
    assert failed is not None
    assert failed.retry
    assert len(everything(imap_box.source())) == 6


def test_a_line_that_breaks_once_costs_nothing(imap_box: ImapBox) -> None:
    raws = [mail(f"large {number}", b"y" * 100_000 + b"\r\n") for number in range(6)]
    for raw in raws:
        imap_box.put(raw)
    with bad_line(imap_box.server.tls_port, lambda number, sent, data: number == 1 and sent > 250_000) as line:
        source = ImapSource(imap_box.account(port=line.port), Bounds(batch_count=2))
        assert sorted(delivery.raw[:] for delivery in everything(source)) == raws
        source.close()
        assert (line.broken, line.connections) == (1, 2)


@pytest.mark.parametrize("how", ["reset", "close"])
def test_a_large_message_comes_over_a_line_that_always_breaks(imap_box: ImapBox, how: How) -> None:
    raw = mail("large", bytes(65 + index // 7 % 26 for index in range(400_000)) + b"\r\n")
    imap_box.put(raw)
    with bad_line(imap_box.server.tls_port, lambda number, sent, data: sent > 100_000, how) as line:
        source = ImapSource(imap_box.account(port=line.port), Bounds(alone_above=50_000, piece=30_000))
        assert [delivery.raw[:] for delivery in everything(source)] == [raw]
        source.close()
        assert line.broken >= 3


def test_who_interrupts_a_large_message_need_not_wait_for_the_rest_of_it(imap_box: ImapBox) -> None:
    raw = mail("large", b"y" * 100_000 + b"\r\n")
    imap_box.put(raw)
    pieces = 0

    def fifth(_number: int, _before: int, data: bytes) -> bool:
        nonlocal pieces
        came = data.count(b"BODY[]<")
        pieces += came
        if came and pieces == 5:
            source.interrupt()
        return False

    with bad_line(imap_box.server.starttls_port, fifth) as line:
        account = imap_box.account(port=line.port, security="plain")
        source = ImapSource(account, Bounds(alone_above=10_000, piece=10_000))
        batches = source.fetch(source.list_all().uids)
        assert next(batches) == Batch()
        assert pieces == 5
        assert [delivery.raw[:] for batch in batches for delivery in batch.deliveries] == [raw]
        source.close()


def test_a_message_on_which_the_server_breaks_costs_nobody_but_itself(imap_box: ImapBox) -> None:
    for name in ("one", "POISON", "two", "three"):
        imap_box.put(mail(name))
    port = imap_box.server.starttls_port
    with bad_line(port, lambda number, sent, data: b"Subject: POISON" in data) as line:
        source = ImapSource(imap_box.account(port=line.port, security="plain"))
        assert [delivery.raw[:] for delivery in everything(source)] == [mail("one"), mail("two"), mail("three")]
        source.close()


def a_poisonous(number: int, places: str) -> list[bytes]:
    """So many mails; those whose place is marked break the connection."""
    return [mail(f"{'POISON' if places[n % len(places)] == 'x' else 'good'} {n:02d}") for n in range(number)]


@pytest.mark.parametrize(
    "raws", [a_poisonous(20, "..x."), a_poisonous(20, "xxxxxxx.............")], ids=["every", "row"]
)
def test_however_many_break_the_connection_the_others_arrive(imap_box: ImapBox, raws: list[bytes]) -> None:
    """One in each of the first five batches, and seven in a row at the beginning."""
    for raw in raws:
        imap_box.put(raw)
    port = imap_box.server.starttls_port
    with bad_line(port, lambda number, sent, data: b"Subject: POISON" in data) as line:
        source = ImapSource(imap_box.account(port=line.port, security="plain"), Bounds(batch_count=4))
        found = list(source.fetch(source.list_all().uids))
        source.close()
    assert sorted(one.raw[:] for batch in found for one in batch.deliveries) == [raw for raw in raws if b"good" in raw]
    why = [reason for batch in found for reason in batch.withheld.values()]
    assert why == [Withheld.DROPPED] * sum(b"POISON" in raw for raw in raws)


def test_one_whose_size_breaks_the_connection_costs_nobody_but_itself(imap_box: ImapBox) -> None:
    raws = a_poisonous(3, ".x.")
    for raw in raws:
        imap_box.put(raw)
    port = imap_box.server.starttls_port
    size = len(raws[1])
    with bad_line(port, lambda number, sent, data: f"RFC822.SIZE {size})".encode() in data) as line:
        source = ImapSource(imap_box.account(port=line.port, security="plain"))
        assert [delivery.raw[:] for delivery in everything(source)] == raws
        assert line.broken == 2
        source.close()


def test_a_connection_that_ends_between_two_polls_is_opened_again_while_the_server_lives() -> None:
    with running_dovecot() as server:
        own = ImapBox(server)
        own.put(mail())
        source = own.source()
        assert len(everything(source)) == 1
        server.kick()
        assert len(everything(source)) == 1
        os.killpg(server.pid, signal.SIGTERM)
        with pytest.raises(MailboxFailed) as failed:
            source.list_all()
        assert failed.value.retry
        source.close()


def test_a_listed_message_that_the_server_cannot_hand_out_stays_new(
    imap_box: ImapBox, caplog: pytest.LogCaptureFixture
) -> None:
    raws = [mail("one"), mail("two"), mail("three")]
    for raw in raws:
        imap_box.put(raw)
    source = imap_box.source()
    listing = source.list_all()
    (file,) = [
        f
        for f in imap_box.server.folder.glob("home/*/Maildir/*/*")
        if b"Subject: two" in f.read_bytes() and f.parent.name in ("cur", "new")
    ]
    content = file.read_bytes()
    file.unlink()
    assert [d.raw[:] for batch in source.fetch(listing.uids) for d in batch.deliveries] == [raws[0], raws[2]]
    assert f"UID {listing.uids[1]}" in caplog.text
    file.write_bytes(content)
    assert len(everything(imap_box.source())) == 3


@pytest.mark.parametrize("space", [" ", "\r\n "], ids=["on one line", "folded"])
def test_an_apology_in_place_of_a_message_is_no_message(
    imap_box: ImapBox, caplog: pytest.LogCaptureFixture, space: str
) -> None:
    apology = f"Retrieval using the IMAP4 protocol failed for the following{space}message: 5418"
    imap_box.put(mail(apology, b"The server couldn't retrieve the following message:\r\n"))
    real = [mail(f"RE: {apology}"), mail("FW: a mail that did not come", f"Subject: {apology}\r\n".encode())]
    for raw in real:
        imap_box.put(raw)
    assert [delivery.raw[:] for delivery in everything(imap_box.source())] == real
    assert "sent an apology" in caplog.text


def test_a_message_of_which_the_server_tells_no_time_is_kept_as_of_now(imap_box: ImapBox, tmp_path: Path) -> None:
    raw = mail("at no time")
    imap_box.put(raw)
    database = Database(migrated_url("sqlite", tmp_path))
    with bad_line(
        imap_box.server.starttls_port, never, heard=lambda said: said.replace(b"INTERNALDATE", b"FLAGS")
    ) as line:
        source = ImapSource(imap_box.account(port=line.port, security="plain"))
        assert keep_new(source, database, lambda: NOON).kept == 1
        source.close()
    with database.reading() as session:
        (kept,) = session.exec(select(Message)).all()
        assert (contents.raw(session, kept.id or 0), kept.received_at) == (raw, NOON)
    database.close()


def test_a_login_may_be_anything_that_signs_in(imap_box: ImapBox) -> None:
    def by_sasl(client: object) -> None:
        client.sasl_login("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())  # type: ignore[attr-defined]

    def without_token(client: object) -> None:
        raise MailboxFailed("No token could be had; sign in anew.", retry=False) from None

    assert ImapSource(imap_box.account(login=by_sasl)).list_all().uids == ()
    assert sentence(imap_box.account(login=without_token)) == ("No token could be had; sign in anew.", False)


def test_who_interrupts_a_fetch_need_not_wait_for_another_connection(imap_box: ImapBox) -> None:
    for number in range(4):
        imap_box.put(mail(f"number {number}"))
    source = imap_box.source(Bounds(batch_count=2))
    uids = source.list_all().uids
    batches = source.fetch(uids)
    first = next(batches)
    answers = source.answers
    source.interrupt()
    assert next(batches) == Batch()
    assert source.answers == answers
    rest = [delivery for batch in batches for delivery in batch.deliveries]
    assert [delivery.uid for delivery in (*first.deliveries, *rest)] == list(uids), "who goes on loses nothing"
    source.close()


def test_a_large_message_is_asked_for_in_pieces_and_a_small_one_whole(imap_box: ImapBox) -> None:
    raws = [mail("small"), mail("large", b"x" * 30_000)]
    for raw in raws:
        imap_box.put(raw)
    asked: list[bytes] = []

    def heard(said: bytes) -> bytes:
        asked.extend(re.findall(rb"BODY\.PEEK(\[\](?:<[0-9.]+>)?)", said))
        return said

    with bad_line(imap_box.server.starttls_port, never, heard=heard) as line:
        account = imap_box.account(port=line.port, security="plain")
        source = ImapSource(account, Bounds(alone_above=10_000, piece=8_000))
        found = [d.raw[:] for batch in source.fetch(source.list_all().uids) for d in batch.deliveries]
        source.close()
    assert found == raws
    assert asked == [b"[]", b"[]<0.8000>", b"[]<8000.8000>", b"[]<16000.8000>", b"[]<24000.8000>"]


def test_who_signs_out_does_not_wait_for_a_line_that_has_fallen_silent(imap_box: ImapBox) -> None:
    with bad_line(imap_box.server.starttls_port, lambda number, sent, data: b"BYE" in data, "stall") as line:
        account = imap_box.account(port=line.port, security="plain", read_timeout=3600.0)
        connection = Connection(account, farewell=0.5)
        connection.examine()
        leaving = threading.Thread(target=connection.close, daemon=True)
        leaving.start()
        leaving.join(180)
        assert (line.broken, leaving.is_alive()) == (1, False)
