"""Printed lines, each told to be a heading, a labelled answer or running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.submission import Action
from parsers.document import Line
from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.broken import lines_mended
from parsers.extract.context import Context
from parsers.extract.enumerations import at_titles
from parsers.extract.examples import is_example, is_in_examples, without_examples
from parsers.extract.grammar import grammar, one_of
from parsers.extract.han_people import chinese_people
from parsers.extract.heads import TYPED, head_label, is_labelled, languages_behind
from parsers.extract.helpers import ANOTHERS, another_at
from parsers.extract.items import Answer
from parsers.extract.numbering import BULLET, ITEM_MARK, LISTED_LABEL, is_ordinal, without_number
from parsers.extract.pairs import pairs_in
from parsers.extract.passages import Passage, chain, is_within_brackets, join
from parsers.extract.questions import question_at
from parsers.extract.sexes import without_sex
from parsers.extract.titles import Title, leftover, nearly_title, title_of, without_time
from parsers.fields.emails import find_emails
from parsers.fields.names import is_person_like, split_honorific
from parsers.words import Label, formula, label_at_head, label_of

_TAIL = re.compile(r"(?:(?<!\s)\s++)?[:：]\s*|(?<!\s)\s+[-–—|｜]\s+|\t+")
_LATIN_RUN = r"(?:(?!\s)[\0-\u05ff\u0700-\u2e7f\ufff0-\U0010ffff])+"
_AN_ADDRESS = f"{_LATIN_RUN}@{_LATIN_RUN}"
_ONLY_ADDRESS = re.compile(rf"^\W*(?:mailto:)?{_AN_ADDRESS}(?:[\s,;/|]+{_AN_ADDRESS})*\W*$")
_ONLY_NUMBER = re.compile(r"^\W*(?:\+|00)[\d\s().\-/–,;+]{7,60}$")
BRACKETED = re.compile(r"^\s*[(（\[][^()（）\[\]]{2,120}[)）\]]\s*\.?$")
"""A line that stands in brackets whole."""
_LEADER = re.compile(
    r"(?P<head>[^:：@\d]{2,60}?[^\W\d_][)]?)\s*(?:\.{3}|…|·{3}|(?:\. ){3}|_{3})[.…·_\s]*(?:[:：]\s*)?(?=\S)"
)
"""A label and the dots that lead from it to its value."""
_HEADER = re.compile(rf"^\s*{one_of('addressed_to')}\s?[:：]", re.IGNORECASE)
"""Lines that tell to whom the text goes: nobody on them is nominated."""
_IN_SERIES = re.compile(r"[;,،؛、]\s*$")
_GOES_ON = re.compile(r"[\w,،-]")
_ENDED = re.compile(r"[.:;。：；]\s*$")
_LEADS_TO_ADDRESS = later(r"[@.,;:：،–_/(-]\s*$")
_POSTS = ("posts", "positions")
_FULL_LINE = 60
"""Characters from which a line was broken because it was full."""
_EMAIL = Label(("email",))
_PHONE = Label(("phone",))
"""What asks for whom to reach a contact through; he is none himself."""


@dataclass(slots=True)
class Row:
    """One printed line under consideration."""

    passage: Passage
    paragraph: int
    wraps: bool = False
    answer: Answer | None = None
    title: Title | None = None
    action: Action | None = None
    """What a heading does to those below it, where its place tells."""
    whole: bool = False
    """True where the answer is complete, and must not be looked through for further labels."""

    @property
    def plain(self) -> bool:
        """True for running text."""
        return self.answer is None and self.title is None


def rows_of(lines: Sequence[Line], paragraph: int, path: str, context: Context, recognised: bool) -> Iterator[Row]:
    """The rows of one paragraph, told apart line by line; what follows a heading on its line is a row of its own."""
    sentence_goes_on = in_prose = False
    if is_in_examples(lines):
        return
    told = (x for x in lines if x.text.strip() and not (x.sample or _HEADER.match(x.text) or is_example(x.text)))
    for together in _unwrapped(lines_mended(told), context, recognised):
        line = together[-1]
        printed = _without_leader(without_sex(without_examples(join(path, together, recognised))))
        for passage in (part for half in _halves(printed) for part in at_titles(half, context)):
            row = Row(passage, paragraph, wraps=bool(getattr(line, "wraps", False)))
            if BULLET.match(passage.text):
                sentence_goes_on = in_prose = False
            _classify(row, context, sentence_goes_on, in_prose)
            yield row
            tail = _tail_of(row)
            if tail:
                rest = Row(tail, paragraph, wraps=row.wraps)
                _classify(rest, context, True)
                yield rest
        sentence_goes_on = row.plain and bool(_GOES_ON.match(row.passage.text[-1:]))
        in_prose = sentence_goes_on and len(row.passage.text) >= _FULL_LINE


def _unwrapped(lines: Iterable[tuple[Line, ...]], context: Context, recognised: bool) -> Iterator[tuple[Line, ...]]:
    """The lines, each with those that go on below it only because it was full."""
    held: tuple[Line, ...] = ()
    for line in lines:
        if held and (recognised or not held[-1].wraps or opens_own(held, line[0].text, context)):
            yield held
            held = ()
        held = (*held, *line)
    if held:
        yield held


def opens_own(before: Sequence[Line], text: str, context: Context) -> bool:
    """True for a line that begins something of its own: an item of a list, a label or what comes behind a labelled line, if no
    series leads up to it."""
    if BULLET.match(text) or ITEM_MARK.match(text) or LISTED_LABEL.match(text):
        return True
    if _ONLY_ADDRESS.match(text) and not _LEADS_TO_ADDRESS.search(before[-1].text):
        body = next(iter(grammar("bodies", context.languages).find(before[0].text)), None)
        if len(before[-1].text) < _FULL_LINE or (body is not None and not body.start):
            # a line of a card below another one
            return True
    if _is_office_below(before, text, context) or _is_title_below(before, text, context):
        return True
    if _IN_SERIES.search(before[-1].text) or text.lstrip()[:1].islower():
        return False
    return any(head_label(line, context) is not None for line in (before[0].text, text))


def _is_office_below(before: Sequence[Line], text: str, context: Context) -> bool:
    """True for a line that a word for a post opens, below a whole name and nothing else."""
    name = " ".join(line.text.strip() for line in before)
    if len(name) >= _FULL_LINE or re.search(r"[,;:\d@،，]", name) or not _opens_with_post(text, context):
        return False
    bare = split_honorific(name, context.address_languages)[1]
    named = len(bare.split()) > 1 and is_person_like(bare)
    return named and not any(grammar(kind, context.languages).stands_in(bare) for kind in (*_POSTS, "bodies", "desks"))


def _is_title_below(before: Sequence[Line], text: str, context: Context) -> bool:
    """True for a heading that tells a role, below a line that ends a sentence."""
    if not _ENDED.search(before[-1].text):
        return False
    title = title_of(text, context.languages)
    return title is not None and bool(title.roles) and _is_pure(text, title, context.languages)


def _opens_with_post(text: str, context: Context) -> bool:
    return any(hit.start == 0 for kind in _POSTS for hit in grammar(kind, context.languages).find(text))


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


def _classify(row: Row, context: Context, sentence_goes_on: bool, in_prose: bool = False) -> None:
    text = row.passage.text
    languages = context.languages
    if (
        sentence_goes_on
        and text[:1].islower()
        and "@" not in text.split()[0]
        and (in_prose or not is_labelled(text, context))
    ):
        return
    if not in_prose and (question := question_at(text, context)):
        asked, end, start = question
        row.answer = Answer(asked, row.passage.part(0, end), row.passage.part(start))
        return
    if not in_prose and (colon := another_at(text, context)):
        row.answer = Answer(ANOTHERS, row.passage.part(0, colon.start()), row.passage.part(colon.end()))
        return
    if pairs_in(text, context):
        return
    cut = _head_cut(text)
    head = text[: cut.start()] if cut else text
    title = title_of(head, languages)
    if title and (anchors(without_number(head), context) or chinese_people(row.passage.part(0, len(head)), context)):
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
    if "," in text and not re.search(r"[:：\t@]|\d{4}", text) and (whole := label_of(text, languages)) and not title:
        row.answer = Answer(whole, row.passage, row.passage.part(len(text)))
        return
    found = head_label(text, context)
    if found and (
        not sentence_goes_on or found[0].codes[0] in TYPED or ":" in text[: found[2]] or "：" in text[: found[2]]
    ):
        label, end, start = found
        row.answer = Answer(label, row.passage.part(0, end), row.passage.part(start))
        return
    bare = label_of(text, languages) if "@" not in text and len(re.findall(r"\d", text)) < 4 else None
    if bare and not title:
        end = languages_behind(text, context) if bare.codes[0] == "languages" else len(text)
        row.answer = Answer(bare, row.passage.part(0, end), row.passage.part(end))
        return
    if title and not (sentence_goes_on or _is_sentence(head if cut and BULLET.match(text) else text, languages)):
        row.title = title
    elif row.passage.recognised and not sentence_goes_on:
        row.title = nearly_title(text, languages)


def _is_pure(head: str, title: Title, languages: Sequence[str]) -> bool:
    return bool(title.roles) and leftover(without_time(without_number(head), languages), languages) == 0


def _is_sentence(text: str, languages: Sequence[str]) -> bool:
    return (
        len(text) > 90
        or formula("courtesy_opening", languages).stands_in(text)
        or formula("refers_to", languages).stands_in(text)
    )


def _tail_of(row: Row) -> Passage | None:
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
        if len(head) > 1 and not is_within_brackets(text, cut.start()):
            return cut
    return None


def closes(text: str, context: Context) -> bool:
    """True where the line certainly is no value: a formula of courtesy, a sentence about the Mission, a salutation."""
    return any(
        formula(kind, context.languages).stands_in(text)
        for kind in ("courtesy_opening", "courtesy_closing", "disclaimer", "quoted_header")
    ) or formula("valediction", context.languages).is_whole(text)
