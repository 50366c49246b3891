"""Which of a sentence's numbers and addresses is the new one, in the languages of the lexicon."""

from __future__ import annotations

import pytest

from parsers.extract.changes import old_ones
from parsers.extract.context import Context, expecting
from tests.builders.programmes import programme

OLD, NEW = "+41 22 917 0001", "+41 22 917 0002"


def told(language: str, text: str) -> list[int]:
    sentence = text.replace("OLD", OLD).replace("NEW", NEW)
    return sorted(
        0 if sentence.startswith(OLD, at) else 1 for at in old_ones(sentence, Context(programme(), expecting(language)))
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "His number has changed from OLD to NEW."),
        ("en", "Please use NEW instead of OLD."),
        ("en", "She used to be reached on OLD; her number is now NEW."),
        ("en", "The number should read NEW, not OLD."),
        ("en", "The mobile, OLD, has been replaced by NEW."),
        ("en", "Telephone: OLD -> NEW"),
        ("es", "El teléfono pasó de OLD a NEW."),
        ("es", "Donde dice OLD debe decir NEW."),
        ("es", "Su número: NEW (hasta ahora OLD)."),
        ("es", "Favor de usar el NEW y no el OLD."),
        ("es", "El actual es NEW, quedando anulado el OLD."),
        ("es", "Responde ahora en NEW; el OLD dejó de funcionar."),
        ("es", "El número NEW reemplaza al OLD."),
        ("es", "Se solicita sustituir el número OLD por NEW."),
        ("fr", "Elle n'est plus joignable au OLD mais au NEW."),
        ("fr", "Son numéro est désormais le NEW au lieu du OLD."),
        ("fr", "Prière de lire NEW et non OLD."),
        ("pt", "O telefone mudou de OLD para NEW."),
        ("pt", "Onde se lê OLD, leia-se NEW."),
        ("pt", "Deixou de usar o número OLD, passando a usar o NEW."),
        ("ru", "Номер изменён с OLD на NEW."),
        ("ru", "Вместо OLD следует использовать NEW."),
        ("ar", "أصبح NEW بدلاً من OLD."),
        ("ar", "تغير الرقم من OLD إلى NEW."),
        ("zh", "电话号码由OLD改为NEW。"),
        ("zh", "原号码OLD，现号码NEW。"),
        ("de", "Die Nummer hat sich geändert: von OLD auf NEW."),
        ("de", "Er ist nicht mehr unter OLD, sondern unter NEW erreichbar."),
    ],
)  # fmt: skip
def test_the_old_number_is_told(language: str, text: str) -> None:
    assert told(language, text) == [0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Tel. OLD or NEW."),
        ("en", "She can be reached at OLD and, after hours, at NEW."),
        ("es", "Teléfonos: OLD y NEW."),
        ("fr", "Téléphone : OLD ; portable : NEW."),
        ("de", "Telefon OLD, mobil NEW."),
    ],
)  # fmt: skip
def test_two_numbers_of_which_neither_is_old(language: str, text: str) -> None:
    assert told(language, text) == []
