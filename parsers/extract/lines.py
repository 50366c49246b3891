"""Paragraphs as items: labelled lines, headings and bare labels are told from running text, broken values are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.claims import Source
from parsers.document import Line, Paragraph
from parsers.extract.anchors import anchors
from parsers.extract.asides import without_asides
from parsers.extract.context import Context
from parsers.extract.enumerations import at_titles
from parsers.extract.grammar import grammar
from parsers.extract.han_people import chinese_people
from parsers.extract.items import CONTACT_CODES, Answer, Heading, Item, Text
from parsers.extract.listing import begins_anew, opens_item
from parsers.extract.looks import reach_label
from parsers.extract.numbering import is_ordinal, without_number
from parsers.extract.passages import Passage, chain, join
from parsers.extract.questions import question_at
from parsers.extract.senses import asked_before_colon
from parsers.extract.titles import Title, leftover, nearly_title, title_of
from parsers.fields.emails import find_emails
from parsers.fold import fold, fold_with_places
from parsers.lexicons import lexicons
from parsers.words import Label, formula, is_not_applicable, is_same_as_above, label_at_head, label_of

_TAIL = re.compile(r"\s*[:：]\s*|\s+[-–—]\s+|\t+")
_BETWEEN = re.compile(r"[;|·•；؛]\s*|,\s+|，|،\s*|\s{2,}|\.\s+|[(（]\s*|\s/\s|\s[-–—]\s+|\t+")
_WEAK = frozenset(
    [
        "role",
        "name",
        "family_name",
        "given_name",
        "patronymic",
        "honorific",
        "position",
        "institution",
        "department",
        "phone",
        "mobile",
        "fax",
        "email",
        "languages",
    ]
)
"""Labels that may stand before their value without any sign between the two."""
_BODIES = frozenset({"institution", "department"})
_TYPED = frozenset({"email", "phone", "mobile", "fax"})
_NAMING = frozenset({"name", "family_name", "given_name", "honorific", "alternate", "remarks"})
"""Labels below whose value a line can begin with a form of address; below all others it opens another contact."""
_LATIN_RUN = r"[^\s\u0600-\u06ff\u2e80-\uffef]+"
_AN_ADDRESS = f"{_LATIN_RUN}@{_LATIN_RUN}"
_ONLY_ADDRESS = re.compile(rf"^\W*(?:mailto:)?{_AN_ADDRESS}(?:[\s,;/|]+{_AN_ADDRESS})*\W*$")
_ONLY_NUMBER = re.compile(r"^\W*(?:\+|00)[\d\s().\-/–,;+]{7,60}$")
_DASH = re.compile(r"[.)]{0,2}\s+[-–—]\s+")
"""A dash between label and value, as lists have it."""
_SIGN = re.compile(r"[:：\t=]|\.{3,}|…|_{3,}")
"""What parts a label from its value."""
_PHRASE_AND_COLON = re.compile(r"(?P<head>[^:：;；؛,،，\n@]{2,60}?)\s*[:：]\s*(?=\S)")
_BULLET = re.compile(r"^\s*(?:[-–—•·*▪◦●■►➢→o]|\(?[a-hA-H]\)|\(?\d{1,2}\s?[.)°ºª/]{1,2}-?)\s+\S")
_LISTED_LABEL = re.compile(
    r"^\s*(?:[-–—•·*▪◦●■►➢→]|\(?[a-hA-H]\)|\(?\d{1,2}\s?[.)°ºª/]{1,2}-?)\s+[^:：@\d]{2,60}[:：]\s"
)
"""A line of a list that has a label of its own, known or not."""
_OWN_LABEL = re.compile(r"^\s*[^\W\d_][^:：@\d,;]{2,40}\s?(?::\s+|：\s*)\S")
"""A line that begins with a label of its own, known or not."""
_BRACKETED = re.compile(r"^\s*[(（\[][^()（）\[\]]{2,120}[)）\]]\s*\.?$")
_LEADER = re.compile(
    r"(?P<head>[^:：@\d]{2,60}?[^\W\d_][)]?)\s*(?:\.{3,}|…{1,}|·{3,}|(?:\. ){3,}|_{3,})[.…·_\s]*[:：]?\s*(?=\S)"
)
"""A label and the dots that lead from it to its value."""
_HEADER = re.compile(r"^\s*(?:to|cc|bcc|cci|à|para|an|кому|копия|إلى|نسخة|收件人|抄送)\s?[:：]", re.IGNORECASE)
"""Lines that tell to whom the text goes: nobody on them is nominated."""
_QUESTION = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\d{1,2}\.\d{1,2}\.?)\s*[^\W\d_]")
_FEWEST_QUESTIONS = 4
_MOST_BELOW = 6
_FULL_LINE = 60
"""Characters from which a line was broken because it was full."""
_EMAIL = Label(("email",))
_PHONE = Label(("phone",))


@dataclass(slots=True)
class _Row:
    """One printed line under consideration."""

    passage: Passage
    paragraph: int
    wraps: bool = False
    answer: Answer | None = None
    title: Title | None = None
    whole: bool = False
    """True where the answer is complete, and must not be looked through for further labels."""

    @property
    def plain(self) -> bool:
        return self.answer is None and self.title is None


def items_of(
    paragraphs: Sequence[Paragraph], path: str, context: Context, source: Source = "list", recognised: bool = False
) -> list[Item]:
    """The items of consecutive paragraphs."""
    own = without_asides(paragraphs, context)
    rows = [row for at, p in enumerate(own) for row in _rows(p.lines, at, path, context, recognised)]
    rows = _without_hints(_with_numbered_questions(rows, context))
    _promote_weak_labels(rows, context)
    return list(_assembled(rows, context, source))


def _rows(lines: Sequence[Line], paragraph: int, path: str, context: Context, recognised: bool) -> Iterator[_Row]:
    sentence_goes_on = in_prose = False
    for line in lines:
        if line.sample or not line.text.strip() or _HEADER.match(line.text) or _is_example(line.text):
            continue
        printed = _without_leader(join(path, [line], recognised))
        for passage in (part for half in _halves(printed) for part in at_titles(half, context)):
            row = _Row(passage, paragraph, wraps=bool(getattr(line, "wraps", False)))
            if _BULLET.match(passage.text):
                sentence_goes_on = in_prose = False
            _classify(row, context, sentence_goes_on, in_prose)
            yield row
            tail = _tail_of(row)
            if tail:
                rest = _Row(tail, paragraph, wraps=row.wraps)
                _classify(rest, context, True)
                yield rest
        sentence_goes_on = row.plain and bool(re.search(r"[\w,،-]$", row.passage.text))
        in_prose = sentence_goes_on and len(row.passage.text) >= _FULL_LINE


def _with_numbered_questions(rows: list[_Row], context: Context) -> list[_Row]:
    """In a questionnaire of numbered questions a label is followed by its answer, whatever the answer looks like."""
    numbered = [row for row in rows if _QUESTION.match(row.passage.text) and row.answer and not row.answer.value]
    if len(numbered) < _FEWEST_QUESTIONS:
        return rows
    kept: list[_Row] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        kept.append(row)
        at += 1
        if not (row.answer and row.answer.asked and not row.answer.value and _QUESTION.match(row.passage.text)):
            continue
        below: list[_Row] = []
        while at < len(rows) and not _QUESTION.match(rows[at].passage.text) and len(below) < _MOST_BELOW:
            if _closes(rows[at].passage.text, context):
                break
            below.append(rows[at])
            at += 1
        answers = [r for r in below if not _BRACKETED.match(r.passage.text) or "@" in r.passage.text]
        if answers:
            row.answer = Answer(row.answer.label, row.answer.asked, chain([r.passage for r in answers], "\n"))
            row.whole = True
    return kept


def _is_example(text: str) -> bool:
    """True for a form's own example ("(e.g. Head of Unit)"): the whole line in brackets, or opening with words for an example."""
    bare = text.strip().lstrip("([（ ")
    hit = grammar("example").search(bare[:40])
    return (
        hit is not None and hit.start == 0 and bool(_BRACKETED.match(text) or re.match(r"[.:：,，]", bare[hit.end :]))
    )


