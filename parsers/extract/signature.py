"""Where a mail's own text ends: what follows the words of leave is the sender's signature, and nobody in it is nominated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from parsers.document import Block, Document, Line, Paragraph, Table
from parsers.extract.first_person import speaks_of_himself
from parsers.extract.grammar import grammar
from parsers.extract.han_offices import is_han_name
from parsers.extract.titles import title_of
from parsers.words import formula, phrases

_SHORT = 60
_MOST_LINES = 9
"""Lines of a signature, at most."""
_SHORT_SIGNATURE = 5
"""Lines of a signature without words of leave or a Mission's name, at most."""
_NEAR_HEAD = 40
"""Characters before the Mission's name: its State's."""
_LEAVE = re.compile(r"[^\W\d_][^\d@:,，!]{1,38}[,，!]")
_SHORT_LEAVE = re.compile(r"['’]?[^\W\d_][^\d@:,，!.]{1,24}")
"""Words of leave without a comma, where somebody's name stands below them."""
_REACHED = re.compile(r"\S@\S|\d[\d ()-]{5,}\d")
"""An address, or figures enough for a telephone number: a Mission's name above a date may close a note."""
_NAME = re.compile(r"(?:[^\W\d_][\w'’.-]*\s+){1,4}[^\W\d_][\w'’.-]*")


def sign_off(document: Document) -> Document:
    """The mail's text with everything behind its words of leave as signature, unless a note or a heading of particulars follows."""
    pages = []
    for page in document.pages:
        signed = False
        blocks: list[Block] = []
        rest = list(page.blocks)
        for at, block in enumerate(rest):
            if not isinstance(block, Paragraph) or block.region != "body":
                blocks.append(block)
                continue
            if signed:
                blocks.append(replace(block, region="signature"))
                continue
            cut = _leave(block.lines)
            if cut is None and blocks:
                cut = _unknown_leave(block.lines, rest[at + 1 :])
            if (
                cut is None
                and blocks
                and (
                    _signs_for_mission(block, blocks[-1])
                    or _signs_below_table(block, blocks[-1])
                    or (at + 1 == len(rest) and _is_mission_alone(block))
                    or _signs_what_is_enclosed(block, blocks[-1], rest[at + 1 :])
                )
            ):
                cut = 0
            if cut is None or _goes_on(block.lines[cut + 1 :], rest[at + 1 :]):
                blocks.extend(_without_disclaimer(block))
                continue
            if block.lines[:cut]:
                blocks.append(Paragraph(block.lines[:cut], "body"))
            if any(
                isinstance(one, Paragraph) and one.region == "body" and speaks_of_himself(one.text) for one in blocks
            ):
                # who signs is himself the one appointed
                blocks.append(Paragraph(block.lines[cut : cut + 1], "signature"))
                blocks.extend([Paragraph(block.lines[cut + 1 :], "body")] if block.lines[cut + 1 :] else [])
                continue
            signed = True
            blocks.append(Paragraph(block.lines[cut:], "signature"))
        pages.append(replace(page, blocks=tuple(blocks)))
    return replace(document, pages=tuple(pages))


def _leave(lines: tuple[Line, ...]) -> int | None:
    """The line that takes leave."""
    for at, line in enumerate(lines):
        text = line.text.strip()
        if 1 < len(text) <= _SHORT and formula("valediction").is_whole(text):
            return at
    return None


def _unknown_leave(lines: tuple[Line, ...], behind: list[Block]) -> int | None:
    """The line that takes leave in words nobody knows ("Ngā mihi,"): short, with a comma, above who signs for a Mission."""
    for at, line in enumerate(lines):
        text = line.text.strip()
        if not _LEAVE.fullmatch(text):
            continue
        signed = [*lines[at + 1 :], *islice(_lines_of(behind), _MOST_LINES + 1)]
        if (
            (at == 0 or re.search(r"[.!?。؟]\s*$", lines[at - 1].text))
            and 1 < len(signed) <= _MOST_LINES
            and not formula("salutation").stands_in(text)
            and any(_names_mission(one.text) for one in signed)
        ):
            return at
    return None


def _lines_of(blocks: list[Block]) -> Iterator[Line]:
    """The lines of the text's own paragraphs."""
    return (line for block in blocks if isinstance(block, Paragraph) and block.region == "body" for line in block.lines)


