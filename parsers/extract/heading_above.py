"""A role's heading right above a table, which holds for every contact in it that has no role of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.extract.items import Answer, Break, Heading, Item
from parsers.extract.titles import Title

_OF_ROLES = frozenset({"role", "leaver", "comer"})


def role_above(items: Sequence[Item]) -> Heading | None:
    """The heading with which the items end, where it tells one role; None for any other end."""
    last = items[-1] if items else None
    return last if isinstance(last, Heading) and len(last.title.roles) == 1 else None


def below_role(items: Sequence[Item], above: Heading | None) -> list[Item]:
    """The items of a table of several contacts, the later ones in the role that the heading above the table gives to the first;
    as they are where the table tells roles itself."""
    if above is None or any(_tells_roles(item) for item in items):
        return list(items)
    closed = next((at for at, item in enumerate(items) if isinstance(item, Break)), len(items))
    return [_below(item, above) if at > closed and isinstance(item, Heading) else item for at, item in enumerate(items)]


def _below(heading: Heading, above: Heading) -> Heading:
    """What opens a contact in the table, with the role that stands above it."""
    title = Title(above.title.roles, heading.title.alternate)
    if heading.action or heading.passage:
        return replace(heading, title=title, told=above.told or above.passage)
    return replace(above, title=title)


def _tells_roles(item: Item) -> bool:
    if isinstance(item, Heading):
        return bool(item.title.roles)
    return isinstance(item, Answer) and bool(set(item.label.codes) & _OF_ROLES)
