"""What Outlook saves and wraps opens like any enclosed message."""

from __future__ import annotations

import struct

import pytest

from domain.submission import Kind
from parsers.containers import Opened, open_parts
from parsers.limits import MIB, Limits
from parsers.lzfu import decompressed
from parsers.mime import open_message
from parsers.read import read_message
from tests.builders import mails, outlook
from tests.builders.office import programme
from tests.builders.outlook import Attached
from tests.builders.pages import docx, p
from tests.builders.runaway import no_runaway

LIMITS = Limits()
WHO = ("Permanent Mission of Freedonia", "mission@freedonia.example")


def opened(
    data: bytes, name: str = "outer.msg", body: str = "Please see the attachment.", limits: Limits = LIMITS
) -> Opened:
    return open_parts(open_message(mails.mixed(mails.text(body), mails.attachment(data, name)), limits), limits)


def paths(found: Opened) -> list[str]:
    return [part.path for part in found.listed]


def codes(found: Opened) -> list[str]:
    return [finding.code for finding in found.findings]


class TestSavedMail:
    def test_body_files_and_envelope(self) -> None:
        found = opened(
            outlook.msg(
                "Excellency,\r\nfind it attached.", Attached("form é.pdf", mails.PDF), sender=WHO, subject="Note"
            )
        )
        [inner] = found.messages
        assert (inner.body_path, inner.text) == ("outer.msg!body", "Excellency,\nfind it attached.")
        assert (inner.envelope.subject, inner.envelope.from_[0].address) == ("Note", WHO[1])
        assert paths(found) == ["outer.msg", "outer.msg!form é.pdf"]
        assert (found.parts[0].data, found.findings) == (mails.PDF, ())

    def test_the_header_that_it_came_with_is_believed(self) -> None:
        header = "Received: from x\r\nFrom: A B\r\n <a.b@example.int>\r\nSubject: One\r\nDate: Tue, 12 Mar 2024 14:05:00 -0400\r\n"
        [inner] = opened(outlook.msg("x", header=header, subject="Other", sender=WHO)).messages
        assert (inner.envelope.subject, inner.envelope.from_[0].address) == ("One", "a.b@example.int")
        assert inner.envelope.date == "2024-03-12T14:05:00-04:00"

    def test_a_mail_within_it_is_opened_too(self) -> None:
        inner = outlook.saved("Inner", Attached("form.pdf", mails.PDF), subject="Forwarded", within=True)
        found = opened(outlook.msg("Outer", Attached("Forwarded", inner, how=5)))
        assert paths(found) == ["outer.msg", "outer.msg!Forwarded.eml", "outer.msg!Forwarded.eml!form.pdf"]
        assert [message.text for message in found.messages] == ["Outer", "Inner"]

    def test_in_an_archive(self) -> None:
        found = opened(mails.archive({"folder/mail.msg": outlook.msg("x", Attached("a.pdf", mails.PDF))}), "outer.zip")
        assert paths(found) == ["outer.zip", "outer.zip!mail.msg", "outer.zip!mail.msg!a.pdf"]

    @pytest.mark.parametrize(
        ("codepage", "text"), [(1251, "Постоянное представительство"), (936, "常驻代表团"), (1256, "البعثة")]
    )
    def test_texts_in_a_code_page(self, codepage: int, text: str) -> None:
        [inner] = opened(outlook.msg(text, subject=text, codepage=codepage, sender=WHO)).messages
        assert (inner.text, inner.envelope.subject) == (text, text)

    def test_a_body_as_a_page(self) -> None:
        [inner] = opened(outlook.msg(html=b"<p>Excellency</p>")).messages
        assert (inner.text, inner.html) == (None, "<p>Excellency</p>")

    def test_a_body_in_rtf_alone_is_read_as_a_file(self) -> None:
        packed = outlook.packed_rtf(rb"{\rtf1\ansi Excellency\par}")
        assert paths(opened(outlook.msg(rtf=packed))) == ["outer.msg", "outer.msg!body.rtf"]
        assert paths(opened(outlook.msg("Excellency", rtf=packed))) == ["outer.msg"]

    def test_a_file_that_lies_elsewhere_is_told(self) -> None:
        assert codes(opened(outlook.msg("x", Attached("report.pdf", b"", how=2)))) == ["content_elsewhere"]

    def test_a_nomination_in_it_is_read(self) -> None:
        form = docx(p("Technical point of contact") + p("Name: Ms. Ana Ruiz") + p("E-mail: ana.ruiz@freedonia.example"))
        raw = mails.mixed(
            mails.text("Please see attached."), mails.attachment(outlook.msg("x", Attached("form.docx", form)), "a.msg")
        )
        submission = read_message(raw, "1.eml", programme()).submission
        assert (submission.kind, [contact.name for contact in submission.contacts]) == (Kind.NOMINATION, ["Ana Ruiz"])
        assert submission.evidence["contacts[0].name"][0].attachment == "a.msg!form.docx"


