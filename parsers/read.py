"""Reading a message: from its bytes to what it asks, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from domain.acknowledgement import is_secretariat
from domain.programme import Programme
from domain.reading import Reading
from domain.submission import LETTER, Finding, MessageFacts, Severity
from parsers.assemble import assemble
from parsers.attachments import attachments_of
from parsers.blended import tell_blended
from parsers.body import is_stand_in
from parsers.containers import Opened, open_parts
from parsers.document import Document, Table
from parsers.engines import Engines
from parsers.engines.soffice import Soffice
from parsers.extract.abridged import abridged
from parsers.extract.note import is_letter
from parsers.extract.signature import sign_off
from parsers.kinds import Verdict, kind_of
from parsers.leaves import Leaf, has_unread_original, leaves_of
from parsers.left_over import tell_left_over
from parsers.limits import Limits
from parsers.lone_files import open_file
from parsers.merged import Merged, Part
from parsers.mime import Message
from parsers.parts import names_contacts, part_of, with_forwarded, without_the_secretariats
from parsers.readers import read_part
from parsers.readers.text import read_text
from parsers.reports import report_of
from parsers.signs import signs_of
from parsers.speakers import mission_addresses, speakers_of, weightiest
from parsers.trace import Trace
from parsers.triage import triage
from parsers.unopened import LOST

PARSER = "verbale-parsers/1"
"""Version of what is read out of a message; it changes when the same bytes may be read otherwise."""


def read_message(
    raw: bytes,
    file: str,
    programme: Programme,
    limits: Limits | None = None,
    authserv: str | None = None,
    explained: bool = False,
    engines: Engines | None = None,
) -> Reading:
    """The message's submission, envelope and attachments, where wanted with its explanation; damage in it is a finding, never
    an error."""
    limits = limits or Limits()
    trace = Trace() if explained else None
    message = open_file(raw, limits, authserv)
    opened = open_parts(message, limits)
    stopped = triage(message, opened)
    documents, unread = documents_of(message, opened, limits, engines or Engines(converter=Soffice()))
    lost = [*unread, *(finding for finding in opened.findings if finding.code in LOST)]
    day = _day_of(message)
    leaves = leaves_of(documents, programme, day)
    speakers = speakers_of(leaves, message)
    state = weightiest(speakers)
    missions = mission_addresses(leaves, message)
    parts = [part_of(leaf, state, missions, has_unread_original(leaf, leaves)) for leaf in leaves]
    parts = without_the_secretariats(leaves, parts)
    if not any(names_contacts(part) for part in parts):
        own = (leaves, parts)
        leaves, parts = with_forwarded(documents, *own, programme, state)
        if not speakers and (speakers := speakers_of(leaves, message)):
            # only the quoted mail tells the State, whose numbers its parts are to be read by
            leaves, parts = with_forwarded(documents, *own, programme, weightiest(speakers))

    def judge(contacts: Sequence[Merged]) -> Verdict:
        signs = signs_of(
            message, leaves, contacts, lost, programme, mission_addresses(leaves, message), state is not None
        )
        return kind_of(signs, programme, stopped.stop)

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
            *(_of_the_sender(message, programme) if stopped.stop is None else ()),
        ],
        judge,
        programme,
        mission_addresses(leaves, message),
        trace,
    )
    submission = tell_left_over(tell_blended(submission, leaves), leaves, mission_addresses(leaves, message))
    return Reading(
        submission=submission,
        envelope=message.envelope,
        attachments=tuple(attachments_of(opened, documents)),
        body=_shown(message)[: limits.text_chars],
        parser=PARSER,
        report=report_of(message, raw),
        explanation=trace.explanation() if trace else None,
    )


def _day_of(message: Message) -> date | None:
    """The day on which the mail says that it was sent; None where it does not."""
    try:
        return datetime.fromisoformat(message.envelope.date or "").date()
    except ValueError:
        return None


def documents_of(
    message: Message, opened: Opened, limits: Limits, engines: Engines
) -> tuple[list[Document], list[Finding]]:
    """The body, the bodies of enclosed messages and all attachments as documents, and findings for what could not be read."""
    documents = [abridged(body) for one in (message, *opened.messages) if (body := body_of(one))]
    findings: list[Finding] = []
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
    """The message's own text: its plain form, or the HTML one where that alone has tables or says what the message does."""
    page = _page(message.body_path, message.html) if message.html else None
    text = read_text(message.body_path, message.text) if message.text and message.text.strip() else None
    tabular = page is not None and any(isinstance(b, Table) and b.rows and len(b.rows[0]) > 1 for b in page.blocks)
    fuller = page is not None and text is not None and is_stand_in(text.text, page.text)
    chosen = page if page is not None and (text is None or tabular or fuller) else text
    return sign_off(chosen) if chosen is not None else None


def _page(path: str, html: str) -> Document:
    from parsers.readers.html import read_html

    return read_html(path, html)


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


def _of_the_sender(message: Message, programme: Programme) -> list[Finding]:
    """A finding where the mail comes from the Secretariat itself."""
    sender = message.envelope.sender
    if sender is None or not is_secretariat(sender.address, programme):
        return []
    return [
        Finding(
            code="from_secretariat",
            severity=Severity.WARNING,
            message="This comes from the Secretariat's own domain: internal forwarding, not yet the word of a State.",
        )
    ]


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


def _shown(message: Message) -> str:
    body = body_of(message)
    if message.text and not (body and is_stand_in(message.text, body.text)):
        return message.text
    return body.text if body else ""
