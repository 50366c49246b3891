"""Turns of phrase: what a sentence does to the people it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from domain.submission import Action
from parsers.extract.anchors import anchors
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.person import Person
from parsers.extract.roles import Mention
from parsers.fields.found import Found
from parsers.matters import matter
from parsers.words import formula, phrases, roles_in

_DESIGNATION_GAP = 50
"""Characters between a word of withdrawal and the designation that it ends."""


_VALUES = ("email", "phone", "mobile")
_WORDS_TO_VERB = 2
"""Words between a number's noun and what is said of it ("the number given before was closed")."""
_TO_REACHED = 16
_BOTH = 2
_TO_ROLE = 28
"""Characters behind "the functions of" in which a role is named."""
_FEWEST_FIGURES = 6
_LED = re.compile(r"\W*(?:[\w'’]{1,6}\W+)?")
"""What may stand between such words and the person: an article, a colon."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Where the turns of phrase stand in one sentence."""

    replace: tuple[Found, ...]
    replaced_by: tuple[Found, ...]
    withdraw: tuple[Found, ...]
    nominate: tuple[Found, ...]
    update: tuple[Found, ...]
    supersede: tuple[Found, ...]
    only_unchanged: bool = False
    """True where the only word of change is that nothing changed."""

    @property
    def changes_somebody(self) -> bool:
        """True where it nominates, replaces, withdraws or changes, beyond saying that nothing changed."""
        return bool(
            self.replace
            or self.replaced_by
            or self.withdraw
            or self.nominate
            or (self.update and not self.only_unchanged)
        )

    @property
    def any(self) -> bool:
        """True where the sentence does anything to anybody."""
        return bool(self.replace or self.replaced_by or self.withdraw or self.nominate or self.update)


def turns_of(text: str, context: Context) -> Turns:
    """The turns of phrase in a sentence; what supersedes a note replaces no person."""
    languages = context.languages
    talk = matter("reminder", languages).find(text)
    still = [*talk, *matter("unchanged", languages).find(text)]
    contacts = phrases("roles", "contact", languages).find(text)
    nominate = [
        f
        for f in formula("nominate", languages).find(text)
        if not any(c.start <= f.start and f.end <= c.end for c in contacts) and not _within(f, talk)
    ]
    if still and not matter("rest", languages).stands_in(text):
        # "the particulars of our point of contact remain unchanged" nominates nobody
        nominate = [f for f in nominate if not phrases("roles", "contact", languages).stands_in(text[f.start : f.end])]
    passive = grammar("replaced_by", languages).find(text)
    supersede = formula("supersede", languages).find(text)
    active = [
        f
        for f in formula("replace", languages).find(text)
        if not _overlaps(f, passive) and not _overlaps(f, supersede) and not _within(f, talk)
    ]
    untouched = [*grammar("unchanged", languages).find(text), *formula("confirm", languages).find(text)]
    update = [
        *(f for f in formula("update", languages).find(text) if not _overlaps(f, [*untouched, *still])),
        *(f for f in grammar("position_of", languages).find(text) if not _is_of_a_role(text, f, context)),
    ]
    forms = formula("own_form", languages).find(text) if update else []
    nominate = [
        f
        for f in nominate
        if not (_is_changed(text, f, update, context) or _within(f, forms) or _was_told(text, f, update, context))
    ]
    withdraw = [f for f in formula("withdraw", languages).find(text) if not (_within(f, still) or _of_a_value(text, f))]
    if withdraw:
        linking = grammar("linking", languages)
        nominate = [
            f
            for f in nominate
            if not any(_ends_designation(text, w, f, context) for w in withdraw)
            and not grammar("telling", languages).is_whole(text[f.start : f.end])
            and not any(hit.start == 0 for hit in linking.find(text[f.start : f.end]))
        ]
    linked = grammar("linking", languages)
    leaving = [f for f in grammar("leaving", languages).find(text) if not _of_a_value(text, f)]
    if withdraw or leaving:
        # "Mr A, who was designated as point of contact, has retired"
        once = grammar("once", languages).find(text)
        nominate = [f for f in nominate if not _overlaps(f, once)]
    verbs = [f for f in nominate if not any(hit.start == 0 for hit in linked.find(text[f.start : f.end]))]
    unchanged = [] if update else grammar("unchanged", languages).find(text)
    return Turns(
        tuple(active),
        tuple(passive),
        tuple(withdraw or ([] if verbs else leaving)),
        tuple(nominate),
        tuple(update or unchanged),
        tuple(supersede),
        bool(unchanged),
    )


