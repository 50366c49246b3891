"""Asking for tokens: of a real endpoint on this machine, which gives them, refuses them, changes them, or is not well."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from domain.access import NoToken
from domain.alarms import AlarmCode
from tests.builders.patience import TRIES
from tests.builders.tls import certificate
from tests.builders.tokens import CLIENT, SECRET, TENANT, Answer, TokenEndpoint, running_endpoint
from tests.builders.trickle import trickling_line
from verbale.retry_after import waiting
from verbale.tokens.keeper import Granted
from verbale.tokens.keepers import within
from verbale.tokens.microsoft import Application
from verbale.tokens.refresh import Refreshing, TokenFile
from verbale.tokens.web import Web

USER = "intake@example.int"
NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def microsoft(pair: tuple[Path, Path]) -> Iterator[TokenEndpoint]:
    with running_endpoint(USER, pair) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def other() -> Iterator[TokenEndpoint]:
    with running_endpoint(USER) as endpoint:
        yield endpoint


@pytest.fixture
def file(tmp_path: Path, other: TokenEndpoint) -> TokenFile:
    """A file with a refresh token that the other endpoint takes."""
    file = TokenFile(tmp_path / "data" / "gmail.refresh-token")
    file.write("refresh-1")
    other.refresh_tokens = {"refresh-1"}
    other.rotating, other.says, other.asked = False, None, []
    return file


def web(pair: tuple[Path, Path] | None = None, **limits: Any) -> Web:
    return Web(lambda: NOON, pair[0] if pair else None, **limits)


def application(endpoint: TokenEndpoint, **changed: Any) -> Application:
    return Application(
        **{"tenant": TENANT, "client_id": CLIENT, "secret": SECRET, "authority": endpoint.url, **changed}
    )


def refreshing(server: TokenEndpoint, file: TokenFile, **changed: Any) -> Refreshing:
    facts = {"endpoint": f"{server.url}/token", "client_id": CLIENT, "file": file, "secret": SECRET}
    return Refreshing(**{**facts, **changed})


def refused(ask: Any, *arguments: object) -> NoToken:
    with pytest.raises(NoToken) as caught:
        ask(*arguments)
    assert SECRET not in str(caught.value)
    assert "refresh-1" not in str(caught.value)
    return caught.value


def is_for_us(endpoint: TokenEndpoint, granted: Granted) -> bool:
    return endpoint.issuer.user(granted.text) == USER


def test_an_application_gets_a_token_for_its_secret(microsoft: TokenEndpoint, pair: tuple[Path, Path]) -> None:
    first = application(microsoft).ask(web(pair))
    again = application(microsoft).ask(web(pair))
    assert is_for_us(microsoft, first)
    assert is_for_us(microsoft, again)
    assert first.text != again.text, "each one is asked for"
    assert first.seconds == 3600
    form = microsoft.asked[-1]
    assert (form["grant_type"], form["scope"]) == ("client_credentials", "https://outlook.office365.com/.default")


def test_an_application_gets_a_token_for_its_certificate(
    microsoft: TokenEndpoint, pair: tuple[Path, Path], tmp_path: Path
) -> None:
    key, own = tmp_path / "key.pem", tmp_path / "own.pem"
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=verbale",
        "-keyout",
        key,
        "-out",
        own,
    ]
    subprocess.run(made, check=True, capture_output=True)
    microsoft.certificate = own.read_text()
    proof = application(microsoft, secret="", certificate=key.read_text() + own.read_text())
    assert is_for_us(microsoft, proof.ask(web(pair)))
    assert "client_secret" not in microsoft.asked[-1]
    without = refused(application(microsoft, secret="", certificate=own.read_text()).ask, web(pair))
    assert "does not hold a certificate and its key" in str(without)


def test_what_microsoft_refuses_is_told_with_its_code_and_what_to_do(
    microsoft: TokenEndpoint, pair: tuple[Path, Path]
) -> None:
    wrong = refused(application(microsoft, secret="wrong").ask, web(pair))
    assert str(wrong) == (
        "the token endpoint localhost refuses a token (invalid_client, AADSTS7000215): "
        "the client secret is wrong (its value is wanted, not its ID); correct it"
    )
    assert wrong.alarm is AlarmCode.SIGN_IN_REFUSED
    nowhere = refused(application(microsoft, tenant="nowhere.example").ask, web(pair))
    assert str(nowhere) == "the token endpoint localhost knows no tenant nowhere.example; correct tenant or authority"
    assert nowhere.alarm is AlarmCode.SIGN_IN_REFUSED


def test_microsoft_not_well_is_trouble_that_may_pass(microsoft: TokenEndpoint, pair: tuple[Path, Path]) -> None:
    microsoft.instead.extend([Answer(503, {}, {"Retry-After": "120"}), Answer(429, b"busy"), Answer(200, b"<html>")])
    found = [refused(application(microsoft).ask, web(pair)) for _ in range(3)]
    assert [(str(one), one.alarm, one.wait) for one in found] == [
        ("the token endpoint localhost gives no token at present (HTTP 503)", None, 120.0),
        ("the token endpoint localhost gives no token at present (HTTP 429)", None, 0.0),
        (
            "the token endpoint localhost does not answer as a token endpoint does (HTTP 200); check its address",
            None,
            0.0,
        ),
    ]
    assert is_for_us(microsoft, application(microsoft).ask(web(pair))), "and nothing of it is remembered"


def test_a_refresh_token_gets_an_access_token(other: TokenEndpoint, file: TokenFile) -> None:
    assert is_for_us(other, refreshing(other, file).ask(web()))
    assert other.asked == [
        {"grant_type": "refresh_token", "refresh_token": "refresh-1", "client_id": CLIENT, "client_secret": SECRET}
    ]
    assert file.read() == "refresh-1"
    assert [one.name for one in file.path.parent.iterdir() if one.name != file.path.name] == [f"{file.path.name}.lock"]


def test_a_refresh_token_that_changes_is_kept_before_the_access_token_is_used(
    other: TokenEndpoint, file: TokenFile
) -> None:
    other.rotating = True
    asking = refreshing(other, file)
    for _ in range(3):
        before = file.read()
        assert is_for_us(other, asking.ask(web()))
        assert file.read() != before
        assert other.refresh_tokens == {file.read()}
        assert file.path.stat().st_mode & 0o777 == 0o600


@contextmanager
def no_room() -> Iterator[None]:
    """Nothing can be written to any file meanwhile."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_changed_refresh_token_that_cannot_be_written_is_written_before_anything_else(
    other: TokenEndpoint, file: TokenFile
) -> None:
    other.rotating = True
    asking = refreshing(other, file)
    with no_room():
        failed, again = refused(asking.ask, web()), refused(asking.ask, web())
    assert f"the new refresh token cannot be written to {file.path} (File too large)" in str(failed)
    assert (failed.alarm, str(again)) == (None, str(failed))
    assert len(other.asked) == 1, "the endpoint is not asked before the token is safe"
    assert sorted(one.name for one in file.path.parent.iterdir()) == [file.path.name, f"{file.path.name}.lock"]
    assert is_for_us(other, asking.ask(web()))
    assert other.refresh_tokens == {file.read()}


