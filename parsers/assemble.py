"""Claims of all parts of a message become one submission: every value with its evidence, every doubt said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.programme import Programme
from domain.submission import Contact, Evidence, Finding, Kind, MessageFacts, Severity, Submission
from parsers.claims import GIVEN
from parsers.doubts import spelled, tell_doubts
from parsers.entries import entry_of
from parsers.fields.dialling import E164
from parsers.gaps import tell_gaps
from parsers.kinds import Verdict
from parsers.merged import Merged, Part, without
from parsers.merging import merge
from parsers.noted import note_of
from parsers.sheet import Sheet

if TYPE_CHECKING:
    from parsers.trace import Trace

_ADDRESS = re.compile(r"^[^\s@A-Z]+@[^\s@A-Z]+$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A State for which the message speaks at one place, and how much that place weighs."""

    state: str
    evidence: Evidence
    weight: int


def assemble(
    file: str,
    facts: MessageFacts,
    parts: Sequence[Part],
    speakers: Sequence[Speaker],
    findings: Sequence[Finding],
    judge: Callable[[Sequence[Merged]], Verdict],
    programme: Programme,
    mission_addresses: frozenset[str] = frozenset(),
    trace: Trace | None = None,
) -> Submission:
    """The submission; `judge` tells the kind from the contacts that were found, `speakers` come in the message's order.
    A `trace` takes down what was weighed on the way."""
    sheet = Sheet(findings=list(dict.fromkeys(findings)))
    found = merge(parts, trace)
    for merged in found:
        _leave_out(merged, programme, mission_addresses, trace)
    contacts = [m for m in found if _says_anything(m)]
    verdict = judge(contacts)
    if trace:
        trace.kinds(verdict.bids)
        _take_down_unrecorded(trace, found, contacts, verdict.kind)
    for code in verdict.reasons:
        _explain(sheet, code)
    state = _state(sheet, speakers, verdict.kind, trace)
    note = note_of(sheet, parts, verdict.kind, trace)
    entries = (
        [entry_of(sheet, n, merged, trace) for n, merged in enumerate(contacts)]
        if verdict.kind.carries_contacts
        else []
    )
    if verdict.kind.carries_contacts:
        tell_doubts(sheet, entries, contacts)
        _tell_of_senders(sheet, entries, mission_addresses)
        tell_gaps(sheet, entries, state, note, programme)
    return Submission(
        file=file,
        message=facts,
        kind=verdict.kind,
        state=state,
        note_verbale=note,
        contacts=tuple(entries),
        findings=tuple(_in_range(sheet.findings, len(entries))),
        uncertain=tuple(sheet.uncertain),
        evidence=sheet.evidence,
    )


def _says_anything(merged: Merged) -> bool:
    return any(merged.said.get(code) for code in ("name", "institution", "emails", "phones"))


def _take_down_unrecorded(trace: Trace, found: Sequence[Merged], contacts: Sequence[Merged], kind: Kind) -> None:
    for merged in found:
        if merged not in contacts:
            trace.nobody(merged)
        elif not kind.carries_contacts:
            trace.other_kind(merged, kind)


def _leave_out(
    merged: Merged, programme: Programme, mission_addresses: frozenset[str], trace: Trace | None = None
) -> None:
    """Takes the Secretariat's and, where others stand beside them, the Mission's own addresses from a contact."""
    emails = merged.values("emails")
    ours = {e for e in emails if e == programme.mailbox or e.rpartition("@")[2] in programme.secretariat_domains}
    # what a form, table or list itself gives is the contact's own, also where the nominee writes the mail himself
    given = {str(s.claim.value) for s in merged.said.get("emails", []) if s.claim.source in GIVEN}
    theirs = mission_addresses & set(emails) - given if set(emails) - mission_addresses else set()
    if trace:
        trace.leave_out(merged, "emails", ours, "It is the Secretariat's own address.")
        trace.leave_out(merged, "emails", theirs - ours, "It is the Mission's own address; another is the contact's.")
    if ours | theirs:
        without(merged, "emails", frozenset(ours | theirs))
    bad = {p for p in merged.values("phones") if not E164.match(p)}
    if bad:
        if trace:
            trace.leave_out(merged, "phones", bad, "It cannot be written as an international number.")
        without(merged, "phones", frozenset(bad))
    wrong = {e for e in merged.values("emails") if not _ADDRESS.match(e)}
    if wrong:
        if trace:
            trace.leave_out(merged, "emails", wrong, "It is not a whole address.")
        without(merged, "emails", frozenset(wrong))


