"""What is taken out of a message, whatever state it is in."""

from __future__ import annotations

import base64
import hashlib

import pytest

from domain.envelope import Address, Envelope
from domain.submission import Finding
from parsers import second_opinion
from parsers.limits import Limits
from parsers.mime import Message, open_message
from tests.builders import mails

LIMITS = Limits()


def opened(raw: bytes, limits: Limits = LIMITS) -> Message:
    return open_message(raw, limits)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return sorted(finding.code for finding in findings)


class TestPlainMail:
    def test_one_text_part_is_the_body(self) -> None:
        raw = mails.mail(b"Excellency,\r\nregards\r\n", Content_Type="text/plain; charset=utf-8")
        message = opened(raw)
        assert (message.text, message.html, message.parts, message.findings) == ("Excellency,\nregards\n", None, (), ())
        assert message.sha256 == hashlib.sha256(raw).hexdigest()
        assert message.body_path == "body"

    def test_a_page_without_a_type_is_seen_to_be_one(self) -> None:
        message = opened(mails.mail(b"<html><body>Hello</body></html>", Content_Type=None))
        assert (message.text, message.html) == (None, "<html><body>Hello</body></html>")

    @pytest.mark.parametrize("raw", [b"", b"\r\n", b"\n\n \n"])
    def test_an_empty_message_is_told(self, raw: bytes) -> None:
        assert codes(opened(raw).findings) == ["empty_message", "no_sender"]

    def test_a_document_alone_is_an_attachment(self) -> None:
        raw = mails.mail(
            base64.encodebytes(mails.PDF), Content_Type="application/pdf", Content_Transfer_Encoding="base64"
        )
        message = opened(raw)
        assert [(part.path, part.data) for part in message.parts] == [("part-1.pdf", mails.PDF)]
        assert message.text is None


class TestBodies:
    def test_alternatives_are_both_kept(self) -> None:
        message = opened(
            mails.mixed(mails.text("plain"), mails.text("<p>rich</p>", subtype="html"), subtype="alternative")
        )
        assert (message.text, message.html) == ("plain", "<p>rich</p>")

    def test_an_empty_text_beside_a_page_is_no_text(self) -> None:
        message = opened(
            mails.mixed(mails.text(" \r\n"), mails.text("<p>rich</p>", subtype="html"), subtype="alternative")
        )
        assert (message.text, message.html) == (None, "<p>rich</p>")

    def test_stretches_around_an_attachment_are_one_body(self) -> None:
        message = opened(mails.mixed(mails.text("before"), mails.attachment(mails.PDF), mails.text("after")))
        assert message.text == "before\n\nafter"
        assert [part.name for part in message.parts] == ["note.pdf"]

    def test_a_page_and_a_text_in_a_row_are_one_page_that_holds_both(self) -> None:
        message = opened(mails.mixed(mails.text("<p>note</p>", subtype="html"), mails.text("a < b")))
        assert (message.text, message.html) == (None, "<p>note</p>\n<pre>a &lt; b</pre>")

    def test_an_attached_text_is_an_attachment(self) -> None:
        message = opened(mails.mixed(mails.text("body"), mails.attachment(b"list", "list.txt", "text/plain")))
        assert message.text == "body"
        assert [(part.name, part.data) for part in message.parts] == [("list.txt", b"list")]

    def test_an_inline_text_with_a_name_is_an_attachment_beside_a_body(self) -> None:
        named = mails.text("x", Content_Disposition='inline; filename="contacts.txt"')
        assert [part.name for part in opened(mails.mixed(mails.text("body"), named)).parts] == ["contacts.txt"]

    def test_a_named_body_is_a_body_where_there_is_no_other(self) -> None:
        named = mails.text("Excellency", Content_Disposition='inline; filename="body.txt"')
        message = opened(mails.mixed(named, mails.attachment(mails.PDF)))
        assert (message.text, [part.name for part in message.parts]) == ("Excellency", ["note.pdf"])

    def test_flowed_text_is_unfolded(self) -> None:
        flowed = b"One long \r\nline\r\n> quoted \r\n> too\r\n-- \r\nsignature\r\n"
        message = opened(mails.mail(flowed, Content_Type="text/plain; format=flowed"))
        assert message.text == "One long line\n> quoted too\n-- \nsignature\n"

    def test_nul_bytes_are_left_out(self) -> None:
        assert opened(mails.mail(b"a\0b", Content_Type="text/plain")).text == "ab"

    def test_a_very_long_text_is_cut_and_told(self) -> None:
        message = opened(mails.mail(b"x" * 100), Limits(text_chars=10))
        assert (message.text, codes(message.findings)) == ("x" * 10, ["text_too_long"])


