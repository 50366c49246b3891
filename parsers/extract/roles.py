"""For which role: mentions of a role in text, or the answer to the question for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.expressions import later
from parsers.extract.grammar import grammar, one_of
from parsers.extract.passages import Passage
from parsers.extract.ticks import tick_marks
from parsers.fields.found import Found
from parsers.scripts import HAN_SIGN
from parsers.words import phrases, roles_in

BOTH = ("diplomatic", "technical")
_SHORTENED = re.compile(r"(?<=\b[bB]zw)\.")
"""The stop of the German "respectively"."""
_GAP = 34
_HAN_GAP = 4
_HAN_BODY = re.compile("[部署局司院厅]")
"""What makes a role's word the beginning of a body's name in Chinese."""
_TO_BODY = 40
"""Characters of a body's name up to a role's word in it."""
_COMMA = later(r"[,،，]")
_LAST_IN_BRACKET = later(r"[(\[（][^()\[\]（）@\d]{4,60}[,，;]$")
"""What stands before a role that closes a bracket: "(Ms A B, diplomatic)"."""
_PRO_FORM = re.compile(r"\s+(?:one|ones|role|capacity|function)\b")
"""What stands for "point of contact" where it was said before ("and Mr B as the technical one")."""
_TO_FIRST = re.compile(r"\s+(?:[^\W\d_]{1,3}\s+)?(?:[^\W\d_]{1,5}\s+)?")
"""Articles and the like between "both" and the first of two roles."""
_ELLIPSIS = re.compile(r"\s+[–—-]\s+\w|\s*[:：]\s*\w")
"""A dash or colon in its place, before whoever it is ("а техническим – г-жа Б")."""


_CALLED = later(rf"(?i)\b{one_of('called')}\s+(?:[^\W\d_]{{1,5}}\s+)?$")
_INSTRUMENTAL = later("(?:им|ым|ой)$")
_GOES_ON = later(rf"(?i)\s*(?:$|[.;,،；，]|{one_of('conjunctions')}\b)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A role spoken of between two places of a text."""

    roles: tuple[str, ...]
    start: int
    end: int
    by_level: bool = False
    """True where only a level or side is spoken of ("at the technical level"), and no point of contact."""


def role_codes(found: Found) -> tuple[str, ...]:
    """The programme's roles behind a found role word."""
    return BOTH if found.value == "both" else (found.value,)


