"""The signs in a message by which its kind is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.programme import Programme
from domain.submission import Action, Finding
from parsers.document import Document, Paragraph
from parsers.extract.items import CONTACT_CODES, Answer, Heading
from parsers.extract.versions import is_illegible, own_text
from parsers.fields.emails import find_emails
from parsers.leaves import Leaf
from parsers.merged import Merged
from parsers.mime import Message
from parsers.words import formula

_LISTS = ("list-", "mailing-list", "precedence: bulk", "precedence: list", "precedence: junk")
"""Beginnings of the reasons for which mail counts as sent to many."""
_DOUBTFUL, _SPOILT = 0.85, 0.1
"""Confidence below which a recognised word is doubtful, and the share of a document's characters that stand in such words from
which what it asks may be spoilt."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What the decision rests on: the mail's own words, and what was read from it."""

    subject: str
    body: str
    """The sender's own text, without quotation and signature."""
    notes: str
    """The text of attachments and enclosed messages."""
    actions: tuple[Action, ...] = ()
    """What is asked for each contact that was read."""
    asked: bool = False
    """True where something says what to do with a contact: a sentence of nomination, change or withdrawal, or a lead-in."""
    roles: bool = False
    """True where somebody is diplomatic or technical point of contact."""
    stated: bool = False
    """True where a sentence, a heading or a form says of a contact what it is nominated for."""
    unread: bool = False
    """True where an attachment could not be read, or only by recognition of characters."""
    spoilt: bool = False
    """True where many characters of an attached document were recognised with doubt."""
    illegible: bool = False
    """True where an attached document gave no text, or none in words of a known language."""
    nameless: bool = False
    """True where contacts were read, and none has a name, an institution or an address."""
    reachable: bool = False
    """True where some contact that was read has an address or number."""
    form: bool = False
    """True where a nomination form is attached, filled in or not."""
    note: bool = False
    particulars: bool = False
    """True where an address stands in the text that is neither the Mission's nor the Secretariat's."""
    sender: str = ""
    """The From address."""
    quoted: str = ""
    """The text that the mail answers or passes on."""
    signature: str = ""
    """Who signs, with the From line's name."""
    bulk: bool = False
    """True where the header says that the mail goes to a list."""
    machine: bool = False
    """True where the header says that a program made the mail."""
    official: bool = False
    """True where the mail is written for a State."""


def _gives_particulars(text: str, missions: frozenset[str], programme: Programme) -> bool:
    """True where the text holds an address that is neither the Mission's nor the Secretariat's."""
    given = {found.value for found in find_emails(text)} - missions
    return any(address.rpartition("@")[2] not in programme.secretariat_domains for address in given)


def signs_of(
    message: Message,
    leaves: Sequence[Leaf],
    contacts: Sequence[Merged],
    unread: Sequence[Finding],
    programme: Programme,
    missions: frozenset[str] = frozenset(),
    official: bool = False,
) -> Signs:
    """What the message tells of its kind by its subject, its leaves and the contacts merged out of them."""
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
        nameless=bool(contacts)
        and not any(c.said.get(code) for c in contacts for code in ("name", "institution", "emails")),
        reachable=any(c.said.get(code) for c in contacts for code in ("emails", "phones")),
        unread=bool(unread) or any(leaf.document.recognised for leaf in leaves),
        spoilt=any(leaf.document.recognised and _is_spoilt(leaf.document) for leaf in leaves if not leaf.own),
        illegible=any(is_illegible(leaf.document) for leaf in leaves if not leaf.own),
        form=any(_is_form(leaf) for leaf in leaves),
        note=any(leaf.note for leaf in leaves),
        particulars=_gives_particulars(f"{own}\n{notes}", missions, programme),
        sender=sender.address if sender else "",
        quoted="\n".join(_region(leaf, "quoted") for leaf in leaves if leaf.own),
        signature="\n".join(
            [sender.name if sender else "", *(_region(leaf, "signature") for leaf in leaves if leaf.own)]
        ),
        bulk=any(reason.lower().startswith(_LISTS) for reason in message.envelope.automatic),
        machine=any(reason.lower().startswith("auto-submitted") for reason in message.envelope.automatic),
        official=official,
    )


def _region(leaf: Leaf, region: str) -> str:
    """The text of one region of the leaf's document."""
    blocks = (block for block in leaf.document.blocks if isinstance(block, Paragraph))
    return "\n".join(block.text for block in blocks if block.region == region)


def _is_spoilt(document: Document) -> bool:
    words = [
        word for block in document.blocks if isinstance(block, Paragraph) for line in block.lines for word in line.words
    ]
    doubtful = sum(len(word.text) for word in words if word.confidence < _DOUBTFUL)
    return doubtful > _SPOILT * sum(len(word.text) for word in words)


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
