"""Particulars without labels: visiting cards, comma runs, and what else of addresses and numbers stands in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.extract.answers import E164, put_person, put_phones, put_text
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.entering import enter
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.han_people import chinese_people, is_han_name
from parsers.extract.items import Answer, Text
from parsers.extract.lines import labels_within
from parsers.extract.listing import is_body
from parsers.extract.passages import Passage, chain
from parsers.extract.people import anchors, person_at, split_office, unaddressed
from parsers.extract.person import Person
from parsers.extract.reach import numbers_in
from parsers.extract.roles import mentions
from parsers.extract.turns import new_ones, turns_of
from parsers.fields.emails import find_emails
from parsers.fields.found import Found
from parsers.fields.languages import find_languages
from parsers.fold import HAN
from parsers.words import formula, phrases

MOST_ON_CARD = 110
"""Characters of a visiting card's longest line."""
_FULL_LINE = 70
"""Characters from which a line of a comma run may have been broken because it was full."""
_TO_LANGUAGE = 24
"""Characters between a word for speaking and the first language."""
_NEXT_LANGUAGE = 6
_BETWEEN_LANGUAGES = 22
_IN_LANGUAGE = re.compile(r"\b(?:in|en|em|auf|на)\s+$", re.IGNORECASE)
_IN_LANGUAGE_BEHIND = re.compile(r"(?:[\d)]|\b[\w-]+\.\w{2,6})\W*(?:\([^()]*\)\W*)?$")
"""An address or number, behind which "in English" tells the language in which it is answered."""
_LIST_MARK = re.compile(r"^\s*(?:\(?(?:[a-hA-Hа-е]|[ivx]{1,4}|\d{1,2})\s?[.)°ºª/]{1,2}-?|[-–—•·*▪◦●■►➢→])\s+")
_FEWEST_LINES = 3
_BODIES = 2
"""Lines of an institution and its parent."""
_HAN = re.compile(f"[{HAN}]")
_NUMBER_ALONE = re.compile(
    r"(?=(?:\D*\d){7})[+(\d٠-٩][\d٠-٩\s()+./–-]{6,}(?:[\s,;(]{0,3}[^\W\d_]{1,8}\.?\s?[\d٠-٩]{1,6}\)?)?$"
)
"""A line of a card that is a number without a label, perhaps with an extension."""
_MOST_BEHIND = 24
"""Characters that may stand behind a person on the first line of a card."""
_BRACKET = re.compile(r"[(\[]([^()\[\]\d@]{2,60})[)\]]")
_MOSTLY = 0.6
"""Share of the letters in a bracket that languages must fill."""
_TRAILING = re.compile(r"[\s;,(（；،-]+$")
_SPOKEN_END = re.compile(r"[.;。；؛)）](?:\s|$)|[。；]")
_CLOSING = re.compile(r"[\s;,.)）(（；]+$")


def read_card(gathering: Gathering, draft: Draft, item: Text) -> bool:
    """Reads lines under a heading as a visiting card or a comma run; False where they are neither."""
    text = item.passage.text
    turns = turns_of(text, gathering.context)
    if (
        turns.withdraw
        or turns.replace
        or turns.replaced_by
        or formula("courtesy_opening", gathering.languages).stands_in(text)
        or (grammar("of_both", gathering.languages).stands_in(text) and find_languages(text))
    ):
        return False
    lines = unmarked(item.lines)
    first = lines[0].text
    parts = item.passage.split(re.compile(r"\s*[;；؛]\s*"))
    if len(parts) > _FEWEST_LINES and "," not in parts[0].text and text.count(";") >= text.count(","):
        return _visiting_card(gathering, draft, _without_languages(draft, parts))
    commas = len(re.findall(r"[,،，、;؛；]", first))
    wrapped = len(first) > _FULL_LINE or commas > 1 or (commas and len(text) > MOST_ON_CARD)
    if len(lines) > 1 and not wrapped and all(len(line.text) <= MOST_ON_CARD for line in lines):
        return _visiting_card(gathering, draft, _without_languages(draft, lines))
    return _comma_run(gathering, draft, item.passage)


def read_list(gathering: Gathering, item: Text, followed: bool = False) -> bool:
    """Reads the lines of a card that has no heading as one contact: a list with letters, numbers or dots, or plain lines below
    a lead-in; `followed` where labelled particulars come next. False where the lines are no such card."""
    context = gathering.context
    marked = all(_LIST_MARK.match(line.text) for line in item.lines)
    lines = unmarked(item.lines)
    fewest = _FEWEST_LINES if marked and not followed else 2
    carded = gathering.heading is not None and gathering.current is not None and gathering.current.open_card
    if len(lines) < fewest or not (marked or gathering.listing or carded):
        return False
    reachable = followed or any(find_emails(line.text) or numbers_in(line.text, context) for line in lines)
    if not reachable or not _opens_card(lines, context) or _is_told(item.passage.text, context):
        return False
    if not gathering.roles_in_force and any(_is_permanent_mission(line.text, context) for line in lines[1:]):
        # who signs for the Mission
        return False
    draft = gathering.begin_under_heading("list")
    gathering.listing = True
    return _visiting_card(gathering, draft, _without_languages(draft, lines))


