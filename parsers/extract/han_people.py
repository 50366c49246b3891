"""Persons and offices as Chinese names them: body, position and name in one run, with or without a form of address."""

from __future__ import annotations

import re

from parsers.expressions import later, reaching
from parsers.extract.context import Context
from parsers.extract.grammar import grammar, words
from parsers.extract.passages import Passage, chain
from parsers.extract.person import Person
from parsers.extract.roles import mentions
from parsers.fold import HAN
from parsers.scripts import HAN_SIGN
from parsers.words import formula, phrases

_LONGEST_NAME = 4
_SHORTEST_BODY = 4
"""Han characters up to which a word for a body is no body's name ("该中心", "外交部门")."""
TRANSCRIBED = rf"[{HAN}]{{1,8}}(?:[·‧・•][{HAN}]{{1,10}})+"
"""A foreign name in Chinese characters, its parts joined by points (普拉卡什·塔帕)."""
_HAN_PERSON = reaching(
    HAN[0],
    rf"(?P<name>[{HAN}·‧・•]{{2,4}}?)\s*(?:[（(](?P<latin>[A-Za-z][A-Za-z .,'’-]+)[)）])?\s*"
    r"(?P<after>先生|女士|小姐|博士|教授|阁下|同志)",
)

_OFFICE_BEHIND = later(
    rf"\s*[，,、]\s*(?:现任|系|为|任)?(?P<office>[{HAN}·（）()“”A-Za-z]{{4,60}}?)(?=[，,；;。、\s]|$)"
)
"""Body and position behind a name and its form of address."""
_OFFICE_IN_BRACKET = later(
    rf"\s*(?:先生|女士|小姐|博士|教授)?\s*[（(]\s*(?:现任|系|任|职务[：:]?)?(?P<office>[{HAN}·“”A-Za-z]{{2,60}}?)"
    rf"(?:[，,、/ ]\s*(?P<next>[{HAN}·“”A-Za-z]{{2,60}}?))?(?=[，,；;、）)\s])"
)
"""The same at the head of the bracket behind a name, in one run or parted by a comma in either order."""
_OFFICE_IN_PARTS = later(
    rf"\s*[，,、]\s*(?:现任|系|任)?(?P<office>[{HAN}·“”A-Za-z]{{2,60}}?)[，,、]\s*(?P<next>[{HAN}·“”A-Za-z（）()]{{2,60}}?)"
    r"(?=[，,；;。、\s]|$)"
)
"""Both behind the name, each behind a comma of its own."""


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
                        r"[，,；;。：:、\s）)—–－]|(?:不再|不|而)是|鉴于|征得|(?:^|(?<=[，,；;。]))经(?![济贸理费纪营办])|(?:指定|提名|任命|委任|委派|指派|选派|增派|加派|派遣|增补|增列|增设|新增|增加|聘任|推举|确定|推荐|由|改派|为|接替|接任|代替|取代|撤回|撤销|请将|删除|(?:联络点|联络人|联系人|联络员)的?(?=[^先女的]))",
                        text[last : found.start("latin") - 1 if found["latin"] else found.start("after")],
                    )
                ),
                default=0,
            )
            + last
        )
        head = text[begin : found.start("latin") - 1 if found["latin"] else found.start("after")].rstrip("（( ")
        positions = grammar("positions", ("zh",)).find(head)
        transcribed = re.search(rf"{TRANSCRIBED}$", head)
        until = re.search(r"[·‧・•]", head).start() if transcribed else len(head)  # type: ignore[union-attr]
        name_from = max((p.end for p in positions if p.end < until), default=None)
        if name_from is None and transcribed:
            name_from = transcribed.start()
        if name_from is None:
            name_from = _name_start(head)
        role_from = _office_from(head, name_from)
        institution = passage.part(begin, begin + role_from) if role_from else None
        position = passage.part(begin + role_from, begin + name_from) if role_from < name_from else None
        name = passage.part(begin + name_from, begin + len(head))
        if found["latin"]:
            name = passage.part(found.start("latin"), found.end("latin"))
        reach = found.end()
        if not position and not institution and (behind := _OFFICE_BEHIND.match(text, reach)):
            office, body = split_han_office(passage.part(*behind.span("office")))
            if body is not None:
                position, institution, reach = office, body, behind.end()
        if not position and not institution:
            position, institution, reach = office_in_bracket(passage, reach)
        if not position and not institution and (parts := _OFFICE_IN_PARTS.match(text, reach)):
            position, institution, reach = _office_of(parts, passage, reach)
        people.append(Person(name, None, position or None, institution or None, begin, reach))
        last = reach
    if HAN_SIGN.search(text):
        people.extend(_han_named(passage, people))
    return sorted(people, key=lambda p: p.start)