def _without_hints(rows: list[_Row]) -> list[_Row]:
    """The rows but for remarks in brackets that stand between a bare label and its answer ("(official name in full)")."""
    kept: list[_Row] = []
    for at, row in enumerate(rows):
        before = kept[-1] if kept else None
        asked = before is not None and before.answer is not None and before.answer.asked and not before.answer.value
        if asked and _BRACKETED.match(row.passage.text) and at + 1 < len(rows) and "@" not in row.passage.text:
            continue
        kept.append(row)
    return kept


def _without_leader(passage: Passage) -> Passage:
    """The line with a colon for the dots that lead from its label to its value ("Duties ......... : Expert")."""
    led = _LEADER.match(passage.text)
    if led is None:
        return passage
    return chain([passage.part(0, led.end("head")), passage.part(led.end())], ": ")


def _halves(passage: Passage) -> list[Passage]:
    """Lines that a tab cuts into several labelled halves ("Tel.: ...<tab>Fax: ...") are several lines."""
    if "\t" not in passage.text:
        return [passage]
    parts = passage.split(re.compile(r"\t+"))
    if len(parts) > 2 and sum(1 for part in parts if label_at_head(part.text)) > 1:
        return parts
    return [passage]


def _classify(row: _Row, context: Context, sentence_goes_on: bool, in_prose: bool = False) -> None:
    text = row.passage.text
    languages = context.languages
    if (
        sentence_goes_on
        and text[:1].islower()
        and "@" not in text.split()[0]
        and (in_prose or not _is_labelled(text, context))
    ):
        return
    if not in_prose and (question := question_at(text, context)):
        asked, end, start = question
        row.answer = Answer(asked, row.passage.part(0, end), row.passage.part(start))
        return
    cut = _head_cut(text)
    head = text[: cut.start()] if cut else text
    title = title_of(head, languages)
    if title and (anchors(head, context) or chinese_people(row.passage.part(0, len(head)), context)):
        # "Mr A B, diplomatic point of contact" names somebody
        title = None
    if title and _is_pure(head, title, languages):
        row.title = title
        return
    if in_prose and (_ONLY_ADDRESS.match(text) or _ONLY_NUMBER.match(text)):
        return
    if _ONLY_ADDRESS.match(text) and find_emails(text):
        row.answer = Answer(_EMAIL, row.passage.part(0, 0), row.passage)
        return
    if _ONLY_NUMBER.match(text):
        row.answer = Answer(_PHONE, row.passage.part(0, 0), row.passage)
        return
    if not re.search(r"[:：\t@]|\d{4}", text) and "," in text and (whole := label_of(text, languages)) and not title:
        row.answer = Answer(whole, row.passage, row.passage.part(len(text)))
        return
    found = head_label(text, context)
    if found and (
        not sentence_goes_on or found[0].codes[0] in _TYPED or ":" in text[: found[2]] or "：" in text[: found[2]]
    ):
        label, end, start = found
        row.answer = Answer(label, row.passage.part(0, end), row.passage.part(start))
        return
    bare = label_of(text, languages) if "@" not in text and len(re.findall(r"\d", text)) < 4 else None
    if bare and not title:
        row.answer = Answer(bare, row.passage, row.passage.part(len(text)))
        return
    if title and not (sentence_goes_on or _is_sentence(head if cut and _BULLET.match(text) else text, languages)):
        row.title = title
    elif row.passage.recognised and not sentence_goes_on:
        row.title = nearly_title(text, languages)


