"""The signs in a message by which its kind is told."""

from __future__ import annotations

from collections.abc import Sequence

from domain.programme import Programme
from domain.submission import Finding
from parsers.extract.items import CONTACT_CODES, Answer, Heading
from parsers.extract.versions import is_illegible, own_text
from parsers.fields.emails import find_emails
from parsers.kinds import Signs
from parsers.leaves import Leaf
from parsers.merged import Merged
from parsers.mime import Message
from parsers.speakers import mission_addresses
from parsers.words import formula


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
        unread=bool(unread) or any(leaf.document.recognised for leaf in leaves),
        illegible=any(is_illegible(leaf.document) for leaf in leaves if not leaf.own),
        form=any(_is_form(leaf) for leaf in leaves),
        note=any(leaf.note for leaf in leaves),
        particulars=_gives_particulars(f"{own}\n{notes}", mission_addresses(leaves, message), programme),
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
