"""Persons whose office Russian writes before their names, joined by nothing ("начальник отдела Агентства Иванов И.И.")."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar, stops_in
from parsers.extract.offices import SHORTEST_POST, split_position
from parsers.extract.passages import Passage
from parsers.extract.patronymics import named_by_patronymic
from parsers.extract.people import person_at
from parsers.extract.person import Person
from parsers.extract.roles import mentions
from parsers.jobs import jobs
from parsers.words import formula

_APART = re.compile(r"[,;:@()«»\n]|\s[–—-]\s|\d{3}")
_ENDS_OFFICE = later("[а-яё»)]", re.IGNORECASE)
"""What an office in Russian ends with: a letter, a bracket or a quotation mark."""
_ADJECTIVES = later(r"(?:[а-яё-]+(?:ый|ий|ой|ая|яя|его|ого|ым|им|ому|ему)\s+){0,2}$", re.IGNORECASE)
_ADJECTIVE = later(r"(?:ого|его|ой|ей|ых|их)\s$")
_LONGEST_OFFICE = 200


def person_behind_office(passage: Passage, start: int, context: Context) -> Person:
    """The person whose name begins at `start`, with the rank and the office before the name where no office stands behind it."""
    person = person_at(passage, start, context)
    before = passage.text[:start].rstrip()
    if person.position or person.institution or not before or not _ENDS_OFFICE.search(before[-1:]):
        return person
    honorific = person.honorific
    rank = next((f for f in grammar("ranks", ("ru",)).find(before) if f.end == len(before)), None)
    if rank is not None and honorific is None:
        # "начальник отдела полковник Иванов И.И."
        honorific = passage.part(rank.start, rank.end)
        before = before[: rank.start].rstrip(" ,")
        person = replace(person, honorific=honorific, start=rank.start)
    low = max((sign.end() for sign in _APART.finditer(before)), default=0)
    for hits in (
        stops_in(before, ("ru",)),
        grammar("is_contact", ("ru",)).find(before),
        grammar("confirming", ("ru",)).find(before),
        formula("nominate", ("ru",)).find(before),
        formula("replace", ("ru",)).find(before),
        mentions(before, ("ru",)),
    ):
        low = max([low, *(hit.end for hit in hits)])
    # "Директор Центра г-н А заменит г-на Б": the office is that of the first
    low = max([low, *anchors(before, context), *named_by_patronymic(before)])
    job = jobs("ru").search(before[low:])
    if job is None or len(before) - low > _LONGEST_OFFICE:
        return person
    opening = _ADJECTIVES.search(before, low, low + job.start)
    begin = opening.start() if opening else low + job.start
    position, institution = _with_unit(passage.part(begin, len(before)), context)
    return Person(person.name, honorific, position, institution, begin, person.end)


def _with_unit(office: Passage, context: Context) -> tuple[Passage | None, Passage | None]:
    """Position and institution of an office in running text; a unit that is named in small letters before its parent belongs to
    the institution ("начальник отдела реагирования Центра А"), one without a name to the position ("начальник отдела Центра А")."""
    position, institution = split_position(office, context)
    unit = grammar("bodies", context.languages).search(office.text)
    if position is None or institution is None or unit is None or unit.start < SHORTEST_POST:
        return position, institution
    named = re.search(r"\w", position.text[unit.end :])
    if not named or _ADJECTIVE.search(position.text[: unit.start]):
        return position, institution
    return office.part(0, unit.start), office.part(unit.start)


def named_behind_office(passage: Passage, context: Context) -> Person | None:
    """The only person of a run that begins with the office; None for every other run."""
    starts = list(named_by_patronymic(passage.text))
    if len(starts) != 1 or not starts[0]:
        return None
    person = person_behind_office(passage, starts[0], context)
    return person if person.start == 0 and (person.position or person.honorific) else None
