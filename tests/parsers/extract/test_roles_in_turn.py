"""Two people and two roles, told in turn."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns


@pytest.mark.parametrize(
    ("language", "text", "technical", "diplomatic"),
    [
        (
            "en",
            "Ms Anna Bell and Mr Carl Dunn will serve as technical and diplomatic points of contact respectively.",
            "Anna Bell",
            "Carl Dunn",
        ),
        (
            "en",
            "Mr Carl Dunn and Ms Anna Bell are nominated as diplomatic and technical points of contact respectively.",
            "Anna Bell",
            "Carl Dunn",
        ),
        (
            "fr",
            "Mme Awa Diop et M. Issa Fall sont désignés respectivement points de contact technique et diplomatique.",
            "Awa Diop",
            "Issa Fall",
        ),
        (
            "es",
            "La Sra. Ana Rojas y el Sr. Luis Vega se desempeñarán como puntos de contacto técnico y "
            "diplomático, respectivamente.",
            "Ana Rojas",
            "Luis Vega",
        ),
        (
            "pt",
            "A Sra. Ana Souza e o Sr. Luís Prado são designados pontos de contato técnico e diplomático, "
            "respectivamente.",
            "Ana Souza",
            "Luís Prado",
        ),
        (
            "de",
            "Frau Anna Kolb und Herr Karl Maier werden als technische bzw. diplomatische Kontaktperson benannt.",
            "Anna Kolb",
            "Karl Maier",
        ),
        (
            "ru",
            "Г-жа Белова А.П. и г-н Дуров К.И. назначены соответственно техническим и дипломатическим "
            "контактными лицами.",
            "Белова А.П.",
            "Дуров К.И.",
        ),
        (
            "ar",
            "تم تعيين السيدة آنا بلال والسيد كريم داود نقطتي اتصال فنية ودبلوماسية على التوالي.",
            "آنا بلال",
            "كريم داود",
        ),
        (
            "zh",
            "由陈美玲女士（网络安全局高级经理）和王国豪先生（外交部副司长）分别担任技术和外交联络人。",
            "陈美玲",
            "王国豪",
        ),
    ],
)
def test_each_has_the_role_that_stands_in_the_same_place(
    language: str, text: str, technical: str, diplomatic: str
) -> None:
    found = columns(document(text), language, "FJ", "role", "name")
    assert sorted(found, key=str, reverse=True) == [("technical", technical), ("diplomatic", diplomatic)]
