"""The passage: running text that never forgets on which lines, and where on them, it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from domain.submission import Box, Evidence
from parsers.document import Line, union
from parsers.expressions import later, reaching
from parsers.extract.divided import joint_of
from parsers.fields.endings import ends_as_domains_do
from parsers.fold import HAN

_HAN_END = reaching("、", f"[{HAN}，。、；：）]$")
_HAN_START = reaching("、", f"^[{HAN}，。、；：（]")
_DOMAIN_GOES_ON = later(r"[a-z\d_][a-z\d_-]*(?:\.[a-z\d-]+)*[.,;:)>]*$")
_LOCAL_BEGUN = later(r"[a-z][a-z\d]*(?:[._][a-z\d]+)+")
_SHORTENED = later(r"(?:[A-ZÀ-ÞА-Я][a-zà-ÿа-я]{0,3}\.)+")
"""What a body's name ends with, and no address begins with ("S.A.", "Ltd.")."""
_SENTENCE_END = later(r"[A-ZÀ-ÞА-Я][^\W\d_]+\.")
_PARTED_LOCAL = re.compile(r"[a-z\d]+[._-][a-z\d._-]*@")
_DOMAIN_BEGUN = re.compile(r"[\w.+-]@([A-Za-z\d.-]*[A-Za-z\d])$")
_DOMAIN_REST = re.compile(r"[a-z\d-]+(?:\.[a-z\d-]+)*(?![A-Za-z\d@_])")
_DOMAIN_TAIL = re.compile(r"[a-z\d-]{1,3}\.[a-z]{2,3}")
_UNFINISHED = re.compile(r"[^\s\-–/][\-/]$")
_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad\ufffe]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line: `length` characters from `offset` of the line, standing at `start` of the passage."""

    start: int
    length: int
    line: Line
    offset: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Text of one attachment with its lines behind it; `path` is the evidence's attachment."""

    path: str
    text: str
    pieces: tuple[Piece, ...]
    recognised: bool = False

    def __bool__(self) -> bool:
        """True where it says anything."""
        return bool(self.text.strip())

    @property
    def first(self) -> Line | None:
        """The line on which it begins."""
        return self.pieces[0].line if self.pieces else None

    @property
    def value(self) -> str:
        """The text as a value: white space folded to single spaces, invisible marks dropped."""
        return clean(self.text)

    def part(self, start: int, end: int | None = None) -> Passage:
        """The characters from `start` to `end`, white space at both ends left out."""
        end = len(self.text) if end is None else min(end, len(self.text))
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        pieces: list[Piece] = []
        for piece in self.pieces:
            low, high = max(start, piece.start), min(end, piece.start + piece.length)
            if low < high:
                pieces.append(Piece(low - start, high - low, piece.line, piece.offset + low - piece.start))
        return Passage(self.path, self.text[start:end], tuple(pieces), self.recognised)

    def split(self, pattern: re.Pattern[str]) -> list[Passage]:
        """The parts between matches of `pattern`, empty ones left out."""
        parts, start = [], 0
        for found in pattern.finditer(self.text):
            parts.append(self.part(start, found.start()))
            start = found.end()
        parts.append(self.part(start))
        return [part for part in parts if part]

    def evidence(self, start: int = 0, end: int | None = None) -> Evidence:
        """Where the characters from `start` to `end` were read: the page on which they begin, and their box there."""
        part = self.part(start, end)
        if not part.pieces:
            return Evidence(attachment=self.path, text=clean(self.text[start:end]))
        page = part.pieces[0].line.page
        boxes = [p.line.box_of(p.offset, p.offset + p.length) for p in part.pieces if p.line.page == page]
        return Evidence(
            attachment=self.path, page=page, box=_rounded(union([b for b in boxes if b])), text=clean(part.text)
        )

    @property
    def confidence(self) -> float:
        """The lowest confidence of the words in it, 1.0 for text that was stored as text."""
        return min((p.line.confidence_of(p.offset, p.offset + p.length) for p in self.pieces), default=1.0)


def clean(text: str) -> str:
    """The text with white space folded and invisible marks dropped."""
    return re.sub(r"\s+", " ", _MARKS.sub("", text)).strip()


