"""Labels that no lexicon has word for word, told by the words in them and by what stands behind."""

from __future__ import annotations

import pytest

from parsers.extract.senses import OTHER, asked_before_colon, sense_of
from parsers.lexicons import LANGUAGES
from parsers.words import label_of


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("ru", "На каких языках можно обращаться", "languages"),
        ("ru", "Должность по штату", "position"),
        ("ru", "По какому телефону вас можно найти в рабочее время?", "phone"),
        ("ru", "Как к вам обращаться?", "honorific"),
        ("ar", "الخطة الوظيفية", "position"),
        ("ar", "هيكل الانتماء", "institution"),
        ("ar", "الهاتف القار", "phone"),
        ("ar", "بأي لغة يمكن التواصل معكم؟", "languages"),
        ("zh", "现任职务", "position"),
        ("zh", "可用何种语言联络", "languages"),
        ("zh", "所在单位全称", "institution"),
        ("en", "Telephone at which the officer answers", "phone"),
        ("fr", "Langues dans lesquelles on peut écrire", "languages"),
    ],
)
def test_the_words_in_a_label_tell_what_it_asks(language: str, text: str, code: str) -> None:
    label = sense_of(text, (language,))
    assert label is not None
    assert label.codes == (code,)
    assert label_of(text, (language,)) is None or code in label_of(text, (language,)).codes  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text", ["Кто ваш непосредственный руководитель?", "Прежний телефон", "اسم الرئيس المباشر", "主管领导姓名"]
)
def test_what_is_asked_about_somebody_else_is_not_recorded(text: str) -> None:
    assert sense_of(text, LANGUAGES) == OTHER or sense_of(text, ("ru", "ar", "zh")) == OTHER


def test_a_phrase_before_a_colon_is_a_label_only_where_what_follows_can_answer_it() -> None:
    assert asked_before_colon("На каких языках можно обращаться", "русский", ("ru",)) is not None
    assert asked_before_colon("На каких языках можно обращаться", "по будням", ("ru",)) is None
    assert asked_before_colon("Назначены следующие сотрудники", "Иван Петров", ("ru",)) is None
