"""The note itself: under which reference it stands, of which date, in which language."""

from __future__ import annotations

import re

from parsers.claims import Claim, Source
from parsers.extract.context import Context
from parsers.extract.drafts import DOUBTFUL_CHARACTERS
from parsers.extract.frames import TITLE, Frame
from parsers.extract.grammar import grammar
from parsers.extract.passages import Passage
from parsers.fields.dates import find_dates, settled
from parsers.fields.found import Found
from parsers.fields.references import LIKE_A_DATE, find_references
from parsers.fold import fold
from parsers.words import formula, label_of

_HEAD_OF_TEXT = 90
"""Characters of a note's first paragraph in which its reference may stand before the Mission's name."""
_EARLIER_NOTE = re.compile(r"\s*(?:号)?\s*(?:照会|函件?|来文|文)(?:及其?|所|中|内|的|已|曾|里)")
"""What a sentence says behind the reference of a note sent before."""


def is_note(frame: Frame, context: Context) -> bool:
    """True where the text has the formula of courtesy, or a reference of its own above a title or salutation."""
    languages = context.languages
    if any(
        formula("courtesy_opening", languages).stands_in(p.text) and not _is_the_secretariats(p, context)
        for p in frame.passages
    ):
        return True
    titled = any(len(p.text) < TITLE and formula("note_title", languages).stands_in(p.text) for p in frame.passages)
    greeted = any(len(p.text) < TITLE and formula("salutation", languages).is_whole(p.text) for p in frame.passages)
    closed = any(formula("courtesy_closing", languages).stands_in(p.text) for p in frame.passages)
    referenced = bool(_own_references(frame, context))
    return (referenced and (titled or greeted or closed)) or (titled and closed)


def is_letter(frame: Frame, context: Context) -> bool:
    """True where somebody writes in the first person, and nobody presents compliments."""
    texts = [p.text for p in frame.passages]
    spoken = formula("first_person", context.languages)
    return not any(formula("courtesy_opening", context.languages).stands_in(t) for t in texts) and any(
        spoken.stands_in(t) for t in texts
    )


def is_the_secretariats(frame: Frame, context: Context) -> bool:
    """True where all who present their compliments are the Secretariat: its note came back with the Mission's."""
    opening = formula("courtesy_opening", context.languages)
    openings = [p for p in frame.passages if opening.stands_in(p.text)]
    return bool(openings) and all(_is_the_secretariats(p, context) for p in openings)


def _is_the_secretariats(passage: Passage, context: Context) -> bool:
    """True where it is the Secretariat that presents its compliments."""
    opening = formula("courtesy_opening", context.languages).search(passage.text)
    head = passage.text[: opening.start] if opening else passage.text
    mission = formula("mission", context.languages).stands_in(passage.text[:200])
    return formula("secretariat", context.languages).stands_in(head) and not mission


def note_claims(frame: Frame, language: str | None, context: Context, translation: bool = False) -> list[Claim]:
    """Claims for the note's reference, date and language; a translation's count only where no other text has them."""
    source: Source = "note" if translation else "form"
    claims: list[Claim] = []
    references = _own_references(frame, context)
    if references:
        passage, found = references[0]
        claims.append(_claim("note_verbale.reference", passage, found, source))
    dates = _own_dates(frame, context)
    if dates:
        passage, found = dates[0]
        claims.append(_claim("note_verbale.date", passage, found, source))
    text = frame.inside or list(frame.passages)
    if language and text:
        claims.append(
            Claim("note_verbale.language", language, text[0].evidence(0, min(80, len(text[0].text))), True, source)
        )
    for passage in frame.passages:
        supersedes = formula("supersede", context.languages).search(passage.text)
        later = [f for f in find_references(passage.text) if supersedes and f.start >= supersedes.start]
        if later:
            claims.append(_claim("note_verbale.supersedes", passage, later[0], source))
    return claims


def _claim(path: str, passage: Passage, found: Found, source: Source) -> Claim:
    part = passage.part(found.start, found.end)
    sure = found.sure and part.confidence >= DOUBTFUL_CHARACTERS
    return Claim(path, found.value, part.evidence(), sure, source, found.doubt)


def _own_references(frame: Frame, context: Context) -> list[tuple[Passage, Found]]:
    """References above or below the running text that are not the programme's documents nor the date's or addressee's numbers."""
    own = []
    documents = [fold(d) for d in context.programme.documents]
    for passage in (*frame.outside, *_opening_line(frame, context)):
        if len(passage.text) > 260 or grammar("to_follow", context.languages).stands_in(passage.text):
            continue
        for found in find_references(passage.text):
            value = fold(found.value)
            if _EARLIER_NOTE.match(passage.text, found.end):
                continue
            if any(value == d or (value in d and "/" in value) or d in value for d in documents):
                continue
            own.append((passage, found))
    return own


def references_of(frame: Frame, context: Context) -> frozenset[str]:
    """The text's own references, folded."""
    return frozenset(fold(found.value) for _, found in _own_references(frame, context))


def _opening_line(frame: Frame, context: Context) -> list[Passage]:
    """What stands before the Mission's name in the very paragraph that opens the note: its reference, and perhaps its date."""
    if not frame.inside:
        return []
    first = frame.inside[0]
    mission = formula("mission", context.languages).search(first.text[:_HEAD_OF_TEXT])
    article = (
        re.search(r"(?:\b(?:the|la|le|a|die)\s+)?$", first.text[: mission.start], re.IGNORECASE) if mission else None
    )
    return [first.part(0, article.start())] if article and article.start() else []


def _closing_line(frame: Frame, context: Context) -> list[Passage]:
    """What stands behind the formula of courtesy in the very paragraph that closes the note: place and date."""
    if len(frame.inside) == 0:
        return []
    last = frame.inside[-1]
    closing = formula("courtesy_closing", context.languages).find(last.text)
    end = re.compile(r"(?:\.\s+|。\s*)(?=\w)").search(last.text, closing[-1].end) if closing else None
    return [last.part(end.end())] if end and len(last.text) - end.end() <= TITLE else []


def _own_dates(frame: Frame, context: Context) -> list[tuple[Passage, Found]]:
    """Dates above or below the running text, those on lines of their own first."""
    found: list[tuple[int, Passage, Found]] = []
    for passage in (*frame.outside, *_opening_line(frame, context), *_closing_line(frame, context)):
        if len(passage.text) > 260 or (
            formula("refers_to", context.languages).stands_in(passage.text) and len(passage.text) > 90
        ):
            continue
        label = label_of(passage.text) if len(passage.text) < 40 else None
        if label and "reference" in label.codes and not _dated(passage.text):
            continue
        numbers = [(f.start, f.end) for f in find_references(passage.text) if f.sure or f.doubt == LIKE_A_DATE]
        for date in find_dates(passage.text, context.languages, context.day_order):
            if any(low <= date.start and date.end <= high for low, high in numbers):
                continue
            if date.value == context.programme.call_date.isoformat():
                continue
            share = (date.end - date.start) / max(1, len(passage.text))
            found.append((0 if share > 0.3 else 1, passage, settled(date, context.sent)))
    return [(passage, date) for _, passage, date in sorted(found, key=lambda f: f[0])]


def _dated(text: str) -> bool:
    """True for a reference with its date behind it ("Исх. № 42/1188 от 7 июля 2025 г.")."""
    references = find_references(text)
    return bool(references) and any(date.start >= references[0].end for date in find_dates(text))
