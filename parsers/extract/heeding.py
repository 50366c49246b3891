"""Circumstances heeded: values that a text gives to somebody else are left out or doubted, with what makes them so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.submission import Action, Finding, Severity
from parsers.extract.circumstances import Circumstances, Kind
from parsers.extract.drafts import Draft, Value

_REACH = ("emails", "phones")
_DOUBTS = {
    Kind.ANOTHER: "the text seems to give it to somebody else, who passes messages on",
    Kind.DEPUTYS: "the text seems to give it to the contact's deputy, whom it does not name",
    Kind.INSTEAD: "the text gives it for when the contact does not answer",
    Kind.THEIRS: "the text seems to give it as a Mission's or ministry's own, or for telling somebody in an emergency",
    Kind.STRANGER: "another person's name stands right before it",
    Kind.OLD: "the text says that another takes its place, or that it is out of use",
    Kind.LIMITED: "the text says until when a value holds",
    Kind.COPIED: "the text asks for a copy to this address",
}
_LATER = "the text says from when a value holds"
_LEFT_OUT = {
    Kind.ANOTHER: "{} beside it is said to be somebody else's and was left out",
    Kind.DEPUTYS: "{} beside it is said to be a deputy's and was left out",
    Kind.OLD: "{} beside it is said to be out of use and was left out",
}
_RESTRICTED = "The text says that a value here is private, not to be published, or for emergencies only."
_UNLISTED = "The text says that {} is not meant for the directory; nothing was recorded from it."
_HELPER = "the text seems to call this person somebody's assistant"


def heed(draft: Draft, told: Circumstances) -> tuple[tuple[str, str], ...]:
    """The fields whose use the text restricts, each with a sentence that says how; what it does not mean for the directory is left
    out. From here on no value is vouched for of which the text says that it is another's,
    holds for a time, or is for when the contact does not answer; what is certainly another's is left out beside others."""
    if draft.action is Action.REMOVE:
        return ()
    restricted: list[tuple[str, str]] = []
    name = draft.first("name")
    for code in _REACH:
        values = draft.values.get(code, [])
        kinds = [told.of(value.text, value.passage, name.text if name else None) for value in values]
        if draft.alternate:
            kinds = [said - {Kind.DEPUTYS} for said in kinds]
        unlisted = [value.text for value, said in zip(values, kinds, strict=True) if Kind.UNLISTED in said]
        if unlisted:
            restricted.append((code, _UNLISTED.format(", ".join(unlisted))))
            values = [value for value in values if value.text not in unlisted]
            kinds = [said for said in kinds if Kind.UNLISTED not in said]
        if any(Kind.RESTRICTED in said for said in kinds):
            restricted.append((code, _RESTRICTED))
        if values or unlisted:
            draft.values[code] = list(_heeded(values, kinds))
    if name is not None and told.is_helper(name.passage):
        draft.values["name"] = [replace(name, sure=False, doubt=_HELPER), *draft.values["name"][1:]]
        draft.action_sure = draft.by_sentence = False
    return tuple(restricted)


def _heeded(values: Sequence[Value], kinds: Sequence[set[Kind]]) -> Iterator[Value]:
    """The values that stay, those doubted of which the kinds say something, and what stands beside one that was left out."""
    out = {kind: [v.text for v, said in zip(values, kinds, strict=True) if kind in said] for kind in _LEFT_OUT}
    if not any(kinds) or all(said & set(_LEFT_OUT) for said in kinds):
        out = {}
    beside = next(
        (sentence.format(", ".join(out[kind])) for kind, sentence in _LEFT_OUT.items() if out.get(kind)), None
    )
    turning = any(Kind.LATER in said for said in kinds) and not all(Kind.LATER in said for said in kinds)
    for value, said in zip(values, kinds, strict=True):
        if out and said & set(_LEFT_OUT):
            continue
        own = next((_DOUBTS[kind] for kind in _DOUBTS if kind in said), None)
        doubt = own or beside or (_LATER if turning else None)
        yield replace(value, sure=False, doubt=value.doubt or doubt) if doubt else value


def restrictions(restricted: tuple[tuple[str, str], ...], contact: int) -> Iterator[Finding]:
    """A finding for each field whose use the text restricts."""
    for code, sentence in restricted:
        yield Finding(
            code="restricted_use",
            severity=Severity.WARNING,
            path=f"contacts[{contact}].{code}",
            message=sentence,
        )
