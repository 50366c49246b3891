"""What an answer takes from the contact before it: "same as above", "idem, ext. 12"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from parsers.extract.answers import put_emails, put_phones
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.items import Answer
from parsers.extract.reach import numbers_in
from parsers.extract.same_numbers import put_same_number
from parsers.fields.extensions import extensions_at
from parsers.fold import fold

_LISTED = {"email": "emails", "phone": "phones", "mobile": "phones"}
_DIFFERS = "it is said to be the one above and to differ in something"
_ONE_OF_SEVERAL = "it refers to one of several numbers above"


@contextmanager
def noted(draft: Draft, answer: Answer) -> Iterator[None]:
    """Afterwards the draft tells which addresses and numbers this answer gave it, and under which label."""
    before = {value.text for code in ("emails", "phones") for value in draft.values.get(code, ())}
    yield
    given = {value.text for code in ("emails", "phones") for value in draft.values.get(code, ())} - before
    if answer.asked:
        draft.given_under.setdefault(fold(answer.asked.text), set()).update(given)


def copy(draft: Draft, answer: Answer, code: str, above: Draft | None) -> None:
    """Gives the draft what the contact above answered: of several addresses or numbers those under the same label, else all, in
    doubt where two labels asked for numbers."""
    if above is None:
        return
    if code == "name" and not draft.values.get("honorific"):
        copy(draft, answer, "honorific", above)
    if code == "extension":
        draft.extensions = above.extensions
    target = _LISTED.get(code, code)
    same = above.given_under.get(fold(answer.asked.text)) if code in _LISTED else None
    unclear = same is None and target == "phones" and above.answered >= {"phone", "mobile"}
    for value in above.values.get(target, []):
        if same is None or value.text in same:
            doubt = value.doubt or (_ONE_OF_SEVERAL if unclear else None)
            draft.put(target, value.text, value.passage, answer.source, value.sure and not unclear, doubt)


def copy_and_more(draft: Draft, answer: Answer, code: str, context: Context, above: Draft) -> None:
    """Takes a value from the contact above, and what stands behind the reference to it ("same as above, ext. 12")."""
    rest = answer.value
    if code in ("phone", "mobile") and (extensions := extensions_at(rest.text, 0)) is not None:
        put_same_number(draft, extensions.figures, above, rest, answer.source)
        return
    copy(draft, answer, code, above)
    put_emails(draft, rest, answer.source, context)
    put_phones(draft, rest, answer.source, context, labelled=code not in ("name", "email"))
    if code in ("phone", "mobile") and re.search(r"\d", rest.text) and not numbers_in(rest.text, context):
        numbers = draft.values.get("phones", [])
        numbers[:] = [replace(one, sure=False, doubt=one.doubt or _DIFFERS) for one in numbers]
