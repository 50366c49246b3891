"""A review desk for tests: a real store in a folder, an officer, submissions with a real PDF, and a clock to turn."""

from __future__ import annotations

import functools
import io
import itertools
import re
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pypdfium2
from argon2 import PasswordHasher
from lxml import html
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from starlette.applications import Starlette
from starlette.testclient import TestClient

from desk.app import make_app
from desk.auth import SessionRules
from desk.overlay import PictureFailed
from desk.workplace import Workplace
from domain.delivery import Delivery
from domain.envelope import Address, Authentication, Envelope
from domain.programme import Programme
from domain.reading import Attachment, Reading
from domain.stages import Stage
from domain.submission import Action, Contact, Evidence, Finding, Kind, MessageFacts, NoteVerbale, Submission
from store import keeping, messages, officers, submissions
from store.database import Database

START = datetime(2024, 3, 14, 9, 0, tzinfo=UTC)
LOGIN, PASSWORD = "m.officer", "correct horse battery staple"
HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""Weak on purpose: tests sign in often."""
ROOT = Path(__file__).resolve().parents[2]

PAGE: tuple[tuple[float, float, float, str], ...] = (
    (150, 72, 14, "PERMANENT MISSION OF SINGAPORE"),
    (170, 95, 14, "TO THE UNITED NATIONS"),
    (72, 150, 11, "Ref. 017/2024"),
    (72, 190, 11, "The Permanent Mission of the Republic of Singapore to the United Nations presents its"),
    (72, 206, 11, "compliments to the Office for Disarmament Affairs and has the honour to nominate the"),
    (72, 222, 11, "following point of contact at the technical level:"),
    (72, 260, 11, "Name:"),
    (170, 260, 11, "Ms Jane Example"),
    (72, 280, 11, "Position:"),
    (170, 280, 11, "Head of Incident Response"),
    (72, 300, 11, "Institution:"),
    (170, 300, 11, "National Cyber Agency"),
    (72, 320, 11, "E-mail:"),
    (170, 320, 11, "jane@example.int"),
    (72, 340, 11, "Telephone:"),
    (170, 340, 11, "+65 6123 4567"),
    (72, 390, 11, "The Permanent Mission of the Republic of Singapore avails itself of this opportunity to renew to"),
    (72, 406, 11, "the Office for Disarmament Affairs the assurances of its highest consideration."),
    (72, 450, 11, "New York, 12 March 2024"),
)
"""Lines of the note's page: x, y of the top, size, text; points from the top left of a Letter page."""


def note_pdf(pages: int = 1) -> bytes:
    """A one-page note verbale as PDF (further pages are blank but for their number)."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792), invariant=1)
    for number in range(pages):
        for x, y, size, text in PAGE if number == 0 else ((72, 72, 11, f"Page {number + 1}"),):
            canvas.setFont("Times-Roman", size)
            canvas.drawString(x, 792 - y - size * 0.8, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def rendered(pdf: bytes, page: int, dpi: int) -> bytes:
    """A page of the PDF as PNG, really rendered."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[page - 1].render(scale=dpi / 72).to_pil()
        out = io.BytesIO()
        picture.save(out, "PNG")
        return out.getvalue()
    finally:
        document.close()


def read_at(text: str) -> Evidence:
    """Evidence for a text that stands on the note's page, with the box in which it is printed."""
    x, y, size, line = next(line for line in PAGE if text in line[3])
    start = x + stringWidth(line[: line.index(text)], "Times-Roman", size)
    end = start + stringWidth(text, "Times-Roman", size)
    return Evidence(attachment="note.pdf", page=1, box=(round(start, 2), y, round(end, 2), y + size), text=text)


JANE = Contact(
    action=Action.ADD,
    role="technical",
    name="Jane Example",
    honorific="Ms",
    position="Head of Incident Response",
    institution="National Cyber Agency",
    emails=("jane@example.int",),
    phones=("+6561234567",),
    languages=("en", "fr"),
)
NOTE = NoteVerbale(reference="017/2024", date="2024-03-12", language="en")


