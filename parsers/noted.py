"""The note verbale of a message, from what all its parts claim of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from domain.submission import Kind, NoteVerbale, Severity
from parsers.claims import Claim
from parsers.fold import fold
from parsers.merged import Part, latin
from parsers.sheet import Sheet, compare

if TYPE_CHECKING:
    from parsers.trace import Trace

_FIGURES = re.compile(r"\d+")


def note_of(sheet: Sheet, parts: Sequence[Part], kind: Kind, trace: Trace | None) -> NoteVerbale | None:
    """The note's facts, their evidence and doubts written on the sheet; the original's before a translation's, of several notes the
    first that is complete."""
    if kind in (Kind.AUTO_REPLY, Kind.BOUNCE):
        return None
    values: dict[str, Claim] = {}
    claims = [(p, c) for p in parts for c in p.claims.claims if c.path.startswith("note_verbale.")]
    order = sorted(
        {p.order for p, _ in claims},
        key=lambda o: (
            all(p.translation for p, _ in claims if p.order == o),
            -len({c.path for p, c in claims if p.order == o}),
            o,
        ),
    )
    for number in order[:1] or []:
        for part, claim in claims:
            if part.order == number:
                values.setdefault(claim.path.partition(".")[2], claim)
    for part, claim in claims:
        code = claim.path.partition(".")[2]
        if code not in values and code != "supersedes":
            values[code] = claim
        elif code in ("reference", "date") and (
            _differs(values[code], claim)
            if part.order not in order[:1]
            else _versions_differ(part, claim, claims, values)
        ):
            sheet.doubt(f"note_verbale.{code}")
            sheet.find(
                "notes_disagree",
                Severity.WARNING,
                f"Two {'notes in this message' if part.order not in order[:1] else 'versions of the note'} give different values: "
                f"{values[code].value} and {claim.value}.",
                f"note_verbale.{code}",
            )
    if not values:
        return None
    if trace:
        trace.note(values, claims, frozenset(path.rpartition(".")[2] for path in sheet.uncertain))
    if "language" in values and any(p.beside_translation for p, c in claims if c is values["language"]):
        sheet.doubt("note_verbale.language")
        sentence = "Original and translation stand side by side; see which language the note itself is in."
        sheet.find("from_translation", Severity.WARNING, sentence, "note_verbale.language")
    if "language" in values and _in_two_languages(claims, values):
        sheet.doubt("note_verbale.language")
        sentence = "The same reference stands on texts in two languages; see which of them is the note itself."
        sheet.find("from_translation", Severity.WARNING, sentence, "note_verbale.language")
    for code, claim in values.items():
        path = f"note_verbale.{code}"
        sheet.evidence[path] = (claim.evidence,)
        if not claim.sure:
            sheet.doubt(path)
            sheet.find(
                "ambiguous_date" if code == "date" and claim.doubt else "doubtful_value",
                Severity.WARNING,
                compare(claim.doubt, claim.evidence),
                path,
            )
    return NoteVerbale(**{code: str(claim.value) for code, claim in values.items()})


def _in_two_languages(claims: Sequence[tuple[Part, Claim]], values: Mapping[str, Claim]) -> bool:
    """True where another text, not said to be a translation, bears the note's reference or none, in another language."""
    owner = next(p for p, c in claims if c is values["language"])
    references = {p.order: c for p, c in claims if c.path.endswith(".reference")}
    own = references.get(owner.order)
    return own is not None and any(
        c.value != values["language"].value and not _differs(own, references.get(p.order, own))
        for p, c in claims
        if c.path.endswith(".language") and not p.translation and p.order != owner.order
    )


def _differs(one: Claim, other: Claim) -> bool:
    return fold(str(one.value)).replace(" ", "") != fold(str(other.value)).replace(" ", "")


def _versions_differ(
    part: Part, claim: Claim, claims: Sequence[tuple[Part, Claim]], values: Mapping[str, Claim]
) -> bool:
    """True where original and translation of one document are both sure of the value and differ; a reference in another script by
    its figures."""
    taken = values[claim.path.partition(".")[2]]
    owner = next(p for p, c in claims if c is taken)
    first = next(c for p, c in claims if p is part and c.path == claim.path)
    if owner.translation == part.translation or first is not claim or not (taken.sure and claim.sure):
        return False
    one, other = str(taken.value), str(claim.value)
    if latin(one) and latin(other):
        return _differs(taken, claim)
    return sorted(_FIGURES.findall(fold(one))) != sorted(_FIGURES.findall(fold(other)))
