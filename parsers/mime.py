"""A message opened: envelope, text, parts, and what a reviewer must know of its state."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from domain.envelope import Envelope
from domain.submission import Finding, Severity
from parsers import charsets, envelopes, filenames, headers, second_opinion, sniff, transfer
from parsers.body import Body, alternatives, sequence
from parsers.limits import KIB, Limits
from parsers.structure import Leaf, Node, Trouble, structure

_SMALL_PICTURE = 300_000
"""Picture elements below which an embedded picture is decoration; a page at 72 dots an inch has half a million."""
_SMALL_BYTES = 48 * KIB
"""The same in bytes, for pictures that do not tell their extent."""
_ENCLOSED_FOR_COMPARISON = 50
"""Messages within a message that are opened for the second opinion's sake."""
_BODY_TYPES = ("text/plain", "text/html")
_RETURNED = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global",
    "message/global-headers",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message or container. `path` is what evidence calls it; `data` is decoded of its transfer encoding only."""

    path: str
    name: str
    declared_type: str
    data: bytes
    inline: bool = False
    """True for a small picture that belongs to the look of the body: a logo in a signature."""
    content_id: str | None = None
    media_type: str = ""
    """Type by content, set when containers are opened."""
    returned: bool = False
    """True for the original that a report gives back: it is never read."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message. Where `text` or `html` is given, it holds the whole body in that form; the other may hold it as well."""

    envelope: Envelope
    text: str | None
    html: str | None
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]
    sha256: str
    path: str = ""
    """Empty for the message of the mailbox, else the path of the part that enclosed it."""

    @property
    def body_path(self) -> str:
        """What evidence calls the body: `body`, or `forward.eml!body`."""
        return f"{self.path}!body" if self.path else "body"


_SENTENCES: dict[Trouble, tuple[str, Severity, str]] = {
    "too_large": (
        "message_too_large",
        Severity.ERROR,
        "The message is larger than this program reads; its end was left unread.",
    ),
    "long_header": (
        "header_too_long",
        Severity.WARNING,
        "The message's header is unusually long; a part of it was left unread.",
    ),
    "too_many_parts": (
        "too_many_parts",
        Severity.ERROR,
        "The message has more parts than this program reads; the later ones were left unread.",
    ),
    "too_deep": (
        "nested_too_deep",
        Severity.ERROR,
        "The message's parts are nested more deeply than this program reads; the innermost were left unread.",
    ),
    "cut_off": (
        "message_cut_off",
        Severity.WARNING,
        "The message ends without its closing mark; its end may be missing.",
    ),
    "repaired": (
        "structure_repaired",
        Severity.WARNING,
        "The message's structure is damaged; its parts were told apart as well as they could be.",
    ),
    "unreadable": (
        "structure_damaged",
        Severity.ERROR,
        "A part of the message is damaged, and its parts could not be told apart; attachments may be missing.",
    ),
    "outside_text": ("text_outside_parts", Severity.INFO, "The message holds text that mail programs do not show."),
}


def open_message(raw: bytes, limits: Limits, path: str = "", authserv: str | None = None) -> Message:
    """The message in `raw`, opened within the limits; never raises on what a sender can write.

    `path` is given for an enclosed message and stands before the paths of its parts. `authserv` is the server whose
    Authentication-Results are believed, None for whichever stands on top."""
    tree = structure(raw, limits)
    addressed = envelopes.envelope_of(tree, limits, authserv)
    opened = _Opening(limits, path)
    body = opened.body(tree.root)
    findings = [_finding(*_SENTENCES[trouble], path) for trouble in _SENTENCES if trouble in tree.troubles]
    findings += addressed.findings if not path else ()
    findings += opened.findings
    if not raw.strip():
        findings.append(_finding("empty_message", Severity.WARNING, "The message is empty.", path))
    text, cut_text = _cut(body.text, limits.text_chars)
    page, cut_page = _cut(body.html, limits.text_chars)
    if cut_text or cut_page:
        sentence = "The message's text is very long; its end was left unread."
        findings.append(_finding("text_too_long", Severity.WARNING, sentence, path))
    message = Message(
        envelope=addressed.envelope,
        text=text,
        html=page,
        parts=tuple(opened.parts),
        findings=tuple(findings),
        sha256=hashlib.sha256(raw).hexdigest(),
        path=path,
    )
    if path or tree.troubles:
        return message
    contents = _contents(message, limits)
    doubts = second_opinion.compare(raw, message.envelope, contents) if contents else ()
    return replace(message, findings=(*message.findings, *doubts)) if doubts else message


def _contents(message: Message, limits: Limits) -> second_opinion.Contents | None:
    """Everything that this message and those within it hold, as the second opinion lists it: without levels. None where that is
    too much to be gathered."""
    parts: list[tuple[str, bytes]] = []
    texts: list[str] = []
    waiting: list[tuple[Message, int]] = [(message, 0)]
    opened = 0
    while waiting:
        one, depth = waiting.pop()
        opened += 1
        if opened > _ENCLOSED_FOR_COMPARISON:
            return None
        texts += [text for text in (one.text, one.html) if text]
        parts += [(part.name, part.data) for part in one.parts]
        if depth < 5:
            waiting += [
                (open_message(part.data, limits, part.path), depth + 1)
                for part in one.parts
                if part.declared_type in ("message/rfc822", "message/global")
            ]
    return second_opinion.Contents(tuple(parts), tuple(texts))


