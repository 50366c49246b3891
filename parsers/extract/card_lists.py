"""Cards without a heading, as lists below a lead-in have them."""

from __future__ import annotations

from collections.abc import Sequence

from domain.submission import Action
from parsers.extract.anchors import anchors
from parsers.extract.cards import FEWEST_LINES, MOST_ON_CARD, read_lines
from parsers.extract.context import Context
from parsers.extract.gathering import Gathering
from parsers.extract.grammar import grammar
from parsers.extract.items import Text
from parsers.extract.numbering import LIST_MARK, unmarked
from parsers.extract.passages import Passage
from parsers.extract.reach import numbers_in
from parsers.extract.roles import mentions
from parsers.extract.spoken import without_languages
from parsers.extract.turns import turns_of
from parsers.extract.whole_people import whole_person
from parsers.fields.emails import find_emails
from parsers.scripts import HAN_SIGN
from parsers.words import formula

_MOST_BEHIND = 24
"""Characters that may stand behind a person on the first line of a card."""


def read_list(gathering: Gathering, item: Text, followed: bool = False) -> bool:
    """Reads the lines of a card that has no heading as one contact: a list with letters, numbers or dots, or plain lines below
    a lead-in; `followed` where labelled particulars come next. False where the lines are no such card."""
    context = gathering.context
    marked = all(LIST_MARK.match(line.text) for line in item.lines)
    lines = unmarked(item.lines)
    fewest = FEWEST_LINES if marked and not followed else 2
    carded = gathering.heading is not None and gathering.current is not None and gathering.current.open_card
    led = not gathering.listing and _is_led_in(gathering)
    if len(lines) < fewest or not (marked or gathering.listing or carded or led):
        return False
    reachable = followed or any(find_emails(line.text) or numbers_in(line.text, context) for line in lines)
    if not reachable or not _opens_card(lines, context) or _is_told(item.passage.text, context):
        return False
    if (led or not gathering.roles_in_force) and any(_is_permanent_mission(line.text, context) for line in lines[1:]):
        # who signs for the Mission
        return False
    draft = gathering.begin_under_heading("list")
    gathering.listing = True
    return read_lines(gathering, draft, without_languages(draft, lines))


def _is_led_in(gathering: Gathering) -> bool:
    """True where a sentence nominates somebody "below" in one role, without a colon, and nobody has been named."""
    lead = gathering.lead
    if lead is None or lead[0] is not Action.ADD or len(gathering.lead_roles) != 1 or gathering.drafts:
        return False
    return grammar("below", gathering.languages).stands_in(lead[1].text)


def _opens_card(lines: Sequence[Passage], context: Context) -> bool:
    """True where the first line is a person or desk and little else, and the next is nobody."""
    first = lines[0]
    person = whole_person(first, context)
    if person is None or len(first.text) > MOST_ON_CARD:
        return False
    if person.name is None or (
        not person.honorific and len(person.name.text.split()) < 2 and not HAN_SIGN.match(person.name.text)
    ):
        return False
    if len(first.text) - person.end > _MOST_BEHIND or anchors(lines[1].text[:40], context)[:1] == [0]:
        return False
    return all(len(line.text) <= MOST_ON_CARD for line in lines)


def _is_permanent_mission(text: str, context: Context) -> bool:
    """True for a line that names a Mission, and no body that somebody is nominated from."""
    found = grammar("permanent_mission", context.languages).search(text)
    return found is not None and (found.start <= _MOST_BEHIND or bool(HAN_SIGN.match(text)))


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
