"""Several named in one sentence: whose role it is, who merely stays, and what is told of them respectively."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import claims, contacts


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Mission nominates Ms Ann Abel as diplomatic point of contact, and Mr Ben Bako (b@cirt.gov.zm) and Mr Carl Cato "
         "(c@cirt.gov.zm) as technical points of contact.", "en"),
        ("La Mission désigne Mme Ann Abel comme point de contact diplomatique, et M. Ben Bako (b@cirt.gov.zm) et M. Carl Cato "
         "(c@cirt.gov.zm) comme points de contact techniques.", "fr"),
        ("La Misión designa a la Sra. Ann Abel como punto de contacto diplomático, y al Sr. Ben Bako (b@cirt.gov.zm) y al Sr. "
         "Carl Cato (c@cirt.gov.zm) como puntos de contacto técnicos.", "es"),
        ("Представительство назначает г-жу Ann Abel дипломатическим контактным лицом, а г-на Ben Bako и г-на Carl Cato "
         "техническими контактными лицами.", "ru"),
    ],
)  # fmt: skip
def test_a_role_in_the_plural_reaches_back_over_and(text: str, language: str) -> None:
    assert [(c["role"], c["name"]) for c in contacts(document(text), language)] == [
        ("diplomatic", "Ann Abel"),
        ("technical", "Ben Bako"),
        ("technical", "Carl Cato"),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mr Ben Bako will remain diplomatic point of contact, while Ms Ann Abel is nominated as technical point of "
         "contact.", "en"),
        ("The Mission nominates Ms Ann Abel as technical point of contact, and Mr Ben Bako continues to serve as diplomatic "
         "point of contact.", "en"),
        ("The Mission confirms that Mr Ben Bako remains diplomatic point of contact and has the honour to nominate Ms Ann Abel "
         "as technical point of contact.", "en"),
        ("常驻代表团谨指定Ann Abel女士为技术联络点。Ben Bako先生继续担任外交联络点。", "zh"),
        ("M. Ben Bako restera point de contact diplomatique, tandis que Mme Ann Abel est désignée comme point de contact "
         "technique.", "fr"),
        ("El Sr. Ben Bako seguirá siendo punto de contacto diplomático, mientras que la Sra. Ann Abel es designada como punto de "
         "contacto técnico.", "es"),
        ("Г-н Ben Bako останется дипломатическим контактным лицом, а г-жа Ann Abel назначена техническим контактным лицом.", "ru"),
        ("Herr Ben Bako bleibt diplomatische Kontaktstelle, während Frau Ann Abel als technische Kontaktstelle "
         "benannt wird.", "de"),
        ("O Sr. Ben Bako continuará como ponto de contacto diplomático, enquanto a Sra. Ann Abel é designada ponto de contacto "
         "técnico.", "pt"),
        ("The Mission nominates Ms Ann Abel as technical point of contact. Mr Ben Bako remains diplomatic point of contact.", "en"),
    ],
)  # fmt: skip
def test_who_stays_is_not_added(text: str, language: str) -> None:
    assert [(c["role"], c["name"]) for c in contacts(document(text), language)] == [("technical", "Ann Abel")]


def test_what_is_respectively_theirs_is_doubted_where_the_counts_differ() -> None:
    page = document(
        "The Mission nominates Ms Ann Abel, Mr Ben Bako and Mr Carl Cato as technical points of contact. They can be reached "
        "at a@cirt.gov.zm and b@cirt.gov.zm respectively."
    )
    emails = [(claim.value, claim.sure) for claim in claims(page).claims if claim.path.endswith(".emails")]
    assert emails == [("a@cirt.gov.zm", False), ("b@cirt.gov.zm", False)]
