"""Other ways in which notes write a State: abbreviated, in brackets, in another order, declined, in traditional characters."""

from __future__ import annotations

import pytest

from parsers.fields.states import find_states

VARIANTS = {
    "Congo (Democratic Republic of the)": "COD",
    "Democratic Rep. of the Congo": "COD",
    "Congo Kinshasa": "COD",
    "Democratic Peoples Republic of Korea": "PRK",
    "Korea (Democratic People's Republic of)": "PRK",
    "Guinea (Bissau)": "GNB",
    "Congo (République démocratique du)": "COD",
    "Rép. dém. du Congo": "COD",
    "Papouasie Nouvelle Guinée": "PNG",
    "Corée (République de)": "KOR",
    "Congo (República Democrática del)": "COD",
    "Guinea Bisáu": "GNB",
    "Corea (República de)": "KOR",
    "Постоянное представительство Гвинеи-Бисау": "GNB",
    "Посольство Египта": "EGY",
    "Постоянное представительство Антигуы и Барбуды": "ATG",
    "Республики Маршалловых Островов": "MHL",
    "Конго-Киншаса": "COD",
    "جمهورية الكونغو الديموقراطية": "COD",
    "جمهورية كوريا الديمقراطية الشعبية": "PRK",
    "عمان، الأردن": "JOR",
    "剛果民主共和國常駐聯合國代表團": "COD",
    "幾內亞比紹常駐聯合國代表團": "GNB",
    "希臘共和國常駐聯合國代表團": "GRC",
    "文萊達魯薩蘭國常駐聯合國代表團": "BRN",
    "Guiné Bissau": "GNB",
    "Benim": "BEN",
    "D.R. Kongo": "COD",
    "Ungarns": "HUN",
}
NO_STATES = ["Hong Kong (Chine)", "mar de China", "golfo de Omán", "Pacific Islands Forum"]


@pytest.mark.parametrize(("text", "state"), VARIANTS.items())
def test_a_variant_means_its_state_and_no_other(text: str, state: str) -> None:
    assert [found.value for found in find_states(text)] == [state]


@pytest.mark.parametrize("text", NO_STATES)
def test_what_only_contains_a_name_is_no_state(text: str) -> None:
    assert find_states(text) == []
