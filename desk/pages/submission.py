"""One submission: the document left, the record right, and what may be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from desk.acceptance import acceptance_of
from desk.dossier import Facts, first_draft, gather
from desk.form import Draft
from desk.history import decision_line, event_line, told_twice, whereabouts, why_shunted
from desk.pages.mails import mail_lines
from desk.senders import is_look_alike, sender_line, settled_anew
from desk.settling import Settled
from desk.sheet import Line, Sheet, sheet
from desk.wording import FILES, KINDS, LANGUAGES, SEVERITIES, STAGES, day, moment, path_name
from desk.workplace import Asked
from domain.acknowledgement import Acknowledge, Hold, Silence, correspondent
from domain.directory import Entry
from domain.questions import questions_of
from domain.stages import Stage
from domain.submission import Kind
from store import contents, messages, submissions
from store.submissions import Stored


@dataclass(frozen=True, slots=True)
class Step:
    """Something an officer may do with a message outside review."""

    action: str
    title: str
    sentence: str


STEPS: dict[Stage, tuple[Step, ...]] = {
    Stage.SET_ASIDE: (
        Step("close", "Close", "It asks nothing, and nobody is written to."),
        Step("review", "Send to review", "It does ask something: look at it as a submission."),
    ),
    Stage.SHUNTED: (
        Step("retry", "Try again", "Send it back to be read once more, for instance after an update of this program."),
        Step("close", "Close", "Nothing more is to be done with it."),
    ),
    Stage.RETURNED: (Step("close", "Close", "No answer is expected any more."),),
}
SILENT: dict[str, str] = {
    "automatic": "was sent by a machine",
    "no_single_sender": "names no single sender",
    "robot": "comes from an address that no person reads",
    "secretariat": "comes from the Secretariat itself",
}


def submission(asked: Asked) -> Response:
    """The page of one submission as it stands."""
    return show(asked, asked.number("number"))


def show(
    asked: Asked,
    number: int,
    draft: Draft | None = None,
    settled: Settled | None = None,
    plan: Sequence[str] = (),
    notice: str | None = None,
    status: int = 200,
) -> Response:
    """The page of one submission; with `draft`, everything typed stands where it was typed, with the errors beside it."""
    at, facts = asked.at, gather(asked, number)
    message, stored = facts.message, facts.stored
    errors = dict(settled.errors) if settled else {}
    editable = message.stage is Stage.IN_REVIEW and stored is not None
    accepted = message.stage is Stage.ACCEPTED
    typed, draft = draft is not None, draft or first_draft(asked, facts)
    chosen = draft.state.strip().upper() or None
    sender = sender_line(at, stored.reading, chosen, facts.register) if stored else None
    if typed and sender is not None:
        draft = settled_anew(draft, sender)
    state = chosen or (stored.reading.submission.state if stored else None)
    in_force = tuple(e for e in facts.entries if e.state == state and e.in_force_until is None)
    laid = _laid(asked, facts, draft, errors, accepted) if stored else None
    kind = stored.reading.submission.kind if stored else None
    values: dict[str, Any] = {
        "number": number,
        "reference": at.reference(message.received_at, number),
        "heading": at.state_name(state) if stored else "Not read",
        "stage": message.stage,
        "stage_name": STAGES[message.stage],
        "received": moment(message.received_at),
        "next_in_lane": facts.next_in_lane,
        "sheet": laid,
        "marked": bool(laid and any(paper.marks or any(page.shapes for page in paper.pages) for paper in laid.papers)),
        "envelope": stored.reading.envelope if stored else None,
        "sent": _date(stored.reading.submission.message.date) if stored else "",
        "kind_name": KINDS[kind] if kind else "",
        "draft": draft,
        "editable": editable,
        "errors": errors,
        "trouble": "This cannot be done yet. Everything you typed is kept; see what is missing." if errors else None,
        "error_links": [(key, _input_name(key)) for key in errors],
        "plan": list(plan),
        "notice": notice,
        "decisions": [decision_line(d) for d in facts.decisions],
        "shunted_because": why_shunted(message),
        "whereabouts": whereabouts(message),
        "duplicates": [(other, at.reference(when, other), why) for other, when, why in facts.others],
        "severities": SEVERITIES,
        "anchors": _anchors(laid),
        "states": list(at.states.items()),
        "state_names": at.states,
        "language_names": LANGUAGES,
        "file_names": FILES,
        "note_texts": _note_texts(stored),
        "mail_languages": at.programme.languages,
        "entries": [_entry(asked, entry, kind) for entry in in_force],
        "answer_sentence": _answer_sentence(asked, stored, facts) if stored else "",
        "suggested": {
            language: asked_for
            for language in (at.programme.languages if editable and stored else ())
            if stored and (asked_for := questions_of(stored.reading.submission.findings, language))
        },
        "steps": STEPS.get(message.stage, ()),
        "sender": sender,
        "sha256": message.sha256,
        "mails": mail_lines(facts.mails, facts.bounced),
        "history": [event_line(event, facts.logins) for event in facts.events if not told_twice(event)],
        "options_text": options_text,
        "acceptance": acceptance_of(draft, kind, has_entries=bool(in_force) if chosen else None),
        "accepted": accepted,
    }
    return asked.render("submission.html", status, **values)


def as_json(asked: Asked) -> Response:
    """The submission as the machine read it, in the contract's shape."""
    with asked.at.database.reading() as session:
        stored = submissions.latest(session, asked.number("number"))
    if stored is None:
        raise HTTPException(404)
    return Response(stored.reading.submission.as_json() + "\n", media_type="application/json")


