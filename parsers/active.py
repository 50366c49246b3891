"""What is alive in a document: macros, which are never run, and what it would load from elsewhere, which is never fetched."""

from __future__ import annotations

import re
import zlib
from typing import Literal

from parsers import archives, compound, sniff
from parsers.expressions import later
from parsers.limits import MIB, Limits

Sign = Literal["macros", "outside"]

_ADDRESS = rb"(?:https?|ftps?|smb|file|webdav)\s{0,20}:|[\\/]{2}[\w.-]"
_MACRO_MEMBER = re.compile(r"(?:^|/)(?:vbaProject\.bin|macrosheets/|Basic/(?!$)|Scripts/(?!$))", re.IGNORECASE)
_OUTSIDE_RELATION = re.compile(
    rb"(?><Relationship\b[^<>]{0,2000}?relationships/(image|attachedTemplate|oleObject|frame|subDocument|externalLinkPath)\")"
    rb"[^<>]{0,4000}+>"
)
_OUTSIDE_ODF = re.compile(
    rb"<(?:draw:(?:image|object|object-ole|plugin|floating-frame|fill-image)|text:section-source|meta:template"
    rb"|style:background-image|table:table-source|table:cell-range-source)\b[^<>]{0,2000}?xlink:href=[\"'](?:"
    + _ADDRESS
    + rb")",
    re.IGNORECASE,
)
_OUTSIDE_HTML = later(
    rb"<(?:img|script|iframe|frame|embed|source|video|audio|input|object|body|table|td|image|use|feimage)\b[^<>]{0,2000}?"
    rb"(?:src|data|background|poster|href)\s{0,20}=\s{0,20}[\"']?\s{0,20}(?:https?:|ftp:|file:|//)"
    rb"|<link\b[^<>]{0,2000}?href\s{0,20}=\s{0,20}[\"']?\s{0,20}(?:https?:|ftp:|file:|//)"
    rb"|@import\s{0,20}(?:url\()?[\"']?\s{0,20}(?:https?:|//)|url\(\s{0,20}[\"']?\s{0,20}(?:https?:|file:|//)"
    rb"|<\?xml-stylesheet\b[^<>]{0,500}?href=[\"'](?:https?:|//)|<!(?:DOCTYPE|ENTITY)\b[^<>]{0,500}?SYSTEM\s{1,20}[\"'](?:https?:|file:)",
    re.IGNORECASE,
)
_SCRIPT_HTML = later(rb"<script\b|\son(?:load|click|error|mouseover)\s{0,20}=|javascript:", re.IGNORECASE)
_OUTSIDE_RTF = later(
    rb"\\\*\\template\s{1,20}(?:"
    + _ADDRESS
    + rb")|INCLUDE(?:PICTURE|TEXT)\b(?:(?!INCLUDE(?:PICTURE|TEXT)\b)[^{}]){0,500}?(?:"
    + _ADDRESS
    + rb")|\\objautlink|DDEAUTO",
    re.IGNORECASE,
)
_MACROS_PDF = re.compile(rb"/(?:JavaScript|Launch)\b")
_OUTSIDE_PDF = re.compile(
    rb"/(?:SubmitForm|ImportData|GoToR|GoToE)\b|/FS\s{0,20}/URL\b|/OpenAction\s{0,20}<<[^>]{0,300}/URI\b"
)
_STREAM = re.compile(rb"stream\r?\n")
_MEMBERS = 50
"""Members of an archive that are looked at for links."""
_STREAMS = 2_000
"""Streams of a PDF in which actions are looked for."""


def signs_of(data: bytes, media_type: str, limits: Limits) -> list[Sign]:
    """What a reviewer must know of the document before opening the original; never raises."""
    if media_type in sniff.OFFICE_ZIPS or media_type.startswith("application/vnd.oasis.opendocument."):
        macros, outside = _in_package(data, limits)
    elif media_type in (sniff.DOC, sniff.XLS, sniff.PPT):
        macros, outside = bool(compound.names(data) & {"Macros", "_VBA_PROJECT_CUR"}), False
    elif media_type == sniff.PDF:
        macros, outside = _in_pdf(data)
    elif media_type == sniff.RTF:
        macros, outside = False, _OUTSIDE_RTF.search(data) is not None
    elif media_type in ("text/html", "image/svg+xml", "application/xml", "application/xhtml+xml"):
        macros, outside = _SCRIPT_HTML.search(data) is not None, _OUTSIDE_HTML.search(data) is not None
    else:
        return []
    return [*(("macros",) if macros else ()), *(("outside",) if outside else ())]


def _in_package(data: bytes, limits: Limits) -> tuple[bool, bool]:
    """Of a ZIP archive of XML: its members by name, and the files in which it says what it loads."""
    entries = archives.directory(data).entries
    told = [entry for entry in entries if entry.name.endswith((".rels", "content.xml", "styles.xml", "meta.xml"))]
    outside = False
    for entry in told[:_MEMBERS]:
        try:
            content = archives.unpack(data, entry, 8 * MIB, limits.container_ratio)
        except archives.CannotUnpack:
            continue
        if entry.name.endswith(".rels"):
            outside = outside or any(
                b'TargetMode="External"' in found[0] for found in _OUTSIDE_RELATION.finditer(content)
            )
        else:
            outside = outside or _OUTSIDE_ODF.search(content) is not None
    return any(_MACRO_MEMBER.search(entry.name) for entry in entries), outside


def _in_pdf(data: bytes) -> tuple[bool, bool]:
    """Actions in the file itself and in its small compressed streams, where newer programs keep their objects."""
    macros, outside = _MACROS_PDF.search(data) is not None, _OUTSIDE_PDF.search(data) is not None
    room = 16 * MIB
    for number, found in enumerate(_STREAM.finditer(data)):
        if number >= _STREAMS or room <= 0 or (macros and outside):
            break
        if b"/ObjStm" not in data[max(0, found.start() - 300) : found.start()]:
            continue
        try:
            content = zlib.decompressobj().decompress(data[found.end() : found.end() + MIB], min(room, MIB))
        except zlib.error:
            continue
        room -= len(content)
        macros = macros or _MACROS_PDF.search(content) is not None
        outside = outside or _OUTSIDE_PDF.search(content) is not None
    return macros, outside
