"""Persons and offices as Chinese names them: body, position and name in one run, with or without a form of address."""

from __future__ import annotations

import re

from parsers.expressions import later, reaching
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.han_named import han_named
from parsers.extract.han_offices import (
    OFFICE_BEHIND,
    OFFICE_IN_PARTS,
    TRANSCRIBED,
    body_alone,
    ends_with_body,
    is_han_body,
    is_han_name,
    office_from,
    office_in_bracket,
    office_of,
    split_han_office,
    title_before,
    title_behind,
)
from parsers.extract.passages import Passage, chain
from parsers.extract.person import Person
from parsers.extract.roles import mentions
from parsers.fold import HAN
from parsers.scripts import HAN_SIGN

_LONGEST_NAME = 4
_HAN_PERSON = reaching(
    HAN[0],
    rf"(?P<name>[{HAN}·‧・•]{{2,4}}?)\s*(?:[（(](?P<latin>[A-Za-z][A-Za-z .,'’-]+)[)）])?\s*"
    r"(?P<after>先生|女士|小姐|博士|教授|阁下|同志)",
)


_LATIN_BEHIND = later(
    r"\s*[（(]\s*(?:(?P<title>Mr|Ms|Mrs|Miss|Dr|Prof|Mme|M)\.?\s+)?(?P<latin>[A-Z][A-Za-z .'’-]{1,60}?)\s*(?=[，,、）)])"
)
"""The name in Latin script with which a bracket behind a form of address begins."""
_OFFICE_NEXT = later(rf"[，,、]\s*(?P<office>[{HAN}·“”A-Za-z]{{4,60}}?)(?=[，,；;、）)\s])")


def chinese_people(passage: Passage, context: Context) -> list[Person]:
    """Institution, position and name in one run, as Chinese writes them before 先生 or 女士."""
    people: list[Person] = []
    text = passage.text
    last = 0
    for found in _HAN_PERSON.finditer(text):
        begin = (
            max(
                (
                    m.end()
                    for m in re.finditer(
                        r"[，,；;。：:、\s）)—–－]|(?:^|(?<=[）)士生]))[和与及](?=\w{2})|原来的|原先的|(?:不再|不|而)是|鉴于|征得|(?:^|(?<=[，,；;。：:]))(?:经(?![济贸理费纪营办])|因(?![特素果]))|(?:指定|提名|任命|委任|委派|指派|选派|增派|加派|派遣|增补|增列|增设|新增|增加|聘任|推举|确定|推荐|由|改派|为|接替|接任|代替|取代|撤回|撤销|请将|删除|(?:联络点|联络人|联系人|联络员)的?(?=[^先女的]))",
                        text[last : found.start("latin") - 1 if found["latin"] else found.start("after")],
                    )
                ),
                default=0,
            )
            + last
        )
        head = text[begin : found.start("latin") - 1 if found["latin"] else found.start("after")].rstrip("（( ")
        title = title_behind(head)
        addressed = passage.part(begin + len(head) - title, begin + len(head)) if title else None
        head = head[: len(head) - title]
        positions = grammar("positions", ("zh",)).find(head)
        transcribed = re.search(rf"{TRANSCRIBED}$", head)
        until = re.search(r"[·‧・•]", head).start() if transcribed else len(head)  # type: ignore[union-attr]
        name_from = max((p.end for p in positions if p.end < until), default=None)
        if name_from is None and transcribed:
            name_from = transcribed.start()
        if name_from is None:
            name_from = _name_start(head)
        role_from = office_from(head, name_from)
        institution = body_alone(passage.part(begin, begin + role_from)) if role_from else None
        position = passage.part(begin + role_from, begin + name_from) if role_from < name_from else None
        name = passage.part(begin + name_from, begin + len(head))
        if found["latin"]:
            name = passage.part(found.start("latin"), found.end("latin"))
        reach = found.end()
        honorific: Passage | None = None
        if not found["latin"] and (behind_name := _LATIN_BEHIND.match(text, reach)):
            # "法兹先生（Mr Ahmad Faiz，外交部首席秘书）"
            name = passage.part(*behind_name.span("latin"))
            honorific = passage.part(*behind_name.span("title")) if behind_name["title"] else None
            reach = behind_name.end()
            position, institution, reach = _office_behind_latin(passage, position, institution, reach)
        if not position and not institution and (behind := OFFICE_BEHIND.match(text, reach)):
            office, body = split_han_office(passage.part(*behind.span("office")))
            if body is not None:
                position, institution, reach = office, body, behind.end()
        if not position and not institution:
            position, institution, reach = office_in_bracket(passage, reach)
        if not position and not institution and (parts := OFFICE_IN_PARTS.match(text, reach)):
            position, institution, reach = office_of(parts, passage, reach)
        if not position and addressed and grammar("positions", ("zh",)).is_whole(addressed.text):
            position = addressed
        people.append(Person(name, honorific, position or None, institution or None, begin, reach))
        last = reach
    if HAN_SIGN.search(text):
        people.extend(han_named(passage, people))
    return sorted(people, key=lambda p: p.start)