def as_mail(asked: Asked) -> Response:
    """The message's bytes as they arrived, to be saved, never shown."""
    at, number = asked.at, asked.number("number")
    with at.database.reading() as session:
        message = messages.get(session, number)
    if message is None:
        raise HTTPException(404)

    def chunks() -> Any:
        with at.database.reading() as session:
            yield from contents.raw_chunks(session, number)

    name = at.reference(message.received_at, number)
    headers = {"Content-Disposition": f'attachment; filename="{name}.eml"', "Content-Length": str(message.size)}
    return StreamingResponse(chunks(), media_type="application/octet-stream", headers=headers)


def options_text(line: Line) -> str | None:
    """A choice's value in the words of its option."""
    return dict(line.options).get(line.value) if line.value else None


def _laid(asked: Asked, facts: Facts, draft: Draft, errors: dict[str, str], accepted: bool) -> Sheet | None:
    stored, at = facts.stored, asked.at
    if stored is None:
        return None
    return sheet(
        stored.reading,
        stored.checked,
        draft,
        errors,
        facts.entries,
        at.programme,
        lambda attachment, page: at.picture(facts.message.id, attachment, page),
        accepted,
    )


def _anchors(laid: Sheet | None) -> set[str]:
    if laid is None:
        return set()
    lines = [laid.state, *laid.note, *(line for card in laid.cards for line in card.lines)]
    return {line.anchor for line in lines} | {card.anchor for card in laid.cards} | {"contacts"}


def _input_name(key: str) -> str:
    if key in ("question", "reason", "contacts"):
        return key.capitalize()
    if key == "remember":
        return "Sender's address"
    number, _, name = key.removeprefix("contacts-").partition("-")
    if not number.isdecimal():
        return path_name(key)
    return (
        "Directory entry of contact " + str(int(number) + 1)
        if name == "entry"
        else path_name(f"contacts[{number}]" + (f".{name}" if name else ""))
    )


def _entry(asked: Asked, entry: Entry, kind: Kind | None) -> dict[str, Any]:
    role = asked.at.programme.role(entry.role)
    return {
        "id": entry.id,
        "role": asked.at.programme.text(role.names, "en").capitalize() if role else entry.role,
        "name": entry.contact.name or entry.contact.institution or "Unnamed",
        "institution": entry.contact.institution if entry.contact.name else None,
        "since": day(entry.in_force_from),
        "confirmed_at": day(entry.last_confirmed),
        "may_confirm": kind is Kind.PING_REPLY,
    }


def _date(written: str | None) -> str:
    """The sender's own date in words, with its offset; as written where it is no date."""
    try:
        at = datetime.fromisoformat(written or "")
    except ValueError:
        return written or "not given"
    offset = f"{at:%z}"
    return f"{at.day} {at:%B %Y, %H:%M}" + (f" (UTC{offset[:3]}:{offset[3:5]})" if offset else "")


def _note_texts(stored: Stored | None) -> dict[str, str]:
    """The note's date and language in words, by path."""
    note = stored.reading.submission.note_verbale if stored else None
    found: dict[str, str] = {}
    if note and note.language in LANGUAGES:
        found["note_verbale.language"] = LANGUAGES[note.language]
    with suppress(ValueError):
        written = date.fromisoformat(note.date or "") if note else None
        if written:
            found["note_verbale.date"] = f"{written.day} {written:%B %Y}"
    return found


def _answer_sentence(asked: Asked, stored: Stored, facts: Facts) -> str:
    look_alike = is_look_alike(stored.reading, facts.register, asked.at)
    answer = correspondent(stored.reading.envelope, asked.at.programme, look_alike=look_alike)
    match answer:
        case Acknowledge(recipient):
            return f"Mails about it go to {recipient}."
        case Hold(recipient, _, sentence):
            return f"A mail to {recipient} will be held until you release it. {sentence}"
        case Silence(reason):
            return f"No mail will go out, because the message {SILENT.get(reason, 'may not be answered')}."
