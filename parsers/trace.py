"""The trace: what assembling weighed and passed over, kept only where somebody asks to have a reading explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from domain.explanation import Explanation, Saying
from domain.submission import Kind

if TYPE_CHECKING:
    from parsers.assemble import Speaker
    from parsers.claims import Claim
    from parsers.merged import Chosen, Merged, Part, Said

_PLACES = {
    "form": "in a form",
    "table": "in a table",
    "list": "in a labelled line",
    "prose": "in a sentence",
    "letterhead": "in a letterhead",
    "header": "in a header",
    "note": "in the sentence before the contacts",
}
_LATIN_FIRST = "It stands in another script; the Latin form is recorded."
_TRANSLATION = "It is a translation; the original holds."
_NOT_OF_THIS = "Of a contact that is to be removed only the name, its form of address and its institution are recorded."
_UNREADABLE = "It could not be read for sure, and another address could."
_SHADOW = "Somebody is mentioned here without a role or particulars, and others are named in full."
_NOBODY = "Neither a name nor an institution, address or number came with it."
_STATE_PLACES = {4: "the note's own words", 3: "a letterhead or signature", 2: "a name", 1: "a mention"}


class Trace:
    """Takes down sayings while a submission is put together; ordinary readings are made without one."""

    def __init__(self) -> None:
        self._kinds: list[str] = []
        self._sayings: list[Saying] = []
        self._doubts: dict[str, tuple[str, ...]] = {}
        self._left_out: dict[int, list[tuple[str, Said, str]]] = {}
        self._unrecorded = 0

    def explanation(self) -> Explanation:
        """Everything that was taken down."""
        return Explanation(kinds=tuple(self._kinds), sayings=tuple(dict.fromkeys(self._sayings)), doubts=self._doubts)

    def kinds(self, bids: Sequence[tuple[Kind | None, int, str]]) -> None:
        """Takes down what spoke for which kind; None stands for whatever of nomination, update and withdrawal is asked for."""
        for kind, weight, why in bids:
            name = "nomination, update or withdrawal" if kind is None else kind.value.replace("_", " ")
            self._kinds.append(f"{weight:+d} {name}: {why}")

    def leave_out(self, merged: Merged, code: str, unwanted: Iterable[str], reason: str) -> None:
        """Takes down that these values are taken out of a contact's field."""
        values = frozenset(unwanted)
        for said in merged.said.get(code, []):
            if str(said.claim.value) in values:
                self._left_out.setdefault(id(merged), []).append((code, said, reason))

    def shadow(self, merged: Merged) -> None:
        """Takes down a contact that is only a mention of one who is named in full."""
        self._drop(merged, _SHADOW)

    def nobody(self, merged: Merged) -> None:
        """Takes down a contact of which nothing is left."""
        self._drop(merged, _NOBODY)

    def other_kind(self, merged: Merged, kind: Kind) -> None:
        """Takes down a contact named in a message whose kind records none."""
        self._drop(
            merged, f"Messages of this kind ({kind.value.replace('_', ' ')}) name no contacts for the directory."
        )

    def _drop(self, merged: Merged, reason: str) -> None:
        path = f"unrecorded[{self._unrecorded}]"
        self._unrecorded += 1
        for code, sayings in merged.said.items():
            for said in sayings:
                self._write(f"{path}.{code}", said, reason)
        self._write_left_out(path, merged)

    def _write_left_out(self, path: str, merged: Merged) -> None:
        for code, said, reason in self._left_out.pop(id(merged), []):
            self._write(f"{path}.{code}", said, reason)

    def contact(self, path: str, merged: Merged, chosen: Mapping[str, Chosen]) -> None:
        """Takes down everything that was said of a contact; `chosen` holds what was recorded, by field."""
        for code, all_said in merged.said.items():
            field = chosen.get(code)
            if code == "action":
                self._action(f"{path}.action", sorted(all_said, key=lambda s: s.rank))
                continue
            if code == "unreadable_email":
                for said in all_said:
                    self._write(f"{path}.emails", said, _UNREADABLE if "emails" in chosen else "")
                continue
            if field is None:
                for said in all_said:
                    self._write(f"{path}.{code}", said, "" if code == "alternate" else _NOT_OF_THIS)
                continue
            for said in field.said:
                self._write(f"{path}.{code}", said, "")
            for said in all_said:
                if said not in field.said:
                    self._write(
                        f"{path}.{code}", said, reason_against(field.said[0], said, code), said in field.against
                    )
            if field.doubts:
                self._doubts[f"{path}.{code}"] = tuple(dict.fromkeys(field.doubts))
        self._write_left_out(path, merged)

    def _action(self, path: str, sayings: Sequence[Said]) -> None:
        for said in sayings:
            taken = str(said.claim.value) == str(sayings[0].claim.value)
            self._write(path, said, "" if taken else reason_against(sayings[0], said))

    def _write(self, path: str, said: Said, reason: str, disputes: bool = False) -> None:
        self._claim(path, said.claim, reason, disputes)

    def _claim(self, path: str, claim: Claim, reason: str, disputes: bool = False) -> None:
        self._sayings.append(
            Saying(
                path=path,
                value=str(claim.value),
                place="" if path.startswith("note_verbale.") else _PLACES[claim.source],
                evidence=claim.evidence,
                taken=not reason,
                disputes=disputes,
                reason=reason,
            )
        )

    def note(self, values: Mapping[str, Claim], claims: Sequence[tuple[Part, Claim]], disputed: frozenset[str]) -> None:
        """Takes down what is said of notes; `values` holds the claims taken, by field."""
        for code, taken in values.items():
            path = f"note_verbale.{code}"
            self._claim(path, taken, "")
            if taken.doubt and not taken.sure:
                self._doubts[path] = (taken.doubt,)
            owner = next((part for part, claim in claims if claim is taken), None)
            for part, claim in claims:
                if claim is taken or claim.path != taken.path:
                    continue
                if str(claim.value) == str(taken.value):
                    self._claim(path, claim, "")
                elif part is owner:
                    self._claim(path, claim, "The same document names it once more, later on.")
                elif part.translation and owner is not None and not owner.translation:
                    self._claim(path, claim, _TRANSLATION)
                else:
                    reason = "It belongs to another note; the first that has its reference and date in full is taken."
                    self._claim(path, claim, reason, code in disputed)

    def state(self, state: str, speakers: Sequence[Speaker]) -> None:
        """Takes down for which States the message speaks, and where."""
        best = max((s.weight for s in speakers if s.state == state), default=0)
        for speaker in sorted(speakers, key=lambda s: -s.weight):
            if speaker.state == state:
                reason = ""
            elif speaker.weight < best:
                reason = "It weighs less: the place above says on whose behalf the message is written."
            else:
                reason = "More places, or earlier ones, speak for the State that was taken."
            self._sayings.append(
                Saying(
                    path="state",
                    value=speaker.state,
                    place=_STATE_PLACES[max(1, min(speaker.weight, 4))],
                    evidence=speaker.evidence,
                    taken=not reason,
                    disputes=bool(reason) and speaker.weight >= 3,
                    reason=reason,
                )
            )


def reason_against(best: Said, other: Said, code: str = "") -> str:
    """Why the best saying of a field holds and the other does not, in one sentence."""
    if code == "honorific" and best.part.translation:
        return "The form of address that stands before the name taken is recorded."
    if other.part.translation and not best.part.translation:
        return _TRANSLATION
    if _latin(best) != _latin(other):
        return _LATIN_FIRST if _latin(best) else "It stands in another script than the original."
    if other.claim.source != best.claim.source and other.rank > best.rank:
        taken, passed = (_PLACES[one.claim.source].removeprefix("in ") for one in (best, other))
        return f"{taken.capitalize()} tells it more exactly than {passed}."
    if other.part.recognised and not best.part.recognised:
        return "It was recognised from a picture; stored text holds before that."
    if other.part.order != best.part.order:
        return (
            "It comes later in the message." if other.rank > best.rank else "It does not stand beside the name taken."
        )
    return (
        "It stands later in the same document."
        if other.rank > best.rank
        else "It does not stand beside the name taken."
    )


def _latin(said: Said) -> bool:
    from parsers.merged import is_latin

    return is_latin(said)
