"""Telephone numbers: every way of writing them, faxes apart, and figures that are no numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.fields.number_words import without_fax
from parsers.fields.phones import find_phones
from tests.builders.runaway import no_runaway

SURE = [
    ("+41 22 730 12 34", None, ["+41227301234"]),
    ("+41(0)22 730 12 34", None, ["+41227301234"]),
    ("+41 (0)22 730 12 34", None, ["+41227301234"]),
    ("+41 (0) 22 730 12 34", None, ["+41227301234"]),
    ("+41 [0]22 730 12 34", None, ["+41227301234"]),
    ("+44 (0)20 7946 0958", None, ["+442079460958"]),
    ("+41.22.730.12.34", None, ["+41227301234"]),
    ("+41-22-730-12-34", None, ["+41227301234"]),
    ("+41/22/730 12 34", None, ["+41227301234"]),
    ("+ 41 22 730 12 34", None, ["+41227301234"]),
    ("(+41) 22 730 12 34", None, ["+41227301234"]),
    ("(+41 22) 730 12 34", None, ["+41227301234"]),
    ("+(41) 22 730 12 34", None, ["+41227301234"]),
    ("0041 22 730 12 34", None, ["+41227301234"]),
    ("00 41 22 730 12 34", None, ["+41227301234"]),
    ("＋41 22 730 12 34", None, ["+41227301234"]),
    ("＋４１　２２　７３０　１２　３４", None, ["+41227301234"]),
    ("+41\u00a022\u202f730\u00a012\u00a034", None, ["+41227301234"]),
    ("+41 22 730‑12–34", None, ["+41227301234"]),
    ("+1 (212) 555-0100", None, ["+12125550100"]),
    ("+1-212-555-0100 x123", None, ["+12125550100;ext=123"]),
    ("+1 212 555 0100 ext. 123", None, ["+12125550100;ext=123"]),
    ("+1 212 555 0100, extension 45", None, ["+12125550100;ext=45"]),
    ("+33 1 43 17 53 53 poste 4321", None, ["+33143175353;ext=4321"]),
    ("+54 11 4819 7000 int. 7100", None, ["+541148197000;ext=7100"]),
    ("+7 495 123-45-67 доб. 12", None, ["+74951234567;ext=12"]),
    ("+7 (495) 123-45-67, доб.12-34", None, ["+74951234567;ext=1234"]),
    ("+20 2 2267 8430 تحويلة 15", None, ["+20222678430;ext=15"]),
    ("+86 10 6596 1114 转 123", None, ["+861065961114;ext=123"]),
    ("+86 10 6596 1114分机123", None, ["+861065961114;ext=123"]),
    ("+1 212 555 0100 ext. 12/13", None, ["+12125550100;ext=12", "+12125550100;ext=13"]),
    ("+39 06 1234 5678", None, ["+390612345678"]),
    ("+39 (0)6 1234 5678", None, ["+390612345678"]),
    ("+242 06 612 34 56", None, ["+242066123456"]),
    ("+225 07 07 12 34 56", None, ["+2250707123456"]),
    ("+378 0549 882 345", None, ["+3780549882345"]),
    ("Tel.: (41 22) 917 12 34", "KE", ["+41229171234"]),
    ("Tel: 41 22 917 12 34", "CH", ["+41229171234"]),
    ("Tel: 022 917 12 34", "CH", ["+41229171234"]),
    ("Telephone: 6123 4567", "SG", ["+6561234567"]),
    ("Тел.: 8 (495) 123-45-67", "RU", ["+74951234567"]),
    ("тел. 8 017 222 26 74", "BY", ["+375172222674"]),
    ("Tél. : 20 49 54 53 / 70 12 34 56", "BF", ["+22620495453", "+22670123456"]),
    ("Tél : 20 49 54 53 - 70 12 34 56", "BF", ["+22620495453", "+22670123456"]),
    ("+226 20 49 54 53 / 54", None, ["+22620495453", "+22620495454"]),
    ("+226 20 49 54 53/54", None, ["+22620495453", "+22620495454"]),
    ("+226 20 49 54 53 / 70 12 34 56", None, ["+22620495453", "+22670123456"]),
    ("+41 22 730 12 34 / 730 12 40", None, ["+41227301234", "+41227301240"]),
    ("+41 22 730 12 34/+41 79 123 45 67", None, ["+41227301234", "+41791234567"]),
    ("+41 22 730 12 34 +41 79 123 45 67", None, ["+41227301234", "+41791234567"]),
    ("+41 22 730 12 34, +41 79 123 45 67", None, ["+41227301234", "+41791234567"]),
    ("+41 22 730 12 34; +41 79 123 45 67", None, ["+41227301234", "+41791234567"]),
    ("+86 10 1234 3611；+86 131 2349 0322", None, ["+861012343611", "+8613123490322"]),
    ("Tel. 030/12345678", "DE", ["+493012345678"]),
    ("+43/1/50 11 50", None, ["+431501150"]),
    ("هاتف: ٠٢٢٢٦٧٨٤٣٠", "EG", ["+20222678430"]),
    ("هاتف: +٢٠ ٢ ٢٢٦٧ ٨٤٣٠", None, ["+20222678430"]),
    ("الهاتف: \u202a+20 2 2267 8430\u202c", None, ["+20222678430"]),
    ("الهاتف: 20+ 2 2267 8430", "EG", ["+20222678430"]),
    ("الهاتف: 8430 2267 2 20+", "EG", ["+20222678430"]),
    ("الهاتف: 8430 2267 2 +20", "EG", ["+20222678430"]),
    ("+968 23.123875", None, ["+96823123875"]),
    ("(+679) 709 5709", None, ["+6797095709"]),
    ("+91 74104.14614; +918123464188", None, ["+917410414614", "+918123464188"]),
    ("+31 20 123 1330 to +31201233640", None, ["+31201231330", "+31201233640"]),
    ("Tel (24/7): +41 22 730 12 34", None, ["+41227301234"]),
    ("24/7: +41 22 730 12 34", None, ["+41227301234"]),
    ("Tel.: 24h/24 +41 22 730 12 34", None, ["+41227301234"]),
    ("Phone +41 22 730 12 34 (New York: 212-555-0100)", "CH", ["+41227301234", "+12125550100"]),
    ("Tel: 212-555-0100 (New York)", "KE", ["+12125550100"]),
    ("Telephone number\n022 917 12 34", "CH", ["+41229171234"]),
    ("电话：010-65961114", "CN", ["+861065961114"]),
    ("手机：13800138000", "CN", ["+8613800138000"]),
    ("T: +41 22 730 12 34 M: +41 79 123 45 67", None, ["+41227301234", "+41791234567"]),
    ("tel:+41-22-730-12-34", None, ["+41227301234"]),
    ("Tel+41227301234", None, ["+41227301234"]),
    ("011 44 20 7946 0958 (Tel)", "US", ["+442079460958"]),
]
FAXES = [
    ("Fax: +41 22 730 12 35", []),
    ("Fax +41 22 730 12 35", []),
    ("Facsimile: +41 22 730 12 35", []),
    ("Télécopie : +41 22 730 12 35", []),
    ("Télécopieur : +41 22 730 12 35", []),
    ("Факс: +7 495 123-45-68", []),
    ("فاكس: +20 2 2267 8431", []),
    ("传真：+86 10 6596 1115", []),
    ("+41 22 730 12 35 (fax)", []),
    ("F: +41 22 730 12 35", []),
    ("Tel: +41 22 730 12 34 Fax: +41 22 730 12 35", ["+41227301234"]),
    ("Tel: +41 22 730 12 34; fax: +41 22 730 12 35; mobile: +41 79 123 45 67", ["+41227301234", "+41791234567"]),
    ("Тел.: +7 495 123-45-67, факс: +7 495 123-45-68", ["+74951234567"]),
    ("الهاتف: +20 2 2267 8430 الفاكس: +20 2 2267 8431", ["+20222678430"]),
    ("电话：+86 10 6596 1114 传真：+86 10 6596 1115", ["+861065961114"]),
    ("Tel/Fax: +41 22 730 12 34", ["+41227301234"]),
    ("Tel./Fax: +41 22 730 12 34", ["+41227301234"]),
    ("Tel. & Fax: +41 22 730 12 34", ["+41227301234"]),
    ("Téléphone/Fax : +41 22 730 12 34", ["+41227301234"]),
    ("Тел./факс: +7 495 123-45-67", ["+74951234567"]),
    ("电话/传真：+86 10 6596 1114", ["+861065961114"]),
    ("+41 22 730 12 34 (fax), +41 22 730 12 35 (tel)", ["+41227301235"]),
    ("Fax: +41 22 730 12 35 / +41 22 730 12 36", []),
]
NOTHING = [
    ("Réf 132.45/0278/2026", "CD"),
    ("Ref: 12345678", "SG"),
    ("No. 045/24", "KE"),
    ("A/AC.292/2025/CRP.1", "SG"),
    ("Tel: 12.04.2024", "EG"),
    ("12/04/2024 2024-04-12 12.04.2024", "CH"),
    ("P.O. Box 12345678, Nairobi", "KE"),
    ("B.P. 1234567", "BF"),
    ("Postal code 1234567", "JP"),
    ("from 08:00-17:00, 2021-2025", "CH"),
    ("in the year 2024 61234567 persons", "SG"),
    ("a12345678b", "SG"),
    ("IP 203.0.113.77", "US"),
    ("", "CH"),
    ("+", "CH"),
    ("E-mail: duty24.7654321@cert.example", "SG"),
]
DOUBTED = [
    ("Tel.: 555 0101 (Nairobi 020)", "KE", ["+254205550101"]),
    ("Tel.: 555 0101 (area code 020)", "KE", ["+254205550101"]),
    ("Tel: +41 22 730 12", None, ["+412273012"]),
    ("+999 1234567", None, ["+999 1234567"]),
    ("Tel: 4321", "SG", ["4321"]),
    ("Tel: 022 917 12 34", None, ["022 917 12 34"]),
    ("Tel: 12 34 56 78 90 12 34 56 78 90", "CH", ["12 34 56 78 90 12 34 56 78 90"]),
    ("Tel: 41 22 917 12 34", None, ["+41229171234"]),
    ("Tel: 41 22 917 12 34", "SG", ["+41229171234"]),
    ("+20 2 2267 84", None, ["+202226784"]),
]


def values(text: str, region: str | None) -> list[str]:
    return [one.value for one in find_phones(text, region)]


@pytest.mark.parametrize(("text", "region", "expected"), SURE)
def test_numbers(text: str, region: str | None, expected: list[str]) -> None:
    found = find_phones(text, region)
    assert [one.value for one in found] == expected
    assert all(one.sure for one in found), found


@pytest.mark.parametrize(("text", "expected"), FAXES)
def test_a_fax_is_no_telephone(text: str, expected: list[str]) -> None:
    assert values(text, None) == expected


@pytest.mark.parametrize(("text", "region"), NOTHING)
def test_other_figures_are_no_numbers(text: str, region: str) -> None:
    assert values(text, region) == []


@pytest.mark.parametrize(("text", "region", "expected"), DOUBTED)
def test_what_cannot_be_vouched_for_is_doubted(text: str, region: str | None, expected: list[str]) -> None:
    found = find_phones(text, region)
    assert [one.value for one in found] == expected
    assert not any(one.sure for one in found)
    assert all(one.doubt for one in found)


def test_figures_that_begin_as_the_country_code_does_are_doubted() -> None:
    found = find_phones("435011503344", "AT", labelled=True)
    assert [(one.value, one.sure) for one in found] == [("+435011503344", False)]


def test_a_plus_behind_each_of_several_numbers() -> None:
    found = find_phones("97124040404+ 971501112233+", "AE", labelled=True)
    assert [(one.value, one.sure) for one in found] == [("+97124040404", True), ("+971501112233", True)]


def test_a_chinese_extension_behind_a_hyphen() -> None:
    found = find_phones("010-82991111-6602", "CN", labelled=True)
    assert [(one.value, one.sure) for one in found] == [("+861082991111;ext=6602", True)]


def test_a_number_of_a_year_is_no_telephone() -> None:
    assert find_phones("902/2024", "EG", labelled=True) == []


def test_a_field_of_numbers_needs_no_label() -> None:
    assert [one.value for one in find_phones("022 917 12 34", "CH", labelled=True)] == ["+41229171234"]
    assert find_phones("022 917 12 34", "CH") == []


def test_the_place_is_the_originals() -> None:
    text = "Téléphone :\u00a0\u200e+41 (0)22 730 12 34."
    one = find_phones(text)[0]
    assert text[one.start : one.end] == "+41 (0)22 730 12 34"


@given(
    st.text(alphabet="0123456789+()-/. \nTelFax:؛هاتف٠١٢\u200e#x", max_size=150),
    st.sampled_from([None, "CH", "EG", "IT"]),
    st.booleans(),
)
def test_any_text_is_taken(text: str, region: str | None, labelled: bool) -> None:
    for one in find_phones(text, region, labelled):
        assert 0 <= one.start < one.end <= len(text)
        assert one.sure == (one.doubt is None)
        if one.sure:
            assert one.value.startswith("+")


@pytest.mark.parametrize(
    "unit", ["+", "1 ", "1-", "+1 ", "(", "1/", "Tel ", "Tel 1234567 ", "1\n", "+41 22 730 12 34 ", "+41/", "٢"]
)
def test_time_follows_length(unit: str) -> None:
    text = unit * (50_000 // len(unit))
    with no_runaway():
        find_phones(text, "CH", labelled=True)


@pytest.mark.parametrize(
    ("text", "region", "numbers"),
    [
        ("809-987-7001 ext. 7345 / 829-221-0142", "DO", ["+18099877001;ext=7345", "+18292210142"]),
        ("(0211) 252601 ext 12, 0977 123456", "ZM", ["+260211252601;ext=12", "+260977123456"]),
        ("0211 252601 ext 12/14", "ZM", ["+260211252601;ext=12", "+260211252601;ext=14"]),
    ],
)
def test_a_number_behind_an_extension_is_no_extension(text: str, region: str, numbers: list[str]) -> None:
    assert [found.value for found in find_phones(text, region=region, labelled=True)] == numbers


@pytest.mark.parametrize(
    "text",
    [
        "(O) 011 2691692 (M) 077 123 4567 (F) 011 2691064",
        "011 2691692 (O), 077 123 4567 (M), 011 2691064 (F)",
        "(T) +94 11 2691692 (C) +94 77 123 4567 (F) +94 11 2691064",
        "+94 11 2691692 tel +94 77 123 4567 mobile +94 11 2691064 fax",
    ],
)
def test_the_line_shows_on_which_side_of_its_numbers_the_words_stand(text: str) -> None:
    found = [number.value for number in find_phones(text, region="LK", labelled=True)]
    assert found == ["+94112691692", "+94771234567"]


WITH_FAX = [
    ("Tel/Fax: +254 20 2223344 / +254 20 2223355", ["+254202223344"]),
    ("Tel./Fax: +254 20 2223344 / 55", ["+254202223344"]),
    ("Fax/Tel: +254 20 2223344 / +254 20 2223355", ["+254202223355"]),
    ("Teléfono y fax: +254 20 2223344 y +254 20 2223355", ["+254202223344"]),
    ("Telephone, fax: +254 20 2223344, +254 20 2223355", ["+254202223344"]),
    ("Telefon und Fax: +254 20 2223344 und +254 20 2223355", ["+254202223344"]),
    ("Тел./факс: +254 20 2223344 / +254 20 2223355", ["+254202223344"]),
    ("هاتف/فاكس: +254 20 2223344 / +254 20 2223355", ["+254202223344"]),
    ("电话/传真：+254 20 2223344 / +254 20 2223355", ["+254202223344"]),
    ("电话传真：+254 20 2223344 / +254 20 2223355", ["+254202223344"]),
    ("Telf.: +254 20 2223344 / +254 20 2223355", ["+254202223344", "+254202223355"]),
    ("Tel/Fax: +254 20 2223344", ["+254202223344"]),
    ("Tel/Fax: +254 20 2223344; Mobile: +254 20 2223355", ["+254202223344", "+254202223355"]),
]


@pytest.mark.parametrize(("text", "expected"), WITH_FAX)
def test_of_two_numbers_asked_for_with_a_fax_one_is_the_telephone(text: str, expected: list[str]) -> None:
    assert [one.value for one in find_phones(text)] == expected


def test_the_telephone_is_doubted_where_only_its_place_tells_it_from_the_fax() -> None:
    found = find_phones("Tel/Fax: +254 20 2223344 / +254 20 2223355")
    assert [(one.value, one.sure) for one in found] == [("+254202223344", False)]


def test_of_three_numbers_asked_for_with_a_fax_none_is_sure() -> None:
    found = find_phones("Tel/Fax: +254 20 2223344, +254 20 2223355, +254 20 2223366")
    assert [(one.value, one.sure) for one in found] == [
        ("+254202223344", False),
        ("+254202223355", False),
        ("+254202223366", False),
    ]


A, B = "+233 24 426 6465", "+233 30 266 6465"
NAMED_OR_DOUBTED = [
    (f"Tel/Fax: {A} (mobile), {B} (tel/fax)", [True, True]),
    (f"Telephone and fax: {A}; {B} (mobile)", [False, True]),
    (f"Telephone and fax: {A}; {B} mobile", [False, True]),
    (f"Tel/Fax: {A} (tel) / {B}", [True, False]),
    (f"Tel/Fax: {A} (mobile) / {B}", [True, False]),
    (f"Fax/Tel: {A}, {B}", [False, False]),
    (f"Tel/Fax: {A}, {B}", [False, False]),
    (f"Tel. & Fax: {A}; {B}", [False, False]),
    (f"Tel/Fax: {A} and {B}", [False, False]),
    (f"Phone and Fax No.: {A} {B}", [False, False]),
    (f"Tél./Télécopie : {A} ; {B}", [False, False]),
    (f"Teléfono y fax: {A}, {B}", [False, False]),
    (f"Тел. и факс: {A}, {B}", [False, False]),
    (f"الهاتف والفاكس: {A} ، {B}", [False, False]),
    (f"电话和传真：{A}、{B}", [False, False]),
    (f"Telefon und Fax: {A}, {B}", [False, False]),
    (f"Telefone e fax: {A}; {B}", [False, False]),
    (f"Tel/Fax: {A} (office) / {B} (home)", [False, False]),
    (f"Tel/Fax: {A}; Tel/Fax: {B}", [True, True]),
]


@pytest.mark.parametrize(("text", "sure"), NAMED_OR_DOUBTED)
def test_a_number_asked_for_with_a_fax_is_kept_where_it_may_be_a_telephone(text: str, sure: list[bool]) -> None:
    expected = list(zip(["+233244266465", "+233302666465"], sure, strict=True))
    assert [(one.value, one.sure) for one in find_phones(text)] == expected
    assert all(one.sure or "fax" in (one.doubt or "") for one in find_phones(text))


def test_a_fax_named_beside_its_number_leaves_the_telephone() -> None:
    found = find_phones(f"Tel/Fax: {A} (tel) / {B} (fax)")
    assert [(one.value, one.sure) for one in found] == [("+233244266465", True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{A} / {B}", [("+233244266465", False)]),
        (f"{A} (mobile), {B} (tel/fax)", [("+233244266465", True), ("+233302666465", True)]),
        (f"{A}; {B} (mobile)", [("+233244266465", False), ("+233302666465", True)]),
    ],
)
def test_an_answer_apart_from_its_label_leaves_out_the_fax(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(one.value, one.sure) for one in without_fax("Tel/Fax", find_phones(text), text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+254 20 2223344, ext. 12, 14", [("12", True), ("14", True)]),
        ("+254 20 2223344 ext. 12 and 14", [("12", True), ("14", True)]),
        ("+254 20 2223344 (ext. 12 or 14)", [("12", True), ("14", True)]),
        ("+254 20 2223344, ext. 12 / ext. 14", [("12", True), ("14", True)]),
        ("+254 20 2223344, postes 12 et 14", [("12", True), ("14", True)]),
        ("+254 20 2223344, anexos 12 y 14", [("12", True), ("14", True)]),
        ("+254 20 2223344, доб. 12 и 14", [("12", True), ("14", True)]),
        ("+254 20 2223344، تحويلة 12 و 14", [("12", True), ("14", True)]),
        ("+254 20 2223344，分机12、14", [("12", True), ("14", True)]),
        ("+254 20 2223344, Durchwahl 12 und 14", [("12", True), ("14", True)]),
        ("+254 20 2223344, ramais 12 e 14", [("12", True), ("14", True)]),
        ("+254 20 2223344 ext. 12-14", [("12", False), ("14", False)]),
    ],
)
def test_each_extension_makes_a_number(text: str, expected: list[tuple[str, bool]]) -> None:
    found = [(one.value, one.sure) for one in find_phones(text, labelled=True)]
    assert found == [(f"+254202223344;ext={figures}", sure) for figures, sure in expected]


@pytest.mark.parametrize("text", ["+254 20 2223344 / 70, ext. 12, 14", "+254 20 2223344/70 ext. 12 / 14"])
def test_extensions_behind_several_numbers_go_to_each_of_them_in_doubt(text: str) -> None:
    found = [(one.value, one.sure) for one in find_phones(text, labelled=True)]
    pairs = [(number, figures) for number in ("44", "70") for figures in ("12", "14")]
    assert found == [(f"+2542022233{number};ext={figures}", False) for number, figures in pairs]


@pytest.mark.parametrize(
    "text",
    [
        "+254 20 2223340 to 49", "+254 20 2223340-49", "+254 20 2223340 à 49", "+254 20 2223340 al 49", "+254 20 2223340 bis 49",
        "+254 20 2223340 до 49", "+254 20 2223340 إلى 49", "+254 20 2223340至49", "+254 20 2223340 até 49",
    ],
)  # fmt: skip
def test_of_a_range_the_first_number_stands_in_doubt(text: str) -> None:
    assert [(one.value, one.sure) for one in find_phones(text, labelled=True)] == [("+254202223340", False)]


@pytest.mark.parametrize("text", ["+254 20 2223344 to 12", "+254 20 2223344 - 24/7"])
def test_what_stands_behind_a_number_need_be_no_range(text: str) -> None:
    assert [(one.value, one.sure) for one in find_phones(text, labelled=True)] == [("+254202223344", True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+254 20 555 0101, 555 0102", [("+254205550101", True), ("+254205550102", False)]),
        ("+254 20 555 0101; 02; 03", [("+254205550101", True), ("+254205550102", False), ("+254205550103", False)]),
        ("+254 20 555 0101, 020 555 0102", [("+254205550101", True), ("+254205550102", True)]),
        ("+254 20 555 0101, 12 Harambee Avenue", [("+254205550101", True)]),
        ("+254 20 555 0101, 00100 Nairobi", [("+254205550101", True)]),
    ],
)
def test_figures_behind_a_comma_may_share_the_beginning_of_the_number(
    text: str, expected: list[tuple[str, bool]]
) -> None:
    assert [(one.value, one.sure) for one in find_phones(text, region="KE", labelled=True)] == expected


@pytest.mark.parametrize("hours", ["(9-17h)", "(9.00 - 17.00)", "(08:00-16:30 EAT)", "[9–17 h]"])
def test_hours_in_brackets_are_no_part_of_the_number(hours: str) -> None:
    found = find_phones(f"+254 20 555 01 01 {hours}", region="KE", labelled=True)
    assert [(one.value, one.sure) for one in found] == [("+254205550101", True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tel. +63 2 8926 4173 local 2378, Mobile +63 917 530 4482",
            [("+63289264173;ext=2378", True), ("+639175304482", True)],
        ),
        ("+63 2 8926 4173 klappe 2378", [("+63289264173;ext=2378", True)]),
        ("+63 2 8926 4173 zuruf 2378", [("+63289264173", False)]),
    ],
)
def test_a_word_and_a_few_figures_behind_a_number_are_its_extension_or_raise_a_doubt(
    text: str, expected: list[tuple[str, bool]]
) -> None:
    assert [(one.value, one.sure) for one in find_phones(text, "PH")] == expected