def _is_labelled(text: str, context: Context) -> bool:
    """True for a line that is a label, a colon and what stands behind it, though it begins in small letters."""
    colon = re.match(r"([^:：]{2,40})\s?[:：]\s*\S", text)
    label = label_of(colon[1], context.languages) if colon else None
    return label is not None and bool(set(label.codes) & CONTACT_CODES)


def head_label(text: str, context: Context) -> tuple[Label, int, int] | None:
    """The label with which a text begins, where what follows can be its value: what it asks, its end, the value's beginning."""
    found = label_at_head(text, context.languages)
    if found is None:
        return _sensed_head(text, context)
    label, end, begin = found
    dash = _DASH.match(text, end)
    if dash:
        begin = max(begin, dash.end())
    codes, value = set(label.codes), text[begin:]
    if len(re.findall(r"[(（]", text[:end])) > len(re.findall(r"[)）]", text[:end])):
        return None
    colon = bool(_SIGN.search(text[end:begin])) or bool(dash and value)
    if not codes & CONTACT_CODES and formula("courtesy_opening", context.languages).stands_in(value[:300]):
        # a reference on the line on which the note begins
        return None
    if not colon and not codes & _TYPED and codes & CONTACT_CODES:
        return None
    if not colon and len(re.findall(r"[^\W\d_]", text[:end])) <= 2 and not re.match(r"[+\d(]", value):
        return None
    if value.strip() and not (is_not_applicable(value) or is_same_as_above(value)):
        if codes <= {"phone", "mobile", "fax"} and not re.search(r"\d", value):
            return None
        if codes == {"email"} and not colon and "@" not in value:
            return None
    return label, end, begin


