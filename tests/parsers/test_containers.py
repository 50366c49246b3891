"""What is found within a message: archives, enclosed messages, and what may not be opened."""

from __future__ import annotations

import zipfile

import pytest

from domain.submission import Finding
from parsers import sniff
from parsers.containers import Opened, open_parts
from parsers.limits import MIB, Limits
from parsers.mime import open_message
from tests.builders import mails
from tests.builders.runaway import no_runaway

LIMITS = Limits()


def opened(*parts: bytes, limits: Limits = LIMITS) -> Opened:
    return open_parts(open_message(mails.mixed(mails.text("x"), *parts), limits), limits)


def zipped(data: bytes, name: str = "outer.zip") -> bytes:
    return mails.attachment(data, name, "application/zip")


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return sorted(finding.code for finding in findings)


class TestSniff:
    @pytest.mark.parametrize(
        ("data", "media_type"),
        [
            (mails.PDF, "application/pdf"),
            (b"\r\n\r\njunk" + mails.PDF, "application/pdf"),
            (mails.docx(), sniff.DOCX),
            (mails.archive({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), sniff.XLSX),
            (mails.archive({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), sniff.XLSB),
            (mails.archive({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), sniff.PPTX),
            (mails.archive({"mimetype": b"application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED), sniff.ODT),
            (mails.archive({"META-INF/MANIFEST.MF": b""}), "application/java-archive"),
            (mails.archive({"a.pdf": mails.PDF}), sniff.ZIP),
            (mails.compound("WordDocument", "1Table"), sniff.DOC),
            (mails.compound("Workbook"), sniff.XLS),
            (mails.compound("PowerPoint Document"), sniff.PPT),
            (mails.compound("__properties_version1.0", "__substg1.0_0037001F"), sniff.MSG),
            (mails.compound("EncryptionInfo", "EncryptedPackage"), sniff.LOCKED_OFFICE),
            (mails.compound("Something"), sniff.COMPOUND),
            (
                mails.compound("WordDocument", "1Table")[:600] + b"WordDocument\0".decode().encode("utf-16-le"),
                sniff.DOC,
            ),
            (b"{\\rtf1\\ansi}", sniff.RTF),
            (b"\x78\x9f\x3e\x22" + b"\0" * 20, sniff.TNEF),
            (mails.png(1, 1), "image/png"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
            (b"GIF89a\1\0\1\0", "image/gif"),
            (b"II*\0" + b"\0" * 8, "image/tiff"),
            (b"MM\0*" + b"\0" * 8, "image/tiff"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
            (b"BM" + b"\0" * 12 + b"\x28\0\0\0" + b"\0" * 20, "image/bmp"),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic"),
            (b"7z\xbc\xaf\x27\x1c\0\4", "application/x-7z-compressed"),
            (b"Rar!\x1a\x07\1\0", "application/vnd.rar"),
            (b"MZ" + b"\0" * 100, sniff.PROGRAM),
            (b"\x7fELF", sniff.PROGRAM),
            (b"#!/bin/sh\n", "text/x-script"),
            (b"\xef\xbb\xbf<!DOCTYPE html><html>", "text/html"),
            (b'<?xml version="1.0"?>\n<!-- x -->\n<html>', "text/html"),
            ("<html>".encode("utf-16"), "text/html"),
            (b"<?xml version='1.0'?><root/>", "application/xml"),
            (b"<svg xmlns='x'>", "image/svg+xml"),
            (b"BEGIN:VCALENDAR\r\n", "text/calendar"),
            (b"BEGIN:VCARD\r\n", "text/vcard"),
            (b"-----BEGIN PGP SIGNATURE-----\n", "application/pgp-signature"),
            (mails.mail(), "message/rfc822"),
            (b"Name: Jane\nDate: today\nSubject: x\nFrom: Freedonia\n\ntext", "text/plain"),
            (b"Just text", "text/plain"),
            (b"\0\1\2\3", sniff.UNKNOWN),
            (b"", sniff.UNKNOWN),
        ],
    )
    def test_tells_the_type_by_the_bytes(self, data: bytes, media_type: str) -> None:
        assert sniff.sniff(data, "lies.exe") == media_type

    def test_a_table_of_values_needs_its_name(self) -> None:
        assert (sniff.sniff(b"a;b\n", "t.csv"), sniff.sniff(b"a;b\n", "t.txt")) == ("text/csv", "text/plain")


class TestArchives:
    def test_nested_paths_name_the_way(self) -> None:
        inner = mails.archive({"deep/form.pdf": mails.PDF})
        found = opened(zipped(mails.archive({"folder/note.pdf": mails.PDF, "inner.zip": inner, "folder/": b""})))
        assert [part.path for part in found.parts] == ["outer.zip!note.pdf", "outer.zip!inner.zip!form.pdf"]
        assert [part.path for part in found.listed] == [
            "outer.zip",
            "outer.zip!note.pdf",
            "outer.zip!inner.zip",
            "outer.zip!inner.zip!form.pdf",
        ]
        assert found.parts[0].media_type == "application/pdf"
        assert found.findings == ()

    def test_equal_names_in_two_folders_are_told_apart(self) -> None:
        found = opened(zipped(mails.archive({"a/form.pdf": mails.PDF, "b/form.pdf": mails.PDF})))
        assert [part.path for part in found.parts] == ["outer.zip!form.pdf", "outer.zip!form (2).pdf"]

    @pytest.mark.parametrize(
        ("raw", "flags", "name"),
        [
            ("Нота.pdf".encode("cp866"), 0, "Нота.pdf"),
            ("外交部照会.pdf".encode("gbk"), 0, "外交部照会.pdf"),
            ("réponse.pdf".encode("cp437"), 0, "réponse.pdf"),
            ("Désignation.pdf".encode(), 0x800, "Désignation.pdf"),
            ("Désignation.pdf".encode(), 0, "Désignation.pdf"),
            (b"../../../etc/passwd.pdf", 0, "passwd.pdf"),
            (b"C:\\x\\note.pdf", 0, "note.pdf"),
        ],
    )
    def test_names(self, raw: bytes, flags: int, name: str) -> None:
        found = opened(zipped(mails.raw_archive(raw, mails.PDF, flags=flags)))
        assert [part.name for part in found.parts] == [name]

    def test_a_password_is_told(self) -> None:
        found = opened(zipped(mails.raw_archive(b"note.pdf", mails.PDF, flags=1)))
        assert (found.parts, codes(found.findings)) == ((), ["password_protected"])

    def test_a_locked_document_is_told(self) -> None:
        found = opened(mails.attachment(mails.compound("EncryptionInfo", "EncryptedPackage"), "form.docx"))
        assert (found.parts, [part.path for part in found.listed], codes(found.findings)) == (
            (),
            ["form.docx"],
            ["password_protected"],
        )

    @pytest.mark.parametrize("claimed", [0, 1, len(mails.PDF) - 1, len(mails.PDF) + 1, 0xFFFFFFF0])
    def test_a_lying_size_changes_nothing(self, claimed: int) -> None:
        found = opened(zipped(mails.raw_archive(b"note.pdf", mails.PDF, claimed=claimed)))
        assert [part.data for part in found.parts] == [mails.PDF]
        assert found.findings == ()

    def test_a_wrong_checksum_is_told(self) -> None:
        found = opened(zipped(mails.raw_archive(b"note.pdf", mails.PDF, checksum=1)))
        assert (found.parts, codes(found.findings)) == ((), ["archive_damaged"])

    def test_an_archive_cut_off_gives_what_it_can(self) -> None:
        whole = mails.archive({"a.pdf": mails.PDF, "b.pdf": mails.PDF})
        found = opened(zipped(whole[: whole.index(b"PK\x01\x02")]))
        assert [part.data for part in found.parts] == [mails.PDF, mails.PDF]
        assert codes(found.findings) == ["archive_damaged"]

    def test_bzip2_is_unpacked_and_lzma_is_told(self) -> None:
        assert [part.data for part in opened(zipped(mails.archive({"a.pdf": mails.PDF}, zipfile.ZIP_BZIP2))).parts] == [
            mails.PDF
        ]
        found = opened(zipped(mails.archive({"a.pdf": mails.PDF}, zipfile.ZIP_LZMA)))
        assert (found.parts, codes(found.findings)) == ((), ["unsupported_container"])


class TestBombs:
    """Bounded in memory and time, and told."""

    def test_out_of_proportion(self) -> None:
        bomb = mails.raw_archive(b"a.pdf", bytes(200 * MIB), claimed=10)
        with no_runaway():
            found = opened(zipped(bomb))
        assert (found.parts, codes(found.findings)) == ((), ["archive_bomb"])

    def test_nested_out_of_proportion(self) -> None:
        bomb = mails.raw_archive(b"a.pdf", bytes(50 * MIB))
        found = opened(zipped(mails.archive({f"{number}.zip": bomb for number in range(8)})))
        assert (found.parts, set(codes(found.findings))) == ((), {"archive_bomb"})

    def test_all_together(self) -> None:
        limits = Limits(container_bytes=3 * MIB, container_ratio=100_000)
        found = opened(zipped(mails.archive({f"{number}.txt": b"x" * MIB for number in range(8)})), limits=limits)
        assert (len(found.parts), codes(found.findings)) == (3, ["archive_too_large"])

    def test_too_many_files(self) -> None:
        found = opened(zipped(mails.archive({f"{number}.txt": b"x" for number in range(600)})))
        assert (len(found.parts), codes(found.findings)) == (500, ["archive_too_large"])

    def test_far_too_many_files(self) -> None:
        found = opened(zipped(mails.archive({"x": b""}) + b"PK\x01\x02" * 20_000))
        assert (found.parts, codes(found.findings)) == ((), ["archive_too_large"])

    def test_too_deep(self) -> None:
        data = mails.PDF
        for _ in range(30):
            data = mails.archive({"a.zip": data})
        found = opened(zipped(data))
        assert (len(found.listed), codes(found.findings)) == (9, ["nested_too_deep"])


class TestEnclosedMessages:
    def test_is_a_message_of_its_own(self) -> None:
        inner = mails.mixed(mails.text("inner"), mails.attachment(mails.PDF, "form.pdf"), Subject="inner").replace(
            b"frontier", b"within"
        )
        found = opened(mails.entity('message/rfc822; name="forward.eml"', inner))
        [message] = found.messages
        assert (message.text, message.envelope.subject, message.body_path) == ("inner", "inner", "forward.eml!body")
        assert [part.path for part in found.parts] == ["forward.eml!form.pdf"]
        assert [part.path for part in found.listed] == ["forward.eml", "forward.eml!form.pdf"]

    def test_is_known_by_its_content(self) -> None:
        found = opened(mails.attachment(mails.mail(b"inner"), "mail.txt", "application/octet-stream"))
        assert [message.text for message in found.messages] == ["inner"]

    def test_within_an_archive(self) -> None:
        found = opened(zipped(mails.archive({"old.eml": mails.mixed(mails.attachment(mails.PDF, "form.pdf"))})))
        assert [part.path for part in found.parts] == ["outer.zip!old.eml!form.pdf"]

    def test_two_thousand_deep(self) -> None:
        raw = b"From: a@b.example\r\nContent-Type: message/rfc822\r\n\r\n" * 2000 + mails.mail(b"inner")
        found = open_parts(open_message(raw, LIMITS), LIMITS)
        assert (len(found.messages), codes(found.findings)) == (8, ["nested_too_deep"])

    def test_what_a_report_gives_back_is_not_opened(self) -> None:
        returned = mails.mixed(mails.text("nomination"), mails.attachment(mails.PDF)).replace(b"frontier", b"within")
        found = open_parts(open_message(mails.bounce(returned=returned), LIMITS), LIMITS)
        assert (found.parts, found.messages) == ((), ())
        assert [(part.path, part.returned) for part in found.listed] == [("part-2.txt", False), ("part-3.eml", True)]


class TestWarnings:
    def test_macros(self) -> None:
        assert codes(opened(mails.attachment(mails.docx(word__vbaProject_dot_bin=b"x"), "form.docx")).findings) == [
            "macros"
        ]
        assert codes(opened(mails.attachment(mails.compound("WordDocument", "Macros"), "form.doc")).findings) == [
            "macros"
        ]

    @pytest.mark.parametrize(("kind", "found"), [("image", ["external_content"]), ("attachedTemplate", ["external_content"]),
                                                 ("hyperlink", [])])  # fmt: skip
    def test_content_from_outside(self, kind: str, found: list[str]) -> None:
        relation = (
            f'<Relationship Id="r1" Type="http://schemas.example/relationships/{kind}" '
            'Target="http://x.example/" TargetMode="External"/>'
        )
        document = mails.docx(word___rels__document_dot_xml_dot_rels=relation.encode())
        assert codes(opened(mails.attachment(document, "form.docx")).findings) == found

    @pytest.mark.parametrize(
        ("data", "name", "found"),
        [
            (b"MZ" + b"\0" * 100, "note.exe", ["dangerous_attachment"]),
            (b"MZ" + b"\0" * 100, "note.pdf", ["dangerous_attachment", "misleading_name"]),
            (b"WScript.Echo(1)", "note.js", ["dangerous_attachment"]),
            (b"<html></html>", "invoice.pdf.html", ["misleading_name"]),
            (b"<html></html>", "note.html", []),
            (mails.PDF, "note.docx", ["misleading_name"]),
            (mails.PDF, "note.docx.pdf", []),
            (mails.PDF, "NV 12.2024", []),
            (mails.docx(), "note.doc", []),
            (b"\x78\x9f\x3e\x22" + b"\0" * 20, "winmail.dat", ["damaged"]),
            (mails.compound("__properties_version1.0"), "mail.msg", ["damaged"]),
            (b"7z\xbc\xaf\x27\x1c\0\4", "docs.7z", ["unsupported_container"]),
            (b"-----BEGIN PGP MESSAGE-----\n", "m.asc", ["unsupported_container"]),
            (b"-----BEGIN PGP SIGNATURE-----\n", "s.asc", []),
        ],
    )
    def test_names_and_kinds(self, data: bytes, name: str, found: list[str]) -> None:
        assert codes(opened(mails.attachment(data, name, "application/octet-stream")).findings) == found
