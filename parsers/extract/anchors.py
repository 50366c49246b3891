"""Names in running text, each from the form of address before it to its last word."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, takewhile

from parsers.expressions import later
from parsers.extract.arrows import arrow_at
from parsers.extract.context import Context
from parsers.extract.grammar import grammar, one_of, stops_in, words
from parsers.extract.office_words import begins_office
from parsers.extract.roles import mentions
from parsers.extract.sentences import is_before_label
from parsers.extract.weak_titles import is_weak
from parsers.fields.found import Found
from parsers.fields.languages import names_languages_alone
from parsers.fields.names import begins_with_honorific, may_begin_honorific, split_honorific
from parsers.fields.states import find_states
from parsers.fold import fold
from parsers.words import roles_in

_TOKEN = re.compile(r"\S+")
_OPENING = "|\"'«“(（[‹—–-*•·▪◦●■►‣"
_CONTRACTED = re.compile(r"l['’]|d['’]|ولل|ول|لل|ل|ب|و")
_LITTLE_WORD = re.compile(r"[a-z]{1,2}\s")
"""A preposition that is a shortened title too ("on Ms A")."""
_BORNE = later(
    rf"(?:و|ل|ب)?(?P<name>{one_of('borne_titles')})(?=\s+(?:[\u0621-\u0652]+\s+){{1,4}}?(?:بن|ابن|بنت|آل)\s)"
)
"""A title that is part of an Arabic name, before a name with a father's or a house's."""
_PARTICLES = later(r"(?:[a-z'’]{2,4}\s+){1,3}(?=[A-ZÀ-Þ][a-zà-ÿ])")
"""Words in small letters with which a family name begins."""
_YEAR_BEFORE = re.compile(r"\d{4}\s*$")
_YEAR_REACH = 8
_SERVANT_OF = re.compile(r"(?:^|\s)عبد\s$")
_TO_SERVANT = 6
"""Characters of the first half of a name ("عبد الأمير") before what would be a title."""
_LONE_LETTER = re.compile(r"[^\W\d_](?:\s|[,،;:!]|$)")
_ONE_WORD = re.compile(r"[^\s,;.]+\s*(?:[,;]|\.?$)")
_SMALL_WORDS = later(r"\s+(?:[a-zà-ÿ]{1,4}\s+|[ld]['’]){0,3}")
_SPACE = re.compile(r"\s+|['’]")
_SALUTES = re.compile(r"[^\W\d_]{4,},$")
"""A word of address with a comma of its own ("Excellency, I have the honour")."""
_OPENS_SENTENCE = re.compile(r"I\s+[a-z]")
_FAMILY_NAME = later(r"\s+([\w'’-]{3,})")
_GIVEN_AND_FATHERS = 2
"""Words before the word for son or daughter, where the family name stands behind it."""
_ON = "على"
"""Folded, the preposition would be the name علي."""
_IS = ("é", "è")
"""Folded, the verb would be the particle "e"."""
_ELIDED = re.compile(r"(?:d|dell|dall|degl|sant)['’](?=[A-ZÀ-Þ])")
_OWNER = re.compile(r"[^\W\d_]['’]s$")
"""One word of somebody to whom something belongs."""
_TO_BODY = 40
_MOST_NAMES = 9
_FEWEST_NAMES = 2
"""Words of a name behind a title that is as often a position or part of a body's name."""
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s$|(?<=s)['’]$", re.MULTILINE)
_SECOND_NAME = later(r"\.?\s+[^\W\d_a-zà-ÿ][\w'’-]+(?:\s+[^\W\d_a-zà-ÿ][\w'’-]+)?")
_COMMA = re.compile(r"\s*,?\s*")
_JUNIOR = re.compile(r"^(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)


def anchors(text: str, context: Context) -> list[int]:
    """Where in a text a form of address stands before a name."""
    return list(_anchors(text, context.address_languages))


@lru_cache(maxsize=512)
def _anchors(text: str, languages: tuple[str, ...]) -> tuple[int, ...]:
    found: list[int] = []
    reach = 0
    states: list[Found] | None = None
    for token, after in pairwise([*_TOKEN.finditer(text), None]):
        if token is not None and token.start() >= reach and (borne := _BORNE.match(text, token.start())):
            found.append(borne.start("name"))
            reach = borne.end()
            continue
        if token is None or not _may_address(token[0], after[0] if after else "", languages):
            continue
        start = token.start() + len(token[0]) - len(token[0].lstrip(_OPENING))
        if _SERVANT_OF.search(text, max(0, start - _TO_SERVANT), start):
            continue
        states = find_states(text) if states is None else states
        if start < reach or start >= len(text) or any(s.start <= start < s.end for s in states):
            continue
        size = _address_length(text, start, languages)
        if size:
            found.append(start)
            reach = start + size + 1
        elif (contracted := _contracted_at(text, start)) and _address_length(text, contracted.end(), languages):
            found.append(contracted.end())
            reach = contracted.end() + 2
    return tuple(found)


def _contracted_at(text: str, start: int) -> re.Match[str] | None:
    """A particle written with the form of address behind it; before a lone letter it is none ("لا، السيد ...")."""
    particle = _CONTRACTED.match(text, start)
    return None if particle and _LONE_LETTER.match(text, particle.end()) else particle


@lru_cache(maxsize=8192)
def _may_address(token: str, after: str, languages: tuple[str, ...]) -> bool:
    """False for words with which no form of address begins, neither behind an opening sign nor contracted with another word."""
    bare = token.lstrip(f"{_OPENING}:：;；؛")
    contracted = _CONTRACTED.match(bare)
    return (bool(bare) and may_begin_honorific(bare, after, languages)) or (
        contracted is not None and may_begin_honorific(bare[contracted.end() :], after, languages)
    )


def address_length(text: str, start: int, context: Context) -> int:
    """How many characters the form of address at this place has, 0 where none stands before a name."""
    return _address_length(text, start, context.address_languages)


def _address_length(text: str, start: int, languages: tuple[str, ...]) -> int:
    rest = text[start : start + 160]
    if not begins_with_honorific(rest, languages):
        return 0
    honorific, name = split_honorific(rest, languages)
    if not honorific or not name:
        return 0
    size = rest.rfind(name) if rest.endswith(name) else rest.find(name[:20])
    if size <= 0:
        return 0
    head, comma, _ = honorific.partition(",")
    if comma and roles_in(head):
        # "o ponto de contacto técnico, Eng. A"
        return 0
    if _YEAR_BEFORE.search(text[max(0, start - _YEAR_REACH) : start]) and len(honorific.strip(" .,")) == 1:
        # "8 января 2024 г., ..."
        return 0
    if _SALUTES.search(rest[:size].rstrip()) or _OPENS_SENTENCE.match(name):
        return 0
    if is_weak(honorific, name, languages) or (grammar("town_signs").is_whole(honorific) and _ONE_WORD.match(name)):
        return 0
    if len(honorific.split()) > 1 and any(body.start == 0 for body in grammar("bodies").find(name[:_TO_BODY])):
        # "первый секретарь Департамента"
        return 0
    if any(team.start == 0 and team.end > len(honorific) for team in grammar("teams").find(rest)):
        # "فريق الاستجابة": no general's rank
        return 0
    if (
        _LITTLE_WORD.match(honorific)
        or (honorific.isascii() and honorific.islower() and len(honorific) <= 2)
        or (len(fold(honorific)) == 1 and text[start + len(honorific) : start + len(honorific) + 1].isspace())
    ):
        return 0
    if name[:1].islower():
        return size if _begins_with_particle(honorific, name) else 0
    first = name.lstrip("\"'«“(")[:1]
    return size if first and (first.isupper() or (not first.isascii() and not first.islower())) else 0


def _begins_with_particle(honorific: str, name: str) -> bool:
    """True for a family name behind its particle and a form of address that only persons have ("Frau von Hohenberg"), not for the
    State or body of an office ("Frau Botschafterin von Chile")."""
    led = _PARTICLES.match(name)
    if led is None or not all(fold(word).strip("'’") in words("particles") for word in led[0].split()):
        return False
    behind = name[led.end() : led.end() + _TO_BODY]
    plain = grammar("plain_titles").is_whole(fold(honorific).split()[-1].strip(".")) or grammar(
        "plain_titles"
    ).is_whole(honorific)
    state = any(found.start == 0 for found in find_states(behind))
    body = any(found.start == 0 for kind in ("bodies", "positions", "posts") for found in grammar(kind).find(behind))
    return plain and not state and not body


def _goes_on_elided(text: str, start: int, limit: int, context: Context) -> bool:
    """True for a particle written with the name behind it ("d'Alva"), but for a body's or State's name."""
    elided = _ELIDED.match(text, start, limit)
    if elided is None:
        return False
    behind = text[elided.end() : limit]
    return not _opens_body(behind, context) and not any(state.start == 0 for state in find_states(behind))


def _is_initial(text: str, hit: Found) -> bool:
    """True for a letter with its full stop within a name ("К.С. Белов"), which alone would be a preposition."""
    return hit.end - hit.start == 1 and text[hit.start].isupper() and text[hit.end : hit.end + 1] == "."


def _is_family_name(word: str, context: Context) -> bool:
    """True for a word with a capital that opens no post and no body."""
    kinds = ("positions", "bodies", "desks", "posts")
    return word[:1].isupper() and not any(grammar(kind, context.languages).stands_in(word) for kind in kinds)


def name_end(text: str, start: int, context: Context) -> int:
    """Where the name that begins at `start` ends: at punctuation, or at the first word that is no part of a name."""
    stop = re.compile(
        r"[,،，;；؛:：()（）\[\]\n|•]|(?<!\b[sSdDaA])(?<![A-ZÀ-Þ]{2})/|/(?![oOlLpP]\b|[A-ZÀ-Þ]{2})|\s[-–—]\s|\s?—(?=\w)|\s(?:[^\W\d]{1,5}\s?)?[(]?\+\d|(?<!\b[A-ZА-ЯЁ])[.](?=\s+[a-zа-я]|$)"
    ).search(text, start)
    limit = stop.start() if stop else len(text)
    limit = min(limit, arrow_at(text, start))
    ahead = text[start:limit]
    for hits in (
        stops_in(ahead, context.languages),
        grammar("linking", context.languages).find(ahead),
        grammar("behind_names", context.languages).find(ahead),
    ):
        for hit in hits:
            if hit.start > 0 and not _is_initial(ahead, hit):
                limit = min(limit, start + hit.start)
                break
    for mention in mentions(text, context.languages):
        if mention.start > start:
            limit = min(limit, mention.start)
            break
    end = start
    for count, token in enumerate(_TOKEN.finditer(text[start:limit])):
        bare = fold(token[0]).strip(".'’-")
        first = token[0].lstrip("'’\"«“")[:1]
        cased = (
            first.isupper()
            or not (first.islower())
            or (count > 0 and _goes_on_elided(text, start + token.start(), limit, context))
        )
        if (count and not cased and bare not in words("particles")) or (not count and first.isdigit()):
            break
        if count and bare in words("closing_particles"):
            # "Aliyev Ilham Heydar oglu", "Ilham Heydar oglu Aliyev"
            end = start + token.end()
            family = _FAMILY_NAME.match(text, end, limit) if count == _GIVEN_AND_FATHERS else None
            return family.end() if family and _is_family_name(family[1], context) else end
        if (
            token[0][:1].islower()
            and bare in words("particles")
            and not _capital_follows(text[start + token.end() : limit])
        ):
            break
        if count and bare in words("body_particles") and _leads_to_body(text[start + token.end() : limit], context):
            break
        if count and bare in words("particles") and _opens_body(text[start + token.end() : limit], context):
            break
        if count and bare in words("particles") and _addresses_another(text, start + token.end(), context):
            break
        if count and token[0] in _IS:
            break
        if count and (token[0] == _ON or _tells_languages(text[start + token.start() : limit])):
            break
        if count and _begins_another(text, start + token.start(), count, context):
            break
        if count >= _FEWEST_NAMES and begins_office(token[0], context):
            break
        if count and _joins_another(text[start + token.start() : limit + 40], context):
            break
        end = start + token.end()
        if token[0].endswith(".") and is_before_label(token[0], text[end:].lstrip()):
            # "Mr Tom Fox. Title: Counsellor"
            end -= len(".")
            break
        if _OWNER.search(token[0]) and text[end : end + 2].strip()[:1].islower():
            # "Mr A's e-mail is ..."
            end -= len("'s")
            break
        if count >= _MOST_NAMES - 1:
            break
    if (
        text[end : end + 1] == ","
        and (junior := re.match(r",\s*([\w.]{2,4})", text[end:]))
        and _JUNIOR.match(junior[1])
    ):
        end += junior.end()
    if possessive := _POSSESSIVE.search(text, start, end):
        # "Sgt. Keke's mobile is now ..."
        return possessive.start()
    return _with_second_name(text, end)


def _tells_languages(text: str) -> bool:
    """True for Arabic words behind a name that are the languages which its bearer speaks."""
    return "\u0621" <= text[:1] <= "\u064a" and (text.startswith("اللغ") or names_languages_alone(text))


def _leads_to_body(text: str, context: Context) -> bool:
    """True where a particle that bodies have rather than families leads to one ("Frau A B vom Auswärtigen Amt")."""
    found = grammar("bodies", context.languages).search(text[:_TO_BODY])
    return text.lstrip()[:1].islower() or (found is not None and "," not in text[: found.start])


def _opens_body(text: str, context: Context) -> bool:
    """True where what stands behind a particle is a body ("Herr A B vom GovCERT"), so that the particle is no part of a name."""
    found = grammar("bodies", context.languages).search(text.lstrip()[:_TO_BODY])
    return found is not None and found.start == 0 and text.lstrip()[:1].isupper()


def _with_second_name(text: str, end: int) -> int:
    """Where a name ends whose bearer has another by marriage or birth ("Mariam Bamba, épouse Touré")."""
    start = _COMMA.match(text, end).end()  # type: ignore[union-attr]
    told = next((f for f in grammar("born").find(text[start : start + 20]) if f.start == 0), None)
    name = _SECOND_NAME.match(text, start + told.end) if told else None
    return name.end() if name else end


def _begins_another(text: str, place: int, count: int, context: Context) -> bool:
    """True where a form of address stands after a name of `count` words that no comma ends ("dass Herr A Frau B ablöst")."""
    token = text[place:].split(maxsplit=1)[0].rstrip(".")
    if len(token) > 1 and token[:1].isupper() and grammar("plain_titles").is_whole(token):
        return address_length(text, place, context) > 0
    if count < _FEWEST_NAMES:
        return False
    titles = grammar("plain_titles", ("ar",))
    word = re.match(r"(?:ولل|ول|لل|ل|و)?(?P<rest>[\u0621-\u064a]+)", text[place:])
    return word is not None and (titles.is_whole(word[0]) or titles.is_whole(word["rest"]))


def _addresses_another(text: str, place: int, context: Context) -> bool:
    """True where an abbreviated form of address stands behind a particle ("pasa del Ing. A al Ing. B"), which is then none."""
    token = _TOKEN.search(text, place)
    return token is not None and token[0].endswith(".") and address_length(text, token.start(), context) > 0


def _joins_another(text: str, context: Context) -> bool:
    """True where a conjunction leads on to another form of address ("... y de la Sra. B", "... et M. C")."""
    joint = grammar("conjunctions", context.address_languages).search(text[:12])
    if joint is None or joint.start:
        return False
    small = _SMALL_WORDS.match(text, joint.end)
    place = small.end() if small else joint.end
    return any(
        address_length(text, at, context) for at in (place, *(m.end() for m in _SPACE.finditer(text, joint.end, place)))
    )


def _capital_follows(text: str) -> bool:
    words_on = takewhile(lambda token: not token[:1].isdigit(), text.split()[:3])
    return any(token[:1].isupper() or not token[:1].islower() for token in words_on)
