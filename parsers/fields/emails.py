"""E-mail addresses in running text, in forms and in recognised scans."""

from __future__ import annotations

import re

from parsers.expressions import later
from parsers.fields.endings import COUNTRY_ENDINGS, ENDINGS, before_next_sentence, ends_as_domains_do
from parsers.fields.found import Found
from parsers.fields.readable import Readable

_WORDS_FOR_SIGNS = re.compile(
    r"(?P<at>[ \t]?[\[({<][ \t]?(?:at|@|arroba|arobase|arrobase|chiocciola|собака|艾特)[ \t]?[\])}>][ \t]?)"
    r"|(?P<dot>[ \t]?[\[({<][ \t]?(?:dot|\.|punto|point|ponto|punkt|точка)[ \t]?[\])}>][ \t]?)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[\[({<]")
_DOT = "(?:dot|punto|point|ponto|punkt|точка)"
_AT = " (?:at|arroba|arobase|arrobase|собака|ät) "
_WORD_FOR_SIGN = re.compile(_AT, re.IGNORECASE)
_SPOKEN = re.compile(
    rf"(?<![\w.])(?P<local>[\w.+-]{{1,64}}(?: {_DOT} [\w+-]{{1,64}}){{0,3}}){_AT}"
    rf"(?P<domain>[\w-]{{1,63}}(?: {_DOT} [\w-]{{2,63}}){{1,5}})(?![\w.])",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+^_`~-]")
_DOMAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})){0,8}")
_WIDE_DOMAIN = later(r"[^\W_](?:[\w-]{0,62})(?:\.[^\W_](?:[\w-]{0,62})){1,8}")
_LABELS = r"(?P<label>[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9][a-z0-9-]{0,62}){0,6})"
_DOT_GAP = re.compile(rf"(?P<gap>[ \t]*\r?\n?[ \t]*)\.(?P<next>[ \t]*\r?\n?[ \t]*){_LABELS}")
_BREAK = later(rf"[ \t]*\r?\n[ \t]*{_LABELS}")
_GAP = re.compile(r"[ \t]{0,3}(?:\r?\n[ \t]{0,3})?")
_LEFT_OVER = later(r"\s+[a-z0-9-]{0,20}\.?[a-z]{1,6}\s*$")
"""What may be the rest of a domain that was cut wherever its cell was full."""
_LOOKALIKES = str.maketrans("асеорхуіјѕһԁАВСЕНКМОРТХІЈЅ", "aceopxyijshdABCEHKMOPTXIJS")

_INITIAL = re.compile(r"(?<![\w.@])([A-Za-z]\.)[ \t]{1,2}$")
"""An initial before a space that character recognition saw in an address ("j. doe@example.int")."""
_LONE_LETTER = re.compile(r"(?<![\w.@'’])(?:(?<=[:：<])[ \t]*[A-Za-z]|[b-df-hj-np-tv-xz])[ \t]{1,2}$")
"""A letter by itself before an address, behind whose full stop a space was seen instead; not a word of one vowel."""
_REACH = 90


def find_emails(text: str, labelled: bool = False) -> list[Found]:
    """The e-mail addresses of a text, lower-cased, in its order; an address put together by a guess is not sure.

    `labelled` says that the text is an address field: then words left over beside an address make it doubtful, and an
    address spelled out without brackets ("jane at example dot int") is read."""
    bracketed = _WORDS_FOR_SIGNS.finditer(text) if _BRACKET.search(text) else ()
    spelled = [(m.start(), m.end(), "@" if m["at"] else ".") for m in bracketed]
    readable = Readable(text, spelled)
    found: list[Found] = []
    taken = 0
    at = readable.text.find("@")
    while at >= 0:
        for address in _around(readable.text, at, taken, labelled):
            start, end, value, doubt = address
            found.append(Found(value, *readable.span(start, end), sure=doubt is None, doubt=doubt))
            taken = max(taken, end)
        at = readable.text.find("@", at + 1)
    spoken = (labelled or not found) and _WORD_FOR_SIGN.search(readable.text)
    for match in _SPOKEN.finditer(readable.text) if spoken else ():
        local, domain = (re.sub(f" {_DOT} ", ".", match[half], flags=re.IGNORECASE) for half in ("local", "domain"))
        if domain.rpartition(".")[2].lower() in ENDINGS:
            value = f"{local}@{domain}".lower()
            place = readable.span(match.start(), match.end())
            found.append(Found(value, *place, sure=False, doubt="the address is spelled out in words"))
    return found


def _around(text: str, at: int, taken: int, labelled: bool) -> list[tuple[int, int, str, str | None]]:
    """The addresses that share the sign at this place: (start, end, value, doubt)."""
    doubts: list[str] = []
    after = _domain(text, at, doubts)
    if after is None:
        return []
    domain, end = after
    before = _local(text, at, taken, labelled, doubts)
    if before is None:
        return []
    local, start = before
    if start > 0 and text[start - 1] == "@":
        doubts.append("there is more than one @ in it")
    alone = before_next_sentence(domain)
    if alone is not None:
        domain, end = alone, end - len(domain) + len(alone)
        doubts.append("the next sentence is joined to it")
    value = f"{local}@{domain}".lower()
    if not _well_formed(value):
        return []
    ending = domain.rpartition(".")[2]
    glued = re.match(r"[a-z]{2,6}(?=[A-Z])", ending)
    if glued and glued[0] in ENDINGS:
        end -= len(ending) - len(glued[0])
        domain = domain[: -len(ending)] + glued[0]
        value = f"{local}@{domain}".lower()
        doubts.append("the next word is joined to it")
    if (len(ending) == 2 and ending.lower() not in COUNTRY_ENDINGS) or (
        ending.lower() not in ENDINGS and (len(ending) > 8 or (re.search("[a-z][A-Z]", ending) is not None))
    ):
        doubts.append("its domain ends in an unusual way")
    if labelled and _LEFT_OVER.match(text, end):
        doubts.append("a word stands behind it that may belong to it")
    doubt = doubts[0] if doubts else None
    addresses = [(start, end, value, doubt)]
    shared = re.search(
        r"(?<![\w.@/])([A-Za-z0-9][A-Za-z0-9._+-]{0,63})[ ]?/[ ]?$", text[max(taken, start - _REACH) : start]
    )
    listed = re.search(
        r"(?:^|(?<=[:：<\n]))[ \t]*([a-z0-9][a-z0-9._+-]{0,63})[ ]?[,;][ ]?$", text[max(taken, start - _REACH) : start]
    )
    shared = shared or (listed if listed and not ends_as_domains_do(listed[1]) else None)
    if shared and "." in shared[1] and _before_any_site(text, start):
        left = max(taken, start - _REACH) + shared.start(1)
        guess = "two addresses seem to share one domain"
        addresses = [
            (left, left + len(shared[1]), f"{shared[1]}@{domain}".lower(), guess),
            (start, end, value, doubt or guess),
        ]
    return addresses


def _before_any_site(text: str, start: int) -> bool:
    return "://" not in text[max(0, start - _REACH) : start]


def _well_formed(value: str) -> bool:
    local, _, domain = value.rpartition("@")
    ending = domain.rpartition(".")[2]
    named = "." in domain and len(ending) > 1 and not ending.isdigit()
    return bool(local) and named and len(local) <= 64 and len(domain) <= 253 and not re.search(r"\s", value)


def _local(text: str, at: int, taken: int, labelled: bool, doubts: list[str]) -> tuple[str, int] | None:
    end = at
    gap = re.search(r"[ \t]{0,3}(?:\r?\n)?[ \t]{0,3}$", text[max(0, at - 8) : at])
    width = len(gap[0]) if gap else 0
    if width and at - width > taken:
        end = at - width
        if "\n" not in text[end:at]:
            doubts.append("there is a space before the @")
    start = _run_back(text, end, max(taken, end - 70))
    local = text[start:end]
    if start > taken and text[start - 1].isalpha() and not _wide(text[start - 1]):
        wider = start
        while (
            wider > max(taken, end - 70)
            and (text[wider - 1].isalpha() or _LOCAL.match(text[wider - 1]))
            and not _wide(text[wider - 1])
        ):
            wider -= 1
        start, local = wider, text[wider:end]
        if re.search("[A-Za-z]", local):
            local = local.translate(_LOOKALIKES)
        doubts.append("there are letters of another alphabet in it")
    stripped = local.lstrip(".'`-*&!#$%^~")
    if re.search(r"(?<!\.)\.$", text[max(taken, start - 1) : start + len(local) - len(stripped)]):
        doubts.append("a letter may be lost before it")  # "|.doe@example.int": an l or i that was read as a stroke
    start += len(local) - len(stripped)
    local = stripped.rstrip("'`*")
    if not local or local.endswith("."):
        local = local.rstrip(".")
        doubts.append("there is a full stop before the @")
    if not local:
        return None
    if ".." in local:
        local = re.sub(r"\.{2,}", ".", local)
        doubts.append("there are two full stops in a row")
    return _joined_back(text, start, local, taken, labelled, doubts)


def _run_back(text: str, end: int, least: int) -> int:
    start = end
    while start > least and _LOCAL.match(text[start - 1]):
        start -= 1
    return start


def _joined_back(text: str, start: int, local: str, taken: int, labelled: bool, doubts: list[str]) -> tuple[str, int]:
    """The local part with what a line break or a stray space cut off before it."""
    before = text[max(taken, start - _REACH) : start]
    if not before[-1:].isspace():
        return local, start
    broken = re.search(r"(?:^|(?<=[\s:：<(,;/]))([a-z0-9][a-z0-9._+-]{0,60}[._+-])[ \t]*\r?\n[ \t]*$", before)
    if broken and (labelled or "." in broken[1][:-1] or broken[1][-1] in "_-+" or _heads(before, broken.start(1))):
        if broken[1][-1] == "." and not labelled and not _heads(before, broken.start(1)):
            doubts.append("it is broken over two lines")
        return broken[1] + local, start - len(before) + broken.start(1)
    spaced = re.search(r"(?:^|(?<=[:：<\n]))[ \t]*([a-z0-9][a-z0-9._+-]{0,60}[._-])[ \t]{1,2}$", before)
    if spaced:
        doubts.append("there is a space inside it")
        return spaced[1] + local, start - len(before) + spaced.start(1)
    if initial := _INITIAL.search(before):
        doubts.append("there is a space inside it")
        return initial[1].lower() + local, start - len(before) + initial.start(1)
    if _LONE_LETTER.search(before):
        doubts.append("a letter stands before it that may belong to it")
    opened = re.search(r"(?:^|(?<=[:：<\n]))[ \t]*([a-z0-9][a-z0-9._+-]{0,60})[ \t]{1,2}$", before)
    if opened and local[0] in "_.-+":
        doubts.append("there is a space inside it")
        return opened[1] + local, start - len(before) + opened.start(1)
    if labelled and re.search(r"(?:^|[\s:])[a-z0-9._-]{1,40}[ \t]{1,2}$", before):
        doubts.append("a word stands before it that may belong to it")
    return local, start


def _heads(before: str, place: int) -> bool:
    return before[:place].rstrip(" \t").endswith((":", "：", "<")) or not before[:place].strip()


def _wide(character: str) -> bool:
    """True for letters that touch Latin text without a space between words: Han, kana, Arabic."""
    return character >= "\u2e80" or "\u0590" <= character <= "\u08ff"


def _domain(text: str, at: int, doubts: list[str]) -> tuple[str, int] | None:
    place = at + 1
    gap = _GAP.match(text, place)
    if gap and gap[0]:
        place = gap.end()
        if "\n" not in gap[0]:
            doubts.append("there is a space after the @")
    match = _DOMAIN.match(text, place)
    if not match or (match.end() < len(text) and _foreign(text[match.end()]) and "." not in match[0]):
        wide = _WIDE_DOMAIN.match(text, place)
        if not wide:
            return None
        doubts.append("there are letters of another alphabet in it")
        return wide[0], wide.end()
    domain, end = match[0], match.end()
    while domain.endswith("-"):
        broken = _BREAK.match(text, end)
        if not broken:
            domain, end = domain[:-1], end - 1
            continue
        domain, end = domain + broken["label"], broken.end()
    return _continued(text, domain, end, doubts)


def _foreign(character: str) -> bool:
    return character.isalpha() and not character.isascii()


def _continued(text: str, domain: str, end: int, doubts: list[str]) -> tuple[str, int] | None:
    """The domain with what a line break or a stray space cut off after it; None where it stays without a full stop."""
    for _ in range(4):
        gap = _DOT_GAP.match(text, end)
        if gap and (gap["gap"] or gap["next"]) and _continues(text, domain, gap):
            if "\n" not in gap["gap"] + gap["next"]:
                doubts.append("there is a space inside it")
            elif ends_as_domains_do(domain) and not _alone(text, gap.end()):
                doubts.append("it is broken over two lines")
            domain, end = f"{domain}.{gap['label']}", gap.end()
            continue
        broken = _BREAK.match(text, end) if "." not in domain else None
        if broken and "." in broken["label"] and _known(broken["label"]):
            doubts.append("it is broken over two lines")
            domain, end = domain + broken["label"], broken.end()
            continue
        break
    return (domain, end) if "." in domain else None


def _continues(text: str, domain: str, gap: re.Match[str]) -> bool:
    """True where the labels behind a full stop and a gap belong to the domain and begin no sentence."""
    last = gap["label"].rpartition(".")[2]
    if (
        last not in ENDINGS
        or text[gap.end() : gap.end() + 1] in (":", "@", "：", "_", "/")
        or text[gap.end() : gap.end() + 1].isalnum()
    ):
        return False
    if not ends_as_domains_do(domain):
        return True
    if gap["gap"] and not gap["next"]:
        return True
    return last in COUNTRY_ENDINGS and _alone(text, gap.end())


def _alone(text: str, end: int) -> bool:
    """True where nothing but punctuation follows on the line."""
    rest = text[end : end + 40].split("\n", 1)[0].strip(" \t.,;)>]")
    return not rest


def _known(labels: str) -> bool:
    return labels.rpartition(".")[2] in ENDINGS
