"""The sheet: one submission as it lies before the officer, the document left, the record right."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desk.form import MORE, Draft, DraftContact, anchor, text_of
from desk.overlay import DPI, PagePicture, Shape, size_in_points, widened
from desk.wording import ACTIONS, FIELDS, path_name
from domain.directory import Entry
from domain.programme import Programme
from domain.reading import Attachment, Reading
from domain.submission import Action, Evidence, Finding, Severity

logger = logging.getLogger(__name__)

SHOWN = 3
"""Pages shown with the submission; further ones are a click away, unless a value was read on them."""
MOST = 16
"""Pages shown at most, also where values were read on more."""
ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
HEADERS = ("subject", "from")
PLACES = {"body": "message text", "subject": "subject line", "from": "sender line"}
LONGEST_MARK = 500
"""Characters of a quotation that is looked for in the message's text."""
LONGEST_NAME = 24
"""Characters of an attachment's name beside a field."""
Render = Callable[[Attachment, int], bytes]
"""A page of an attachment as PNG at DPI; may raise."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was read: a word for it, the place on this page that shows it, and its full name with the text as read."""

    label: str
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the message's text; with `field`, a value was read there. `anchor` stands on a mark's first stretch."""

    text: str
    anchor: str | None = None
    field: str | None = None
    sure: bool = True


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
class Paper:
    """One attachment with its pages as pictures; `others` are pages not shown at once; `quotes` what was read in it."""

    index: int
    anchor: str
    attachment: Attachment
    pages: tuple[PagePicture, ...]
    others: tuple[int, ...]
    quotes: tuple[tuple[str, str, str], ...]
    """Field's anchor, field's name, text as read; for attachments without pictures."""


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
) -> Sheet:
    """The submission as a sheet; pictures that cannot be made become a sentence, never an error."""
    submission = reading.submission
    findings = tuple(sorted([*submission.findings, *checked], key=lambda finding: ORDER[finding.severity]))
    papers = tuple(_papers(reading, render))
    shown = {page.anchor for paper in papers for page in paper.pages if page.sentence is None}
    boxed = {shape.anchor for paper in papers for page in paper.pages for shape in page.shapes}
    body = tuple(_marked(reading.body, "body", reading))
    subject = tuple(_marked(submission.message.subject, "subject", reading))
    marks = {run.anchor for run in (*body, *subject) if run.anchor}
    index = {attachment.path: number for number, attachment in enumerate(reading.attachments)}

    alone = len(reading.attachments) == 1

    def places(path: str) -> tuple[Place, ...]:
        found: dict[str, Place] = {}
        for key, evidence in _evidence_under(path, reading):
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
            uncertain=any(_under(doubtful, path) for doubtful in submission.uncertain),
            compared=path in draft.compared,
            places=places(path),
            findings=tuple(f for f in findings if f.path is not None and _under(f.path, path)),
            error=errors.get(anchor(path)),
            options=_options(name, programme),
            more=more,
        )

    def card(row: DraftContact) -> Card:
        path = f"contacts[{row.number}]"
        machine = submission.contacts[row.number] if row.number < len(submission.contacts) else None
        lines = tuple(
            line(
                f"{path}.{name}",
                name,
                FIELDS[name],
                row.values[name],
                text_of(machine, name) if machine else "",
                name in MORE,
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
            uncertain=path in submission.uncertain,
            compared=path in draft.compared,
            findings=tuple(f for f in findings if f.path == path),
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


def page(reading: Reading, index: int, number: int, render: Render) -> PagePicture:
    """One page of one attachment with the boxes read on it; LookupError where there is no such page."""
    if not 0 <= index < len(reading.attachments):
        raise LookupError(f"attachment {index}")
    pages = reading.attachments[index].pages
    if pages is None or not 1 <= number <= pages:
        raise LookupError(f"page {number}")
    return _page(reading, index, number, render)


def value_at(reading: Reading, path: str) -> str:
    """The value at a submission's path, as text; empty where the path leads nowhere."""
    value: object = reading.submission
    for step in re.findall(r"\w+", path):
        if step.isdigit() and isinstance(value, tuple):
            value = value[int(step)] if int(step) < len(value) else None
        elif value is not None:
            value = getattr(value, step, None)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return value if isinstance(value, str) else ""


def worst(findings: Iterable[Finding]) -> Finding | None:
    """The gravest finding, the first of equals."""
    return min(findings, key=lambda finding: ORDER[finding.severity], default=None)