class TestCharsets:
    @pytest.mark.parametrize(
        ("content", "encoding", "declared", "found"),
        [
            ("Désignation", "cp1252", "iso-8859-1", []),
            ("联络点提名", "gb18030", "gb2312", []),
            ("联络点提名", "gb18030", "x-gbk", []),
            ("مذكرة شفوية", "cp1256", "windows-1256", []),
            ("Вопрос", "koi8-r", "koi8-r", []),
            ("Désignation", "utf-8", "iso-8859-1", []),  # plainly UTF-8 under another name
            ("Désignation", "utf-8", "unknown-8bit", []),
            ("Désignation", "cp1252", "utf-8", ["charset_guessed"]),
            ("Désignation", "cp1252", "x-nonsense", ["charset_guessed"]),
            ("Постоянное представительство", "koi8-r", "us-ascii", ["charset_guessed"]),
            ("Постоянное Представительство", "cp1251", "us-ascii", ["charset_guessed"]),
            ("中华人民共和国常驻联合国代表团", "gb18030", "us-ascii", ["charset_guessed"]),
        ],
    )
    def test_the_text_is_right_and_a_guess_is_told(
        self, content: str, encoding: str, declared: str, found: list[str]
    ) -> None:
        message = opened(mails.mail(content.encode(encoding), Content_Type=f"text/plain; charset={declared}"))
        assert (message.text, codes(message.findings)) == (content, found)

    def test_plain_text_called_utf_16_is_plain_text(self) -> None:
        assert opened(mails.mail(b"Excellency", Content_Type="text/plain; charset=utf-16")).text == "Excellency"
        assert (
            opened(mails.mail("Größe".encode("utf-16-le"), Content_Type="text/plain; charset=utf-16le")).text == "Größe"
        )

    @pytest.mark.parametrize("name", ["idna", "punycode", "unicode_escape", "rot13", "hex", "zip", "\x00", "a" * 5000])
    def test_what_is_no_charset_is_not_used_as_one(self, name: str) -> None:
        message = opened(mails.mail(b"a\\u0041-b", Content_Type=f"text/plain; charset={name}"))
        assert message.text == "a\\u0041-b"