def mentions(text: str, languages: Sequence[str] | None = None) -> list[Mention]:
    """Where a role is spoken of: a role's word near a word for point of contact, the two joined to one mention."""
    contacts = phrases("roles", "contact", languages).find(text)
    found: list[Mention] = []
    levels = grammar("levels", languages).find(text)
    told = roles_in(text, languages)
    bracketed = {role.value for role in told if _is_bracketed(text, role)}
    for number, role in enumerate(told):
        if _only_joins(text, role, told[number + 1 :]):
            continue
        near = [c for c in contacts if _near(text, role, c)]
        near = [c for c in near if not _is_apart(text, role, c)] or near
        if near and _is_in_body(text, role, languages):
            near = [c for c in near if c.start < role.end or not _COMMA.search(text, role.end, c.start)]
        start = min([role.start, *(c.start for c in near)])
        end = max([role.end, *(c.end for c in near)])
        alone = not (
            _closes_line(text, role)
            or (len(bracketed) > 1 and role.value in bracketed and _is_bracketed(text, role))
            or (
                contacts
                and (
                    _opens_item(text, role)
                    or _is_bracketed(text, role)
                    or _is_elliptic(text, role)
                    or (found and (_PRO_FORM.match(text, role.end) or _ELLIPSIS.match(text, role.end)))
                )
            )
        )
        pronoun = role.value == "both" and " " not in text[role.start : role.end].strip()
        level = next((f for f in levels if f.start <= role.start and role.end <= f.end), None)
        if level is not None:
            start, end = min(start, level.start), max(end, level.end)
        if (
            not near
            and level is None
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
            found.append(Mention(role_codes(role), start, end, not near and level is not None))
    return found


def _only_joins(text: str, role: Found, behind: Sequence[Found]) -> bool:
    """True for a word for both that only announces two roles told one by one ("both the diplomatic contact and ...")."""
    alone = role.value == "both" and " " not in text[role.start : role.end].strip()
    return (
        alone
        and bool(behind)
        and behind[0].value != "both"
        and _TO_FIRST.fullmatch(text, role.end, behind[0].start) is not None
    )


def words_for(roles: Sequence[str], said: Passage, languages: Sequence[str] | None = None) -> Passage | None:
    """The words that tell these roles, from the first to the last of them; all of it where they cannot be told apart."""
    if not roles:
        return None
    alone = (Mention(role_codes(found), found.start, found.end) for found in roles_in(said.text, languages))
    near = [one for one in mentions(said.text, languages) if set(one.roles) & set(roles)]
    told = near or [one for one in alone if set(one.roles) & set(roles)]
    return said.part(min(one.start for one in told), max(one.end for one in told)) if told else said


def _is_bracketed(text: str, role: Found) -> bool:
    """True for a role alone in brackets, as behind a name: "Ms A B (diplomatic)"."""
    if _HAN_BODY.match(text, role.end):
        # "（外交部副司长）"
        return False
    return bool(
        re.search(r"[(\[（]\s*$", text[: role.start]) and re.match(r"[^()\[\]（）,;\d]{0,20}[)\]）]", text[role.end :])
    )


def _is_elliptic(text: str, role: Found) -> bool:
    """True for a role that somebody is called, its noun left to another one's: "Ms A as diplomatic and Mr B as technical point of
    contact"; in Russian its ending tells."""
    called = _CALLED.search(text[: role.start]) or _INSTRUMENTAL.search(text[role.start : role.end])
    return called is not None and _GOES_ON.match(text, role.end) is not None


def _closes_line(text: str, role: Found) -> bool:
    """True for a role that closes a line by itself, in brackets or behind a dash: "Ms A B, Head of Unit – technical"."""
    before, behind = text[: role.start].rstrip(), text[role.end :].lstrip(" ")
    if _LAST_IN_BRACKET.search(before) and behind.startswith((")", "]", "）")):
        return True
    if before.endswith(("(", "[", "（")):
        return re.match(r"[)\]）]\s*[.;,:]?\s*(?:\n|$)", behind) is not None
    return re.search(r"\S\s+[-–—]$", before) is not None and re.match(r"[.;]?\s*(?:\n|$)", behind) is not None


def _opens_item(text: str, role: Found) -> bool:
    """True for a role that opens an item of a list in running text: "points of contact: technical, Mr A; diplomatic, Ms B"."""
    return (
        re.search(r"(?:[:;：；؛]|^)\s*(?:[\w'’]{1,3}\s)?$", text[: role.start]) is not None
        and re.match(r"\s*[,،，:：]|\s+[-–—]\s", text[role.end :]) is not None
    )


def closing_role(text: str, languages: Sequence[str] | None = None) -> int:
    """Where the dash or bracket stands behind which a role closes the text; its length where none does."""
    for role in roles_in(text, languages):
        if _closes_line(text, role):
            return len(text[: role.start].rstrip().rstrip("([（-–—").rstrip())
    return len(text)


def _near(text: str, role: Found, contact: Found) -> bool:
    low, high = sorted(((role.start, role.end), (contact.start, contact.end)))
    if high[0] <= low[1]:
        return True
    if high[0] - low[1] > _GAP:
        return False
    between = _SHORTENED.sub(" ", text[low[1] : high[0]])
    if HAN_SIGN.search(between) and len(between) > _HAN_GAP:
        return False
    return not re.search(r"[;.:؛；。\n]|[,،，](?!.{0,20}$)", between)


def _is_apart(text: str, role: Found, contact: Found) -> bool:
    """True where a comma parts the two ("as diplomatic point of contact, the technical point of contact will be")."""
    low, high = sorted((role, contact), key=lambda found: found.start)
    return _COMMA.search(text, low.end, max(low.end, high.start)) is not None


def _is_in_body(text: str, role: Found, languages: Sequence[str] | None) -> bool:
    """True for a role's word in the name of a body ("Directorate of Foreign Policy, as technical point of contact")."""
    stretch = text[max(0, role.start - _TO_BODY) : role.start]
    body = next(reversed(grammar("bodies", languages).find(stretch)), None)
    return body is not None and not re.search(r"[,،，;:.()]", stretch[body.end :])


def _says_contact(text: str, languages: Sequence[str] | None) -> bool:
    return phrases("roles", "contact", languages).stands_in(text)


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
