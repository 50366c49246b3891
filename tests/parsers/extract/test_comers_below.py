"""Somebody leaves, and who comes stands in a table below the sentence behind, however the note began."""

from __future__ import annotations

import pytest

from tests.builders.documents import document, table
from tests.builders.layouts import columns


@pytest.mark.parametrize(
    ("language", "opening", "lead", "label"),
    [
        ("en", "The Permanent Mission has the honour to communicate changes to the points of contact.",
         "Mr Chola Banda leaves as technical point of contact on 31 August 2026. His place is taken by:", "Name"),
        ("fr", "La Mission permanente a l'honneur de communiquer des modifications concernant les points de contact.",
         "M. Chola Banda quitte ses fonctions de point de contact technique. Il est remplacé par :", "Nom"),
        ("es", "La Misión Permanente tiene el honor de comunicar cambios en los puntos de contacto.",
         "El Sr. Chola Banda cesa como punto de contacto técnico. En su lugar asume:", "Nombre"),
        ("ru", "Постоянное представительство имеет честь сообщить об изменениях в составе контактных лиц.",
         "Г-н Chola Banda выбывает из состава технических контактных лиц. Вместо него назначается:", "Ф.И.О."),
        ("ar", "يتشرف الوفد الدائم بالإبلاغ عن تغييرات في نقاط الاتصال.",
         "يترك السيد Chola Banda مهامه كنقطة اتصال تقنية في 31 أغسطس 2026. ويحل محله:", "الاسم"),
        ("de", "Die Ständige Vertretung beehrt sich, Änderungen bei den Kontaktstellen mitzuteilen.",
         "Herr Chola Banda scheidet mit 31. August 2026 als technische Kontaktstelle aus. An seine Stelle tritt mit "
         "1. September 2026:", "Name"),
        ("de", "Die Ständige Vertretung beehrt sich, Änderungen bei den Kontaktstellen mitzuteilen.",
         "Herr Chola Banda legt mit 31. August 2026 die Funktion der technischen Kontaktstelle zurück. An seine Stelle "
         "tritt:", "Name"),
        ("pt", "A Missão Permanente tem a honra de comunicar alterações nos pontos de contacto.",
         "O Sr. Chola Banda cessa funções como ponto de contacto técnico. Em seu lugar assume:", "Nome"),
    ],
)  # fmt: skip
def test_who_comes_has_the_role_of_whoever_leaves(language: str, opening: str, lead: str, label: str) -> None:
    page = document(opening, lead, table((label, "Ruth Phiri"), ("E-mail", "r@cert.example")))
    assert columns(page, language, "ZM", "action", "role", "name", "emails") == [
        ("remove", "technical", "Chola Banda", ()),
        ("add", "technical", "Ruth Phiri", ("r@cert.example",)),
    ]
