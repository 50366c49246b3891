"""The media type of bytes, told by the bytes: never by a name or a header, which senders and programs get wrong."""

from __future__ import annotations

import re
import struct
from typing import NamedTuple

from parsers import archives, compound

PDF = "application/pdf"
ZIP = "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
ODT = "application/vnd.oasis.opendocument.text"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
MSG = "application/vnd.ms-outlook"
TNEF = "application/vnd.ms-tnef"
RTF = "application/rtf"
LOCKED_OFFICE = "application/x-ole-encrypted"
"""An Office document under a password: its real type is inside."""
COMPOUND = "application/x-ole-storage"
MAIL = "message/rfc822"
PROGRAM = "application/x-executable"
UNKNOWN = "application/octet-stream"

IMAGES = frozenset(
    {"image/jpeg", "image/png", "image/tiff", "image/heic", "image/gif", "image/bmp", "image/webp", "image/avif"}
)
OFFICE_ZIPS = frozenset({DOCX, XLSX, PPTX, XLSB})
SIGNATURES = frozenset({"application/pkcs7-signature", "application/pgp-signature", "application/pgp-keys"})
DOCUMENTS = frozenset({PDF, DOCX, XLSX, PPTX, XLSB, ODT, DOC, XLS, PPT, RTF, LOCKED_OFFICE,
                       "application/vnd.oasis.opendocument.spreadsheet", "text/csv"})  # fmt: skip
"""What a sender attaches to be read."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", RTF),
    (b"\x78\x9f\x3e\x22", TNEF),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"MSCF\x00\x00\x00\x00", "application/vnd.ms-cab-compressed"),
    (b"\x7fELF", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\x4c\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut"),
    (b"%!PS", "application/postscript"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
)

_TEXT_MAGIC: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"BEGIN:VCALENDAR", re.IGNORECASE), "text/calendar"),
    (re.compile(rb"BEGIN:VCARD", re.IGNORECASE), "text/vcard"),
    (re.compile(rb"-----BEGIN PGP SIGNATURE-----"), "application/pgp-signature"),
    (re.compile(rb"-----BEGIN PGP PUBLIC KEY BLOCK-----"), "application/pgp-keys"),
    (re.compile(rb"-----BEGIN PGP MESSAGE-----"), "application/pgp-encrypted"),
    (re.compile(rb"-----BEGIN (?:PKCS7|CMS)-----"), "application/pkcs7-mime"),
    (re.compile(rb"#!\s*/"), "text/x-script"),
    (re.compile(rb"<\?xml[^>]{0,200}>\s*(?:<!--.{0,500}?-->\s*)*<svg|<svg[\s>]", re.IGNORECASE | re.DOTALL), "image/svg+xml"),
    (re.compile(rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|span|style|"
                rb"script|font|center|h[1-6])\b", re.IGNORECASE | re.DOTALL), "text/html"),
    (re.compile(rb"<\?xml"), "application/xml"),
)  # fmt: skip

_HEADER_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*(?:\r?\n|\Z)")
_OF_MAIL = frozenset(
    {b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to", b"x-mailer", b"dkim-signature"}
)
_PKCS7 = bytes.fromhex("06092a864886f70d0107")
"""DER of the object identifier 1.2.840.113549.1.7, whose last figure follows."""

PROGRAM_EXTENSIONS = frozenset({
    "exe", "com", "scr", "pif", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "lnk", "msi", "msp", "jar",
    "cpl", "reg", "dll", "scf", "url", "chm", "iso", "img", "vhd", "vhdx", "appx", "apk", "sh",
})  # fmt: skip
"""File names under which Windows and others run what is inside."""


def sniff(data: bytes, name: str = "") -> str:
    """The media type of `data`; application/octet-stream where nothing is recognised.

    `name` decides only between plain text and a table of values, which bytes cannot tell apart."""
    head = data[:16]
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _of_zip(data)
    if head.startswith(compound.MAGIC):
        return _of_compound(data)
    if head.startswith(b"MZ") and len(data) > 64:
        return PROGRAM
    if head.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if (
        head.startswith(b"BM")
        and len(data) > 26
        and struct.unpack_from("<L", data, 14)[0] in (12, 40, 52, 56, 64, 108, 124)
    ):
        return "image/bmp"
    if data[4:8] == b"ftyp":
        return _of_iso_media(data)
    if data[257:262] == b"ustar":
        return "application/x-tar"
    if b"%PDF-" in data[:1024]:
        return PDF
    if head.startswith((b"\x30\x80", b"\x30\x82", b"\x30\x83")) and _PKCS7 in data[:64]:
        return _of_pkcs7(data)
    return _of_text(data, name)


def is_image(media_type: str) -> bool:
    """True for a picture that a page can be read from."""
    return media_type in IMAGES


def is_text(data: bytes) -> bool:
    """True for bytes that are text in some charset: no NUL (but UTF-16), next to no control characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = data[:65_536]
    if b"\x00" in sample:
        return False
    odd = len(re.findall(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]", sample))
    return odd * 100 <= len(sample)


def _of_text(data: bytes, name: str) -> str:
    if not data or not is_text(data):
        return UNKNOWN
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = data[:8192].decode("utf-16", "replace").encode("utf-8", "replace")
    start = start.lstrip()
    for pattern, media_type in _TEXT_MAGIC:
        if pattern.match(start):
            return media_type
    if _is_mail(data):
        return MAIL
    if name.lower().endswith((".csv", ".tsv")):
        return "text/csv"
    return "text/plain"


def _is_mail(data: bytes) -> bool:
    """True where the text opens with header fields that only a mail program writes."""
    start = data[:32_768].lstrip(b"\r\n")
    if start.startswith(b"From "):
        start = start.partition(b"\n")[2]
    names: set[bytes] = set()
    place = 0
    while len(names) < 100:
        found = _HEADER_FIELD.match(start, place)
        if found is None:
            break
        names.add(found[1].lower())
        place = found.end()
    return len(names) >= 3 and bool(names & _OF_MAIL) and bool(names & {b"from", b"to", b"subject", b"date"})


def _of_zip(data: bytes) -> str:
    listed = archives.directory(data)
    names = {entry.name for entry in listed.entries}
    first = next(iter(listed.entries), None)
    if first is not None and first.name == "mimetype":
        try:
            told = archives.unpack(data, first, 200, 200).decode("ascii", "replace").strip()
        except archives.CannotUnpack:
            told = ""
        if re.fullmatch(r"application/[a-z0-9.+-]{1,100}", told):
            return told
    if "[Content_Types].xml" in names:
        for member, media_type in (("word/document.xml", DOCX), ("xl/workbook.bin", XLSB), ("xl/workbook.xml", XLSX),
                                   ("ppt/presentation.xml", PPTX)):  # fmt: skip
            if member in names:
                return media_type
        for folder, media_type in (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX)):
            if any(name.startswith(folder) for name in names):
                return media_type
        if "FixedDocSeq.fdseq" in names or "FixedDocumentSequence.fdseq" in names:
            return "application/vnd.ms-xpsdocument"
    if "META-INF/MANIFEST.MF" in names:
        return "application/java-archive"
    if "Index/Document.iwa" in names:
        return "application/vnd.apple.iwork"
    return ZIP


