"""Whose Mission or embassy it is, where the State in which it stands is named as well."""

from __future__ import annotations

import pytest

from parsers.document import Line
from parsers.extract.context import Context, expecting
from parsers.extract.passages import join
from parsers.extract.spoken_for import states_signed, states_spoken_for
from tests.builders.programmes import programme

SIGNATURES = [
    ("中国常驻联合国日内瓦办事处和瑞士其他国际组织代表团", "zh", ["CHN"]),
    ("新加坡共和国常驻维也纳联合国和其他国际组织代表团", "zh", ["SGP"]),
    ("马来西亚驻瑞士大使馆", "zh", ["MYS"]),
    ("中华人民共和国驻美利坚合众国大使馆", "zh", ["CHN"]),
    ("驻瑞士大使馆", "zh", []),
    ("The Embassy of Ghana in Switzerland", "en", ["GHA"]),
    ("The Embassy to the Swiss Confederation", "en", []),
    ("Ambassade du Mali près la Confédération suisse", "fr", ["MLI"]),
    ("Mission permanente en Suisse", "fr", []),
    ("Embajada del Perú en los Estados Unidos de América", "es", ["PER"]),
    ("Посольство в Швейцарской Конфедерации", "ru", []),
    ("Посольство Республики Беларусь в Швейцарии", "ru", ["BLR"]),
    ("سفارة الأردن في سويسرا", "ar", ["JOR"]),
    ("البعثة الدائمة بسويسرا", "ar", []),
    ("البعثة الدائمة لبلجيكا", "ar", ["BEL"]),
    ("Österreichische Botschaft in der Schweiz", "de", []),
    ("Botschaft der Republik Österreich in der Schweiz", "de", ["AUT"]),
    ("Embaixada do Brasil na Suíça", "pt", ["BRA"]),
]


@pytest.mark.parametrize(("line", "language", "states"), SIGNATURES)
def test_a_mission_speaks_for_its_sender_and_not_for_its_host(line: str, language: str, states: list[str]) -> None:
    passages, context = [join("body", [Line(line)])], Context(programme(), expecting(language))
    told = [*states_spoken_for(passages, context), *states_signed(passages, context)]
    assert list(dict.fromkeys(found.value for _, found, _ in told)) == states