def _is_of_a_role(text: str, found: Found, context: Context) -> bool:
    """True where the functions that somebody takes up are a role's ("the functions of diplomatic point of contact")."""
    behind = text[found.end : found.end + _TO_ROLE]
    told = grammar("natures", context.languages).stands_in(behind) and roles_in(behind, context.languages)
    return bool(told) or phrases("roles", "contact", context.languages).stands_in(behind)


def _of_a_value(text: str, found: Found) -> bool:
    """True where words of withdrawal speak of a number or address alone: in brackets with it, or as "is no longer valid"."""
    behind = grammar("valid").search(text[found.end : found.end + _DESIGNATION_GAP])
    if (
        behind is not None
        and not re.search(r"\w+\W+\w|[.;]", text[found.end : found.end + behind.start])
        and any(phrases("labels", code).stands_in(text[: found.start]) for code in _VALUES)
        and not grammar("designations").stands_in(text[: found.start])
    ):
        return True
    if _is_of_a_value(text, found):
        return True
    opening, closing = max(text.rfind(sign, 0, found.start) for sign in "(（"), text.find(")", found.end)
    if opening < 0 or closing < 0 or ")" in text[opening : found.start]:
        return False
    return "@" in text[opening:closing] or len(re.findall(r"\d", text[opening:closing])) >= _FEWEST_FIGURES


def _is_of_a_value(text: str, found: Found) -> bool:
    """True where the subject is a number or address ("his old number was closed"), or somebody only cannot be reached by one."""
    subject = re.split(r"[.;,:]", text[: found.start])[-1]
    nouns = [hit for code in _VALUES for hit in phrases("labels", code).find(subject)]
    if nouns and len(subject[max(hit.end for hit in nouns) :].split()) <= _WORDS_TO_VERB:
        return True
    clause = re.split(r"[.;]", text[found.start :])[0]
    reached = grammar("reached").search(clause[: found.end - found.start + _TO_REACHED])
    return reached is not None and (
        re.search(r"\d{4}|@", clause) is not None or any(phrases("labels", code).stands_in(clause) for code in _VALUES)
    )


def _is_changed(text: str, nominate: Found, update: list[Found], context: Context) -> bool:
    """True where what could introduce somebody is only what changed ("a change in the particulars of the point of contact")."""
    said = grammar("particulars", context.languages).search(text[nominate.start : nominate.end])
    changed = [f for f in grammar("were_changed", context.languages).find(text) if f.start >= nominate.end]
    if said is not None and changed and not re.search(r"[;:]", text[nominate.end : changed[0].start]):
        return True
    return (
        said is not None
        and said.start == 0
        and any(
            u.start <= nominate.start
            and not re.search(r"[;:.،,]", text[u.end : nominate.start])
            and nominate.start - u.end <= _DESIGNATION_GAP
            for u in update
        )
    )


def _was_told(text: str, nominate: Found, update: list[Found], context: Context) -> bool:
    """True for what an earlier mail did, of which a mistake is mended ("in our mail nominating Mr A the address was wrong")."""
    before = text[: nominate.start].rstrip(" ") + " "
    told = any(f.end >= len(before) - 1 for f in matter("earlier_mail", context.languages).find(before))
    return told and any(u.start > nominate.end or u.end < nominate.start for u in update)


def _ends_designation(text: str, withdraw: Found, nominate: Found, context: Context) -> bool:
    """True where a word of nomination is only what is withdrawn ("puts an end to the designation of")."""
    noun = grammar("designations", context.languages).is_whole(text[nominate.start : nominate.end])
    if noun and nominate.end <= withdraw.start:
        # "the designation of Mr A (and of Ms B) is withdrawn"
        return ";" not in re.sub(r"\([^()]*\)", "", text[nominate.end : withdraw.start])
    between = text[withdraw.end : nominate.start]
    if nominate.start < withdraw.end or len(between) > _DESIGNATION_GAP or re.search(r"[;:]", between):
        return nominate.start < withdraw.end and withdraw.start <= nominate.start
    joined = any(
        f.end < len(between.rstrip()) or not between[f.end :].strip()
        for f in grammar("conjunctions", context.address_languages).find(between)
    )
    return not joined and not anchors(between, context)


