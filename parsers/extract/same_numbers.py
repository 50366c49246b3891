"""A number said to be the one above with another extension ("tel. the same, ext. 214", "même standard, poste 32")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.claims import Source
from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.items import Answer
from parsers.extract.passages import Passage, chain
from parsers.extract.rows import Row
from parsers.fields.extensions import extensions_at
from parsers.words import Label, formula, label_of

_PHONE = Label(("phone",))
_LONGEST = 70
_BEFORE_EXTENSION = later(r"(?<![^\W\d_])(?=[^\W\d_][^\d@]{0,14}\d{1,6}\D{0,3}$)|(?<=[\u3400-\u9fff])(?=[转轉分内內])")
_ONE_OF_SEVERAL = "it refers to one of several numbers above"


def with_same_numbers(rows: Sequence[Row], context: Context) -> None:
    """Makes lines that say no more than that the number is the one above with another extension answers to the question for it."""
    for row in rows:
        text = row.passage.text
        if row.title is not None or len(text) > _LONGEST or "@" in text or not re.search(r"\d{1,6}\D{0,3}$", text):
            continue
        place = _extension(text)
        same = next(iter(formula("same_as_above").find(text[:place])), None) if place else None
        if same is None or re.search(r"\d", text[:place]) or not _is_only_that(text, same.start, same.end, place):
            continue
        said = chain([row.passage.part(same.start, same.end), row.passage.part(place)], ", ")
        row.answer, row.whole = Answer(_PHONE, row.passage.part(0, same.start), said), True


def _extension(text: str) -> int:
    """Where the extension begins with which the text ends; 0 without one."""
    for found in _BEFORE_EXTENSION.finditer(text):
        told = extensions_at(text, found.start())
        if found.start() and told is not None and not text[told.end :].strip(" .;,)"):
            return found.start()
    return 0


def _is_only_that(text: str, start: int, end: int, place: int) -> bool:
    """True where nothing but a word for a telephone stands before the words for "the same", and little behind them."""
    before, behind = text[:start].strip(" :：.,-–"), text[end:place].strip(" :：.,-–")
    asked = label_of(before) if before else None
    told = not before or (asked is not None and bool({"phone", "mobile"} & set(asked.codes)))
    return told and len(behind.split()) <= 1


def put_same_number(draft: Draft, figures: Sequence[str], above: Draft, said: Passage, source: Source) -> None:
    """Gives the contact the number above it with these extensions; of several that one which has an extension itself."""
    numbers = above.values.get("phones", [])
    extended = [one for one in numbers if ";ext=" in one.text] or numbers
    for number in extended[:1]:
        several = len({one.text.partition(";")[0] for one in extended}) > 1
        doubt = number.doubt or (_ONE_OF_SEVERAL if several else None)
        for extension in figures:
            text = f"{number.text.partition(';')[0]};ext={extension}"
            draft.put("phones", text, said, source, number.sure and not several, doubt)
