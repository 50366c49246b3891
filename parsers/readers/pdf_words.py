"""Words of a PDF's page from its characters: which stand on one baseline, in which order, and where one word ends."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from parsers.expressions import reaching
from parsers.readers.directions import is_rtl, ltr_letters, rtl_letters, word_text
from parsers.readers.joined import LONGEST, Joints, joins_next
from parsers.readers.lines import Piece
from parsers.readers.pdf_characters import Character
from parsers.readers.vowel_signs import is_borne, with_signs_at_letters

_HAN = reaching("\u3000", r"[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_LAM_ALEF = reaching("\u0600", "\u0644[\u0622\u0623\u0625\u0627\u0671]")
_WORD_GAP = 0.19
"""Heights of type between two characters from which they are two words, where no space is stored."""
_PARTED_GAP = 0.1
"""The same where pdfium too takes them for two words."""
_JOINT_GAP = 0.06
"""Heights of type between two letters of a word from which a column may begin between them."""
_FEW_JOINTS = 4
"""Such gaps in a word from which it is spaced out."""
_SIGN_REACH = 0.8
"""Heights of type within which a vowel sign belongs to the letter before it in the file."""
_BACK = 0.5
"""Heights of type by which a character must stand left of the one before it to be out of its place."""
_FEW_TWICE = 0.05
"""Share of a line's characters up to which two may stand in one place."""


def pieces_of(characters: Sequence[Character | Piece]) -> list[Piece]:
    """Words from characters: those that stand on one baseline with no space between them. Whole lines stay what they are."""
    lines = [character for character in characters if isinstance(character, Piece)]
    if len(lines) == len(characters):
        return lines
    rows: list[list[Character] | Piece] = []
    latest: list[Character] = []
    spans: list[tuple[float, float]] = []
    for character in characters:
        if isinstance(character, Piece):
            rows.append(character)
            spans.append((0.0, 0.0))
            continue
        if latest and is_borne(character) and _may_bear(latest[-1], character):
            latest.append(character._replace(baseline=latest[-1].baseline, size=latest[-1].size))
            continue
        for at in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            row, (left, right) = rows[at], spans[at]
            if isinstance(row, Piece):
                continue
            last = row[-1]
            larger = last.size if last.size > character.size else character.size
            askew = _askew(last if is_borne(last) else character, larger)
            if abs(last.baseline - character.baseline) < askew and (
                left <= character.box[0] < right or _in_reach(row, character, 12 * larger)
            ):
                row.append(character)
                latest = row
                spans[at] = min(left, character.box[0]), max(right, character.box[2])
                break
        else:
            latest = [character]
            rows.append(latest)
            spans.append((character.box[0], character.box[2]))
    pieces: list[Piece] = []
    text = "".join(c.text for c in characters)
    rtl_page = is_rtl(text)
    joints = None
    if rtl_letters(text):
        rows = with_signs_at_letters(rows)
        joints = Joints([character for character in characters if isinstance(character, Character)])
    for row in rows:
        pieces.extend([row] if isinstance(row, Piece) else _words(row, rtl_page, joints))
    return pieces


def _may_bear(letter: Character, sign: Character) -> bool:
    """True where the sign stands on the letter's line; some programs write all signs of a line before its letters."""
    return not letter.space and abs(letter.baseline - sign.baseline) < letter.size


def _askew(character: Character, size: float) -> float:
    """How far from a row's baseline the character may stand: browsers give a vowel sign's glyph the letter that bears it."""
    borne = is_borne(character) or (character.size < 0.4 * size and rtl_letters(character.text))
    return (0.5 if borne else 0.22) * size


def _in_reach(row: list[Character], character: Character, reach: float) -> bool:
    """Near enough to belong to one run of text; far apart on one baseline are columns, and lines.py puts rows together."""
    last = row[-1]
    joined = last.text > "\u05ff" and joins_next(last.text, character.text)
    left = LONGEST * last.size if joined else reach
    near = character.box[0] - last.box[2] < reach and last.box[0] - character.box[2] < left
    return near or len(row) < 2


def _words(row: list[Character], rtl_page: bool, joints: Joints | None) -> list[Piece]:
    turned = rtl_page or rtl_letters("".join([c.text for c in row]))
    row = _with_brackets_shown(_by_place(row)) if turned else _as_seen(row)
    joined = "".join([c.text for c in row])
    rtl = rtl_letters(joined) > 0 and (rtl_page or rtl_letters(joined) >= ltr_letters(joined))
    stretched = joints if rtl and joints is not None and joints.stretch(row) else None
    groups: list[tuple[list[Character], bool]] = []
    held: list[Character] = []
    glued = False
    for before, character in zip([None, *row], row, strict=False):
        if character.space:
            if held:
                groups.append((held, glued))
            held, glued = [], False
            continue
        if held and before is not None:
            gap = character.box[0] - before.box[2]
            han = (character.text > "\u2fff" or before.text > "\u2fff") and bool(
                _HAN.match(character.text) or _HAN.match(before.text)
            )
            size = before.size if before.size > character.size else character.size
            wide = gap > (0.5 if han else _PARTED_GAP if character.parted else _WORD_GAP) * size
            wide = wide and not (stretched is not None and stretched.hold(character, before))
            if wide or (gap < -0.8 * size and not rtl and character.box != before.box):
                groups.append((held, glued))
                held, glued = [], False
            elif han:
                groups.append((held, glued))
                held, glued = [], True
        held.append(character)
    if held:
        groups.append((held, glued))
    return [_piece(group, rtl, glued) for group, glued in groups]


