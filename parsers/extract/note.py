"""The note itself: which State speaks, under which reference and date, in which language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.claims import Claim, Source
from parsers.document import Document, Paragraph, Table
from parsers.extract.context import Context
from parsers.extract.drafts import DOUBTFUL_CHARACTERS
from parsers.extract.grammar import grammar
from parsers.extract.passages import Passage, join
from parsers.fields.dates import find_dates, settled
from parsers.fields.emails import find_emails
from parsers.fields.found import Found
from parsers.fields.phones import find_phones
from parsers.fields.references import LIKE_A_DATE, find_references
from parsers.fields.states import find_states
from parsers.fold import fold
from parsers.words import formula, label_at_head, label_of, phrases

_BEHIND = 70
_BEFORE = 4
_TITLE = 60
_BROAD = 85
"""Characters of a letterhead's longest line."""
_HEAD_LINES = 7
"""Lines of a paragraph in which letterhead, reference and date may stand."""
_SIGNATURE_LINE = 140
_HEAD_OF_TEXT = 90
"""Characters of a note's first paragraph in which its reference may stand before the Mission's name."""
_EARLIER_NOTE = re.compile(r"\s*(?:号)?\s*(?:照会|函件?|来文|文)(?:及其?|所|中|内|的|已|曾|里)")
"""What a sentence says behind the reference of a note sent before."""
_MOSTLY = 0.6
"""Share of a line that a State's name must fill to be what the line says."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A note's paragraphs, and which of them are its running text (from the opening formula to the closing one)."""

    passages: tuple[Passage, ...]
    first: int | None
    last: int | None

    @property
    def outside(self) -> list[Passage]:
        """What stands above and below the running text: letterhead, reference, date, addressee."""
        if self.first is None:
            return list(self.passages)
        last = self.last if self.last is not None else self.first
        return [p for at, p in enumerate(self.passages) if at < self.first or at > last]

    @property
    def inside(self) -> list[Passage]:
        """The running text."""
        if self.first is None:
            return []
        return list(self.passages[self.first : (self.last if self.last is not None else self.first) + 1])


def frame_of(document: Document, context: Context) -> Frame:
    """The document's own paragraphs with its running text found by the formulae of courtesy, or a letter's salutation."""
    passages = tuple(_passages(document))
    languages = context.languages
    opening = _index(passages, "courtesy_opening", languages)
    if opening is None:
        opening = next(
            (
                n
                for n, p in enumerate(passages)
                if len(p.text) < _TITLE and formula("salutation", languages).is_whole(p.text)
            ),
            None,
        )
    closing = _index(passages, "courtesy_closing", languages, last=True)
    if opening is None and closing is not None:
        opening = next((n for n, p in enumerate(passages) if len(p.text) > 150), closing)
    if closing is not None and opening is not None and closing < opening:
        closing = None
    return Frame(passages, opening, closing)


def _passages(document: Document) -> Iterator[Passage]:
    for page in document.pages:
        for block in page.blocks:
            if isinstance(block, Paragraph) and block.region not in ("quoted", "signature"):
                yield from _cut(block, document)
            elif isinstance(block, Table):
                for row in block.rows:
                    for cell in row:
                        if cell.lines:
                            yield join(document.path, cell.lines, document.recognised)


def _cut(paragraph: Paragraph, document: Document) -> Iterator[Passage]:
    """A paragraph whole where it runs, line by line where its lines are short: references and dates stand on lines of their own."""
    lines = paragraph.lines
    if (len(lines) > 1 and max(len(line.text) for line in lines) <= 70 and len(lines) <= 6) or len(lines) == 1:
        for line in lines:
            yield join(document.path, [line], document.recognised)
        return
    head, tail = 0, len(lines)
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if len(line.text) > _BROAD or formula("courtesy_opening").stands_in(line.text):
            break
        if at < tail - 1 and _stands_apart(line.text):
            head = at + 1
    while tail > head + 1 and (_stands_apart(lines[tail - 1].text) or _is_footer(lines[tail - 1].text)):
        tail -= 1
    for part in (*((line,) for line in lines[:head]), lines[head:tail], *((line,) for line in lines[tail:])):
        yield join(document.path, part, document.recognised)


