"""For which role: mentions of a role in running text, and headings that open a contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from parsers.extract.grammar import grammar
from parsers.fields.found import Found
from parsers.fields.languages import find_languages
from parsers.fields.states import find_states
from parsers.fold import fold, fold_with_places
from parsers.words import formula, phrases, roles_in

BOTH = ("diplomatic", "technical")
_GAP = 34
_NEARLY = 80.0
"""Likeness in hundredths from which a misread word counts."""
_HAN_GAP = 4
_TICKED = re.compile(r"[☑☒✓✔✗✘✅⊠🗹🗷]|\[\s?[xX×✓✔хХ]\s?\]|\(\s?[xX×✓✔хХ]\s?\)|■|☻|●|◉")
_UNTICKED = re.compile(r"[☐□▢◻○◯⬜]|\[\s{0,3}\]|\(\s{1,3}\)")
_NUMBER = re.compile(
    r"^\W*(?:[ivxIVX]{1,4}|[A-Ha-hА-Еа-е]|\d{1,2}|[一二三四五六七八九十]{1,3}|[أ-ي])\s?[.)、．:/°º-]\W*|^\W+|\W+$"
)
_ORDINAL = re.compile(
    r"^\W*(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|اولا|во-первых|во-вторых|в-третьих|first(?:ly)?|second(?:ly)?|third(?:ly)?"
    r"|primero|segundo|tercero|en primer lugar|en segundo lugar|premierement|deuxiemement|troisiemement|primo|secundo"
    r"|d'une part|d'autre part|en premier lieu|en second lieu|primeiro|terceiro|em primeiro lugar|em segundo lugar"
    r"|erstens|zweitens|drittens|第[一二三四五六七八九十]|其[一二三四])\W*(?:[:：،,.)、–—-]|$)\W*",
    re.IGNORECASE,
)
"""Numbering in words."""
_PRO_FORM = re.compile(r"\s+(?:one|ones|role|capacity|function)\b")
"""What stands for "point of contact" where it was said before ("and Mr B as the technical one")."""
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A role spoken of between two places of a text."""

    roles: tuple[str, ...]
    start: int
    end: int


def role_codes(found: Found) -> tuple[str, ...]:
    """The programme's roles behind a found role word."""
    return BOTH if found.value == "both" else (found.value,)


def mentions(text: str, languages: Sequence[str] | None = None) -> list[Mention]:
    """Where a role is spoken of: a role's word near a word for point of contact, the two joined to one mention."""
    contacts = phrases("roles", "contact", languages).find(text)
    found: list[Mention] = []
    for role in roles_in(text, languages):
        near = [c for c in contacts if _near(text, role, c)]
        start = min([role.start, *(c.start for c in near)])
        end = max([role.end, *(c.end for c in near)])
        alone = not (contacts and (_is_bracketed(text, role) or (found and _PRO_FORM.match(text, role.end))))
        pronoun = role.value == "both" and " " not in text[role.start : role.end].strip()
        if (
            not near
            and alone
            and (role.value != "both" or pronoun)
            and not _says_contact(text[role.start : role.end], languages)
        ):
            continue
        if found and start <= found[-1].end + 1:
            last = found[-1]
            both = tuple(dict.fromkeys([*last.roles, *role_codes(role)]))
            found[-1] = Mention(both, last.start, max(last.end, end))
        elif (
            found and start - found[-1].end < _GAP and not re.search(r"[,;.:،؛，；。（(]", text[found[-1].end : start])
        ):
            found.append(Mention(role_codes(role), start, end))
        else:
            found.append(Mention(role_codes(role), start, end))
    return found


def _is_bracketed(text: str, role: Found) -> bool:
    """True for a role alone in brackets, as behind a name: "Ms A B (diplomatic)"."""
    return bool(
        re.search(r"[(\[（]\s*$", text[: role.start]) and re.match(r"[^()\[\]（）,;\d]{0,20}[)\]）]", text[role.end :])
    )


def _near(text: str, role: Found, contact: Found) -> bool:
    low, high = sorted(((role.start, role.end), (contact.start, contact.end)))
    if high[0] <= low[1]:
        return True
    between = text[low[1] : high[0]]
    if re.search(r"[\u3400-\u9fff]", between) and len(between) > _HAN_GAP:
        return False
    return len(between) <= _GAP and not re.search(r"[;.:؛；。\n]|[,،，](?!.{0,20}$)", between)


def _says_contact(text: str, languages: Sequence[str] | None) -> bool:
    return phrases("roles", "contact", languages).stands_in(text)


def tick_marks(text: str) -> list[tuple[int, int, bool]]:
    """Where boxes stand in the text, and whether each is ticked."""
    return sorted(
        [(m.start(), m.end(), True) for m in _TICKED.finditer(text)]
        + [(m.start(), m.end(), False) for m in _UNTICKED.finditer(text)]
    )


