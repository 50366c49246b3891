"""Visiting cards: a contact's particulars without labels, a line each or in one comma run."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.answers import put_person, put_phones, put_text
from parsers.extract.context import Context
from parsers.extract.drafts import Draft
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.heads import labels_within
from parsers.extract.institutions import bodies_alone, is_postal
from parsers.extract.items import Text
from parsers.extract.listing import is_body
from parsers.extract.name_cells import name_above_post
from parsers.extract.numbering import unmarked
from parsers.extract.offices import names_body, split_office
from parsers.extract.one_line import cut_run
from parsers.extract.particulars import put_particulars
from parsers.extract.passages import Passage, chain
from parsers.extract.reach import numbers_in
from parsers.extract.roles import mentions
from parsers.extract.spoken import without_languages
from parsers.extract.strangers import begins_with_somebody
from parsers.extract.teams import team_with_parents
from parsers.extract.turns import turns_of
from parsers.extract.whole_people import whole_person
from parsers.fields.emails import find_emails
from parsers.fields.languages import find_languages
from parsers.words import formula, phrases

MOST_ON_CARD = 110
"""Characters of a visiting card's longest line."""
_FULL_LINE = 70
"""Characters from which a line of a comma run may have been broken because it was full."""
FEWEST_LINES = 3
"""Lines of a card that nothing but its lines tells."""
_WITHIN_LINE = later(r"\s*[|·•;]\s*|\s+[/–—-]\s+")
_NUMBER_ALONE = later(
    r"(?=(?:\D*\d){7})[+(\d٠-٩][\d٠-٩\s()+./–-]{6,200}(?:[\s,;(]{0,3}[^\W\d_]{1,8}\.?\s?[\d٠-٩]{1,6}\)?)?$"
)
"""A line of a card that is a number without a label, perhaps with an extension."""
_DASHED = re.compile(r"\s[-–—]\s*$")
_TRAILING = later(r"(?<![\s;,(（；،-])[\s;,(（；،-]++$")


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
    first = _without_degrees(lines[0].text)
    if (run := cut_run(item.passage, gathering.context, below_heading=True)) is not None:
        return read_lines(gathering, draft, without_languages(draft, run))
    parts = item.passage.split(re.compile(r"\s*[;；؛]\s*"))
    if len(parts) > FEWEST_LINES and "," not in parts[0].text and text.count(";") >= text.count(","):
        return read_lines(gathering, draft, without_languages(draft, parts))
    commas = len(re.findall(r"[,،，、;؛；]", first))
    wrapped = len(first) > _FULL_LINE or commas > 1 or (commas and len(text) > MOST_ON_CARD)
    if len(lines) > 1 and not wrapped and all(len(line.text) <= MOST_ON_CARD for line in lines):
        return read_lines(gathering, draft, without_languages(draft, lines))
    return _comma_run(gathering, draft, item.passage)


def _without_degrees(text: str) -> str:
    """The line without degrees behind its last comma ("Thomas Rauch, MSc")."""
    head, _, last = text.rpartition(",")
    degree = phrases("honorifics", "after_name").is_whole(last.strip(" ."))
    return head if head and degree else text


def read_lines(gathering: Gathering, draft: Draft, lines: tuple[Passage, ...]) -> bool:
    """Reads the lines of one card into the draft; False where its first free line is nobody."""
    context = gathering.context
    free = _free_lines(gathering, draft, lines)
    if not free:
        return bool(draft.values)
    above = free[0] if len(free) > 1 and is_body(free[0].text, context) else None
    if above is not None and anchors(free[1].text[:40], context)[:1] == [0]:
        put_text(draft, "institution", above, "list")
        free = free[1:]
    unnamed = not any(anchors(line.text, context) for line in free)
    office = (team_with_parents(free, context) or bodies_alone(free, context)) if unnamed else None
    if office is not None:
        put_person(draft, office, "list", context)
        draft.open_card = True
        return True
    person = whole_person(free[0], context) or name_above_post(free, context)
    if person is None:
        return False
    put_person(draft, person, "list", context)
    _put_office(draft, free[1:], context)
    draft.open_card = True
    return True


def _free_lines(gathering: Gathering, draft: Draft, lines: Sequence[Passage]) -> list[Passage]:
    """The lines that tell who somebody is; those that tell how to be reached are taken into the draft."""
    context = gathering.context
    free: list[Passage] = []
    for line in lines:
        if find_emails(line.text) or numbers_in(line.text, context) or labels_within(line.text, context):
            put_particulars(gathering, draft, line)
            if not draft.values.get("languages"):
                without_languages(draft, line.split(_WITHIN_LINE))
        elif _NUMBER_ALONE.match(line.text):
            put_phones(draft, line, "list", context, labelled=True)
        elif not grammar("in_field", context.languages).stands_in(line.text):
            free.append(line)
    return free