class TestAttachments:
    @pytest.mark.parametrize(
        ("field", "name"),
        [
            ("attachment; filename*=utf-8''%D0%9D%D0%BE%D1%82%D0%B0.pdf", "Нота.pdf"),
            ("attachment; filename*0*=utf-8''%D0%9D%D0%BE; filename*1*=%D1%82%D0%B0; filename*2=.pdf", "Нота.pdf"),
            ('attachment; filename="=?utf-8?B?0J3QvtGC0LAucGRm?="', "Нота.pdf"),
            ("attachment; filename==?utf-8?B?0J3QvtGC0LAucGRm?=", "Нота.pdf"),
            ("attachment; filename=\"plain.pdf\"; filename*=utf-8''%C3%A9.pdf", "é.pdf"),
            ('attachment; filename="Désignation.pdf"', "Désignation.pdf"),
            (b'attachment; filename="D\xe9signation.pdf"', "Désignation.pdf"),
            ('attachment; filename="..\\\\..\\\\evil.pdf"', "evil.pdf"),
            ('attachment; filename="../../etc/passwd"', "passwd"),
            ('attachment; filename="C:\\TEMP\\note.pdf"', "note.pdf"),
            ("attachment; filename=This is a note.pdf", "This is a note.pdf"),
            ('attachment; filename="a\u202efdp.exe"', "afdp.exe"),
            ('attachment; filename="outer!inner.pdf"', "outer_inner.pdf"),
            ('attachment; filename="unclosed.pdf', "unclosed.pdf"),
            ('attachment; filename="  "', "part-1.pdf"),
            ('attachment; filename="..."', "part-1.pdf"),
            ("attachment", "part-1.pdf"),
            ('attachment; filename="body"', "body.bin"),
        ],
    )
    def test_names(self, field: str | bytes, name: str) -> None:
        part = mails.entity("application/pdf", mails.PDF, Content_Disposition=field)
        assert [part.name for part in opened(mails.mixed(part)).parts] == [name]

    def test_the_type_may_carry_the_name(self) -> None:
        part = mails.entity('application/pdf; name="from type.pdf"', mails.PDF)
        assert [part.name for part in opened(mails.mixed(part)).parts] == ["from type.pdf"]

    def test_equal_names_are_told_apart(self) -> None:
        message = opened(mails.mixed(*(mails.attachment(mails.PDF + bytes([number])) for number in range(3))))
        assert [part.path for part in message.parts] == ["note.pdf", "note (2).pdf", "note (3).pdf"]

    def test_a_small_embedded_picture_is_decoration(self) -> None:
        logo = mails.attachment(
            mails.png(200, 80), "logo.png", "image/png", Content_Disposition="inline", Content_ID="<logo@x>"
        )
        [part] = opened(mails.mixed(mails.text("x"), logo, subtype="related")).parts
        assert (part.inline, part.content_id) == (True, "logo@x")

    def test_an_embedded_page_is_not(self) -> None:
        scan = mails.attachment(
            mails.png(850, 1100), "scan.png", "image/png", Content_Disposition="inline", Content_ID="<1@x>"
        )
        [part] = opened(mails.mixed(mails.text("x"), scan, subtype="related")).parts
        assert part.inline is False

    def test_an_attached_small_picture_is_not(self) -> None:
        [part] = opened(
            mails.mixed(mails.text("x"), mails.attachment(mails.png(200, 80), "stamp.png", "image/png"))
        ).parts
        assert part.inline is False

    def test_an_unnamed_document_without_a_disposition_is_kept_whole(self) -> None:
        [part] = opened(mails.mixed(mails.text("x"), mails.entity("application/pdf", mails.PDF))).parts
        assert (part.path, part.data) == ("part-2.pdf", mails.PDF)

    @pytest.mark.parametrize("ending", [b"\r\n", b"\n"])
    def test_an_enclosed_message_is_one_part_byte_for_byte(self, ending: bytes) -> None:
        inner = (
            mails.mixed(mails.text("ç"), mails.attachment(mails.PDF))
            .replace(b"frontier", b"within")
            .replace(b"\r\n", ending)
        )
        message = opened(mails.mixed(mails.text("forwarded"), mails.entity("message/rfc822", inner)))
        assert [(part.path, part.data) for part in message.parts] == [("part-2.eml", inner)]
        assert message.text == "forwarded"
        assert message.findings == ()

    def test_an_enclosed_message_in_base64_is_decoded(self) -> None:
        inner = mails.mail(b"inner")
        part = mails.attachment(inner, "forward.eml", "message/rfc822")
        assert [(part.path, part.data) for part in opened(mails.mixed(part)).parts] == [("forward.eml", inner)]


