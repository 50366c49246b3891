"""Somebody whom one text names by family name alone is the one whom another names whole."""

import pytest

from tests.parsers.test_further_languages import read

FORM = """Nomination form
Type of point of contact: Diplomatic
Full name: Mutale Ruth Phiri
Position: Assistant Director
Institution: Ministry of Foreign Affairs
E-mail: m.phiri@mfa.example
Telephone: +260 211 254 600
Languages: English
"""


@pytest.mark.parametrize(
    ("note", "honorific"),
    [
        (
            "The Permanent Mission of the Republic of Zambia to the United Nations presents its compliments and has the "
            "honour to nominate Ms. Phiri as diplomatic point of contact. Her particulars are set out in the attached form.",
            "Ms",
        ),
        (
            "La Mission permanente de la République de Zambie présente ses compliments et a l'honneur de désigner Mme PHIRI en "
            "qualité de point de contact diplomatique. La fiche ci-jointe donne ses coordonnées.",
            "Mme",
        ),
        (
            "La Misión Permanente de la República de Zambia saluda y tiene el honor de designar a la Sra. Phiri como punto "
            "de contacto diplomático. Se adjunta el formulario con sus datos.",
            "Sra",
        ),
        (
            "A Missão Permanente da República da Zâmbia apresenta os seus cumprimentos e tem a honra de designar a Sra. "
            "Phiri como ponto de contacto diplomático. O formulário segue em anexo.",
            "Sra",
        ),
    ],
)
def test_note_and_form_complete_one_another(note: str, honorific: str) -> None:
    assert [(c.role, c.honorific, c.name, c.position) for c in read(note, FORM).contacts] == [
        ("diplomatic", honorific, "Mutale Ruth Phiri", "Assistant Director")
    ]