def unmarked(lines: Sequence[Passage]) -> tuple[Passage, ...]:
    """The lines without their dots, letters or numbers, where all but a last one have them."""
    marks = [_LIST_MARK.match(line.text) for line in lines]
    if len(lines) < 2 or not all(marks):
        return tuple(lines)
    return tuple(line.part(mark.end()) for line, mark in zip(lines, marks, strict=True) if mark)


def _opens_card(lines: Sequence[Passage], context: Context) -> bool:
    """True where the first line is a person or desk and little else, and the next is nobody."""
    first = lines[0]
    person = whole_person(first, context)
    if person is None or len(first.text) > MOST_ON_CARD:
        return False
    if person.name is None or (
        not person.honorific and len(person.name.text.split()) < 2 and not _HAN.match(person.name.text)
    ):
        return False
    if len(first.text) - person.end > _MOST_BEHIND or anchors(lines[1].text[:40], context)[:1] == [0]:
        return False
    return all(len(line.text) <= MOST_ON_CARD for line in lines)


def _is_permanent_mission(text: str, context: Context) -> bool:
    """True for a line that names a Mission, and no body that somebody is nominated from."""
    found = grammar("permanent_mission", context.languages).search(text)
    return found is not None and (found.start <= _MOST_BEHIND or bool(_HAN.match(text)))


def _is_told(text: str, context: Context) -> bool:
    """True where the lines tell what is to be done, as sentences do."""
    # a body of the State may be called a secretariat too, above an address of its own
    kinds = (
        ("courtesy_opening", "valediction") if find_emails(text) else ("courtesy_opening", "secretariat", "valediction")
    )
    return (
        turns_of(text, context).any
        or bool(mentions(text, context.languages))
        or any(formula(kind, context.languages).stands_in(text) for kind in kinds)
    )


def put_languages_alone(draft: Draft, item: Text) -> bool:
    """Takes lines that only name languages into the draft; False where they say anything else."""
    return not (draft.values.get("languages") or _without_languages(draft, item.lines))


def _without_languages(draft: Draft, lines: Sequence[Passage]) -> tuple[Passage, ...]:
    """The lines but for those that do nothing but name languages, which are taken into the draft."""
    kept = []
    for line in lines:
        named = find_languages(line.text)
        if not named or sum(f.end - f.start for f in named) < len(re.findall(r"\w", line.text)) / 2:
            kept.append(line)
            continue
        for found in named:
            draft.put("languages", found.value, line.part(found.start, found.end), "list", found.sure, found.doubt)
    return tuple(kept)


def _visiting_card(gathering: Gathering, draft: Draft, lines: tuple[Passage, ...]) -> bool:
    context = gathering.context
    free: list[Passage] = []
    for line in lines:
        if find_emails(line.text) or numbers_in(line.text, context) or labels_within(line.text, context):
            put_particulars(gathering, draft, line)
        elif _NUMBER_ALONE.match(line.text):
            put_phones(draft, line, "list", context, labelled=True)
        elif not grammar("in_field", context.languages).stands_in(line.text):
            free.append(line)
    if not free:
        return bool(draft.values)
    above = free[0] if len(free) > 1 and is_body(free[0].text, context) else None
    if above is not None and anchors(free[1].text[:40], context)[:1] == [0]:
        put_text(draft, "institution", above, "list")
        free = free[1:]
    bodies = _bodies_alone(free, context)
    if bodies:
        put_text(draft, "institution", chain(bodies, ", "), "list")
        draft.open_card = True
        return True
    person = whole_person(free[0], context)
    if person is None:
        return False
    put_person(draft, person, "list", context)
    rest = [line for line in free[1:] if not _is_postal(line.text, context)]
    if len(rest) == 1 and not draft.values.get("position") and not draft.values.get("institution"):
        position, institution = split_office(rest[0], context)
        if position and institution:
            put_text(draft, "position", position, "list")
            put_text(draft, "institution", institution, "list")
            rest = []
    if rest and draft.values.get("name") and not draft.values.get("position") and not is_body(rest[0].text, context):
        put_text(draft, "position", rest[0], "list")
        rest = rest[1:]
    if rest and not draft.values.get("institution"):
        put_text(draft, "institution", chain(rest[:3], ", "), "list")
        rest = rest[3:]
    if rest and not draft.values.get("position") and not is_body(rest[-1].text, context):
        put_text(draft, "position", rest[-1], "list")
    draft.open_card = True
    return True


