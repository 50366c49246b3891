"""Reading a message: from its bytes to what it asks, step by step."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.facts import LETTER
from domain.programme import Programme
from domain.reading import Attachment, Reading
from domain.submission import Evidence, Finding, MessageFacts, Severity
from parsers import mime
from parsers.assemble import Speaker, assemble
from parsers.claims import Claims
from parsers.containers import LOST, Opened, open_parts
from parsers.document import PAGED, Document, FormField, Paragraph, Table
from parsers.engines import Engines
from parsers.engines.soffice import Soffice
from parsers.extract.abridged import abridged
from parsers.extract.contacts import claims_of
from parsers.extract.context import Context, expecting
from parsers.extract.form import items_of_form
from parsers.extract.items import CONTACT_CODES, Answer, Heading, Item
from parsers.extract.lines import items_of
from parsers.extract.note import (
    Frame,
    frame_of,
    is_letter,
    is_note,
    is_the_secretariats,
    note_claims,
    states_signed,
    states_spoken_for,
)
from parsers.extract.passages import Passage, join
from parsers.extract.signature import sign_off
from parsers.extract.table import items_of_table
from parsers.extract.versions import is_illegible, own_text, stands_beside_translation, versions_of
from parsers.fields.dates import order_in, order_told
from parsers.fields.emails import find_emails
from parsers.fields.states import find_states, region_of
from parsers.kinds import Signs, Verdict, kind_of
from parsers.limits import Limits
from parsers.merging import Merged, Part
from parsers.mime import Message, open_message
from parsers.pictures import page_count
from parsers.readers import read_part
from parsers.readers.html import read_html
from parsers.readers.reader import Unreadable
from parsers.readers.text import read_text
from parsers.showing import MOST, text_of
from parsers.trace import Trace
from parsers.triage import triage
from parsers.words import LANGUAGES, formula

PARSER = "verbale-parsers/1"
"""Version of what is read out of a message; it changes when the same bytes may be read otherwise."""

_MOST_SHOWN = 400_000
"""Characters of all attachments' texts together that are kept for people to look at."""
_SHORT = 110
"""Characters of a signature's longest line."""


