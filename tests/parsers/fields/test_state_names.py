"""The names of States in eight languages: none is missing, none means two, and the longest one wins."""

from __future__ import annotations

import pytest

from domain.states import STATES
from parsers import lexicons
from parsers.fields import states as module
from parsers.fields.states import find_states
from parsers.fold import fold
from tests.builders.runaway import no_runaway


def named(text: str) -> list[str]:
    """The States of a text in its order, each once."""
    return list(dict.fromkeys(found.value for found in find_states(text)))


def names(language: str) -> list[tuple[str, str]]:
    """Each name of a State in a language with the State's code; "none" for what is no State."""
    listed = lexicons.state_names(language)
    return [(code, name) for code in (*STATES, "none") for name in listed[code]]


@pytest.mark.parametrize("language", lexicons.LANGUAGES)
def test_every_state_has_a_short_name_in_each_language(language: str) -> None:
    listed = lexicons.state_names(language)
    assert {code for code in listed if len(code) == 3 and code.isupper()} == set(STATES)
    assert all(listed[code] and listed[code][0] == listed[code][0].strip() != "" for code in STATES)
    shorts = [fold(listed[code][0]) for code in STATES]
    assert len(set(shorts)) == len(STATES)


def test_no_name_means_two_states() -> None:
    owners: dict[str, set[str]] = {}
    for language in lexicons.LANGUAGES:
        for code, name in names(language):
            if code in STATES:
                owners.setdefault(fold(name), set()).add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("language", lexicons.LANGUAGES)
def test_every_name_alone_means_its_state(language: str) -> None:
    wrong = []
    for code, name in names(language):
        found = [place.value for place in find_states(name, [language])]
        if code in STATES and found != [code]:
            wrong.append((code, name, found))
    assert wrong == []


@pytest.mark.parametrize("language", lexicons.LANGUAGES)
def test_what_is_no_state_means_none(language: str) -> None:
    assert [name for code, name in names(language) if code == "none" and named(name)] == []


@pytest.mark.parametrize("name", ["name", "formal_name"])
def test_each_mission_speaks_for_its_state_in_english(name: str) -> None:
    wrong = []
    for code, state in STATES.items():
        written = getattr(state, name)
        for text in (
            f"The Permanent Mission of {written} to the United Nations presents its compliments to the Secretariat",
            f"The Permanent Mission of the {written} to the United Nations Office at Geneva",
            f"PERMANENT MISSION OF {written.upper()} TO THE UNITED NATIONS",
            f"on behalf of the Government of {written}, the Ministry informs",
            f"State: {written}",
        ):
            if named(text) != [code]:
                wrong.append((text, named(text)))
    assert wrong == []


WHOLE = {
    "fr": "La Mission permanente de {} auprès de l'Organisation des Nations Unies présente ses compliments au Secrétariat.",
    "es": "La Misión Permanente de {} ante las Naciones Unidas saluda atentamente a la Secretaría.",
    "pt": "A Missão Permanente de {} junto das Nações Unidas apresenta os seus cumprimentos ao Secretariado.",
    "de": "Die Ständige Vertretung von {} bei den Vereinten Nationen beehrt sich mitzuteilen.",
    "ru": "Постоянное представительство государства {} при Организации Объединенных Наций свидетельствует свое уважение.",
    "ar": "تهدي البعثة الدائمة ل{} لدى الأمم المتحدة أطيب تحياتها إلى الأمانة العامة.",
    "zh": "{}常驻联合国代表团向联合国秘书处致意，并谨通知如下。",
}


@pytest.mark.parametrize("language", WHOLE)
def test_each_mission_speaks_for_its_state_by_the_short_name(language: str) -> None:
    wrong = []
    for code in STATES:
        written = lexicons.state_names(language)[code][0]
        if language == "ar" and written.startswith("ال"):
            written = f"ل{written[2:]}"
        text = WHOLE[language].format(written)
        if named(text) != [code]:
            wrong.append((text, named(text)))
    assert wrong == []


