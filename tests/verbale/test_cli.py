"""The front door: exit codes, one sentence for each trouble, and what `parse` may touch."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from domain.submission import Submission
from tests.builders.program import ROOT, environment, verbale

SAMPLES = ROOT / "verbale" / "samples"


def test_help_lists_every_command() -> None:
    done = verbale("--help")
    assert done.returncode == 0
    commands = ("run", "serve", "fetch", "work", "send", "parse", "migrate", "queue", "show", "reread", "retry")
    commands += ("adduser", "check", "demo", "ledger", "missions", "sign-in")
    assert [command for command in commands if f" {command} " not in done.stdout] == []


@pytest.mark.parametrize(
    ("command", "settings", "words"),
    [
        (
            "fetch",
            {"MAILBOX_HOST": "localhost", "MAILBOX_PORT": 1, "MAILBOX_LOGIN": "poc", "MAILBOX_PASSWORD": "x"},
            "localhost",
        ),
        ("fetch", {}, "mailbox.host"),
        ("fetch", {"MAILBOX_PORT": "many"}, "VERBALE_MAILBOX_PORT"),
        ("fetch", {"PROGRAMME": "/nowhere/programme.toml"}, "/nowhere/programme.toml"),
        ("run", {"MAILBOX_KIND": "folder", "MAILBOX_PATH": "/"}, "smtp.host"),
        ("run", {"MAILBOX_KIND": "maildir", "MAILBOX_PATH": "/nowhere", "SMTP_HOST": "localhost"}, "/nowhere"),
        ("send", {"SMTP_HOST": "localhost", "SMTP_PASSWORD_FILE": "/nowhere/secret"}, "/nowhere/secret"),
        ("queue", {"DATABASE": "sqlite:////nowhere/at/all.db"}, "/nowhere"),
        ("queue", {"DATABASE": "postgresql://u:hidden@127.0.0.1:1/v"}, "127.0.0.1"),
    ],
)
def test_trouble_is_one_sentence_and_exit_code_1(
    command: str, settings: dict[str, object], words: str, tmp_path: Path
) -> None:
    done = verbale(command, settings={"DATA": tmp_path / "data", "LOG_LEVEL": "error", **settings}, cwd=tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert words in done.stderr
    assert "hidden" not in done.stderr


@pytest.mark.parametrize("command", ["queue", "ledger", "missions", "reread"])
def test_what_needs_a_database_makes_none(command: str, tmp_path: Path) -> None:
    done = verbale(command, settings={"LOG_LEVEL": "error"}, cwd=tmp_path)
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (1, "", [])
    assert done.stderr.startswith(f"verbale: There is no database {tmp_path / 'var' / 'verbale.db'} yet; ")


def test_whatever_makes_a_database_says_where(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("correct horse battery\n")
    first = verbale("adduser", "ada", "--password-file", secret, cwd=tmp_path)
    again = verbale("adduser", "bob", "--password-file", secret, cwd=tmp_path)
    assert f"made the database {tmp_path / 'var' / 'verbale.db'}" in first.stderr
    assert (first.returncode, again.returncode, again.stderr) == (0, 0, "")


def test_the_ledger_accounts_for_every_mail_and_says_so_by_its_exit_code(tmp_path: Path) -> None:
    mails = tmp_path / "mails"
    mails.mkdir()
    for number in range(3):
        (mails / f"{number}.eml").write_bytes(b"Subject: %d\r\n\r\n" % number)
    settings = {"DATA": tmp_path / "data", "MAILBOX_KIND": "folder", "MAILBOX_PATH": mails, "LOG_LEVEL": "error"}
    verbale("migrate", settings=settings, cwd=tmp_path)
    assert "No mailbox was polled yet" in verbale("ledger", settings=settings, cwd=tmp_path).stdout
    verbale("fetch", settings=settings, cwd=tmp_path)
    (mails / "1.eml").unlink()
    verbale("fetch", settings=settings, cwd=tmp_path)
    done = verbale("ledger", "--json", settings=settings, cwd=tmp_path)
    line = json.loads(done.stdout)
    assert {
        key: line[key] for key in ("mailbox", "listed", "kept", "by_header", "in_flight", "gone", "unaccounted")
    } == {
        "mailbox": f"folder:{mails}",
        "listed": 2,
        "kept": 2,
        "by_header": 0,
        "in_flight": {},
        "gone": 1,
        "unaccounted": 0,
    }
    told = verbale("ledger", settings=settings, cwd=tmp_path)
    assert told.returncode == 0
    head, row = told.stdout.splitlines()
    assert (head.split()[-1], row.split()[0]) == ("unaccounted", f"folder:{mails}"), "nothing is cut in a pipe"
    assert row.count(line["last_agreed"][:16].replace("T", " ")) == 2, "when it was compared, and when it agreed"
    with sqlite3.connect(tmp_path / "data" / "verbale.db") as database:
        database.execute("DELETE FROM message WHERE uid LIKE '2.eml%'")
    assert verbale("ledger", settings=settings, cwd=tmp_path).returncode == 1


def test_tables_are_whole_in_a_pipe(tmp_path: Path) -> None:
    from domain.notices import Outbox
    from domain.stages import Stage
    from store import messages, notices
    from store.database import Database
    from tests.builders.databases import migrated_url
    from tests.builders.rows import NOON, kept, saying

    url = migrated_url("sqlite", tmp_path)
    database = Database(url)
    with database.transaction() as session:
        number = kept(session)
        messages.move(session, number, Stage.RECEIVED, Stage.SHUNTED, NOON, None, because="died_while_reading")
        held = saying("acknowledgement:1").model_copy(
            update={"message_id": number, "held_because": "The message came before.", "held_code": "older_than_start"}
        )
        notices.say(session, held, "<1@example.int>", NOON)
    database.close()
    settings = {"DATABASE": url}
    listed = verbale("queue", "--lane", "shunted", settings=settings, cwd=tmp_path).stdout.splitlines()
    assert [len(listed), listed[1].rstrip().endswith("processes of this program died while they read it.")] == [2, True]
    shown = verbale("show", str(number), settings=settings, cwd=tmp_path).stdout
    reference = shown.split()[0]
    assert verbale("show", reference.lower(), settings=settings, cwd=tmp_path).stdout == shown
    other = reference.replace(f"-{NOON.year}-", "-1999-")
    for command in ("show", "reread", "retry"):
        done = verbale(command, other, settings=settings, cwd=tmp_path)
        assert (done.returncode, f"There is no message {other};" in done.stderr) == (1, True)
    again = verbale("reread", reference, "99", settings=settings, cwd=tmp_path)
    assert (again.returncode, again.stdout.splitlines()[-1][:22]) == (1, "0 messages read again,")
    assert "There is no message 99;" in again.stdout
    assert f", {Outbox.HELD}: The message came before." in shown
    assert max(map(len, shown.splitlines())) > 80


def test_check_advises_to_name_an_operator(tmp_path: Path) -> None:
    advice, told = (
        verbale("check", settings={"DATA": tmp_path / "data", **more}, cwd=tmp_path).stdout.splitlines()[-1]
        for more in ({}, {"OPERATOR_ADDRESS": "operator@example.int"})
    )
    assert advice.startswith("! alarms     none stands; but nobody would hear of one by mail: set operator.address")
    assert told == "✓ alarms     ok: none stands; alarms are told to operator@example.int"


def test_check_says_of_each_part_what_to_do(tmp_path: Path) -> None:
    done = verbale("check", settings={"DATA": tmp_path / "data"}, cwd=tmp_path)
    assert done.returncode == 1
    lines = {line.split()[1]: line for line in done.stdout.splitlines()}
    assert lines["database"].startswith("✓")
    assert lines["engines"].startswith("✓")
    assert "mailbox.host and mailbox.login are missing" in lines["mailbox"]
    assert "smtp.host is missing" in lines["SMTP"]


def test_parse_prints_one_object_a_line_in_order(tmp_path: Path) -> None:
    files = sorted(SAMPLES.glob("*.eml"))
    done = verbale("parse", SAMPLES, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    submissions = [Submission.model_validate_json(line) for line in done.stdout.splitlines()]
    assert [submission.file for submission in submissions] == [file.name for file in files]
    assert list(json.loads(done.stdout.splitlines()[0]))[:5] == ["schema", "file", "message", "kind", "state"]


def test_parse_of_nothing_is_bad_usage(tmp_path: Path) -> None:
    assert verbale("parse", cwd=tmp_path).returncode == 2
    done = verbale("parse", tmp_path / "missing.eml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "missing.eml does not exist" in done.stderr


def test_parse_names_what_it_cannot_read_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "folder.eml").mkdir()
    (tmp_path / "nowhere.eml").symlink_to(tmp_path / "gone")
    (tmp_path / "zz.eml").write_bytes((SAMPLES / "02-note-in-the-body.eml").read_bytes())
    unreadable = "/proc/self/mem"  # even for a superuser, as a file of another is for others
    done = verbale("parse", unreadable, tmp_path, cwd=tmp_path)
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == ["zz.eml"]
    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        [
            f"{tmp_path}/folder.eml cannot be read (it is no file); it is passed over.",
            f"{tmp_path}/nowhere.eml cannot be read (it is no file); it is passed over.",
            "/proc/self/mem cannot be read (Input/output error); it is passed over.",
            "verbale parse: 3 of 4 messages could not be read; they are named above.",
        ],
    )


def test_fetch_names_what_it_cannot_read_and_goes_on(tmp_path: Path) -> None:
    mails = tmp_path / "mails"
    (mails / "folder.eml").mkdir(parents=True)
    (mails / "memory.eml").symlink_to("/proc/self/mem")
    (mails / "note.eml").write_bytes((SAMPLES / "02-note-in-the-body.eml").read_bytes())
    settings = {"DATA": tmp_path / "data", "MAILBOX_KIND": "folder", "MAILBOX_PATH": mails, "LOG_LEVEL": "error"}
    done = verbale("fetch", settings=settings, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "1 new message kept, 0 already here.\n")
    assert done.stderr.splitlines() == [
        f"verbale: {mails}/folder.eml cannot be read (it is no file); the others were.",
        f"verbale: {mails}/memory.eml cannot be read (Input/output error); the others were.",
    ]
    check = verbale("check", settings=settings, cwd=tmp_path)
    told = [line for line in check.stdout.splitlines() if str(mails) in line]
    assert (check.returncode, told) == (
        1,
        [
            f"✗ mailbox    folder:{mails}: 2 entries cannot be read; make that possible or take it away:",
            f"  {mails}/folder.eml (it is no file)",
            f"  {mails}/memory.eml (Input/output error)",
        ],
    )


def test_parse_takes_the_messages_of_a_folder_and_nothing_else_in_it(tmp_path: Path) -> None:
    (tmp_path / "EXPORT.EML").write_bytes((SAMPLES / "02-note-in-the-body.eml").read_bytes())
    done = verbale("parse", tmp_path, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == ["EXPORT.EML"]


def test_a_long_queue_is_listed_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from config.settings import Settings
    from tests.builders.rows import kept
    from verbale import tables
    from verbale.wiring import opened

    monkeypatch.setattr(tables, "PAGE", 2)
    settings = Settings(data=tmp_path / "data")
    with opened(settings) as house, house.database.transaction() as session:
        numbers = [kept(session, uid, b"Subject: %d\r\n\r\n" % uid) for uid in range(1, 6)]
    tables.print_queue(opened(settings), "waiting", None, None, as_json=True)
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == numbers


def test_a_message_of_plain_text_is_read_without_what_others_need() -> None:
    """What a start imports is most of the time that one message takes: libraries for files, scans and rare languages, the facts of
    notices, and expressions for scripts that the message does not have."""
    program = (
        "import sys; from pathlib import Path; from config.settings import Settings, load_programme\n"
        "from parsers.read import read_message\n"
        "raw = Path(sys.argv[1]).read_bytes()\n"
        "assert read_message(raw, 'note.eml', load_programme(Settings().programme)).submission.contacts\n"
        "from parsers.scripts import HAN_SIGN\n"
        "unneeded = {'PIL', 'calamine', 'cv2', 'lingua', 'lxml', 'nh3', 'numpy', 'olefile', 'onnxruntime', 'oxmsg', 'pypdfium2',"
        " 'python_calamine', 'rapidocr', 'tnefparse', 'domain.alarms', 'domain.facts', 'domain.notices', 'parsers.readers.html',"
        " 'parsers.readers.pdf_page', 'parsers.readers.rtf', 'parsers.readers.scan'}\n"
        "print(sorted(unneeded & sys.modules.keys()), 'search' in vars(HAN_SIGN.expression))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(SAMPLES / "02-note-in-the-body.eml")],
        env=environment({}),
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("[] False\n", "")


def test_parse_knows_neither_store_nor_desk() -> None:
    """Nor the network's libraries: what it imports is told by the interpreter itself."""
    program = (
        "import sys; sys.argv = ['verbale', 'parse', '-q', sys.argv[1]]\n"
        "from verbale.cli import app\n"
        "try: app(standalone_mode=False)\n"
        "finally:\n"
        "  roots = {name.partition('.')[0] for name in sys.modules}\n"
        "  print(sorted(roots & {'store', 'desk', 'ingest', 'notify', 'sqlmodel', 'sqlalchemy', 'starlette', 'imapclient'}),"
        " file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(SAMPLES / "02-note-in-the-body.eml")],
        env=environment({}),
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "[]"


def test_an_officer_is_added_and_given_a_new_password(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("correct horse battery\n")
    settings = {"DATA": tmp_path / "data"}
    first = verbale("adduser", "ada", "--password-file", secret, settings=settings, cwd=tmp_path)
    again = verbale("adduser", "ada", "--password-file", secret, settings=settings, cwd=tmp_path)
    assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
    assert "ada may sign in" in first.stdout
    assert "new password" in again.stdout
    secret.write_text("short")
    assert verbale("adduser", "bob", "--password-file", secret, settings=settings, cwd=tmp_path).returncode == 1
    asked = verbale("adduser", "bob", settings=settings, cwd=tmp_path)
    assert (asked.returncode, asked.stderr) == (
        1,
        "verbale: There is no terminal at which to type a password; give --password-file.\n",
    )


def test_a_shunted_message_is_sent_back_to_be_read_once(tmp_path: Path) -> None:
    from domain.stages import Stage
    from store import events, messages
    from store.database import Database
    from tests.builders.databases import migrated_url
    from tests.builders.rows import NOON, kept

    url = migrated_url("sqlite", tmp_path)
    database = Database(url)
    with database.transaction() as session:
        number = kept(session)
        messages.move(session, number, Stage.RECEIVED, Stage.SHUNTED, NOON, None, because="crash")
    settings = {"DATABASE": url}
    assert verbale("queue", "--lane", "waiting", "--json", settings=settings, cwd=tmp_path).stdout == ""
    (told,) = verbale("queue", "--shunted", "--json", settings=settings, cwd=tmp_path).stdout.splitlines()
    assert (json.loads(told)["id"], json.loads(told)["because"]) == (number, "crash")
    told = verbale("queue", "--shunted", settings=settings, cwd=tmp_path).stdout
    assert "The reading program broke down over it, twice. Look at the original" in told
    assert f"`verbale retry {number}`" in told
    done = verbale("retry", str(number), settings=settings, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    again = verbale("retry", str(number), settings=settings, cwd=tmp_path)
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert "is not shunted" in again.stderr
    none = verbale("retry", "999", settings=settings, cwd=tmp_path)
    assert (none.returncode, none.stderr) == (
        1,
        "verbale: There is no message 999; `verbale queue --shunted` lists those that are shunted.\n",
    )
    assert verbale("queue", "--shunted", settings=settings, cwd=tmp_path).stdout.startswith("Nothing is shunted")
    waiting = verbale("queue", "--lane", "waiting", "--json", settings=settings, cwd=tmp_path).stdout
    assert [json.loads(line)["id"] for line in waiting.splitlines()] == [number]
    with database.reading() as session:
        assert [(event.what, event.actor) for event in events.of_message(session, number)][-1] == (
            "retried",
            "operator",
        )
    database.close()


def test_every_setting_stands_in_the_operators_page() -> None:
    from config.oauth import OAuthSettings
    from config.settings import Section, Settings

    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    missing = []
    for name, field in Settings.model_fields.items():
        inside = type(field.default) if name != "oauth" else OAuthSettings
        names = [f"{name}.{inner}" for inner in inside.model_fields] if issubclass(inside, Section) else [name]
        missing += [setting for setting in names if f"`{setting}`" not in page]
    assert missing == []
