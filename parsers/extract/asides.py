"""Asides: who is named for questions about the mail itself, and is not nominated by it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Line, Paragraph
from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.items import CONTACT_CODES
from parsers.extract.roles import mentions
from parsers.extract.titles import title_of
from parsers.words import formula, label_at_head

_QUESTION = re.compile(r"[?？؟]\W*$")
_REACHED = later(r"(?=.*\w@\w).*\d[\d\s().-]{5}")
"""An address and a number on one line."""
_VALUE = re.compile(r"[@\d,;]|[:：]\s*\S|[.。?？؟]\s*$")
"""What a caption does not hold."""
_TO_OTHERS = 14
"""Characters between a verb of removal and what calls its object "the rest"."""
_MARK = 24
_HEAD = 60
"""Characters at a line's beginning in which the words that call for questions stand."""


def is_aside(sentence: str, context: Context) -> bool:
    """True for a sentence that says whom to ask about the mail, and neither nominates nor speaks of a point of contact."""
    if not grammar("enquiries", context.languages).stands_in(sentence):
        return False
    opening = formula("courtesy_opening", context.languages)
    return not mentions(sentence, context.languages) and not opening.stands_in(sentence)


def is_footnote(text: str, context: Context) -> bool:
    """True for a remark below the contacts ("NB: letters go to the Secretary General, switchboard 1 ...") that speaks of nobody."""
    mark = grammar("nota_bene", context.languages).search(text[:_MARK])
    if mark is None or mark.start > 1 or not re.match(r"\.?\s*(?:[:：]|\s[-–—])", text[mark.end :]):
        return False
    told = anchors(text, context) or mentions(text, context.languages)
    return not told and not grammar("pronouns", context.languages).stands_in(text)


def only_asks(sentence: str, context: Context) -> bool:
    """True for a question that wants to know something ("may Ms A serve?"), not to have it done ("could you replace Mr B?")."""
    asked = grammar("asks_whether", context.languages).search(sentence)
    if asked is not None and _does_nothing(sentence[: asked.start], context):
        # "We should be glad to know whether ..., since the capital (Mr A B) has not answered yet"
        return True
    if not _QUESTION.search(sentence):
        return False
    requests = grammar("requests", context.languages).stands_in(sentence)
    return not requests or grammar("wonders", context.languages).stands_in(sentence)


def _does_nothing(opening: str, context: Context) -> bool:
    """True for a sentence's beginning that names nobody, and has no word of nomination, change, replacement or withdrawal."""
    done = (formula(kind, context.languages) for kind in ("nominate", "update", "replace", "withdraw"))
    return not anchors(opening, context) and not any(words.stands_in(opening) for words in done)


def is_pending(sentence: str, context: Context) -> bool:
    """True for a sentence that says of a candidature that it is still to be approved."""
    return grammar("pending", context.languages).stands_in(sentence)


def deletes_the_others(sentence: str, languages: Sequence[str] | None = None) -> bool:
    """True where those who are to be removed are only called "the rest" ("Only Ms A remains; please delete all the others"), so
    that nobody whom the sentence names is meant."""
    others = grammar("the_others", languages).find(sentence)
    verbs = formula("withdraw", languages).find(sentence) if others else []
    gaps = [sentence[min(v.end, o.end) : max(v.start, o.start)] for v in verbs for o in others]
    return any(len(gap) <= _TO_OTHERS and not re.search(r"[,;.،؛，；。]", gap) for gap in gaps)


def without_asides(paragraphs: Sequence[Paragraph], context: Context) -> list[Paragraph]:
    """The paragraphs but for what stands under a heading or label that calls for questions, until somebody's role is told."""
    kept: list[Paragraph] = []
    heading = False
    above: Line | None = None
    for paragraph in paragraphs:
        lines = list(_kept(paragraph.lines, context, heading, above))
        above = paragraph.lines[-1] if paragraph.lines else above
        heading = not lines and len(paragraph.lines) == 1 and bool(re.search(r"[:：]\s*$|^[^.]{4,50}$", paragraph.text))
        if len(lines) == len(paragraph.lines):
            kept.append(paragraph)
        elif lines:
            kept.append(replace(paragraph, lines=tuple(lines)))
    return kept


def _kept(lines: Sequence[Line], context: Context, aside: bool, above: Line | None) -> list[Line]:
    kept: list[Line] = []
    complete = False
    for before, line in zip([above, *lines], lines, strict=False):
        if not aside and before is not None and _says_where(before.text, line.text, context):
            continue
        found = grammar("enquiries", context.languages).search(line.text[:_HEAD])
        if found is not None and found.start <= 8 and is_aside(line.text, context):
            aside, complete = True, bool(_REACHED.search(line.text))
        elif aside and complete and (label := label_at_head(line.text)) and set(label[0].codes) & CONTACT_CODES:
            # the form goes on below a line that tells all of whom to ask
            aside = False
        elif aside and (mentions(line.text, context.languages) or _is_formula(line.text, context)):
            aside = False
        if not aside:
            kept.append(line)
    return kept


def _says_where(heading: str, text: str, context: Context) -> bool:
    """True for a caption that only says where the contact sits of whose role the heading right above it tells ("Diplomatic point
    of contact ⏎ Contact at the Mission"): whoever follows is that contact."""
    if len(text) > _HEAD or _VALUE.search(text) or not is_aside(text, context):
        return False
    title = title_of(heading.strip(" :："), context.languages)
    return title is not None and bool(title.roles)


def _is_formula(text: str, context: Context) -> bool:
    kinds = ("courtesy_opening", "courtesy_closing", "nominate")
    return any(formula(kind, context.languages).stands_in(text) for kind in kinds)