FRENCH = {
    "La Mission permanente de la République du Kenya auprès de l'Office des Nations Unies": ["KEN"],
    "la Mission permanente de l'Algérie": ["DZA"],
    "La Mission permanente de la République algérienne démocratique et populaire": ["DZA"],
    "le Gouvernement de la République démocratique du Congo": ["COD"],
    "La Mission permanente de la RDC auprès des Nations Unies": ["COD"],
    "La Mission permanente de la République du Congo auprès de l'ONU": ["COG"],
    "La Mission permanente du Congo": ["COG"],
    "le Représentant permanent de la République française": ["FRA"],
    "la Mission permanente de la France": ["FRA"],
    "la Confédération suisse": ["CHE"],
    "la Mission permanente de la République gabonaise": ["GAB"],
    "la Mission permanente de la République de Guinée": ["GIN"],
    "la Mission permanente de la République de Guinée-Bissau": ["GNB"],
    "la Mission permanente de la République de Guinée équatoriale": ["GNQ"],
    "l'État indépendant de Papouasie-Nouvelle-Guinée": ["PNG"],
    "la Mission permanente du Niger": ["NER"],
    "la Mission permanente du Nigéria": ["NGA"],
    "la Mission permanente du Commonwealth de la Dominique": ["DMA"],
    "la Mission permanente de la République dominicaine": ["DOM"],
    "la Mission permanente du Soudan du Sud": ["SSD"],
    "la République du Soudan": ["SDN"],
    "la Mission permanente de la République islamique d'Iran": ["IRN"],
    "la Mission permanente de l'Iraq": ["IRQ"],
    "la Mission permanente de la République populaire démocratique de Corée": ["PRK"],
    "la Mission permanente de la République de Corée": ["KOR"],
    "le Royaume-Uni de Grande-Bretagne et d'Irlande du Nord": ["GBR"],
    "la Mission permanente de l'Irlande": ["IRL"],
    "la Mission permanente des États-Unis d'Amérique": ["USA"],
    "la Mission permanente de Saint-Vincent-et-les Grenadines": ["VCT"],
    "la Mission permanente de Sainte-Lucie": ["LCA"],
    "la Mission permanente du Saint-Siège": ["VAT"],
    "la Mission permanente d’observation de l’État de Palestine": ["PSE"],
    "la Mission permanente de la République centrafricaine": ["CAF"],
    "la Mission permanente de la Côte d’Ivoire": ["CIV"],
}
SPANISH = {
    "La Misión Permanente de la República de Kenya ante las Naciones Unidas": ["KEN"],
    "La Misión Permanente de la República del Perú": ["PER"],
    "el Gobierno de los Estados Unidos Mexicanos": ["MEX"],
    "la Misión Permanente de los Estados Unidos de América": ["USA"],
    "el Gobierno de EE. UU.": ["USA"],
    "la Misión Permanente de la República Democrática del Congo": ["COD"],
    "la Misión Permanente de la República del Congo": ["COG"],
    "la Misión Permanente de la República Dominicana": ["DOM"],
    "la Misión Permanente de Dominica": ["DMA"],
    "la Misión Permanente de Guinea Ecuatorial": ["GNQ"],
    "la Misión Permanente de Guinea-Bissau": ["GNB"],
    "la Misión Permanente de Guinea": ["GIN"],
    "la Misión Permanente de Papua Nueva Guinea": ["PNG"],
    "la Misión Permanente del Níger": ["NER"],
    "la Misión Permanente de Nigeria": ["NGA"],
    "la Misión Permanente del Sudán": ["SDN"],
    "la Misión Permanente de Sudán del Sur": ["SSD"],
    "la República Popular Democrática de Corea": ["PRK"],
    "la Misión Permanente de la República de Corea": ["KOR"],
    "el Reino Unido de Gran Bretaña e Irlanda del Norte": ["GBR"],
    "la República Bolivariana de Venezuela": ["VEN"],
    "el Estado Plurinacional de Bolivia": ["BOL"],
    "la República Oriental del Uruguay": ["URY"],
    "la Misión Permanente de El Salvador": ["SLV"],
    "la República Islámica del Irán": ["IRN"],
    "la Misión Permanente de San Vicente y las Granadinas": ["VCT"],
    "la Santa Sede": ["VAT"],
    "la Misión Permanente del Reino de España": ["ESP"],
    "la República Árabe Siria": ["SYR"],
}
RUSSIAN = {
    "Постоянное представительство Республики Беларусь при Организации Объединенных Наций": ["BLR"],
    "Постоянное представительство Российской Федерации": ["RUS"],
    "в Российскую Федерацию": ["RUS"],
    "МИД РФ": ["RUS"],
    "Постоянное представительство Кыргызской Республики": ["KGZ"],
    "Постоянное представительство Кении": ["KEN"],
    "представителем Республики Кения": ["KEN"],
    "Постоянное представительство Республики Казахстан": ["KAZ"],
    "Республикой Казахстан назначен": ["KAZ"],
    "Постоянное представительство Китайской Народной Республики": ["CHN"],
    "представитель КНР": ["CHN"],
    "Постоянное представительство КНДР": ["PRK"],
    "Корейской Народно-Демократической Республикой": ["PRK"],
    "Постоянное представительство Республики Корея": ["KOR"],
    "Постоянное представительство Демократической Республики Конго": ["COD"],
    "от имени ДРК": ["COD"],
    "Постоянное представительство Республики Конго": ["COG"],
    "Постоянное представительство США при ООН": ["USA"],
    "Соединенными Штатами Америки": ["USA"],
    "Постоянное представительство ОАЭ": ["ARE"],
    "Постоянное представительство Объединенных Арабских Эмиратов": ["ARE"],
    "Соединенного Королевства Великобритании и Северной Ирландии": ["GBR"],
    "Постоянное представительство Нигера": ["NER"],
    "Постоянное представительство Нигерии": ["NGA"],
    "Постоянное представительство Экваториальной Гвинеи": ["GNQ"],
    "Постоянное представительство Гвинеи": ["GIN"],
    "Постоянное представительство Доминиканской Республики": ["DOM"],
    "Постоянное представительство Доминики": ["DMA"],
    "Постоянное представительство Южного Судана": ["SSD"],
    "Постоянное представительство Республики Судан": ["SDN"],
    "Постоянное представительство Исламской Республики Иран": ["IRN"],
    "Постоянное представительство Сирийской Арабской Республики": ["SYR"],
    "Постоянное представительство Французской Республики": ["FRA"],
    "Постоянное представительство Австрийской Республики": ["AUT"],
    "Постоянное представительство Австралии": ["AUS"],
    "Постоянное представительство Святого Престола": ["VAT"],
}
ARABIC = {
    "تهدي البعثة الدائمة لجمهورية مصر العربية لدى الأمم المتحدة": ["EGY"],
    "البعثة الدائمة للمملكة المغربية": ["MAR"],
    "البعثة الدائمة للمملكة العربية السعودية": ["SAU"],
    "البعثة الدائمة للجمهورية التونسية": ["TUN"],
    "البعثة الدائمة للكويت": ["KWT"],
    "البعثة الدائمة لدولة الكويت": ["KWT"],
    "البعثة الدائمة للجمهورية الجزائرية الديمقراطية الشعبية": ["DZA"],
    "البعثة الدائمة لجمهورية العراق": ["IRQ"],
    "البعثة الدائمة لجمهورية إيران الإسلامية": ["IRN"],
    "البعثة الدائمة للجمهورية العربية السورية": ["SYR"],
    "البعثة الدائمة لجمهورية الكونغو الديمقراطية": ["COD"],
    "الكونغو الديمقراطية": ["COD"],
    "البعثة الدائمة لجمهورية الكونغو": ["COG"],
    "البعثة الدائمة لجمهورية السودان": ["SDN"],
    "البعثة الدائمة لجمهورية جنوب السودان": ["SSD"],
    "البعثة الدائمة لجمهورية كوريا الشعبية الديمقراطية": ["PRK"],
    "البعثة الدائمة لجمهورية كوريا": ["KOR"],
    "البعثة الدائمة للإمارات العربية المتحدة": ["ARE"],
    "البعثة الدائمة لدولة قطر": ["QAT"],
    "البعثة الدائمة لسلطنة عُمان": ["OMN"],
    "البعثة الدائمة للمملكة الأردنية الهاشمية": ["JOR"],
    "البعثة الدائمة لغينيا الاستوائية": ["GNQ"],
    "البعثة الدائمة لجمهورية غينيا": ["GIN"],
    "البعثة الدائمة لبابوا غينيا الجديدة": ["PNG"],
    "البعثة الدائمة للنيجر": ["NER"],
    "البعثة الدائمة لنيجيريا": ["NGA"],
    "وكينيا وفرنسا": ["KEN", "FRA"],
    "البعثة الدائمة للولايات المتحدة الأمريكية": ["USA"],
    "البعثة المراقبة الدائمة لدولة فلسطين": ["PSE"],
}
CHINESE = {
    "肯尼亚共和国常驻联合国代表团": ["KEN"],
    "中华人民共和国常驻联合国代表团": ["CHN"],
    "中國常駐聯合國代表團": ["CHN"],
    "刚果民主共和国常驻联合国代表团": ["COD"],
    "刚果(金)": ["COD"],
    "刚果（布）": ["COG"],
    "刚果共和国常驻联合国代表团": ["COG"],
    "朝鲜民主主义人民共和国常驻联合国代表团": ["PRK"],
    "大韩民国常驻联合国代表团": ["KOR"],
    "几内亚共和国常驻联合国代表团": ["GIN"],
    "几内亚比绍常驻联合国代表团": ["GNB"],
    "赤道几内亚常驻联合国代表团": ["GNQ"],
    "巴布亚新几内亚常驻联合国代表团": ["PNG"],
    "尼日尔常驻联合国代表团": ["NER"],
    "尼日利亚常驻联合国代表团": ["NGA"],
    "南苏丹共和国常驻联合国代表团": ["SSD"],
    "苏丹共和国常驻联合国代表团": ["SDN"],
    "多米尼克国常驻联合国代表团": ["DMA"],
    "多米尼加共和国常驻联合国代表团": ["DOM"],
    "索马里联邦共和国常驻联合国代表团": ["SOM"],
    "马里共和国常驻联合国代表团": ["MLI"],
    "马拉维共和国常驻联合国代表团": ["MWI"],
    "印度尼西亚共和国常驻联合国代表团": ["IDN"],
    "印度共和国常驻联合国代表团": ["IND"],
    "俄罗斯联邦常驻联合国代表团": ["RUS"],
    "白俄罗斯共和国常驻联合国代表团": ["BLR"],
    "大不列颠及北爱尔兰联合王国常驻联合国代表团": ["GBR"],
    "美利坚合众国政府": ["USA"],
    "阿拉伯联合酋长国": ["ARE"],
    "新西兰常驻联合国代表团": ["NZL"],
}
ENGLISH = {
    "Romania": ["ROU"],
    "Papua New Guinea": ["PNG"],
    "Guinea, Guinea-Bissau, Equatorial Guinea": ["GIN", "GNB", "GNQ"],
    "Niger and Nigeria": ["NER", "NGA"],
    "Dominica and the Dominican Republic": ["DMA", "DOM"],
    "Sudan and South Sudan": ["SDN", "SSD"],
    "American Samoa": [],
    "Samoa": ["WSM"],
    "the Republic of Ireland": ["IRL"],
    "Mali, Malawi, Somalia": ["MLI", "MWI", "SOM"],
    "Iran, Iraq": ["IRN", "IRQ"],
    "Austria, Australia": ["AUT", "AUS"],
    "the Netherlands": ["NLD"],
    "Saint Lucia, Saint Kitts and Nevis, Saint Vincent and the Grenadines": ["LCA", "KNA", "VCT"],
    "St. Lucia": ["LCA"],
    "the U.S. Mission": ["USA"],
    "UK Mission, USA, DPRK, DRC, UAE": ["GBR", "USA", "PRK", "COD", "ARE"],
    "tell us about it": [],
    "Hong Kong, Taiwan, Kosovo, Puerto Rico, Greenland": [],
    "the European Union": [],
    "Hong Kong SAR, China": [],
    "someone@mission.kenya.example": [],
    "Republic of China (Taiwan)": [],
    "Gulf of Guinea": [],
}


