"""Merged contacts as a submission records them: every value with its evidence, every doubt said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.submission import Action, Contact, Severity
from parsers.merged import LISTS, TEXTS, Chosen, Merged
from parsers.sheet import Sheet, compare

if TYPE_CHECKING:
    from parsers.trace import Trace


def entry_of(sheet: Sheet, number: int, merged: Merged, trace: Trace | None) -> Contact:
    """The contact as the submission records it, its evidence and doubts written on the sheet."""
    path = f"contacts[{number}]"
    fields: dict[str, object] = {"action": merged.action}
    recorded: dict[str, Chosen] = {}
    if said := merged.said.get("action"):
        sheet.evidence[f"{path}.action"] = (min(said, key=lambda s: s.rank).claim.evidence,)
    role = merged.text("role")
    if role:
        fields["role"] = role.values[0]
        recorded["role"] = role
        _write(sheet, f"{path}.role", role)
    for code in TEXTS:
        chosen = merged.text(code)
        if chosen:
            fields[code] = chosen.values[0]
            recorded[code] = chosen
            _write(sheet, f"{path}.{code}", chosen)
    for code in LISTS:
        chosen = merged.list(code)
        if chosen:
            fields[code] = chosen.values
            recorded[code] = chosen
            _write(sheet, f"{path}.{code}", chosen)
    if (unreadable := merged.text("unreadable_email")) and not fields.get("emails"):
        _unreadable_email(sheet, f"{path}.emails", unreadable)
    if merged.values("alternate"):
        fields["alternate"] = True
    untold = not merged.says_action and merged.said.get("action") and merged.action is not Action.ADD
    if untold or merged.doubts_action:
        sheet.doubt(f"{path}.action")
        sheet.find(
            "action_unclear",
            Severity.WARNING,
            "The message does not say in so many words what to do with this contact.",
            f"{path}.action",
        )
    if trace:
        trace.contact(path, merged, recorded)
    return Contact(**fields)  # type: ignore[arg-type]


def _unreadable_email(sheet: Sheet, path: str, chosen: Chosen) -> None:
    """Says of an address that stands on the page what could be made out of it; no value is made of that."""
    said = chosen.values[0]
    sheet.find(
        "unreadable_email",
        Severity.ERROR,
        f"An e-mail address stands here and could not be read for sure ({said!r}); type it from the document.",
        path,
    )
    sheet.evidence[path] = (chosen.said[0].claim.evidence,)
    sheet.doubt(path)


def _write(sheet: Sheet, path: str, chosen: Chosen) -> None:
    evidence = [s.claim.evidence for s in [*chosen.said, *chosen.against]]
    sheet.evidence[path] = tuple(dict.fromkeys(evidence))
    if chosen.sure:
        return
    sheet.doubt(path)
    if chosen.against:
        other = "; ".join(dict.fromkeys(str(s.claim.value) for s in chosen.against))
        where = chosen.against[0].claim.evidence.attachment
        sheet.find(
            "values_disagree", Severity.WARNING, f"{where} says otherwise: {other}. Decide which one holds.", path
        )
    else:
        sentence = compare(next(iter(chosen.doubts), None), chosen.said[0].claim.evidence)
        sheet.find("doubtful_value", Severity.WARNING, sentence, path)
