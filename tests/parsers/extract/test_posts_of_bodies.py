"""Posts and bodies whose own names hold words for other bodies, matters or roles."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

SENTENCES = {
    "en": "The Mission nominates Mr. Chola Banda, {}, as technical point of contact (c.banda@zcc.example).",
    "fr": "La Mission désigne M. Chola Banda, {}, comme point de contact technique (c.banda@zcc.example).",
    "es": "La Misión designa al Sr. Chola Banda, {}, como punto de contacto técnico (c.banda@zcc.example).",
    "pt": "A Missão designa o Sr. Chola Banda, {}, como ponto de contacto técnico (c.banda@zcc.example).",
    "de": "Die Vertretung benennt Herr Chola Banda, {}, als technische Kontaktstelle (c.banda@zcc.example).",
    "ru": "Представительство назначает г-на Банда Чола, {}, техническим контактным пунктом (c.banda@zcc.example).",
    "ar": "يتشرف الوفد بتسمية السيد تشولا باندا، {}، نقطة اتصال تقنية (c.banda@zcc.example).",
}
ORGANS = [
    ("en", "Chairperson of the Board of Directors of the", "Zambia Cyber Agency"),
    ("en", "Member of the Management Board of", "ZICTA"),
    ("fr", "Président du Conseil d'administration de l'", "Autorité de la cybersécurité"),
    ("es", "Presidenta de la Junta Directiva del", "Instituto Nacional de Ciberseguridad"),
    ("pt", "Vogal do Conselho Directivo da", "Autoridade Nacional de Comunicações"),
    ("de", "Vorsitzende des Verwaltungsrats der", "Agentur für Cybersicherheit"),
    ("ru", "председатель правления", "Национального центра кибербезопасности"),
    ("ar", "رئيسة مجلس إدارة", "المركز الوطني للأمن السيبراني"),
]
KINDS = [
    ("en", "Head of Division at the", "Ministry of Foreign Affairs"),
    ("fr", "Chef de division à la", "Direction des organisations internationales"),
    ("es", "Jefa de Sección en la", "Dirección de Política Exterior"),
    ("pt", "Chefe de Divisão na", "Direcção-Geral de Política Externa"),
]
SMALL = [
    ("fr", "Chef du", "bureau de veille de l'Agence de l'informatique de l'État"),
    ("fr", "Chef de la", "section des réseaux de l'Agence nationale de certification"),
]
MATTERS = [
    ("en", "Adviser at the", "Ministry of Business, Innovation and Employment"),
    (
        "fr",
        "Conseillère à la",
        "Direction des traités du Ministère de la Justice, de la Sécurité publique et des Cultes",
    ),
    ("es", "Asesor de la", "Dirección de Redes del Ministerio de Transportes, Comunicaciones y Vivienda"),
    ("pt", "Assessora do", "Gabinete de Estudos do Ministério da Ciência, Tecnologia e Ensino Superior"),
    ("de", "Referent im", "Bundesministerium für Umwelt, Naturschutz und nukleare Sicherheit"),
]


def _office(language: str, text: str) -> list[tuple[object, ...]]:
    return columns(document(text), language, "ZM", "role", "position", "institution")


@pytest.mark.parametrize(("language", "post", "body"), [*ORGANS, *KINDS, *SMALL, *MATTERS])
def test_a_post_and_the_body_that_it_is_in(language: str, post: str, body: str) -> None:
    joint = "" if post.endswith("'") else " "
    position = next(
        (post[: -len(end)] for end in (" of the", " at the", " de l'", " du", " de la", " à la", " del", " da", " do", " na",
         " en la", " der", " im", " of") if post.endswith(end)),
        post,
    )  # fmt: skip
    found = _office(language, SENTENCES[language].format(f"{post}{joint}{body}"))
    assert found == [("technical", position, body)]


def test_a_post_that_is_now_held_in_a_ministry_of_many_matters() -> None:
    text = (
        "The point of contact, Ms. Ana Pohatu, now serves as Senior Adviser in the Digital Branch of the Department of Climate "
        "Change, Energy, the Environment and Water. Her e-mail address is unchanged."
    )
    body = "Digital Branch of the Department of Climate Change, Energy, the Environment and Water"
    assert [row[1:] for row in _office("en", text)] == [("Senior Adviser", body)]


@pytest.mark.parametrize(
    "behind",
    ["who speaks English and French", "with effect from 1 May", "Mr. Issa Phiri and Ms. Ana Tembo having left"],
)
def test_what_follows_a_ministry_and_is_none_of_its_matters(behind: str) -> None:
    text = f"Mr. Chola Banda, Adviser in the Ministry of Trade, {behind}, is nominated as technical point of contact."
    assert _office("en", text)[0] == ("technical", "Adviser", "Ministry of Trade")


def test_a_body_ends_where_somebody_is_no_longer_what_he_was() -> None:
    text = (
        "J'ai l'honneur de vous informer que le Capitaine Adama Sawadogo, Directeur de l'Agence nationale de certification, ne "
        "peut plus être considéré comme point de contact technique."
    )
    assert [row[2] for row in _office("fr", text)] == ["Agence nationale de certification"]
