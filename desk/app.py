"""The desk as one ASGI application: its addresses, and what stands before every page."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import jinja2
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from desk import wording
from desk.auth import Guard, SessionRules, same
from desk.form import anchor
from desk.headers import StrictHeaders, strict
from desk.overlay import Pictures, Shelf
from desk.pages import decide, files, health, ledger, mails, queue, sign_in, submission
from desk.pages import pictures as pages_of
from desk.workplace import Asked, Workplace, seen_other
from domain.programme import Programme
from domain.states import STATES
from store.database import Database, StoreFailed

logger = logging.getLogger(__name__)

HOUSE = Path(__file__).resolve().parent
TEMPLATES = HOUSE.parent / "templates" / "desk"
FORM_BYTES = 2 * 1024 * 1024
"""Largest form that is read; fifty contacts with long remarks fit."""
PREFIX = "/submissions/{number:id}"

View = Callable[[Asked], Response]


class IdConvertor(IntegerConvertor):
    """A whole number of an address, short enough to be one of ours; Python refuses to read endless ones."""

    regex = "[0-9]{1,10}"


register_url_convertor("id", IdConvertor())

KIND_SENTENCES: dict[int, tuple[str, str]] = {
    400: ("This was not understood", "The request was incomplete. Go back and try again."),
    403: (
        "This form is out of date",
        "It was made for another session, or not by this desk. Nothing was changed. Open the page anew and send it again.",
    ),
    404: ("Not here", "There is no such page. It may have been a mistyped number."),
    405: ("Not that way", "This address is reached by a button of the desk. Go back to the queue."),
    411: ("This was not understood", "The request did not say how long it is."),
    413: ("Too much text", "The form holds more text than the desk takes. Shorten it and send it again."),
    503: ("Not just now", "This could not be made at the moment. Try again in a while."),
}


def make_app(
    database: Database,
    programme: Programme,
    pictures: Pictures,
    attachment_of: Callable[[int, str], bytes],
    clock: Callable[[], datetime],
    token: Callable[[], str],
    *,
    secure_cookies: bool = True,
    mail_domain: str | None = None,
    rules: SessionRules | None = None,
    hasher: PasswordHasher | None = None,
) -> Starlette:
    """The review desk over this database; `token` gives unguessable texts, `secure_cookies` is for a desk behind https.

    `pictures(message id, attachment's path, page, dpi)` gives a page as PNG and may raise: then a sentence stands in its
    place. `attachment_of(message id, attachment's path)` gives an attachment's bytes and may raise. The database is migrated
    before."""
    at = Workplace(
        database=database,
        programme=programme,
        pictures=pictures,
        attachment_of=attachment_of,
        clock=clock,
        token=token,
        guard=Guard(database, clock, token, rules or SessionRules(), hasher or PasswordHasher()),
        shelf=Shelf(),
        templates=_templates(),
        states={code: state.name for code, state in sorted(STATES.items(), key=lambda item: item[1].name)},
        observers=frozenset(code for code, state in STATES.items() if state.observer),
        mail_domain=mail_domain or programme.mailbox.rpartition("@")[2],
        secure=secure_cookies,
    )
    front = _Front(at)
    static = Mount("/static", StaticFiles(directory=HOUSE / "static"), name="static")
    app = Starlette(
        routes=[*_routes(front), static],
        middleware=[Middleware(StrictHeaders, https=secure_cookies)],
        exception_handlers={HTTPException: front.refused, StoreFailed: front.unavailable, Exception: front.broken},
    )
    app.state.workplace = at
    return app


def _routes(front: _Front) -> Iterable[Route]:
    yield Route("/healthz", front.open_to_all(health.health), methods=["GET"])
    yield Route("/sign-in", front.open_to_all(sign_in.door), methods=["GET"])
    yield Route("/sign-in", front.at_the_door(sign_in.sign_in), methods=["POST"])
    yield Route("/sign-out", front.posted(sign_in.sign_out), methods=["POST"])
    yield Route("/", front.page(queue.queue), methods=["GET"])
    yield Route(f"{PREFIX}.json", front.page(submission.as_json), methods=["GET"])
    yield Route(f"{PREFIX}.eml", front.page(submission.as_mail), methods=["GET"])
    yield Route(PREFIX, front.page(submission.submission), methods=["GET"])
    yield Route(f"{PREFIX}/pictures/{{attachment:id}}/{{page:id}}.png", front.page(pages_of.picture), methods=["GET"])
    yield Route(f"{PREFIX}/pages/{{attachment:id}}/{{page:id}}", front.page(pages_of.page), methods=["GET"])
    yield Route(f"{PREFIX}/attachments/{{attachment:id}}", front.page(files.attachment), methods=["GET"])
    actions: Mapping[str, View] = {
        "check": decide.check,
        "accept": decide.accept,
        "return": decide.send_back,
        "close": decide.close,
        "review": decide.review,
        "retry": decide.retry,
    }
    for action, view in actions.items():
        yield Route(f"{PREFIX}/{action}", front.page(_back_to_submission), methods=["GET"])
        yield Route(f"{PREFIX}/{action}", front.posted(view), methods=["POST"])
    yield Route("/mails", front.page(mails.mails), methods=["GET"])
    yield Route("/ledger", front.page(ledger.show), methods=["GET"])
    yield Route("/mails/held/{code}/{action}", front.posted(mails.speak_on_held), methods=["POST"])
    yield Route("/mails/{mail:id}/{action}", front.posted(mails.speak), methods=["POST"])


def _back_to_submission(asked: Asked) -> Response:
    """An address that only takes forms, opened by hand or reloaded: the submission itself."""
    return seen_other(f"/submissions/{asked.number('number')}")


class _Front:
    """What stands before every page: the session, the form and its token; views run in the thread pool."""

    def __init__(self, at: Workplace) -> None:
        self._at = at

    def open_to_all(self, view: View) -> Callable[[Request], object]:
        """A page for everybody."""

        async def endpoint(request: Request) -> Response:
            return await run_in_threadpool(self._ask, view, request, FormData(), False)

        return endpoint

    def page(self, view: View) -> Callable[[Request], object]:
        """A page for officers; others are shown the door and come back after it."""

        async def endpoint(request: Request) -> Response:
            return await run_in_threadpool(self._ask, view, request, FormData(), True)

        return endpoint

    def posted(self, view: View) -> Callable[[Request], object]:
        """A form for officers; it has to carry the token of the session."""

        async def endpoint(request: Request) -> Response:
            form = await _form_of(request)
            return await run_in_threadpool(self._take, view, request, form)

        return endpoint

    def at_the_door(self, view: View) -> Callable[[Request], object]:
        """The sign-in form; it has to carry the token of the cookie set with it."""

        async def endpoint(request: Request) -> Response:
            form = await _form_of(request)
            if not same(form.get("csrf"), request.cookies.get(self._at.door_cookie)):
                raise HTTPException(403)
            return await run_in_threadpool(self._ask, view, request, form, False)

        return endpoint

    def _ask(self, view: View, request: Request, form: FormData, officers_only: bool) -> Response:
        if not officers_only:
            # A visitor at the door may have a session; the health page has none and must not need the store for one.
            visit = (
                self._at.guard.whose(request.cookies.get(self._at.session_cookie))
                if "sign-in" in request.url.path
                else None
            )
            return view(Asked(self._at, request, visit, form))
        visit = self._at.guard.whose(request.cookies.get(self._at.session_cookie))
        if visit is None:
            wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return seen_other("/sign-in" + (f"?next={quote(wanted, safe='')}" if wanted != "/" else ""))
        return view(Asked(self._at, request, visit, form))

    def _take(self, view: View, request: Request, form: FormData) -> Response:
        visit = self._at.guard.whose(request.cookies.get(self._at.session_cookie))
        if visit is None or not same(form.get("csrf"), visit.csrf):
            raise HTTPException(403)
        return view(Asked(self._at, request, visit, form))

    async def refused(self, request: Request, trouble: Exception) -> Response:
        """A plain page for what is not there or not allowed."""
        status = trouble.status_code if isinstance(trouble, HTTPException) else 500
        heading, sentence = KIND_SENTENCES.get(status, ("This did not work", "Go back to the queue and try again."))
        response = Asked(self._at, request, None, FormData()).sentence(heading, sentence, status)
        if isinstance(trouble, HTTPException) and trouble.headers:
            response.headers.update(trouble.headers)
        return response

    async def unavailable(self, request: Request, trouble: Exception) -> Response:
        """A plain page for a database that does not answer."""
        logger.error("the desk cannot reach the store: %s", trouble)
        sentence = "The store does not answer at the moment, and nothing was changed. Try again in a minute."
        return Asked(self._at, request, None, FormData()).sentence("Not just now", sentence, 503)

    async def broken(self, request: Request, _trouble: Exception) -> Response:
        """A plain page for a bug; the server's log has the traceback."""
        sentence = "Something broke in the desk, and nothing was changed. Tell whoever runs it, with the time of day."
        response = Asked(self._at, request, None, FormData()).sentence("That should not happen", sentence, 500)
        strict(response.headers, self._at.secure)  # this answer is made outside the middleware
        return response


async def _form_of(request: Request) -> FormData:
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        raise HTTPException(411)
    if int(length) > FORM_BYTES:
        raise HTTPException(413)
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(400)
    return await request.form(max_files=0, max_fields=2000)


def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["path_name"] = wording.path_name
    environment.filters["field_anchor"] = anchor
    return environment
