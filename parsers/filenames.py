"""File names that can be shown, compared and used in a path of evidence, whatever the sender called the file."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 180
"""Characters of the longest name kept; the extension survives."""

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb]"
)
"""Marks that hide or reorder what the reader sees (`exe.fdp` shown as `pdf.exe` backwards), zero-width ones included."""

_RESERVED = frozenset({"body", "subject", "from"})
"""Names by which evidence calls the message's own places."""

EXTENSIONS: dict[str, str] = {
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.ms-excel.sheet.binary.macroenabled.12": "xlsb",
    "application/vnd.ms-outlook": "msg",
    "application/vnd.ms-tnef": "dat",
    "application/ms-tnef": "dat",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "application/zip": "zip",
    "application/x-zip-compressed": "zip",
    "application/x-7z-compressed": "7z",
    "application/vnd.rar": "rar",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/plain": "txt",
    "text/html": "html",
    "text/csv": "csv",
    "text/calendar": "ics",
    "text/vcard": "vcf",
    "text/x-vcard": "vcf",
    "text/rfc822-headers": "txt",
    "message/rfc822": "eml",
    "message/delivery-status": "txt",
    "message/disposition-notification": "txt",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/tiff": "tif",
    "image/bmp": "bmp",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/avif": "avif",
    "application/pkcs7-signature": "p7s",
    "application/x-pkcs7-signature": "p7s",
    "application/pkcs7-mime": "p7m",
    "application/pgp-signature": "asc",
}


def safe(name: str | None) -> str:
    """The last part of a path, without controls, invisible marks and direction overrides; nothing where nothing is left.

    `!` becomes `_`: in evidence it stands between a container and what it holds."""
    if not name:
        return ""
    name = name[:4_000].replace("\\", "/").rstrip("/ ")
    name = _INVISIBLE.sub("", name.rpartition("/")[2])
    name = "".join(" " if unicodedata.category(char).startswith(("C", "Z")) else char for char in name)
    name = unicodedata.normalize("NFC", re.sub(r" +", " ", name.replace("!", "_"))).strip(" .")
    if len(name) > _LONGEST:
        end = extension(name)
        cut = name[: _LONGEST - len(end) - 1].strip(" .")
        name = f"{cut}.{name[-len(end) :]}" if end else cut
    return name


def extension(name: str) -> str:
    """What stands behind the last full stop, in lower case; nothing where it is no extension."""
    stem, dot, end = name.rpartition(".")
    return end.lower() if stem and dot and 1 <= len(end) <= 10 and end.isalnum() else ""


def made_up(number: int, media_type: str) -> str:
    """The name of an unnamed part: its number in the message and what its type is usually called."""
    return f"part-{number}.{EXTENSIONS.get(media_type, 'bin')}"


def unique(name: str, taken: set[str]) -> str:
    """`name`, or `name (2)` and so on where it is taken; the one given is added to `taken`.

    Names are compared without regard to case, and none is called like a place of the message itself."""
    stem, dot, end = name.rpartition(".") if extension(name) else (name, "", "")
    chosen, number = name, 1
    if chosen.casefold() in _RESERVED:
        chosen = stem = f"{name}.bin" if not dot else name
    while chosen.casefold() in taken:
        number += 1
        chosen = f"{stem} ({number}){dot}{end}"
    taken.add(chosen.casefold())
    return chosen