def _within(found: Found, others: list[Found]) -> bool:
    return any(other.start <= found.start and found.end <= other.end for other in others)


def _overlaps(found: Found, others: list[Found]) -> bool:
    return any(found.start < other.end and other.start < found.end for other in others)


def actions(text: str, turns: Turns, people: list[Person], context: Context) -> list[tuple[Action, bool]]:
    """For each person what the sentence does to it, and whether it says so in so many words."""
    comers = _but_these(text, turns, people, context)
    if comers:
        return [(Action.ADD if n in comers else Action.REMOVE, bool(turns.withdraw)) for n in range(len(people))]
    leavers = _in_whose_place(text, turns, people, context)
    if leavers and len(leavers) < len(people) and not turns.supersede:
        # "the contact is now A instead of B", "the contact passes from B to A"
        return [(Action.REMOVE if n in leavers else Action.ADD, True) for n in range(len(people))]
    if turns.replaced_by and len(people) > 1:
        phrase = turns.replaced_by[0]
        within = [n for n, p in enumerate(people) if phrase.start <= p.start and p.end <= phrase.end]
        if within:
            return [(Action.ADD if n in within else Action.REMOVE, True) for n in range(len(people))]
        at = turns.replaced_by[0].start
        before = [n for n, p in enumerate(people) if p.start < at]
        # "Y has taken his place": the one before the phrase is who comes where nobody stands behind it
        followed = len(before) < len(people)
        leaver = before[-1 if followed else -2] if len(before) > (0 if followed else 1) else None
        return [(Action.REMOVE if n == leaver else Action.ADD, True) for n in range(len(people))]
    if turns.replace and len(people) > 1:
        at = turns.replace[0].start
        behind = [n for n, p in enumerate(people) if p.start >= at]
        if behind:
            return [(Action.REMOVE if n == behind[0] else Action.ADD, True) for n in range(len(people))]
        if turns.withdraw:
            # "Y has left, and Z takes over"
            comer = len(people) - 1
            return [(Action.ADD if n == comer else Action.REMOVE, True) for n in range(len(people))]
    if turns.withdraw:
        if turns.nominate and len(people) > 1:
            places = sorted([(f.start, Action.REMOVE) for f in turns.withdraw])
            return [(_nearest(p, places, turns), True) for p in people]
        # "Mr A has left, but Ms B stays on"
        certain = not _led_by("adversatives", text, people, context) - {0}
        return [(Action.REMOVE, certain)] * len(people)
    if turns.update and not _names_somebody_new(turns, people):
        return [(Action.UPDATE, True)] * len(people)
    return [(Action.ADD, bool(turns.nominate))] * len(people)


def stands_in(text: str, turns: Turns, people: list[Person], context: Context) -> Person | None:
    """Who stands in for the other of two who stays ("While Ms A is on leave, her deputy, Mr B, stands in for her")."""
    verb = grammar("stands_in", context.languages).search(text)
    if verb is None or len(people) != _BOTH or turns.replaced_by or turns.replace:
        return None
    object_told = grammar("stands_in_for_them", context.languages).search(text)
    if object_told is not None and people[-1].start >= object_told.end:
        # "vertritt sie Herr B"
        return people[-1]
    return people[-1] if people[-1].end <= verb.start else people[0] if people[0].end <= verb.start else None


def _but_these(text: str, turns: Turns, people: list[Person], context: Context) -> set[int]:
    """Who comes in a sentence that says of those before that it is not them ("the contact is no longer A but B")."""
    if len(people) < _BOTH or turns.replaced_by or turns.replace:
        return set()
    led = sorted(_led_by("adversatives", text, people, context) - {0})
    if not led:
        return set()
    last = people[led[-1]].start
    if any(f.end > last for f in (*turns.withdraw, *grammar("stays", context.languages).find(text))):
        return set()
    comers: set[int] = set()
    begin = 0
    for n, until in zip(led, [*led[1:], len(people)], strict=True):
        at = people[n].start
        gone = [f.start for f in turns.withdraw if begin <= f.start < at]
        denied = not (turns.nominate or turns.update) and _led_by("negations", text, people[n - 1 : n], context)
        if not gone and not denied:
            return set()
        next_gone = min((f.start for f in turns.withdraw if f.start > at), default=len(text))
        comers.update(m for m in range(n, until) if people[m].start < next_gone)
        begin = at
    return comers


