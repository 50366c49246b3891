"""The door: the sign-in form, signing in, signing out."""

from __future__ import annotations

import re

from starlette.responses import Response

from desk.auth import Admitted
from desk.workplace import Asked, seen_other

SIGNED_OUT = "You are signed out."


def door(asked: Asked) -> Response:
    """The sign-in form; who is signed in already goes on to the queue."""
    if asked.visit is not None:
        return seen_other("/")
    notice = SIGNED_OUT if "out" in asked.request.query_params else None
    return _form(asked, next_=asked.request.query_params.get("next", ""), notice=notice)


def sign_in(asked: Asked) -> Response:
    """Signed in and on the way to where the officer wanted; or the form again with one sentence."""
    form, at = asked.form, asked.at
    login, password, next_ = (str(form.get(name, "")) for name in ("login", "password", "next"))
    address = asked.request.client.host if asked.request.client else "unknown"
    answer = at.guard.sign_in(login, password, address)
    if not isinstance(answer, Admitted):
        return _form(
            asked, login=login[:200], next_=next_, trouble=answer.sentence, status=429 if answer.throttled else 401
        )
    at.guard.sign_out(asked.request.cookies.get(at.session_cookie))
    response = seen_other(_local(next_))
    response.set_cookie(at.session_cookie, answer.token, path="/", secure=at.secure, httponly=True, samesite="strict")
    response.delete_cookie(at.door_cookie, path="/", secure=at.secure, httponly=True, samesite="strict")
    return response


def sign_out(asked: Asked) -> Response:
    """Signed out, here and in the store."""
    at = asked.at
    at.guard.sign_out(asked.request.cookies.get(at.session_cookie))
    response = seen_other("/sign-in?out")
    response.delete_cookie(at.session_cookie, path="/", secure=at.secure, httponly=True, samesite="strict")
    return response


def _form(
    asked: Asked,
    *,
    login: str = "",
    next_: str = "",
    notice: str | None = None,
    trouble: str | None = None,
    status: int = 200,
) -> Response:
    at = asked.at
    token = asked.request.cookies.get(at.door_cookie, "")
    if not re.fullmatch(r"[\w-]{20,200}", token, re.ASCII):
        token = at.token()
    response = asked.render(
        "sign_in.html", status, csrf=token, login=login, next=_local(next_), notice=notice, trouble=trouble
    )
    response.set_cookie(
        at.door_cookie, token, path="/", secure=at.secure, httponly=True, samesite="strict", max_age=3600
    )
    return response


def _local(address: str) -> str:
    """The address where it is a page of ours to look at, else the queue."""
    plain = address.startswith("/") and not address.startswith("//") and len(address) < 500
    return address if plain and address.isascii() and address.isprintable() and "\\" not in address else "/"
