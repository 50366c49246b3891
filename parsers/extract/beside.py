"""What stands beside each address and number of a text, and tells of its circumstances."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from parsers.expressions import later
from parsers.extract.anchors import anchors
from parsers.extract.circumstances import Circumstances, Kind, circumstance
from parsers.extract.context import Context
from parsers.extract.deputies import is_deputys
from parsers.extract.items import Answer, Break, Heading, Item, whole_of
from parsers.extract.passages import Passage, Piece
from parsers.extract.unlisted import unlisted
from parsers.fields.dialling import E164
from parsers.fields.emails import find_emails
from parsers.fields.found import Found
from parsers.fields.phones import find_phones
from parsers.lexicons import lexicons
from parsers.phrases import Phrases
from parsers.words import label_of, phrases

_STOP = re.compile(r"[;؛；。]|(?<=[^\W\d_]{3})[.!?؟]\s+(?=[^\W\d_])|(?<=[\d)])\.\s+(?=[^\W\d_])")
_FIGURES = re.compile(r"\d\d")
_FULL_LINE = 60
"""Characters from which a line was broken because it was full."""
_BRACKET_BEHIND = re.compile(r"\s*[(（\[]([^()（）\[\]]{2,80})[)）\]]|\s+[-–—]\s+([^,;\n]{2,50})")
_OPEN = later(r"[(（\[][^()（）\[\]]{0,25}$")
_CLOSED = later(r"[^()（）\[\]]{0,25}[)）\]]")
_CLOSED_AND_ON = later(r"[^()（）\[\]]{0,25}[)）\]]\W*\w")
_COLON = later(r"(?:['’]s)?[^:：;,()（）\w]{0,3}(?:[\w.-]{1,12}[^:：;,()（）\w]{0,3})?[:：]")
_POSSESSED = re.compile(r"['’]s\b|^\s")
_CLOSE = 60
"""Characters between the words of a circumstance and the value that they tell of."""
_NAME_BEHIND = 45
"""Characters behind the words for another within which that person's name begins."""
_AROUND = 400
"""Characters of the longest sentence that is looked through before and behind a value."""
_DATED = 34
"""Characters behind "until" or "from" within which the day stands."""
_BRIEF = 20
"""Characters between a value and the words behind it that tell of it."""
_MOST_HELPERS = 40
_CALLED = 5
"""Words by which a value is called, at most."""
_LONGEST_NAME = 50
_OVER = 45
"""Characters behind a value within which the text says that it holds no more."""
_CARRIED = frozenset({Kind.ANOTHER, Kind.DEPUTYS, Kind.INSTEAD, Kind.COPIED, Kind.THEIRS, Kind.LATER})
"""What holds of the next value too, where nothing but a comma or label parts them."""
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\b20\d\d\b")
_TYPED = frozenset({"email", "phone", "mobile"})
_WHO = frozenset({"name", "family_name", "given_name"})


@cache
def _months() -> Phrases:
    return Phrases(name for lexicon in lexicons() for name in lexicon.months)


def circumstances_of(items: Sequence[Item], context: Context) -> Circumstances:
    """The circumstances that the items tell beside their addresses and numbers."""
    told = Circumstances()
    block = named = False
    for item in items:
        if isinstance(item, Break):
            block = False
            continue
        said = whole_of(item)
        reader = _Reader(said, context)
        if isinstance(item, Heading) or not isinstance(item, Answer):
            block, named = reader.opens_block(), bool(re.search(r"[:：]\s*\S", said.text))
        elif block and set(item.label.codes) & (_WHO | {"role"}):
            block = bool(set(item.label.codes) & _WHO) and not named
            named = True
            if block:
                told.people.append(item.value)
        reader.tell(told, block and isinstance(item, Answer) and bool(set(item.label.codes) & _TYPED))
    return told


