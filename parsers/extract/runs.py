"""The comma run behind a name: where it ends, which of its parts are an office."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.expressions import later, reaching
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar, one_of, stops_in, words
from parsers.extract.offices import COMMA, opens_body, split_position
from parsers.extract.passages import Passage, chain
from parsers.extract.portfolios import end_of_list
from parsers.extract.roles import mentions
from parsers.extract.run_edges import (
    behind_capacity,
    joins_another,
    nominates_another,
    only_joins,
    parts_portfolio,
    role_end,
    without_article,
)
from parsers.extract.sentences import ABBREVIATION
from parsers.extract.titles import without_time
from parsers.fields.emails import find_emails
from parsers.fields.phones import find_phones
from parsers.fields.states import find_states
from parsers.fold import fold
from parsers.scripts import HAN_SIGN
from parsers.words import label_at_head, phrases, roles_in

_ARTICLE = 4
_HEAD = 60
"""Characters of a line in which it tells whether a form of address and a name begin it."""
_DEPUTY = later(rf"\s+(?:{one_of('possessives')}\s+)?{one_of('deputy_stems')}", re.IGNORECASE)
_JOINT = 8
"""Characters of an article before a role, and of the preposition between a role and its State."""
_INDEFINITE = re.compile(r"(?:an?|une?|uma?|un[ao]?)\s+(?=[A-ZÀ-Ý])")
_WORD = reaching("\u0600", r"\s([\u0621-\u0652]+)")
_RUN_END = re.compile(r"[;；؛:：\n]|[.。](?:\s|$)|@|(?:\+|\b00)\d")


def run_behind(passage: Passage, start: int, context: Context) -> int:
    """Where the comma run that begins at `start` ends."""
    text = passage.text
    if not COMMA.match(text, start) and not _opens_with_post(text, start):
        return start
    end = len(text)
    close = _RUN_END.search(text, start)
    while close and close[0].startswith(".") and ABBREVIATION.search(text[start : close.start() + 1]):
        close = _RUN_END.search(text, close.end())
    while close and close[0] in ":：" and parts_portfolio(text[start : close.start()], text[close.end() :], context):
        close = _RUN_END.search(text, close.end())
    end = close.start() if close else end
    low = behind_capacity(text, start, context)
    if not COMMA.match(text, start):
        end = _end_of_bare(text, start, end, context)
    for hit in (
        *(replace(stop, start=stop.start + low - start) for stop in stops_in(text[low:end], context.languages)[:2]),
        *grammar("speaks", context.languages).find(text[start:end])[:1],
    ):
        if hit.start > 1:
            end = min(end, start + hit.start)
    for opening in re.finditer(r"[(（]", text[start:end]):
        inner = text[start + opening.end() :]
        if (
            label_at_head(re.split("[)）]", inner[:80])[0], context.languages)
            or "@" in inner[:60].split(")")[0]
            or re.match(r"\s*(?:\+|00)\d", inner)
        ):
            end = start + opening.start()
            break
    for piece in passage.pieces:
        if start < piece.start < end and anchors(text[piece.start : piece.start + _HEAD], context)[:1] == [0]:
            # the next line begins with somebody else
            end = piece.start
            break
    reachable = [f.start for f in (*find_emails(text), *find_phones(text, context.region)) if f.start >= start]
    bracket = text[end : end + 1] in ("(", "（")
    if (reachable and min(reachable) < (end if bracket else end + 1)) or (reachable and "@" in text[start : end + 1]):
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


def _opens_with_post(text: str, start: int) -> bool:
    """True where the post stands right behind the name, as Arabic may write it ("أحمد شلبي نائب مساعد الوزير")."""
    behind = _WORD.match(text, start)
    return behind is not None and fold(behind[1]) in words("posts_behind_names")


def _end_of_bare(text: str, start: int, end: int, context: Context) -> int:
    """Where an office ends that no comma parts from the name before it: at the next person, or where the role is told."""
    people = (at for at in anchors(text, context) if at > start and text.startswith("ال", at))
    roles = (m.start for m in mentions(text[:end], context.languages) if m.start > start)
    ends = [end, *people, *roles]
    return len(text[: min(ends)].rstrip(" (（و"))


def _turns_to_another(text: str, context: Context) -> bool:
    """True for a part that begins with "but" or "and" and somebody's form of address."""
    kinds = ("adversatives", "and_another")
    if any(f.start == 0 and _DEPUTY.match(text, f.end) for f in grammar("adversatives", context.languages).find(text)):
        # "а его заместителем — третий секретарь ..."
        return True
    joined = [f for kind in kinds for f in grammar(kind, context.languages).find(text[:_HEAD]) if f.start == 0]
    first = anchors(text[:_HEAD], context)[:1]
    # "والنقيب مريم ..."
    written_together = first == [1] and text.startswith("و")
    return written_together or any(0 <= at - word.end <= _JOINT for word in joined for at in first)