def _office_behind_latin(
    passage: Passage, position: Passage | None, institution: Passage | None, reach: int
) -> tuple[Passage | None, Passage | None, int]:
    """Position and body behind the comma of a bracket that begins with a name in Latin script, where none stands before it."""
    office = _OFFICE_NEXT.match(passage.text, reach)
    if position or institution or office is None:
        return position, institution, reach
    told, body = split_han_office(passage.part(*office.span("office")))
    return (told, body, office.end()) if body is not None else (None, None, reach)


def _name_start(head: str) -> int:
    """Where the name begins that ends a run of Han characters without a position: behind a body, else at a family name."""
    sizes = [size for size in (4, 3, 2) if size <= len(head) and is_han_name(head[-size:])]
    behind_body = next((size for size in sizes if ends_with_body(head[:-size])), 0)
    if behind_body:
        return len(head) - behind_body
    if len(head) <= _LONGEST_NAME:
        return 0
    return len(head) - next(iter(sizes), 3)


def han_run(passage: Passage) -> Person | None:
    """A Chinese name with position and institution behind it, parted by commas; None where the passage begins otherwise."""
    parts = [p for p in passage.split(re.compile(r"[，,、；;。\s]+")) if p.text not in ("男", "女")]
    if len(parts) < 2:
        return None
    if (sex := re.search(r"[（(][男女][)）]$", parts[0].text)) is not None:
        parts[0] = parts[0].part(0, sex.start())
    who, title = parts[0], title_before(parts[0].text)
    honorific = who.part(0, title) if title else None
    if not is_han_name(who.part(title).text):
        return None
    position: Passage | None = None
    bodies: list[Passage] = []
    reach = len(parts[0].text)
    for part in parts[1:4]:
        if not re.fullmatch(f"[{HAN}·（）()“”A-Za-z]{{2,60}}", part.text) or mentions(part.text, ("zh",)):
            break
        office = office_from(part.text, len(part.text))
        if office < len(part.text) and position is None:
            position = part.part(office)
            if office:
                bodies.append(part.part(0, office))
        elif grammar("bodies", ("zh",)).stands_in(part.text):
            bodies.append(part)
        else:
            break
        reach = passage.text.find(part.text, reach) + len(part.text)
    return Person(who.part(title), honorific, position, chain(bodies, "") if bodies else None, 0, reach)


def han_body_run(passage: Passage) -> Person | None:
    """A body in Chinese, perhaps with its parents behind commas, that nobody is named before; None for any other beginning."""
    reach = 0
    for part in passage.split(re.compile(r"[，,、]")):
        body = grammar("bodies", ("zh",)).stands_in(part.text) if reach else is_han_body(part.text)
        if not body or not re.fullmatch(f"[{HAN}·（）()“”A-Za-z]{{2,60}}", part.text):
            break
        reach = passage.text.find(part.text, reach) + len(part.text)
    return Person(institution=passage.part(0, reach), start=0, end=reach) if reach else None