@dataclass(slots=True)
class _Opening:
    """What is gathered on the way through one message's tree."""

    limits: Limits
    path: str
    parts: list[Part] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    number: int = 0
    taken: set[str] = field(default_factory=set)
    told: set[tuple[str, str]] = field(default_factory=set)

    def body(self, root: Node) -> Body:
        """The body, after every other part has been taken in."""
        body = self._of(root, alone=True)
        if body.text is None and body.html is None:
            return self._named_body()
        return body

    def _of(self, node: Node, *, alone: bool = False, report: bool = False) -> Body:
        if isinstance(node, Leaf):
            return self._of_leaf(node, alone=alone, report=report)
        below = [self._of(child, report=report or node.subtype == "report") for child in node.children]
        return alternatives(below) if node.subtype == "alternative" else sequence(below)

    def _of_leaf(self, leaf: Leaf, *, alone: bool, report: bool) -> Body:
        self.number += 1
        disposition = headers.parameterised(leaf.get("content-disposition") or "")
        given = filenames.safe(
            disposition.parameters.get("filename") or leaf.parameters.get("name") or leaf.parameters.get("filename")
        )
        content = transfer.undo(leaf.content, headers.text_of(leaf.get("content-transfer-encoding") or ""))
        attached = disposition.value.startswith("attachment")
        if leaf.media_type in _BODY_TYPES and not given and (alone or not attached):
            if content.damaged:
                self._tell(
                    "text_damaged", Severity.WARNING, "The message's text was damaged on its way and may read wrongly."
                )
            return self._text(leaf, content.data)
        part = self._part(leaf, content.data, given, report=report, embedded=not attached)
        if content.damaged:
            sentence = f"The attachment {part.name} was damaged on its way; some of it is lost."
            self._tell("attachment_damaged", Severity.WARNING, sentence)
        if leaf.media_type == "message/external-body":
            sentence = "A part of the message only points to content kept elsewhere; it was not fetched."
            self._tell("content_elsewhere", Severity.WARNING, sentence)
        if leaf.media_type == "message/partial":
            sentence = (
                "The message is one piece of a longer one that was cut for sending; the rest is in other messages."
            )
            self._tell("message_in_pieces", Severity.ERROR, sentence)
        return Body()

    def _part(self, leaf: Leaf, data: bytes, given: str, *, report: bool, embedded: bool) -> Part:
        name = filenames.unique(given or filenames.made_up(self.number, self._likely_type(leaf, data)), self.taken)
        identifier = headers.clean(headers.text_of(leaf.get("content-id") or "")).strip("<> ")[:500] or None
        media_type = (
            sniff.sniff(data[: 256 * KIB], given) if leaf.media_type.startswith(("image/", "application/octet")) else ""
        )
        part = Part(
            path=f"{self.path}!{name}" if self.path else name,
            name=name,
            declared_type=leaf.media_type,
            data=data,
            inline=(identifier is not None or (embedded and leaf.get("content-disposition") is not None))
            and sniff.is_image(media_type)
            and _is_small(data, media_type),
            content_id=identifier,
            returned=report and leaf.media_type in _RETURNED,
        )
        self.parts.append(part)
        return part

    @staticmethod
    def _likely_type(leaf: Leaf, data: bytes) -> str:
        """The type after which an unnamed part is called."""
        return leaf.media_type if leaf.media_type in filenames.EXTENSIONS else sniff.sniff(data)

    def _text(self, leaf: Leaf, data: bytes) -> Body:
        decoded = charsets.decode(data, leaf.parameters.get("charset"))
        if decoded.sureness == "guessed":
            sentence = "The message does not say correctly in which encoding its text is; some letters may be wrong."
            self._tell("charset_guessed", Severity.WARNING, sentence)
        text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").removeprefix("\ufeff")
        text = text.encode("utf-8", "replace").decode("utf-8")
        if leaf.media_type == "text/html" or (not leaf.declared and _is_page(text)):
            return Body(html=text)
        if leaf.parameters.get("format", "").lower() == "flowed":
            text = transfer.unflow(text, leaf.parameters.get("delsp", "").lower() == "yes")
        return Body(text=text)

    def _named_body(self) -> Body:
        """Where nothing else is text, an unattached text with a file name is the body (some gateways name it)."""
        for number, part in enumerate(self.parts):
            if part.declared_type in _BODY_TYPES and part.name.lower().startswith(("body", "message", "part")):
                del self.parts[number]
                text = charsets.decode(part.data).text.replace("\r\n", "\n").replace("\x00", "")
                return Body(html=text) if part.declared_type == "text/html" else Body(text=text)
        return Body()

    def _tell(self, code: str, severity: Severity, sentence: str) -> None:
        if (code, sentence) not in self.told:
            self.told.add((code, sentence))
            self.findings.append(_finding(code, severity, sentence, self.path))


def _is_page(text: str) -> bool:
    return sniff.sniff(text[: 4 * KIB].encode("utf-8")) == "text/html"


def _is_small(data: bytes, media_type: str) -> bool:
    extent = sniff.extent(data, media_type)
    if extent is None:
        return len(data) < _SMALL_BYTES
    return extent.width * extent.height < _SMALL_PICTURE or min(extent) < 160


def _cut(text: str | None, longest: int) -> tuple[str | None, bool]:
    if text is None or len(text) <= longest:
        return text, False
    return text[:longest], True


def _finding(code: str, severity: Severity, sentence: str, path: str = "") -> Finding:
    """A finding about the message, or about the one enclosed under `path`."""
    return Finding(
        code=code, severity=severity, message=f"In the enclosed message {path}: {sentence}" if path else sentence
    )
