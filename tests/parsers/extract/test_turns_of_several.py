"""What one sentence or list does to several: designations withdrawn, the first and the second, the former and the new."""

from __future__ import annotations

import pytest

from tests.builders.documents import document
from tests.builders.layouts import contacts


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("The designation of the two technical points of contact (Ms Jane Example; Mr John Sample) is withdrawn.",
         "en", ["Jane Example", "John Sample"]),
        ("La désignation de Mme Ama Sika et de M. Kodjo Efoé comme points de contact techniques est retirée.",
         "fr", ["Ama Sika", "Kodjo Efoé"]),
        ("Se retira la designación del Sr. Juan Mora Luna y de la Sra. Ana Paz Rey como puntos de contacto técnicos.",
         "es", ["Juan Mora Luna", "Ana Paz Rey"]),
        ("A designação do Sr. João Lima Cruz e da Sra. Ana Paz Reis como pontos de contacto técnicos é retirada.",
         "pt", ["João Lima Cruz", "Ana Paz Reis"]),
        ("Die Ständige Mission beehrt sich mitzuteilen, dass die Benennung der beiden technischen Kontaktstellen (Frau Ladina "
         "Hasler; Herr Egon Ritter) mit Wirkung vom 1. April 2026 zurückgezogen wird.", "de", ["Ladina Hasler", "Egon Ritter"]),
    ],
)  # fmt: skip
def test_a_designation_of_two_is_withdrawn(text: str, language: str, names: list[str]) -> None:
    found = [(c["action"], c["role"], c["name"]) for c in contacts(document(text), language)]
    assert found == [("remove", "technical", name) for name in names]


@pytest.mark.parametrize(
    ("text", "language", "region", "reach"),
    [
        ("The Mission has the honour to nominate Ms Jane Example, Head of Watch, Cyber Agency, as technical point of contact, "
         "and Mr John Sample, Counsellor, Ministry of Foreign Affairs, as diplomatic point of contact. The former can be "
         "reached at j@cirt.gov.zm, the latter at s@mfa.gov.zm and on +260 211 252 601.", "en", "ZM",
         [(["j@cirt.gov.zm"], None), (["s@mfa.gov.zm"], ["+260211252601"])]),
        ("La Mission a l'honneur de désigner Mme Ama Sika, Cheffe de service à l'Agence nationale de cybersécurité, comme "
         "point de contact technique et M. Kodjo Efoé, Conseiller au Ministère des Affaires étrangères, comme point de contact "
         "diplomatique. La première est joignable à a@anc.gouv.tg, le second à k@mae.gouv.tg et au +228 22 21 36 01.", "fr",
         "TG", [(["a@anc.gouv.tg"], None), (["k@mae.gouv.tg"], ["+22822213601"])]),
        ("La Misión tiene el honor de designar a la Sra. Ana Paz Luna, Jefa de Redes del Ministerio de Defensa, como punto de "
         "contacto técnico y al Sr. Juan Mora Ríos, Asesor de la Cancillería, como punto de contacto diplomático. A la primera "
         "se le puede escribir a ana@mindef.gob.sv y llamar al 2250 1111; al segundo, a juan@rree.gob.sv y al 2231 1002. "
         "La Sra. Paz habla español e inglés; el Sr. Mora, español y francés.", "es", "SV",
         [(["ana@mindef.gob.sv"], ["+50322501111"]), (["juan@rree.gob.sv"], ["+50322311002"])]),
    ],
)  # fmt: skip
def test_the_first_and_the_second(text: str, language: str, region: str, reach: list[object]) -> None:
    found = contacts(document(text), language, region)
    assert [(c.get("emails"), c.get("phones")) for c in found] == reach