def a_reading(
    contacts: Sequence[Contact] = (JANE,),
    *,
    kind: Kind = Kind.NOMINATION,
    state: str | None = "SGP",
    subject: str = "Nomination of a point of contact",
    body: str = "Dear colleagues,\n\nPlease find attached our note verbale on Jane Example.\n\nKind regards",
    sender: str = "mission@example.int",
    sender_name: str = "Permanent Mission of Singapore",
    findings: Sequence[Finding] = (),
    uncertain: Sequence[str] = (),
    evidence: Mapping[str, tuple[Evidence, ...]] | None = None,
    authentication: Authentication | None = None,
    note: NoteVerbale | None = NOTE,
    attachments: tuple[Attachment, ...] | None = None,
    automatic: tuple[str, ...] = (),
    pages: int = 1,
    message_id: str = "<note-1@example.int>",
) -> Reading:
    """A nomination as the parsers would return it; every argument tells another story."""
    if evidence is None and contacts and contacts[0].name == "Jane Example":
        evidence = {
            "state": (read_at("Republic of Singapore"),),
            "note_verbale.reference": (read_at("017/2024"),),
            "note_verbale.date": (read_at("12 March 2024"),),
            "contacts[0].honorific": (read_at("Ms"),),
            "contacts[0].name": (read_at("Jane Example"), Evidence(attachment="body", text="Jane Example")),
            "contacts[0].position": (read_at("Head of Incident Response"),),
            "contacts[0].institution": (read_at("National Cyber Agency"),),
            "contacts[0].emails": (read_at("jane@example.int"),),
            "contacts[0].phones": (read_at("+65 6123 4567"),),
        }
    pdf = note_pdf(pages)
    return Reading(
        submission=Submission(
            file="1.eml",
            message=MessageFacts(
                message_id=message_id, from_=sender, subject=subject, date="2024-03-12T14:05:00-04:00", sha256="0" * 64
            ),
            kind=kind,
            state=state,
            note_verbale=note,
            contacts=tuple(contacts),
            findings=tuple(findings),
            uncertain=tuple(uncertain),
            evidence=dict(evidence or {}),
        ),
        envelope=Envelope(
            from_=(Address(address=sender, name=sender_name),),
            to=(Address(address="oda-stu-poc-ict-dir@un.org"),),
            message_id=message_id,
            subject=subject,
            authentication=authentication,
            automatic=automatic,
        ),
        attachments=attachments
        if attachments is not None
        else (Attachment(path="note.pdf", media_type="application/pdf", size=len(pdf), sha256="a" * 64, pages=pages),),
        body=body,
        parser="verbale-parsers/1",
    )


def programme() -> Programme:
    """The programme as the project ships it."""
    return Programme.model_validate(tomllib.loads((ROOT / "config" / "programme.toml").read_text(encoding="utf-8")))