class TestDamage:
    @pytest.mark.parametrize(
        ("wire", "data", "damaged"),
        [
            (b"QUJD\r\nREVG\r\n", b"ABCDEF", False),
            (b"QUJDRA", b"ABCD", False),  # padding forgotten
            (b"QUI=QUI=", b"ABAB", False),  # encoded in two pieces
            (b"QUJD\r\nREVG\r\n\r\n-- \r\nsent by a list\r\n", b"ABCDEF", True),
            (b"QUJD\r\nRE*VG\r\nQUJD\r\nREVG", b"ABCABCDEF", True),  # a line that is not base64
            (b"QUJDQ", b"ABC", True),  # torn off
        ],
    )
    def test_base64(self, wire: bytes, data: bytes, damaged: bool) -> None:
        part = mails.entity('application/pdf; name="a.pdf"', wire, Content_Transfer_Encoding=" Base64 (as usual)")
        message = opened(mails.mixed(part))
        assert [part.data for part in message.parts] == [data]
        assert codes(message.findings) == (["attachment_damaged"] if damaged else [])

    def test_quoted_printable(self) -> None:
        message = opened(mails.mail(b"a=3Db =ZZ c=\r\nd", Content_Transfer_Encoding="quoted-printable"))
        assert (message.text, codes(message.findings)) == ("a=b =ZZ cd", ["text_damaged"])

    def test_uuencode(self) -> None:
        wire = b"begin 644 a.pdf\r\n#04)#\r\n`\r\nend\r\n"
        part = mails.entity('application/pdf; name="a.pdf"', wire, Content_Transfer_Encoding="x-uuencode")
        assert [part.data for part in opened(mails.mixed(part)).parts] == [b"ABC"]

    def test_a_missing_boundary_is_found_in_the_text(self) -> None:
        _, content = mails.multipart(mails.text("body"), mails.attachment(mails.PDF))
        message = opened(mails.mail(content, Content_Type="multipart/mixed"))
        assert (message.text, [part.data for part in message.parts]) == ("body", [mails.PDF])
        assert codes(message.findings) == ["structure_repaired"]

    def test_a_misspelt_boundary_is_found_in_the_text(self) -> None:
        _, content = mails.multipart(mails.text("body"), mails.attachment(mails.PDF))
        message = opened(mails.mail(content, Content_Type='multipart/mixed; boundary="another"'))
        assert [part.data for part in message.parts] == [mails.PDF]

    def test_a_lost_content_type_is_found_in_the_text(self) -> None:
        _, content = mails.multipart(mails.text("body"), mails.attachment(mails.PDF))
        message = opened(mails.mail(content, Content_Type=None, MIME_Version=None))
        assert (message.text, [part.data for part in message.parts]) == ("body", [mails.PDF])

    def test_what_cannot_be_told_apart_is_shown_as_text(self) -> None:
        message = opened(mails.mail(b"no parts at all", Content_Type='multipart/mixed; boundary="x"'))
        assert (message.text, codes(message.findings)) == ("no parts at all", ["structure_damaged"])

    def test_a_nested_multipart_that_never_begins_is_told(self) -> None:
        inner = mails.entity('multipart/alternative; boundary="never"', b"lost text")
        message = opened(mails.mixed(mails.text("body"), inner, closed=False))
        assert message.text == "body\n\nlost text"
        assert codes(message.findings) == ["message_cut_off", "structure_damaged"]

    def test_a_message_cut_off_is_told(self) -> None:
        raw = mails.mixed(mails.text("body"), mails.attachment(mails.PDF), closed=False)
        message = opened(raw)
        assert (len(message.parts), codes(message.findings)) == (1, ["message_cut_off"])

    def test_text_that_nobody_sees_is_told(self) -> None:
        content_type, content = mails.multipart(mails.text("body"))
        message = opened(mails.mail(b"hidden " * 100 + b"\r\n" + content, Content_Type=content_type))
        assert codes(message.findings) == ["text_outside_parts"]

    def test_a_piece_of_a_message_is_told(self) -> None:
        part = mails.entity("message/partial; number=1; total=2; id=x", b"...")
        assert codes(opened(mails.mixed(mails.text("x"), part)).findings) == ["message_in_pieces"]