def _bodies_alone(lines: Sequence[Passage], context: Context) -> list[Passage]:
    """Lines that are nothing but bodies, the smaller one first: an institution is nominated, and nobody by name."""
    told = [line for line in lines if not _is_postal(line.text, context)]
    return told if len(told) == _BODIES and all(_is_only_body(line.text, context) for line in told) else []


def _is_only_body(text: str, context: Context) -> bool:
    """True for a body's name without an office before it: its word stands at the head or at the end."""
    hits = grammar("bodies", context.languages).find(text)
    office = grammar("weak_words", context.languages[:1]).search(text)
    if not hits or re.search(r"[,;:،，]", text) or (office is not None and office.start == 0) or anchors(text, context):
        return False
    if grammar("desks", context.languages).stands_in(text) or mentions(text, context.languages):
        return False
    return hits[0].start <= len("the ") or hits[-1].end == len(text.rstrip())


def _is_postal(text: str, context: Context) -> bool:
    """True for a line of a postal address: it has figures, or a word of such, and is no body's name."""
    postal = phrases("words", "postal", context.languages[:1]).stands_in(text)
    return (bool(re.search(r"\d", text)) or postal) and not is_body(text, context)


def open_card(gathering: Gathering, item: Text) -> bool:
    """Opens a card that was printed with gaps: below a lead-in a line that is somebody with a form of address, and no more."""
    line, context = item.lines[0], gathering.context
    if len(item.lines) > 1 or len(line.text) > MOST_ON_CARD or anchors(line.text[:80], context)[:1] != [0]:
        return False
    person = whole_person(line, context)
    if person is None or person.name is None or person.position or len(line.text) - person.end > len(". "):
        return False
    draft = gathering.begin_under_heading("list")
    put_person(draft, person, "list", context)
    draft.open_card = True
    return True


def is_letterfoot(lines: Sequence[Passage], context: Context) -> bool:
    """True for an office and its postal address below a text: what reaches it is no contact's."""
    return len(lines) > 1 and is_body(lines[0].text, context) and _is_postal(lines[-1].text, context)


def continue_card(gathering: Gathering, draft: Draft, item: Text) -> bool:
    """Reads further lines of a visiting card that was printed with gaps: what lacks comes next."""
    text = item.passage.text
    lacking = [code for code in ("position", "institution") if not draft.values.get(code)]
    if not draft.open_card or not lacking or len(item.lines) > 2 or len(text) > MOST_ON_CARD + _FULL_LINE:
        return False
    if turns_of(text, gathering.context).any or find_emails(text) or re.search(r"[.:：]\s*$", text):
        return False
    code = "institution" if is_body(text, gathering.context) and "institution" in lacking else lacking[0]
    put_text(draft, code, item.passage, "list")
    return True


def _comma_run(gathering: Gathering, draft: Draft, passage: Passage) -> bool:
    """Reads "Mr A B, Director, Ministry; tel. ...; e-mail ..." into the draft."""
    if _tells_of_another(passage.text, gathering.context):
        return False
    inner = labels_within(passage.text, gathering.context)
    head = passage.part(0, min([*(place[0] for place in inner[:1]), _reached_at(passage)]))
    head = head.part(0, len(_TRAILING.sub("", head.text)))
    person = whole_person(head, gathering.context)
    if person is None:
        return False
    put_person(draft, person, "list", gathering.context)
    put_particulars(gathering, draft, passage.part(person.end))
    draft.open_card = True
    return True


def _reached_at(passage: Passage) -> int:
    """Where a line begins with an address, before which the comma run of the office ends."""
    for piece in passage.pieces[1:]:
        line = passage.text[piece.start : piece.start + piece.length]
        if any(found.start == 0 for found in find_emails(line)):
            return piece.start
    return len(passage.text)


def _tells_of_another(text: str, context: Context) -> bool:
    """True where somebody else is named behind an address, or as the alternate: sentences tell such people apart."""
    for start in anchors(text, context)[1:]:
        before = text[:start]
        if find_emails(before) or formula("alternate", context.languages).stands_in(before):
            return True
    return False


def whole_person(passage: Passage, context: Context) -> Person | None:
    """The person, desk or body with which the passage begins; None where it begins otherwise."""
    if anchors(passage.text[:80], context)[:1] == [0]:
        return person_at(passage, 0, context)
    han = chinese_people(passage, context)
    if not han and is_han_name(passage.text):
        return Person(name=passage, start=0, end=len(passage.text))
    return han[0] if han else unaddressed(passage, context)


