"""Two contacts told in running text: what several sentences say of each goes to the one it is of."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import columns, contacts

WHO = ("role", "action", "name", "position", "institution")
REACH = ("name", "phones", "emails")


@pytest.mark.parametrize(
    ("language", "region", "text", "expected"),
    [
        (
            "en",
            "IE",
            "Ireland's technical point of contact is Ms Aoife Daly. Ms Daly occupies the post of Head of Incident Response in the "
            "National Cyber Security Centre.",
            ("technical", "add", "Aoife Daly", "Head of Incident Response", "National Cyber Security Centre"),
        ),
        (
            "fr",
            "SN",
            "Le Sénégal désigne comme point de contact technique M. Cheikh Fall, qui exerce les fonctions de Conseiller à la "
            "Direction générale du Chiffre.",
            ("technical", "add", "Cheikh Fall", "Conseiller", "Direction générale du Chiffre"),
        ),
        (
            "fr",
            "BJ",
            "Madame Prisca Adjovi, en sa qualité de Responsable de la veille, Agence des systèmes, est le point de contact "
            "technique.",
            ("technical", "add", "Prisca Adjovi", "Responsable de la veille", "Agence des systèmes"),
        ),
        (
            "es",
            "MX",
            "El punto de contacto diplomático será el Mtro. Juan Ibarra, quien ostenta el cargo de Director de Desarme en la "
            "Secretaría de Relaciones Exteriores.",
            ("diplomatic", "add", "Juan Ibarra", "Director de Desarme", "Secretaría de Relaciones Exteriores"),
        ),
        (
            "es",
            "AD",
            "El punto de contacto técnico es el Sr. Jordi Ubach; ocupa la plaza de Director en la Agencia Nacional de "
            "Ciberseguridad; se le puede llamar al +376 872 350.",
            ("technical", "add", "Jordi Ubach", "Director", "Agencia Nacional de Ciberseguridad"),
        ),
        (
            "en",
            "NA",
            "Namibia nominates Ms Selma Hamutenya, Director: Multilateral Relations, Ministry of International Relations, as "
            "diplomatic point of contact.",
            (
                "diplomatic",
                "add",
                "Selma Hamutenya",
                "Director: Multilateral Relations",
                "Ministry of International Relations",
            ),
        ),
        (
            "en",
            "GM",
            "The Director of Cybersecurity at the Ministry of Communications, Mr Sanusi Drammeh, is nominated as technical point "
            "of contact.",
            ("technical", "add", "Sanusi Drammeh", "Director of Cybersecurity", "Ministry of Communications"),
        ),
        (
            "en",
            "BW",
            "Botswana nominates Ms Neo Kgosi—Principal Engineer in the Communications Authority—as technical point of contact.",
            ("technical", "add", "Neo Kgosi", "Principal Engineer", "Communications Authority"),
        ),
        (
            "en",
            "BT",
            "Appointed as technical contact is Ms Pema Choden. Ms Pema Choden serves as Deputy Chief Officer, GovTech Agency.",
            ("technical", "add", "Pema Choden", "Deputy Chief Officer", "GovTech Agency"),
        ),
    ],
)
def test_an_office_that_somebody_holds_is_told_and_not_changed(
    language: str, region: str, text: str, expected: tuple[str, ...]
) -> None:
    assert columns(document(text), language, region, *WHO) == [expected]


@pytest.mark.parametrize(
    ("language", "region", "text"),
    [
        (
            "en",
            "ZM",
            "Zambia nominates Ms Ana Verde and Mr Tom Banda as diplomatic and technical points of contact, respectively. "
            "The former can be contacted at a@mfa.example, telephone +260 211 252 640. The latter can be contacted at "
            "t@cert.example, telephone +260 211 244 424.",
        ),
        (
            "fr",
            "ZM",
            "La Zambie désigne Mme Ana Verde comme point de contact diplomatique et M. Tom Banda comme point de contact technique. "
            "La première peut être jointe au +260 211 252 640 ou à a@mfa.example. Le numéro du second est le +260 211 244 424 et "
            "son adresse t@cert.example.",
        ),
        (
            "es",
            "ZM",
            "Zambia designa a la Sra. Ana Verde como punto de contacto diplomático y al Sr. Tom Banda como punto de contacto "
            "técnico. El teléfono de la primera es +260 211 252 640 y su correo a@mfa.example. El segundo atiende en el "
            "+260 211 244 424 y en t@cert.example.",
        ),
        (
            "en",
            "ZM",
            "Zambia nominates Ms Ana Verde and Mr Tom Banda as diplomatic and technical points of contact, respectively. The "
            "telephone number of Ms Verde is +260 211 252 640, and that of Mr Banda +260 211 244 424. Their e-mail addresses are "
            "a@mfa.example and t@cert.example.",
        ),
    ],
)
def test_the_former_and_the_latter_each_have_their_own(language: str, region: str, text: str) -> None:
    assert columns(document(text), language, region, *REACH) == [
        ("Ana Verde", ("+260211252640",), ("a@mfa.example",)),
        ("Tom Banda", ("+260211244424",), ("t@cert.example",)),
    ]


def test_roles_told_by_sides_alone_belong_to_two_people() -> None:
    text = (
        "The Permanent Mission has the honour to nominate Ms Ana Verde (Unit Manager, Ministry of Foreign Affairs) for the "
        "diplomatic role and Mr Tom Banda (Duty Director, National Cyber Centre) for the technical role."
    )
    assert columns(document(text), "en", "ZM", *WHO) == [
        ("diplomatic", "add", "Ana Verde", "Unit Manager", "Ministry of Foreign Affairs"),
        ("technical", "add", "Tom Banda", "Duty Director", "National Cyber Centre"),
    ]


def test_an_address_of_all_contacts_is_everybodys() -> None:
    text = (
        "Both points of contact share one mailbox, poc@zm.example. The diplomatic point of contact is Ms Ana Verde (telephone "
        "+260 211 252 640). The technical point of contact is Mr Tom Banda (telephone +260 211 244 424)."
    )
    assert columns(document(text), "en", "ZM", *REACH) == [
        ("Ana Verde", ("+260211252640",), ("poc@zm.example",)),
        ("Tom Banda", ("+260211244424",), ("poc@zm.example",)),
    ]


def test_an_agency_is_nominated_beside_a_person() -> None:
    text = (
        "Zambia nominates as technical point of contact the Zambia Cyber Agency, whose officers answer on +260 211 244 424 and "
        "t@cert.example, and as diplomatic point of contact Ms Ana Verde, who answers on +260 211 252 640 and a@mfa.example."
    )
    assert columns(document(text), "en", "ZM", "role", "institution", *REACH) == [
        ("technical", "Zambia Cyber Agency", None, ("+260211244424",), ("t@cert.example",)),
        ("diplomatic", None, "Ana Verde", ("+260211252640",), ("a@mfa.example",)),
    ]


def test_a_secretary_on_the_way_is_nobodys_contact() -> None:
    text = (
        "Our diplomatic point of contact is Mr Tom Banda. He can be contacted by e-mail (t@mfa.example) or through his secretary, "
        "Ms Ana Verde, on +260 211 252 640."
    )
    assert columns(document(text), "en", "ZM", *REACH) == [("Tom Banda", ("+260211252640",), ("t@mfa.example",))]


def test_french_monsieur_stands_before_one_name_too() -> None:
    text = (
        "M. Tom Banda est le point de contact technique. M. Banda, Directeur des réseaux à l'Agence de régulation, utilise "
        "l'adresse t@cert.example."
    )
    assert columns(document(text), "fr", "BJ", "name", "emails") == [("Tom Banda", ("t@cert.example",))]


def test_a_conjunction_behind_a_bracket_is_no_language() -> None:
    text = (
        "Sont désignés M. Tom Banda, point de contact diplomatique (+216 71 847 500), et Mme Ana Verde, point de contact "
        "technique (+216 71 846 020)."
    )
    assert [row.get("languages") for row in contacts(document(text), "fr", "TN")] == [None, None]


def test_the_portuguese_preposition_is_no_denial() -> None:
    text = (
        "O ponto de contacto técnico é o Sr. Tom Banda (Gestor, Agência Nacional). O Sr. Banda responde no +238 260 7900 e em "
        "t@cv.example."
    )
    assert columns(document(text), "pt", "CV", "action", *REACH) == [
        ("add", "Tom Banda", ("+2382607900",), ("t@cv.example",))
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mr Tom Banda remains the diplomatic point of contact."),
        ("es", "El titular del punto de contacto diplomático, Emb. Tom Banda, continúa en funciones."),
        ("es", "Se mantiene como punto de contacto diplomático el Emb. Tom Banda."),
        ("fr", "S'agissant du point de contact diplomatique, M. Tom Banda demeure en place."),
    ],
)
def test_who_only_stays_is_not_nominated(language: str, text: str) -> None:
    assert contacts(document(text), language, "ZM") == []


def test_a_body_that_somebody_is_attached_to_is_no_position() -> None:
    text = "Designa-se a Sra. Ana Verde, lotada na Divisão das Nações Unidas, como ponto de contato diplomático."
    assert columns(document(text), "pt", "BR", "name", "position", "institution") == [
        ("Ana Verde", None, "Divisão das Nações Unidas")
    ]


def test_a_title_alone_calls_the_one_who_bears_it() -> None:
    text = (
        "Cabo Verde nomeia a Embaixadora Ana Verde como ponto de contacto diplomático e o Dr. Tom Banda como ponto de contacto "
        "técnico. A Embaixadora ocupa o cargo de Diretora no Ministério dos Negócios Estrangeiros e pode ser contactada pelo "
        "+238 260 7811. O Dr. Banda pode ser contactado pelo +238 260 4411."
    )
    assert columns(document(text), "pt", "CV", "name", "position", "institution", "phones") == [
        ("Ana Verde", "Diretora", "Ministério dos Negócios Estrangeiros", ("+2382607811",)),
        ("Tom Banda", None, None, ("+2382604411",)),
    ]


def test_a_position_stands_behind_the_body_that_somebody_works_for() -> None:
    text = (
        "El señor Tom Banda, quien labora para el Ministerio de Relaciones Exteriores como Ministro Consejero, ha sido nombrado "
        "punto de contacto diplomático."
    )
    assert columns(document(text), "es", "CR", "name", "position", "institution") == [
        ("Tom Banda", "Ministro Consejero", "Ministerio de Relaciones Exteriores")
    ]


def test_the_office_ends_where_another_is_named() -> None:
    text = (
        "Questions of policy go to Mr Tom Banda, Deputy Director, Department of Foreign Affairs, and operational questions to Ms "
        "Ana Verde, Head of Operations, National Cyber Centre, who have been designated as diplomatic and technical points of "
        "contact respectively."
    )
    assert columns(document(text), "en", "ZM", *WHO) == [
        ("diplomatic", "add", "Tom Banda", "Deputy Director", "Department of Foreign Affairs"),
        ("technical", "add", "Ana Verde", "Head of Operations", "National Cyber Centre"),
    ]


def test_a_role_in_brackets_behind_a_name_is_no_position() -> None:
    text = "Fungirán como puntos de contacto la Sra. Ana Verde (diplomático) y el Sr. Tom Banda (técnico)."
    assert columns(document(text), "es", "MX", "role", "name", "position") == [
        ("diplomatic", "Ana Verde", None),
        ("technical", "Tom Banda", None),
    ]
