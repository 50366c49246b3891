"""A contact on one line, its particulars parted by whatever signs the writer likes."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns

WHO = {
    "en": ("Technical point of contact", "Mr. John Banda", "Director of Policy", "Ministry of Foreign Affairs", "Tel.", "E-mail"),
    "fr": ("Point de contact technique", "M. Issa Diop", "Directeur des systèmes", "Agence de l’informatique", "Tél.", "Courriel"),
    "es": ("Punto de contacto técnico", "Sr. Luis Salas", "Director de Redes", "Ministerio del Interior", "Tel.", "Correo"),
    "pt": ("Ponto de contacto técnico", "Sr. Rui Matos", "Diretor de Operações", "Centro Nacional de Redes", "Tel.", "E-mail"),
    "de": ("Technische Kontaktstelle", "Herr Jan Kolb", "Referatsleiter", "Bundeskanzleramt", "Tel.", "E-Mail"),
    "ru": ("Технический контактный пункт", "г-н Асанов Нурбек", "начальник отдела", "Министерство юстиции", "Тел.", "Эл. почта"),
    "ar": ("نقطة الاتصال الفنية", "السيد ليث الخصاونة", "مدير الإدارة السياسية", "وزارة الخارجية", "هاتف", "بريد إلكتروني"),
    "zh": ("技术联络点", "王建国先生", "处长", "国家互联网应急中心", "电话", "邮箱"),
}  # fmt: skip
NAMES = {"en": "John Banda", "fr": "Issa Diop", "es": "Luis Salas", "pt": "Rui Matos", "de": "Jan Kolb", "ru": "Асанов Нурбек",
         "ar": "ليث الخصاونة", "zh": "王建国"}  # fmt: skip
SIGNS = [" – ", " — ", " - ", " | ", " / ", " • ", "; "]


@pytest.mark.parametrize("language", WHO)
@pytest.mark.parametrize("labelled", [True, False])
def test_one_sign_parts_the_office_and_another_the_ways_to_reach_it(language: str, labelled: bool) -> None:
    role, person, position, institution, tel, email = WHO[language]
    expected = [("technical", NAMES[language], position, institution, ("a.b@mfa.example",), ("+260211253508",))]
    found = {}
    for first in SIGNS:
        for second in [*SIGNS, ", "]:
            reached = [f"{tel}: +260 211 253 508", f"{email}: a.b@mfa.example"]
            if not labelled:
                reached = ["+260 211 253 508", "a.b@mfa.example"]
            line = f"{role}: {first.join((person, position, institution))}{second}{second.join(reached)}"
            read = columns(
                document(line), language, "ZM", "role", "name", "position", "institution", "emails", "phones"
            )
            if read != expected:
                found[line] = read
    assert found == {}
