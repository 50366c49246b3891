"""Addresses and numbers of a deputy who is not named."""

from __future__ import annotations

import pytest

from parsers.claims import Claim
from tests.builders.documents import document
from tests.builders.layouts import claims, columns

_OWN, _DEPUTYS = "+6793309645", "+6793309646"
_SENTENCES = [
    (
        "en",
        "We nominate Ms Anna Bell as technical point of contact, tel. +679 330 9645. Her deputy can be "
        "reached at +679 330 9646.",
    ),
    (
        "en",
        "We nominate Ms Anna Bell as technical point of contact, tel. +679 330 9645, deputy's telephone +679 330 9646.",
    ),
    (
        "fr",
        "Mme Awa Diop est désignée point de contact technique (tél. +679 330 9645). Son suppléant est "
        "joignable au +679 330 9646.",
    ),
    (
        "fr",
        "Mme Awa Diop est désignée point de contact technique, tél. +679 330 9645, téléphone de son "
        "adjoint : +679 330 9646.",
    ),
    (
        "es",
        "Se designa a la Sra. Ana Rojas como punto de contacto técnico, tel. +679 330 9645. El teléfono "
        "de su suplente es +679 330 9646.",
    ),
    (
        "pt",
        "Designa-se a Sra. Ana Souza como ponto de contato técnico, tel. +679 330 9645. O telefone do seu "
        "substituto é +679 330 9646.",
    ),
    (
        "de",
        "Frau Anna Kolb wird als technische Kontaktperson benannt, Tel. +679 330 9645. Ihr Stellvertreter "
        "ist unter +679 330 9646 erreichbar.",
    ),
    (
        "ru",
        "Техническим контактным лицом назначена г-жа Белова А.П., тел. +679 330 9645. Телефон ее "
        "заместителя: +679 330 9646.",
    ),
    ("ar", "تم تعيين السيدة آنا بلال نقطة اتصال فنية، هاتف: +679 330 9645. هاتف نائبها: +679 330 9646."),
    ("zh", "技术联络点为李安女士，电话+679 330 9645。其副手电话：+679 330 9646。"),
]


@pytest.mark.parametrize(("language", "text"), _SENTENCES)
def test_it_is_left_out_and_what_stays_is_doubted(language: str, text: str) -> None:
    assert _phones(text, language) == [(_OWN, False)]


def test_alone_it_is_doubted() -> None:
    text = "We nominate Ms Anna Bell as technical point of contact. Her deputy can be reached at +679 330 9646."
    assert _phones(text, "en") == [(_DEPUTYS, False)]


@pytest.mark.parametrize(
    ("language", "text", "deputy"),
    [
        (
            "en",
            "We nominate Ms Anna Bell as technical point of contact, tel. +679 330 9645. Her deputy, Mr Carl "
            "Dunn, can be reached at +679 330 9646.",
            "Carl Dunn",
        ),
        (
            "en",
            "We nominate Ms Anna Bell as technical point of contact, tel. +679 330 9645. Her deputy is Mr "
            "Carl Dunn, +679 330 9646.",
            "Carl Dunn",
        ),
        (
            "fr",
            "Mme Anna Bell est désignée point de contact technique, tél. +679 330 9645. Son suppléant, M. "
            "Carl Dunn, est joignable au +679 330 9646.",
            "Carl Dunn",
        ),
        (
            "es",
            "Se designa a la Sra. Anna Bell como punto de contacto técnico, tel. +679 330 9645. Su suplente, "
            "el Sr. Carl Dunn, atiende en el +679 330 9646.",
            "Carl Dunn",
        ),
        (
            "pt",
            "Designa-se a Sra. Anna Bell como ponto de contato técnico, tel. +679 330 9645. O seu substituto, "
            "Sr. Carl Dunn, atende pelo +679 330 9646.",
            "Carl Dunn",
        ),
        (
            "de",
            "Frau Anna Bell wird als technische Kontaktperson benannt, Tel. +679 330 9645. Ihr "
            "Stellvertreter, Herr Carl Dunn, ist unter +679 330 9646 erreichbar.",
            "Carl Dunn",
        ),
        (
            "ru",
            "Техническим контактным лицом назначена г-жа Anna Bell, тел. +679 330 9645. Ее заместитель, г-н "
            "Carl Dunn, доступен по тел. +679 330 9646.",
            "Carl Dunn",
        ),
    ],
)
def test_that_of_a_deputy_who_is_named_is_his(language: str, text: str, deputy: str) -> None:
    assert columns(document(text), language, "FJ", "name", "phones") == [("Anna Bell", (_OWN,)), (deputy, (_DEPUTYS,))]


@pytest.mark.parametrize(
    "office",
    ["her deputy director's office", "the Deputy Minister's office", "her alternate number", "her alternate e-mail"],
)
def test_an_office_or_another_number_is_no_deputys(office: str) -> None:
    text = f"We nominate Ms Anna Bell as technical point of contact; she may be reached at {office} +679 330 9646."
    assert _phones(text, "en") == [(_DEPUTYS, True)]


def _phones(text: str, language: str) -> list[tuple[object, bool]]:
    found: tuple[Claim, ...] = claims(document(text), language, "FJ").claims
    return [(claim.value, claim.sure) for claim in found if claim.path.endswith(".phones")]