def _papers(reading: Reading, render: Render) -> Iterator[Paper]:
    read_on = {
        (piece.attachment, piece.page)
        for evidence in reading.submission.evidence.values()
        for piece in evidence
        if piece.page is not None
    }
    room = MOST
    plain = SHOWN
    for index, attachment in enumerate(reading.attachments):
        pages: list[PagePicture] = []
        others: list[int] = []
        failed = False
        for number in range(1, (attachment.pages or 0) + 1):
            needed = (attachment.path, number) in read_on
            if failed or room == 0 or not (needed or plain > 0):
                others.append(number)
                continue
            room, plain = room - 1, plain - 1
            picture = _page(reading, index, number, render)
            failed = picture.sentence is not None
            pages.append(picture)
        quotes = tuple(
            (anchor(path), path_name(path), piece.text)
            for path, evidence in reading.submission.evidence.items()
            for piece in evidence
            if piece.attachment == attachment.path
        )
        hidden = not pages or failed
        yield Paper(index, f"attachment-{index}", attachment, tuple(pages), tuple(others), quotes if hidden else ())


def _page(reading: Reading, index: int, number: int, render: Render) -> PagePicture:
    attachment = reading.attachments[index]
    name = f"page-{index}-{number}"
    try:
        width, height = size_in_points(render(attachment, number), DPI)
    except Exception as trouble:  # whatever the renderer's trouble is, the officer still gets the record
        logger.warning(
            "no picture of page %d of attachment %s: %s", number, attachment.sha256[:12], type(trouble).__name__
        )
        return PagePicture(name, index, number, sentence=f"Page {number} could not be shown as a picture.")
    shapes = [
        Shape(
            anchor=f"box-{anchor(path)}-{place}",
            field=_field_anchor(path),
            box=widened(piece.box),
            sure=not _is_uncertain(path, reading.submission.uncertain),
            title=f"{path_name(path)}: {piece.text}",
        )
        for path, evidence in reading.submission.evidence.items()
        for place, piece in enumerate(evidence)
        if piece.attachment == attachment.path and piece.page == number and piece.box is not None
    ]
    # The larger ones first: what is drawn later lies above and can be reached.
    shapes.sort(key=lambda shape: (shape.box[2] - shape.box[0]) * (shape.box[3] - shape.box[1]), reverse=True)
    return PagePicture(name, index, number, width, height, shapes=tuple(shapes))


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    anchor: str
    field: str
    sure: bool

    @property
    def length(self) -> int:
        return self.end - self.start


def _marked(text: str, attachment: str, reading: Reading) -> Iterator[Run]:
    """The text cut into runs, those marked where a value was read; where marks overlap, the shortest one shows."""
    marks = list(_marks(text, attachment, reading))
    cuts = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    named: set[str] = set()
    for start, end in pairwise(cuts):
        over = [mark for mark in marks if mark.start <= start and end <= mark.end]
        mark = min(over, key=lambda mark: mark.length, default=None)
        if mark is None:
            yield Run(text[start:end])
            continue
        yield Run(text[start:end], None if mark.anchor in named else mark.anchor, mark.field, mark.sure)
        named.add(mark.anchor)


def _marks(text: str, attachment: str, reading: Reading) -> Iterator[_Mark]:
    for path, evidence in reading.submission.evidence.items():
        sure = not _is_uncertain(path, reading.submission.uncertain)
        for number, piece in enumerate(evidence):
            words = piece.text.split()
            if piece.attachment != attachment or not words or len(piece.text) > LONGEST_MARK:
                continue
            match = re.search(r"\s+".join(map(re.escape, words)), text)
            if match is not None:
                yield _Mark(match.start(), match.end(), f"box-{anchor(path)}-{number}", _field_anchor(path), sure)


def _doubts(reading: Reading, places: Callable[[str], tuple[Place, ...]]) -> Iterator[Doubt]:
    for path in dict.fromkeys(reading.submission.uncertain):
        where = places(path)
        on_form = path == "state" or path.startswith(("contacts", "note_verbale."))
        href = f"#{_field_anchor(path)}" if on_form else where[0].href if where else "#record"
        yield Doubt(path, path_name(path), value_at(reading, path), href)


def _href(
    path: str,
    number: int,
    piece: Evidence,
    index: Mapping[str, int],
    shown: Collection[str],
    boxed: Collection[str | None],
) -> str:
    box = f"box-{anchor(path)}-{number}"
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


def _evidence_under(path: str, reading: Reading) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    for key, evidence in reading.submission.evidence.items():
        if _under(key, path):
            yield key, evidence


def _under(path: str, whole: str) -> bool:
    return path == whole or path.startswith((f"{whole}[", f"{whole}."))


def _is_uncertain(path: str, uncertain: Iterable[str]) -> bool:
    return any(_under(path, doubtful) or _under(doubtful, path) for doubtful in uncertain)


def _field_anchor(path: str) -> str:
    found = re.match(r"(contacts\[\d+\](?:\.\w+)?|[\w.]+)", path)
    return anchor(found[1] if found else path)


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
