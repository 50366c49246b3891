"""WordprocessingML's elements: their names and attributes, whatever dialect they are written in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parsers.readers.markup_numbers import whole_number

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
DELETED = frozenset({"del", "moveFrom"})
DEPTH = 120
"""Elements within elements that are followed."""


def tag_of(element: Any) -> str:
    """The element's name without its namespace; empty for a comment."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def get(element: Any, name: str) -> str | None:
    """An attribute of the main namespace, None where it is absent."""
    value = element.get(_W + name)
    value = value if value is not None else element.get(_STRICT + name)
    return str(value) if value is not None else None


def is_on(element: Any) -> bool:
    """True for a switch that is there and not turned off."""
    return element is not None and get(element, "val") not in ("0", "false", "off")


def number_of(properties: Any, name: str, default: int) -> int:
    """A count among properties, between the default and 60."""
    element = properties.find(f"{{*}}{name}") if properties is not None else None
    value = get(element, "val") if element is not None else None
    return max(default, whole_number(value, default, 60))


def inside(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those within content controls and insertions."""
    for child in element:
        name = tag_of(child)
        if name == tag:
            yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from inside(child, tag)


def above(element: Any, until: Any) -> Iterator[Any]:
    """What an element stands in, up to but not with `until`."""
    parent = element.getparent()
    while parent is not None and parent is not until:
        yield parent
        parent = parent.getparent()
