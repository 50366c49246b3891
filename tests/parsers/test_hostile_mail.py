"""Whatever bytes arrive, they are opened without an exception, in bounded time and memory."""

from __future__ import annotations

import base64
import contextlib
import email
import random
import tracemalloc
from email.message import Message as StandardMessage

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from parsers import addresses, archives, authentication, charsets, compound, filenames, headers, sniff, transfer
from parsers.containers import open_parts
from parsers.limits import MIB, Limits
from parsers.mime import Message, open_message
from parsers.triage import triage
from tests.builders import mails
from tests.builders.runaway import no_runaway

LIMITS = Limits()
SMALL = Limits(message_bytes=4000, header_block=600, header=200, addresses=3, parts=8, depth=3, container_bytes=5000,
               container_files=4, container_depth=2, text_chars=500)  # fmt: skip
FEW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

HEADER = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
MULTI = HEADER + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"


def bomb_within(levels: int) -> bytes:
    data = mails.raw_archive(b"a.pdf", bytes(100 * MIB))
    for _ in range(levels):
        data = mails.archive({"a.zip": data})
    return mails.mixed(mails.attachment(data, "a.zip", "application/zip"))


ATTACKS: dict[str, bytes] = {
    "8,000 quotes in To": b"From: a@b.example\r\nTo: " + b'"' * 8000 + b" <x@y.example>\r\n\r\nhi",
    "60,000 brackets in From": b"From: " + b"(" * 60_000 + b"\r\n\r\nhi",
    "60,000 angles in From": b"From: " + b"<" * 60_000 + b"\r\n\r\nhi",
    "60,000 semicolons in a type": HEADER + b'Content-Type: text/plain; x="' + b";" * 60_000 + b"\r\n\r\nhi",
    "15,000 parameters": HEADER + b"Content-Type: text/plain; " + b"a=1;" * 15_000 + b"\r\n\r\nhi",
    "semicolons in the types of parts": MULTI
    + (b'--b\r\nContent-Type: text/plain; x="' + b";" * 300_000 + b"\r\n\r\nhi\r\n") * 20,
    "100,000 parts": MULTI + b"--b\r\n\r\nx\r\n" * 100_000 + b"--b--",
    "2,000 multiparts within multiparts": HEADER
    + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(2000)),
    "2,000 messages within messages": b"From: a@b.example\r\nContent-Type: message/rfc822\r\n\r\n" * 2000 + HEADER,
    "2,000 messages within parts": b"".join(
        b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % n
        + b"--b%d\r\nContent-Type: message/rfc822\r\n\r\n" % n
        for n in range(2000)
    ),
    "300,000 fields": b"X: y\r\n" * 300_000 + b"\r\nhi",
    "10,000 senders": b"From: a@b.example\r\n" * 10_000 + b"\r\nhi",
    "4,000 encoded words": b"From: a@b.example\r\nSubject: " + b"=?utf-8?q?a?= " * 4000 + b"\r\n\r\nhi",
    "200,000 folds": b"Subject: a\r\n" + b" b\r\n" * 200_000 + b"\r\nhi",
    "a million dashes": HEADER + b"Content-Type: multipart/mixed\r\n\r\n" + b"--x\n" * 1_000_000,
    "five megabytes of lines": b"\n" * 5_000_000,
    "five megabytes in a line": HEADER + b"\r\n" + b"x" * 5_000_000,
    "soft breaks": HEADER + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=\n" * 1_000_000,
    "flowed lines": HEADER + b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"> a \r\n" * 300_000,
    "broken base64": HEADER + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"A=\r\n" * 500_000,
    "broken uuencode": HEADER + b"Content-Transfer-Encoding: x-uuencode\r\n\r\n" + b"M\r\n" * 300_000,
    "punycode": HEADER + b"Content-Type: text/plain; charset=punycode\r\n\r\n" + b"a-" * 1_000_000,
    "many messages within many": MULTI
    + b"".join(
        b"--b\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
        + b"--c\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n\r\nx\r\n" * 150
        for _ in range(150)
    ),
    "a bomb": bomb_within(0),
    "a bomb in a bomb": bomb_within(3),
    "a directory of 200,000 files": mails.mixed(
        mails.attachment(mails.archive({"x": b""}) + b"PK\x01\x02" * 200_000, "a.zip")
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_costs_little_more_than_its_size(attack: str) -> None:
    raw = ATTACKS[attack]
    with no_runaway():
        message = open_message(raw, LIMITS)
        opened = open_parts(message, LIMITS)
        triage(message, opened)
    assert len(opened.listed) < 2000


def test_memory_follows_the_limit_and_not_the_bomb() -> None:
    raw = bomb_within(1)
    tracemalloc.start()
    open_parts(open_message(raw, LIMITS), LIMITS)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60 * MIB


# What a message may be made of, so that mutations reach the deeper places.
_SEEDS = (
    mails.mixed(
        mails.branch(
            mails.text("plain é"), mails.text("<p>x</p>", subtype="html"), subtype="alternative", boundary="inner"
        ),
        mails.attachment(mails.PDF, "=?utf-8?B?0J3QvtGC0LAucGRm?="),
        mails.attachment(mails.archive({"a.pdf": mails.PDF, "b.eml": mails.mail()}), "a.zip", "application/zip"),
        mails.entity("message/rfc822", mails.mixed(mails.attachment(mails.PDF)).replace(b"frontier", b"within")),
        From='"Doe, Jane" <jane@x.example>, =?gb18030?b?warC57XjzOHD+w==?= <b@x.example>',
        Authentication_Results="mx.example; spf=pass; dkim=fail (x); dmarc=pass",
        References="<1@x> <2@x>",
    ),
    mails.bounce(),
    mails.mail(
        b"Caf=C3=A9 =\r\n=ZZ",
        Content_Transfer_Encoding="quoted-printable",
        Content_Type="text/plain; charset=utf-8; format=flowed",
    ),
    mails.mixed(
        mails.attachment(mails.docx(word__vbaProject_dot_bin=b"x"), "a.docx"),
        mails.attachment(mails.compound("WordDocument"), "a.doc"),
    ),
)
_SPLICES = st.sampled_from([
    b"", b"\r\n", b"\r\n\r\n", b"\0", b"\xff\xfe", b"\x80", b'"', b"(", b"<", b";", b"%ff", b"*=",
    b"--frontier\r\n", b"--frontier--\r\n", b"--inner\r\n", b"boundary=", b"=?utf-8?b?", b"?=", b"filename*0*=x''%",
    b"Content-Type: multipart/mixed\r\n", b"Content-Type: message/rfc822\r\n\r\n", b"Content-Type: ",
    b"Content-Transfer-Encoding: base64\r\n", b"charset=utf-16", b"charset=utf-7", b"From: ", b"Date: ",
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-",
])  # fmt: skip


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """A message of ours with stretches cut out, doubled, and replaced by what parsers stumble over."""
    raw = draw(st.sampled_from(_SEEDS))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 200)))
        middle = draw(st.one_of(_SPLICES, st.just(raw[start:end] * 2), st.binary(max_size=12)))
        raw = raw[:start] + middle + raw[end:]
    return raw