def _tell_of_senders(sheet: Sheet, entries: Sequence[Contact], mission_addresses: frozenset[str]) -> None:
    """Doubts a list in which an address that may be the Mission's stands beside another and does not spell the contact's name."""
    for n, entry in enumerate(entries):
        if (
            any(e in mission_addresses and not spelled(e, entry.name or "") for e in entry.emails)
            and len(entry.emails) > 1
        ):
            path = f"contacts[{n}].emails"
            sentence = "One of these addresses is the sender's or stands in a letterhead or signature; it may be the Mission's."
            sheet.doubt(path)
            sheet.find("doubtful_value", Severity.WARNING, sentence, path)


def _state(sheet: Sheet, speakers: Sequence[Speaker], kind: Kind, trace: Trace | None) -> str | None:
    """The State for which the weightiest places speak; a disagreement between weighty places is a finding."""
    if kind is Kind.BOUNCE or not speakers:
        return None
    if not kind.carries_contacts and all(speaker.evidence.attachment == "subject" for speaker in speakers):
        # an answer's subject is not its writer's own
        return None
    weights: dict[str, int] = {}
    for speaker in speakers:
        weights[speaker.state] = max(weights.get(speaker.state, 0), speaker.weight)
    best = max(weights.values())
    leading = [s for s in speakers if s.weight == best]
    counts = {s.state: sum(1 for x in leading if x.state == s.state) for s in leading}
    state = max(counts, key=lambda code: counts[code])
    sheet.evidence["state"] = tuple(
        dict.fromkeys(s.evidence for s in sorted(speakers, key=lambda s: -s.weight) if s.state == state)
    )[:3]
    if trace:
        trace.state(state, speakers)
    rivals = [code for code, weight in weights.items() if code != state and weight >= 3]
    if rivals or best <= 1:
        sheet.doubt("state")
        what = (
            f"Different places of the message speak for {state} and {', '.join(rivals)}"
            if rivals
            else "Only a passing mention tells the State"
        )
        sheet.find("state_uncertain", Severity.WARNING, f"{what}; check on whose behalf the note is written.", "state")
    return state


_REASONS = {
    "no_contact_read": (
        Severity.ERROR,
        "This looks like a nomination, but no contact could be read from it; read it and enter them by hand.",
    ),
    "self_nomination": (
        Severity.ERROR,
        "Somebody offers himself as point of contact, and no note of a Government nominates him; only a State can.",
    ),
    "particulars_repeated": (
        Severity.INFO,
        "The answer repeats a contact's particulars and says that nothing has changed; compare them with the entry.",
    ),
    "illegible_attachment": (
        Severity.ERROR,
        "An attachment gave no text that could be understood, so this may be a nomination; open it and read it.",
    ),
    "perhaps_asked": (
        Severity.WARNING,
        "This may ask for a nomination, a change or a withdrawal all the same; read it before you set it aside.",
    ),
    "other_process": (
        Severity.WARNING,
        "This speaks of another process; if it is a nomination, it was sent to the wrong mailbox.",
    ),
    "incident_communication": (
        Severity.ERROR,
        "This looks like a communication about an actual incident; pass it on at once, it was not read further.",
    ),
}


def _explain(sheet: Sheet, code: str) -> None:
    severity, message = _REASONS[code]
    sheet.find(code, severity, message)


def _in_range(findings: Sequence[Finding], contacts: int) -> list[Finding]:
    """The findings, those on contacts that were not recorded without their path."""
    kept = []
    for finding in findings:
        found = re.match(r"contacts\[(\d+)\]", finding.path or "")
        kept.append(finding.model_copy(update={"path": None}) if found and int(found[1]) >= contacts else finding)
    return kept