@functools.cache
def _migrated() -> bytes:
    """A migrated, empty database's file: migrating takes longer than most tests."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "verbale.db"
        database = Database(f"sqlite:///{file}")
        database.migrate()
        database.close()
        return file.read_bytes()


@dataclass
class Office:
    """The desk with its store; `now` is what the clock says."""

    folder: Path
    pictures: Callable[[int, str, int, int], bytes] | None = None
    attachment_of: Callable[[int, str], bytes] | None = None
    rules: SessionRules = field(default_factory=SessionRules)
    secure: bool = False
    hasher: PasswordHasher = HASHER
    url: str | None = None
    """A migrated database; without it, one of its own in the folder."""
    now: datetime = START
    files: dict[str, bytes] = field(default_factory=dict)
    """The bytes of attachments by path."""

    def _file(self, _number: int, path: str) -> bytes:
        if path not in self.files:
            raise PictureFailed("bug")
        return self.files[path]

    def __post_init__(self) -> None:
        if self.url is None:
            file = self.folder / "verbale.db"
            file.write_bytes(_migrated())
            file.chmod(0o600)
            self.url = f"sqlite:///{file}"
        self.database = Database(self.url)
        self._numbers = itertools.count(1)
        self.pdf = note_pdf(3)
        with self.database.transaction() as session:
            self.officer = officers.add(session, LOGIN, HASHER.hash(PASSWORD), self.now)
        self.app: Starlette = make_app(
            self.database,
            programme(),
            self.pictures or (lambda _number, _path, page, dpi: rendered(self.pdf, page, dpi)),
            self.attachment_of or self._file,
            clock=lambda: self.now,
            token=lambda: f"token-{next(self._numbers):032d}",
            secure_cookies=self.secure,
            rules=self.rules,
            hasher=self.hasher,
        )

    @property
    def at(self) -> Workplace:
        """What the pages work with."""
        workplace: Workplace = self.app.state.workplace
        return workplace

    def close(self) -> None:
        """Gives the database back."""
        self.database.close()

    def later(self, **spans: float) -> None:
        """Turns the clock."""
        self.now += timedelta(**spans)

    def visitor(self, address: str = "192.0.2.1") -> TestClient:
        """A browser that has not signed in."""
        scheme = "https" if self.secure else "http"
        return TestClient(
            self.app,
            base_url=f"{scheme}://desk.example.int",
            follow_redirects=False,
            raise_server_exceptions=False,
            client=(address, 50000),
        )

    def signed_in(self, login: str = LOGIN, password: str = PASSWORD) -> TestClient:
        """A browser whose officer has signed in."""
        browser = self.visitor()
        answer = sign_in(browser, login, password)
        assert answer.status_code == 303, answer.text
        return browser

    def another_officer(self, login: str) -> None:
        """One more officer, with the same password."""
        with self.database.transaction() as session:
            officers.add(session, login, HASHER.hash(PASSWORD), self.now)

    def receive(self, reading: Reading | None, stage: Stage = Stage.IN_REVIEW, raw: bytes | None = None) -> int:
        """A message with this reading, brought to the stage by the machine; returns its number."""
        mail = EmailMessage()
        mail["Subject"] = f"delivery {next(self._numbers)}"
        delivery = Delivery("imap://example", "1", str(next(self._numbers)), self.now, raw or mail.as_bytes())
        with self.database.transaction() as session:
            kept = keeping.keep(session, [delivery], [reading.envelope.message_id if reading else None], self.now)[0]
            if reading is not None:
                submissions.add(session, kept.id, reading, self.now)
            if stage is Stage.SHUNTED:
                messages.move(session, kept.id, Stage.RECEIVED, stage, self.now, None, because="memory")
            elif stage is not Stage.RECEIVED:
                messages.move(session, kept.id, Stage.RECEIVED, Stage.READ, self.now, None)
                messages.move(session, kept.id, Stage.READ, stage, self.now, None)
        return kept.id

    def stage(self, number: int) -> Stage:
        """Where the message stands."""
        with self.database.reading() as session:
            message = messages.get(session, number)
        assert message is not None
        return message.stage


def sign_in(browser: TestClient, login: str = LOGIN, password: str = PASSWORD, **more: str) -> Any:
    """Opens the door's form and sends it, as a browser would."""
    token = csrf(browser.get("/sign-in").text)
    return browser.post("/sign-in", data={"csrf": token, "login": login, "password": password, **more})


def csrf(page: str) -> str:
    """The token that the page's forms carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found is not None, "the page has no form"
    return found[1]


def tree(page: str) -> Any:
    """The page as a tree to ask."""
    return html.document_fromstring(page)


def form_of(page: str, action: str) -> dict[str, Any]:
    """Everything a browser would post of the form with this action: hidden and typed inputs, ticks, choices, texts."""
    form = next(form for form in tree(page).forms if form.get("action") == action)
    values: dict[str, Any] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return {name: value[0] if len(value) == 1 else value for name, value in values.items()}
