"""Turns of phrase: what a sentence does to the people it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.changes import words_of_change
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.overlaps import not_in, overlaps, within
from parsers.extract.promoted import come_to
from parsers.extract.roles import mentions
from parsers.extract.to_come import is_to_come
from parsers.extract.undone import done_now
from parsers.extract.value_ends import is_of_a_value, value_goes
from parsers.fields.found import Found
from parsers.fold import fold
from parsers.lexicons import phrases_in
from parsers.matters import matter
from parsers.words import formula, phrases, roles_in

_DESIGNATION_GAP = 50
"""Characters between a word of withdrawal and the designation that it ends."""
_TO_NOW = 2
"""Characters between "now" and the verb."""
_TO_ROLE = 28
"""Characters behind "the functions of" in which a role is named."""
_COMMA = re.compile(r"[,،，]")
_NAME_BEFORE = later(r"[A-ZÀ-ÖØ-ÞА-Я][\w'’]*\s+$")
_LEADS_TO_FAMILY = re.compile(r"(?:^|\s)(?:بن|ابن|بنت|آل|ال|أبو|ابو|ولد)\s+$")
_TAKES_UP = re.compile("تول")
_TO_CONTACT = 70
"""Characters between "to take up" and the role: "the tasks of", and a name before them."""
_STOPS = re.compile("[.;؛]")
_NAME_BEHIND = later(r"\s+[A-ZÀ-ÖØ-ÞА-Я][^\W\d_]")


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
        if not any(c.start <= f.start and f.end <= c.end for c in contacts) and not within(f, talk)
    ]
    if still and not matter("rest", languages).stands_in(text):
        # "the particulars of our point of contact remain unchanged" nominates nobody
        nominate = [f for f in nominate if not phrases("roles", "contact", languages).stands_in(text[f.start : f.end])]
    promoted = come_to(text, context)
    nominate = [f for f in nominate if not overlaps(f, promoted)]
    changed = [*words_of_change(text, context), *promoted]
    passive = [f for f in grammar("replaced_by", languages).find(text) if not overlaps(f, changed)]
    supersede = formula("supersede", languages).find(text)
    active = [
        f
        for f in (*formula("replace", languages).find(text), *phrases_in("bystanders", "put_for", languages).find(text))
        if not overlaps(f, [*passive, *supersede, *changed]) and not within(f, talk)
    ]
    stand_ins = formula("alternate", languages).find(text)
    active = [f for f in active if not any(within(f, [s]) and s.end - s.start > f.end - f.start for s in stand_ins)]
    # "ستتولى مهام نقطة الاتصال": what begins the words that nominate replaces nobody
    active = [f for f in active if not any(n.start == f.start and n.end > f.end for n in nominate)]
    active = [f for f in active if not (_is_a_family_name(text, f) or _assumes_a_role(text, f, context))]
    gone = done_now([f for f in formula("withdraw", languages).find(text) if not within(f, still)], text, context)
    untouched = [*grammar("unchanged", languages).find(text), *formula("confirm", languages).find(text)]
    update = [
        # "mettre à jour" holds "à jour", which alone would say that all stays
        *(f for f in formula("update", languages).find(text) if not overlaps(f, not_in(f, [*untouched, *still]))),
        *(f for f in not_held(text, context) if not _is_of_a_role(text, f, context)),
        *(f for f in gone if value_goes(text, f)),
        *changed,
    ]
    if only_perhaps_new(text, update, context) and (nominate or _tells_who_is(text, context)):
        # "the technical contact is Ms A; se la puede llamar al ..."
        update = []
    update = [f for f in update if not within(f, nominate)]
    forms = formula("own_form", languages).find(text) if update else []
    nominate = [
        f
        for f in nominate
        if not (_is_changed(text, f, update, context) or within(f, forms) or _was_told(text, f, update, context))
    ]
    if grammar("mistakes", languages).stands_in(text):
        # "by mistake our note named Mr A as point of contact"
        nominate = []
    withdraw = [f for f in gone if not (overlaps(f, changed) or _is_a_name(text, f) or is_of_a_value(text, f))]
    linked = grammar("linking", languages)
    if changed and all(
        grammar("designations", languages).is_whole(text[f.start : f.end])
        or any(hit.start == 0 for hit in linked.find(text[f.start : f.end]))
        for f in nominate
    ):
        # "in our nomination of Mr A as technical contact, the number should read ..."
        nominate = []
    if withdraw:
        nominate = [
            f
            for f in nominate
            if not is_to_come(text, f, context)
            and not any(_ends_designation(text, w, f, context) for w in withdraw)
            and not grammar("telling", languages).is_whole(text[f.start : f.end])
            and not any(hit.start == 0 for hit in linked.find(text[f.start : f.end]))
        ]
    leaving = [
        f
        for f in grammar("leaving", languages).find(text)
        # "يحل محلها" holds letters that by themselves end something
        if not (overlaps(f, changed) or is_of_a_value(text, f) or (within(f, passive) and text[f.start - 1].isalpha()))
    ]
    if leaving and update and not withdraw:
        # "Because our Ministry has moved, Mr A can now be reached at ..."
        named = anchors(text, context)[:1]
        leaving = [f for f in leaving if not (named and _COMMA.search(text, f.end, named[0]))]
    if leaving and _stays_in_role(text, context):
        # "Mr A remains our point of contact, but as he has moved to ..., his particulars are now"
        update, leaving = [*update, *leaving], []
    if listed := _listed_and_now(text, context):
        nominate = [f for f in nominate if not _tells_how_listed(text, f, listed)]
        update = update or listed
    if withdraw or leaving or update:
        # "Mr A, who was designated as point of contact, has retired", "..., has changed his number"
        once = [f for code in ("once", "designated_before") for f in grammar(code, languages).find(text)]
        nominate = [f for f in nominate if not overlaps(f, once)]
    if leaving:
        nominate = [f for f in nominate if not grammar("telling", languages).is_whole(text[f.start : f.end])]
    verbs = [f for f in nominate if not any(hit.start == 0 for hit in linked.find(text[f.start : f.end]))]
    if not verbs:
        # "has retired" alone tells of nobody who comes
        active = [f for f in active if not within(f, leaving)]
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


def _stays_in_role(text: str, context: Context) -> bool:
    """True where the only one named stays a point of contact, and not until some day."""
    if len(anchors(text, context)) > 1 or phrases_in("circumstances", "until", context.languages).stands_in(text):
        return False
    roles = [m.start for m in mentions(text, context.languages)]
    return any(
        0 <= role - verb.end <= _TO_ROLE for verb in grammar("stays", context.languages).find(text) for role in roles
    )


def _is_a_name(text: str, found: Found) -> bool:
    """True for a word with a capital between two others, in text that has small letters ("Julio César Monge")."""
    written = text[found.start : found.end]
    alone = written.istitle() and not re.search(r"\s", written)
    return alone and bool(_NAME_BEFORE.search(text[: found.start]) and _NAME_BEHIND.match(text, found.end))


def _is_a_family_name(text: str, found: Found) -> bool:
    """True for an Arabic word behind one that leads on to a family name or a father's ("بن خليفة آل خليفة")."""
    return _LEADS_TO_FAMILY.search(text[: found.start]) is not None