class TestLimits:
    """What lies beyond a limit is left unread, and that is told."""

    def test_bytes(self) -> None:
        message = opened(mails.mail(b"x" * 5000), Limits(message_bytes=1000))
        assert "message_too_large" in codes(message.findings)
        assert message.text is not None
        assert len(message.text) < 1000

    def test_a_long_field(self) -> None:
        message = opened(mails.mail(b"body", Subject="x" * 70_000))
        assert (len(message.envelope.subject), message.text, codes(message.findings)) == (
            2000,
            "body",
            ["header_too_long"],
        )

    def test_a_long_header(self) -> None:
        message = opened(mails.header({"X-Filler": ["y" * 100] * 5000}) + mails.mail(b"body"), Limits())
        assert (message.text, codes(message.findings)) == ("body", ["header_too_long", "no_sender"])

    def test_parts(self) -> None:
        message = opened(mails.mixed(*(mails.attachment(mails.PDF) for _ in range(300))))
        assert (len(message.parts), codes(message.findings)) == (199, ["too_many_parts"])

    def test_depth(self) -> None:
        raw = b"".join(
            b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number)
            for number in range(2000)
        )
        message = opened(b"From: a@b.example\r\n" + raw + b"Content-Type: text/plain\r\n\r\nhello")
        assert "nested_too_deep" in codes(message.findings)


class TestSecondOpinion:
    """Differences are told only where a reviewer could miss something."""

    def test_nothing_is_said_of_what_the_other_parser_is_known_to_lose(self) -> None:
        unnamed = mails.entity("application/pdf", mails.PDF)
        assert opened(mails.mixed(mails.text("x"), unnamed)).findings == ()

    def test_nothing_is_said_of_an_enclosed_message_that_the_other_flattens(self) -> None:
        inner = mails.mixed(mails.text("inner"), mails.attachment(mails.PDF, "inner.pdf")).replace(
            b"frontier", b"within"
        )
        assert opened(mails.mixed(mails.text("x"), mails.entity("message/rfc822", inner))).findings == ()

    def test_nothing_is_said_of_attached_text(self) -> None:
        table = mails.attachment("é;ü".encode(), "t.csv", "text/csv; charset=utf-8")
        assert opened(mails.mixed(mails.text("x"), table)).findings == ()

    @pytest.mark.parametrize(
        ("part", "name"),
        [
            (mails.attachment(mails.PDF, "note.pdf"), "note.pdf"),
            (mails.attachment(mails.png(20, 20), "stamp.png", "image/png"), "stamp.png"),
            (mails.attachment(b"a;b;c", "table.csv", "text/csv"), "table.csv"),
        ],
    )
    def test_what_only_the_other_finds_is_told(self, part: bytes, name: str) -> None:
        raw = mails.mixed(mails.text("body"), part)
        message = opened(raw)
        whole = second_opinion.Contents(tuple((one.name, one.data) for one in message.parts), ("body",))
        assert second_opinion.compare(raw, message.envelope, whole) == ()
        [finding] = second_opinion.compare(raw, message.envelope, second_opinion.Contents((), ("body",)))
        assert finding.code == "parser_disagreement"
        assert finding.message.endswith(f"holds differently: {name}.")

    def test_another_sender_is_told(self) -> None:
        raw = mails.mail(b"body")
        other = Envelope(from_=(Address(address="other@x.example"),))
        assert codes(second_opinion.compare(raw, other, second_opinion.Contents((), ("body",)))) == [
            "parser_disagreement"
        ]

    def test_names_that_it_makes_up_are_not_repeated(self) -> None:
        raw = mails.mixed(mails.text("body"), b"Content-Type: text/\r\nContent-Type: text/plain\r\n\r\nmore")
        assert opened(raw) == opened(raw)
        assert codes(opened(raw).findings) == []

    def test_a_mail_on_which_it_fails_is_opened_all_the_same(self) -> None:
        inner = mails.entity('multipart/alternative; boundary="never"', b"lost")
        assert "parser_disagreement" not in codes(opened(mails.mixed(inner, closed=False)).findings)
