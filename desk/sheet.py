"""The sheet: one submission as it lies before the officer, the document left, the record right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desk.form import MORE, Draft, DraftContact, anchor, text_of
from desk.marks import Run, marked
from desk.papers import Paper, Render
from desk.papers import papers as list_papers
from desk.paths import evidence_under, field_anchor, mark_anchor, own_names, under, value_at
from desk.wording import ACTIONS, FIELDS, path_name
from domain.directory import Entry
from domain.programme import Programme
from domain.reading import Reading
from domain.submission import Action, Evidence, Finding, Severity

ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
OF_REMOVAL = ("action", "role", "name")
"""Fields that tell whom a removal means; the others are folded away while they are empty."""
HEADERS = ("subject", "from")
PLACES = {"body": "message text", "subject": "subject line", "from": "sender line"}
LONGEST_NAME = 24
"""Characters of an attachment's name beside a field."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was read: a word for it, the place on this page that shows it, and its full name with the text as read."""

    label: str
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One field of the record with everything known about it."""

    path: str
    anchor: str
    name: str
    label: str
    value: str
    machine: str
    uncertain: bool
    compared: bool
    places: tuple[Place, ...]
    findings: tuple[Finding, ...]
    error: str | None
    options: tuple[tuple[str, str], ...] = ()
    more: bool = False

    @property
    def changed(self) -> bool:
        """True where the officer's text is not the machine's."""
        return self.value.strip() != self.machine.strip()

    @property
    def needs_eye(self) -> bool:
        """True where an officer has to look before accepting."""
        return self.uncertain or self.error is not None or any(f.severity is not Severity.INFO for f in self.findings)


@dataclass(frozen=True, slots=True)
class Card:
    """One contact: its lines, and the entries that could be meant where it changes one."""

    number: int
    anchor: str
    title: str
    added: bool
    left_out: bool
    removes: bool
    uncertain: bool
    compared: bool
    findings: tuple[Finding, ...]
    error: str | None
    lines: tuple[Line, ...]
    entry: str
    entry_error: str | None
    candidates: tuple[tuple[str, str], ...]

    @property
    def more_open(self) -> bool:
        """True where a field that is usually folded away holds or needs something."""
        return any(line.more and (line.value or line.machine or line.needs_eye) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One value that the machine would not vouch for, and the place of its field."""

    path: str
    name: str
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the page of one submission shows of its reading."""

    subject: tuple[Run, ...]
    body: tuple[Run, ...]
    papers: tuple[Paper, ...]
    findings: tuple[Finding, ...]
    doubts: tuple[Doubt, ...]
    state: Line
    note: tuple[Line, ...]
    cards: tuple[Card, ...]


def sheet(
    reading: Reading,
    checked: Sequence[Finding],
    draft: Draft,
    errors: Mapping[str, str],
    entries: Sequence[Entry],
    programme: Programme,
    render: Render,
    accepted: bool = False,
) -> Sheet:
    """The submission as a sheet; pictures that cannot be made become a sentence, never an error.

    Once it is `accepted` the doubts of the reading are listed, and stand beside no field any more: they were settled with it."""
    submission = reading.submission
    findings = tuple(sorted([*submission.findings, *checked], key=lambda finding: ORDER[finding.severity]))
    papers = tuple(list_papers(reading, render))
    shown = {page.anchor for paper in papers for page in paper.pages if page.sentence is None}
    boxed = {shape.anchor for paper in papers for page in paper.pages for shape in page.shapes}
    body = tuple(marked(reading.body, ("body",), reading))
    subject = tuple(marked(submission.message.subject, ("subject",), reading))
    marks = {mark for run in (*body, *subject) for mark in run.anchors}
    marks.update(*(paper.marks for paper in papers))
    index = {name: number for number, one in enumerate(reading.attachments) for name in own_names(one.path)}

    alone = len(reading.attachments) == 1

    def places(path: str) -> tuple[Place, ...]:
        found: dict[str, Place] = {}
        for key, evidence in evidence_under(path, reading):
            for number, piece in enumerate(evidence):
                href = _href(key, number, piece, index, shown, boxed | marks)
                full, label = _place_names(piece, alone)
                found.setdefault(label, Place(label, href, f"{full}: {piece.text}"))
        return tuple(found.values())

    def line(path: str, name: str, label: str, value: str, machine: str, more: bool = False) -> Line:
        return Line(
            path=path,
            anchor=anchor(path),
            name=anchor(path),
            label=label,
            value=value,
            machine=machine,
            uncertain=not accepted and any(under(doubtful, path) for doubtful in submission.uncertain),
            compared=path in draft.compared,
            places=places(path),
            findings=tuple(f for f in findings if not accepted and f.path is not None and under(f.path, path)),
            error=errors.get(anchor(path)),
            options=_options(name, programme),
            more=more,
        )

    def card(row: DraftContact) -> Card:
        path = f"contacts[{row.number}]"
        machine = submission.contacts[row.number] if row.number < len(submission.contacts) else None
        removes = row.values["action"] == Action.REMOVE
        lines = tuple(
            line(
                f"{path}.{name}",
                name,
                FIELDS[name],
                row.values[name],
                text_of(machine, name) if machine else "",
                name in MORE or (removes and name not in OF_REMOVAL and not row.values[name]),
            )
            for name in FIELDS
        )
        own = [
            entry for entry in entries if entry.state == draft.state.strip().upper() and entry.in_force_until is None
        ]
        changes_one = row.values["action"] in (Action.UPDATE, Action.REMOVE)
        return Card(
            number=row.number,
            anchor=anchor(path),
            title=row.values["name"] or row.values["institution"] or "Unnamed contact",
            added=machine is None,
            left_out=row.left_out,
            removes=removes,
            uncertain=not accepted and path in submission.uncertain,
            compared=path in draft.compared,
            findings=tuple(f for f in findings if not accepted and f.path == path),
            error=errors.get(anchor(path)),
            lines=lines,
            entry=row.entry,
            entry_error=errors.get(f"contacts-{row.number}-entry"),
            candidates=tuple((str(entry.id), _entry_name(entry, programme)) for entry in own) if changes_one else (),
        )

    note = submission.note_verbale
    facts = [
        (f"note_verbale.{name}", label, getattr(note, name) or "")
        for name, label in (
            ("reference", "Reference"),
            ("date", "Date"),
            ("language", "Language"),
            ("supersedes", "Replaces note"),
        )
        if note is not None and (name != "supersedes" or note.supersedes)
    ]
    return Sheet(
        subject=subject,
        body=body,
        papers=papers,
        findings=findings,
        doubts=tuple(_doubts(reading, places)),
        state=line("state", "state", "State", draft.state, submission.state or ""),
        note=tuple(line(path, path, label, value, value) for path, label, value in facts),
        cards=tuple(card(row) for row in draft.contacts),
    )


def _doubts(reading: Reading, places: Callable[[str], tuple[Place, ...]]) -> Iterator[Doubt]:
    for path in dict.fromkeys(reading.submission.uncertain):
        where = places(path)
        on_form = path == "state" or path.startswith(("contacts", "note_verbale."))
        href = f"#{field_anchor(path)}" if on_form else where[0].href if where else "#record"
        yield Doubt(path, path_name(path), value_at(reading, path), href)


def _href(
    path: str,
    number: int,
    piece: Evidence,
    index: Mapping[str, int],
    shown: Collection[str],
    boxed: Collection[str | None],
) -> str:
    box = mark_anchor(path, number)
    if box in boxed:
        return f"#{box}"
    if piece.attachment in index:
        page_name = f"page-{index[piece.attachment]}-{piece.page}"
        return f"#{page_name}" if page_name in shown else f"#attachment-{index[piece.attachment]}"
    return "#message" if piece.attachment in HEADERS else "#body"


def _place_names(piece: Evidence, alone: bool) -> tuple[str, str]:
    """The place's full name, and a short one: an only attachment is not named, a long name is cut in its middle."""
    if piece.attachment in PLACES:
        return PLACES[piece.attachment], PLACES[piece.attachment]
    name = piece.attachment.removesuffix("!body") + (" (text)" if piece.attachment.endswith("!body") else "")
    short = name.rpartition("!")[2]
    short = short if len(short) <= LONGEST_NAME else f"{short[: LONGEST_NAME - 8]}…{short[-7:]}"
    if piece.page is None:
        return name, short
    return f"{name}, page {piece.page}", f"page {piece.page}" if alone else f"{short}, p. {piece.page}"


def _options(name: str, programme: Programme) -> tuple[tuple[str, str], ...]:
    if name == "action":
        return tuple(ACTIONS.items())
    if name == "role":
        return (("", "Choose a role"), *((r.code, programme.text(r.names, "en").capitalize()) for r in programme.roles))
    if name == "alternate":
        return (("", "Not said"), ("yes", "Yes"), ("no", "No"))
    return ()


def _entry_name(entry: Entry, programme: Programme) -> str:
    role = programme.role(entry.role)
    who = entry.contact.name or entry.contact.institution or "Unnamed"
    return f"{who} ({programme.text(role.names, 'en') if role else entry.role})"
