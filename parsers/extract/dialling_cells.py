"""Telephone numbers told in parts: the country code, and perhaps the town's, under labels of their own before the number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from parsers.expressions import later
from parsers.extract.items import Answer, Break, Heading, Item
from parsers.extract.passages import Passage, Piece, chain
from parsers.fields.dialling import LEAST
from parsers.words import Label

_CODE, _AREA = "dialling_code", "area_code"
_NUMBERS = frozenset({"phone", "mobile"})
_ONLY_CODE = later(r"(?:[(]\s*)?(?P<sign>\+\s*|00\s*)?(?P<figures>\d{1,4}(?:[ -]\d{1,4})?)\s*[)]?")
_FIGURE = later(r"\d")
_PHONE = Label(("phone",))
_WHOLE = later(r"\s*(?:\+|00\d)")
_SEVERAL = later(r"[/;,\n]")
_WHOSE = "the country code stands apart, and may not belong to all of these numbers"


def with_dialling_codes(items: Iterable[Item]) -> Iterator[Item]:
    """The items, each number with the code that a label of its own asked for before it; such codes alone are no items."""
    held: list[Passage] = []
    abroad = used = False
    for item in items:
        if isinstance(item, (Heading, Break)):
            held, used = [], False
        if not isinstance(item, Answer):
            yield item
            continue
        code = item.label.codes[0]
        if code in (_CODE, _AREA):
            told = _ONLY_CODE.fullmatch(item.value.text)
            if told is None:
                if len(_FIGURE.findall(item.value.text)) >= LEAST:
                    # "DDI" may be a direct line too
                    yield replace(item, label=_PHONE)
                continue
            if used or not held:
                held, abroad, used = [], False, False
            abroad = abroad or code == _CODE or told["sign"] is not None
            held.append(item.value.part(*told.span("figures")))
        elif held and code in _NUMBERS and item.value and not _WHOLE.match(item.value.text):
            used = True
            whole = chain([*held, item.value], " ")
            several = _SEVERAL.search(item.value.text) is not None
            yield replace(item, value=_with_plus(whole) if abroad else whole, doubt=_WHOSE if several else item.doubt)
        else:
            yield item


def _with_plus(passage: Passage) -> Passage:
    pieces = tuple(Piece(p.start + 1, p.length, p.line, p.offset) for p in passage.pieces)
    return Passage(passage.path, f"+{passage.text}", pieces, passage.recognised)
