"""The workplace: what every page needs, gathered once, and what one request asks of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jinja2
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from desk.auth import Guard, Visit
from desk.form import Form
from desk.overlay import DPI, Pictures, Shelf, a_png
from domain.programme import Programme
from domain.reading import Attachment
from store.database import Database

LARGEST = 2**31 - 1
"""No id of the store is larger."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """Everything a page may use; built once by make_app."""

    database: Database
    programme: Programme
    pictures: Pictures
    attachment_of: Callable[[int, str], bytes]
    """(message id, attachment's path) -> the attachment's bytes; may raise."""
    clock: Callable[[], datetime]
    token: Callable[[], str]
    guard: Guard
    shelf: Shelf
    templates: jinja2.Environment
    states: Mapping[str, str]
    """Names of the States by alpha-3 code, in the order in which they are offered."""
    observers: frozenset[str]
    """Alpha-3 codes of the observer States."""
    mail_domain: str
    """Behind the @ of our mails' Message-IDs."""
    secure: bool

    @property
    def session_cookie(self) -> str:
        """Name of the session's cookie; with the prefix that browsers accept over https only."""
        return "__Host-desk" if self.secure else "desk"

    @property
    def door_cookie(self) -> str:
        """Name of the cookie that guards the sign-in form."""
        return "__Host-desk-door" if self.secure else "desk-door"

    def picture(self, number: int, attachment: Attachment, page: int) -> bytes:
        """A page as PNG at DPI, from the shelf where it was made lately; raises what `pictures` raises."""
        key = (number, attachment.path, attachment.sha256, page)
        return self.shelf.get(key, self.clock(), lambda: a_png(self.pictures(number, attachment.path, page, DPI)))

    def state_name(self, code: str | None) -> str:
        """The State's name, its code where the name is not known, words where there is no code."""
        return self.states.get(code, code) if code else "State not named"

    def reference(self, received_at: datetime, number: int) -> str:
        """Our reference for a message."""
        return self.programme.reference(received_at.year, number)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the workplace it is asked of, who asks (None: nobody signed in), and the posted form."""

    at: Workplace
    request: Request
    visit: Visit | None
    form: Form

    @property
    def officer(self) -> Visit:
        """Who asks; for pages behind the sign-in only."""
        if self.visit is None:
            raise LookupError("nobody is signed in")
        return self.visit

    def number(self, name: str) -> int:
        """A whole number from the address; 404 where none of ours can be so large."""
        number = int(self.request.path_params[name])
        if number > LARGEST:
            raise HTTPException(404)
        return number

    def render(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page from its template."""
        programme = self.at.programme
        common = {"visit": self.visit, "directory": programme.text(programme.directory, "en"), "home": ""}
        return HTMLResponse(self.at.templates.get_template(template).render(common | values), status)

    def sentence(
        self, heading: str, sentence: str, status: int, links: tuple[tuple[str, str], ...] = (("/", "To the queue"),)
    ) -> Response:
        """A plain page with one sentence and where to go from here."""
        return self.render("sentence.html", status, heading=heading, sentence=sentence, links=links)


def seen_other(address: str) -> Response:
    """Sends the browser on with GET, so that reloading posts nothing twice."""
    return RedirectResponse(address, status_code=303)
