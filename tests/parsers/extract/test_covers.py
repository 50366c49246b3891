"""Somebody who is away for a time, and who stands in."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import claims, columns


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Mr Jan Kolb (j.kolb@mfa.example) will cover for Ms Anna Bell, technical point of contact, during "
            "her maternity leave.",
        ),
        (
            "en",
            "Mr Jan Kolb (j.kolb@mfa.example) will replace Ms Anna Bell, technical point of contact, while "
            "she is on leave.",
        ),
        (
            "en",
            "Ms Anna Bell, technical point of contact, will be replaced by Mr Jan Kolb (j.kolb@mfa.example) "
            "until her return.",
        ),
        (
            "fr",
            "M. Jan Kolb (j.kolb@mfa.example) remplacera Mme Anna Bell, point de contact technique, pendant "
            "son congé de maternité.",
        ),
        (
            "es",
            "El Sr. Jan Kolb (j.kolb@mfa.example) sustituye a la Sra. Anna Bell, punto de contacto técnico, "
            "durante su licencia de maternidad.",
        ),
        (
            "pt",
            "O Sr. Jan Kolb (j.kolb@mfa.example) substitui a Sra. Anna Bell, ponto de contato técnico, "
            "durante a sua licença de maternidade.",
        ),
        (
            "de",
            "Während der Elternzeit von Frau Anna Bell, technische Kontaktperson, vertritt sie Herr Jan Kolb "
            "(j.kolb@mfa.example).",
        ),
        (
            "ar",
            "وخلال إجازة الأمومة للسيدة آنا بلال، نقطة الاتصال الفنية، يحل محلها السيد Jan Kolb (j.kolb@mfa.example).",
        ),
    ],
)
def test_the_contact_stays_and_the_other_comes(language: str, text: str) -> None:
    assert columns(document(text), language, "AT", "name", "action", "emails") == [
        ("Jan Kolb", "add", ("j.kolb@mfa.example",))
    ]


def test_who_replaces_for_a_time_is_doubted() -> None:
    text = "Mr Jan Kolb will replace Ms Anna Bell, technical point of contact, during her maternity leave."
    acts = [claim.sure for claim in claims(document(text), "en", "AT").claims if claim.path.endswith(".action")]
    assert acts == [False]


def test_who_is_replaced_for_good_goes() -> None:
    text = "Mr Jan Kolb will replace Ms Anna Bell as technical point of contact."
    assert columns(document(text), "en", "AT", "name", "action") == [("Jan Kolb", "add"), ("Anna Bell", "remove")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Mission confirms Ms Anna Bell as technical point of contact."),
        ("fr", "La Mission confirme Mme Anna Bell comme point de contact technique."),
        ("es", "La Misión ratifica a la Sra. Anna Bell como punto de contacto técnico."),
        ("pt", "A Missão ratifica a Sra. Anna Bell como ponto de contato técnico."),
        ("de", "Die Ständige Vertretung bestätigt Frau Anna Bell als technische Kontaktperson."),
        ("ru", "Представительство подтверждает полномочия г-жи Anna Bell в качестве технического контактного лица."),
    ],
)
def test_who_is_merely_confirmed_is_doubted(language: str, text: str) -> None:
    acts = [claim.sure for claim in claims(document(text), language, "AT").claims if claim.path.endswith(".action")]
    assert acts == [False]


def test_who_is_confirmed_with_an_address_is_nominated() -> None:
    text = "The Mission confirms Ms Anna Bell (a.bell@mfa.example) as technical point of contact."
    acts = [claim.sure for claim in claims(document(text), "en", "AT").claims if claim.path.endswith(".action")]
    assert acts == [True]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Our authorities are considering Mr Carl Dunn as technical point of contact, but no decision has "
            "been taken yet.",
        ),
        (
            "fr",
            "Nos autorités envisagent de proposer M. Carl Dunn comme point de contact technique, mais aucune "
            "décision n’a encore été prise.",
        ),
        (
            "es",
            "Nuestras autoridades estudian proponer al Sr. Carl Dunn como punto de contacto técnico, pero aún "
            "no se ha tomado una decisión.",
        ),
        (
            "pt",
            "As nossas autoridades ponderam indicar o Sr. Carl Dunn como ponto de contato técnico, mas ainda "
            "não foi tomada uma decisão.",
        ),
        (
            "de",
            "Unsere Behörden erwägen, Herrn Carl Dunn als technische Kontaktperson vorzuschlagen; eine "
            "Entscheidung steht noch aus.",
        ),
        (
            "ru",
            "Рассматривается возможность назначения г-на Дурова К.И. техническим контактным лицом, однако "
            "решение пока не принято.",
        ),
        ("ar", "وتدرس السلطات المختصة إمكانية ترشيح السيد كريم داود نقطة اتصال فنية، غير أنه لم يُتخذ أي قرار بعد."),
        ("zh", "我国主管部门正在考虑推荐陈凯先生担任技术联络点，但尚未作出决定。"),
    ],
)
def test_who_is_only_considered_is_doubted(language: str, text: str) -> None:
    acts = [claim.sure for claim in claims(document(text), language, "AT").claims if claim.path.endswith(".action")]
    assert acts == [False]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mr Carl Dunn, technical point of contact, has left. Ms Anna Bell takes his place."),
        ("fr", "M. Carl Dunn, point de contact technique, a quitté ses fonctions. Mme Anna Bell le remplace."),
        ("de", "Herr Carl Dunn, technische Kontaktperson, ist ausgeschieden. Frau Anna Bell tritt an seine Stelle."),
        ("pt", "O Sr. Carl Dunn, ponto de contato técnico, deixou o cargo. Substitui-o a Sra. Anna Bell."),
    ],
)
def test_who_takes_the_place_of_somebody_who_left_comes_for_certain(language: str, text: str) -> None:
    found = [
        (claim.value, claim.sure)
        for claim in claims(document(text), language, "AT").claims
        if claim.path.endswith(".action")
    ]
    assert found == [("remove", True), ("add", True)]