_WRITER = re.compile(
    r"\s*(?:from|de|von|от(?: кого)?|отправитель|من|المرسل|الجهة المرسلة|发自|来自|发件人|发件方)\s?[:：]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One version of one document with its items, its note's frame and what it says of the note."""

    document: Document
    order: int
    translation: bool
    language: str | None
    context: Context
    items: tuple[Item, ...]
    frame: Frame
    note: bool
    """True for a note, and for the original of one that only its translation shows to be one."""
    own: bool
    """True for the message's own body, False for attachments and enclosed messages."""


def read_message(
    raw: bytes,
    file: str,
    programme: Programme,
    limits: Limits | None = None,
    authserv: str | None = None,
    explained: bool = False,
) -> Reading:
    """The message's submission, envelope and attachments, where wanted with its explanation; damage in it is a finding, never
    an error."""
    limits = limits or Limits()
    trace = Trace() if explained else None
    message = open_message(raw, limits, authserv=authserv)
    opened = open_parts(message, limits)
    stopped = triage(message, opened)
    documents, unread = documents_of(message, opened, limits)
    lost = [*unread, *(finding for finding in opened.findings if finding.code in LOST)]
    day = _day_of(message)
    leaves = leaves_of(documents, programme, day)
    speakers = speakers_of(leaves, message)
    state = _first(speakers)
    missions = _mission_addresses(leaves, message)
    parts = [_part(leaf, state, missions, _has_unread_original(leaf, leaves)) for leaf in leaves]
    parts = _without_the_secretariats(leaves, parts)
    if not any(_names_contacts(part) for part in parts):
        leaves, parts = _with_forwarded(documents, leaves, parts, programme, state)
        speakers = speakers or speakers_of(leaves, message)

    def judge(contacts: Sequence[Merged]) -> Verdict:
        return kind_of(_signs(message, leaves, contacts, lost, programme), programme, stopped.stop)

    submission = assemble(
        file,
        _facts(message),
        parts,
        speakers,
        [
            *message.findings,
            *opened.findings,
            *unread,
            *(f for leaf in leaves for f in leaf.document.findings),
            *_of_parts(parts),
            *_of_letters(leaves),
        ],
        judge,
        programme,
        _mission_addresses(leaves, message),
        trace,
    )
    return Reading(
        submission=submission,
        envelope=message.envelope,
        attachments=tuple(_attachments(opened, documents)),
        body=_shown(message)[: limits.text_chars],
        parser=PARSER,
        explanation=trace.explanation() if trace else None,
    )


def _day_of(message: Message) -> date | None:
    """The day on which the mail says that it was sent; None where it does not."""
    try:
        return datetime.fromisoformat(message.envelope.date or "").date()
    except ValueError:
        return None


def documents_of(message: Message, opened: Opened, limits: Limits) -> tuple[list[Document], list[Finding]]:
    """The body, the bodies of enclosed messages and all attachments as documents, and findings for what could not be read."""
    documents = [abridged(body) for one in (message, *opened.messages) if (body := body_of(one))]
    findings: list[Finding] = []
    engines = Engines(converter=Soffice())
    room = limits.text_chars
    for part in opened.parts:
        if part.inline:
            continue
        read = read_part(part, limits, engines)
        if isinstance(read, Finding):
            findings.append(read)
        elif room > 0:
            documents.append(abridged(read))
            room -= len(read.text)
    return documents, findings


def body_of(message: Message) -> Document | None:
    """The message's own text: its plain form, or the HTML one where that alone has text or tables."""
    page = read_html(message.body_path, message.html) if message.html else None
    text = read_text(message.body_path, message.text) if message.text and message.text.strip() else None
    tabular = page is not None and any(isinstance(b, Table) and b.rows and len(b.rows[0]) > 1 for b in page.blocks)
    chosen = page if page is not None and (text is None or tabular) else text
    return sign_off(chosen) if chosen is not None else None


def leaves_of(documents: Sequence[Document], programme: Programme, sent: date | None = None) -> list[Leaf]:
    """Each document's versions, taken apart into items."""
    leaves: list[Leaf] = []
    day_order = order_told(own_text(document) for document in documents)
    for order, document in enumerate(documents):
        versions = versions_of(document)
        frames = []
        for version in versions:
            context = Context(
                programme,
                expecting(version.language),
                day_order=day_order or order_in(version.language),
                sent=sent,
            )
            frames.append((version, frame_of(version.document, context), context))
        translated = any(v.translation and is_note(frame, context) for v, frame, context in frames)
        for version, frame, context in frames:
            leaves.append(
                Leaf(
                    version.document,
                    order,
                    version.translation,
                    version.language,
                    context,
                    tuple(items_in(version.document, context)),
                    frame,
                    is_note(frame, context) or (translated and version.language not in LANGUAGES),
                    document.path == "body",
                )
            )
    return leaves


def items_in(document: Document, context: Context) -> Iterator[Item]:
    """The document's items in reading order; quoted text, signatures and page furniture left out."""
    if any(isinstance(b, FormField) for b in document.blocks):
        yield from items_of_form(document, context)
    paragraphs: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if block.region in ("body", "textbox"):
                paragraphs.append(block)
        elif isinstance(block, Table):
            yield from items_of(paragraphs, document.path, context, recognised=document.recognised)
            paragraphs = []
            if getattr(block, "region", "body") in ("body", "textbox"):
                yield from items_of_table(block, document.path, context, document.recognised)
    yield from items_of(paragraphs, document.path, context, recognised=document.recognised)


def speakers_of(leaves: Sequence[Leaf], message: Message) -> list[Speaker]:
    """Every State for which some place of the message speaks, with the place."""
    speakers: list[Speaker] = []
    for leaf in leaves:
        for passage, found, weight in states_spoken_for(leaf.frame.passages, leaf.context):
            speakers.append(Speaker(found.value, passage.evidence(found.start, found.end), weight))
        for item in leaf.items:
            if isinstance(item, Answer) and item.label.codes[0] == "state" and (states := find_states(item.value.text)):
                speakers.append(Speaker(states[0].value, item.value.evidence(states[0].start, states[0].end), 4))
        for passage, found, weight in states_spoken_for(list(_signatures(leaf.document)), leaf.context):
            speakers.append(Speaker(found.value, passage.evidence(found.start, found.end), min(weight, 3)))
        if leaf.own:
            for passage, found, weight in states_signed(list(_last_lines(leaf.document)), leaf.context):
                speakers.append(Speaker(found.value, passage.evidence(found.start, found.end), weight))
    sender = message.envelope.sender
    for found in find_states(sender.name) if sender else []:
        evidence = Evidence(attachment="from", text=sender.name) if sender else Evidence(attachment="from", text="")
        speakers.append(Speaker(found.value, evidence, 2))
    return speakers


def _last_lines(document: Document) -> Iterator[Passage]:
    """The lines of the mail's signature, or those of its last paragraph where they are short: mail often ends without leave;
    and a line at its head that says from whom it is."""
    paragraphs = [b for b in document.blocks if isinstance(b, Paragraph) and b.region in ("body", "signature")]
    for paragraph in paragraphs[:2]:
        yield from (join(document.path, [line]) for line in paragraph.lines[:4] if _WRITER.match(line.text))
    signed = [p for p in paragraphs if p.region == "signature"]
    last = [p for p in paragraphs[-1:] if len(p.lines) > 1 and all(len(line.text) <= _SHORT for line in p.lines)]
    for paragraph in signed or last:
        yield from (join(document.path, [line]) for line in paragraph.lines)


def _signatures(document: Document) -> Iterator[Passage]:
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.region in ("signature", "header", "footer"):
            yield from (join(document.path, [line]) for line in block.lines)


def _first(speakers: Sequence[Speaker]) -> str | None:
    return max(speakers, key=lambda s: s.weight).state if speakers else None


def _has_unread_original(leaf: Leaf, leaves: Sequence[Leaf]) -> bool:
    """True for a translation whose original is in a language that has no lexicon."""
    return leaf.translation and any(
        other.order == leaf.order and not other.translation and other.language not in LANGUAGES for other in leaves
    )


def _part(leaf: Leaf, state: str | None, mission_addresses: frozenset[str], unread_original: bool = False) -> Part:
    context = replace(leaf.context, region=region_of(state), state=state, mission_addresses=mission_addresses)
    contacts = claims_of(leaf.document.path, leaf.items, context)
    if unread_original:
        # the original's own words are what is to be recorded
        doubt = "it is the translation's; the original is in a language that cannot be read"
        told = (
            replace(c, sure=False, doubt=doubt) if c.path.endswith((".honorific", ".position", ".institution")) else c
            for c in contacts.claims
        )
        contacts = replace(contacts, claims=tuple(told))
    note = note_claims(leaf.frame, leaf.language, context, leaf.translation) if leaf.note else []
    claims = Claims(leaf.document.path, (*contacts.claims, *note), contacts.findings)
    paged = leaf.document.format in PAGED
    beside = not leaf.translation and stands_beside_translation(leaf.document)
    return Part(claims, leaf.order, leaf.translation, leaf.document.recognised, leaf.note, paged, beside)


def _without_the_secretariats(leaves: Sequence[Leaf], parts: Sequence[Part]) -> list[Part]:
    """The parts without contacts of the Secretariat's own note, whose examples nominate nobody, where others name contacts."""
    enclosed = [is_the_secretariats(leaf.frame, leaf.context) for leaf in leaves]
    if not any(_names_contacts(part) for part, ours in zip(parts, enclosed, strict=True) if not ours):
        return list(parts)
    return [
        replace(part, claims=replace(part.claims, claims=(), findings=())) if ours else part
        for part, ours in zip(parts, enclosed, strict=True)
    ]


def _names_contacts(part: Part) -> bool:
    return any(claim.path.startswith("contacts") for claim in part.claims.claims)


def _of_parts(parts: Sequence[Part]) -> list[Finding]:
    return [finding for part in parts for finding in part.claims.findings]


def _of_letters(leaves: Sequence[Leaf]) -> list[Finding]:
    """A finding where what bears number and date is a letter, and no note verbale stands beside it."""
    notes = [leaf for leaf in leaves if leaf.note]
    if not notes or not all(is_letter(leaf.frame, leaf.context) for leaf in notes):
        return []
    return [
        Finding(
            code=LETTER,
            severity=Severity.INFO,
            path="note_verbale",
            message="This is a letter in the first person, not a note verbale; our answers call it a letter.",
        )
    ]


def _with_forwarded(
    documents: Sequence[Document], leaves: list[Leaf], parts: list[Part], programme: Programme, state: str | None
) -> tuple[list[Leaf], list[Part]]:
    """Where nothing of the message's own names a contact, what is quoted in it is read: a Mission forwards its capital's mail."""
    inner = [quoted for document in documents if (quoted := _quoted(document)) and not _is_ours(quoted, programme)]
    more = leaves_of(inner, programme)
    more = [replace(leaf, order=leaf.order + len(documents), own=False) for leaf in more]
    added = [_part(leaf, state, frozenset()) for leaf in more]
    found = [
        (leaf, part)
        for leaf, part in zip(more, added, strict=True)
        if any(c.path.endswith(".role") for c in part.claims.claims)
    ]
    return [*leaves, *(leaf for leaf, _ in found)], [*parts, *(part for _, part in found)]


def _quoted(document: Document) -> Document | None:
    """What the document quotes, as a document of its own."""
    pages = []
    for page in document.pages:
        blocks = tuple(
            replace(b, region="body") for b in page.blocks if isinstance(b, Paragraph | Table) and b.region == "quoted"
        )
        pages.append(replace(page, blocks=blocks))
    return sign_off(replace(document, pages=tuple(pages))) if any(page.blocks for page in pages) else None


def _is_ours(quoted: Document, programme: Programme) -> bool:
    """True where the quoted mail is the Secretariat's own: its header names one of our addresses first."""
    addresses = find_emails(quoted.text[:2000])
    return bool(addresses) and addresses[0].value.rpartition("@")[2] in programme.secretariat_domains


def _mission_addresses(leaves: Sequence[Leaf], message: Message) -> frozenset[str]:
    """Addresses that are the Mission's: the sender's, and those in letterheads and signatures."""
    addresses = {a.address for a in (*message.envelope.from_, *message.envelope.reply_to)}
    for leaf in leaves:
        for passage in _signatures(leaf.document):
            addresses.update(found.value for found in find_emails(passage.text))
    return frozenset(addresses)


def _gives_particulars(text: str, mission_addresses: frozenset[str], programme: Programme) -> bool:
    """True where the text holds an address that is neither the Mission's nor the Secretariat's."""
    given = {found.value for found in find_emails(text)} - mission_addresses
    return any(address.rpartition("@")[2] not in programme.secretariat_domains for address in given)


def _signs(
    message: Message,
    leaves: Sequence[Leaf],
    contacts: Sequence[Merged],
    unread: Sequence[Finding],
    programme: Programme,
) -> Signs:
    own = "\n".join(own_text(leaf.document) for leaf in leaves if leaf.own)
    notes = "\n".join(own_text(leaf.document) for leaf in leaves if not leaf.own)
    sender = message.envelope.sender
    return Signs(
        subject=message.envelope.subject,
        body=own,
        notes=notes,
        actions=tuple(contact.action for contact in contacts),
        roles=any(contact.role is not None for contact in contacts),
        asked=any(contact.asked for contact in contacts),
        stated=any(contact.role is not None or contact.says_action for contact in contacts),
        unread=bool(unread) or any(leaf.document.recognised for leaf in leaves),
        illegible=any(is_illegible(leaf.document) for leaf in leaves if not leaf.own),
        form=any(_is_form(leaf) for leaf in leaves),
        note=any(leaf.note for leaf in leaves),
        particulars=_gives_particulars(f"{own}\n{notes}", _mission_addresses(leaves, message), programme),
        sender=sender.address if sender else "",
    )


def _is_form(leaf: Leaf) -> bool:
    """True where a document asks for the particulars of contacts, filled in or not."""
    asked = {
        item.label.codes[0] for item in leaf.items if isinstance(item, Answer) and item.label.codes[0] in CONTACT_CODES
    }
    titled = any(isinstance(item, Heading) and item.title.roles for item in leaf.items)
    return (
        len(asked) >= 3
        and (titled or "role" in asked or formula("own_form").stands_in(own_text(leaf.document)[:400]))
        and not leaf.own
    )


def _facts(message: Message) -> MessageFacts:
    envelope = message.envelope
    sender = envelope.from_[0].address if envelope.from_ else None
    return MessageFacts(
        message_id=envelope.message_id,
        from_=sender,
        subject=envelope.subject,
        date=envelope.date,
        sha256=message.sha256,  # type: ignore[call-arg]
    )


def _attachments(opened: Opened, documents: Sequence[Document]) -> Iterator[Attachment]:
    """Everything that came with the message; what has no pages with its text, an enclosed message with its own."""
    read = {document.path: document for document in documents}
    room = _MOST_SHOWN
    for part in opened.listed:
        pages = _pages(part)
        document = read.get(part.path) or read.get(f"{part.path}!body")
        text = text_of(document, min(MOST, room)) if document is not None and pages is None and room > 0 else None
        room -= len(text or "")
        yield Attachment(
            path=part.path,
            media_type=part.media_type,
            size=len(part.data),
            sha256=hashlib.sha256(part.data).hexdigest(),
            pages=pages,
            text=text or None,
        )


def _pages(part: mime.Part) -> int | None:
    """How many pages the desk can show of it; None where it has none, or is damaged or locked (which a finding tells)."""
    try:
        return page_count(part.data, part.media_type)
    except Unreadable:
        return None


def _shown(message: Message) -> str:
    if message.text:
        return message.text
    body = body_of(message)
    return body.text if body else ""
