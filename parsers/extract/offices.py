"""Offices cut into a position with its institution."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.extract.context import Context
from parsers.extract.grammar import ARTICLE, grammar, words
from parsers.extract.han_offices import split_han_office
from parsers.extract.passages import Passage
from parsers.fields.found import Found
from parsers.fold import fold
from parsers.scripts import ARABIC_SIGN, HAN_SIGN

COMMA = re.compile(r"\s{0,50}[,،，、]\s*")
"""What parts a name from an office, or an office from its institution."""
_ACRONYM = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý-]{3,11}(?:[a-z]{0,3}| [A-Z][a-z]{1,5})")
"""A body's name in capitals, behind a preposition: "Head of Cybersecurity of the CONATEL"."""

_QUOTED_FORM = re.compile(r"(?:(?<![^\s])[А-ЯЁ]{2,6}\s+)?[«„“\"]$")
"""A company's legal form before its name in quotes."""
_LONE_ACRONYM = re.compile(r"[A-ZÀ-Ý]{3,8}")
_NAMES_OF_POSTS = ("posts", "positions", "post_acronyms")

_CYRILLIC_ACRONYM = later(r"[а-яё][а-яё -]{4,60}\s([А-ЯЁA-Z]{3,}(?:-[А-ЯЁA-Z]+)?)")
"""A post before a body's name in capitals ("главный инженер ГКНБ")."""

_CAPITAL = later(r"[\s'’][A-ZÀ-ÝА-ЯЁ]")
"""A word of a body's proper name behind its noun: "ministère des Affaires étrangères"."""
_TEAM = re.compile(r"[a-z]{1,6}-?[A-Z]{3}")
"""A team's name that begins small ("bjCSIRT")."""
_BODY_IN_BRACKET = later(r"(?<=\w{3})\s*[(（]([^()（）]{6,})[)）]\s*$")
SHORTEST_POST = 3
"""Characters of the shortest post before its body."""
_TO_TOPIC = 18
"""Characters of an adjective before the word for a topic ("Electronic Government")."""
_BEFORE_ACRONYM = later(rf"\s*(?:{ARTICLE})?(?=[A-ZÀ-ÝА-ЯЁ][\w.-]*[A-ZÀ-ÝА-ЯЁ])")


_PARTICLE = 3
"""Letters of the longest word that stays small in a proper name."""


def split_office(passage: Passage, context: Context) -> tuple[Passage | None, Passage | None]:
    """Position and institution of a line that holds both, as a comma run behind a name does."""
    text = passage.text
    comma = COMMA.search(text)
    if comma and comma.start():
        head, rest = text[: comma.start()], text[comma.end() :]
        posted = any(grammar(kind, context.languages).is_whole(head) for kind in ("posts", "positions"))
        if (opens_body(rest, context) or names_body(rest, context)) and (posted or not opens_body(text, context)):
            return passage.part(0, comma.start()), passage.part(comma.end())
    return split_position(passage, context)


def names_body(text: str, context: Context) -> bool:
    """True for words with one for a body among them and none for a post ("National Cyber Security Agency")."""
    posts = (grammar(kind, context.languages) for kind in ("posts", "positions"))
    return grammar("bodies", context.languages).stands_in(text) and not any(kind.stands_in(text) for kind in posts)


def _is_body_throughout(text: str, context: Context) -> bool:
    """True for a proper name that ends with a word for a body and has none for a post."""
    last = max((hit.end for hit in grammar("bodies", context.languages).find(text)), default=0)
    named = len(text.split()) > 1 and all(word[:1].isupper() or len(word) <= _PARTICLE for word in text.split())
    posts = any(grammar(kind, context.languages).stands_in(text) for kind in _NAMES_OF_POSTS)
    return named and last == len(text.rstrip()) and not posts and names_body(text, context)


def opens_body(text: str, context: Context) -> bool:
    """True where the text begins with a word for a body, or is one by its capitals (CERT-XX)."""
    hits = grammar("bodies", context.languages).find(text)
    return bool(hits) and (hits[0].start <= 4 or bool(re.match(r"[A-Z]{2,}", text)))