def _sensed_head(text: str, context: Context) -> tuple[Label, int, int] | None:
    """A label that no lexicon has, before a colon and what can answer it."""
    found = _PHRASE_AND_COLON.match(text)
    if found is None:
        return None
    value = text[found.end() :]
    label = asked_before_colon(found["head"], value, context.languages) or reach_label(found["head"], value, context)
    return (label, found.end("head"), found.end()) if label else None


def _is_pure(head: str, title: Title, languages: Sequence[str]) -> bool:
    return bool(title.roles) and leftover(without_number(head), languages) == 0


def _is_sentence(text: str, languages: Sequence[str]) -> bool:
    return (
        len(text) > 90
        or formula("courtesy_opening", languages).stands_in(text)
        or formula("refers_to", languages).stands_in(text)
    )


def _tail_of(row: _Row) -> Passage | None:
    """What follows a heading on its own line ("1. Technical POC: Mr A B, ...")."""
    if row.title is None:
        return None
    cut = _head_cut(row.passage.text)
    if cut is None:
        return None
    tail = row.passage.part(cut.end())
    row.passage = row.passage.part(0, cut.start())
    return tail or None


def _head_cut(text: str) -> re.Match[str] | None:
    """Where a heading or label is cut from what follows it on the line: not within brackets."""
    for cut in _TAIL.finditer(text):
        head = text[: cut.start()]
        if is_ordinal(head):
            continue
        if len(head) > 1 and len(re.findall(r"[(（]", head)) <= len(re.findall(r"[)）]", head)):
            return cut
    return None


def _promote_weak_labels(rows: list[_Row], context: Context) -> None:
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
        weak_ones = [other for other in around if other.plain and _weak_head(other.passage.text, context)]
        asked = [set(other.answer.label.codes) for other in around if other.answer and other.answer.asked]
        typed = any(other.title or (other.answer and set(other.answer.label.codes) & _TYPED) for other in around)
        if typed and len(weak_ones) + len(asked) >= 2 and (weak_ones or any(not codes & _TYPED for codes in asked)):
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
            if end < 3 or not text[end : end + 1].isspace():
                continue
            if label is None or not rest or not set(label.codes) & _WEAK or (best is not None and end <= best[1]):
                continue
            if fold(text[:end]) in lexicon.numbers:
                continue
            if set(label.codes) & _BODIES and grammar("bodies", context.languages).is_whole(text[:end]):
                # "Департамент международных организаций", "إدارة المنظمات الدولية": the body's own name
                continue
            if not rest[0].islower() or ("email" in label.codes and "@" in rest.split()[0]):
                best = label, end
    return best


def _assembled(rows: list[_Row], context: Context, source: Source) -> Iterator[Item]:
    at = 0
    while at < len(rows):
        row = rows[at]
        if row.title is not None:
            yield Heading(row.passage, row.title, source)
            at += 1
        elif row.answer is not None:
            answer = row.answer
            if row.whole:
                yield Answer(answer.label, answer.asked, answer.value, source)
                at += 1
                continue
            taken = _continuation(rows, at, answer, context)
            if not answer.value and taken == at + 1 and taken < len(rows) and _is_anonymous(rows[taken]):
                taken += 1
            value = chain([answer.value, *(r.passage for r in rows[at + 1 : taken])])
            yield from answers_in(Answer(answer.label, answer.asked, value, source), context)
            at = taken
        else:
            end = at + 1
            in_item = opens_item(row.passage, context)
            while (
                end < len(rows)
                and rows[end].paragraph == row.paragraph
                and (rows[end].plain or _is_anonymous(rows[end]))
            ):
                before, line = rows[end - 1].passage, rows[end].passage
                if rows[end].plain and begins_anew(before, line, end == at + 1, in_item, context):
                    break
                in_item = in_item or opens_item(line, context)
                end += 1
            passages = tuple(r.passage for r in rows[at:end])
            yield Text(passages, chain(passages))
            at = end