def _hands_over(text: str, context: Context) -> bool:
    """True for a part in small letters that tells in whose favour somebody goes ("cède cette fonction à M. B")."""
    if not (text[:1].islower() or HAN_SIGN.match(text)) or not grammar("replaced_by", context.languages).stands_in(
        text
    ):
        return False
    return any(at > 0 for at in anchors(text, context))


def split_run(passage: Passage, start: int, end: int, context: Context) -> tuple[Passage | None, Passage | None, int]:
    """Position and institution of the comma run; parts that only tell the role belong to neither."""
    parts: list[Passage] = []
    at_work = False
    at = start
    text = passage.text
    opening = COMMA.match(text, at)
    at = max(opening.end() if opening else at, behind_capacity(text, at, context))
    depth_cut = re.compile(r"[,،，](?![^()（）]*[)）])\s*")
    for comma in [*depth_cut.finditer(text, at, end), None]:
        stop = comma.start() if comma else end
        part = passage.part(at, stop)
        begins = [title.start for title in grammar("plain_titles", context.address_languages).find(part.text[:24])]
        if (
            0 in begins
            or _turns_to_another(part.text, context)
            or _hands_over(part.text, context)
            or nominates_another(part.text, context)
            or (part.text[:1].islower() and _opens_clause(part.text, context))
            or any(hit.start == 0 for hit in grammar("no_office", context.languages).find(part.text))
            or (parts and (only_joins(part.text, context) or joins_another(part.text, context)))
        ):
            # the next person, or what is said of this one
            end = at
            break
        if comma is None and _leads_in(passage, part, end, context):
            # "Mr A B, with the following particulars:"
            break
        if parts and part.text[:1].islower() and mentions(part.text, context.languages):
            end = at
            break
        part = _without_former(part.part(0, role_end(part.text, context)), context)
        part = without_final_verb(part, context)
        if not parts and (indefinite := _INDEFINITE.match(part.text)):
            part = part.part(indefinite.end())
        works = next((f for f in grammar("works_at", context.languages).find(part.text) if not f.start), None)
        if not parts and works is not None and part.text[:1].islower():
            # "Mr A B, attached to the Ministry of C"
            part, at_work = without_article(part.part(works.end)), True
        if not parts and phrases("honorifics", "after_name").is_whole(part.text.rstrip(". ")):
            # "Thomas Rauch, MSc, Leiter ..."
            at = comma.end() if comma else at
            continue
        if part.text[:1].islower() and any(f.start == 0 for f in grammar("born").find(part.text)):
            # "M. A B, né à C, Conseiller ..."
            at = comma.end() if comma else at
            continue
        if any(f.start == 0 for f in grammar("designated_before", context.languages).find(part.text)):
            at = comma.end() if comma else at
            continue
        if parts and grammar("verb_ends", context.languages).is_whole(part.text.rstrip(" .(")):
            # "ihm folgt Frau A, Referat B, Ministerium C, nach"
            break
        if part and not is_role_only(without_time(part.text, context.languages).strip(), context):
            parts.append(part)
        at = comma.end() if comma else at
    if not parts:
        return None, None, end
    if at_work:
        return None, together(parts), end
    if len(parts) == 1:
        position, institution = split_position(parts[0], context)
        return position, institution, end
    first = parts[0]
    if opens_body(first.text, context) and not grammar("positions", context.languages).stands_in(first.text):
        return None, together(parts), end
    position, body = split_position(first, context)
    parent = body is not None and _is_parent(body.text, context) and not opens_body(parts[1].text, context)
    parent = parent or (position is not None and body is not None and _joined_at(first.text, position, body, context))
    listed = body is not None and end_of_list(together(parts).text, len(first.text), context) > len(first.text)
    if position and body and (parts[1].text[:1].islower() or _joined_by_form(first.text) or parent or listed):
        # "conseillère au Ministère de A, de B et de C": one body whose name has commas
        return position, together([body, *parts[1:]]), end
    if any(not post.start for post in grammar("posts", context.languages).find(parts[1].text)) and position == first:
        # "Ambassador, Director of A (Ministry of B)"
        second, parent_body = split_position(parts[1], context)
        bodies = [*([parent_body] if parent_body else []), *parts[2:]]
        if second and bodies:
            return together([first, second]), together(bodies), end
    return first, together(parts[1:]), end