def join(path: str, lines: Sequence[Line], recognised: bool = False) -> Passage:
    """The lines as running text: a space at each break, but for Han text, hyphens and addresses broken there, which go on."""
    text = ""
    pieces: list[Piece] = []
    for line in lines:
        content = line.text.strip()
        if not content:
            continue
        if text:
            text = _joined(text, content, pieces)
        pieces.append(Piece(len(text), len(content), line, line.text.find(content)))
        text += content
    return Passage(path, text, tuple(pieces), recognised)


def chain(passages: Sequence[Passage], joint: str | None = None) -> Passage:
    """Several passages as one, joined as lines are unless `joint` says by what."""
    text = ""
    pieces: list[Piece] = []
    for passage in passages:
        if not passage:
            continue
        if text:
            text = _joined(text, passage.text, pieces) if joint is None else text + joint
        pieces.extend(Piece(p.start + len(text), p.length, p.line, p.offset) for p in passage.pieces)
        text += passage.text
    path = passages[0].path if passages else ""
    return Passage(path, text, tuple(pieces), any(p.recognised for p in passages))


def is_within_brackets(text: str, place: int) -> bool:
    """True where a round bracket that opens before this place closes behind it, if at all."""
    return len(re.findall(r"[(（]", text[:place])) > len(re.findall(r"[)）]", text[:place]))


def _joined(before: str, after: str, pieces: list[Piece]) -> str:
    """What stands before the next line, with the joint; the last piece without the hyphen that only divides a word there."""
    joint = _joint(before, after)
    divided = joint_of(before, after) if joint == "" and before.endswith("-") else None
    if divided is None or "@" in before.rsplit(None, 1)[-1] + after.split(None, 1)[0]:
        return before + joint
    if divided == "":
        pieces[-1] = replace(pieces[-1], length=pieces[-1].length - 1)
    return before[:-1] + divided


def _joint(before: str, after: str) -> str:
    if _HAN_END.search(before) and _HAN_START.search(after):
        return ""
    last, first = normalize("NFKC", before.rsplit(None, 1)[-1]), normalize("NFKC", after.split(None, 1)[0])
    address_goes_on = (
        ("@" in last and re.search(r"[@.\-_]$", last) and _DOMAIN_GOES_ON.match(first))
        or (
            "@" not in last
            and re.search(r"\w[.\-_]$", last)
            and re.match(r"[a-z\d.\-_]+@", first)
            and not _SHORTENED.fullmatch(last)
            and not _ends_a_sentence(before, last, first)
        )
        or ("@" not in last and re.search(r"\w[\-_]$", last) and re.match(r"\w[\w.\-]*@", first))
    )
    if address_goes_on or first.startswith("@") or _cut_in_a_word(last, first, first == after.strip()):
        return ""
    if _UNFINISHED.search(last) and re.match(r"\w", first):
        return ""
    return " "


def _ends_a_sentence(before: str, last: str, first: str) -> bool:
    """True for a word with a capital and a full stop behind others, before an address of several parts: "and Trade.", "a.b@c"."""
    behind_words = re.search(r"[^\W\d_]\s+$", before[: -len(last)])
    return bool(behind_words and _SENTENCE_END.fullmatch(last) and _PARTED_LOCAL.match(first))


def _cut_in_a_word(last: str, first: str, alone: bool) -> bool:
    """True where a narrow cell cut an address wherever it was full: before its sign only words with stops between them stand,
    or only with the next line its domain ends as domains do."""
    if "@" in first[1:] and _LOCAL_BEGUN.fullmatch(last):
        return not last.startswith("www.") and not ends_as_domains_do(last)
    begun, rest = _DOMAIN_BEGUN.search(last), _DOMAIN_REST.match(first)
    if alone and begun is not None and _DOMAIN_TAIL.fullmatch(first) and "." in begun[1]:
        # a line that is the end of a domain and nothing else: "a.b@cert.gu" above "b.uy"
        return True
    return (
        begun is not None
        and rest is not None
        and not ends_as_domains_do(begun[1])
        and ends_as_domains_do(begun[1] + rest[0])
    )


def _rounded(box: Box | None) -> Box | None:
    if box is None:
        return None
    return (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
