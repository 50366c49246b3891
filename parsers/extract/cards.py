"""Particulars without labels: visiting cards, comma runs, and what else of addresses and numbers stands in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.extract.answers import E164, enter, put_person, put_text
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.items import Answer, Text
from parsers.extract.lines import labels_within
from parsers.extract.passages import Passage, chain
from parsers.extract.people import Person, anchors, chinese_people, person_at, unaddressed
from parsers.extract.turns import new_ones, turns_of
from parsers.fields.emails import find_emails
from parsers.fields.found import Found
from parsers.fields.languages import find_languages
from parsers.fields.phones import find_phones
from parsers.words import formula

_MOST_ON_CARD = 110
"""Characters of a visiting card's longest line."""
_FULL_LINE = 70
"""Characters from which a line of a comma run may have been broken because it was full."""
_TO_LANGUAGE = 24
"""Characters between a word for speaking and the first language."""
_BETWEEN_LANGUAGES = 22
_IN_LANGUAGE = re.compile(r"\b(?:in|en|em|auf|на)\s+$", re.IGNORECASE)
_IN_LANGUAGE_BEHIND = re.compile(r"(?:[\d)]|\b[\w-]+\.\w{2,6})\W*(?:\([^()]*\)\W*)?$")
"""An address or number, behind which "in English" tells the language in which it is answered."""
_LIST_MARK = re.compile(r"^\s*(?:\(?(?:[a-hA-Hа-е]|[ivx]{1,4}|\d{1,2})[).]|[-–—•·*▪◦])\s+")
_FEWEST_LINES = 3
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
    ):
        return False
    first = item.lines[0].text
    parts = item.passage.split(re.compile(r"\s*[;；؛]\s*"))
    if len(parts) > _FEWEST_LINES and "," not in parts[0].text and text.count(";") >= text.count(","):
        return _visiting_card(gathering, draft, _without_languages(draft, parts))
    commas = len(re.findall(r"[,،，、;؛；]", first))
    wrapped = len(first) > _FULL_LINE or commas > 1 or (commas and len(text) > _MOST_ON_CARD)
    if len(item.lines) > 1 and not wrapped and all(len(line.text) <= _MOST_ON_CARD for line in item.lines):
        return _visiting_card(gathering, draft, item.lines)
    return _comma_run(gathering, draft, item.passage)


def read_list(gathering: Gathering, item: Text) -> bool:
    """Reads a lettered or numbered list of particulars without labels as one contact; False where the lines are no such list."""
    context = gathering.context
    lines = [line.part(mark.end()) for line in item.lines if (mark := _LIST_MARK.match(line.text))]
    if len(lines) < _FEWEST_LINES or len(lines) != len(item.lines):
        return False
    reachable = any(find_emails(line.text) or find_phones(line.text, context.region, False) for line in lines)
    if not reachable or whole_person(lines[0], context) is None or len(lines[0].text) > _MOST_ON_CARD:
        return False
    draft = gathering.begin_under_heading("list")
    return _visiting_card(gathering, draft, _without_languages(draft, lines))


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
        if find_emails(line.text) or find_phones(line.text, context.region, False) or labels_within(line.text, context):
            put_particulars(gathering, draft, line)
        elif not grammar("in_field", context.languages).stands_in(line.text):
            free.append(line)
    if not free:
        return bool(draft.values)
    person = whole_person(free[0], context)
    if person is None:
        return False
    put_person(draft, person, "list", context)
    rest = free[1:]
    if rest and draft.values.get("name") and not draft.values.get("position") and not _is_body(rest[0].text, context):
        put_text(draft, "position", rest[0], "list")
        rest = rest[1:]
    if rest and not draft.values.get("institution"):
        put_text(draft, "institution", chain(rest[:3], ", "), "list")
    draft.open_card = True
    return True


def continue_card(gathering: Gathering, draft: Draft, item: Text) -> bool:
    """Reads further lines of a visiting card that was printed with gaps: what lacks comes next."""
    text = item.passage.text
    lacking = [code for code in ("position", "institution") if not draft.values.get(code)]
    if not draft.open_card or not lacking or len(item.lines) > 2 or len(text) > _MOST_ON_CARD + _FULL_LINE:
        return False
    if turns_of(text, gathering.context).any or find_emails(text) or re.search(r"[.:：]\s*$", text):
        return False
    code = "institution" if _is_body(text, gathering.context) and "institution" in lacking else lacking[0]
    put_text(draft, code, item.passage, "list")
    return True


def _comma_run(gathering: Gathering, draft: Draft, passage: Passage) -> bool:
    """Reads "Mr A B, Director, Ministry; tel. ...; e-mail ..." into the draft."""
    inner = labels_within(passage.text, gathering.context)
    head = passage.part(0, inner[0][0]) if inner else passage
    head = head.part(0, len(_TRAILING.sub("", head.text)))
    person = whole_person(head, gathering.context)
    if person is None:
        return False
    put_person(draft, person, "list", gathering.context)
    put_particulars(gathering, draft, passage.part(person.end))
    draft.open_card = True
    return True


def whole_person(passage: Passage, context: Context) -> Person | None:
    """The person, desk or body with which the passage begins; None where it begins otherwise."""
    if anchors(passage.text[:80], context)[:1] == [0]:
        return person_at(passage, 0, context)
    han = chinese_people(passage, context)
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
    phones = find_phones(text, context.region, changed)
    for found in new_ones(text, phones, context):
        if E164.match(found.value) and not any(low <= found.start < high for low, high in faxes):
            draft.put("phones", found.value, passage.part(found.start, found.end), "prose", found.sure, found.doubt)
    put_spoken(draft, passage, context)


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


def _is_body(text: str, context: Context) -> bool:
    hits = grammar("bodies", context.languages).find(text)
    return bool(hits) and hits[0].start <= 2
