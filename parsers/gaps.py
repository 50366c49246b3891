"""Gaps: what a nomination should tell and does not."""

from __future__ import annotations

from collections.abc import Sequence

from domain.programme import Programme
from domain.submission import LETTER, Action, Contact, NoteVerbale, Severity
from parsers.sheet import Sheet
from parsers.unopened import LOST

_NAMES = {
    "name": "a name", "role": "the role", "emails": "an e-mail address", "phones": "a telephone number", "position": "the position",
    "institution": "the institution", "languages": "the languages",
}  # fmt: skip

_UNREAD = frozenset({"unreadable_email", "phone_not_e164"})
"""Findings that quote what stands where a value could not be read: nothing is missing there."""


def tell_gaps(
    sheet: Sheet, contacts: Sequence[Contact], state: str | None, note: NoteVerbale | None, programme: Programme
) -> None:
    """Findings for what a nomination should tell and does not."""
    if state is None:
        sheet.find("missing_state", Severity.ERROR, "The message does not tell on whose behalf it is written.", "state")
    told = {finding.code for finding in sheet.findings}
    if note is None and not told & LOST:
        sentence = "Neither the message's text nor what came with it is a note verbale or a formal letter."
        sheet.find("no_note_verbale", Severity.WARNING, sentence, None)
    elif note is not None and note.date is None:
        sheet.find(
            "note_without_date",
            Severity.WARNING,
            "No date of the note was read; look for it in the document.",
            "note_verbale.date",
        )
    if note is not None and note.reference is None and LETTER not in told:
        sheet.find(
            "note_without_reference",
            Severity.INFO,
            "No reference of the note was read; look for one on the page.",
            "note_verbale.reference",
        )
    if not contacts and "no_contact_read" not in told:
        sheet.find(
            "no_contact_read",
            Severity.ERROR,
            "No contact could be read from this message; read it and enter them by hand.",
            None,
        )
    for number, contact in enumerate(contacts):
        path = f"contacts[{number}]"
        if not contact.name and not contact.institution:
            sheet.find(
                "missing_name", Severity.ERROR, "Neither a person nor an institution is named here.", f"{path}.name"
            )
        if contact.role is None:
            sheet.find(
                "missing_role", Severity.ERROR, "The message does not tell the role of this contact.", f"{path}.role"
            )
        if contact.action is not Action.ADD:
            continue
        for code in [*programme.required, *programme.expected]:
            if (
                code != "role"
                and not getattr(contact, code, None)
                and not (code == "position" and contact.name is None)
                and not any(f.code in _UNREAD and f.path == f"{path}.{code}" for f in sheet.findings)
            ):
                severity = Severity.ERROR if code in programme.required else Severity.WARNING
                sheet.find(
                    f"missing_{code.removesuffix('s')}",
                    severity,
                    f"The message does not give {_NAMES.get(code, code)} for this contact.",
                    f"{path}.{code}",
                )
