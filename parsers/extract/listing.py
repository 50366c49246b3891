"""Lists of people: where an item begins, and which line is the heading of a body above its people."""

from __future__ import annotations

import re

from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.han_people import chinese_people, han_run
from parsers.extract.numbering import ITEM_MARK
from parsers.extract.passages import Passage
from parsers.extract.people import named
from parsers.extract.titles import title_of
from parsers.extract.whole_people import rank_end
from parsers.fields.emails import find_emails
from parsers.scripts import HAN_SIGN
from parsers.words import formula

MOST_ON_LINE = 110
"""Characters of a body's heading at most."""
_HAN_OFFICE = 4
"""Characters at a Chinese line's end in which a position stands, where the line is no body's name."""
_LEADS_ON = re.compile(r"[:：]\s*$")
_ROLE_BEHIND = re.compile(r"\s*(?:[(\[]\s*|\s[-–—]\s+|:\s+)(?P<role>[^()\[\]:]{3,60}?)\s*[)\]]?\s*:?\s*$")


def unmarked_text(passage: Passage) -> Passage:
    """The passage without an item's mark before it."""
    mark = ITEM_MARK.match(passage.text)
    return passage.part(mark.end()) if mark else passage


def opens_item(passage: Passage, context: Context) -> bool:
    """True where an item of a list begins with somebody's name."""
    if not ITEM_MARK.match(passage.text):
        return False
    bare = unmarked_text(passage)
    bare = bare.part(rank_end(bare.text, context))
    if anchors(bare.text[:80], context)[:1] == [0] or chinese_people(bare.part(0, 12), context):
        return True
    if HAN_SIGN.match(bare.text) and find_emails(bare.text) and han_run(bare) is not None:
        return True
    comma = re.search(r"[,،]", bare.text)
    return (
        comma is not None
        and 0 < comma.start() < MOST_ON_LINE
        and bool(find_emails(bare.text))
        and named(bare, context) is not None
    )


def tells_one_whole(passage: Passage, context: Context) -> bool:
    """True for a line without a mark that begins with somebody's name before a comma, and gives an address too."""
    passage = passage.part(rank_end(passage.text, context))
    text = passage.text
    comma = re.match(r"[^,;@]{4,60},\s", text)
    return (
        comma is not None
        and bool(find_emails(text))
        and (anchors(text[:80], context)[:1] == [0] or named(passage, context) is not None)
    )


def is_body(text: str, context: Context) -> bool:
    """True where the text begins with a word for a body, or ends with one in Chinese."""
    hits = grammar("bodies", context.languages).find(text)
    if HAN_SIGN.match(text) and hits and hits[-1].end == len(text.rstrip()):
        return not grammar("positions", ("zh",)).stands_in(text[-_HAN_OFFICE:])
    return bool(hits) and hits[0].start <= 2


def body_and_roles(line: Passage, context: Context) -> tuple[Passage, tuple[str, ...]] | None:
    """The body that a line above its people names, and the roles told beside it; None for any other line."""
    text = line.text
    if (
        len(text) > MOST_ON_LINE
        or find_emails(text)
        or re.search(r"\d{4}|[.?!]\s*$|_{3}", text)
        or anchors(text, context)
    ):
        return None
    roles: tuple[str, ...] = ()
    told = _ROLE_BEHIND.search(text)
    title = title_of(told["role"], context.languages) if told else None
    if told and title and title.roles:
        line, roles = line.part(0, told.start()), title.roles
    line = line.part(0, len(re.sub(r"[\s:–—-]+$", "", line.text)))
    if not line or "," in line.text[:4]:
        return None
    return (line, roles) if is_body(line.text, context) or _is_written_as_body(line.text, context) else None


def _is_written_as_body(text: str, context: Context) -> bool:
    """True for a line in capitals, or whose long words all begin with them, that has a word for a body in it."""
    titled = all(word[:1].isupper() for word in re.findall(r"[^\W\d_]{5,}", text))
    return titled and grammar("bodies", context.languages).stands_in(text)


def begins_anew(before: Passage, line: Passage, first: bool, in_item: bool, context: Context) -> bool:
    """True where a line of a paragraph begins what is told apart from the line before it, which is the `first` of its text or
    stands `in_item`: an item, a body with the role of its people, what a colon leads in, or the Mission's words of leave."""
    if opens_item(line, context):
        return not (first and body_and_roles(before, context))
    if tells_one_whole(before, context) and tells_one_whole(line, context):
        return True
    heading = body_and_roles(line, context)
    if heading is not None and (heading[1] or _LEADS_ON.search(before.text)):
        return True
    mission = formula("mission", context.languages).search(line.text[:60]) if in_item else None
    return mission is not None and mission.start <= 4 and line.text[:1].isupper()