def _as_seen(row: list[Character]) -> list[Character]:
    """From left to right also where one font's characters follow all of another's, as office programs write spaces and figures
    of a second font; what is printed twice, for bold type, keeps the file's order."""
    if all(before.box[0] <= after.box[0] + _BACK * after.size for before, after in pairwise(row)):
        return row
    sorted_row = sorted(row, key=lambda c: c.box[0])
    twice = sum(
        after.box[0] - before.box[0] < 0.25 * min(before.box[2] - before.box[0], after.box[2] - after.box[0])
        for before, after in pairwise(sorted_row)
        if not (before.space or after.space or before.box == after.box)
    )
    return row if twice > _FEW_TWICE * len(row) else sorted_row


def _by_place(row: list[Character]) -> list[Character]:
    """From left to right; right-to-left letters that follow one another in the file keep its order, for their boxes overlap."""
    clusters: list[list[Character]] = []
    thin = 0.03 * max(c.size for c in row)
    for character in row:
        before = clusters[-1][-1] if clusters else None
        lone = before is not None and len(clusters[-1]) == 1 and is_borne(before)
        if before is not None and not lone and _continues(before, character):
            clusters[-1].append(character)
        elif not (character.space and character.box[2] - character.box[0] < thin):
            clusters.append([character])
    signs = [cluster[0] for cluster in clusters if len(cluster) == 1 and is_borne(cluster[0])]
    clusters = [cluster for cluster in clusters if len(cluster) > 1 or not is_borne(cluster[0])]
    clusters.sort(key=lambda cluster: min(c.box[0] for c in cluster))
    ordered = [
        c
        for cluster in clusters
        for c in (_read_right(cluster)[::-1] if _runs_left(cluster) else _with_signs_in_place(cluster))
    ]
    for sign in signs:
        middle = (sign.box[0] + sign.box[2]) / 2
        at = next((at for at, c in enumerate(ordered) if not c.space and c.box[2] >= middle), len(ordered))
        ordered.insert(at, sign._replace(box=ordered[at].box) if at < len(ordered) else sign)
    return ordered


def _runs_left(cluster: list[Character]) -> bool:
    """True where the file has the letters in reading order; signs above and below them stand anywhere."""
    letters = [c for c in cluster if not unicodedata.combining(c.text[0])] or cluster
    return letters[0].box[0] >= letters[-1].box[0]


def _with_signs_in_place(cluster: list[Character]) -> list[Character]:
    """Letters from left to right in the file's order; with signs among them, which browsers write late, by their places."""
    signs = any(unicodedata.combining(c.text[0]) for c in cluster)
    return sorted(cluster, key=lambda c: c.box[0]) if signs else cluster


def _read_right(cluster: list[Character]) -> list[Character]:
    """Right-to-left letters in reading order: those that share one glyph come from pdfium the wrong way round, or the right one
    where it shows by a lam before its alef: no glyph joins them otherwise."""
    ordered: list[Character] = []
    held: list[Character] = []
    for character in cluster:
        if held and character.box != held[-1].box:
            ordered.extend(_one_glyph(held))
            held = []
        held.append(character)
    return [*ordered, *_one_glyph(held)]


def _one_glyph(letters: list[Character]) -> list[Character]:
    return letters if _LAM_ALEF.search("".join([c.text for c in letters])) else letters[::-1]


def _continues(before: Character, character: Character) -> bool:
    gap = max(before.box[0] - character.box[2], character.box[0] - before.box[2])
    if unicodedata.combining(character.text[0]):
        return not before.space and gap < _SIGN_REACH * before.size
    joined = rtl_letters(before.text) or unicodedata.combining(before.text[0])
    return bool(joined and rtl_letters(character.text)) and gap < _WORD_GAP * character.size


def _with_brackets_shown(row: list[Character]) -> list[Character]:
    """The brackets of a line, from left to right, as they are seen: in right-to-left text files mirror them, or not."""
    shown: list[Character] = []
    opened = False
    for at, character in enumerate(row):
        if character.text not in ("(", ")"):
            shown.append(character)
            continue
        before, after = (row[at - 1] if at else None), (row[at + 1] if at + 1 < len(row) else None)
        left = before is None or before.space or character.box[0] - before.box[2] > _WORD_GAP * character.size
        right = (
            after is None
            or after.space
            or after.box[0] - character.box[2] > _WORD_GAP * character.size
            or after.text in ".,;:،؛"
        )
        opened = left and not right if left != right else not opened
        shown.append(character._replace(text="(" if opened else ")"))
    return shown


def _piece(group: list[Character], rtl: bool, glued: bool) -> Piece:
    text = word_text([c.text for c in group], rtl)
    lefts, tops, rights, bottoms = zip(*[c.box for c in group], strict=True)
    box = (min(lefts), min(tops), max(rights), max(bottoms))
    sizes = sorted(c.size for c in group)
    size = sizes[len(sizes) // 2]
    return Piece(text, box, size, glued=glued, parts=() if rtl else _parts(group, size))


def _parts(group: list[Character], size: float) -> tuple[Piece, ...]:
    """The pieces of a word whose letters stand apart somewhere."""
    starts = [at for at in range(1, len(group)) if group[at].box[0] - group[at - 1].box[2] > _JOINT_GAP * size]
    if not starts or len(starts) >= _FEW_JOINTS:
        return ()
    return tuple(_piece(group[a:b], False, False) for a, b in pairwise([0, *starts, len(group)]))
