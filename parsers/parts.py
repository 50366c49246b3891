"""Parts: what each leaf of a message claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.acknowledgement import is_secretariat
from domain.programme import Programme
from parsers.claims import Claims
from parsers.document import PAGED, Document, Paragraph, Table
from parsers.extract.contacts import claims_of
from parsers.extract.note import is_the_secretariats, note_claims
from parsers.extract.signature import sign_off
from parsers.extract.versions import stands_beside_translation
from parsers.fields.emails import find_emails
from parsers.fields.states import region_of
from parsers.leaves import Leaf, leaves_of
from parsers.matters import matter
from parsers.merged import Part
from parsers.readers.detour import is_mended
from parsers.readers.quoting import names_writer
from parsers.words import formula


def part_of(leaf: Leaf, state: str | None, mission_addresses: frozenset[str], unread_original: bool = False) -> Part:
    """What the leaf claims of contacts, and of the note where it is one; doubted where its original was not read."""
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
    if is_mended(leaf.document):
        doubt = "the file is damaged, and LibreOffice mended it"
        mended = (
            replace(c, sure=False, doubt=doubt) if c.path.endswith((".emails", ".phones")) else c
            for c in contacts.claims
        )
        contacts = replace(contacts, claims=tuple(mended))
    note = note_claims(leaf.frame, leaf.language, context, leaf.translation) if leaf.note else []
    claims = Claims(leaf.document.path, (*contacts.claims, *note), contacts.findings)
    paged = leaf.document.format in PAGED
    beside = not leaf.translation and stands_beside_translation(leaf.document)
    return Part(claims, leaf.order, leaf.translation, leaf.document.recognised, leaf.note, paged, beside)


def without_the_secretariats(leaves: Sequence[Leaf], parts: Sequence[Part]) -> list[Part]:
    """The parts without contacts of the Secretariat's own note, whose examples nominate nobody, where others name contacts."""
    enclosed = [is_the_secretariats(leaf.frame, leaf.context) for leaf in leaves]
    if not any(names_contacts(part) for part, ours in zip(parts, enclosed, strict=True) if not ours):
        return list(parts)
    return [
        replace(part, claims=replace(part.claims, claims=(), findings=())) if ours else part
        for part, ours in zip(parts, enclosed, strict=True)
    ]


def names_contacts(part: Part) -> bool:
    """True where the part claims anything of a contact."""
    return any(claim.path.startswith("contacts") for claim in part.claims.claims)


def with_forwarded(
    documents: Sequence[Document], leaves: list[Leaf], parts: list[Part], programme: Programme, state: str | None
) -> tuple[list[Leaf], list[Part]]:
    """Where nothing of the message's own names a contact, what is quoted in it is read: a Mission forwards its capital's mail."""
    inner = [
        quoted for document in documents if (quoted := _quoted(document, programme)) and not _is_ours(quoted, programme)
    ]
    more = leaves_of(inner, programme)
    more = [replace(leaf, order=leaf.order + len(documents), own=False) for leaf in more]
    added = [part_of(leaf, state, frozenset()) for leaf in more]
    found = [
        (leaf, part)
        for leaf, part in zip(more, added, strict=True)
        if any(c.path.endswith(".role") for c in part.claims.claims)
    ]
    return [*leaves, *(leaf for leaf, _ in found)], [*parts, *(part for _, part in found)]


def _quoted(document: Document, programme: Programme) -> Document | None:
    """What the document quotes up to a mail of the Secretariat's, as a document of its own."""
    pages = []
    ended = False
    for page in document.pages:
        blocks: list[Paragraph | Table] = []
        for block in page.blocks:
            if not isinstance(block, Paragraph | Table) or block.region != "quoted":
                continue
            ended = ended or (isinstance(block, Paragraph) and _begins_ours(block, programme))
            if not ended:
                blocks.append(replace(block, region="body"))
        pages.append(replace(page, blocks=tuple(blocks)))
    return sign_off(replace(document, pages=tuple(pages))) if any(page.blocks for page in pages) else None


def _begins_ours(paragraph: Paragraph, programme: Programme) -> bool:
    """True for the lines above a quoted mail by which the Secretariat wrote it."""
    for line in paragraph.lines:
        if not names_writer(line.text):
            continue
        addresses = find_emails(line.text)
        if addresses:
            return is_secretariat(addresses[0].value, programme)
        return formula("secretariat").stands_in(line.text) and not formula("mission").stands_in(line.text)
    return False


def _is_ours(quoted: Document, programme: Programme) -> bool:
    """True where the quoted mail is the Secretariat's own: it names our address first, or tells what was recorded for a State."""
    addresses = find_emails(quoted.text[:2000])
    if addresses and addresses[0].value.rpartition("@")[2] in programme.secretariat_domains:
        return True
    return matter("recorded").stands_in(quoted.text) and not formula("mission").stands_in(quoted.text)
