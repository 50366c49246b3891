"""What a form asks in the languages that write their questions without Latin letters."""

from __future__ import annotations

import pytest

from parsers.extract.context import Context, expecting
from parsers.extract.questions import question_at
from tests.builders.programmes import programme


@pytest.mark.parametrize(
    ("language", "asked", "codes"),
    [
        ("ru", "Кто будет контактным лицом?", ("name",)),
        ("ru", "Где он работает?", ("institution",)),
        ("ru", "По какому номеру можно позвонить?", ("phone",)),
        ("ru", "На каких языках говорит сотрудник?", ("languages",)),
        ("ru", "Какую должность занимает сотрудник?", ("position",)),
        ("ru", "Когда с ним можно связаться?", ("availability",)),
        ("ar", "من هو الشخص المعين؟", ("name",)),
        ("ar", "أين يعمل؟", ("institution",)),
        ("ar", "ما هو رقم الهاتف؟", ("phone",)),
        ("ar", "ما هي اللغات؟", ("languages",)),
        ("ar", "ما هي وظيفته؟", ("position",)),
        ("zh", "谁是贵国的技术代表？", ("name",)),
        ("zh", "他在何处工作？", ("institution",)),
        ("zh", "电话号码是什么？", ("phone",)),
        ("zh", "会讲什么语言？", ("languages",)),
        ("zh", "担任什么职务？", ("position",)),
        ("zh", "工作时间是什么？", ("availability",)),
    ],
)
def test_a_question_asks_one_thing(language: str, asked: str, codes: tuple[str, ...]) -> None:
    found = question_at(f"{asked} —", Context(programme(), expecting(language)))
    assert found is not None
    assert found[0].codes == codes
