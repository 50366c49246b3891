"""The role of each of those whom a sentence names."""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.extract.person import Person
from parsers.extract.roles import Mention, role_codes
from parsers.words import phrases, roles_in

_BRACKET = re.compile(r"[(（]([^()（）]{3,60})[)）]")
_ALONE = re.compile(r"\s*(?:$|[,;،؛，；])")
_ARTICLE = 3
"""Characters before the role in its brackets."""
_BOTH = 2


def _joined(text: str, people: list[Person]) -> bool:
    """True where nothing but commas, brackets, "and" and articles stand between the first and the last of them."""
    gaps = [re.sub(r"\([^()]*\)", "", text[a.end : b.start]) for a, b in pairwise(people)]
    return all(re.fullmatch(r"[\s,،)]*(?:[\w']{1,4}\s+){0,3}", gap) for gap in gaps)


def roles_for(
    text: str, people: list[Person], mentioned: list[Mention], heading: tuple[str, ...]
) -> list[tuple[tuple[str, ...], Mention | None]]:
    """For each person its roles: those in brackets behind the names, those of its own mention, else the heading's."""
    told = _for_each(text, people, mentioned, heading)
    ends = [*(person.start for person in people[1:]), len(text)]
    own = [_in_brackets(text, person.start, end) for person, end in zip(people, ends, strict=True)]
    if len(people) > 1 and all(own):
        return [(mention.roles, mention) for mention in own if mention]
    return told


def _in_brackets(text: str, start: int, end: int) -> Mention | None:
    """The role that stands alone in the first brackets behind a name ("Ms A B (diplomatic)"); None where there is none."""
    bracket = _BRACKET.search(text, start, end)
    role = next(iter(roles_in(bracket[1])), None) if bracket else None
    if bracket is None or role is None or role.start > _ARTICLE or not _ALONE.match(bracket[1], role.end):
        return None
    return Mention(role_codes(role), bracket.start(1) + role.start, bracket.start(1) + role.end)


def _for_each(
    text: str, people: list[Person], mentioned: list[Mention], heading: tuple[str, ...]
) -> list[tuple[tuple[str, ...], Mention | None]]:
    single = [m for m in mentioned if len(m.roles) == 1]
    if len(people) > 1 and len(single) == len(people) and all(m.start > people[-1].start for m in single):
        return [(m.roles, m) for m in single]
    if not mentioned:
        return [(heading, None)] * len(people)
    role_first = mentioned[0].start < people[0].start
    told: list[tuple[tuple[str, ...], Mention | None]] = []
    for number, person in enumerate(people):
        until = people[number + 1].start if number + 1 < len(people) else 1 << 30
        behind = [m for m in mentioned if person.start <= m.start < until]
        before = [m for m in mentioned if m.start < person.start]
        after = [m for m in mentioned if m.start > person.end]
        if not behind and not role_first and after and before:
            # "A as diplomatic contact, and B and C as technical contacts"
            until = next((n for n, p in enumerate(people) if p.start > after[0].start), len(people))
            if _joined(text, people[number:until]):
                told.append((after[0].roles, after[0]))
                continue
        chosen = before[-1] if before and (role_first or not behind) else behind[0] if behind else mentioned[0]
        if len(people) == _BOTH and len(mentioned) == 1 and len(chosen.roles) == _BOTH:
            said = text[chosen.start : chosen.end]
            # "both no longer serve as points of contact" does not say which of them is which
            in_turn = _as_named(chosen.roles, said)
            told.append(((in_turn[number],), chosen) if in_turn else (heading, None))
        else:
            told.append((chosen.roles, chosen))
    return told


def _as_named(roles: tuple[str, ...], said: str) -> tuple[str, ...]:
    """The roles in the order in which the words name them; none where they do not name all of them."""
    places = [(found.start, role) for role in roles if (found := phrases("roles", role).search(said)) is not None]
    return tuple(role for _, role in sorted(places)) if len(places) == len(roles) else ()
