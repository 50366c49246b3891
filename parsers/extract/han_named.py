"""Chinese nominees without a form of address: behind a verb, a position or a word for contact, by their family names."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.grammar import grammar, one_of
from parsers.extract.han_offices import (
    OFFICE_BEHIND,
    TRANSCRIBED,
    body_alone,
    ends_with_body,
    is_han_body,
    is_han_name,
    office_from,
    office_in_bracket,
    split_han_office,
    title_behind,
)
from parsers.extract.passages import Passage
from parsers.extract.person import Person
from parsers.fold import HAN

_BRACKET = r"(?:\s*[（(][^（()）]{0,200}[)）])?\s*"
_NAMED_AS = later(
    rf"(?:提名|指定|任命|委任|委派|指派|选派|推荐|推举|改派|增派|加派|增补|增列|新增|聘任|确定|派|由|将|(?:撤回|撤销|撤消|取消|终止|收回|解除)对)"
    rf"(?P<run>(?:(?!将|指定|任命|提名)[{HAN}·‧・•]){{2,60}}?){_BRACKET}(?:(?<![改更换整])为|担任|作为|出任|兼任|接任|接替|继任|接手|列为|列入|登记为|从|自|移出|移除)(?!了)"
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
_NAMED_OF_BODY = later(
    rf"(?:联络点|联络人|联系人|联络员|联系点|协调人)\s*[：:为是]\s*(?P<run>[{HAN}]{{4,40}}的(?:[{HAN}]{{2,4}}|{TRANSCRIBED}))(?=[，,、（(；;。]|$)"
)
"""Who is named behind the body, of which somebody is ("技术联络人是国家信息中心的王芳，")."""
_NAMED_BY_OFFICE = later(
    rf"(?:^|(?<=[，,；;。：:、\s）)]))(?:原|现任|我?[驻国团]?)?(?P<run>[{HAN}·‧・•]{{2,60}}?)(?=[（(]\s*(?:电|邮|手机|联[系络]|传真|[Ee]-?mail|[Tt]el)"
    rf"|(?:[（(][^（()）]*[)）])?[，,]?\s*(?:因|不再|已不|将不再|已离|离任|即将离|调任|调离|已调|奉调|任满|卸任|退休|任期))"
)
"""Somebody with the particulars in brackets behind the name, or who leaves."""
_NAMED_BEFORE = later(
    rf"(?:^|(?<=[。；;\n]))\s*(?P<run>[{HAN}·‧・•]{{2,12}}?)\s*[：:](?=\s*(?:电[话邮子]|邮[箱件]|手机|联[系络]|办公|座机|固话|工作语|[Ee]-?mail|[Tt]el|[+＋]))"
)
"""A name with a colon before the particulars of somebody named above."""


_NAMED_AS_COMER = later(
    rf"{one_of('comers')}(?:人选)?\s*(?:[：:为是系]\s*)?(?P<run>[{HAN}]{{2,4}}|{TRANSCRIBED})(?=[，,、（(；;。]|先生|女士|$)"
)
"""Who is called the one that comes, or the alternate ("接任者罗晓东，")."""
_NAMED_AS_LEAVER = later(
    rf"(?:{one_of('had_been')}|从|由)\s*(?P<run>[{HAN}]{{2,4}}?|{TRANSCRIBED})(?:先生|女士)?(?=[，,、；;]?\s*{one_of('is_now')})"
)
"""Who is named as the one before ("原为何建宁，现改为俞静波", "由李明改为蒋涛")."""
_NAMED_AS_NOW = later(
    rf"{one_of('is_now')}\s*(?P<run>[{HAN}]{{2,4}}?|{TRANSCRIBED})(?=先生|女士|[，,、（(；;。]|担任|出任|接任|$)"
)
_NAMED_BEHIND_OFFICE = later(
    rf"(?:^|(?<=[，,；;。：:、\s）)]))(?:[{HAN}]{{0,12}}?(?:提名|指定|任命|委任|委派|指派|选派|推荐|确定|推举))?"
    rf"(?P<run>[{HAN}·‧・•]{{4,60}}?)(?=[，,（(；;。]|负责|主管|担任|$)"
)
"""A name behind body and position, where a sign parts it from what follows ("国家中心主任赵建国，")."""
_WITH_OFFICE = later(
    rf"(?:^|(?<=[，,；;。：:、\s）)]))(?P<run>[{HAN}]{{2,4}}|{TRANSCRIBED})\s*"
    rf"(?:[（(]\s*(?:男|女|(?P<latin>[A-ZÀ-Ý][A-Za-zÀ-ɏ .,'’-]{{2,60}}))\s*[）)])?\s*[，,]\s*"
    rf"(?:现任|系|为|任)?(?P<office>[{HAN}·（）()“”A-Za-z]{{4,60}}?)(?=[，,；;。、\s]|$)"
)
"""A name with body and position behind a comma ("陈家豪（Tan Jia Hao），外交部副处长")."""
_LATIN_ADDRESSED = later(
    rf"(?:^|(?<=[，,；;。：:、\s）){HAN}]))(?P<run>[A-ZÀ-Ý][\w.'’-]*(?: [A-ZÀ-Ýa-z][\w.'’-]*){{1,5}}?)\s*"
    r"(?:先生|女士|小姐|博士|教授)",
    re.ASCII,
)
"""A name in Latin script with a Chinese form of address behind it."""


def _with_office(passage: Passage, found: re.Match[str]) -> Person | None:
    """The person of a match that has body and position behind the name; None where they are none."""
    position, body = split_han_office(passage.part(*found.span("office")))
    if body is None or not is_han_name(found["run"]):
        return None
    name = passage.part(*found.span("latin" if found["latin"] else "run"))
    return Person(name, None, position, body, found.start("run"), found.end("office"))


def _nameless(passage: Passage, start: int, end: int) -> Person | None:
    """The office that stands for its holder ("外交部军控司司长"), as position and body; None for any other run."""
    run = passage.part(start, end)
    position, body = split_han_office(run)
    if body is None or position is None or grammar("nominators", ("zh",)).stands_in(run.text):
        return None
    return Person(None, None, position, body, start, end)


def han_named(passage: Passage, taken: list[Person]) -> list[Person]:
    """Chinese nominees without a form of address: behind a verb, a position, or a word for contact, by their family names."""
    people: list[Person] = []
    for pattern in (_LATIN_NAMED_AS, _LATIN_ADDRESSED):
        for found in pattern.finditer(passage.text):
            start, end = found.span("run")
            if not any(p.start < end and start < p.end for p in (*taken, *people)):
                people.append(Person(name=passage.part(start, end), start=start, end=found.end()))
    for found in _WITH_OFFICE.finditer(passage.text):
        told = _with_office(passage, found)
        if told and not any(p.start < told.end and told.start < p.end for p in (*taken, *people)):
            people.append(told)
    for pattern in _PATTERNS:
        for found in pattern.finditer(passage.text):
            start, end = found.span("run")
            if any(p.start < end and start < p.end for p in (*taken, *people)):
                continue
            run = found["run"]
            if pattern in (_NAMED_AS, _NAMED_AS_TOO) and is_han_body(run):
                people.append(Person(institution=passage.part(start, end), start=start, end=end))
                continue
            titled = len(run) - title_behind(run)
            positions = [p for p in grammar("positions", ("zh",)).find(run) if p.end < titled]
            name_from = max((p.end for p in positions), default=0)
            joint = run.rfind("的") + 1
            if joint > name_from and ends_with_body(run[: joint - 1]):
                name_from = joint
            if not is_han_name(run[name_from:titled]):
                if pattern in (_NAMED_AS, _NAMED_AS_TOO) and (nameless := _nameless(passage, start, end)):
                    people.append(nameless)
                continue
            if pattern is _NAMED_BEHIND_OFFICE and not name_from:
                continue
            role_from = office_from(run, name_from)
            institution = body_alone(passage.part(start, start + role_from)) if role_from else None
            position = passage.part(start + role_from, start + name_from) if role_from < name_from else None
            if not position and not institution:
                position, institution, end = office_in_bracket(passage, end)
            if not position and not institution and pattern is _NAMED_BY_ROLE:
                behind = OFFICE_BEHIND.match(passage.text, found.end("run"))
                office, body = split_han_office(passage.part(*behind.span("office"))) if behind else (None, None)
                if behind and body is not None:
                    position, institution, end = office, body, behind.end()
            name = passage.part(start + name_from, start + titled)
            if position is None and titled < len(run) and grammar("positions", ("zh",)).is_whole(run[titled:]):
                position = passage.part(start + titled, start + len(run))
            people.append(Person(name, None, position, institution or None, start, end))
    return people


_PATTERNS = (
    _NAMED_AS_LEAVER, _NAMED_AS_NOW, _NAMED_AS, _NAMED_AS_TOO, _NAMED_OF_BODY, _NAMED_BY_ROLE,
    _NAMED_BY_OFFICE, _NAMED_BEFORE,
    _NAMED_AS_COMER, _NAMED_BEHIND_OFFICE,
)  # fmt: skip