def put_particulars(gathering: Gathering, draft: Draft, passage: Passage, changed: bool = False) -> None:
    """Adds addresses, numbers and labelled particulars that stand in running text; in a sentence of change the new ones only."""
    text = passage.text
    context = gathering.context
    labelled = labels_within(text, context)
    faxes: list[tuple[int, int]] = []
    for at, (start, label, end, begin) in enumerate(labelled):
        stop = labelled[at + 1][0] if at + 1 < len(labelled) else len(text)
        if label.codes[0] == "fax":
            faxes.append((begin, stop))
        elif not (changed and label.codes[0] in ("email", "phone", "mobile")):
            value = passage.part(begin, stop)
            value = value.part(0, len(_CLOSING.sub("", value.text)))
            enter(draft, Answer(label, passage.part(start, end), value, "prose"), context, gathering.above(draft))
    _put_spoken(draft, passage, context)
    emails = find_emails(text)
    for found in new_ones(text, emails, context):
        draft.put("emails", found.value, passage.part(found.start, found.end), "prose", found.sure, found.doubt)
    phones = numbers_in(text, context, changed)
    for found in new_ones(text, phones, context):
        if E164.match(found.value) and not any(low <= found.start < high for low, high in faxes):
            draft.put("phones", found.value, passage.part(found.start, found.end), "prose", found.sure, found.doubt)
    put_spoken(draft, passage, context)
    _put_bracketed(draft, passage)


def _put_bracketed(draft: Draft, passage: Passage) -> None:
    """Adds languages that alone fill a pair of brackets, as behind an address: "(FR/DE/EN)"."""
    if draft.values.get("languages"):
        return
    for bracket in _BRACKET.finditer(passage.text):
        named = find_languages(bracket[1])
        letters = len(re.findall(r"[^\W\d_]", bracket[1]))
        if named and sum(f.end - f.start for f in named) >= _MOSTLY * letters:
            inner = passage.part(*bracket.span(1))
            for found in named:
                draft.put(
                    "languages", found.value, inner.part(found.start, found.end), "prose", found.sure, found.doubt
                )
            return


def put_spoken(draft: Draft, passage: Passage, context: Context) -> None:
    """Adds the languages that a sentence says somebody speaks, works or can be reached in."""
    text = passage.text
    named = find_languages(text)
    if not named or any(v.source != "prose" for v in draft.values.get("languages", ())):
        return
    speaks = grammar("speaks", context.languages).find(text)
    for said in speaks:
        run = [f for f in named if f.start >= said.end - 1]
        if not run or run[0].start - said.end > _TO_LANGUAGE or re.search(r"[.;；؛]", text[said.end : run[0].start]):
            continue
        _put_run(draft, passage, run)
        return
    tongues = grammar("tongues", context.languages).find(text)
    behind = next((f for f in reversed(named) if any(0 <= t.start - f.end <= 1 for t in tongues)), None)
    if behind is not None:
        # "(русский и английский языки)"
        run = [f for f in named if f.end <= behind.end]
        for at in range(len(run) - 1, 0, -1):
            if len(text[run[at - 1].end : run[at].start]) > _NEXT_LANGUAGE:
                run = run[at:]
                break
        _put_run(draft, passage, run)
        return
    for at, first in enumerate(named):
        opening = _IN_LANGUAGE.search(text[: first.start])
        if opening and _IN_LANGUAGE_BEHIND.search(text[: opening.start()]):
            _put_run(draft, passage, named[at:])
            return


def _put_run(draft: Draft, passage: Passage, run: list[Found]) -> None:
    """Adds the languages of one enumeration."""
    end = run[0].start
    for found in run:
        between = passage.text[end : found.start]
        if len(between) > _BETWEEN_LANGUAGES or re.search(r"[.;；؛。]", between):
            break
        draft.put("languages", found.value, passage.part(found.start, found.end), "prose", found.sure, found.doubt)
        end = found.end


def _put_spoken(draft: Draft, passage: Passage, context: Context) -> None:
    """Adds the languages that running text says somebody speaks or works in."""
    if draft.values.get("languages") or grammar("of_both", context.languages).stands_in(passage.text):
        return
    speaks = grammar("speaks", context.languages).search(passage.text)
    if speaks is None:
        return
    stop = _SPOKEN_END.search(passage.text, speaks.end)
    said = passage.part(speaks.start, stop.start() if stop else None)
    for found in find_languages(said.text):
        draft.put("languages", found.value, said.part(found.start, found.end), "prose", found.sure, found.doubt)
