"""The words in which a token is said, and what a server's objection means."""

from __future__ import annotations

import base64
import json

import pytest

from domain.bearer import Bearer, mechanism_of

USER, TOKEN = "intake@example.int", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg"


def test_xoauth2_is_said_as_its_description_has_it() -> None:
    bearer = Bearer("XOAUTH2", "someuser@example.com", TOKEN)
    described = (
        "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRj"
        "Mk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ=="
    )
    assert base64.b64encode(bearer.answer().encode()).decode() == described
    assert bearer.answer(b"{}") == ""


def test_oauthbearer_is_said_as_the_rfc_has_it() -> None:
    bearer = Bearer(
        "OAUTHBEARER", "user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==", "server.example.com", 143
    )
    place = "host=server.example.com\1port=143\1"
    described = f"n,a=user@example.com,\1{place}auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\1\1"
    assert bearer.answer(b"") == described
    assert bearer.answer(b"{}") == "\1"
    assert Bearer("OAUTHBEARER", "a=b,c", "t").answer() == "n,a=a=3Db=2Cc,\1auth=Bearer t\1\1"


def test_of_what_a_server_offers_the_usual_one_is_taken() -> None:
    assert mechanism_of({"PLAIN", "OAUTHBEARER", "XOAUTH2"}) == "XOAUTH2"
    assert mechanism_of({"PLAIN", "OAUTHBEARER"}) == "OAUTHBEARER"
    assert mechanism_of({"PLAIN", "LOGIN"}) is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            {"status": "400", "schemes": "Bearer", "scope": "https://mail.google.com/"},
            "status 400: the token has run out, or is not for mail; it wants the scope https://mail.google.com/",
        ),
        ({"status": "invalid_token"}, "status invalid_token: the token is not accepted, or has run out"),
        ({"status": 401}, "status 401: the token is not accepted, or has run out"),
        ({"status": "odd", "scope": f"{TOKEN}"}, "status odd"),
        ({"status": "has spaces, or worse"}, ""),
        ({"status": TOKEN[5:20]}, ""),
        (["status"], ""),
    ],
)
def test_an_objection_is_told_in_plain_words_and_never_with_the_token(said: object, told: str) -> None:
    bearer = Bearer("XOAUTH2", USER, TOKEN)
    bearer.answer()
    bearer.answer(json.dumps(said).encode())
    assert bearer.objection == told


def test_an_objection_that_is_no_json_is_nothing() -> None:
    bearer = Bearer("XOAUTH2", USER, TOKEN)
    assert bearer.objection == ""
    bearer.answer()
    bearer.answer(b"\xff nonsense")
    assert bearer.objection == ""
