"""A table of who leaves and who comes, in which the role stands in the leaver's cell before the name."""

import pytest

from domain.submission import Action
from tests.builders.documents import document, table
from tests.builders.layouts import columns


@pytest.mark.parametrize(
    ("language", "heads", "roles", "names", "office"),
    [
        (
            "en",
            ("Leaving", "Taking over"),
            ("Diplomatic ", "Technical "),
            ("Mr. ", "Ms. "),
            "Shift Leader, Ministry of Transport",
        ),
        (
            "en",
            ("Outgoing", "Incoming"),
            ("Diplomatic: ", "Technical: "),
            ("Mr. ", "Ms. "),
            "Desk Officer, Ministry of Justice",
        ),
        (
            "fr",
            ("Sortant", "Entrant"),
            ("Diplomatique : ", "Technique : "),
            ("M. ", "Mme "),
            "Chef de quart, Ministère de la Justice",
        ),
        (
            "es",
            ("Saliente", "Entrante"),
            ("Diplomático – ", "Técnico – "),
            ("Sr. ", "Sra. "),
            "Jefe de turno, Ministerio de Justicia",
        ),
        (
            "pt",
            ("Cessante", "Sucessor"),
            ("Diplomático\n", "Técnico\n"),
            ("Sr. ", "Sra. "),
            "Chefe de turno, Ministério da Justiça",
        ),
    ],
)
def test_the_role_before_the_leavers_name_is_the_pairs(
    language: str, heads: tuple[str, str], roles: tuple[str, str], names: tuple[str, str], office: str
) -> None:
    page = document(
        table(
            heads,
            (f"{roles[0]}{names[0]}Ivo Lanne", f"{names[1]}Mara Kesk\n{office}\nmara.kesk@state.example"),
            (f"{roles[1]}{names[1]}Tiia Roos", f"{names[0]}Olev Saar\n{office}\nolev.saar@state.example"),
        )
    )
    position, institution = office.split(", ")
    assert columns(page, language, "EE", "action", "role", "name", "position", "institution") == [
        (Action.REMOVE, "diplomatic", "Ivo Lanne", None, None),
        (Action.ADD, "diplomatic", "Mara Kesk", position, institution),
        (Action.REMOVE, "technical", "Tiia Roos", None, None),
        (Action.ADD, "technical", "Olev Saar", position, institution),
    ]
