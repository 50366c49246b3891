"""Headings that open a contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from parsers.extract.grammar import grammar, words
from parsers.extract.numbering import without_number
from parsers.extract.overlaps import overlaps
from parsers.extract.roles import role_codes, ticked
from parsers.fields.languages import find_languages
from parsers.fields.states import find_states
from parsers.fold import fold
from parsers.phrases import Phrases
from parsers.scripts import HAN_SIGN
from parsers.words import formula, phrases, roles_in

_NEARLY = 80.0
"""Likeness in hundredths from which a misread word counts."""
_IN_TIME = ("former_contact", "new_contact", "heads_before", "heads_after")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Title:
    """What a heading opens: contacts of `roles` (none where it only says "point of contact 2"), perhaps an alternate."""

    roles: tuple[str, ...]
    alternate: bool = False


def title_of(text: str, languages: Sequence[str] | None = None) -> Title | None:
    """What the text opens where it is a heading, else None: a role, a word for contact, and little else."""
    bare = without_number(text)
    if not 2 <= len(bare) <= 160 or "@" in bare or len(re.findall(r"\d", bare)) > 6:
        return None
    roles = tuple(dict.fromkeys(code for role in roles_in(bare, languages) for code in role_codes(role)))
    by_ticks = ticked(text, languages)
    if by_ticks is not None:
        roles = by_ticks
    contact = phrases("roles", "contact", languages).find(bare)
    alternate = formula("alternate", languages).stands_in(bare)
    if not contact and not (roles and _is_only_role(bare, languages)):
        return None
    if (
        contact
        and not roles
        and not (alternate or re.search(r"\d\s*\W*$|\W[A-D]\W*$", bare))
        and not _opens_one(bare, languages)
    ):
        return None
    if leftover(bare, languages) > 4 or (grammar("of_both", languages).stands_in(bare) and find_languages(bare)):
        # "both points of contact operate in English" opens nothing
        return None
    return Title(roles, alternate)


def nearly_title(text: str, languages: Sequence[str] | None = None) -> Title | None:
    """The same for a line that characters were misread in: the words beside the role nearly spell a word for contact."""
    bare = without_number(text)
    roles = roles_in(bare, languages)
    if not roles or not 6 <= len(bare) <= 60 or "@" in bare:
        return None
    rest = fold(bare[: roles[0].start] + " " + bare[roles[-1].end :])
    spelled = max(
        (ratio(rest, fold(contact)) for contact in phrases("roles", "contact", languages).phrases), default=0.0
    )
    return (
        Title(tuple(dict.fromkeys(code for role in roles for code in role_codes(role)))) if spelled >= _NEARLY else None
    )


def _opens_one(bare: str, languages: Sequence[str] | None) -> bool:
    """True for "Point of contact" alone on its line."""
    return phrases("roles", "contact", languages).is_whole(bare)


def _is_only_role(bare: str, languages: Sequence[str] | None) -> bool:
    taken = sum(r.end - r.start for r in roles_in(bare, languages))
    ranks = [f for kind in _ranks(languages) for f in kind.find(bare)]
    ranked = sum(len(_LETTERS.findall(bare[f.start : f.end])) for f in ranks)
    return taken >= 0.6 * (len(_LETTERS.findall(bare)) - ranked)


def _ranks(languages: Sequence[str] | None) -> tuple[Phrases, ...]:
    """The words that tell the principal from the alternate, and those for one of the two sides of the matter."""
    return formula("alternate", languages), grammar("principal", languages), grammar("role_sides", languages)


def leftover(bare: str, languages: Sequence[str] | None = None) -> int:
    """How many words are neither role, contact, State nor filler; a run of Han text counts by four characters a word."""
    gone = [(r.start, r.end) for r in roles_in(bare, languages)]
    for kind in (
        phrases("roles", "contact", languages),
        *_ranks(languages),
        formula("nominate", languages),
    ):
        gone.extend((f.start, f.end) for f in kind.find(bare))
    gone.extend((s.start, s.end) for s in find_states(bare))
    rest = "".join(" " if any(a <= i < b for a, b in gone) else c for i, c in enumerate(bare))
    count = 0
    for word in _WORD.findall(rest):
        if fold(word) in words("title_fillers"):
            continue
        count += 1 + len(word) // 4 if HAN_SIGN.match(word) else 1
    return count


def without_time(head: str, languages: Sequence[str]) -> str:
    """The text of a heading or title without what tells the one who was from the one who comes."""
    states = find_states(head)
    for kind in _IN_TIME:
        for found in grammar(kind, languages).find(head):
            if overlaps(found, states):
                # 新加坡 is not new
                continue
            head = f"{head[: found.start]}{' ' * (found.end - found.start)}{head[found.end :]}"
    return head
