"""Whoever is said to stand in for the one named before is a contact, in the same roles or in the one that is told."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

FIELDS = ("role", "emails")
OWN, THEIRS = ("a.one@mfa.example",), ("b.two@cert.example",)
IN_ONE_ROLE = {
    "en": (
        "Mr. John Banda, Director, Ministry of Technology (a.one@mfa.example), has been designated "
        "as both diplomatic and technical "
        "point of contact. Ms. Ruth Phiri, Adviser, National Response Centre, will deputise for him "
        "on technical matters only "
        "(b.two@cert.example)."
    ),
    "fr": (
        "Monsieur ANDRIA Tovo, directeur, Ministère du numérique (a.one@mfa.example), a été désigné "
        "à la fois comme point de contact "
        "diplomatique et comme point de contact technique. Madame RAKOTO Voahangy, conseillère "
        "auprès du Centre national de réponse, "
        "le suppléera pour les seules questions techniques (b.two@cert.example)."
    ),
    "es": (
        "El Sr. Luis Salas, Director, Ministerio del Interior (a.one@mfa.example), ha sido "
        "designado a la vez punto de contacto "
        "diplomático y punto de contacto técnico. La Sra. Inés Quilpue, asesora del Centro de "
        "Respuesta a Incidentes, lo suplirá en las cuestiones "
        "técnicas (b.two@cert.example)."
    ),
    "pt": (
        "O Sr. Rui Matos, Diretor, Ministério da Administração Interna (a.one@mfa.example), foi "
        "designado simultaneamente como ponto de "
        "contacto diplomático e como ponto de contacto técnico. A Sra. Joana Prates, assessora do "
        "Centro Nacional de Cibersegurança, "
        "substituí-lo-á apenas nas questões técnicas (b.two@cert.example)."
    ),
    "de": (
        "Herr Jan Kolb, Abteilungsleiter, Bundesministerium für Inneres (a.one@mfa.example), wurde "
        "sowohl als diplomatische als auch als "
        "technische Kontaktstelle benannt. Frau Liesl Brandtner, Referentin im GovCERT, vertritt ihn in technischen Fragen "
        "(b.two@cert.example)."
    ),
    "ru": (
        "Г-н Сапаров Ерлан Маратович, директор, Министерство цифрового развития (a.one@mfa.example), назначен одновременно "
        "дипломатическим и техническим контактным лицом. Г-жа Тулегалиева Айгерим Сериковна, "
        "советник Национального центра, будет "
        "замещать его только по техническим вопросам (b.two@cert.example)."
    ),
    "zh": (
        "王建国先生（外交部处长）被指定为外交联络点和技术联络点，邮箱 a.one@mfa.example。"
        "陈慧琳女士（国家互联网应急中心工程师）仅就技术事务代理其职务（b.two@cert.example）。"
    ),
}  # fmt: skip
REGIONS = {"en": "ZM", "fr": "MG", "es": "CL", "pt": "PT", "de": "AT", "ru": "KZ", "zh": "CN"}


@pytest.mark.parametrize("language", IN_ONE_ROLE)
def test_who_stands_in_on_technical_matters_is_a_technical_contact(language: str) -> None:
    found = columns(document(IN_ONE_ROLE[language]), language, REGIONS[language], *FIELDS)
    assert found == [("diplomatic", OWN), ("technical", OWN), ("technical", THEIRS)]


IN_BOTH = {
    "en": (
        "Mr. John Banda, Director, Ministry of Technology (a.one@mfa.example), will serve as technical point of contact. "
        "Ms. Ruth Phiri, Adviser, will stand in for him (b.two@cert.example)."
    ),
    "fr": (
        "M. Issa Diop, directeur, Ministère du numérique (a.one@mfa.example), est désigné point de contact technique. "
        "Mme Awa Sarr, conseillère, le suppléera (b.two@cert.example)."
    ),
    "es": (
        "El Sr. Luis Salas, Director, Ministerio del Interior (a.one@mfa.example), ha sido "
        "designado punto de contacto técnico. "
        "Lo suplirá la Sra. Inés Quilpue, asesora del Centro Nacional (b.two@cert.example)."
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", IN_BOTH)
def test_who_stands_in_has_the_role_of_the_one_named_before(language: str) -> None:
    found = columns(document(IN_BOTH[language]), language, REGIONS[language], *FIELDS)
    assert found == [("technical", OWN), ("technical", THEIRS)]