class _Reader:
    """One item's text, and what stands around each of its values."""

    def __init__(self, passage: Passage, context: Context) -> None:
        self.passage = passage
        self.text = passage.text
        self.context = context
        self._starts = [piece.start for piece in passage.pieces]

    @cached_property
    def _stops(self) -> list[int]:
        return [stop.end() for stop in _STOP.finditer(self.text)]

    def opens_block(self) -> bool:
        """True for a line that begins with the words for an assistant and a colon, or is nothing else: what follows is his."""
        for kind in ("another", "of_another"):
            for hit in circumstance(kind).find(self.text):
                behind = self.text[hit.end :]
                alone = len(behind.strip(" .:：")) <= 2 and hit.end - hit.start > 3
                if hit.start <= 4 and not self._is_office(hit, self.text) and (alone or _COLON.match(behind)):
                    return True
        return False

    def tell(self, told: Circumstances, helpers: bool) -> None:
        """Takes down what is said beside each value; all of them are another's where `helpers` says so."""
        values = self._values()
        for hit in self._another(self.text)[:_MOST_HELPERS] if values or len(self.text) < _AROUND else ():
            told.people.append(self.passage.part(hit.end, hit.end + _NAME_BEHIND))
        for value in unlisted(self.text, values):
            self._put(told, value, {Kind.UNLISTED})
        before: set[Kind] = set()
        for at, value in enumerate(values):
            end_before = values[at - 1].end if at else 0
            until = values[at + 1].start if at + 1 < len(values) else len(self.text)
            kinds = set(self._kinds(value, end_before, until, at + 1 == len(values)))
            if at and self._goes_on(end_before, value.start):
                kinds |= before & _CARRIED
            elif named := anchors(
                left := self.text[max(end_before, self._stop_before(value.start)) : value.start], self.context
            ):
                for piece in self._pieces(value):
                    told.named[value.value.partition(";")[0], id(piece.line)] = left[named[-1] :][:_LONGEST_NAME]
            before = kinds
            if helpers:
                kinds = {*kinds, Kind.ANOTHER}
            self._put(told, value, kinds)
            near = [v for v in (values[at - 1] if at else None, *values[at + 1 : at + 2]) if v is not None]
            if Kind.OLD in kinds and at and self._joined(end_before, value.start):
                # "the address A and the number B are no longer in use"
                self._put(told, values[at - 1], {Kind.OLD})
            if Kind.LIMITED in kinds:
                for other in near:
                    same = ("@" in other.value) == ("@" in value.value)
                    self._put(told, other, {Kind.LIMITED} if same else set())

    def _put(self, told: Circumstances, value: Found, kinds: set[Kind]) -> None:
        for piece in self._pieces(value) if kinds else ():
            told.values[value.value.partition(";")[0], id(piece.line)] |= kinds

    def _pieces(self, value: Found) -> Sequence[Piece]:
        """The stretches of lines on which a value stands."""
        first = max(bisect_right(self._starts, value.start) - 1, 0)
        return self.passage.pieces[first : bisect_left(self._starts, value.end)]

    def _values(self) -> list[Found]:
        if "@" not in self.text and not _FIGURES.search(self.text):
            return []
        phones = [one for one in find_phones(self.text, self.context.region, True) if E164.match(one.value)]
        values: list[Found] = []
        for value in sorted((*find_emails(self.text), *phones), key=lambda one: (one.start, "@" not in one.value)):
            if not values or value.start >= values[-1].end:
                values.append(value)
        return values

    def _kinds(self, value: Found, end_before: int, until: int, last: bool) -> Iterator[Kind]:
        start = self._stop_before(value.start)
        left = self.text[max(start, end_before) : value.start]
        bracket = _BRACKET_BEHIND.match(self.text, value.end, max(until, value.end))
        aside = next((part for part in bracket.groups() if part), "") if bracket else ""
        rest = self.text[value.end : min(until, value.end + _AROUND)]
        if stop := _STOP.search(rest):
            rest = rest[: stop.start()]
        if self._another(left) or self._is_named(left) or (aside and self._is_of_another(aside)):
            yield Kind.ANOTHER
        if is_deputys(left, self.context):
            yield Kind.DEPUTYS
        sentence = self.text[start : value.start]
        if circumstance("instead").find(sentence) or circumstance("instead").find(rest if last else aside):
            yield Kind.INSTEAD
        if self._dated("until", left) or (aside and self._dated("until", aside)):
            yield Kind.LIMITED
        if (self._dated("since", left) and not anchors(left, self.context)) or (aside and self._dated("since", aside)):
            yield Kind.LATER
        if self._is_old(left) or circumstance("over").find(rest[:_OVER]):
            yield Kind.OLD
        if any(len(left) - hit.end < _CLOSE for hit in circumstance("theirs").find(left)):
            yield Kind.THEIRS
        if any(len(left) - hit.end < _CLOSE for hit in circumstance("copied").find(left)) or any(
            hit.start <= _BRIEF and re.match(r"\s*[,;.)]" if not last else r"\s*(?:[,;.)]|$)", rest[hit.end :])
            for hit in circumstance("copied").find(rest)
        ):
            yield Kind.COPIED
        near = (left[-_CLOSE:], rest[:_CLOSE] if not bracket else aside)
        if any(circumstance("restricted").find(part) for part in near):
            yield Kind.RESTRICTED

    def _stop_before(self, place: int) -> int:
        """Where the sentence or line begins in which a value stands; lines that only hold labels and values go on."""
        at = bisect_right(self._stops, place) - 1
        stop = max(place - _AROUND, self._stops[at] if at >= 0 else 0, 0)
        for at in range(bisect_right(self._starts, place) - 1, bisect_left(self._starts, stop + 1) - 1, -1):
            start = self._starts[at]
            own = self.text[start:place].strip(" \t•*-–—")
            broken = at > 0 and self.passage.pieces[at - 1].length < _FULL_LINE and self.text[start - 2 : start] != ": "
            if broken and own and not self._only_labels(own):
                return start
        return stop

    def _only_labels(self, text: str) -> bool:
        joined = phrases("words", "and").search(text)
        bare = text[joined.end :] if joined and not text[: joined.start].strip(" ,;/") else text
        bare = bare.strip(" \t\n,:：/|()（）.–—-")
        return not bare or (len(bare) < 30 and label_of(bare) is not None)

    def _goes_on(self, end: int, start: int) -> bool:
        """True where one value follows another with nothing but labels and commas between them, in the same brackets."""
        between = self.text[end:start]
        return not re.search(r"[)）\];；؛。]", between) and self._only_labels(between)

    def _joined(self, end: int, start: int) -> bool:
        """True where "and" joins one value to the next."""
        return self._goes_on(end, start) and phrases("words", "and").stands_in(self.text[end:start])

    def _is_office(self, hit: Found, text: str) -> bool:
        low = max(hit.start - _CLOSE, 0)
        offices = circumstance("offices").find(text[low : hit.end + _CLOSE])
        return any(low + office.start < hit.end and hit.start < low + office.end for office in offices)

    def _another(self, text: str) -> list[Found]:
        """Words that certainly tell of somebody's assistant, in brackets only where the value stands in them or right behind."""
        found = [hit for hit in circumstance("of_another").find(text) if not self._is_office(hit, text)]
        return [hit for hit in found if not _CLOSED_AND_ON.match(text, hit.end)]

    def _is_named(self, left: str) -> bool:
        """True where the last words for an assistant stand before a colon, alone in brackets, or belong to a label."""
        for hit in circumstance("another").find(left):
            if self._is_office(hit, left):
                continue
            behind = left[hit.end :]
            if _OPEN.search(left[: hit.start]) and (
                _CLOSED.match(behind) or self._only_labels(behind.replace(",", " "))
            ):
                return True
            if _COLON.match(behind) or (_POSSESSED.match(behind) and behind.strip() and self._only_labels(behind[1:])):
                return True
        return False

    def _is_of_another(self, aside: str) -> bool:
        hits = [*circumstance("another").find(aside), *circumstance("of_another").find(aside)]
        return any(not self._is_office(hit, aside) for hit in hits)

    def _is_old(self, left: str) -> bool:
        """True where nothing but what a value is called stands between it and words for what another replaces."""
        for hit in circumstance("old").find(left):
            between = left[hit.end :].strip(" \t\n:：(（").split()
            last = [" ".join(between[at:]) for at in range(max(len(between) - 3, 0), len(between))]
            called = len(between) <= _CALLED and any(label_of(part.strip(" :：.")) for part in last)
            if (called and not anchors(left[hit.end :], self.context)) or all(len(word) <= 3 for word in between):
                return True
        return False

    def _dated(self, kind: str, text: str) -> bool:
        """True where the text names the day until or from which something holds."""
        for hit in circumstance(kind).find(text):
            if phrases("roles", "contact").stands_in(text[hit.end :]):
                # "nominates Ms X, until 31 December, as point of contact (...)"
                continue
            behind = text[hit.end : hit.end + _DATED]
            if re.search(r"\d", text[hit.start : hit.end]) or _DAY.match(behind.lstrip()):
                return True
            for month in _months().find(behind):
                around = behind[max(0, month.start - 5) : month.end + 6]
                if re.search(r"\d", around) or (month.start <= 2 and not re.match(r"\s+be\b", behind[month.end :])):
                    return True
        return False