def _stands_apart(text: str) -> bool:
    """True for a short line that is a reference or date, though it was printed close to the text."""
    if len(text) > _TITLE:
        return False
    known = [*find_dates(text), *find_references(text)]
    return bool(known) and sum(f.end - f.start for f in known) > 0.4 * len(text.strip())


def _is_footer(text: str) -> bool:
    """True for a line with the Mission's address or number, as footers have them."""
    return bool(find_emails(text) or find_phones(text)) and not formula("courtesy_closing").stands_in(text)


def _index(passages: Sequence[Passage], kind: str, languages: Sequence[str], last: bool = False) -> int | None:
    hits = [n for n, p in enumerate(passages) if formula(kind, languages).stands_in(p.text)]
    if not hits:
        return None
    return hits[-1] if last else hits[0]


def is_note(frame: Frame, context: Context) -> bool:
    """True where the text has the formula of courtesy, or a reference of its own above a title or salutation."""
    languages = context.languages
    if any(
        formula("courtesy_opening", languages).stands_in(p.text) and not _is_the_secretariats(p, context)
        for p in frame.passages
    ):
        return True
    titled = any(len(p.text) < _TITLE and formula("note_title", languages).stands_in(p.text) for p in frame.passages)
    greeted = any(len(p.text) < _TITLE and formula("salutation", languages).is_whole(p.text) for p in frame.passages)
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
    end = re.compile(r"\.\s+(?=\w)").search(last.text, closing[-1].end) if closing else None
    return [last.part(end.end())] if end and len(last.text) - end.end() <= _TITLE else []


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


def states_spoken_for(passages: Sequence[Passage], context: Context) -> list[tuple[Passage, Found, int]]:
    """States whose Mission, ministry or Government the passages name as speaking, with how much that weighs."""
    spoken: list[tuple[Passage, Found, int]] = []
    for passage in passages:
        states = find_states(passage.text)
        if not states:
            continue
        opening = formula("courtesy_opening", context.languages).stands_in(passage.text)
        for mission in formula("mission", context.languages).find(passage.text):
            state = _of_mission(passage.text, mission, states)
            if state:
                spoken.append((passage, state, 5 if opening else 3))
                break
        else:
            label = label_at_head(passage.text, context.languages)
            if label and "state" in label[0].codes:
                spoken.append((passage, states[0], 4))
                continue
            behalf = _on_behalf(passage.text, states, context)
            if behalf:
                spoken.append((passage, behalf, 2))
    return spoken


def states_signed(passages: Sequence[Passage], context: Context) -> list[tuple[Passage, Found, int]]:
    """States of whose authority a signature's lines speak: a line that is a State's name, or names a body of it."""
    signed: list[tuple[Passage, Found, int]] = []
    for passage in passages:
        if len(passage.text) > _SIGNATURE_LINE:
            continue
        for state in find_states(passage.text)[:1]:
            alone = state.end - state.start >= _MOSTLY * len(passage.text.strip())
            body = grammar("bodies", context.languages).stands_in(passage.text[: state.start])
            if alone or body:
                signed.append((passage, state, 2))
    return signed


def _of_mission(text: str, mission: Found, states: Sequence[Found]) -> Found | None:
    """The State of the Mission named at this place: the one named in its name, behind it, or (in Chinese) before it."""
    within = [s for s in states if s.start >= mission.start and s.end <= mission.end]
    if within:
        return within[0]
    before = [s for s in states if 0 <= mission.start - s.end <= _BEFORE]
    if before and re.match(r"[\u3400-\u9fff]", text[mission.start :]):
        return before[-1]
    behind = [
        s
        for s in states
        if 0 <= s.start - mission.end <= _BEHIND and not re.search(r"[.;]", text[mission.end : s.start])
    ]
    return behind[0] if behind else (before[-1] if before else None)


def _on_behalf(text: str, states: Sequence[Found], context: Context) -> Found | None:
    """The State whose points of contact or Government the text speaks of."""
    contacts = phrases("roles", "contact", context.languages).find(text)
    for state in states:
        if any(0 <= state.start - c.end <= 45 for c in contacts):
            return state
    if any(formula(kind, context.languages).stands_in(text) for kind in ("nominate", "update", "withdraw", "confirm")):
        return states[0]
    return None
