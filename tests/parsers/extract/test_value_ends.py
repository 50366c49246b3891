"""Whether it is somebody or only a number that no longer serves."""

from __future__ import annotations

import pytest

from domain.submission import Action
from tests.builders.documents import document
from tests.builders.layouts import contacts


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("第三研究所研究员冷泽宇先生（邮箱lengzy@cert.example，电话+86 21 6433 8912）不再担任技术联络人，请删除其信息。", "zh"),
        ("Mr. John Banda (e-mail j.banda@cert.example, tel. +260 21 1254411) no longer serves as technical contact.", "en"),
        ("M. Jean Ba (courriel j.ba@cert.example, tél. +223 20 22 54 89) n'est plus notre point de contact technique.", "fr"),
    ],
)  # fmt: skip
def test_whose_number_stands_in_brackets_leaves_and_not_the_number(text: str, language: str) -> None:
    assert [contact["action"] for contact in contacts(document(text), language)] == [Action.REMOVE]
