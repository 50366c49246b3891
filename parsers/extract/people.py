"""Persons and offices as prose names them: where they begin, and which parts are name, position and institution."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.extract.context import Context
from parsers.extract.grammar import grammar, stops_in, words
from parsers.extract.han_people import chinese_people, han_run, is_han_name, split_han_office
from parsers.extract.passages import Passage, chain
from parsers.extract.person import Person
from parsers.extract.roles import mentions
from parsers.fields.emails import find_emails
from parsers.fields.names import begins_with_honorific, is_person_like, split_honorific
from parsers.fields.phones import find_phones
from parsers.fields.states import find_states
from parsers.fold import HAN, fold
from parsers.words import formula, label_at_head, phrases

_TOKEN = re.compile(r"\S+")
_COMMA = re.compile(r"\s*[,،，、]\s*")
_RUN_END = re.compile(r"[;；؛:：\n]|[.。](?:\s|$)|@|(?:\+|\b00)\d")
_HAN_RUN = re.compile(f"[{HAN}]")
_LATIN_IN_BRACKETS = re.compile(r"[(（\[]\s*([A-Za-zÀ-ɏ][^()（）\[\]]{2,80}?)\s*[)）\]]")
_BRACKETED = re.compile(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]\s*")
_ABBREVIATION = re.compile(r"(?:^|[\s(.])(?:\w{1,4}|[A-ZÀ-Ý]\w{0,2})\.$")
_WHOLE_WORD = re.compile(r"(?:[\u0621-\u064a]{3,}|[А-ЯЁ]{2,4}|[а-яё]{3}[аеиоуыэюя])\.$")
"""An Arabic word, a Russian acronym or a word that ends in a vowel: the full stop behind it ends a sentence."""
_NUMBER_ENDS = re.compile(r"(?:\d{3,}|\d[\d\s()/-]{4,}\d)\.$")
"""A year or telephone number at a sentence's end: an ordinal ("1. April") is shorter."""
_SENTENCE = re.compile(r"(?<=[.!?؟])[\"»”)]?\s+(?=[\"«“(]?[A-ZÀ-ÝА-ЯЁ\u0621-\u064a\d])|(?<=[。！？])")
_ONE_WORD = re.compile(r"[^\s,;.]+\s*(?:[,;]|\.?$)")
_ARTICLE = re.compile(r"(?:la|el|los|las|le|les|the|der|die|den|dem|o|a)\s+|l['’]", re.IGNORECASE)
_OPEN_BRACKET = re.compile(r"\s*[(（\[]\s*([^()（）\[\]]*)")
_REACH = re.compile(r"[;:@+]|\d{3}")
"""Where addresses, numbers and their labels begin in a bracket."""
_CASED = re.compile(r"[A-Za-zÀ-ɏ\u0370-\u052f]")
_SMALL_WORD = re.compile(r"\s[a-zà-öø-ÿа-яё]{4,}")
"""A long word in small letters, as bodies have them in their names and persons do not."""
_ACRONYM = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý-]{3,11}")
"""A body's name in capitals, behind a preposition: "Head of Cybersecurity of the CONATEL"."""
_SMALL_WORDS = re.compile(r"\s+(?:[a-zà-ÿ]{1,4}\s+|[ld]['’]){0,3}")
_SPACE = re.compile(r"\s+|['’]")
_ON = "على"
"""Folded, the preposition would be the name علي."""
_MOST_NAMES = 9
_FEWEST_NAMES = 2
"""Words of a name behind a title that is as often a position or part of a body's name."""
_LONGEST = 1500
"""Characters of the longest sentence that is read whole."""
_JUNIOR = re.compile(r"^(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)


def sentences(passage: Passage) -> list[Passage]:
    """The passage's sentences; a full stop behind an abbreviation or initial ends none."""
    parts, start = [], 0
    for found in _SENTENCE.finditer(passage.text):
        before = passage.text[start : found.start()]
        if _is_abbreviation(before) and not before.endswith("。") and "@" not in before.split()[-1]:
            continue
        parts.append(passage.part(start, found.start()))
        start = found.end()
    parts.append(passage.part(start))
    return [piece for part in parts if part for piece in _bounded(part)]


def _is_abbreviation(text: str) -> bool:
    """True where the full stop at the text's end is an abbreviation's: not behind a short family name ("Zulu.")."""
    if not _ABBREVIATION.search(text) or _WHOLE_WORD.search(text) or _NUMBER_ENDS.search(text):
        return False
    word = re.search(r"([A-ZÀ-Ý][a-zà-ÿ]{3}|(?<![\w.])[a-zà-ÿ]{2,4})\.$", text)
    if word is None or not re.search(r"[aeiouyà-ü]", word[1][word[1][0].isupper() :]) or label_at_head(f"{word[1]}: x"):
        return True
    honorific, _ = split_honorific(f"{word[1]}. Nnnn Nnnnn")
    return honorific is not None or fold(word[1]) in words("abbreviations")


def _bounded(sentence: Passage) -> list[Passage]:
    """A sentence longer than anybody writes is cut, so that reading takes time in proportion to the text."""
    return [sentence.part(at, at + _LONGEST) for at in range(0, len(sentence.text), _LONGEST)]


def anchors(text: str, context: Context) -> list[int]:
    """Where in a text a form of address stands before a name."""
    found: list[int] = []
    reach = 0
    states = find_states(text)
    for token in _TOKEN.finditer(text):
        start = token.start() + len(token[0]) - len(token[0].lstrip("\"'«“(（[‹—–-*•·▪◦●■►‣"))
        if start < reach or start >= len(text) or any(s.start <= start < s.end for s in states):
            continue
        size = _address_length(text, start, context)
        if size:
            found.append(start)
            reach = start + size + 1
        elif (contracted := re.match(r"(?:l['’]|d['’]|ولل|ول|لل|ل|ب|و)", text[start:])) and _address_length(
            text, start + contracted.end(), context
        ):
            found.append(start + contracted.end())
            reach = start + contracted.end() + 2
    return found


def _address_length(text: str, start: int, context: Context) -> int:
    """How many characters the form of address at this place has, 0 where none stands before a name."""
    rest = text[start : start + 160]
    if not begins_with_honorific(rest, context.address_languages):
        return 0
    honorific, name = split_honorific(rest, context.address_languages)
    if not honorific or not name:
        return 0
    size = rest.rfind(name) if rest.endswith(name) else rest.find(name[:20])
    if size <= 0:
        return 0
    if _is_weak(honorific, name) or (grammar("town_signs").is_whole(honorific) and _ONE_WORD.match(name)):
        return 0
    if (honorific.isascii() and honorific.islower() and len(honorific) <= 2) or (
        len(fold(honorific)) == 1 and text[start + len(honorific) : start + len(honorific) + 1].isspace()
    ):
        return 0
    first = name.lstrip("\"'«“(")[:1]
    return size if first and (first.isupper() or (not first.isascii() and not first.islower())) else 0


def _is_weak(honorific: str, name: str) -> bool:
    """True for words that are as often a position ("Chief", "Secretary"): they count only before what is surely a name."""
    core = fold(honorific).replace(".", "")
    if core not in words("weak_honorifics"):
        return False
    head = re.split(r"[,;:()]", name)[0]
    first = " ".join(head.split()[:4])
    return (
        not is_person_like(first)
        or len(first.split()) < _FEWEST_NAMES
        or _has_word(first, "bodies")
        or _has_word(first, "positions")
        or _has_word(first, "weak_words")
    )


def _has_word(text: str, kind: str, languages: Sequence[str] | None = None) -> bool:
    return grammar(kind, languages).stands_in(text)


def name_end(text: str, start: int, context: Context) -> int:
    """Where the name that begins at `start` ends: at punctuation, or at the first word that is no part of a name."""
    stop = re.compile(r"[,،，;；؛:：()（）\[\]\n/]|\s[-–—]\s|[.](?=\s+[a-zа-я]|$)").search(text, start)
    limit = stop.start() if stop else len(text)
    ahead = text[start:limit]
    for hits in (
        stops_in(ahead, context.languages),
        grammar("linking", context.languages).find(ahead),
        grammar("behind_names", context.languages).find(ahead),
    ):
        for hit in hits:
            if hit.start > 0:
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
        cased = first.isupper() or not (first.islower())
        if (count and not cased and bare not in words("particles")) or (not count and first.isdigit()):
            break
        if count and bare in words("closing_particles"):
            # "Aliyev Ilham Heydar oglu"
            end = start + token.end()
            break
        if (
            token[0][:1].islower()
            and bare in words("particles")
            and not _capital_follows(text[start + token.end() : limit])
        ):
            break
        if count and token[0] == _ON:
            break
        if count > 1 and _begins_another(text, start + token.start(), context):
            break
        if count and _joins_another(text[start + token.start() : limit + 40], context):
            break
        end = start + token.end()
        if count >= _MOST_NAMES - 1:
            break
    if (
        text[end : end + 1] == ","
        and (junior := re.match(r",\s*([\w.]{2,4})", text[end:]))
        and _JUNIOR.match(junior[1])
    ):
        end += junior.end()
    return end


def _begins_another(text: str, place: int, context: Context) -> bool:
    """True where an Arabic form of address stands, after a name that no comma ends."""
    titles = grammar("plain_titles", ("ar",))
    word = re.match(r"(?:ولل|ول|لل|ل|و)?(?P<rest>[\u0621-\u064a]+)", text[place:])
    return word is not None and (titles.is_whole(word[0]) or titles.is_whole(word["rest"]))


def _joins_another(text: str, context: Context) -> bool:
    """True where a conjunction leads on to another form of address ("... y de la Sra. B", "... et M. C")."""
    joint = grammar("conjunctions", context.address_languages).search(text[:12])
    if joint is None or joint.start:
        return False
    small = _SMALL_WORDS.match(text, joint.end)
    place = small.end() if small else joint.end
    return any(
        _address_length(text, at, context)
        for at in (place, *(m.end() for m in _SPACE.finditer(text, joint.end, place)))
    )


def _capital_follows(text: str) -> bool:
    return any(token[:1].isupper() or not token[:1].islower() for token in text.split()[:3])


def person_at(passage: Passage, start: int, context: Context) -> Person:
    """The person whose form of address or name begins at `start`, with the comma run behind the name."""
    text = passage.text
    size = _address_length(text, start, context)
    honorific = passage.part(start, start + size) if size else None
    if honorific and (article := _ARTICLE.match(honorific.text)):
        honorific = honorific.part(article.end())
    begin = start + size
    end = name_end(text, begin, context)
    name = passage.part(begin, end)
    behind = _BRACKETED.match(text, end)
    latin = None
    if behind and not honorific and grammar("plain_titles").is_whole(behind[1].rstrip(". ")):
        # "Jane DOE (Ms)"
        honorific = passage.part(behind.start(1), behind.end(1))
    if behind and not label_at_head(behind[1], context.languages) and not mentions(behind[1], context.languages):
        if (
            _LATIN_IN_BRACKETS.match(text[end:].lstrip())
            and not name.text.isascii()
            and not re.search(r"[A-Za-z]{3}", name.text)
            and "@" not in behind[1]
        ):
            latin = passage.part(behind.start(1), behind.end(1))
            end = behind.end()
        elif not re.search(r"[a-z]{3}", behind[1]) or is_person_like(behind[1]):
            end = behind.end()
    run = _run_behind(passage, end, context)
    position, institution, stop = _split_run(passage, end, run, context)
    if run == end and (office := _office_in_bracket(passage, end, context)):
        position, institution, _ = _split_run(passage, *office, context)
    if run == end and (body := _joined_body(passage, end, context)):
        institution, stop = body, body_end(passage, end, context)
    return Person(latin or name or None, honorific, position, institution, start, max(stop, end))


def _office_in_bracket(passage: Passage, end: int, context: Context) -> tuple[int, int] | None:
    """Where the office stands that a bracket behind a name opens with ("(Director, Agency; a@b.c)"); None where it does not."""
    bracket = _OPEN_BRACKET.match(passage.text, end)
    if bracket is None:
        return None
    said = bracket[1]
    reach = _REACH.search(said)
    if reach:
        said = said[: max(said.rfind(sign, 0, reach.start() + 1) for sign in ",;،")] if re.search("[,;،]", said) else ""
    first = re.split(r"[,;،]", said)[0]
    office = _has_word(first, "posts", context.languages) or _has_word(first, "weak_words", context.languages)
    if not said[:1].isupper() or not (office or opens_body(first, context)) or mentions(said, context.languages):
        return None
    return bracket.start(1), bracket.start(1) + len(said.rstrip(" ,;،"))


def _joined_body(passage: Passage, end: int, context: Context) -> Passage | None:
    """The body that a preposition joins to a name ("Mr A B of the Agency of C, who ...")."""
    joint = _body_joint(passage.text, end, context)
    return passage.part(joint, body_end(passage, end, context)) if joint else None


def _body_joint(text: str, end: int, context: Context) -> int | None:
    """Where the body begins that a preposition joins to what ends at `end`; None where no body follows."""
    for joint in grammar("joiners", context.languages).find(text[end : end + 24]):
        if text[end : end + joint.start].strip():
            return None
        start = end + joint.end + len(text[end + joint.end :]) - len(text[end + joint.end :].lstrip(" '’"))
        stretch = text[start : _first_stop(text[start:], context) + start]
        bodies = grammar("bodies", context.languages).find(stretch)
        return start if bodies and stretch[:1].isupper() else None
    return None


def body_end(passage: Passage, end: int, context: Context) -> int:
    """Where the comma run of bodies behind a name ends, before a relative clause or what is no body."""
    text = passage.text
    start = _body_joint(text, end, context) or end
    stop = start + _first_stop(text[start:], context)
    while (comma := re.match(r",\s+", text[stop:])) is not None:
        begin = stop + comma.end()
        following = text[begin : begin + _first_stop(text[begin:], context)]
        opens = grammar("bodies", context.languages).find(following)
        if not opens or not following[:1].isupper() or opens[0].start > 3:
            break
        stop = begin + len(following)
    return stop


def _run_behind(passage: Passage, start: int, context: Context) -> int:
    """Where the comma run that begins at `start` ends."""
    text = passage.text
    if not _COMMA.match(text, start):
        return start
    end = len(text)
    close = _RUN_END.search(text, start)
    while close and close[0].startswith(".") and _ABBREVIATION.search(text[start : close.start() + 1]):
        close = _RUN_END.search(text, close.end())
    end = close.start() if close else end
    for hit in (
        *stops_in(text[start:end], context.languages)[:2],
        *grammar("speaks", context.languages).find(text[start:end])[:1],
    ):
        if hit.start > 1:
            end = min(end, start + hit.start)
    for opening in re.finditer(r"[(（]", text[start:end]):
        inner = text[start + opening.end() :]
        if (
            label_at_head(inner[:80], context.languages)
            or "@" in inner[:60].split(")")[0]
            or re.match(r"\s*(?:\+|00)\d", inner)
        ):
            end = start + opening.start()
            break
    reachable = [f.start for f in (*find_emails(text), *find_phones(text, context.region)) if f.start >= start]
    if (reachable and min(reachable) < end + 1) or (reachable and "@" in text[start : end + 1]):
        first = min(reachable)
        end = min(end, max((start + m.start() for m in re.finditer(r"[,،，;(（]", text[start:first])), default=first))
    for comma in re.finditer(r"[,،，]\s*", text[start:end]):
        at = start + comma.end()
        hit_label = label_at_head(text[at : at + 80], context.languages)
        if (
            at > start + 2
            and hit_label
            and (set(hit_label[0].codes) & {"phone", "mobile", "fax", "email", "languages"})
        ):
            end = start + comma.start()
            break
    return end


def _split_run(passage: Passage, start: int, end: int, context: Context) -> tuple[Passage | None, Passage | None, int]:
    """Position and institution of the comma run; parts that only tell the role belong to neither."""
    parts: list[Passage] = []
    at = start
    text = passage.text
    opening = _COMMA.match(text, at)
    at = opening.end() if opening else at
    depth_cut = re.compile(r"[,،，](?![^()（）]*[)）])\s*")
    for comma in [*depth_cut.finditer(text, at, end), None]:
        stop = comma.start() if comma else end
        part = passage.part(at, stop)
        begins = [title.start for title in grammar("plain_titles", context.address_languages).find(part.text[:24])]
        if 0 in begins or (part.text[:1].islower() and _opens_clause(part.text, context)):
            # the next person, or what is said of this one
            end = at
            break
        if parts and part.text[:1].islower() and mentions(part.text, context.languages):
            break
        part = _without_former(part, context)
        if part and not _is_role_only(part.text, context):
            parts.append(part)
        at = comma.end() if comma else at
    if not parts:
        return None, None, end
    if len(parts) == 1:
        position, institution = split_position(parts[0], context)
        return position, institution, end
    first = parts[0]
    if opens_body(first.text, context) and not _has_word(first.text, "positions", context.languages):
        return None, _together(parts), end
    position, body = split_position(first, context)
    parent = body is not None and _is_parent(body.text, context) and not opens_body(parts[1].text, context)
    if position and body and (parts[1].text[:1].islower() or _joined_by_form(first.text) or parent):
        # "conseillère au Ministère de A, de B et de C": one body whose name has commas
        return position, _together([body, *parts[1:]]), end
    return first, _together(parts[1:]), end


def _is_parent(text: str, context: Context) -> bool:
    hit = grammar("parents", context.languages).search(text)
    return hit is not None and hit.start <= 4


def _without_former(part: Passage, context: Context) -> Passage:
    """The part without a word for the past before the body that somebody was of ("formerly of the Agency of A")."""
    former = grammar("former", context.languages).search(part.text)
    if former is None or former.start:
        return part
    rest = part.part(former.end)
    joint = grammar("joiners", context.languages).search(rest.text)
    return rest if joint is not None and joint.start == 0 else part


def split_office(passage: Passage, context: Context) -> tuple[Passage | None, Passage | None]:
    """Position and institution of a line that holds both, as a comma run behind a name does."""
    text = passage.text
    comma = _COMMA.search(text)
    if comma and comma.start() and opens_body(text[comma.end() :], context) and not opens_body(text, context):
        return passage.part(0, comma.start()), passage.part(comma.end())
    return split_position(passage, context)


def _opens_clause(text: str, context: Context) -> bool:
    """True where a part of a comma run goes on with the sentence and tells no office ("..., which remains valid")."""
    return any(hit.start == 0 for hit in grammar("clauses", context.languages).find(text))


def _joined_by_form(text: str) -> bool:
    """True for text in a language that joins bodies to positions by particles and cases, so that no preposition is ambiguous."""
    return re.search(r"[\u0400-\u04ff\u0600-\u06ff]", text) is not None


def _together(parts: list[Passage]) -> Passage:
    if len(parts) == 1:
        return parts[0]
    arabic = re.search(r"[\u0600-\u06ff]", parts[0].text)
    return chain(parts, "، " if arabic else ", ")


def _is_role_only(text: str, context: Context) -> bool:
    found = mentions(text, context.languages)
    return bool(found) and found[-1].end - found[0].start >= 0.6 * len(text)


def opens_body(text: str, context: Context) -> bool:
    """True where the text begins with a word for a body, or is one by its capitals (CERT-XX)."""
    hits = grammar("bodies", context.languages).find(text)
    return bool(hits) and (hits[0].start <= 4 or bool(re.match(r"[A-Z]{2,}", text)))


def split_position(part: Passage, context: Context) -> tuple[Passage | None, Passage | None]:
    """A single part behind a name, cut into position and body where a preposition joins the two."""
    text = part.text
    if re.match(f"[{HAN}]", text):
        return split_han_office(part)
    bodies = grammar("bodies", context.languages).find(text)
    opening = grammar("joiners", context.languages).search(text)
    if opening and opening.start == 0 and bodies:
        rest = part.part(opening.end)
        named_first = re.match(r"(?:[A-ZÀ-Ý][\w'’-]*\s+){1,3}", rest.text)
        within = grammar("bodies", context.languages).search(rest.text)
        led = named_first is not None and within is not None and within.start <= named_first.end()
        if rest.text[:1].isupper() and (led or opens_body(rest.text, context)):
            return None, rest
    if not bodies:
        for place in grammar("at", context.languages).find(text):
            acronym = re.match(
                r"\s*(?:the\s+|le\s+|la\s+|el\s+|l['’])?(?=[A-ZÀ-ÝА-ЯЁ][\w.-]*[A-ZÀ-ÝА-ЯЁ])", text[place.end :]
            )
            if acronym and place.start > 2:
                return part.part(0, place.start), part.part(place.end + acronym.end())
        for joint in grammar("joiners", context.languages).find(text):
            if joint.start > 2 and _ACRONYM.fullmatch(text[joint.end :].strip(" '’")):
                return part.part(0, joint.start), part.part(
                    joint.end + len(text[joint.end :]) - len(text[joint.end :].lstrip(" '’"))
                )
        return part, None
    if re.match(r"[А-Яа-яЁё]", text):
        # Russian joins a body to a position by its case alone
        capital = next((at for b in bodies if (at := _capital_of(text, b.start)) > 3), None)
        if capital:
            return part.part(0, capital), part.part(capital)
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
        if joint.start < 3:
            continue
        after = text[joint.end :].lstrip(" '’")
        if any(b.start >= joint.end for b in bodies) and (after[:1].isupper() or not after[:1].isascii()):
            body = next(b for b in bodies if b.start >= joint.end)
            between = text[joint.end : body.start]
            if len(between) < 60 and not grammar("joiners", context.languages).find(between):
                best = joint.start, joint.end
                break
    if best is None:
        if opens_body(text, context):
            return None, part
        return part, None
    return part.part(0, best[0]), part.part(best[1] + len(text[best[1] :]) - len(text[best[1] :].lstrip(" '’")))


def _capital_of(text: str, place: int) -> int:
    """Where the name of a body begins whose noun stands at `place`: at its capital, which may be an adjective's before it."""
    if text[place].isupper():
        return place
    before = re.search(
        r"(?:^|(?<=\s))[А-ЯЁ][а-яё-]+(?:ого|его|ой|ей|ых|их)\s(?:[а-яё-]+(?:ого|его|ой|ей|ых|их)\s){0,3}$", text[:place]
    )
    return before.start() if before else 0


def unaddressed(passage: Passage, context: Context) -> Person | None:
    """The nominee of a run that begins without a form of address: a person, a desk with a name of its own, or a body."""
    text = passage.text
    if not text or text[:1].islower() or not (text[:1].isupper() or not text[:1].isascii() or text[:1].isdigit()):
        return None
    end = _run_behind(chain([passage]), _first_stop(text, context), context)
    first_end = _first_stop(text, context)
    first = passage.part(0, first_end)
    if not first:
        return None
    if _HAN_RUN.match(text):
        return Person(name=passage, start=0, end=len(text)) if is_han_name(text) else han_run(passage)
    desk = _has_word(first.text, "desks", context.languages)
    body = opens_body(first.text, context) or (
        _has_word(first.text, "bodies", context.languages)
        and (not is_person_like(first.text) or _SMALL_WORD.search(first.text) is not None)
    )
    if desk:
        parts = [p for p in passage.part(first_end, end).split(_COMMA) if not _is_role_only(p.text, context)]
        return Person(name=first, institution=_together(parts) if parts else None, start=0, end=end)
    if body:
        parts = [p for p in passage.part(0, end).split(_COMMA) if not _is_role_only(p.text, context)]
        return Person(institution=_together(parts), start=0, end=end) if parts else None
    return named(passage, context)


def named(passage: Passage, context: Context) -> Person | None:
    """The person with whose bare name the passage begins, None where that is no name of at least two words."""
    person = person_at(passage, 0, context)
    name = person.name.text if person.name else ""
    plausible = len(name.split()) > 1 and is_person_like(name) and name.count("(") == name.count(")")
    plausible = plausible and not name[:1].islower()
    if plausible and sum(s.end - s.start for s in find_states(name)) > 0.6 * len(name):
        plausible = False
    if plausible and name.split()[0].isupper() and len(name.split()[0]) > 2 and find_states(name):
        plausible = False
    if plausible and not _CASED.match(name):
        # without capitals only the comma behind it tells a name
        plausible = bool(re.match(r"\s*[,،，]", passage.text[len(name) :])) and len(name.split()) <= 6
    if phrases("roles", "contact", context.languages).stands_in(name):
        return None
    return person if plausible and not mentions(name, context.languages) and not _has_word(name, "nominators") else None


def _first_stop(text: str, context: Context) -> int:
    close = re.search(r"[,،，;；؛:：\n]|\.(?=\s|$)|@", text)
    end = close.start() if close else len(text)
    for hit in stops_in(text[:end], context.languages):
        if hit.start > 1:
            return min(end, hit.start)
    paren = re.search(r"[(（]", text[:end])
    if paren and (
        label_at_head(text[paren.end() : paren.end() + 60], context.languages)
        or mentions(text[paren.end() : end], context.languages)
        or "@" in text[paren.end() : paren.end() + 60].split(")", maxsplit=1)[0]
        or re.match(r"\s*(?:\+|00)\d", text[paren.end() :])
    ):
        end = paren.start()
    return end


def has_formula(text: str, kind: str, context: Context) -> bool:
    """True where a formula of this kind stands in the text."""
    return formula(kind, context.languages).stands_in(text)


def whole_person(passage: Passage, context: Context) -> Person | None:
    """The person, desk or body with which the passage begins; None where it begins otherwise."""
    if anchors(passage.text[:80], context)[:1] == [0]:
        return person_at(passage, 0, context)
    han = chinese_people(passage, context)
    if not han and is_han_name(passage.text):
        return Person(name=passage, start=0, end=len(passage.text))
    return han[0] if han else unaddressed(passage, context)
