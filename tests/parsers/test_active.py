"""What is alive in a document is found, and however long a stretch of one character may be, in a moment."""

from __future__ import annotations

import pytest

from parsers import sniff
from parsers.active import Sign, signs_of
from parsers.limits import Limits

LONG = 200_000
STRETCHES = {
    "text/html": [b"<img src=", b"<link href=", b"url(", b"@import ", b"<!ENTITY x SYSTEM ", b"<body onload"],
    sniff.RTF: [rb"\*\template ", b"INCLUDEPICTURE http"],
    sniff.PDF: [b"/FS", b"/OpenAction", b"/OpenAction<<"],
}


@pytest.mark.parametrize(
    ("kind", "begun"), [(kind, begun) for kind, all_begun in STRETCHES.items() for begun in all_begun]
)
def test_long_stretches_hold_nobody_up(kind: str, begun: bytes) -> None:
    assert "outside" not in signs_of(begun + b" " * LONG, kind, Limits())
    assert "outside" not in signs_of((begun * LONG)[:LONG], kind, Limits())


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("text/html", b'<img alt="x" src = " https://a.example/p.png">', ["outside"]),
        ("text/html", b"<p style='background: url( \"http://a.example/p.png\" )'>", ["outside"]),
        ("text/html", b"<body onload = x()>", ["macros"]),
        ("text/html", b'<img src="cid:1">', []),
        (sniff.RTF, rb"{\rtf1{\*\template  http://a.example/t.dot}}", ["outside"]),
        (sniff.RTF, b'{INCLUDEPICTURE "a.png" INCLUDETEXT "https://a.example/t"}', ["outside"]),
    ],
)
def test_what_is_alive_is_seen(kind: str, text: bytes, expected: list[Sign]) -> None:
    assert signs_of(text, kind, Limits()) == expected
