"""What is locked by a password is said in plain words, and the message goes to an officer, whatever else is in it."""

from __future__ import annotations

import struct
import zipfile

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from domain.submission import Kind
from parsers.read import read_message
from tests.builders import mails
from tests.builders.letters import programme
from tests.builders.pages import PdfPages, compound, doc


def xls() -> bytes:
    """A workbook of Excel 97 whose second record says that the rest is encrypted (FILEPASS)."""
    begin = struct.pack("<HHHHHHLL", 0x0809, 16, 0x0600, 5, 0x0DBB, 0x07CC, 0, 6)
    return compound(
        {"Workbook": begin + struct.pack("<HHH", 0x002F, 54, 1) + bytes(52) + struct.pack("<HH", 0x000A, 0)}
    )


def opendocument(kind: str) -> bytes:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>"
    )
    members = {"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": bytes(range(256)),
               "META-INF/manifest.xml": manifest.encode()}  # fmt: skip
    return mails.archive(members, zipfile.ZIP_STORED)


def pdf() -> bytes:
    return PdfPages(encrypt=StandardEncryption("secret", ownerPassword="owner")).line(72, 100, "Text").pdf()


LOCKED: dict[str, bytes] = {
    "note.pdf": pdf(),
    "form.docx": mails.compound("EncryptionInfo", "EncryptedPackage"),
    "form.xlsx": mails.compound("EncryptionInfo", "EncryptedPackage"),
    "form.doc": doc([("Name\r", b"")], encrypted=True),
    "form.xls": xls(),
    "form.odt": opendocument("text"),
    "form.ods": opendocument("spreadsheet"),
    "papers.zip": mails.raw_archive(b"note.pdf", mails.PDF, flags=1),
}


@pytest.mark.parametrize("name", LOCKED)
@pytest.mark.parametrize("body", ["Please find attached.", ""])
def test_a_locked_document_goes_to_review_with_its_finding(name: str, body: str) -> None:
    raw = mails.mixed(mails.text(body), mails.attachment(LOCKED[name], name, "application/octet-stream"))
    submission = read_message(raw, "1.eml", programme()).submission
    told = {finding.code: finding.message for finding in submission.findings}
    assert submission.kind is Kind.NOMINATION
    assert set(told) >= {"password_protected", "no_contact_read"}
    assert name in told["password_protected"]
    assert "password" in told["password_protected"]
