"""`verbale parse --explain`: one reading as plain text, with the places behind every value and what was passed over."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from rich.cells import cell_len, chop_cells

from domain.explanation import Explanation, Saying
from domain.states import STATES
from domain.submission import Action, Contact, Evidence, Finding, Severity, Submission

WIDTH = 92
"""Columns of the text."""
_FIELD = 16
"""Column at which a value begins."""
_PLACE = 26
"""Column at which a place begins."""
_LONGEST = 150
"""Characters of a quotation."""
_MOST = 4
"""Places that confirm a value which are named; more are counted."""

_FIELDS = {
    "role": "Role", "action": "Action", "name": "Name", "honorific": "Form of address", "position": "Position",
    "institution": "Institution", "emails": "E-mail", "phones": "Telephone", "languages": "Languages", "effective": "Effective",
    "alternate": "Alternate", "availability": "Availability", "remarks": "Remarks", "reference": "Reference", "date": "Date",
    "language": "Language", "supersedes": "Supersedes", "state": "State",
}  # fmt: skip
_NOTE = ("reference", "date", "language", "supersedes")
_ACTIONS = {Action.ADD: "to be added", Action.REMOVE: "to be removed", Action.UPDATE: "to be brought up to date"}
_SIGNS = {Severity.ERROR: "!!", Severity.WARNING: "!", Severity.INFO: "i"}


def explained(submission: Submission, explanation: Explanation | None) -> str:
    """The reading for a person: what was taken, from where, what was passed over and why, what is uncertain and why."""
    return "\n".join(line.rstrip() for line in _Page(submission, explanation or Explanation()).lines()) + "\n"


class _Page:
    """One reading on its way to paper."""

    def __init__(self, submission: Submission, explanation: Explanation) -> None:
        self._submission = submission
        self._why = explanation
        self._told: set[int] = set()

    def lines(self) -> Iterator[str]:
        """All lines, sections apart."""
        yield from self._head()
        body = [
            *self._section("STATE", [("state", "state", self._state_name())]),
            *self._note(),
            *(line for number, one in enumerate(self._submission.contacts) for line in self._contact(number, one)),
            *self._unrecorded(),
        ]
        yield from self._rest()
        yield from body
        if self._why.kinds:
            yield ""
            yield _title("WHAT SPOKE FOR WHICH KIND")
            for bid in self._why.kinds:
                yield from _wrapped(bid, 2, 5)

    def _head(self) -> Iterator[str]:
        submission, facts = self._submission, self._submission.message
        yield "═" * WIDTH
        yield from _wrapped(plain(submission.file), 0)
        said = [f"from {plain(facts.from_)}" if facts.from_ else "", _day(facts.date)]
        if sender := ", ".join(part for part in said if part):
            yield from _wrapped(sender, 2)
        if facts.subject:
            yield from _wrapped(f"“{_cut(plain(facts.subject))}”", 2)
        yield "─" * WIDTH
        contacts = len(submission.contacts)
        what = [submission.kind.value.replace("_", " ").capitalize()]
        what += [_count(contacts, "contact")] if contacts or submission.kind.carries_contacts else []
        yield "  " + " · ".join(what)
        if submission.uncertain:
            yield from _wrapped(
                f"Compare with the document: {', '.join(_called(p) for p in submission.uncertain)}", 2, 4
            )
        elif submission.kind.carries_contacts:
            graver = self._graver()
            yield f"  No value is uncertain; below: {graver}." if graver else "  Nothing that was read is uncertain."

    def _graver(self) -> str:
        """How many findings are to be settled or looked at; nothing where none is."""
        counts = Counter(finding.severity for finding in self._submission.findings)
        return " and ".join(_count(counts[one], one.value) for one in (Severity.ERROR, Severity.WARNING) if counts[one])

    def _rest(self) -> Iterator[str]:
        """Findings that stand with no value; asked for after all values were told."""
        left = [f for n, f in enumerate(self._submission.findings) if n not in self._told and not self._has_line(f)]
        if left:
            yield ""
            yield _title("FINDINGS")
            for finding in left:
                yield from _wrapped(f"{_SIGNS[finding.severity]} {plain(finding.message)} ({finding.code})", 2, 4)

    def _has_line(self, finding: Finding) -> bool:
        path = finding.path or ""
        return path == "state" or path.startswith(("contacts[", "note_verbale."))

    def _state_name(self) -> str:
        return _state(self._submission.state or "")

    def _note(self) -> list[str]:
        note = self._submission.note_verbale
        fields = [(f"note_verbale.{code}", code, getattr(note, code, None) or "") for code in _NOTE]
        return self._section("NOTE VERBALE", fields)

    def _contact(self, number: int, contact: Contact) -> list[str]:
        path = f"contacts[{number}]"
        role = contact.role.replace("_", " ") if contact.role else "role not told"
        title = f"CONTACT {number + 1} · {role} · {_ACTIONS[contact.action]}"
        fields = [(f"{path}.{code}", code, _shown(getattr(contact, code, None))) for code in _FIELDS]
        fields = [(p, code, "" if code == "action" else value) for p, code, value in fields]
        return self._section(title, fields)

    def _section(self, title: str, fields: Sequence[tuple[str, str, str]]) -> list[str]:
        lines = [line for path, code, value in fields for line in self._field(path, code, value)]
        return ["", _title(title), *lines] if lines else []

    def _field(self, path: str, code: str, value: str) -> Iterator[str]:
        sayings = [s for s in self._why.sayings if s.path == path]
        findings = [(n, f) for n, f in enumerate(self._submission.findings) if f.path == path]
        told = code != "action" or path in self._submission.uncertain or any(not s.taken for s in sayings)
        if not told or not (value or sayings or findings):
            return
        doubtful = path in self._submission.uncertain
        head = f"{'?' if doubtful else ' '} {_FIELDS[code]}"
        value = value or (plain(sayings[0].value) if code == "action" and sayings else "")
        yield from _beside(head, plain(value) if value else "—", _FIELD + 2)
        for number, finding in findings:
            self._told.add(number)
            yield from _beside(
                "", f"{_SIGNS[finding.severity]} {plain(finding.message)} ({finding.code})", _FIELD + 2, 2
            )
        for doubt in self._why.doubts.get(path, ()):
            if not any(doubt in finding.message for _, finding in findings):
                yield from _beside("", f"! {plain(doubt)}", _FIELD + 2, 2)
        yield from self._places(path, value, sayings)

    def _places(self, path: str, value: str, sayings: Sequence[Saying]) -> Iterator[str]:
        taken = [s for s in sayings if s.taken]
        if not sayings:
            for evidence in self._submission.evidence.get(path, ()):
                yield from _place("read", _where(evidence))
        told: set[str] = set()
        for saying in taken[:_MOST]:
            yield from _place("also" if saying.value in told else "read", _said(saying, value))
            told.add(saying.value)
        if len(taken) > _MOST:
            yield from _place("", f"and {_count(len(taken) - _MOST, 'more place')}")
        for saying in sayings:
            if not saying.taken:
                yield from _place("but" if saying.disputes else "not", _said(saying, ""))
                yield from _place("", saying.reason)

    def _unrecorded(self) -> Iterator[str]:
        left = [s for s in self._why.sayings if s.path.startswith("unrecorded[")]
        if not left:
            return
        yield ""
        yield _title("NAMED, BUT NOT RECORDED")
        for _, group in groupby(left, key=lambda s: s.path.partition(".")[0]):
            sayings = [s for s in group if not s.path.endswith(".action")]
            for reason, alike in groupby(sayings, key=lambda s: s.reason):
                for saying in alike:
                    code = saying.path.rpartition(".")[2]
                    text = f"{plain(saying.value)} — {_where(saying.evidence)}"
                    yield from _beside(f"  {_FIELDS.get(code, code)}", text, _FIELD + 2)
                yield from _beside("", reason, _FIELD + 2)


def plain(text: str | None) -> str:
    """Text of strangers on one line, without signs that a terminal or a reading direction would obey."""
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text or "")
    kept = "".join(c for c in kept if unicodedata.category(c) not in ("Cf", "Cs", "Co"))
    return " ".join(kept.split())


def _state(code: str) -> str:
    return f"{STATES[code].name} ({code})" if code in STATES else code


def _shown(value: object) -> str:
    if value is True:
        return "yes"
    return ", ".join(str(v) for v in value) if isinstance(value, tuple) else str(value or "")


def _said(saying: Saying, value: str) -> str:
    """The place with its words, and what was made of them where that is not plain from them."""
    made, text = plain(saying.value), plain(saying.evidence.text)
    if saying.taken and text == plain(value):
        return _where(saying.evidence, saying.place, quoted=False)
    words = _where(saying.evidence, saying.place)
    clear = (
        made.casefold() in text.casefold() or (saying.taken and value in (saying.value, _state(made))) or made == "True"
    )
    return words if clear else f"{words} → {made}"


def _where(evidence: Evidence, place: str = "", quoted: bool = True) -> str:
    parts = [plain(evidence.attachment), f"page {evidence.page}" if evidence.page else "", place]
    where = ", ".join(part for part in parts if part)
    return f"{where}: “{_cut(plain(evidence.text))}”" if quoted else where


def _called(path: str) -> str:
    owner, _, code = path.rpartition(".")
    name = _FIELDS.get(code, code).lower()
    if owner.startswith("contacts["):
        return f"{name} of contact {int(owner[9:-1]) + 1}"
    return f"{name} of the note" if owner else name


def _day(date: str | None) -> str:
    if not date:
        return ""
    try:
        day = datetime.fromisoformat(date)
    except ValueError:
        return plain(date)
    return f"{day.day} {day:%B %Y}"


def _count(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _title(text: str) -> str:
    return f"── {text} " + "─" * max(3, WIDTH - 4 - cell_len(text))


def _place(word: str, text: str) -> Iterator[str]:
    return _beside(" " * (_FIELD + 2) + word, text, _PLACE)


def _beside(head: str, text: str, column: int, hang: int = 0) -> Iterator[str]:
    """The text from a column on, its first line beside the head."""
    lines = list(_wrapped(text, column, column + hang))
    if cell_len(head) >= column:
        yield head
        yield from lines
        return
    yield head + " " * (column - cell_len(head)) + lines[0].strip()
    yield from lines[1:]


def _wrapped(text: str, indent: int, hang: int | None = None) -> Iterator[str]:
    """The text in lines of at most WIDTH columns, Chinese characters counted as two."""
    first, later = " " * indent, " " * (indent if hang is None else hang)
    line, room = "", WIDTH - len(first)
    start = first
    for word in _pieces(text, WIDTH - max(len(first), len(later))):
        joined = f"{line} {word}" if line else word
        if line and cell_len(joined) > room:
            yield start + line
            start, room, line = later, WIDTH - len(later), word
        else:
            line = joined
    yield start + line


def _pieces(text: str, room: int) -> Iterable[str]:
    for word in text.split():
        yield from [word] if cell_len(word) <= room else chop_cells(word, room)
