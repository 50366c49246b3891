"""Replacing: who goes and who comes beside a verb of replacement."""

from __future__ import annotations

import re

from domain.submission import Action
from parsers.extract.context import Context
from parsers.extract.grammar import grammar
from parsers.extract.person import Person
from parsers.extract.roles import Mention
from parsers.extract.turns import Turns
from parsers.lexicons import phrases_in

_BOTH = 2


def comes_for(text: str, turns: Turns, people: list[Person], context: Context) -> int | None:
    """Who comes of two, where the verb's object comes for the other ("substitute A for B")."""
    if len(people) != _BOTH or not turns.replace:
        return None
    languages = context.languages
    verb = phrases_in("bystanders", "put_for", languages).search(text[: people[1].start])
    between = text[people[0].end : people[1].start]
    led = phrases_in("bystanders", "put_for_whom", languages).find(between)
    return 0 if verb is not None and any(len(between[f.end :].split()) <= 1 for f in led) else None


def is_exchanged(text: str, turns: Turns, people: list[Person], context: Context) -> bool:
    """True for "replace A for B", by which some mean that A goes and some that A comes."""
    behind = [person for person in people if person.start >= turns.replace[0].start]
    if len(behind) < _BOTH or context.languages[0] != "en":
        return False
    between = text[behind[0].end : behind[1].start]
    led = phrases_in("bystanders", "put_for_whom", ("en",)).find(between)
    return any(len(between[f.end :].split()) <= 1 for f in led)


def _and_joined(one: Person, other: Person, text: str, context: Context) -> bool:
    """True where nothing but "and" or a comma, brackets and an article stand between two people."""
    gap = re.sub(r"\([^()]*\)", " ", text[one.end : other.start])
    joints = grammar("conjunctions", context.address_languages).find(gap)
    rest = gap
    for joint in reversed(joints):
        rest = f"{rest[: joint.start]} {rest[joint.end :]}"
    return bool(joints) and len(re.findall(r"\w+", rest)) <= 1


def joined_before(leaver: int, text: str, people: list[Person], context: Context) -> list[int]:
    """Who is replaced together with somebody: those joined to them by "and" or commas before ("A, B and C are replaced by D")."""
    found = [leaver]
    while found[-1] and (
        _and_joined(people[found[-1] - 1], people[found[-1]], text, context)
        or (len(found) > 1 and re.fullmatch(r"\s*,\s*", text[people[found[-1] - 1].end : people[found[-1]].start]))
    ):
        found.append(found[-1] - 1)
    return found


def who_go(text: str, turns: Turns, people: list[Person], context: Context) -> set[int]:
    """Those who go: whoever stands right behind a verb of replacement, with those joined to them by "and" who have no such verb of
    their own behind. A second verb counts where somebody who comes stands before it. Where the grammar tells it, who goes stands
    before the verb, or behind somebody who comes."""
    objects: list[int] = []
    ahead = grammar("subject_first", context.languages).find(text)
    verbs = [f for n, f in enumerate(turns.replace) if not n or f.start >= turns.replace[n - 1].end]
    for number, verb in enumerate(verbs):
        until = verbs[number + 1].start if number + 1 < len(verbs) else len(text)
        subject = [n for n, p in enumerate(people) if p.end <= verb.start and (not objects or n > objects[-1])]
        behind = [n for n, p in enumerate(people) if p.start >= verb.start]
        if not behind or (objects and not subject) or re.search(r"[;؛；]", text[verb.end : people[behind[0]].start]):
            continue
        if behind[0] in objects:
            continue
        led = text[verb.end : people[behind[0]].start]
        if (
            not subject
            and re.search("[,،，]", led)
            and any(people[n].end <= until < people[n + 1].start for n in behind[:-1])
        ):
            # "Owing to the rotation of staff, A is to replace B": the first turn only says why
            continue
        if subject and _is_turned(people[subject[-1]], people[behind[0]], text, context):
            objects.append(subject[-1])
            continue
        if not subject and len(behind) > 1 and any(f.start < verb.end and verb.start < f.end for f in ahead):
            behind = behind[1:]
        objects.append(behind[0])
        for n in behind[1:]:
            if people[n].end <= until < len(text) and n == max(m for m in behind if people[m].end <= until):
                break
            if not _and_joined(people[n - 1], people[n], text, context):
                break
            objects.append(n)
    return set(objects)


def _is_turned(before: Person, behind: Person, text: str, context: Context) -> bool:
    """True where the form of address of the one before a verb is an object's, and of the one behind it a subject's."""
    return all(
        any(found.start == 0 for found in grammar(kind, context.languages).find(text[person.start : person.end]))
        for kind, person in (("object_marks", before), ("subject_marks", behind))
    )


def in_pairs(
    told: list[tuple[tuple[str, ...], Mention | None]],
    acts: list[tuple[Action, bool]],
    turns: Turns,
    people: list[Person],
) -> list[tuple[tuple[str, ...], Mention | None]]:
    """The roles, with who comes in the role of the one in whose place, where a verb stands between the two ("A replaces B as ...,
    and C replaces D as ...")."""
    pairs = [
        n
        for n in range(len(people) - 1)
        if (acts[n][0], acts[n + 1][0]) == (Action.ADD, Action.REMOVE)
        and any(people[n].end <= f.start < people[n + 1].start for f in turns.replace)
    ]
    return [told[n + 1] if n in pairs and len(pairs) > 1 else one for n, one in enumerate(told)]