def _joined_at(text: str, position: Passage, body: Passage, context: Context) -> bool:
    """True where a word for a place joins position and body ("Adviser in the Department of A, Ministry of B"); "of" may be part
    of the position's own name."""
    between = text[len(position.text) : text.find(body.text, len(position.text))]
    return grammar("at", context.languages).stands_in(between)


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


def _leads_in(passage: Passage, part: Passage, end: int, context: Context) -> bool:
    """True for a run's last part that points to what follows behind its colon."""
    return (
        re.match(r"\s*[:：]\s*$", passage.text[end:]) is not None
        and grammar("below", context.languages).stands_in(part.text)
        and not any(grammar(kind, context.languages).stands_in(part.text) for kind in ("positions", "bodies"))
    )


def without_final_verb(part: Passage, context: Context) -> Passage:
    """The part without the verb that closes a clause ("..., die nunmehr Referatsleiterin ist")."""
    verb = next((f for f in grammar("final_verbs", context.languages).find(part.text) if f.end == len(part.text)), None)
    return part.part(0, len(part.text[: verb.start].rstrip())) if verb is not None and verb.start else part


def _opens_clause(text: str, context: Context) -> bool:
    """True where a part of a comma run goes on with the sentence and tells no office ("..., which remains valid")."""
    return any(hit.start == 0 for hit in grammar("clauses", context.languages).find(text))


def _joined_by_form(text: str) -> bool:
    """True for text in a language that joins bodies to positions by particles and cases, so that no preposition is ambiguous."""
    return re.search(r"[\u0400-\u04ff\u0600-\u06ff]", text) is not None


def together(parts: list[Passage]) -> Passage:
    """The parts joined by commas again, as their script writes them."""
    if len(parts) == 1:
        return parts[0]
    arabic = re.search(r"[\u0600-\u06ff]", parts[0].text)
    return chain(parts, "، " if arabic else ", ")


_CLOSED = re.compile(r"\s*[)\]）]\W*")


def is_role_only(text: str, context: Context) -> bool:
    """True for text that does little but tell the role, and of which State ("point of contact of the State of X")."""
    found = mentions(text, context.languages)
    role = next(iter(roles_in(text, context.languages)), None)
    if role is not None and not role.start and _CLOSED.fullmatch(text, role.end):
        # "(Ms A B, diplomatic)"
        return True
    if not found:
        return _is_contact_only(text, context)
    end = found[-1].end
    if found[0].start <= _ARTICLE:
        end = max((s.end for s in find_states(text) if 0 <= s.start - end <= _JOINT), default=end)
    return end - found[0].start >= 0.6 * len(text)


def _is_contact_only(text: str, context: Context) -> bool:
    """True for text that calls somebody a point of contact of a State and says no more ("points of contact of the State of X")."""
    contact = phrases("roles", "contact", context.languages).search(text)
    post = any(grammar(kind, context.languages).stands_in(text) for kind in ("posts", "positions"))
    if contact is None or contact.start > _ARTICLE or post:
        return False
    reach = max((s.end for s in find_states(text) if 0 <= s.start - contact.end <= _JOINT), default=contact.end)
    return not re.search(r"\w", text[reach:])
