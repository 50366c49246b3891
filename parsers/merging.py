"""Merging: which claims of several places are about the same contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.submission import Action
from parsers.extract.drafts import similar
from parsers.extract.grammar import grammar
from parsers.fold import fold
from parsers.merged import Merged, Part, Said, latin, same

if TYPE_CHECKING:
    from parsers.trace import Trace

_SHORTEST_FAMILY = 3
_REACHED = frozenset({"emails", "phones"})
_PARTICULARS = _REACHED | {"position", "institution"}
_CONTACT = re.compile(r"contacts\[(\d+)\]\.(\w+)$")


def locals_of(part: Part) -> list[dict[str, list[Said]]]:
    """The part's contacts, each as field -> claims."""
    found: dict[int, dict[str, list[Said]]] = {}
    for claim in part.claims.claims:
        match = _CONTACT.match(claim.path)
        if match:
            number = int(match[1])
            found.setdefault(number, {}).setdefault(match[2], []).append(Said(claim, part, number))
    return [found[number] for number in sorted(found)]


def merge(parts: Sequence[Part], trace: Trace | None = None) -> list[Merged]:
    """The message's contacts: the same person or office in the same role is one, wherever it is spoken of."""
    merged: list[Merged] = []
    for part in parts:
        for local in locals_of(part):
            homes = [m for m in merged if is_same(m, local)]
            if "role" in local:
                homes = homes[:1]
            if not homes and part.translation and (original := _translated(merged, local, part)):
                homes = [original]
            if not homes:
                homes = [Merged()]
                merged.extend(homes)
            # one person named for both roles and described once is described in both
            for home in homes:
                home.take(local)
    kept = [m for m in merged if not _is_shadow(m, merged)]
    _unite_divided(kept)
    if trace:
        for shadow in (m for m in merged if m not in kept):
            trace.shadow(shadow)
    return kept


def _unite_divided(kept: list[Merged]) -> None:
    """The only one who comes with a name alone has the particulars of the only one who holds a post and has no name, in the same
    role or none ("Mr A replaces Mr B as technical contact. Technical point of contact: Position: ..., Tel.: ...")."""
    added = [m for m in kept if m.action is not Action.REMOVE]
    named = [m for m in added if "name" in m.said and not _PARTICULARS & m.said.keys()]
    nameless = [m for m in added if "name" not in m.said and "position" in m.said and _REACHED & m.said.keys()]
    if len(named) != 1 or len(nameless) != 1:
        return
    one, other = named[0], nameless[0]
    if any(grammar("desks").stands_in(post) for post in other.values("position")):
        return  # nobody holds it
    if one.role is not None and other.role in (one.role, None) and one.action in (other.action, Action.ADD):
        one.take(other.said)
        kept.remove(other)


def _translated(merged: Sequence[Merged], local: dict[str, list[Said]], part: Part) -> Merged | None:
    """The contact of the original that this one of the translation must be: of the same body, else the next in its role.

    Order tells only where both versions have as many contacts in the role; else the names of all of them are marked as guessed."""
    role = _role(local)
    if role is None:
        return None
    everybody = locals_of(part)
    told = {id(m) for m in merged for other in everybody if is_same(m, other)}
    open_ones = [
        m
        for m in merged
        if m.role == role
        and id(m) not in told
        and _actions_agree(m, local)
        and not any(s.part is part for said in m.said.values() for s in said)
    ]
    if not open_ones:
        return None
    peers = [other for other in everybody if _role(other) == role and not any(is_same(m, other) for m in merged)]
    bodies = [m for m in open_ones if _same_body(m, local)]
    if len(bodies) == 1 and sum(_same_body(bodies[0], other) for other in peers) == 1:
        return bodies[0]
    if len(open_ones) != sum(_actions_agree(open_ones[0], other) for other in peers):
        for one in open_ones:
            one.paired = "guess"
    elif open_ones[0].paired is None:
        open_ones[0].paired = "order"
    return open_ones[0]


def _role(local: dict[str, list[Said]]) -> str | None:
    return next((str(s.claim.value) for s in local.get("role", [])), None)


def _same_body(merged: Merged, local: dict[str, list[Said]]) -> bool:
    bodies = [str(s.claim.value) for s in local.get("institution", [])]
    return any(same(a, b) for a in bodies for b in merged.values("institution"))


def is_same(merged: Merged, local: dict[str, list[Said]]) -> bool:
    """True where the local contact is the merged one: same person or office, compatible role and action."""
    role = _role(local)
    if role is not None and merged.role is not None and role != merged.role:
        return False
    return _actions_agree(merged, local) and _same_person(merged, local)


def _actions_agree(merged: Merged, local: dict[str, list[Said]]) -> bool:
    told = next((s for s in local.get("action", [])), None)
    mine = next(iter(sorted(merged.said.get("action", []), key=lambda s: s.rank)), None)
    if told is None or mine is None:
        return True
    if str(told.claim.value) == str(mine.claim.value):
        return True
    removal = "remove" in (str(told.claim.value), str(mine.claim.value))
    weak = told.claim.source == "note" or mine.claim.source == "note"
    return weak and not (removal and told.claim.source != "note" and mine.claim.source != "note")


def _same_person(merged: Merged, local: dict[str, list[Said]]) -> bool:
    names = [str(s.claim.value) for s in local.get("name", [])]
    mine = tuple(dict.fromkeys(merged.values("name")))
    shared = any(
        {str(s.claim.value) for s in local.get(code, [])} & set(merged.values(code)) for code in ("emails", "phones")
    )
    if names and mine:
        if any(similar(a, b) or _is_family_of(a, b) or _is_family_of(b, a) for a in names for b in mine):
            return True
        same_script = any(latin(a) == latin(b) for a in names for b in mine)
        return shared and (not same_script or any(_close(a, b) for a in names for b in mine))
    if not names and not mine:
        bodies = [str(s.claim.value) for s in local.get("institution", [])]
        return shared or any(same(a, b) for a in bodies for b in merged.values("institution"))
    if shared:
        return True
    bodies = [str(s.claim.value) for s in local.get("institution", [])]
    return any(same(a, b) for a in [*names, *bodies] for b in [*mine, *merged.values("institution")]) and not (
        _has_address(local) and merged.said.get("emails")
    )


def _has_address(local: dict[str, list[Said]]) -> bool:
    return bool(local.get("emails"))


def _close(one: str, other: str) -> bool:
    """True where two spellings may be one name misread or shortened: a long word in common."""
    a, b = set(re.findall(r"\w{4,}", fold(one))), set(re.findall(r"\w{4,}", fold(other)))
    return bool(a & b)


def _is_family_of(one: str, other: str) -> bool:
    """True for the family name alone of somebody who is named whole elsewhere ("Ms Hale", "Ada Ruth Hale")."""
    words = fold(other).split()
    return len(words) > 1 and len(one) >= _SHORTEST_FAMILY and fold(one) in (words[0], words[-1])


def _is_shadow(merged: Merged, everybody: list[Merged]) -> bool:
    """True for a mention without role or particulars of somebody who stands there in full."""
    if merged.role is not None or merged.action is Action.REMOVE:
        return False
    bare = not any(merged.said.get(code) for code in ("emails", "phones"))
    return (
        bare and any(other is not merged and other.role is not None for other in everybody) and not merged.says_action
    )