@pytest.mark.parametrize(("left", "found"), [("newer\n", "newer"), ("newe", "refresh-1"), ("", "refresh-1")])
def test_what_a_process_that_died_had_written_whole_is_taken(file: TokenFile, left: str, found: str) -> None:
    beside = file.path.with_name(f"{file.path.name}.new")
    beside.touch(mode=0o600)
    beside.write_text(left)
    with file.held():
        assert file.read() == found
        file.write("newest")
        assert file.read() == "newest"
    assert not beside.exists()


def ask_and_die(asking: Refreshing, at: str) -> None:
    """Asks for a token, and is killed when the interpreter is about to do this."""

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if " ".join([event, str(arguments[0]) if arguments else ""]).startswith(at):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    asking.ask(web())


@pytest.mark.parametrize(
    ("at", "safe"),
    [
        ("os.mkdir {folder}", False),  # before anything is written, and somebody signs in anew
        ("os.rename {path}.new", True),
        ("open {folder}", True),
    ],
)
def test_a_process_that_is_killed_with_a_new_refresh_token_has_it_once_it_is_written(
    other: TokenEndpoint, file: TokenFile, at: str, safe: bool
) -> None:
    other.rotating = True
    point = at.format(path=file.path, folder=file.path.parent)
    process = multiprocessing.get_context("fork").Process(target=ask_and_die, args=(refreshing(other, file), point))
    process.start()
    process.join(180)
    assert process.exitcode == -signal.SIGKILL
    if safe:
        assert is_for_us(other, refreshing(other, file).ask(web()))
    else:
        assert refused(refreshing(other, file).ask, web()).alarm is AlarmCode.SIGN_IN_REFUSED


