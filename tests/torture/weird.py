"""Weird mail: honest messages damaged by mutation, kept byte for byte and read to their end; nothing may break us."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from domain.delivery import Delivery
from ingest.bug import frames
from ingest.message_id import message_id_of
from ingest.pipeline import work_through
from parsers.limits import MIB, Limits
from parsers.read import read_message
from store import contents, keeping, messages
from store.database import Database
from store.owner import this_process
from tests.builders import mails
from tests.builders.databases import migrated_url
from tests.builders.letters import programme
from tests.torture.post import SAMPLES, mixed_post

NOON = datetime(2024, 3, 12, 12, 0, tzinfo=UTC)
PROGRAMME = programme()
LIMITS = Limits(
    message_bytes=MIB, container_bytes=4 * MIB, container_files=30, pages=2, pixels=200_000, text_chars=50_000
)
BATCH = 50
NASTY = (
    b"\0", b"\r", b"\n", b"\r\n\r\n", b"--", b"\xff\xfe", b"=?utf-8?b?=?=", b"=?x?q?\xff?=", b"\xed\xa0\x80", b"=\r\n", b"<>",
    b"Message-ID: <a@b>\r\n", b"Content-Type: multipart/mixed; boundary=\r\n", b"Content-Transfer-Encoding: x-uuencode\r\n",
    b"Content-Type: text/plain; charset=utf-7\r\n", b"From: a@b, c@d\r\n", b"Date: 99 Foo 0000 99:99:99 +9999\r\n",
    b'"' * 200, b"(" * 200, b"A" * 2000, "\u202e\u0000\ud7ff".encode(),
)  # fmt: skip


def seeds() -> list[bytes]:
    """Honest messages of every build, small ones."""
    small = [file.read_bytes() for file in sorted(SAMPLES.glob("*.eml")) if file.stat().st_size < 25_000]
    built = [
        mails.bounce(),
        mails.mixed(mails.text("Excellency,\r\n"), mails.attachment(mails.PDF)),
        mails.mixed(mails.text("a"), mails.attachment(mails.archive({"n.pdf": mails.PDF}), "n.zip", "application/zip")),
        mails.mixed(mails.entity("message/rfc822", mails.mail()), closed=False),
        mails.mixed(
            mails.branch(mails.text("a"), mails.text("b", subtype="html"), subtype="alternative", boundary="in")
        ),
    ]
    return [*small, *built, *(raw for raw in mixed_post(0, few=True) if len(raw) < 25_000)]


def damaged(count: int, seed: int = 0) -> Iterator[bytes]:
    """So many messages, each damaged in one to six places; the same ones for the same seed."""
    chance = random.Random(seed)
    honest = seeds()
    for _ in range(count):
        raw = chance.choice(honest)
        for _ in range(chance.randint(1, 6)):
            raw = _damaged(raw, chance, honest)
        yield raw or b"\r\n"


def torture_with_weird_mail(count: int, progress: Callable[[], object] = lambda: None, seed: int = 0) -> list[str]:
    """Keeps and reads so many damaged messages; one line for each that broke something, with the seed that makes it again."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="verbale-weird-") as folder:
        database = Database(migrated_url("sqlite", Path(folder)))
        mail = list(damaged(count, seed))
        for start in range(0, count, BATCH):  # one mailbox a batch: the UIDs then say which message is which
            wrong += _kept_and_read(database, f"weird-{seed}-{start}", mail[start : start + BATCH], progress)
        database.close()
    return wrong


def _kept_and_read(database: Database, box: str, raws: list[bytes], progress: Callable[[], object]) -> list[str]:
    wrong: list[str] = []

    def read(raw: bytes, file: str) -> object:
        progress()
        try:
            return read_message(raw, file, PROGRAMME, LIMITS)
        except Exception as bug:
            wrong.append(f"{file} ({len(raw)} bytes) met a bug:\n{frames(bug)}")
            raise

    with database.transaction() as session:
        kept = keeping.keep(
            session,
            [Delivery(box, "1", str(number), NOON, raw) for number, raw in enumerate(raws)],
            [message_id_of(raw) for raw in raws],
            NOON,
        )
    work_through(database, read, PROGRAMME, lambda: NOON, this_process(), mail_domain="ours.example")  # type: ignore[arg-type]
    with database.reading() as session:
        for raw, one in zip(raws, kept, strict=True):
            if contents.raw(session, one.id) != raw:
                wrong.append(f"message {one.id} is not kept byte for byte")
            facts = messages.get(session, one.id)
            if facts is None or facts.stage in ("received", "read", "shunted"):
                wrong.append(f"message {one.id} stands at {facts.stage if facts else 'nothing'}")
    return wrong


def _damaged(raw: bytes, chance: random.Random, honest: list[bytes]) -> bytes:
    start = chance.randint(0, len(raw))
    end = min(len(raw), start + int(chance.expovariate(1 / 80)))
    match chance.randrange(8):
        case 0:  # a stretch is missing
            return raw[:start] + raw[end:]
        case 1:  # or comes twice
            return raw[:end] + raw[start:]
        case 2:  # or is noise
            return raw[:start] + chance.randbytes(end - start) + raw[end:]
        case 3:
            return raw[:start] + chance.choice(NASTY) + raw[start:]
        case 4:  # a bit flips
            return (
                raw[:start] + bytes([raw[start] ^ 1 << chance.randrange(8)]) + raw[start + 1 :]
                if start < len(raw)
                else raw
            )
        case 5:  # the rest never came
            return raw[: max(start, 20)]
        case 6:  # the header's lines are shuffled
            head, blank, body = raw.partition(b"\r\n\r\n")
            lines = head.split(b"\r\n")
            chance.shuffle(lines)
            return b"\r\n".join(lines) + blank + body
        case _:  # another message begins in the midst of it
            other = chance.choice(honest)
            return raw[:start] + other[chance.randint(0, len(other)) :]
