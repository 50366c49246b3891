"""Place, date and addressee printed close below the formula of courtesy are no part of it."""

from __future__ import annotations

import pytest

from parsers.extract.context import Context, expecting
from parsers.extract.frames import frame_of
from parsers.extract.note import note_claims
from tests.builders.documents import document
from tests.builders.programmes import programme

NOTES = {
    "ru": (
        "Постоянное представительство Республики Беларусь свидетельствует свое уважение Управлению ООН по вопросам разоружения "
        "и имеет честь сообщить о назначении.",
        "Языки: русский\nПостоянное представительство пользуется этим случаем, чтобы возобновить Управлению ООН по вопросам\n"
        "разоружения уверения в своем весьма высоком уважении.\nг. Нью-Йорк, «16» апреля 2024 года\nУПРАВЛЕНИЕ ООН\n"
        "ПО ВОПРОСАМ РАЗОРУЖЕНИЯ\nг. Нью-Йорк",
    ),
    "en": (
        "The Permanent Mission of Fiji presents its compliments to the Office for Disarmament Affairs and has the honour to write.",
        "The Permanent Mission of Fiji avails itself of this opportunity to renew to the Office for Disarmament Affairs\n"
        "the assurances of its highest consideration.\nNew York, 16 April 2024\nOffice for Disarmament Affairs\n"
        "United Nations Secretariat\nNew York, NY 10017",
    ),
}


@pytest.mark.parametrize("language", NOTES)
def test_the_date_below_the_formula_is_the_notes(language: str) -> None:
    context = Context(programme(), expecting(language))
    claims = note_claims(frame_of(document(*NOTES[language]), context), language, context)
    assert [claim.value for claim in claims if claim.path == "note_verbale.date"] == ["2024-04-16"]