def _assumes_a_role(text: str, found: Found, context: Context) -> bool:
    """True for Arabic words by which somebody takes up the role that is told right behind them ("لتولي مهام نقطة الاتصال")."""
    if not _TAKES_UP.search(fold(text[found.start : found.end])):
        return False
    contacts = phrases("roles", "contact", context.languages).find(text)
    return any(
        0 <= contact.start - found.end <= _TO_CONTACT and not _STOPS.search(text, found.end, contact.start)
        for contact in contacts
    )


def _listed_and_now(text: str, context: Context) -> list[Found]:
    """The words by which somebody whom the directory lists is said to be something else today."""
    listed = grammar("listed_as", context.languages).find(text)[:1]
    now = phrases_in("bystanders", "nowadays", context.languages)
    return listed if listed and now.stands_in(text[listed[0].end :]) else []


def _tells_how_listed(text: str, nominate: Found, listed: list[Found]) -> bool:
    """True for what only tells as what somebody is listed ("who is listed in the directory as point of contact")."""
    return any(
        0 <= nominate.start - f.end <= _DESIGNATION_GAP and not re.search(r"[,;.،؛]", text[f.end : nominate.start])
        for f in listed
    )


def only_perhaps_new(text: str, update: Sequence[Found], context: Context) -> bool:
    """True where what tells of a change may as well tell for the first time how somebody is reached ("se le puede llamar al")."""
    maybe = grammar("may_be_new", context.languages).find(text)
    return bool(update) and all(overlaps(f, maybe) for f in update)


def _tells_who_is(text: str, context: Context) -> bool:
    """True where the sentence says that somebody is a point of contact."""
    return bool(mentions(text, context.languages)) and grammar("is_contact", context.languages).stands_in(text)


def not_held(text: str, context: Context) -> list[Found]:
    """The words for a new office, but for those of one that somebody merely holds ("occupies the post of"), not only now."""
    now = phrases_in("bystanders", "nowadays", context.languages).find(text)
    held = [
        verb
        for verb in grammar("copula", context.languages).find(text)
        if not any(0 <= verb.start - word.end <= _TO_NOW or within(word, [verb]) for word in now)
    ]
    return [f for f in grammar("position_of", context.languages).find(text) if not within(f, held)]


def _is_of_a_role(text: str, found: Found, context: Context) -> bool:
    """True where the functions that somebody takes up are a role's ("the functions of diplomatic point of contact")."""
    behind = text[found.end : found.end + _TO_ROLE]
    told = grammar("natures", context.languages).stands_in(behind) and roles_in(behind, context.languages)
    return bool(told) or phrases("roles", "contact", context.languages).stands_in(behind)


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