def test_languages_of_the_second_are_understood() -> None:
    page = document(
        "Se designa a la Sra. Ana Paz Luna, Jefa de Redes, como punto de contacto técnico y al Sr. Juan Mora Ríos, Asesor, "
        "como punto de contacto diplomático. La Sra. Paz habla español e inglés; el Sr. Mora, español y francés."
    )
    assert [c["languages"] for c in contacts(page, "es", "SV")] == [["es", "en"], ["es", "fr"]]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("- Bisher (technische Kontaktstelle, bitte streichen): Herr Urs Muster\n- Neu (technische Kontaktstelle, ab 1.7.2025): "
         "Frau Anna Beispiel, Teamleiterin, Bundesamt für Netze, anna@netze.gov.zm", "de"),
        ("- Previous technical point of contact: Mr Urs Muster\n- New technical point of contact: Ms Anna Beispiel, Team Leader, "
         "Agency for Networks, anna@netze.gov.zm", "en"),
        ("- Ancien point de contact technique : M. Urs Muster\n- Nouveau point de contact technique : Mme Anna Beispiel, "
         "Cheffe d'équipe, Agence des réseaux, anna@netze.gov.zm", "fr"),
        ("- Punto de contacto técnico anterior: Sr. Urs Muster\n- Nuevo punto de contacto técnico: Sra. Anna Beispiel, "
         "Jefa de equipo, Agencia de Redes, anna@netze.gov.zm", "es"),
    ],
)  # fmt: skip
def test_a_list_of_the_former_and_the_new(text: str, language: str) -> None:
    found = [
        (c.get("action", "add"), c["role"], c["name"], c.get("emails")) for c in contacts(document(text), language)
    ]
    assert found == [
        ("remove", "technical", "Urs Muster", None),
        ("add", "technical", "Anna Beispiel", ["anna@netze.gov.zm"]),
    ]


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        (["Name ........ : Ms Anna Beispiel", "Duties ...... : Team Leader", "Reachable on : +260 211 252 601",
          "E-mail ..... anna@netze.gov.zm"], "en"),
        (["* Nom ......... : Mme Anna Beispiel", "* Attributions : Team Leader", "* Joignable au … : +260 211 252 601",
          "* et par courriel à .... : anna@netze.gov.zm"], "fr"),
        (["Nombre ____: Sra. Anna Beispiel", "Responsabilidad ....: Team Leader", "Localizable en . . . . +260 211 252 601",
          "Correo ....: anna@netze.gov.zm"], "es"),
    ],
)  # fmt: skip
def test_dots_that_lead_from_label_to_value(lines: list[str], language: str) -> None:
    head = {"en": "Technical point of contact", "fr": "Point de contact technique", "es": "Punto de contacto técnico"}
    found = contacts(document(head[language] + "\n\n" + "\n".join(lines)), language)
    assert [(c["name"], c["position"], c["emails"], c["phones"]) for c in found] == [
        ("Anna Beispiel", "Team Leader", ["anna@netze.gov.zm"], ["+260211252601"])
    ]


@pytest.mark.parametrize(
    ("same", "tongues", "language"),
    [
        ("Tel.: as under ii", "All of the above communicate in French and English; Mr Sample also in Arabic.", "en"),
        (
            "Tél. : comme au point ii",
            "Tous les contacts parlent français et anglais ; M. Sample également arabe.",
            "fr",
        ),
        ("Tel.: el mismo número que el anterior", "Ambos hablan francés e inglés; el Sr. Sample también árabe.", "es"),
    ],
)
def test_numbered_people_below_their_body_who_share(same: str, tongues: str, language: str) -> None:
    mister, miss = {"en": ("Mr", "Ms"), "fr": ("M.", "Mme"), "es": ("Sr.", "Sra.")}[language]
    lead = {"en": "The Mission has the honour to nominate the following points of contact:", "fr": "La Mission a l'honneur de "
            "désigner les points de contact suivants :", "es": "La Misión tiene el honor de designar los siguientes puntos de "
            "contacto:"}[language]  # fmt: skip
    role = {"en": "technical", "fr": "technique", "es": "técnico"}[language]
    page = document(
        f"{lead}\n\nCERT Zambia ({role})\ni. {miss} Jane Example, Analyst\nj@cirt.gov.zm\n"
        f"Tel.: +260 211 252 601 (24/7); Fax: +260 211 252 600\nii. {mister} John Sample, Analyst\n"
        f"s@cirt.gov.zm\n{same}\n\n{tongues}"
    )
    found = [(c["name"], c.get("position"), c["emails"], c["phones"], c["languages"]) for c in contacts(page, language)]
    assert found == [
        ("Jane Example", "Analyst", ["j@cirt.gov.zm"], ["+260211252601"], ["fr", "en"]),
        ("John Sample", "Analyst", ["s@cirt.gov.zm"], ["+260211252601"], ["fr", "en", "ar"]),
    ]