def split_position(part: Passage, context: Context) -> tuple[Passage | None, Passage | None]:
    """A single part behind a name, cut into position and body where a preposition joins the two."""
    text = part.text
    if HAN_SIGN.match(text):
        return split_han_office(part)
    bodies = _bodies_in(text, context)
    bracket = _BODY_IN_BRACKET.search(text)
    if bracket and bodies and bodies[0].start > bracket.start() and opens_body(bracket[1], context):
        # "Deputy Director for Foreign Policy (Ministry of A)"
        return part.part(0, bracket.start()), part.part(*bracket.span(1))
    opening = grammar("joiners", context.languages).search(text)
    if opening and opening.start == 0 and bodies:
        rest = part.part(opening.end)
        named_first = re.match(r"(?:[A-ZÀ-Ý][\w'’-]*\s+){1,6}", rest.text)
        within = grammar("bodies", context.languages).search(rest.text)
        led = named_first is not None and within is not None and within.start <= named_first.end()
        proper_name = rest.text[:1].isupper() or ARABIC_SIGN.match(rest.text) is not None
        if proper_name and (led or opens_body(rest.text, context)):
            return None, rest
    if not bodies and (acronym := _CYRILLIC_ACRONYM.fullmatch(text)):
        return part.part(0, acronym.start(1)), part.part(acronym.start(1))
    if not bodies:
        for place in grammar("at", context.languages).find(text):
            acronym = _BEFORE_ACRONYM.match(text[place.end :])
            if acronym and place.start > 2:
                return part.part(0, place.start), part.part(place.end + acronym.end())
        for joint in grammar("joiners", context.languages).find(text):
            if joint.start > 2 and _ACRONYM.fullmatch(text[joint.end :].strip(" '’")):
                return part.part(0, joint.start), part.part(
                    joint.end + len(text[joint.end :]) - len(text[joint.end :].lstrip(" '’"))
                )
        if _LONE_ACRONYM.fullmatch(text) and not any(grammar(kind).stands_in(text) for kind in _NAMES_OF_POSTS):
            # "Mr A B, NCSC"
            return None, part
        return part, None
    if _is_body_throughout(text, context):
        # "Inspector A B, Royal Island Police Force"
        return None, part
    organ = _organ_at_head(text, bodies, context)
    if organ is not None and not any(b.start >= organ for b in bodies):
        behind = next((j for j in grammar("joiners", context.languages).find(text) if j.start >= organ), None)
        acronym = _BEFORE_ACRONYM.match(text, behind.end) if behind is not None else None
        return (part.part(0, behind.start), part.part(acronym.end())) if behind and acronym else (part, None)
    if re.match(r"[А-Яа-яЁё]", text):
        # Russian joins a body to a position by its case alone
        capital = next((at for b in bodies if (at := _capital_of(text, b.start)) > 3), None)
        if capital:
            return part.part(0, capital), part.part(capital)
        same = next(
            (f.start for f in grammar("same_body", context.languages).find(text) if f.start > SHORTEST_POST), None
        )
        if same:
            # "инженер того же агентства"
            return part.part(0, same), part.part(same)
    if organ is not None and any(b.start == organ + 1 for b in bodies):
        # Arabic joins the two by nothing: رئيس مجلس إدارة المركز
        return part.part(0, organ), part.part(organ + 1)
    written = grammar("joiners", context.languages).find(text)
    for body in bodies:
        # the particle is written with the body: بوزارة
        if any(3 <= joint.start < body.start for joint in written):
            break
        if (
            body.start > 3
            and text[body.start] == "ب"
            and text[body.start - 1].isspace()
            and not body.value.startswith("ب")
        ):
            return part.part(0, body.start), part.part(body.start + 1)
    best: tuple[int, int] | None = None
    for joint in grammar("joiners", context.languages).find(text):
        if joint.start < (organ or SHORTEST_POST):
            continue
        after = text[joint.end :].lstrip(" '’")
        if grammar("bare_units", context.languages).is_whole(after):
            # "Leiter der Abteilung", "Head of Division": no body by a name of its own
            continue
        if _is_kind_of_office(text[joint.start : joint.end], after, context):
            continue
        if best is not None and _ACRONYM.fullmatch(after.rstrip()):
            # "Director of Electronic Government of the MITIC"
            best = joint.start, joint.end
            break
        same = any(f.start == 0 for f in grammar("same_body", context.languages).find(after))
        proper = opens_body(after, context) and _CAPITAL.search(after) is not None
        named = after[:1].isupper() or not after[:1].isascii() or same or proper or bool(_TEAM.match(after))
        if any(b.start >= joint.end for b in bodies) and named:
            body = next(b for b in bodies if b.start >= joint.end)
            between = text[joint.end : body.start]
            if len(between) < 60 and not grammar("joiners", context.languages).find(between):
                best = joint.start, joint.end
                if not _is_topic(text[joint.end :], context):
                    break
    if best is None:
        if opens_body(text, context) and not _ends_as_post(text, context):
            return None, part
        return part, None
    return part.part(0, best[0]), part.part(best[1] + len(text[best[1] :]) - len(text[best[1] :].lstrip(" '’")))