def _signs_for_mission(block: Paragraph, before: Block) -> bool:
    """True for a Mission's name, alone or below somebody's, with a finished sentence above, which speaks of no contact to come."""
    lines = [line.text.strip() for line in block.lines]
    above = before.text.strip() if isinstance(before, Paragraph) and before.region == "body" else ""
    return (
        1 < len(lines) <= _MOST_LINES
        and (
            (_names_mission(lines[0]) and any(_REACHED.search(text) for text in lines[1:]))
            or (_NAME.fullmatch(lines[0]) is not None and any(_names_mission(text) for text in lines[1:]))
            or _takes_leave_and_signs(lines)
        )
        and re.search(r"[.!?。！？؟]$", above) is not None
        and not phrases("roles", "contact").stands_in(above)
        and not formula("nominate").stands_in(above)
        # below a note's words of courtesy stand its place and date
        and not formula("courtesy_closing").stands_in(above)
        and not any(formula("valediction").is_whole(text) for text in lines)
    )


def _takes_leave_and_signs(lines: list[str]) -> bool:
    """True for words of leave in a language nobody knows, with somebody's name and the Mission's below ("'Ofa atu")."""
    first, *signed = lines
    return (
        len(signed) > 1
        and _SHORT_LEAVE.fullmatch(first) is not None
        and _NAME.fullmatch(signed[0]) is not None
        and any(_names_mission(text) for text in signed[1:])
    )


def _signs_below_table(block: Paragraph, before: Block) -> bool:
    """True for somebody's name above the Mission's, with a number or address, right below a table of particulars."""
    lines = [line.text.strip() for line in block.lines]
    return (
        isinstance(before, Table)
        and 2 < len(lines) <= _MOST_LINES
        and _NAME.match(lines[0]) is not None
        and any(_names_mission(text) for text in lines[1:])
        and any(_REACHED.search(text) for text in lines[1:])
        and not phrases("roles", "contact").stands_in(block.text)
    )


def _signs_what_is_enclosed(block: Paragraph, before: Block, behind: list[Block]) -> bool:
    """True for somebody's name above an office or number, last of all, below a finished sentence that points to what is enclosed
    and nominates nobody."""
    lines = [line.text.strip() for line in block.lines]
    above = before.text.strip() if isinstance(before, Paragraph) and before.region == "body" else ""
    return (
        1 < len(lines) <= _SHORT_SIGNATURE
        and not any(_lines_of(behind))
        and (_NAME.fullmatch(lines[0]) is not None or is_han_name(lines[0]))
        and re.search(r"[.!。！؟]$", above) is not None
        and formula("enclose").stands_in(above)
        and not any(
            words.stands_in(text)
            for words in (phrases("roles", "contact"), formula("nominate"))
            for text in ((block.text,) if _encloses_for_mission(above, lines) else (_last_sentence(above), block.text))
        )
    )


def _encloses_for_mission(above: str, lines: list[str]) -> bool:
    """True where the sentence itself points to what is enclosed, and to nothing below, above somebody of the Mission: whom it may
    nominate ("the form nominating our point of contact") is told of there."""
    last = _last_sentence(above)
    return (
        formula("enclose").stands_in(last)
        and not (formula("nominate").stands_in(last) and grammar("below").stands_in(last))
        and any(_names_mission(text) for text in lines[1:])
    )


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?。！？؟])\s*(?=\S)", text)[-1]


def _is_mission_alone(block: Paragraph) -> bool:
    """True for a paragraph that is only the Mission's name: below the contacts, it closes the mail."""
    (line, *others) = [line.text.strip() for line in block.lines]
    return not others and grammar("permanent_mission").stands_in(line) and _names_mission(line)


def _names_mission(text: str) -> bool:
    """True for a line with a Mission's or embassy's name near its head, and not a sentence."""
    found = grammar("permanent_mission").search(text) or grammar("embassy").search(text)
    return found is not None and found.start <= _NEAR_HEAD and not re.search(r"[.:：]\s*$", text)


def _goes_on(lines: tuple[Line, ...], blocks: list[Block]) -> bool:
    texts = [line.text for line in lines] + [
        line.text for block in blocks if isinstance(block, Paragraph) and block.region == "body" for line in block.lines
    ]
    return any(formula("courtesy_opening").stands_in(text) for text in texts) or any(
        (title := title_of(text)) is not None and bool(title.roles) for text in texts
    )


def _without_disclaimer(block: Paragraph) -> list[Block]:
    """A paragraph that is a disclaimer belongs to the signature."""
    speaks_of_us = formula("courtesy_opening").stands_in(block.text) or phrases("roles", "contact").stands_in(
        block.text
    )
    if formula("disclaimer").stands_in(block.lines[0].text) and not speaks_of_us:
        return [replace(block, region="signature")]
    return [block]