def ticked_spans(text: str) -> list[tuple[int, int]] | None:
    """Where the texts of ticked boxes stand; None where the text has no boxes at all."""
    marks = tick_marks(text)
    if not marks or (all(on for *_, on in marks) and len(marks) == 1 and marks[0][0] > 0):
        return None
    before = bool(text[: marks[0][0]].strip())
    spans = []
    for at, (start, end, on) in enumerate(marks):
        if before:
            low, high, free = (marks[at - 1][1] if at else 0), start, start
        else:
            free = marks[at + 1][0] if at + 1 < len(marks) else len(text)
            low, high = end, end + len(text[end:free].partition("\n")[0])
        if on:
            spans.append((low, high))
        if text[high:free].strip():
            # a line of its own behind the boxes was written in
            spans.append((high, free))
    return spans


def ticked(text: str, languages: Sequence[str] | None = None) -> tuple[str, ...] | None:
    """The roles whose boxes are ticked; None where the text has no boxes at all."""
    marks = tick_marks(text)
    if not marks:
        return None
    roles: list[str] = []
    found = roles_in(text, languages)
    before = bool(found) and found[0].start < marks[0][0]
    for at, (start, end, on) in enumerate(marks):
        if not on:
            continue
        if before:
            low, high = (marks[at - 1][1] if at else 0), start
        else:
            low, high = end, (marks[at + 1][0] if at + 1 < len(marks) else len(text))
        roles.extend(code for role in found if low <= role.start < high for code in role_codes(role))
    return tuple(dict.fromkeys(roles))


def roles_of_answer(text: str, languages: Sequence[str] | None = None) -> tuple[str, ...]:
    """The roles that the answer to "which kind of contact" tells: ticked boxes decide where there are any."""
    by_ticks = ticked(text, languages)
    if by_ticks is not None:
        return by_ticks
    told = tuple(dict.fromkeys(code for role in roles_in(text, languages) for code in role_codes(role)))
    return told or tuple(role for role in BOTH if grammar(f"short_{role}", languages).is_whole(text))


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
    return taken >= 0.6 * len(_LETTERS.findall(bare))


_FILLERS = frozenset(
    fold(w)
    for w in [
        "the",
        "of",
        "for",
        "at",
        "a",
        "an",
        "and",
        "details",
        "contact",
        "contacts",
        "information",
        "level",
        "field",
        "section",
        "part",
        "annex",
        "nominated",
        "designated",
        "national",
        "proposed",
        "particulars",
        "data",
        "person",
        "official",
        "nominee",
        "nomination",
        "nominations",
        "type",
        "category",
        "role",
        "focal",
        "government",
        "republic",
        "de",
        "la",
        "le",
        "les",
        "du",
        "des",
        "au",
        "aux",
        "a",
        "l",
        "d",
        "et",
        "en",
        "coordonnees",
        "niveau",
        "plan",
        "volet",
        "pour",
        "sur",
        "domaine",
        "renseignements",
        "designe",
        "national",
        "el",
        "los",
        "las",
        "del",
        "en",
        "y",
        "ambito",
        "nivel",
        "datos",
        "informacion",
        "para",
        "designado",
        "nacional",
        "по",
        "на",
        "для",
        "и",
        "в",
        "линии",
        "уровне",
        "части",
        "вопросам",
        "данные",
        "сведения",
        "контактные",
        "контактный",
        "национальный",
        "область",
        "сфере",
        "о",
        "об",
        "من",
        "في",
        "على",
        "بيانات",
        "معلومات",
        "مستوى",
        "الصعيد",
        "الوطنية",
        "الوطني",
        "fur",
        "auf",
        "der",
        "die",
        "das",
        "ebene",
        "angaben",
        "zum",
        "zur",
        "da",
        "do",
        "dos",
        "das",
        "dados",
        "nivel",
        "nacional",
        "no",
        "na",
    ]
)


def without_number(text: str) -> str:
    """The text without numbering and signs around it."""
    bare = text.strip()
    ordinal = _ordinal_end(bare)
    return _NUMBER.sub("", bare[ordinal:])


def is_ordinal(text: str) -> bool:
    """True for a number in words alone ("أولا", "во-первых")."""
    return bool(text.strip()) and _ordinal_end(text.strip()) >= len(text.strip())


def _ordinal_end(text: str) -> int:
    folded = fold_with_places(text[:40])
    found = _ORDINAL.match(folded.text)
    return folded.span(0, found.end())[1] if found else 0


def leftover(bare: str, languages: Sequence[str] | None = None) -> int:
    """How many words are neither role, contact, State nor filler; a run of Han text counts by four characters a word."""
    gone = [(r.start, r.end) for r in roles_in(bare, languages)]
    for kind in (
        phrases("roles", "contact", languages),
        formula("alternate", languages),
        formula("nominate", languages),
    ):
        gone.extend((f.start, f.end) for f in kind.find(bare))
    gone.extend((s.start, s.end) for s in find_states(bare))
    rest = "".join(" " if any(a <= i < b for a, b in gone) else c for i, c in enumerate(bare))
    count = 0
    for word in _WORD.findall(rest):
        if fold(word) in _FILLERS:
            continue
        count += 1 + len(word) // 4 if re.match(r"[\u3400-\u9fff]", word) else 1
    return count