def _put_office(draft: Draft, lines: Sequence[Passage], context: Context) -> None:
    """Takes the lines below a name: the position first, then the institution, unless they stand the other way round."""
    postal = next((n for n, line in enumerate(lines) if n and is_postal(line.text, context)), len(lines))
    # behind a street stand the town and the country
    behind = [line for line in lines[postal:] if is_body(line.text, context)]
    rest = [line for line in [*lines[:postal], *behind] if not is_postal(line.text, context)]
    if len(rest) == 1 and not draft.values.get("position") and not draft.values.get("institution"):
        position, institution = split_office(rest[0], context)
        if position and institution:
            put_text(draft, "position", position, "list")
            put_text(draft, "institution", institution, "list")
            rest = []
    if (
        rest
        and draft.values.get("name")
        and not draft.values.get("position")
        and not _is_only_body(rest[0].text, context)
    ):
        put_text(draft, "position", rest[0], "list")
        rest = rest[1:]
    if rest and not draft.values.get("institution"):
        put_text(draft, "institution", chain(rest[:3], ", "), "list")
        rest = rest[3:]
    if rest and not draft.values.get("position") and not is_body(rest[-1].text, context):
        put_text(draft, "position", rest[-1], "list")


def _is_only_body(text: str, context: Context) -> bool:
    """True for a body, also one whose name begins otherwise ("National Cyber Security Centre"), that no office stands with."""
    return is_body(text, context) or names_body(text, context)


def open_card(gathering: Gathering, item: Text) -> bool:
    """Opens a card that was printed with gaps: below a lead-in a line that is somebody with a form of address, and no more."""
    line, context = item.lines[0], gathering.context
    if len(item.lines) > 1 or len(line.text) > MOST_ON_CARD or anchors(line.text[:80], context)[:1] != [0]:
        return False
    if mentions(line.text, context.languages):
        # a sentence of its own: "Ms A B, diplomatic point of contact;"
        return False
    person = whole_person(line, context)
    if person is None or person.name is None or person.position or len(line.text) - person.end > len(". "):
        return False
    draft = gathering.begin_under_heading("list")
    put_person(draft, person, "list", context)
    draft.open_card = True
    return True


def continue_card(gathering: Gathering, draft: Draft, item: Text) -> bool:
    """Reads further lines of a visiting card that was printed with gaps: what lacks comes next."""
    text = item.passage.text
    lacking = [code for code in ("position", "institution") if not draft.values.get(code)]
    if not draft.open_card or not lacking or len(item.lines) > 2 or len(text) > MOST_ON_CARD + _FULL_LINE:
        return False
    if turns_of(text, gathering.context).any or find_emails(text) or re.search(r"[.:：]\s*$", text):
        return False
    if len(item.lines) > 1 and draft.values.get("name") and begins_with_somebody(item.lines[0], gathering.context):
        return False
    code = "institution" if is_body(text, gathering.context) and "institution" in lacking else lacking[0]
    put_text(draft, code, item.passage, "list")
    return True


def continue_lines(gathering: Gathering, draft: Draft, item: Text) -> bool:
    """Reads the lines of a card whose first line, the name, stood behind a label; False where they are anything else."""
    context, text = gathering.context, item.passage.text
    if not draft.open_card or draft.values.get("position") or draft.values.get("institution") or len(item.lines) < 2:
        return False
    office = any(hit.start == 0 for hit in grammar("posts", context.languages).find(item.lines[0].text))
    if not (office or is_body(item.lines[0].text, context)) or turns_of(text, context).any or anchors(text, context):
        return False
    if any(len(line.text) > MOST_ON_CARD for line in item.lines):
        return False
    _put_office(draft, _free_lines(gathering, draft, without_languages(draft, item.lines)), context)
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
    """Where the first address stands that begins a line or stands behind a dash, before which the comma run of the office ends."""
    for piece in passage.pieces[1:]:
        line = passage.text[piece.start : piece.start + piece.length]
        if any(found.start == 0 for found in find_emails(line)):
            return piece.start
    found = next(iter(find_emails(passage.text)), None)
    return found.start if found and _DASHED.search(passage.text[: found.start]) else len(passage.text)


def _tells_of_another(text: str, context: Context) -> bool:
    """True where somebody else is named behind an address, or as the alternate: sentences tell such people apart."""
    for start in anchors(text, context)[1:]:
        before = text[:start]
        if find_emails(before) or formula("alternate", context.languages).stands_in(before):
            return True
    return False
