"""Labels that no sign parts from their value."""

from __future__ import annotations

import re

from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.heads import TYPED
from parsers.extract.items import WEAK_CODES, Answer
from parsers.extract.offices import opens_body
from parsers.extract.rows import Row
from parsers.fields.languages import find_languages
from parsers.fold import fold, fold_with_places
from parsers.lexicons import lexicons
from parsers.scripts import HAN_SIGN
from parsers.words import Label

_BODIES = frozenset({"institution", "department"})


def promote_weak_labels(rows: list[Row], context: Context) -> None:
    """Labels with no sign between them and their value ("Name Jane Example") count where labelled lines stand around them."""
    for at, row in enumerate(rows):
        before = rows[at - 1].answer if at else None
        if not row.plain or (before is not None and not before.value):
            continue
        weak = _weak_head(row.passage.text, context)
        if weak is None:
            continue
        label, end = weak
        around = [rows[n] for n in range(max(0, at - 3), min(len(rows), at + 4)) if n != at]
        weak_ones = [found for other in around if other.plain and (found := _weak_head(other.passage.text, context))]
        asked = [set(other.answer.label.codes) for other in around if other.answer and other.answer.asked]
        typed = any(other.title for other in around) or any(codes & TYPED for codes in asked)
        typed = typed or any(set(label.codes) & TYPED for label, _ in weak_ones)
        if typed and len(weak_ones) + len(asked) >= 2 and (weak_ones or any(not codes & TYPED for codes in asked)):
            row.answer = Answer(label, row.passage.part(0, end), row.passage.part(end))


def _weak_head(text: str, context: Context) -> tuple[Label, int] | None:
    """A label at the head of the line, longest first, where what follows begins like a value."""
    folded = fold_with_places(text[:200])
    best: tuple[Label, int] | None = None
    for lexicon in lexicons(context.languages):
        for hit in lexicon.label_phrases.hits(folded.text):
            if hit.start > 3:
                break
            _, end = folded.span(hit.start, hit.end)
            closing = re.match(r"\s?\([^()]{1,20}\)", text[end:])
            end += closing.end() if closing else 0
            rest = text[end:].lstrip()
            label = lexicon.label(text[:end])
            if end < (2 if HAN_SIGN.match(text) else 3) or not text[end : end + 1].isspace():
                continue
            if label is None or not rest or not set(label.codes) & WEAK_CODES or (best is not None and end <= best[1]):
                continue
            if fold(text[:end]) in lexicon.numbers:
                continue
            own = set(label.codes) & _BODIES and grammar("bodies", context.languages).is_whole(text[:end])
            if own and not _is_body(rest, context):
                # "Департамент международных организаций", "إدارة المنظمات الدولية": the body's own name
                continue
            if not rest[0].islower() or _answers_in_small(label, rest, context):
                best = label, end
    return best


def _is_body(text: str, context: Context) -> bool:
    """True for what names a body by itself, behind a word that could be the body's ("Behörde Bundesministerium für ...")."""
    bodies = grammar("bodies", context.languages).find(text)
    return opens_body(text, context) or (text[:1].isupper() and bool(bodies))


def _answers_in_small(label: Label, rest: str, context: Context) -> bool:
    """True for an address, a post or a language in small letters, which can be nothing but the answer."""
    codes = set(label.codes)
    if "email" in codes and "@" in rest.split(maxsplit=1)[0]:
        return True
    if "languages" in codes:
        return any(not found.start for found in find_languages(rest))
    posts = (found for kind in ("posts", "positions") for found in grammar(kind, context.languages).find(rest))
    return "position" in codes and any(not found.start for found in posts)
