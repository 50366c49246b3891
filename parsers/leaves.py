"""Leaves: the versions of a message's documents, taken apart into items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.programme import Programme
from parsers.document import Document, FormField, Paragraph, Table
from parsers.extract.context import Context, expecting
from parsers.extract.continued import with_continued
from parsers.extract.form import items_of_form
from parsers.extract.forms_beside import with_tails
from parsers.extract.frames import Frame, frame_of
from parsers.extract.heading_above import below_role, role_above
from parsers.extract.items import Item
from parsers.extract.lines import items_of
from parsers.extract.note import is_note, references_of
from parsers.extract.table import items_of_table
from parsers.extract.torn import with_torn
from parsers.extract.typed_tables import with_typed_tables
from parsers.extract.versions import own_text, versions_of
from parsers.fields.dates import order_in, order_told
from parsers.fold import fold
from parsers.lexicons import LANGUAGES


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
            typed = with_typed_tables(version.document, context.languages)
            frames.append((replace(version, document=typed), frame_of(typed, context), context))
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
    return _with_originals(leaves)


def _with_originals(leaves: list[Leaf]) -> list[Leaf]:
    """The leaves, with documents taken for notes that are the originals of notes in other documents: in a language that has no
    large lexicon, with the note's reference in them."""
    known = {one for leaf in leaves if leaf.note for one in references_of(leaf.frame, leaf.context)}
    return [
        replace(leaf, note=True)
        if leaf.language not in (None, *LANGUAGES)
        and not (leaf.note or leaf.own or leaf.translation)
        and any(reference in fold(leaf.document.text) for reference in known)
        else leaf
        for leaf in leaves
    ]


def items_in(document: Document, context: Context) -> Iterator[Item]:
    """The document's items in reading order; quoted text, signatures and page furniture left out."""
    if any(isinstance(b, FormField) for b in document.blocks):
        yield from items_of_form(document, context)
    paragraphs: list[Paragraph] = []
    for block in with_torn(with_tails(with_continued(document.blocks, context), context), context):
        if isinstance(block, Paragraph):
            if block.region in ("body", "textbox"):
                paragraphs.append(block)
        elif isinstance(block, Table):
            before = items_of(paragraphs, document.path, context, recognised=document.recognised)
            yield from before
            paragraphs = []
            if getattr(block, "region", "body") in ("body", "textbox"):
                items = items_of_table(block, document.path, context, document.recognised)
                yield from below_role(items, role_above(before))
    yield from items_of(paragraphs, document.path, context, recognised=document.recognised)


def has_unread_original(leaf: Leaf, leaves: Sequence[Leaf]) -> bool:
    """True for a translation whose original is in a language that has no lexicon."""
    return leaf.translation and any(
        (other.order == leaf.order or (other.note and not other.own))
        and not other.translation
        and other.language not in LANGUAGES
        for other in leaves
    )