def test_somebody_who_signs_in_anew_meanwhile_wins(other: TokenEndpoint, file: TokenFile) -> None:
    asking = refreshing(other, file)
    asking._unsaved = ("never-written", "refresh-0")
    assert is_for_us(other, asking.ask(web()))
    assert file.read() == "refresh-1"


def test_two_at_once_use_a_changing_refresh_token_one_after_the_other(other: TokenEndpoint, file: TokenFile) -> None:
    other.rotating = True
    found: list[Granted] = []
    threads = [
        threading.Thread(target=lambda: found.append(refreshing(other, TokenFile(file.path)).ask(web())))
        for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(180)
    assert len(found) == 5
    assert other.refresh_tokens == {file.read()}


def test_a_refresh_token_that_is_no_longer_good_is_told_with_what_to_do(other: TokenEndpoint, file: TokenFile) -> None:
    other.refresh_tokens = set()
    ended = refused(refreshing(other, file).ask, web())
    assert str(ended) == (
        "the token endpoint localhost refuses a token (invalid_grant): the sign-in that the refresh token stands for has ended; "
        "sign in again with `verbale sign-in`"
    )
    assert ended.alarm is AlarmCode.SIGN_IN_REFUSED


@pytest.mark.parametrize(
    ("content", "mode", "words"),
    [
        (None, 0o600, "does not exist"),
        ("", 0o600, "holds no refresh token"),
        ("two words", 0o600, "holds no refresh token"),
        ("é", 0o600, "holds no refresh token"),
        ("refresh-1", 0o640, "others may read"),
    ],
)
def test_a_refresh_tokens_file_that_is_not_as_it_should_be_is_an_alarm(
    other: TokenEndpoint, file: TokenFile, content: str | None, mode: int, words: str
) -> None:
    file.path.unlink()
    if content is not None:
        file.path.write_text(content)
        file.path.chmod(mode)
    trouble = refused(refreshing(other, file).ask, web())
    assert words in str(trouble)
    assert str(file.path) in str(trouble)
    assert trouble.alarm is AlarmCode.SIGN_IN_REFUSED
    assert other.asked == []


@pytest.mark.parametrize(
    ("says", "seconds"), [(None, 3600.0), ("599", 599.0), ("", 3600.0), (-5, 3600.0), ("soon", 3600.0), (7.5, 7.5)]
)
def test_how_long_a_token_is_good_is_read_as_servers_write_it(
    other: TokenEndpoint, file: TokenFile, says: object, seconds: float
) -> None:
    other.says = says
    assert refreshing(other, file).ask(web()).seconds == seconds


@pytest.mark.parametrize(
    ("answer", "words", "alarm"),
    [
        (Answer(200, {"token_type": "Bearer"}), "neither a token nor a reason", AlarmCode.SIGN_IN_REFUSED),
        (Answer(200, ["access_token"]), "does not answer as a token endpoint does", None),
        (
            Answer(302, {}, {"Location": "https://elsewhere.example/"}),
            "neither a token nor a reason",
            AlarmCode.SIGN_IN_REFUSED,
        ),
        (Answer(404, b"Not found"), "does not answer as a token endpoint does (HTTP 404)", None),
        (Answer(400, {"error": "temporarily_unavailable"}), "gives no token at present", None),
        (Answer(400, {"error": f"refresh-1 {SECRET}"}), "neither a token nor a reason", AlarmCode.SIGN_IN_REFUSED),
        (Answer(400, {"error": "odd", "error_description": "refresh-1"}), "(odd)", AlarmCode.SIGN_IN_REFUSED),
    ],
)
def test_odd_answers_are_told_without_their_texts(
    other: TokenEndpoint, file: TokenFile, answer: Answer, words: str, alarm: AlarmCode | None
) -> None:
    other.instead.append(answer)
    trouble = refused(refreshing(other, file).ask, web())
    assert words in str(trouble)
    assert trouble.alarm is alarm


def test_an_endpoint_that_cannot_be_reached_is_trouble_that_may_pass(other: TokenEndpoint, file: TokenFile) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        gone = f"http://127.0.0.1:{nobody.getsockname()[1]}/token"
        trouble = refused(refreshing(other, file, endpoint=gone).ask, web())
        assert "cannot be reached (ConnectError)" in str(trouble)
        nobody.listen()
        silent = refused(refreshing(other, file, endpoint=gone).ask, web(timeout=0.2))
    assert "does not answer in time" in str(silent)
    assert (trouble.alarm, silent.alarm) == (None, None)


def test_an_endpoint_whose_certificate_is_not_trusted_gets_no_secret(microsoft: TokenEndpoint, file: TokenFile) -> None:
    before = len(microsoft.asked)
    trouble = refused(refreshing(microsoft, file).ask, web())
    assert "the certificate of the token endpoint localhost is not trusted" in str(trouble)
    assert trouble.alarm is AlarmCode.CERTIFICATE
    assert refused(application(microsoft).ask, web()).alarm is AlarmCode.CERTIFICATE
    assert len(microsoft.asked) == before


def test_an_endpoint_that_drips_is_left_to_itself(other: TokenEndpoint, file: TokenFile) -> None:
    other.rotating = True
    with trickling_line(urlsplit(other.url).port or 0, b"HTTP/1", 0.001) as line:
        asking = refreshing(other, file, endpoint=f"http://127.0.0.1:{line.port}/token")
        with pytest.raises(NoToken, match=r"no token came within 0\.1 seconds") as caught:
            within(0.1, lambda: asking.ask(web()))
        assert caught.value.alarm is None
        assert line.trickling.wait(120), "and only now holds the file for sure"
        assert is_for_us(other, refreshing(other, file).ask(web())), "which waits until that one has kept what it got"
    assert other.refresh_tokens == {file.read()}
    with pytest.raises(ZeroDivisionError):
        within(10, lambda: Granted("x", 1 / 0))


def test_an_endpoint_that_drips_for_ever_holds_the_refresh_token_for_a_while_only(
    other: TokenEndpoint, file: TokenFile
) -> None:
    with trickling_line(urlsplit(other.url).port or 0, b"HTTP/1", 60.0, each=True) as line:
        asking = refreshing(other, file, endpoint=f"http://127.0.0.1:{line.port}/token")
        for longest in TRIES:
            assert refused(asking.ask, web(timeout=600.0, longest=longest)).alarm is None
            if line.trickling.is_set():
                break
        assert line.trickling.is_set()
        assert is_for_us(other, refreshing(other, file).ask(web()))


@pytest.mark.parametrize("url", ["http://login.example/token", "ftp://localhost/", "login.example", ""])
def test_secrets_never_go_over_the_network_in_the_clear(other: TokenEndpoint, file: TokenFile, url: str) -> None:
    trouble = refused(refreshing(other, file, endpoint=url).ask, web())
    assert "does not begin with https://" in str(trouble)


def test_retry_after_is_seconds_or_a_date() -> None:
    assert [waiting(said, NOON) for said in ("120", " 7 ", "Sat, 01 Mar 2025 12:01:30 GMT", "soon", "", "-3")] == [
        120.0,
        7.0,
        90.0,
        0.0,
        0.0,
        0.0,
    ]
    assert waiting("Sat, 01 Mar 2025 11:00:00 GMT", NOON) == 0.0


def test_no_secret_is_in_what_objects_say_of_themselves(other: TokenEndpoint, file: TokenFile) -> None:
    asking = refreshing(other, file)
    asking._unsaved = ("hunter2", "hunter2")
    said = repr(asking) + repr(application(other, certificate="hunter2"))
    assert "hunter2" not in said
    assert SECRET not in said
    assert json.dumps(SECRET) not in said
