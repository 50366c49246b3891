"""Hours of duty, and the numbers under which somebody is reached in them ("Office hours: 02 501 37 52")."""

from __future__ import annotations

import re

from parsers.extract.answers import put_phones, put_text
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.items import Answer
from parsers.extract.reach import numbers_in

_SAYS = re.compile(r"[^\W_]{2}")


def put_hours(draft: Draft, answer: Answer, context: Context) -> None:
    """Takes the answer as hours, and what telephone numbers stand in it as numbers; hours without a word or figure are none."""
    value = answer.value
    reached = numbers_in(value.text, context)
    if not reached:
        put_text(draft, "availability", value, answer.source)
        return
    first, last = reached[0].start, reached[-1].end
    put_phones(draft, value.part(first, last), answer.source, context, labelled=True, asked=answer.asked.text)
    if _SAYS.search(value.text[:first] + " " + value.text[last:]):
        put_text(draft, "availability", value, answer.source)
