"""Containers opened: archives and enclosed messages, down to the parts that can be read; types told by content."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from domain.submission import Finding
from parsers import active, archives, filenames, outlook, sniff, tnef
from parsers.limits import Limits
from parsers.mime import Message, Part, open_message
from parsers.saved_mail import CannotOpen
from parsers.unopened import NOT_UNPACKED, told

_ENCLOSED = ("message/rfc822", "message/global")
_UNSUPPORTED = {
    sniff.COMPOUND: "a Windows storage file of an unknown kind",
    "application/x-7z-compressed": "a 7-Zip archive",
    "application/vnd.rar": "a RAR archive",
    "application/gzip": "a gzip archive",
    "application/x-bzip2": "a bzip2 archive",
    "application/x-xz": "an xz archive",
    "application/x-tar": "a tar archive",
    "application/vnd.ms-cab-compressed": "a Windows cabinet",
    "application/pkcs7-mime": "a message under an S/MIME envelope",
    "application/pgp-encrypted": "a message encrypted with PGP",
}
_WRAPPERS = {sniff.MSG: outlook.saved_mail, sniff.TNEF: tnef.saved_mail}
_DANGEROUS = frozenset({sniff.PROGRAM, "application/x-ms-shortcut", "application/java-archive", "text/x-script"})
_NOT_READ = sniff.SIGNATURES | {"message/delivery-status", "message/global-delivery-status", "message/disposition-notification",
                                "message/partial", "message/external-body", "text/rfc822-headers"}  # fmt: skip
"""Listed for the reviewer, never read for contacts."""
_COMPANIONS = (".DS_Store", "Thumbs.db", "desktop.ini")
"""Files that systems put into archives for themselves."""
_FAMILIES = (
    frozenset({"pdf"}),
    frozenset(
        {"doc", "docx", "docm", "dot", "dotx", "rtf", "odt", "xls", "xlsx", "xlsm", "xlsb", "ppt", "pptx", "ods"}
    ),
    frozenset({"jpg", "jpeg", "jpe", "jfif", "png", "gif", "tif", "tiff", "bmp", "webp", "heic", "heif", "avif"}),
    frozenset({"zip"}),
    frozenset({"html", "htm"}),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a message holds. `parts` are to be read; `listed` is everything seen, in order, containers and what cannot be read
    included; `messages` are the enclosed ones, whose parts are among `parts` already."""

    parts: tuple[Part, ...] = ()
    messages: tuple[Message, ...] = ()
    listed: tuple[Part, ...] = ()
    findings: tuple[Finding, ...] = ()


def open_parts(message: Message, limits: Limits) -> Opened:
    """Everything within the message, within the limits; never raises on what a sender can write. Nested paths name the way:
    `outer.zip!inner.pdf`. A report's returned original is listed and never opened."""
    return _Opening(limits).run(message)