def _is_anonymous(row: _Row) -> bool:
    """True for a line that is an address or number without a label: below a bare label it is that label's value."""
    return row.answer is not None and not row.answer.asked


def _continuation(rows: list[_Row], at: int, answer: Answer, context: Context) -> int:
    """Where the value of the labelled row ends: the row behind its last continuation line."""
    row = rows[at]
    if not set(answer.label.codes) & CONTACT_CODES or _is_anonymous(row):
        return at + 1
    end = at + 1
    while end < len(rows) and rows[end].plain and rows[end].paragraph == row.paragraph and end - at <= 4:
        end += 1
    if end == at + 1:
        if not answer.value and end < len(rows) and rows[end].plain and not _closes(rows[end].passage.text, context):
            return end + 1 if len(rows[end].passage.text) < 160 else end
        return end
    followed = end < len(rows) and rows[end].paragraph == row.paragraph and not rows[end].plain
    for last in range(at + 1, end):
        before, line = rows[last - 1], rows[last].passage.text
        if _LISTED_LABEL.match(line) or (_BULLET.match(line) and _BULLET.match(row.passage.text)):
            return last
        if answer.value and (_OWN_LABEL.match(line) or opens_item(rows[last].passage, context)):
            return last
        if answer.value and not set(answer.label.codes) & _NAMING and anchors(line[:80], context)[:1] == [0]:
            return last
        unfinished = before.wraps or bool(
            re.search(r"(?:[,،、/&\-–]|\b(?:and|et|y|и|و|de|of|the|du|des|del|la))$", before.passage.text)
        )
        goes_on = (
            unfinished or line[:1].islower() or (not answer.value and last == at + 1) or (followed and last - at <= 2)
        )
        if not goes_on or _closes(line, context):
            return last
    return end


def _closes(text: str, context: Context) -> bool:
    """True where the line certainly is no value: a formula of courtesy, a sentence about the Mission, a salutation."""
    return any(
        formula(kind, context.languages).stands_in(text)
        for kind in ("courtesy_opening", "courtesy_closing", "disclaimer", "quoted_header")
    ) or formula("valediction", context.languages).is_whole(text)


def answers_in(answer: Answer, context: Context) -> Iterator[Answer]:
    """The answer, and others whose labels stand within its value ("Tel.: ... Fax: ... E-mail: ...")."""
    text = answer.value.text
    places = [(start, label, end, begin) for start, label, end, begin in labels_within(text, context) if start > 0]
    stop = places[0][0] if places else len(text)
    value = answer.value.part(0, stop)
    trimmed = re.sub(r"[\s;,|·•/(（،；-]+$", "", value.text)
    yield Answer(answer.label, answer.asked, value.part(0, len(trimmed)), answer.source)
    for at, (start, label, end, begin) in enumerate(places):
        stop = places[at + 1][0] if at + 1 < len(places) else len(text)
        inner = answer.value.part(begin, stop)
        inner = inner.part(0, len(re.sub(r"\s+[-–—|·•]+\s*$", "", inner.text)))
        yield Answer(label, answer.value.part(start, end), inner, answer.source)


def labels_within(text: str, context: Context) -> list[tuple[int, Label, int, int]]:
    """Labels of contact particulars inside a text: where each begins, what it asks, where it ends, where its value begins."""
    found: list[tuple[int, Label, int, int]] = []
    for start in [0, *(m.end() for m in _BETWEEN.finditer(text))]:
        if found and start < found[-1][3]:
            continue
        rest = text[start : start + 120]
        opening = re.match(r"(?:and|et|y|и|و|und|e)\s+(?:by\s+)?", rest)
        shift = opening.end() if opening else 0
        hit = head_label(rest[shift:], context)
        if hit is None or not set(hit[0].codes) & CONTACT_CODES:
            continue
        label, end, begin = hit
        sign = rest[shift + end : shift + begin]
        if not (set(label.codes) & _TYPED) and not (_SIGN.search(sign) or _DASH.search(sign)):
            continue
        if end < 2 and not re.search(r"[:：]", sign):
            continue
        found.append((start, label, start + shift + end, start + shift + begin))
    return found
