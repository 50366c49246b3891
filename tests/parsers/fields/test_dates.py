"""Dates in every language and order, and figures that are no dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.fields.dates import find_dates, order_in, order_told, settled
from parsers.lexicons import LANGUAGES, lexicon
from tests.builders.runaway import no_runaway

SURE = [
    ("New York, 12 April 2024", "2024-04-12"),
    ("12th April, 2024", "2024-04-12"),
    ("12th of April 2024", "2024-04-12"),
    ("the 12th day of April 2024", "2024-04-12"),
    ("April 12, 2024", "2024-04-12"),
    ("April 12th, 2024", "2024-04-12"),
    ("February 27,2024", "2024-02-27"),
    ("12 Apr. 2024", "2024-04-12"),
    ("10 April B.E. 2567 (2024)", "2024-04-10"),
    ("10 April 2567 B.E.", "2024-04-10"),
    ("12-Apr-2024", "2024-04-12"),
    ("12/Apr/2024", "2024-04-12"),
    ("1st March 2025", "2025-03-01"),
    ("2nd March 2025", "2025-03-02"),
    ("3rd March 2025", "2025-03-03"),
    ("12 APRIL 2024", "2024-04-12"),
    ("Sept. 9, 2024", "2024-09-09"),
    ("12.04.2024", "2024-04-12"),
    ("12. 04. 2024", "2024-04-12"),
    ("2024-04-12", "2024-04-12"),
    ("2024/04/12", "2024-04-12"),
    ("2024.04.12", "2024-04-12"),
    ("13/04/2024", "2024-04-13"),
    ("04/13/2024", "2024-04-13"),
    ("31-12-2024", "2024-12-31"),
    ("12-IV-2024", "2024-04-12"),
    ("12.IV.2024", "2024-04-12"),
    ("12 XII 2024", "2024-12-12"),
    ("04/04/2024", "2024-04-04"),
    ("New York, le 12 avril 2024", "2024-04-12"),
    ("le 1er mars 2024", "2024-03-01"),
    ("le 1 er mars 2024", "2024-03-01"),
    ("le premier mars 2024", "2024-03-01"),
    ("Fait à New York, le 5 août 2024", "2024-08-05"),
    ("le 5 aout 2024", "2024-08-05"),
    ("le 12 fevrier 2024", "2024-02-12"),
    ("le 12 déc. 2024", "2024-12-12"),
    ("en date du 8 janvier 2024,", "2024-01-08"),
    ("Nueva York, 12 de abril de 2024", "2024-04-12"),
    ("a 12 de abril del 2024", "2024-04-12"),
    ("1.º de marzo de 2025", "2025-03-01"),
    ("1° de marzo de 2025", "2025-03-01"),
    ("1º de marzo de 2025", "2025-03-01"),
    ("primero de marzo de 2025", "2025-03-01"),
    ("12 de setiembre de 2024", "2024-09-12"),
    ("a los doce días del mes de abril de 2024", "2024-04-12"),
    ("12 abril 2024", "2024-04-12"),
    ("г. Нью-Йорк, 12 апреля 2024 года", "2024-04-12"),
    ("12 апреля 2024 г.", "2024-04-12"),
    ("«12» апреля 2024 г.", "2024-04-12"),
    ("“12” апреля 2024 г.", "2024-04-12"),
    ("от 8 января 2024 года", "2024-01-08"),
    ("5 мая 2024 г.", "2024-05-05"),
    ("12 АПРЕЛЯ 2024", "2024-04-12"),
    ("1-го марта 2025 года", "2025-03-01"),
    ("8 كانون الثاني/يناير 2024", "2024-01-08"),
    ("12 نيسان/أبريل 2024", "2024-04-12"),
    ("٢٧ شباط/فبراير ٢٠٢٤", "2024-02-27"),
    ("9 أيلول/سبتمبر 2024", "2024-09-09"),
    ("3 تشرين الأول/أكتوبر 2024", "2024-10-03"),
    ("3 تشرين الثاني 2024", "2024-11-03"),
    ("12 حزيران/يونيه 2024", "2024-06-12"),
    ("12 تموز/يوليه 2024", "2024-07-12"),
    ("12 يونيو 2024م", "2024-06-12"),
    ("12 جويلية 2024", "2024-07-12"),
    ("12 جانفي 2024", "2024-01-12"),
    ("12 أوت 2024", "2024-08-12"),
    ("12 غشت 2024", "2024-08-12"),
    ("12 دجنبر 2024", "2024-12-12"),
    ("12 شتنبر 2024", "2024-09-12"),
    ("12 من أبريل 2024", "2024-04-12"),
    ("2024 أبريل 12", "2024-04-12"),
    ("اعتباراً من 1 آذار/مارس 2025", "2025-03-01"),
    ("المؤرخة 8 يناير 2024،", "2024-01-08"),
    ("1445/09/01 هـ الموافق 2024/03/11 م", "2024-03-11"),
    ("1446/06/02 هـ الموافق 03/12/2024 م", "2024-12-03"),
    ("2 جمادى الآخرة 1446هـ الموافق 3 ديسمبر 2024م", "2024-12-03"),
    ("2024年4月12日于纽约", "2024-04-12"),
    ("2024 年 4 月 12 日", "2024-04-12"),
    ("二〇二四年四月十二日", "2024-04-12"),
    ("二○二四年十二月三十一日", "2024-12-31"),
    ("二零二五年一月廿一日", "2025-01-21"),
    ("２０２４年４月１２日", "2024-04-12"),
    ("2024年4月12号", "2024-04-12"),
    ("二〇二四年十月十日", "2024-10-10"),
    ("New York, den 12. April 2024", "2024-04-12"),
    ("am 1. März 2025", "2025-03-01"),
    ("5. Jänner 2024", "2024-01-05"),
    ("Nova Iorque, 12 de março de 2024", "2024-03-12"),
    ("1.º de fevereiro de 2025", "2025-02-01"),
]
DOUBTED = [
    ("12/04/2024", "2024-04-12"),
    ("12-04-2024", "2024-04-12"),
    ("١٢/٠٤/٢٠٢٤", "2024-04-12"),
    ("31/12/24", "2024-12-31"),
    ("12 April 24", "2024-04-12"),
    ("12 كانون الثاني/فبراير 2024", "2024-01-12"),
    ("1446/06/02 هـ", "2024-12-04"),
]
NOTHING = [
    "A/78/265",
    "ODA/2024-003",
    "78/541",
    "2021-2025",
    "7/1/383/2024",
    "1.2.3",
    "1.2.3.4",
    "30 February 2024",
    "31.02.2024",
    "12:04:2024",
    "+41 22 730 12 34",
    "045/24",
    "32 April 2024",
    "12/13/2024/5",
    "May the Mission",
    "in March 2024",
    "2024",
    "99/99/2024",
    "",
    "№ 12/04/2024-н",
    "0 April 2024",
    "12 April 1812",
    "二〇二四年",
]


@pytest.mark.parametrize(("text", "expected"), SURE)
def test_dates(text: str, expected: str) -> None:
    found = find_dates(text)
    assert [one.value for one in found] == [expected]
    assert found[0].sure, found


@pytest.mark.parametrize(("text", "expected"), DOUBTED)
def test_dates_that_can_be_read_otherwise_are_doubted(text: str, expected: str) -> None:
    assert [(one.value, one.sure) for one in find_dates(text)] == [(expected, False)]


@pytest.mark.parametrize("text", NOTHING)
def test_other_figures_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_another_date_decides_the_order() -> None:
    assert [(one.value, one.sure) for one in find_dates("05/06/2024 and 04/13/2024")] == [
        ("2024-05-06", True),
        ("2024-04-13", True),
    ]
    assert [(one.value, one.sure) for one in find_dates("05/06/2024 and 13/04/2024")] == [
        ("2024-06-05", True),
        ("2024-04-13", True),
    ]


def test_languages_that_write_the_day_first_decide() -> None:
    assert [one.sure for one in find_dates("12/04/2024", languages=["fr"])] == [True]
    assert [one.sure for one in find_dates("12/04/2024", languages=["en", "fr"])] == [False]


def test_the_rest_of_the_message_decides_the_order_only_where_it_is_day_first() -> None:
    assert order_told(["Valid from 25/11/2024", "to 3/4/2025"]) == "dm"
    assert order_told(["11/25/2024"]) == "md"
    assert order_told(["11/25/2024", "25/11/2024"]) is None
    assert [(f.value, f.sure) for f in find_dates("07/12/2024", order="dm")] == [("2024-12-07", True)]
    assert [(f.value, f.sure) for f in find_dates("07/12/2024", order="md")] == [("2024-07-12", False)]


def test_every_language_but_english_and_chinese_writes_the_day_first() -> None:
    assert {language for language in LANGUAGES if order_in(language) == "dm"} == {"ar", "de", "es", "fr", "pt", "ru"}


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (date(2024, 12, 9), ("2024-12-07", True)),
        (date(2024, 12, 6), ("2024-12-07", True)),
        (date(2024, 7, 15), ("2024-07-12", False)),
        (date(2025, 6, 1), ("2024-12-07", False)),
        (None, ("2024-12-07", False)),
    ],
)
def test_the_day_of_the_mail_settles_a_note_that_could_be_of_two_days(
    sent: date | None, expected: tuple[str, bool]
) -> None:
    (found,) = find_dates("07/12/2024")
    assert (settled(found, sent).value, settled(found, sent).sure) == expected


def test_the_day_of_the_mail_leaves_alone_what_is_certain() -> None:
    (found,) = find_dates("7 December 2024")
    assert settled(found, date(2024, 7, 15)) == found


def test_several_dates_in_order() -> None:
    text = "Note of 8 January 2024, answered on 2024-03-12, le 1er mars 2025"
    assert [one.value for one in find_dates(text)] == ["2024-01-08", "2024-03-12", "2025-03-01"]


def test_the_place_is_the_originals() -> None:
    text = "Дата: «12» апреля 2024 года."
    one = find_dates(text)[0]
    assert text[one.start : one.end].startswith("«12» апреля 2024")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_twelve_months(language: str) -> None:
    assert set(lexicon(language).months.values()) == set(range(1, 13))


def test_no_name_is_two_months() -> None:
    owners: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for name, number in lexicon(language).months.items():
            owners.setdefault(name, set()).add(number)
    assert {name: numbers for name, numbers in owners.items() if len(numbers) > 1} == {}


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "zh"])
def test_every_name_of_a_month_makes_a_date(language: str) -> None:
    wrong = [
        (name, [one.value for one in find_dates(f"7 {name} 2024")])
        for name, number in lexicon(language).months.items()
        if [one.value for one in find_dates(f"7 {name} 2024")] != [f"2024-{number:02d}-07"]
    ]
    assert wrong == []


@given(st.text(alphabet="0123456789 /.-,«»年月日一十二〇AprilIVXмаяأبريل/ـهthde", max_size=120))
def test_any_text_is_taken(text: str) -> None:
    for one in find_dates(text):
        assert 0 <= one.start < one.end <= len(text)
        assert len(one.value) == 10


@pytest.mark.parametrize(
    "unit", ["1.", "12 April ", "1/", "年", "1 1 ", "'12' ", "January/", "من ", "12 ", "一", "1445/", "x"]
)
def test_time_follows_length(unit: str) -> None:
    text = unit * (100_000 // len(unit)) + "April"
    with no_runaway():
        find_dates(text)