def _bodies_in(text: str, context: Context) -> list[Found]:
    """The words for bodies in the text, but for those that belong to the post with which it begins ("directeur de cabinet")."""
    bodies = grammar("bodies", context.languages).find(text)
    posts = [post for post in grammar("posts", context.languages).find(text) if post.start == 0]
    return [body for body in bodies if not any(body.start > 0 and body.end <= post.end for post in posts)]


def _ends_as_post(text: str, context: Context) -> bool:
    """True for a post that a word for a body tells the kind of ("Division Head")."""
    return any(post.end == len(text) for post in grammar("posts", context.languages).find(text))


def _organ_at_head(text: str, bodies: list[Found], context: Context) -> int | None:
    """Where the name of an organ ends that is part of the post's own ("Chair of the Board of Directors of the Agency of A"); None
    where another body stands before it or there is none."""
    organ = next((o for o in grammar("organs", context.languages).find(text) if o.start > SHORTEST_POST), None)
    return organ.end if organ is not None and not any(b.end <= organ.start for b in bodies) else None


def _is_kind_of_office(joint: str, after: str, context: Context) -> bool:
    """True where a preposition without an article joins a word for a body that only tells the kind of post, and the body itself
    stands right behind it ("chef de division à la Direction de A")."""
    if fold(joint).strip(" '") not in words("bare_joiners"):
        return False
    noun = next((b for b in grammar("bodies", context.languages).find(after) if b.start == 0), None)
    behind = after[noun.end :] if noun else ""
    joints = [j for j in grammar("joiners", context.languages).find(behind) if not behind[: j.start].strip()]
    return any(opens_body(behind[j.end :].lstrip(" '’"), context) for j in joints)


def _is_topic(text: str, context: Context) -> bool:
    """True where what follows a preposition is rather what somebody deals with, and the body stands behind it ("Under-Secretary
    of Electronic Government at the Ministry of A")."""
    topic = grammar("topics", context.languages).search(text)
    if topic is None or topic.start > _TO_TOPIC:
        return False
    joints = [j for j in grammar("joiners", context.languages).find(text) if j.start >= topic.end]
    parents = grammar("parents", context.languages).find(text)
    named = any(_ACRONYM.match(text[joint.end :].lstrip(" '’")) for joint in joints)
    return named or any(parent.start > topic.end for parent in parents)


def _capital_of(text: str, place: int) -> int:
    """Where the name of a body begins whose noun stands at `place`: at its capital, which may be an adjective's before it."""
    if text[place].isupper():
        # "РУП «Центр анализа угроз»"
        quoted = _QUOTED_FORM.search(text[:place])
        return quoted.start() if quoted else place
    before = re.search(
        r"(?:^|(?<=\s))[А-ЯЁ][а-яё-]+(?:ого|его|ой|ей|ых|их)\s(?:[а-яё-]+(?:ого|его|ой|ей|ых|их)\s){0,3}$", text[:place]
    )
    return before.start() if before else 0