def everything(raw: bytes, limits: Limits) -> Message:
    message = open_message(raw, limits)
    opened = open_parts(message, limits)
    triage(message, opened)
    paths = [part.path for part in opened.listed]
    assert len(set(paths)) == len(paths)
    for part in opened.listed:
        assert part.name == filenames.safe(part.name) != ""
        part.path.encode("utf-8")
    for text in (message.text, message.html, message.envelope.subject, *(one.name for one in message.envelope.from_)):
        (text or "").encode("utf-8")
    message.envelope.model_dump_json()
    return message


class TestAnyBytes:
    @FEW
    @given(st.binary(max_size=3000))
    def test_noise(self, raw: bytes) -> None:
        everything(raw, LIMITS)

    @FEW
    @given(mutations())
    def test_mutations(self, raw: bytes) -> None:
        everything(raw, LIMITS)

    @FEW
    @given(mutations())
    def test_small_limits_hold(self, raw: bytes) -> None:
        message = everything(raw, SMALL)
        opened = open_parts(message, SMALL)
        assert len(message.parts) <= SMALL.parts
        assert len(message.text or "") <= SMALL.text_chars
        unpacked = sum(len(part.data) for part in opened.listed if "!" in part.path)
        assert unpacked <= SMALL.container_bytes * (SMALL.container_depth + 1)

    @FEW
    @given(mutations())
    def test_the_same_bytes_are_opened_alike(self, raw: bytes) -> None:
        assert open_message(raw, LIMITS) == open_message(raw, LIMITS)

    @FEW
    @given(mutations(), st.integers(0, 4000))
    def test_a_message_cut_anywhere(self, raw: bytes, end: int) -> None:
        everything(raw[:end], LIMITS)


