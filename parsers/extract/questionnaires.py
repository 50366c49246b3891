"""Numbered questions, each with the lines that answer it."""

from __future__ import annotations

import re

from parsers.extract.context import Context
from parsers.extract.items import Answer
from parsers.extract.passages import chain
from parsers.extract.rows import BRACKETED, Row, closes

_QUESTION = re.compile(
    r"^\s*(?:(?:Q|Question|Pregunta|Pergunta|Frage|Вопрос|السؤال|问题)?\s?\(?\d{1,2}\s?[.)、:]|\d{1,2}\.\d{1,2}\.?"
    r"|[（(]?[一二三四五六七八九十]{1,2}[)）、.])\s*[^\W\d_]|[?？؟]\s*(?:[(（][^()（）@\d]{2,80}[)）])?\s*$"
)
"""A line with a question's number before it or its sign behind it."""
_FEWEST_QUESTIONS = 4
_MOST_BELOW = 8


def with_numbered_questions(rows: list[Row], context: Context) -> list[Row]:
    """In a questionnaire of numbered questions a label is followed by its answer, whatever the answer looks like."""
    numbered = [row for row in rows if _QUESTION.search(row.passage.text) and row.answer and not row.answer.value]
    if len(numbered) < _FEWEST_QUESTIONS:
        return rows
    kept: list[Row] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        kept.append(row)
        at += 1
        if not (row.answer and row.answer.asked and not row.answer.value and _QUESTION.search(row.passage.text)):
            continue
        below: list[Row] = []
        while at < len(rows) and not _QUESTION.search(rows[at].passage.text) and len(below) < _MOST_BELOW:
            if closes(rows[at].passage.text, context) or (below and _opens_part(rows, at)):
                break
            below.append(rows[at])
            at += 1
        answers = [r for r in below if not BRACKETED.match(r.passage.text) or "@" in r.passage.text]
        if answers:
            row.answer = Answer(row.answer.label, row.answer.asked, chain([r.passage for r in answers], "\n"))
            row.whole = True
    return kept


def _opens_part(rows: list[Row], at: int) -> bool:
    """True for a role's heading right before a question: the next contact is asked for below it."""
    title = rows[at].title
    behind = at + 1 < len(rows) and _QUESTION.search(rows[at + 1].passage.text) is not None
    return title is not None and bool(title.roles) and behind


def without_hints(rows: list[Row]) -> list[Row]:
    """The rows but for remarks in brackets that stand between a bare label and its answer ("(official name in full)")."""
    kept: list[Row] = []
    for at, row in enumerate(rows):
        before = kept[-1] if kept else None
        asked = before is not None and before.answer is not None and before.answer.asked and not before.answer.value
        if asked and BRACKETED.match(row.passage.text) and at + 1 < len(rows) and "@" not in row.passage.text:
            continue
        kept.append(row)
    return kept
