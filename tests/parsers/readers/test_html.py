"""Bodies in HTML: what people see, in the order they see it."""

from __future__ import annotations

import pytest

from parsers.readers.html import read_html
from tests.builders.pages import shape


def test_paragraphs_breaks_and_lists() -> None:
    read = read_html(
        "body",
        "<p>Dear <b>colleagues</b>,</p><div>Name:&nbsp;Ana Ruiz</div><div>Tel.: 1</div><p>One<br>two</p>"
        "<ol start=3><li>c<li>d</ol><ul><li>e</ul>",
    )
    assert shape(read) == [
        ("body", ["Dear colleagues,"]),
        ("body", ["Name: Ana Ruiz", "Tel.: 1"]),
        ("body", ["One", "two"]),
        ("body", ["3. c", "4. d"]),
        ("body", ["- e"]),
    ]


def test_a_table_keeps_its_rows_and_spans() -> None:
    read = read_html(
        "body",
        "<table><tr><th colspan=2>Technical</th></tr><tr><td rowspan=2>Name</td>"
        "<td><p>Ana</p><p>Ruiz</p></td></tr><tr><td>Ms</td></tr></table>",
    )
    assert shape(read) == [[["Technical", "^"], ["Name", "Ana\nRuiz"], ["^", "Ms"]]]


def test_a_table_that_only_arranges_the_page_is_no_table() -> None:
    inner = "<table><tr><td>Name</td><td>Ana</td></tr><tr><td>Tel.</td><td>1</td></tr></table>"
    read = read_html("body", f"<table><tr><td><p>Dear all,</p>{inner}</td></tr></table>")
    assert shape(read) == [("body", ["Dear all,"]), [["Name", "Ana"], ["Tel.", "1"]]]


@pytest.mark.parametrize(
    "hidden",
    [
        '<span style="display:none">secret</span>',
        '<div style="font-size:0px">secret</div>',
        '<p style="visibility: hidden">secret</p>',
        '<span style="color:#ffffff">secret</span>',
        '<p style="mso-hide:all">secret</p>',
        "<p hidden>secret</p>",
    ],
)
def test_hidden_text_is_left_out_and_said(hidden: str) -> None:
    read = read_html("body", f"<p>Seen</p>{hidden}<p>Too</p>")
    assert (shape(read), [f.code for f in read.findings]) == ([("body", ["Seen"]), ("body", ["Too"])], ["hidden_text"])


@pytest.mark.parametrize(
    "quoting",
    [
        "<blockquote type=cite><p>Theirs</p></blockquote>",
        '<div class="gmail_quote"><p>Theirs</p></div>',
        '<div id="divRplyFwdMsg"></div><div><p>Theirs</p></div>',
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"></div><p>Theirs</p>',
        "<p>From: A<br>Sent: B<br>To: C<br>Subject: D</p><p>Theirs</p>",
    ],
)
def test_what_mail_programs_quote_is_quoted(quoting: str) -> None:
    read = shape(read_html("body", f"<html><body><p>Ours</p>{quoting}</body></html>"))
    assert read[0] == ("body", ["Ours"])
    assert read[-1] == ("quoted", ["Theirs"])


def test_a_quoted_table_is_quoted_too() -> None:
    read = read_html(
        "body",
        "<p>x</p><blockquote><table><tr><td>Name</td><td>A</td></tr><tr><td>T</td><td>1</td></tr></table></blockquote>",
    )
    assert read.blocks[-1].region == "quoted"  # type: ignore[union-attr]


def test_boxes_are_ticked_or_not() -> None:
    read = read_html("body", "<p><input type=checkbox checked>Technical <input type=checkbox>Diplomatic</p>")
    assert shape(read) == [("body", ["☒ Technical ☐ Diplomatic"])]


@pytest.mark.parametrize(
    "html",
    [
        "",
        " ",
        "<",
        "<p",
        "<table><tr>",
        "<div>" * 5000 + "deep",
        "\x00<p>a</p>",
        "<!DOCTYPE html [<!ENTITY a 'b'>]>&a;",
    ],
)
def test_damaged_html_never_raises(html: str) -> None:
    read_html("body", html)
