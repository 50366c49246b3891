"""Who speaks in a message: the States that its places name as speaking, the addresses from which their Missions write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from domain.submission import Evidence
from parsers.assemble import Speaker
from parsers.document import Document, Paragraph
from parsers.extract.hosts import senders
from parsers.extract.items import Answer
from parsers.extract.passages import Passage, join
from parsers.extract.spoken_for import states_signed, states_spoken_for
from parsers.fields.emails import find_emails
from parsers.fields.states import find_states
from parsers.leaves import Leaf
from parsers.matters import matter
from parsers.mime import Message
from parsers.words import phrases

_SHORT = 110
"""Characters of a signature's longest line."""
_MENTIONED = 2
"""Weight of a State of whose points of contact a text speaks, where no Mission does."""
_WRITER = re.compile(
    r"\s*(?:from|de|von|от(?: кого)?|отправитель|من|المرسل|الجهة المرسلة|发自|来自|发件人|发件方)\s?[:：]",
    re.IGNORECASE,
)


def speakers_of(leaves: Sequence[Leaf], message: Message) -> list[Speaker]:
    """Every State for which some place of the message speaks, with the place."""
    speakers: list[Speaker] = []
    for leaf in leaves:
        paragraphs = (block.text for block in leaf.document.blocks if isinstance(block, Paragraph))
        tells = matter("to_readers").stands_in("\n".join(paragraphs))
        for passage, found, weight in states_spoken_for(leaf.frame.passages, leaf.context):
            if tells and weight <= _MENTIONED:
                # what a letter to many readers tells of a State
                continue
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
    for found in senders(sender.name, find_states(sender.name)) if sender else []:
        evidence = Evidence(attachment="from", text=sender.name) if sender else Evidence(attachment="from", text="")
        speakers.append(Speaker(found.value, evidence, 2))
    return speakers or _in_subject(message)


def _in_subject(message: Message) -> list[Speaker]:
    """The one State whose points of contact the subject speaks of, where nothing else tells any."""
    subject = message.envelope.subject
    states = find_states(subject)
    if len({state.value for state in states}) != 1 or not phrases("roles", "contact").stands_in(subject):
        return []
    return [Speaker(states[0].value, Evidence(attachment="subject", text=subject), 1)]


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


def weightiest(speakers: Sequence[Speaker]) -> str | None:
    """The State for which the weightiest place speaks, None where no place does."""
    return max(speakers, key=lambda s: s.weight).state if speakers else None


def mission_addresses(leaves: Sequence[Leaf], message: Message) -> frozenset[str]:
    """Addresses that are the Mission's: the sender's, and those in letterheads and signatures."""
    addresses = {a.address for a in (*message.envelope.from_, *message.envelope.reply_to)}
    for leaf in leaves:
        for passage in _signatures(leaf.document):
            addresses.update(found.value for found in find_emails(passage.text))
    return frozenset(addresses)