SAMPLES = {**ENGLISH, **FRENCH, **SPANISH, **RUSSIAN, **ARABIC, **CHINESE}


@pytest.mark.parametrize(("text", "states"), SAMPLES.items())
def test_the_longest_name_wins(text: str, states: list[str]) -> None:
    assert named(text) == states


def test_all_names_are_loaded_without_running_away() -> None:
    lexicons.state_names.cache_clear()
    module._names.cache_clear()
    with no_runaway():
        find_states("Kenya")


NOTES = {
    "en": "The Permanent Mission of the Republic of Kenya presents its compliments to the Secretariat and nominates its Director. ",
    "fr": "La Mission permanente de la République du Sénégal présente ses compliments au Secrétariat et désigne le Directeur. ",
    "ru": "Постоянное представительство Республики Казахстан свидетельствует уважение Секретариату и сообщает о назначении. ",
    "ar": "تهدي البعثة الدائمة لجمهورية مصر العربية لدى الأمم المتحدة أطيب تحياتها إلى الأمانة العامة وتحيطها علما بالتعيين. ",
    "zh": "肯尼亚共和国常驻联合国代表团向联合国秘书处致意，并谨通知，肯尼亚政府已指定外交部司长为联络人。",
}


@pytest.mark.parametrize("language", NOTES)
def test_a_long_note_is_searched_without_running_away(language: str) -> None:
    note = NOTES[language]
    text = (note * (20_000 // len(note.encode()) + 1)).encode()[:20_000].decode(errors="ignore")
    with no_runaway():
        found = find_states(text)
    assert len(found) >= text.count(note)
