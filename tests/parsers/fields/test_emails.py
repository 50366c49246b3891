"""E-mail addresses: as written, obfuscated, broken, joined; and what is no address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.fields.emails import find_emails
from tests.builders.runaway import no_runaway

SURE = [
    ("jane.doe@mfa.gov.sg", ["jane.doe@mfa.gov.sg"]),
    ("E-mail: Jane.Doe@MFA.GOV.SG", ["jane.doe@mfa.gov.sg"]),
    ("(jane@example.int)", ["jane@example.int"]),
    ("<jane@example.int>", ["jane@example.int"]),
    ("mailto:jane@example.int", ["jane@example.int"]),
    ("mailto:jane@example.int?subject=POC", ["jane@example.int"]),
    ("Write to jane@example.int.", ["jane@example.int"]),
    ("Write to jane@example.int, or call", ["jane@example.int"]),
    ("jane@example.int; john@example.int", ["jane@example.int", "john@example.int"]),
    ("jane@example.int/john@example.int", ["jane@example.int", "john@example.int"]),
    ("jane@example.int / john@example.int", ["jane@example.int", "john@example.int"]),
    (
        "jane@example.int, john@example.int and cert@example.int",
        ["jane@example.int", "john@example.int", "cert@example.int"],
    ),
    ("jane (at) example.int", ["jane@example.int"]),
    ("jane[at]example[dot]int", ["jane@example.int"]),
    ("jane [at] example [dot] int", ["jane@example.int"]),
    ("jane(@)example.int", ["jane@example.int"]),
    ("jane(arroba)example.int", ["jane@example.int"]),
    ("jane [собака] example.int", ["jane@example.int"]),
    ("jane＠example．int", ["jane@example.int"]),
    ("ｊａｎｅ＠ｅｘａｍｐｌｅ．ｉｎｔ", ["jane@example.int"]),
    ("电子邮箱：zhang_wei@mfa.gov.cn", ["zhang_wei@mfa.gov.cn"]),
    ("电子邮箱zhang@mfa.gov.cn联系人", ["zhang@mfa.gov.cn"]),
    ("البريد الإلكتروني: a.hassan@mfa.gov.eg", ["a.hassan@mfa.gov.eg"]),
    ("\u200ea.hassan@mfa.gov.eg\u200f،", ["a.hassan@mfa.gov.eg"]),
    ("Эл. почта: i.ivanov@mid.ru;", ["i.ivanov@mid.ru"]),
    ("jane.doe+poc@example.int", ["jane.doe+poc@example.int"]),
    ("o'brien@example.ie", ["o'brien@example.ie"]),
    ("'jane@example.int'", ["jane@example.int"]),
    ('"jane@example.int"', ["jane@example.int"]),
    ("*jane@example.int*", ["jane@example.int"]),
    ("jane_doe-2@sub.example.co.uk", ["jane_doe-2@sub.example.co.uk"]),
    ("jane@\nexample.int", ["jane@example.int"]),
    ("jane\n@example.int", ["jane@example.int"]),
    ("jane@mfa.gov.\nsg", ["jane@mfa.gov.sg"]),
    ("jane@mfa.gov\n.sg", ["jane@mfa.gov.sg"]),
    ("jane@foreign-\nministry.gov.sg", ["jane@foreign-ministry.gov.sg"]),
    ("E-mail: jane.\ndoe@mfa.gov.sg", ["jane.doe@mfa.gov.sg"]),
    ("E-mail: cert-\nduty@mfa.gov.sg", ["cert-duty@mfa.gov.sg"]),
    ("jane@mfa.gov.sg\nTel: +65 6123 4567", ["jane@mfa.gov.sg"]),
    ("jane@mfa.gov.sg.\nIn addition, the Mission", ["jane@mfa.gov.sg"]),
    ("write to jane@example.int. The Mission avails", ["jane@example.int"]),
    ("write to jane@example.gov. in case of need", ["jane@example.gov"]),
    ("soc@ncsc.gov.xx.example", ["soc@ncsc.gov.xx.example"]),
    ("24-7@cert.example", ["24-7@cert.example"]),
    ("a@b.co", ["a@b.co"]),
    ("", []),
    ("@ODA", []),
    ("follow @handle on the net", []),
    ("a@b", []),
    ("10 @ 5.00", []),
    ("x@@y.com", []),
    ("user@-example", []),
]
DOUBTED = [
    ("jane @ example.int", ["jane@example.int"]),
    ("jane@ example.int", ["jane@example.int"]),
    ("jane @example.int", ["jane@example.int"]),
    ("jane@mfa. gov.sg", ["jane@mfa.gov.sg"]),
    ("jane@mfa .gov.sg", ["jane@mfa.gov.sg"]),
    ("jane@foreign\nministry.gov.sg", ["jane@foreignministry.gov.sg"]),
    ("E-mail: jane. doe@example.int", ["jane.doe@example.int"]),
    ("E-mail: jane _doe@example.int", ["jane_doe@example.int"]),
    ("jаne@example.int", ["jane@example.int"]),
    ("jane@mfa.gov.sgTel: +65", ["jane@mfa.gov.sg"]),
    ("jane@example.qq", ["jane@example.qq"]),
    ("jane..doe@example.int", ["jane.doe@example.int"]),
    ("jane.@example.int", ["jane@example.int"]),
    ("jane.doe/john.roe@example.int", ["jane.doe@example.int", "john.roe@example.int"]),
    ("jane at example dot int", ["jane@example.int"]),
    ("почта@мид.рф", ["почта@мид.рф"]),
]


@pytest.mark.parametrize(("text", "expected"), SURE)
def test_addresses(text: str, expected: list[str]) -> None:
    found = find_emails(text)
    assert [one.value for one in found] == expected
    assert all(one.sure for one in found), found


@pytest.mark.parametrize(("text", "expected"), DOUBTED)
def test_addresses_put_together_by_a_guess_are_doubted(text: str, expected: list[str]) -> None:
    found = find_emails(text)
    assert [one.value for one in found] == expected
    assert not any(one.sure for one in found)
    assert all(one.doubt for one in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("à a.diop@mae.gouv.sn.Elle parle français", "a.diop@mae.gouv.sn"),
        ("at jane@mfa.gov.fj.She speaks English", "jane@mfa.gov.fj"),
        ("jane@example.int.The office", "jane@example.int"),
        ("ana@mre.gov.py.example.Teléfono: 021", "ana@mre.gov.py.example"),
        ("jane@mfa.example.tel 123", "jane@mfa.example"),
        ("jane@mfa.example.Il parle", "jane@mfa.example"),
    ],
)
def test_the_next_sentence_is_no_part_of_a_domain(text: str, expected: str) -> None:
    assert [(found.value, found.sure) for found in find_emails(text)] == [(expected, False)]


@pytest.mark.parametrize("text", ["Jane.Doe@Mfa.Gov.Fj", "jane.doe@mfa.gov.Fj", "JANE@MFA.GOV.FJ", "jane@acme.email"])
def test_a_capital_in_a_domain_is_a_small_letter(text: str) -> None:
    assert [(found.value, found.sure) for found in find_emails(text)] == [(text.lower(), True)]


def test_a_word_left_beside_an_address_in_its_own_field_is_doubted() -> None:
    assert [(one.value, one.sure) for one in find_emails("jane doe@example.int", labelled=True)] == [
        ("doe@example.int", False)
    ]
    assert [(one.value, one.sure) for one in find_emails("Jane Doe <doe@example.int>", labelled=True)] == [
        ("doe@example.int", True)
    ]


def test_the_place_is_the_originals() -> None:
    text = "Courriel : \u200ejane (at) example.int."
    one = find_emails(text)[0]
    assert text[one.start : one.end] == "jane (at) example.int"


@given(st.text(alphabet="ab.@ \n-_/()<>:АБ中\u200e", max_size=120))
def test_any_text_is_taken(text: str) -> None:
    for one in find_emails(text):
        assert 0 <= one.start < one.end <= len(text)
        local, _, domain = one.value.rpartition("@")
        assert local
        assert "." in domain
        assert one.value == one.value.lower()
        assert not any(character.isspace() for character in one.value)


@pytest.mark.parametrize(
    "unit", ["@", "a@", "a.", "a@b.", "a@a ", "(at)", "a at ", " dot a", ".", "a\n", "a.b@c\n", "<a@b.c>"]
)
def test_time_follows_length(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    with no_runaway():
        find_emails(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jane dot doe at agency dot example", ["jane.doe@agency.example"]),
        ("jane punto doe arroba agency punto example", ["jane.doe@agency.example"]),
        ("j.doe, duty@agency.example", ["j.doe@agency.example", "duty@agency.example"]),
        ("E-mail: j.doe; duty@agency.example", ["j.doe@agency.example", "duty@agency.example"]),
    ],
)
def test_an_address_in_words_and_two_that_share_a_domain_are_read_in_doubt(text: str, expected: list[str]) -> None:
    assert [(one.value, one.sure) for one in find_emails(text)] == [(value, False) for value in expected]


def test_a_site_before_an_address_shares_no_domain_with_it() -> None:
    assert [(one.value, one.sure) for one in find_emails("www.agency.example, duty@agency.example")] == [
        ("duty@agency.example", True)
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Courriel s. dupont@mfa.example", "s.dupont@mfa.example"),
        ("Courriel : l dupont@mfa.example", "dupont@mfa.example"),
        ("Courriel |.dupont@mfa.example", "dupont@mfa.example"),
        ("E-mail: .dupont@mfa.example", "dupont@mfa.example"),
    ],
)
def test_an_address_that_may_have_lost_its_initial_is_doubted(text: str, value: str) -> None:
    assert [(found.value, found.sure) for found in find_emails(text)] == [(value, False)]


@pytest.mark.parametrize("before", ["escribir a", "tel. y", "Mme A. Diallo", "Contact e"])
def test_a_word_of_one_vowel_or_a_name_before_an_address_is_none_of_its_letters(before: str) -> None:
    assert [(found.value, found.sure) for found in find_emails(f"{before} diallo@mfa.example")] == [
        ("diallo@mfa.example", True)
    ]
