"""Offices and names as Chinese writes them: body and position in one run, the position last; names with the family name first."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.grammar import grammar, words
from parsers.extract.passages import Passage, chain
from parsers.extract.roles import mentions
from parsers.fold import HAN
from parsers.words import formula, phrases

SHORTEST_BODY = 4
"""Han characters up to which a word for a body is no body's name ("该中心", "外交部门")."""
TRANSCRIBED = rf"[{HAN}]{{1,8}}(?:[·‧・•][{HAN}]{{1,10}})+"
"""A foreign name in Chinese characters, its parts joined by points (普拉卡什·塔帕)."""
OFFICE_BEHIND = later(
    rf"\s*(?:[（(]\s*[男女]\s*[）)])?\s*[，,、]\s*(?:后者|前者|其|该员)?(?:现任|现为|现系|系|为|任|担任)?(?P<office>[{HAN}·（）()“”A-Za-z]{{4,60}}?)(?=[，,；;。、\s]|$)"
)
"""Body and position behind a name and its form of address."""
_OFFICE_IN_BRACKET = later(
    rf"\s*(?:先生|女士|小姐|博士|教授)?\s*[（(]\s*(?:现任|系|任|职务[：:]?)?(?P<office>[{HAN}·“”A-Za-z]{{2,60}}?)"
    rf"(?:[，,、/ ]\s*(?P<next>[{HAN}·“”A-Za-z]{{2,60}}?))?(?=[，,；;、）)\s])"
)
"""The same at the head of the bracket behind a name, in one run or parted by a comma in either order."""
OFFICE_IN_PARTS = later(
    rf"\s*[，,、]\s*(?:现任|系|任)?(?P<office>[{HAN}·“”A-Za-z]{{2,60}}?)[，,、]\s*(?P<next>[{HAN}·“”A-Za-z（）()]{{2,60}}?)"
    r"(?=[，,；;。、\s]|$)"
)
"""Both behind the name, each behind a comma of its own."""


_AROUND_BODY = later(r"^(?:来自于?|隶属于?|(?:任职|就职|供职|工作)于|在)|(?:工作|任职|就职|供职)?的$")
"""What joins a body's name to the name of somebody behind it ("来自国家互联网应急中心的")."""


def body_alone(part: Passage) -> Passage | None:
    """The body of such a run; None where it is nothing else."""
    bare = _AROUND_BODY.sub("", part.text)
    start = part.text.find(bare)
    return part.part(start, start + len(bare)) if bare else None


def office_in_bracket(passage: Passage, start: int) -> tuple[Passage | None, Passage | None, int]:
    """Position and body at the head of a bracket behind a Chinese name, and where they end; `start` where there are none."""
    bracket = _OFFICE_IN_BRACKET.match(passage.text, start)
    return office_of(bracket, passage, start) if bracket else (None, None, start)


def office_of(bracket: re.Match[str], passage: Passage, start: int) -> tuple[Passage | None, Passage | None, int]:
    """Position and body of the one or two parts that were matched, in either order, and where they end."""
    position: Passage | None = None
    body: Passage | None = None
    reach = start
    for kind in ("office", "next"):
        if not bracket[kind] or mentions(bracket[kind], ("zh",)):
            break
        ended = any(p.end == len(bracket[kind]) for p in grammar("positions", ("zh",)).find(bracket[kind]))
        if ended and position is None:
            position, within = split_han_office(passage.part(*bracket.span(kind)))
            body = chain([part for part in (body, within) if part], "") if body or within else None
        elif body is None and grammar("bodies", ("zh",)).stands_in(bracket[kind]):
            body = passage.part(*bracket.span(kind))
        else:
            break
        reach = bracket.end(kind)
    return position, body, reach


def is_han_body(run: str) -> bool:
    """True for the name of a body of its own, which is not the Government, the Mission or the Secretariat."""
    return (
        len(run) > SHORTEST_BODY
        and grammar("bodies", ("zh",)).stands_in(run)
        and not grammar("nominators", ("zh",)).stands_in(run)
        and not formula("secretariat", ("zh",)).stands_in(run)
        and not grammar("positions", ("zh",)).stands_in(run)
    )


def title_before(text: str) -> int:
    """Characters of the form of address that is written with a Chinese name and is no position ("拿督黄家豪"); 0 for none."""
    titles = phrases("honorifics", "before_name", ("zh",)).find(text)
    sizes = [t.end for t in titles if t.start == 0 and is_han_name(text[t.end :])]
    size = max(sizes, default=0)
    return 0 if grammar("positions", ("zh",)).is_whole(text[:size]) else size


def title_behind(text: str) -> int:
    """Characters of the office or rank with which a Chinese name is addressed behind it ("欧阳俊杰上校"); 0 for none."""
    titles = phrases("honorifics", "after_name", ("zh",)).find(text)
    sizes = [t.end - t.start for t in titles if t.end == len(text) and is_han_name(text[: t.start])]
    return max(sizes, default=0)


def split_han_office(part: Passage) -> tuple[Passage | None, Passage | None]:
    """Position and body of a run that ends with the position, as Chinese writes them; all as position where no body is named."""
    text = part.text
    office = office_from(text, len(text))
    if 1 < office < len(text) and grammar("bodies", ("zh",)).stands_in(text[:office]):
        return part.part(office), part.part(0, office)
    return part, None


def office_from(text: str, end: int) -> int:
    """Where the position begins that ends at `end`, its last word alone where a body's name goes up to it (响应中心 主任); `end`
    where there is none."""
    starts = [p.start for p in grammar("positions", ("zh",)).find(text[:end]) if p.end == end]
    behind_bodies = [start for start in starts if ends_with_body(text[:start])]
    return min(behind_bodies or starts, default=end)


def ends_with_body(text: str) -> bool:
    return any(body.end == len(text) for body in grammar("bodies", ("zh",)).find(text))


def is_han_name(text: str) -> bool:
    """True for two to four Han characters that begin with a family name, or a foreign name whose parts points join, where they
    hold no body, position or role."""
    family = words("surnames")
    known = (
        (text[:2] in family and len(text) > 2) or (text[0] in family and len(text) <= 3)
        if re.fullmatch(f"[{HAN}]{{2,4}}", text)
        else re.fullmatch(TRANSCRIBED, text) is not None
    )
    kinds = ("bodies", "positions", "desks")
    return known and not any(grammar(kind, ("zh",)).stands_in(text) for kind in kinds) and not mentions(text, ("zh",))