class TestDamage:
    whole = outlook.msg("Excellency", Attached("form.pdf", mails.PDF * 200), sender=WHO)

    @pytest.mark.parametrize("end", [200, 600, 3000, 6000])
    def test_a_mail_cut_off_is_told(self, end: int) -> None:
        assert set(codes(opened(self.whole[:end]))) & {"damaged", "unsupported_container"}

    def test_streams_that_share_their_bytes_are_no_bomb(self) -> None:
        tree = outlook.saved("x", Attached("a.bin", bytes(MIB)))
        data = bytearray(outlook.compound_tree(tree))
        entry = data.index("__substg1.0_37010102".encode("utf-16-le"))
        struct.pack_into("<Q", data, entry + 120, 0x7FFFFFFF)
        with no_runaway():
            assert codes(opened(bytes(data))) in (["archive_too_large"], ["damaged"])

    def test_mails_within_mails_end(self) -> None:
        tree = outlook.saved("innermost", within=True)
        for number in range(20):
            tree = outlook.saved(f"{number}", Attached("m", tree, how=5), within=number < 19)
        found = opened(outlook.compound_tree(tree))
        assert (len(found.messages), codes(found)) == (8, ["nested_too_deep"])


class TestWinmail:
    def test_body_and_files(self) -> None:
        found = opened(outlook.winmail([("form é.pdf", mails.PDF)], b"Excellency, caf\xe9"), "winmail.dat")
        assert paths(found) == ["winmail.dat", "winmail.dat!form é.pdf"]
        assert [(message.body_path, message.text) for message in found.messages] == [
            ("winmail.dat!body", "Excellency, café")
        ]
        assert (found.parts[0].data, found.findings) == (mails.PDF, ())

    def test_a_body_that_the_mail_says_as_well_is_not_read_twice(self) -> None:
        rtf = outlook.property_of(0x102, 0x1009, outlook.stored_rtf(rb"{\rtf1\ansi Excellency, thank you\par}"))
        found = opened(outlook.winmail([], b"", rtf), "winmail.dat", body="Excellency,\nthank  you")
        assert (paths(found), [message.text for message in found.messages]) == (["winmail.dat"], [""])
        assert paths(opened(outlook.winmail([], b"", rtf), "winmail.dat")) == ["winmail.dat", "winmail.dat!body.rtf"]

    def test_a_mail_within_it_is_opened_too(self) -> None:
        within = outlook.winmail([("deep.pdf", mails.PDF)], b"Inner")
        found = opened(outlook.winmail([], b"Outer", within=within), "winmail.dat")
        assert paths(found) == ["winmail.dat", "winmail.dat!Inner.eml", "winmail.dat!Inner.eml!deep.pdf"]

    def test_of_a_torn_one_what_stands_before_the_damage_is_read(self) -> None:
        whole = outlook.winmail([("a.pdf", mails.PDF), ("b.pdf", mails.PDF)], b"Body")
        found = opened(whole[: whole.rindex(b"%PDF") + 20], "winmail.dat")
        assert "winmail.dat!a.pdf" in paths(found)

    @pytest.mark.parametrize(
        "block",
        [
            struct.pack("<LHHL", 1, 0x1002, 0x1234, 0xFFFFFFFF),
            struct.pack("<L", 0xFFFFFFFF),
            struct.pack("<LHHL", 1, 0x001F, 0x1234, 0xFFFFFFFF),
        ],
    )
    def test_counts_beyond_reason_are_refused_at_once(self, block: bytes) -> None:
        data = (
            struct.pack("<LH", 0x223E9F78, 1)
            + struct.pack("<BHHL", 1, 0x9003, 6, len(block))
            + block
            + b"\0\0"
            + bytes(20)
        )
        with no_runaway():
            assert codes(opened(data, "winmail.dat")) == ["damaged"]

    def test_nothing_but_a_signature_is_damaged(self) -> None:
        assert codes(opened(b"\x78\x9f\x3e\x22", "winmail.dat")) == ["damaged"]


class TestCompressedText:
    def test_the_example_of_the_specification(self) -> None:
        packed = bytes.fromhex(
            "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
        )
        assert decompressed(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"

    def test_a_run_that_repeats_itself(self) -> None:
        packed = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
        assert decompressed(packed) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"

    @pytest.mark.parametrize("data", [b"", b"x" * 15, b"x" * 40, struct.pack("<LL4sL", 9, 9, b"LZFu", 0)])
    def test_what_is_none_is_nothing(self, data: bytes) -> None:
        assert decompressed(data) == b""