def _name_start(head: str) -> int:
    """Where the name begins that ends a run of Han characters without a position: behind a body, else at a family name."""
    sizes = [size for size in (4, 3, 2) if size <= len(head) and is_han_name(head[-size:])]
    behind_body = next((size for size in sizes if _ends_with_body(head[:-size])), 0)
    if behind_body:
        return len(head) - behind_body
    if len(head) <= _LONGEST_NAME:
        return 0
    return len(head) - next(iter(sizes), 3)


_BRACKET = r"(?:\s*[（(][^（()）]{0,200}[)）])?\s*"
_NAMED_AS = later(
    rf"(?:提名|指定|任命|委任|委派|指派|选派|推荐|推举|改派|增派|加派|增补|增列|新增|聘任|确定|派|由|将|(?:撤回|撤销|撤消|取消|终止|收回|解除)对)"
    rf"(?P<run>(?:(?!将|指定|任命|提名)[{HAN}·‧・•]){{2,60}}?){_BRACKET}(?:为|担任|作为|出任|兼任|接任|接替|继任|接手|列为|列入|登记为|从|自|移出|移除)(?!了)"
)
_NAMED_AS_TOO = later(
    rf"(?<=[，,；;、）)\s])(?:并|以及|及|和|另|而)?(?:由)?(?P<run>[{HAN}·‧・•]{{2,60}}?){_BRACKET}"
    rf"(?:为|担任|作为|出任|兼任|接任)(?=[{HAN}/]{{0,10}}(?:联络|联系|协调))"
)
"""Who stands before "as technical point of contact" without a verb of their own ("指定甲为外交联络点，乙为技术联络点")."""
_LATIN_NAMED_AS = later(
    r"(?:(?:撤回|撤销|撤消|取消|终止|收回|解除|免去)(?:对|关于)?|提名|指定|任命|委任|委派|指派|选派|推荐|改派|由|将)\s*"
    r"(?P<run>[A-ZÀ-Ý][\w.'’-]*(?:[ ·][A-ZÀ-Ýa-z][\w.'’-]*){1,5}?)\s*(?:先生|女士|博士)?\s*"
    r"(?:为|担任|作为|出任|兼任|接任|的(?=提名|指定|任命|联络)|从|自)",
    re.ASCII,
)
"""A name in Latin script in the verb's frame ("撤回对 A B 担任联络人的提名")."""
_NAMED_BY_ROLE = later(
    rf"(?:联络点|联络人|联系人|联络员|联系点|协调人)\s*(?:[：:为是]\s*)?(?P<run>[{HAN}]{{2,4}}|{TRANSCRIBED})(?=的|补充|增加|新增|添加|增设|更新|变更|更换|更改|修改|更正|改为|已|因|现|将|不再|[，,、（(；;。]|$)"
)

_NAMED_BY_OFFICE = later(
    rf"(?:^|(?<=[，,；;。：:、\s）)]))(?:原|现任|我?[驻国团]?)?(?P<run>[{HAN}·‧・•]{{2,60}}?)(?=[（(]\s*(?:电|邮|手机|联[系络]|传真|[Ee]-?mail|[Tt]el)"
    rf"|(?:[（(][^（()）]*[)）])?[，,]?\s*(?:因|不再|已不|将不再|已离|离任|即将离|调任|调离|已调|奉调|任满|卸任|退休|任期))"
)
"""Somebody with the particulars in brackets behind the name, or who leaves."""
_NAMED_BEFORE = later(
    rf"(?:^|(?<=[。；;\n]))\s*(?P<run>[{HAN}·‧・•]{{2,12}}?)\s*[：:](?=\s*(?:电[话邮子]|邮[箱件]|手机|联[系络]|办公|座机|固话|工作语|[Ee]-?mail|[Tt]el|[+＋]))"
)
"""A name with a colon before the particulars of somebody named above."""