def _led_by(code: str, text: str, people: list[Person], context: Context) -> set[int]:
    """Those right behind words of this kind, with no "and" between."""
    words = grammar(code, context.languages).find(text)
    joined = grammar("conjunctions", context.languages)
    return {
        n
        for n, person in enumerate(people)
        if any(
            f.end <= person.start
            and _LED.fullmatch(text, f.end, person.start)
            and not joined.stands_in(text[f.end : person.start])
            for f in words
        )
    }


def _in_whose_place(text: str, turns: Turns, people: list[Person], context: Context) -> set[int]:
    """Those right behind words that call the person behind them the one who goes, where somebody else comes."""
    if len(people) < 2 or turns.replaced_by:
        return set()
    leavers = _led_by("in_whose_place", text, people, context)
    for verb in grammar("ending_verbs", context.languages).find(text):
        # "dass Herr A Frau B ablöst": the one nearer to the verb is its object
        if not leavers and all(person.start < verb.start for person in people):
            leavers = {len(people) - 1}
    if not leavers and turns.update:
        # "the contact is changed from A to B"
        before, now = (_led_by(code, text, people, context) for code in ("changed_from", "changed_to"))
        leavers = {n for n in before - now if n + 1 in now}
    return leavers


def _nearest(person: Person, removals: list[tuple[int, Action]], turns: Turns) -> Action:
    places = [*removals, *((f.start, Action.ADD) for f in turns.nominate)]
    return min(
        places,
        key=lambda place: abs(place[0] - person.end) if place[0] >= person.start else abs(person.start - place[0]),
    )[1]


def _names_somebody_new(turns: Turns, people: list[Person]) -> bool:
    """True where a verb of nomination stands nearer to the person than any word of change."""
    if not turns.nominate or not people:
        return False
    first = people[0]

    def distance(found: Found) -> int:
        return found.start - first.end if found.start >= first.end else max(0, first.start - found.end)

    return min(distance(f) for f in turns.nominate) < min(distance(f) for f in turns.update)


def _joined(text: str, people: list[Person]) -> bool:
    """True where nothing but commas, brackets, "and" and articles stand between the first and the last of them."""
    gaps = [re.sub(r"\([^()]*\)", "", text[a.end : b.start]) for a, b in pairwise(people)]
    return all(re.fullmatch(r"[\s,،)]*(?:[\w']{1,4}\s+){0,3}", gap) for gap in gaps)


def roles_for(
    text: str, people: list[Person], mentioned: list[Mention], heading: tuple[str, ...]
) -> list[tuple[tuple[str, ...], Mention | None]]:
    """For each person the roles that the sentence gives it: its own mention, else the heading's."""
    single = [m for m in mentioned if len(m.roles) == 1]
    if len(people) > 1 and len(single) == len(people) and all(m.start > people[-1].start for m in single):
        return [(m.roles, m) for m in single]
    if not mentioned:
        return [(heading, None)] * len(people)
    role_first = mentioned[0].start < people[0].start
    told: list[tuple[tuple[str, ...], Mention | None]] = []
    for number, person in enumerate(people):
        until = people[number + 1].start if number + 1 < len(people) else 1 << 30
        behind = [m for m in mentioned if person.start <= m.start < until]
        before = [m for m in mentioned if m.start < person.start]
        after = [m for m in mentioned if m.start > person.end]
        if not behind and not role_first and after and before:
            # "A as diplomatic contact, and B and C as technical contacts"
            until = next((n for n, p in enumerate(people) if p.start > after[0].start), len(people))
            if _joined(text, people[number:until]):
                told.append((after[0].roles, after[0]))
                continue
        chosen = before[-1] if before and (role_first or not behind) else behind[0] if behind else mentioned[0]
        if len(people) == 2 and len(mentioned) == 1 and len(chosen.roles) == 2:
            told.append(((chosen.roles[number],), chosen))
        else:
            told.append((chosen.roles, chosen))
    return told
