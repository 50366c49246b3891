"""Cells that lie over the columns of several contacts, and answer for all of them."""

from __future__ import annotations

from parsers.document import Cell, Table
from tests.builders.documents import document, lines
from tests.builders.layouts import columns


def _row(*texts: str | None) -> tuple[Cell, ...]:
    return tuple(Cell(spanned=True) if text is None else Cell(lines(text) if text else ()) for text in texts)


def test_a_body_over_three_columns_is_that_of_all_three() -> None:
    page = document(
        Table(
            (
                _row("Particulars", "Technical", "Technical (alternate)", "Technical (second alternate)"),
                _row("Name", "Ms. Ruth Phiri", "Mr. Tom Banda", "Ms. Ann Mwale"),
                _row("Institution", "Zambia Cyber Agency", None, None),
                _row("E-mail", "r@cirt.example", "t@cirt.example", "a@cirt.example"),
                _row("Languages", "English", None, "French"),
            )
        ),
        form="docx",
    )
    assert columns(page, "en", "ZM", "name", "institution", "emails", "languages") == [
        ("Ruth Phiri", "Zambia Cyber Agency", ("r@cirt.example",), ("en",)),
        ("Tom Banda", "Zambia Cyber Agency", ("t@cirt.example",), ("en",)),
        ("Ann Mwale", "Zambia Cyber Agency", ("a@cirt.example",), ("fr",)),
    ]


def test_an_address_is_nobody_elses() -> None:
    page = document(
        Table(
            (
                _row("项目", "外交联络点", "技术联络点"),
                _row("姓名", "黄家伟", "蔡丽君"),
                _row("机构", "新加坡网络安全局", None),
                _row("职务", "处长", "工程师"),
                _row("电子邮箱", "h@csa.example", None),
            )
        ),
        form="docx",
    )
    assert columns(page, "zh", "SG", "role", "name", "institution", "emails") == [
        ("diplomatic", "黄家伟", "新加坡网络安全局", ("h@csa.example",)),
        ("technical", "蔡丽君", "新加坡网络安全局", ()),
    ]
