"""An officer at the desk, as the demonstration plays one: signs in, opens a submission, sends its form; all over HTTP."""

from __future__ import annotations

from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, build_opener

from lxml import html

from verbale.wiring import Trouble


class Officer:
    """A browser without a screen, used as a context manager."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._opener: OpenerDirector = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))

    def __enter__(self) -> Officer:
        return self

    def __exit__(self, *_: object) -> None:
        self._opener.close()

    def sign_in(self, login: str, password: str) -> None:
        """Afterwards the desk knows us; Trouble where it refuses."""
        page = self._page("/sign-in")
        form = _form_with(page, "password")
        self._send(form, str(form.action), {"login": login, "password": password})
        if _forms_with(self._page("/"), "password"):
            raise Trouble("The desk refused the sign-in of the demonstration's officer.")

    def accept(self, message_id: int) -> None:
        """Opens the submission and accepts it as it was read; Trouble with the desk's own words where that is stopped."""
        page = self._page(f"/submissions/{message_id}")
        target = f"/submissions/{message_id}/accept"
        buttons = page.xpath("//button[@formaction=$to] | //form[@action=$to]", to=target)
        if not buttons:
            raise Trouble(f"The desk offers no acceptance of message {message_id}.")
        form = buttons[0] if buttons[0].tag == "form" else buttons[0].xpath("ancestor::form")[0]
        answer = self._send(form, target, {})
        problems = answer.xpath("//*[@role='alert']")
        if problems:
            raise Trouble("The desk did not accept: " + " ".join(problems[0].text_content().split()))

    def _page(self, path: str) -> Any:
        with self._opener.open(urljoin(self._address, path), timeout=60) as answer:
            return html.fromstring(answer.read())

    def _send(self, form: Any, target: str, values: dict[str, str]) -> Any:
        kept = [(name, value) for name, value in form.form_values() if name not in values]
        body = urlencode([*kept, *values.items()]).encode()
        try:
            with self._opener.open(urljoin(self._address, target), data=body, timeout=60) as answer:
                return html.fromstring(answer.read())
        except HTTPError as refused:  # the desk says why on the page that comes with it
            with refused:
                return html.fromstring(refused.read())


def _forms_with(page: Any, field: str) -> list[Any]:
    return [form for form in page.forms if field in form.fields]


def _form_with(page: Any, field: str) -> Any:
    forms = _forms_with(page, field)
    if not forms:
        raise Trouble("The desk shows no form to sign in.")
    return forms[0]
