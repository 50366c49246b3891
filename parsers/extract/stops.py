"""Where the first part of a run of text ends."""

from __future__ import annotations

import re

from parsers.extract.context import Context
from parsers.extract.grammar import stops_in
from parsers.extract.roles import mentions
from parsers.fields.emails import find_emails
from parsers.words import label_at_head


def first_stop(text: str, context: Context) -> int:
    """Where the first part of a run ends: at punctuation, at a word that ends runs, or before a bracket of particulars."""
    close = re.search(r"[,،，;；؛:：\n]|\.(?=\s|$)|@", text)
    end = close.start() if close else len(text)
    for hit in stops_in(text[:end], context.languages):
        if hit.start > 1:
            return min(end, hit.start)
    paren = re.search(r"[(（]", text[:end])
    if paren and (
        label_at_head(text[paren.end() : paren.end() + 60], context.languages)
        or mentions(text[paren.end() : end], context.languages)
        or find_emails(text[paren.end() : paren.end() + 60])
        or re.match(r"\s*(?:\+|00)\d", text[paren.end() :])
    ):
        end = paren.start()
    return end