_TREES = st.recursive(st.binary(max_size=40), lambda inner: st.lists(inner, min_size=1, max_size=4), max_leaves=12)


class TestAgainstTheStandardParser:
    """The tree is the standard library's: on honest mail, its leaves are ours."""

    @FEW
    @given(_TREES, st.booleans())
    def test_leaves(self, tree: object, with_unix_lines: bool) -> None:
        numbers = iter(range(1000))

        def built(node: object) -> bytes:
            if isinstance(node, list):
                return mails.branch(*map(built, node), subtype="mixed", boundary=f"b{next(numbers)}")
            assert isinstance(node, bytes)
            return mails.entity(
                "application/octet-stream", base64.encodebytes(node), Content_Transfer_Encoding="base64"
            )

        raw = mails.header(mails.HEAD) + built(tree)
        if with_unix_lines:
            raw = raw.replace(b"\r\n", b"\n")
        theirs = [leaf.get_payload(decode=True) for leaf in _leaves(email.message_from_bytes(raw))]
        message = open_message(raw, Limits(depth=100))
        assert [part.data for part in message.parts] == theirs
        assert message.findings == ()


def _leaves(message: StandardMessage) -> list[StandardMessage]:
    return [part for part in message.walk() if not part.is_multipart()]


class TestPieces:
    @FEW
    @given(st.text(max_size=300))
    @example("0" * 178 + " 0")
    @example("e\u200d\u0301 . .pdf. .")
    def test_file_names(self, name: str) -> None:
        safe = filenames.safe(name)
        assert filenames.safe(safe) == safe
        assert not set(safe) & set("/\\!\0\r\n\u202e")

    @FEW
    @given(st.binary(max_size=400), st.text(max_size=20))
    def test_decoding(self, data: bytes, charset: str) -> None:
        charsets.decode(data, charset, charset)
        charsets.guess_file_name(data)

    @FEW
    @given(st.text(max_size=300))
    def test_words_decoded_are_text(self, text: str) -> None:
        headers.decoded(text).encode("utf-8")
        headers.parameterised(text)

    @FEW
    @given(st.text(alphabet='ab@<>(),;:"\\ =?', max_size=80))
    def test_addresses(self, text: str) -> None:
        for one in addresses.parse(text).found:
            assert one.address == one.address.lower()
            assert not one.address or one.address.count("@") >= 1
        authentication.verdicts([text])

    @FEW
    @given(st.binary(max_size=300), st.sampled_from(["base64", "quoted-printable", "x-uuencode", "8bit", "nonsense"]))
    def test_transfer(self, data: bytes, encoding: str) -> None:
        transfer.undo(data, encoding)

    @FEW
    @given(st.binary(max_size=300))
    def test_base64_comes_back(self, data: bytes) -> None:
        assert transfer.undo(base64.encodebytes(data), "base64") == transfer.Transferred(data)

    @FEW
    @given(st.integers(0, 2**32), st.integers(1, 30))
    def test_damaged_containers(self, seed: int, wounds: int) -> None:
        chance = random.Random(seed)
        zipped = mails.archive({"a.pdf": mails.PDF, "b.pdf": mails.PDF * 20})
        for whole in (zipped, mails.compound("WordDocument", "1Table", "Data", "x")):
            data = bytearray(whole)
            for _ in range(wounds):
                data[chance.randrange(len(data))] = chance.randrange(256)
            sniff.sniff(bytes(data))
            compound.names(bytes(data))
            for entry in archives.directory(bytes(data)).entries:
                with contextlib.suppress(archives.CannotUnpack):
                    assert len(archives.unpack(bytes(data), entry, 1000, 10)) <= 1000
