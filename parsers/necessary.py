"""What a regular expression cannot match without: letters of which some stand in every text that it matches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ANYWHERE = ("",)
"""Of an expression that may match any text."""
WORD = "\b"
"""Stands in what is necessary before letters with which a word begins, and behind letters with which one ends."""
_TOKEN = re.compile(
    r"\\(?P<escaped>u[\da-f]{4}|U[\da-f]{8}|x[\da-f]{2}|\d+|.)"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\]|[.$])"
    r"|(?P<group>\((?!\?)|\(\?(?:[:>]|P<\w+>))|(?P<aside>\(\?(?:<?[=!]|[\w-]+:))|(?P<unread>\(\?)"
    r"|(?P<times>[*+?]|\{(?:\d+(?:,\d*)?|,\d+)\})[?+]?"
    r"|(?P<or>\|)|(?P<end>\))|(?P<begin>\^)|(?P<letter>.)",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows of which one stands there, so many times at least."""

    rows: Sequence[_Row]
    least: int = 1
    once: bool = True


_Item = str | _Group | None
"""A letter or `WORD`; a group; None for what may be any letter, or none."""
_Row = Sequence[_Item]


def necessary(pattern: str) -> tuple[str, ...]:
    """Letters of which at least some stand, as written, wherever the expression matches; `ANYWHERE` where none must.

    `WORD` stands among them wherever a word surely begins or ends."""
    return _longest(_parts(_read(pattern), ""))


def all_necessary(pattern: str) -> list[tuple[str, ...]]:
    """As `necessary`, without `WORD`, for each part that must match: some letters of every one stand in what the expression
    matches."""
    plain = (tuple(letters.replace(WORD, "") for letters in part) for part in _parts(_read(pattern), ""))
    return [part for part in plain if all(part)]


def may_match(parts: Sequence[Sequence[str]], text: str) -> bool:
    """False where letters are missing without which an expression matches nothing: found out in a hundredth of the time that it
    takes to match, or to be compiled."""
    return all(any(map(text.__contains__, part)) for part in parts)


def _read(pattern: str) -> _Row:
    tokens = list(_TOKEN.finditer(pattern))
    if any(token.lastgroup == "unread" for token in tokens):  # (?i), say, of the whole expression
        return [None]
    return [_Group(_rows(iter(tokens)))]


def _rows(tokens: Iterator[re.Match[str]]) -> list[_Row]:
    """The alternatives up to the end of a group."""
    rows: list[list[_Item]] = [[]]
    for token in tokens:
        kind, text = token.lastgroup, token[0]
        if kind == "end":
            break
        if kind == "or":
            rows.append([])
        elif kind == "times":
            rows[-1].append(_Group([[rows[-1].pop()]], _least(text), once=False))
        elif kind == "group":
            rows[-1].append(_Group(_rows(tokens)))
        elif kind == "aside":
            _rows(tokens)
            rows[-1].append(None)
        elif kind == "begin" or text == r"\b":
            rows[-1].append(WORD)
        else:
            plain = kind == "letter" or (kind == "escaped" and not text[1].isalnum())
            rows[-1].append(text[-1] if plain else None)
    return list(rows)


def _least(times: str) -> int:
    told = re.match(r"\{(\d+)", times)
    return int(told[1]) if told else int(times[0] == "+")


def _of_group(group: _Group, begins: str) -> tuple[str, ...]:
    if not group.least:
        return ANYWHERE
    return tuple(dict.fromkeys(text for row in group.rows for text in _longest(_parts(row, begins))))


def _longest(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """That which is longest at its shortest."""
    return max(parts, key=lambda texts: (min(len(text.strip(WORD)) for text in texts), -len(texts)))


def _parts(row: _Row, letters: str) -> list[tuple[str, ...]]:
    """What must stand in a row, behind these letters."""
    found: list[tuple[str, ...]] = []
    for item in _level(row):
        if isinstance(item, str):
            letters += item
        else:
            found.append((letters,))
            begins = WORD if letters.endswith((WORD, " ")) else ""
            found.append(_of_group(item, begins) if item else ANYWHERE)
            letters = begins if item and not item.once and _ends_with_space(item) else ""
    return [*found, (letters,)]


def _level(row: _Row) -> Iterator[_Item]:
    """The row's items, those of groups without alternatives among them."""
    for item in row:
        if isinstance(item, _Group) and item.once and len(item.rows) == 1:
            yield from _level(item.rows[0])
        else:
            yield item


def _ends_with_space(group: _Group) -> bool:
    """True for what ends with a space where it stands, as what may be left out before a word does: `(?:hereby )?`."""
    return all(row and _is_space(row[-1]) for row in group.rows)


def _is_space(item: _Item) -> bool:
    return _ends_with_space(item) if isinstance(item, _Group) else item == " "
