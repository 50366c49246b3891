"""What is read from a document by itself, as the rows that tests compare."""

from __future__ import annotations

from parsers.claims import Claims
from parsers.document import Document
from parsers.extract.contacts import claims_of
from parsers.extract.context import Context, expecting
from parsers.extract.typed_tables import with_typed_tables
from parsers.leaves import items_in
from tests.builders.programmes import programme

Row = dict[str, object]
LISTS = ("emails", "phones", "languages")


def claims(page: Document, language: str = "en", region: str | None = "ZM") -> Claims:
    """All that the document claims, read as of this language and of the State with these telephone numbers."""
    context = Context(programme(), expecting(language), region=region)
    return claims_of(page.path, list(items_in(with_typed_tables(page, context.languages), context)), context)


def contacts(page: Document, language: str = "en", region: str | None = "ZM") -> list[Row]:
    """The contacts of a document, each as the fields that it has; lists in full."""
    found: dict[str, Row] = {}
    for claim in claims(page, language, region).claims:
        contact, _, code = claim.path.partition(".")
        row = found.setdefault(contact, {})
        if code in LISTS:
            values = row.setdefault(code, [])
            assert isinstance(values, list)
            values.append(claim.value)
        else:
            row[code] = claim.value
    return list(found.values())


def columns(page: Document, language: str, region: str, *fields: str) -> list[tuple[object, ...]]:
    """The named fields of each contact, None where it lacks one; lists as tuples."""
    return [tuple(_column(row, field) for field in fields) for row in contacts(page, language, region)]


def _column(row: Row, field: str) -> object:
    value = row.get(field, () if field in LISTS else None)
    return tuple(value) if isinstance(value, list) else value
