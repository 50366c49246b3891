"""Each way in which a conversation with a mail server can end, against a real server."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from notify.smtp import Refused, SmtpServer, SmtpTransport, Unreachable, Unsure
from notify.smtp_trouble import without_addresses
from tests.builders.patience import TRIES
from tests.builders.smtp import DROP, STALL, TAKE_AND_DROP, MailServer
from tests.builders.tls import certificate
from tests.builders.trickle import trickling_line

MAIL = b"From: a@ours.test\r\nTo: mission@theirs.test\r\nSubject: x\r\n\r\nFirst\r\n.\r\n..two\r\nLast\r\n"
US, THEM = "a@ours.test", "mission@theirs.test"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def plain() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


def transport(server: MailServer, timeout: float = 60.0) -> SmtpTransport:
    return SmtpTransport(SmtpServer("localhost", server.port, "none", timeout=timeout, helo="ours.test"))


def test_a_mail_arrives_byte_for_byte_and_the_answer_is_told(plain: MailServer) -> None:
    assert transport(plain).send(MAIL, US, THEM) == "250 2.0.0 Ok: queued as 4F2A"
    (taken,) = plain.deliveries
    assert (taken.sender, taken.recipients, taken.data) == (US, (THEM,), MAIL)


def test_bare_line_ends_become_whole_ones(plain: MailServer) -> None:
    transport(plain).send(MAIL.replace(b"\r\n", b"\n"), US, THEM)
    assert plain.deliveries[0].data == MAIL


def test_a_server_that_offers_no_delivery_reports_is_asked_for_none(plain: MailServer) -> None:
    asking = SmtpServer("localhost", plain.port, "none", helo="ours.test", reports=True)
    assert SmtpTransport(asking).send(MAIL, US, THEM).startswith("250")  # this one refuses words that it does not know


def test_it_signs_in_under_starttls(pair: tuple[Path, Path]) -> None:
    with MailServer(pair, {"courier": "secret"}) as server:
        account = SmtpServer("localhost", server.port, "starttls", "courier", "secret", ca_file=pair[0])
        SmtpTransport(account).send(MAIL, US, THEM)
        assert [(d.encrypted, d.login) for d in server.deliveries] == [(True, "courier")]
        assert SmtpTransport(account).check() is None
        assert len(server.deliveries) == 1
        assert "secret" not in repr(account)


def test_it_signs_in_under_implicit_tls(pair: tuple[Path, Path]) -> None:
    with MailServer(pair, {"courier": "secret"}, implicit_tls=True) as server:
        account = SmtpServer("localhost", server.port, "tls", "courier", "secret", ca_file=pair[0])
        SmtpTransport(account).send(MAIL, US, THEM)
        assert [(d.encrypted, d.login) for d in server.deliveries] == [(True, "courier")]


def test_another_way_to_sign_in_takes_the_place_of_the_password(pair: tuple[Path, Path]) -> None:
    def by_token(smtp: smtplib.SMTP) -> None:
        smtp.login("courier", "token")

    with MailServer(pair, {"courier": "token"}) as server:
        account = SmtpServer("localhost", server.port, "starttls", ca_file=pair[0])
        SmtpTransport(account, by_token).send(MAIL, US, THEM)
        assert [d.login for d in server.deliveries] == ["courier"]


@pytest.mark.parametrize("step", ["mail", "rcpt", "data", "end"])
@pytest.mark.parametrize(("answer", "permanent"), [("451 4.7.1 Greylisted", False), ("500 5.5.1 No", True)])
def test_a_refusal_tells_where_and_whether_for_good(plain: MailServer, step: str, answer: str, permanent: bool) -> None:
    plain.faults[step] = answer
    with pytest.raises(Refused) as caught:
        transport(plain).send(MAIL, US, THEM)
    refused = caught.value
    told = (refused.step, refused.permanent, refused.code, refused.enhanced, str(refused))
    assert told == ("data" if step == "end" else step, permanent, int(answer[:3]), answer[4:9], answer)
    assert plain.deliveries == []


def test_an_answer_with_addresses_is_told_without_them(plain: MailServer) -> None:
    plain.faults["rcpt"] = "550 5.1.1 <Mission@theirs.test>: user mission unknown; ask postmaster@theirs.test"
    with pytest.raises(Refused) as caught:
        transport(plain).send(MAIL, US, THEM)
    assert str(caught.value) == "550 5.1.1 (address): user (address) unknown; ask (address)"


@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
@pytest.mark.parametrize("fault", [DROP, STALL, "421 4.3.2 Closing", "nonsense"])
def test_whatever_breaks_before_the_mail_is_over_means_not_said(plain: MailServer, step: str, fault: str) -> None:
    plain.faults[step] = fault
    for seconds in TRIES:
        with pytest.raises(Unreachable):
            transport(plain, timeout=seconds if fault == STALL else 60.0).send(MAIL, US, THEM)
        if plain.stalls or fault != STALL:
            break
    assert plain.deliveries == []


@pytest.mark.parametrize("fault", [DROP, STALL, TAKE_AND_DROP, "nonsense", "354 go on"])
def test_whatever_breaks_after_the_final_dot_is_unsure(plain: MailServer, fault: str) -> None:
    plain.faults["end"] = fault
    for seconds in TRIES:
        with pytest.raises((Unsure, Unreachable)) as caught:
            transport(plain, timeout=seconds if fault == STALL else 60.0).send(MAIL, US, THEM)
        if plain.stalls or fault != STALL:
            break
    assert caught.type is Unsure
    assert len(plain.deliveries) == (1 if fault == TAKE_AND_DROP else 0)


def test_a_server_that_drips_is_left_after_a_while(plain: MailServer) -> None:
    """A byte now and then keeps every time-out from running out."""
    with trickling_line(plain.port, b"220", 60.0, each=True) as line:
        for longest in TRIES:
            dripping = SmtpTransport(SmtpServer("localhost", line.port, "none", timeout=600.0), longest=longest)
            with pytest.raises(Unreachable):
                dripping.send(MAIL, US, THEM)
            if line.trickling.is_set():
                break
        assert line.trickling.is_set()


def test_a_server_that_drips_while_encryption_is_agreed_on_is_left_too(pair: tuple[Path, Path]) -> None:
    with MailServer(pair, implicit_tls=True) as server, trickling_line(server.port, b"", 60.0, each=True) as line:
        drips = SmtpServer("localhost", line.port, "tls", timeout=600.0, ca_file=pair[0])
        for longest in TRIES:
            assert SmtpTransport(drips, longest=longest).check() is not None
            if line.trickling.is_set():
                break
        assert line.trickling.is_set()


def test_check_says_in_one_sentence_what_is_wrong(pair: tuple[Path, Path], tmp_path: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        said = SmtpTransport(SmtpServer("localhost", port, "none")).check()
    assert said == f"Nothing listens at localhost port {port}: check host and port."

    with MailServer() as server:
        here = f"localhost port {server.port}"
        said = SmtpTransport(SmtpServer("localhost", server.port, "starttls")).check()
        assert said == f"{here} does not offer STARTTLS, and nothing was sent: check security, port and login."
        said = SmtpTransport(SmtpServer("localhost", server.port, "tls")).check()
        assert said is not None
        assert said.startswith(f"No encrypted connection to {here} (")
        server.faults["greet"] = STALL
        for seconds in TRIES:
            said = transport(server, timeout=seconds).check()
            if server.stalls:
                break
        assert said == (
            f"{here} did not answer within {seconds:g} seconds while introducing ourselves: check host, port and firewall."
        )

    nothing = tmp_path / "none.pem"
    with MailServer(pair, implicit_tls=True) as server:
        said = SmtpTransport(SmtpServer("localhost", server.port, "tls", ca_file=nothing)).check()
        assert said == f"The authority's file {nothing} cannot be used (No such file or directory): check ca_file."


def test_a_wrong_password_is_no_fault_of_the_mail(pair: tuple[Path, Path]) -> None:
    with MailServer(pair, {"courier": "secret"}) as server:
        account = SmtpServer("localhost", server.port, "starttls", "courier", "wrong", ca_file=pair[0])
        with pytest.raises(Unreachable, match=r"refused the sign-in \(535 .*\): check login and password\."):
            SmtpTransport(account).send(MAIL, US, THEM)
        assert server.deliveries == []


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_of_another_host_or_an_unknown_authority_is_refused(
    pair: tuple[Path, Path], tmp_path: Path, security: Literal["tls", "starttls"]
) -> None:
    other = certificate(tmp_path, "elsewhere.test")
    for used, trusted in [(other, other[0]), (pair, None)]:
        with MailServer(used, implicit_tls=security == "tls") as server:
            said = SmtpTransport(SmtpServer("localhost", server.port, security, ca_file=trusted)).check()
            assert said is not None
            assert said.startswith(f"The certificate of localhost port {server.port} is not trusted (")
            assert server.deliveries == []


def test_a_password_is_never_sent_without_encryption() -> None:
    with pytest.raises(ValueError, match="never sent without encryption"):
        SmtpServer("localhost", 25, "none", "courier", "secret")


def test_addresses_are_cut_out_in_every_shape() -> None:
    said = '5.1.1 <"J. Doe"@x.test> and jane.doe+a@x.test,\r\n "odd one"@y.test (jane.doe) é@z.test'
    assert (
        without_addresses(said, "jane.doe@x.test") == "5.1.1 (address) and (address), (address) ((address)) (address)"
    )
