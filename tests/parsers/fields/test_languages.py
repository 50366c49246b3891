"""Languages named in eight tongues, as codes or short names; and the language that a text is written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.fields.language import language_of, language_of_each
from parsers.fields.languages import find_languages
from parsers.lexicons import LANGUAGES, lexicon

LISTS = [
    ("English", ["en"]),
    ("English, French and Spanish", ["en", "fr", "es"]),
    ("English/French", ["en", "fr"]),
    ("Arabic; English", ["ar", "en"]),
    ("ENGLISH (fluent), FRENCH (working knowledge)", ["en", "fr"]),
    ("Mandarin Chinese", ["zh"]),
    ("Chinese (Mandarin), English", ["zh", "en"]),
    ("Norwegian, Bokmål", ["no"]),
    ("Bahasa Indonesia", ["id"]),
    ("Kiswahili and English", ["sw", "en"]),
    ("Farsi, Dari, Pashto", ["fa", "ps"]),
    ("EN", ["en"]),
    ("EN / FR / ES", ["en", "fr", "es"]),
    ("en, fr", ["en", "fr"]),
    ("ENG, FRA", ["en", "fr"]),
    ("☒ English ☐ French", ["en", "fr"]),
    ("français, anglais", ["fr", "en"]),
    ("Français et anglais", ["fr", "en"]),
    ("l'arabe, le français", ["ar", "fr"]),
    ("Francais", ["fr"]),
    ("créole haïtien, français", ["ht", "fr"]),
    ("español e inglés", ["es", "en"]),
    ("Castellano, Inglés, Quechua, Aimara", ["es", "en", "qu", "ay"]),
    ("guaraní", ["gn"]),
    ("русский, английский", ["ru", "en"]),
    ("на русском и английском языках", ["ru", "en"]),
    ("владеет французским", ["fr"]),
    ("кыргызский, узбекский", ["ky", "uz"]),
    ("العربية والإنجليزية", ["ar", "en"]),
    ("العربية، الانجليزية، الفرنسية", ["ar", "en", "fr"]),
    ("اللغة العربية واللغة الإنكليزية", ["ar", "en"]),
    ("中文、英文", ["zh", "en"]),
    ("中、英文", ["zh", "en"]),
    ("中英文", ["zh", "en"]),
    ("汉语和英语", ["zh", "en"]),
    ("英语、法语、西班牙语、俄语、阿拉伯语", ["en", "fr", "es", "ru", "ar"]),
    ("中、英、法三语", ["zh", "en", "fr"]),
    ("Deutsch, Englisch, Französisch", ["de", "en", "fr"]),
    ("português e inglês", ["pt", "en"]),
    ("English, English", ["en"]),
    ("none", []),
    ("N/A", []),
    ("", []),
    ("Ministry of Foreign Affairs", []),
    ("法国外交部", []),
    ("no", ["no"]),
]
TEXTS = [
    (
        "The Permanent Mission presents its compliments to the Office for Disarmament and has the honour.",
        "en",
    ),
    (
        "La Mission permanente présente ses compliments au Bureau des affaires de désarmement et a l'honneur.",
        "fr",
    ),
    (
        "La Misión Permanente saluda atentamente a la Oficina de Asuntos de Desarme y tiene el honor.",
        "es",
    ),
    (
        "Постоянное представительство свидетельствует свое уважение Управлению по вопросам разоружения и имеет честь сообщить.",
        "ru",
    ),
    ("تهدي البعثة الدائمة أطيب تحياتها إلى مكتب شؤون نزع السلاح وتتشرف بأن تحيطه علما بما يلي", "ar"),
    ("中华人民共和国常驻联合国代表团向联合国裁军事务厅致意，并谨通知如下：", "zh"),
    (
        "Die Ständige Vertretung beehrt sich, dem Büro der Vereinten Nationen für Abrüstungsfragen Folgendes mitzuteilen.",
        "de",
    ),
    (
        "A Missão Permanente apresenta os seus cumprimentos e tem a honra de informar que designou o seguinte.",
        "pt",
    ),
    (
        "La Rappresentanza Permanente presenta i suoi complimenti all'Ufficio per gli affari del disarmo e ha l'onore di "
        "comunicare quanto segue in merito ai punti di contatto.",
        "it",
    ),
    (
        "Stałe Przedstawicielstwo przesyła wyrazy szacunku Biuru do spraw rozbrojenia i ma zaszczyt wyznaczyć następujący "
        "punkt kontaktowy oraz przekazać jego dane.",
        "pl",
    ),
    (
        "Daimi Temsilcilik, Silahsızlanma İşleri Ofisi'ne saygılarını sunar ve aşağıdaki teknik temas noktasını bildirmekten "
        "onur duyar, bu vesileyle en derin saygılarını yineler.",
        "tr",
    ),
    (
        "Пастаяннае прадстаўніцтва Рэспублікі Беларусь пры ААН\nПостоянное представительство Республики Беларусь при ООН "
        "свидетельствует свое уважение и имеет честь сообщить о следующем изменении в реестре контактных пунктов.",
        "ru",
    ),
    ("Пастаяннае прадстаўніцтва Рэспублікі Беларусь сведчыць сваю павагу і мае гонар паведаміць наступнае.", "be"),
    ("Нота № ODA/2024-003 jane.doe@example.int", "ru"),
    ("联络点 张伟明 zhang_weiming@mfa.gov.cn Department of Arms Control", None),
    ("12345 +41 22 730 12 34", None),
    ("", None),
    ("!!!", None),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_of_languages(text: str, expected: list[str]) -> None:
    assert [one.value for one in find_languages(text)] == expected


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_language_of_a_text(text: str, expected: str | None) -> None:
    found = language_of(text)
    assert found == expected if expected else found in (None, "zh", "en")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["La Misión Permanente saluda a la", "honor de acompañar a la presente", "en relación con los puntos de"],
            "es",
        ),
        (
            ["La Mission permanente présente ses", "compliments au Bureau et a l'honneur de", "Bureau des affaires"],
            "fr",
        ),
        (["La Misión Permanente saluda a la", "honor de acompañar a la presente", "to which the note of the"], None),
        (["Oficina", "Ministerio"], None),
        ([], None),
    ],
)
def test_the_language_that_all_lines_are_in(lines: list[str], expected: str | None) -> None:
    assert language_of_each(lines) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_the_six(language: str) -> None:
    assert {"en", "fr", "es", "ru", "ar", "zh"} <= set(lexicon(language).languages.values())


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_the_six_name_sixty_languages(language: str) -> None:
    assert len(set(lexicon(language).languages.values())) >= 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_found_as_its_language(language: str) -> None:
    wrong = [
        (name, code, [one.value for one in find_languages(name)])
        for name, code in lexicon(language).languages.items()
        if [one.value for one in find_languages(name)] != [code]
    ]
    assert wrong == []


@given(st.text(max_size=150))
def test_any_text_is_taken(text: str) -> None:
    for one in find_languages(text):
        assert 0 <= one.start < one.end <= len(text)
        assert len(one.value) == 2
    language_of(text)
