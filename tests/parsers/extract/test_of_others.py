"""Addresses and numbers that a sentence behind a contact gives, and that are not that contact's."""

from __future__ import annotations

import pytest

from parsers.document import Line
from parsers.extract.passages import join
from tests.builders.documents import document
from tests.builders.layouts import claims, columns

NUMBER = "+1 212 655 6100"
NOMINATED = {
    "en": "Kenya nominates Ms. Ida Beispiel (i@x.example, +254 20 111 2244) as technical point of contact.",
    "fr": "La Mission désigne Mme Ida Beispiel (i@x.example, +254 20 111 2244) comme point de contact technique.",
    "es": "La Misión designa a la Sra. Ida Beispiel (i@x.example, +254 20 111 2244) como punto de contacto técnico.",
    "ru": "Техническим контактным пунктом назначена г-жа Анна Ковалева (i@x.example, +254 20 111 2244).",
    "ar": "ترشح كينيا السيدة ليلى حداد (i@x.example, +254 20 111 2244) نقطة اتصال تقنية.",
    "zh": "中国政府指定钱样例女士为技术联络人（电话：+254 20 111 2244，电邮：i@x.example）。",
    "de": "Kenia benennt Frau Ida Beispiel (i@x.example, +254 20 111 2244) als technische Kontaktstelle.",
    "pt": "A Missão designa a Sra. Ida Beispiel (i@x.example, +254 20 111 2244) como ponto de contacto técnico.",
}


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        (f"For verification the Office may contact Ben Nobody, First Secretary ({NUMBER}).", "en"),
        (f"The authenticity of this note may be confirmed with Ben Nobody at {NUMBER}.", "en"),
        (f"L'authenticité de la présente note peut être confirmée auprès de Ben Personne ({NUMBER}).", "fr"),
        (f"Para verificación, la Oficina puede comunicarse con Ben Nadie ({NUMBER}).", "es"),
        (f"Подлинность ноты можно подтвердить у Никакова Петра ({NUMBER}).", "ru"),
        (f"ويمكن التثبت من صحة هذه المذكرة لدى باسم النموذج ({NUMBER}).", "ar"),
        (f"本照会真实性可向代表团二秘方洲核实，电话{NUMBER}。", "zh"),
        (f"Zur Überprüfung kann sich das Büro an Ben Niemand wenden (Tel. {NUMBER}).", "de"),
        (f"Para verificação, o Gabinete poderá contactar Ben Ninguém ({NUMBER}).", "pt"),
    ],
)
def test_whom_to_ask_about_the_note_is_not_how_a_contact_is_reached(sentence: str, language: str) -> None:
    page = document(NOMINATED[language], sentence)
    assert columns(page, language, "KE", "phones") == [(("+254201112244",),)]
    assert [finding.code for finding in claims(page, language, "KE").findings] == ["left_aside"]


def test_how_a_contact_is_reached_for_verification_stays() -> None:
    page = document(NOMINATED["en"], f"For verification codes she can be reached on {NUMBER}.")
    assert columns(page, "en", "KE", "phones") == [(("+254201112244", "+12126556100"),)]


def test_a_number_of_a_sentence_that_names_somebody_else_is_doubted() -> None:
    page = document(NOMINATED["en"], f"Please call Ben Nobody on {NUMBER}.")
    found = [(c.value, c.sure) for c in claims(page, "en", "KE").claims if c.path.endswith("phones")]
    assert found in ([("+254201112244", True)], [("+254201112244", True), ("+12126556100", False)])


def test_the_last_word_of_a_sentence_is_no_part_of_an_address() -> None:
    lines = [Line("Ministry of Foreign Affairs and External Trade."), Line("inoke.cava@mfa.example, 331 2645")]
    assert (
        join("body", lines).text == "Ministry of Foreign Affairs and External Trade. inoke.cava@mfa.example, 331 2645"
    )
    assert join("body", [Line("E-mail: inoke."), Line("cava@mfa.example")]).text == "E-mail: inoke.cava@mfa.example"


def test_the_role_that_somebody_had_is_no_position() -> None:
    page = document("Ms. Ida Beispiel resigned on 30 April. She was the diplomatic POC, so please have her taken off.")
    assert columns(page, "en", "KE", "name", "action", "position", "institution") == [
        ("Ida Beispiel", "remove", None, None)
    ]
