"""A message's body put together from its stretches, each of which may come as text, as a page, or as both."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

_FEWEST_WORDS = 12
"""Words of a page from which it can say more than the text beside it."""


@dataclass(frozen=True, slots=True)
class Body:
    """A stretch of the body in one or two forms."""

    text: str | None = None
    html: str | None = None


def alternatives(bodies: list[Body]) -> Body:
    """One stretch in the forms that its alternatives offer; what two alternatives of one form say differently is kept of both."""
    return Body(_distinct(body.text for body in bodies) or None, _distinct(body.html for body in bodies) or None)


def sequence(bodies: list[Body]) -> Body:
    """Stretches that follow one another: each form is given only where it holds all of them."""
    filled = [body for body in bodies if (body.text or "").strip() or (body.html or "").strip()]
    if not filled:
        return next((body for body in bodies if body != Body()), Body())
    if len(filled) == 1:
        return filled[0]
    # A blank text beside a filled page says nothing of that stretch.
    texts = [body.text if (body.text or "").strip() or not body.html else None for body in filled]
    pages = [body.html or f"<pre>{html.escape(body.text or '')}</pre>" for body in filled]
    text = (
        None if any(one is None for one in texts) else "\n\n".join(one.strip("\n") for one in texts if one is not None)
    )
    return Body(text, "\n".join(pages) if any(body.html for body in filled) else None)


def is_stand_in(text: str, page: str) -> bool:
    """True for a text that only stands in for the page beside it ("This message is in HTML."), or breaks off early: most of what
    the page says is not in it."""
    said = set(_words(text))
    shown = _words(page)
    return len(shown) >= _FEWEST_WORDS and 2 * sum(word not in said for word in shown) > len(shown)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", text.casefold()) if len(word) > 1 or not word.isascii()]


def _distinct(forms: Iterable[str | None]) -> str:
    kept: list[str] = []
    for form in forms:
        if form is not None and form.strip() and form not in kept:
            kept.append(form)
    return "\n\n".join(kept)