@dataclass(slots=True)
class _Opening:
    limits: Limits
    parts: list[Part] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    listed: list[Part] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    room: int = 0
    files: int = 0
    exhausted: bool = False
    said: set[str] = field(default_factory=set)
    """The words of the bodies of all messages so far."""

    def run(self, message: Message) -> Opened:
        self.room = self.limits.container_bytes
        self.said |= _words(message.text, message.html)
        waiting: deque[tuple[Part, int]] = deque((part, 0) for part in message.parts)
        while waiting:
            part, depth = waiting.popleft()
            inner = list(self._open(part, depth))
            waiting.extendleft((one, depth + 1) for one in reversed(inner))
        return Opened(tuple(self.parts), tuple(self.messages), tuple(self.listed), tuple(self.findings))

    def _open(self, part: Part, depth: int) -> Iterator[Part]:
        """Lists the part, and gives those within it."""
        media_type = _type_of(part)
        part = replace(part, media_type=media_type)
        self.listed.append(part)
        if part.returned or part.declared_type == "application/applefile":
            return  # the latter is what a Macintosh knows of the file beside it
        self._look_at_name(part)
        if media_type in _ENCLOSED:
            yield from self._message(part, depth)
        elif media_type in _WRAPPERS:
            yield from self._wrapped(part, depth)
        elif media_type == sniff.ZIP:
            yield from self._archive(part, depth)
        elif media_type == sniff.COMPOUND and filenames.extension(part.name) == "msg":
            self._tell("damaged_mail", part.path)
        elif media_type in _UNSUPPORTED:
            self._tell("unsupported", part.path, _UNSUPPORTED[media_type])
        elif media_type == sniff.LOCKED_OFFICE:
            self._tell("locked", part.path)
        elif media_type in _DANGEROUS:
            self._tell("program", part.path)
        elif media_type not in _NOT_READ:
            for sign in active.signs_of(part.data, part.media_type, self.limits):
                self._tell(sign, part.path)
            self.parts.append(part)

    def _message(self, part: Part, depth: int) -> Iterator[Part]:
        if self._too_deep(part, depth) or not self._counts(part.path):
            return
        if len(part.data) > self.room:
            self._exhaust("too_large", part.path)
            return
        self.room -= len(part.data)
        inner = open_message(part.data, self.limits, part.path)
        self.messages.append(inner)
        self.said |= _words(inner.text, inner.html)
        self.findings.extend(inner.findings)
        yield from inner.parts

    def _wrapped(self, part: Part, depth: int) -> Iterator[Part]:
        """What Outlook saved or wrapped, opened like an enclosed message."""
        if self._too_deep(part, depth):
            return
        try:
            saved = _WRAPPERS[part.media_type](part.data, self.room, self.limits.container_depth)
        except CannotOpen as error:
            if error.trouble == "too_large":
                self._exhaust("too_large", part.path)
            else:
                self._tell("damaged_mail", part.path)
            return
        if not saved.whole:
            self._tell("torn_mail", part.path)
        if part.media_type == sniff.TNEF and _words(saved.text, saved.html, saved.rtf) <= self.said:
            saved = replace(saved, text="", html="", rtf=b"")  # the mail around it says the same
        yield from self._message(replace(part, data=saved.as_mail()), depth)

    def _archive(self, part: Part, depth: int) -> Iterator[Part]:
        if self._too_deep(part, depth):
            return
        listed = archives.directory(part.data)
        if listed.too_many:
            self._tell("too_many", part.path)
            return
        if not listed.whole:
            self._tell("damaged", part.path)
        taken: set[str] = set()
        for entry in listed.entries:
            if entry.folder or entry.name.startswith("__MACOSX/") or entry.name.endswith(_COMPANIONS):
                continue
            name = filenames.unique(
                filenames.safe(entry.name) or filenames.made_up(len(taken) + 1, sniff.UNKNOWN), taken
            )
            path = f"{part.path}!{name}"
            if not self._counts(path):
                return
            data = self._unpacked(part.data, entry, path)
            if data is not None:
                yield Part(path=path, name=name, declared_type=sniff.UNKNOWN, data=data)

    def _unpacked(self, data: bytes, entry: archives.Entry, path: str) -> bytes | None:
        try:
            content = archives.unpack(data, entry, self.room, self.limits.container_ratio)
        except archives.CannotUnpack as error:
            if error.trouble == "too_large":
                self._exhaust("too_large", path)
            else:
                self._tell(NOT_UNPACKED[error.trouble], path)
            return None
        self.room -= len(content)
        return content

    def _look_at_name(self, part: Part) -> None:
        """Findings about names that say something else than the content, or that make a program of it."""
        end = filenames.extension(part.name)
        if end in sniff.PROGRAM_EXTENSIONS and part.media_type not in _DANGEROUS:
            self._tell("program_name", part.path)
        if part.media_type in (sniff.UNKNOWN, sniff.LOCKED_OFFICE):
            return
        claimed = _family(end)
        actual = _family(filenames.EXTENSIONS.get(part.media_type))
        # A page that calls itself invoice.pdf.html wants to be taken for a document.
        before = _family(filenames.extension(part.name.rpartition(".")[0])) if end in ("html", "htm") else None
        if (claimed is not None and claimed is not actual) or (before is not None and before is not actual):
            self._tell("name", part.path)

    def _too_deep(self, part: Part, depth: int) -> bool:
        if depth < self.limits.container_depth:
            return False
        self._tell("too_deep", part.path.partition("!")[0])
        return True

    def _counts(self, path: str) -> bool:
        """True where one more file may be opened."""
        if self.files >= self.limits.container_files:
            self._exhaust("too_many_files", path)
        self.files += 1
        return not self.exhausted

    def _exhaust(self, trouble: str, path: str) -> None:
        if not self.exhausted:
            self.exhausted = True
            self._tell(trouble, path)

    def _tell(self, trouble: str, *words: str) -> None:
        finding = told(trouble, *words)
        if finding not in self.findings:
            self.findings.append(finding)


def _type_of(part: Part) -> str:
    """By content; the declaration decides only where bytes cannot: an enclosed message whose header is bare, and kinds of text."""
    found = sniff.sniff(part.data, part.name)
    if part.declared_type in _ENCLOSED and found in ("text/plain", "text/html", sniff.UNKNOWN, sniff.MAIL):
        return sniff.MAIL
    if found in (sniff.MAIL, "text/plain") and part.declared_type.startswith(("message/", "text/")):
        return part.declared_type if part.declared_type not in ("text/plain", "text/html") else found
    return found


def _words(text: str | None, html: str | None, packed: bytes = b"") -> set[str]:
    """The words of a body, in whatever form it is."""
    said = text or ""
    if not said.strip() and html:
        from parsers.readers.html import read_html

        said = read_html("", html).text
    if packed:
        from parsers.readers.rtf import text_of

        said = f"{said} {text_of(packed)}"
    return set(re.findall(r"[^\W_]{2,}", said))


def _family(end: str | None) -> frozenset[str] | None:
    return next((family for family in _FAMILIES if end in family), None)