def _han_named(passage: Passage, taken: list[Person]) -> list[Person]:
    """Chinese nominees without a form of address: behind a verb, a position, or a word for contact, by their family names."""
    people = [
        Person(name=passage.part(*found.span("run")), start=found.start("run"), end=found.end())
        for found in _LATIN_NAMED_AS.finditer(passage.text)
        if not any(p.start < found.end("run") and found.start("run") < p.end for p in taken)
    ]
    for pattern in (_NAMED_AS, _NAMED_AS_TOO, _NAMED_BY_ROLE, _NAMED_BY_OFFICE, _NAMED_BEFORE):
        for found in pattern.finditer(passage.text):
            start, end = found.span("run")
            if any(p.start < end and start < p.end for p in (*taken, *people)):
                continue
            run = found["run"]
            if pattern in (_NAMED_AS, _NAMED_AS_TOO) and _is_han_body(run):
                people.append(Person(institution=passage.part(start, end), start=start, end=end))
                continue
            positions = [p for p in grammar("positions", ("zh",)).find(run) if p.end < len(run)]
            name_from = max((p.end for p in positions), default=0)
            if not is_han_name(run[name_from:]):
                continue
            role_from = _office_from(run, name_from)
            institution = passage.part(start, start + role_from) if role_from else None
            position = passage.part(start + role_from, start + name_from) if role_from < name_from else None
            if not position and not institution:
                position, institution, end = office_in_bracket(passage, end)
            if not position and not institution and pattern is _NAMED_BY_ROLE:
                behind = _OFFICE_BEHIND.match(passage.text, found.end("run"))
                office, body = split_han_office(passage.part(*behind.span("office"))) if behind else (None, None)
                if behind and body is not None:
                    position, institution, end = office, body, behind.end()
            name = passage.part(start + name_from, found.end("run"))
            people.append(Person(name, None, position, institution or None, start, end))
    return people


def office_in_bracket(passage: Passage, start: int) -> tuple[Passage | None, Passage | None, int]:
    """Position and body at the head of a bracket behind a Chinese name, and where they end; `start` where there are none."""
    bracket = _OFFICE_IN_BRACKET.match(passage.text, start)
    return _office_of(bracket, passage, start) if bracket else (None, None, start)


def _office_of(bracket: re.Match[str], passage: Passage, start: int) -> tuple[Passage | None, Passage | None, int]:
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


def _is_han_body(run: str) -> bool:
    """True for the name of a body of its own, which is not the Government, the Mission or the Secretariat."""
    return (
        len(run) > _SHORTEST_BODY
        and grammar("bodies", ("zh",)).stands_in(run)
        and not grammar("nominators", ("zh",)).stands_in(run)
        and not formula("secretariat", ("zh",)).stands_in(run)
        and not grammar("positions", ("zh",)).stands_in(run)
    )


def han_run(passage: Passage) -> Person | None:
    """A Chinese name with position and institution behind it, parted by commas; None where the passage begins otherwise."""
    parts = [p for p in passage.split(re.compile(r"[，,、；;。\s]+")) if p.text not in ("男", "女")]
    if len(parts) < 2:
        return None
    if (sex := re.search(r"[（(][男女][)）]$", parts[0].text)) is not None:
        parts[0] = parts[0].part(0, sex.start())
    who, title = parts[0], _title_before(parts[0].text)
    honorific = who.part(0, title) if title else None
    if not is_han_name(who.part(title).text):
        return None
    position: Passage | None = None
    bodies: list[Passage] = []
    reach = len(parts[0].text)
    for part in parts[1:4]:
        if not re.fullmatch(f"[{HAN}·（）()“”A-Za-z]{{2,60}}", part.text) or mentions(part.text, ("zh",)):
            break
        office = _office_from(part.text, len(part.text))
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
        body = grammar("bodies", ("zh",)).stands_in(part.text) if reach else _is_han_body(part.text)
        if not body or not re.fullmatch(f"[{HAN}·（）()“”A-Za-z]{{2,60}}", part.text):
            break
        reach = passage.text.find(part.text, reach) + len(part.text)
    return Person(institution=passage.part(0, reach), start=0, end=reach) if reach else None


def _title_before(text: str) -> int:
    """Characters of the form of address that is written with a Chinese name and is no position ("拿督黄家豪"); 0 for none."""
    titles = phrases("honorifics", "before_name", ("zh",)).find(text)
    sizes = [t.end for t in titles if t.start == 0 and is_han_name(text[t.end :])]
    size = max(sizes, default=0)
    return 0 if grammar("positions", ("zh",)).is_whole(text[:size]) else size


def split_han_office(part: Passage) -> tuple[Passage | None, Passage | None]:
    """Position and body of a run that ends with the position, as Chinese writes them; all as position where no body is named."""
    text = part.text
    office = _office_from(text, len(text))
    if 1 < office < len(text) and grammar("bodies", ("zh",)).stands_in(text[:office]):
        return part.part(office), part.part(0, office)
    return part, None


def _office_from(text: str, end: int) -> int:
    """Where the position begins that ends at `end`, its last word alone where a body's name goes up to it (响应中心 主任); `end`
    where there is none."""
    starts = [p.start for p in grammar("positions", ("zh",)).find(text[:end]) if p.end == end]
    behind_bodies = [start for start in starts if _ends_with_body(text[:start])]
    return min(behind_bodies or starts, default=end)


def _ends_with_body(text: str) -> bool:
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
