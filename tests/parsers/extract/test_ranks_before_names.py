"""Ranks that Russian writes before a name with a patronymic are forms of address, not offices."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns


@pytest.mark.parametrize("rank", ["полковник", "подполковник юстиции", "генерал-майор запаса", "капитан 1-го ранга"])
def test_a_rank_in_the_names_own_field(rank: str) -> None:
    page = document(
        f"ТЕХНИЧЕСКИЙ КОНТАКТНЫЙ ПУНКТ\nФ.И.О.: {rank} Примеров Антон Валерьевич\nДолжность: заместитель начальника\n"
        "Учреждение: Служба связи\nЭл. почта: a.primerov@ss.example.tj"
    )
    assert columns(page, "ru", "TJ", "honorific", "name", "position") == [
        (rank, "Примеров Антон Валерьевич", "заместитель начальника")
    ]


def test_a_rank_behind_the_office_in_the_names_field() -> None:
    page = document(
        "ТЕХНИЧЕСКИЙ КОНТАКТНЫЙ ПУНКТ\nФ.И.О.: начальник отдела полковник Примеров Антон Валерьевич\n"
        "Учреждение: Служба связи\nЭл. почта: a.primerov@ss.example.tj"
    )
    assert columns(page, "ru", "TJ", "honorific", "name", "position") == [
        ("полковник", "Примеров Антон Валерьевич", "начальник отдела")
    ]
