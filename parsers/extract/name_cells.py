"""Cells that name somebody and the post, in lines that a narrow column broke."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.expressions import later
from parsers.extract.anchors import address_length
from parsers.extract.bare_names import is_bare_name
from parsers.extract.context import Context
from parsers.extract.grammar import UNFINISHED, grammar
from parsers.extract.offices import opens_body
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.fields.names import is_person_like

_COMMA = later(r"[,،，]")
_POSTS = ("posts", "positions", "weak_words")
_MOST_LINES = 3
"""Lines of the longest name."""


def lines_of(value: Passage) -> list[Passage]:
    """The lines of a value, as they are printed."""
    return [value.part(piece.start, piece.start + piece.length) for piece in value.pieces]


def is_broken_before_comma(value: Passage, context: Context) -> bool:
    """True where the name goes on in the second line, up to the comma before the post ("Ana María ⏎ Ruiz, ⏎ Directora")."""
    comma = _COMMA.search(value.text)
    if comma is None or len(value.pieces) < 2 or comma.start() <= value.pieces[0].length:
        return False
    name = value.text[: comma.start()]
    return is_person_like(name) and not any(
        _names_post(line.text, context) for line in lines_of(value.part(0, len(name)))
    )


def name_and_post(value: Passage, context: Context) -> tuple[Passage, Passage, Passage | None]:
    """The name in a cell's first line, or lines where a post's word opens a later one, then the post, and the body that a line
    below opens."""
    lines = lines_of(value)
    size = address_length(value.text, 0, context)
    # a rank may be broken too, and its second word be a post's: "Wing ⏎ Commander ⏎ A B"
    first = max(1, sum(piece.start < size for piece in value.pieces))
    first = first if first < len(lines) else 1
    opened = (n for n in range(first, min(len(lines), _MOST_LINES + first)) if _names_post(lines[n].text, context))
    below = next(opened, first)
    if not is_person_like(value.text[size : value.pieces[below].start].rstrip()):
        below = first
    opened = (n for n in range(below + 1, len(lines)) if not UNFINISHED.search(lines[n - 1].text))
    body = next((n for n in opened if opens_body(lines[n].text, context)), None)
    starts = [piece.start for piece in value.pieces]
    post = value.part(starts[below], starts[body] if body else None)
    return value.part(0, starts[below]), post, value.part(starts[body]) if body else None


def name_above_post(lines: Sequence[Passage], context: Context) -> Person | None:
    """Whoever a line names without a form of address in a script without capitals, where a post's word opens the line below."""
    if len(lines) < 2 or lines[0].text[:1].isupper() or not _names_post(lines[1].text, context):
        return None
    return Person(name=lines[0], end=len(lines[0].text)) if is_bare_name(lines[0].text, context) else None


def _names_post(text: str, context: Context) -> bool:
    """True for a line that a word for a post opens."""
    return any(found.start == 0 for kind in _POSTS for found in grammar(kind, context.languages).find(text))