def _of_compound(data: bytes) -> str:
    names = compound.names(data)
    if "EncryptedPackage" in names:
        return LOCKED_OFFICE
    for name, media_type in (("WordDocument", DOC), ("Workbook", XLS), ("Book", XLS), ("PowerPoint Document", PPT)):
        if name in names:
            return media_type
    if "__properties_version1.0" in names or any(name.startswith("__substg1.0_") for name in names):
        return MSG
    return COMPOUND


def _of_iso_media(data: bytes) -> str:
    brands = data[8 : min(len(data), 64, max(16, int.from_bytes(data[:4], "big")))]
    if any(brand in brands for brand in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")):
        return "image/avif" if b"avif" in brands[:4] else "image/heic"
    if b"avif" in brands:
        return "image/avif"
    return "video/mp4"


def _of_pkcs7(data: bytes) -> str:
    place = data.index(_PKCS7)
    if data[place + len(_PKCS7) : place + len(_PKCS7) + 1] != b"\x02":
        return "application/pkcs7-mime"
    # A detached signature names the data type alone; where content follows, the sequence is longer than that name.
    detached = b"\x30\x0b" + _PKCS7 + b"\x01" in data[place : place + 512]
    return "application/pkcs7-signature" if detached else "application/pkcs7-mime"


class Extent(NamedTuple):
    """Width and height of a picture in picture elements."""

    width: int
    height: int


def extent(data: bytes, media_type: str) -> Extent | None:
    """Width and height as the picture's own header says, None where it does not say (or the format is not among the common)."""
    try:
        if media_type == "image/png":
            return Extent(*struct.unpack_from(">LL", data, 16))
        if media_type == "image/gif":
            return Extent(*struct.unpack_from("<HH", data, 6))
        if media_type == "image/bmp":
            width, height = struct.unpack_from("<ll", data, 18)
            return Extent(abs(width), abs(height))
        if media_type == "image/jpeg":
            return _jpeg_extent(data)
    except struct.error:
        return None
    return None


def _jpeg_extent(data: bytes) -> Extent | None:
    place = 2
    for _ in range(1_000):
        while data[place : place + 1] == b"\xff" and data[place + 1 : place + 2] == b"\xff":
            place += 1
        marker, size = struct.unpack_from(">xBH", data, place)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, place + 5)
            return Extent(width, height)
        place += 2 + int(size)
    return None
