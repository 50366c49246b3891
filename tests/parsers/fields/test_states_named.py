"""States are found in eight languages, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.states import STATES
from parsers.fields.states import find_states, region_of, state_called
from parsers.fold import fold
from parsers.lexicons import LANGUAGES, state_names

SIX = ("en", "fr", "es", "ru", "ar", "zh")


def found(text: str) -> list[str]:
    return [one.value for one in find_states(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_name(language: str) -> None:
    names = state_names(language)
    assert [code for code in STATES if not names.get(code)] == []
    assert set(names) - set(STATES) <= {"none", "ambiguous", "introduced"}


def test_no_name_is_two_states() -> None:
    owners: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for code, names in state_names(language).items():
            if code not in ("ambiguous", "introduced"):
                for name in names:
                    owners.setdefault(fold(name), set()).add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("language", SIX)
def test_every_listed_name_is_found_as_its_state(language: str) -> None:
    wrong = [
        (code, name, found(name))
        for code, names in state_names(language).items()
        if code in STATES
        for name in names
        if found(name) != [code]
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_territory_is_a_state(language: str) -> None:
    assert [(name, found(name)) for name in state_names(language).get("none", ()) if found(name)] == []


SENTENCES = [
    ("The Permanent Mission of the Republic of Kenya to the United Nations", ["KEN"]),
    ("PERMANENT MISSION OF THE UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND", ["GBR"]),
    ("Permanent Mission of the Islamic Republic of Iran", ["IRN"]),
    ("Permanent Mission of Georgia to the United Nations", ["GEO"]),
    ("the Government of the Kingdom of the Netherlands", ["NLD"]),
    ("Democratic People's Republic of Korea and Republic of Korea", ["PRK", "KOR"]),
    ("Democratic Republic of the Congo, Republic of the Congo", ["COD", "COG"]),
    ("Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea", ["GIN", "GNB", "GNQ", "PNG"]),
    ("Niger and Nigeria", ["NER", "NGA"]),
    ("Dominica / Dominican Republic", ["DMA", "DOM"]),
    ("Sudan; South Sudan", ["SDN", "SSD"]),
    ("Austria, Australia", ["AUT", "AUS"]),
    ("Iran Iraq", ["IRN", "IRQ"]),
    ("Mali Malawi", ["MLI", "MWI"]),
    ("Slovakia, Slovenia", ["SVK", "SVN"]),
    ("Micronesia (Federated States of)", ["FSM"]),
    ("Lao PDR", ["LAO"]),
    ("the Lao People’s Democratic Republic", ["LAO"]),
    ("State of Palestine", ["PSE"]),
    ("Permanent Observer Mission of the Holy See", ["VAT"]),
    ("U.S.A.", ["USA"]),
    ("Please tell us, and contact us soon", []),
    ("St. Vincent and the Grenadines", ["VCT"]),
    ("Côte d'Ivoire", ["CIV"]),
    ("COTE D’IVOIRE", ["CIV"]),
    ("Republic of Trinidad and Tobago", ["TTO"]),
    ("Hong Kong SAR, China", []),
    ("Taiwan, Province of China", []),
    ("the European Union", []),
    ("Kosovo", []),
    ("American Samoa", []),
    ("Samoa", ["WSM"]),
    ("Northern Ireland", []),
    ("New Mexico and Mexico", ["MEX"]),
    ("South China Sea", []),
    ("turkey and china on the table", []),
    ("mailto:kenya@un.int", []),
    ("info@mfa.gov.kenya.example", []),
    ("Mission permanente de la République du Cameroun auprès de l'Organisation des Nations Unies", ["CMR"]),
    ("Mission permanente d’Haïti", ["HTI"]),
    ("la République démocratique du Congo", ["COD"]),
    ("la RDC et la RCA", ["COD", "CAF"]),
    ("Grand-Duché de Luxembourg", ["LUX"]),
    ("Confédération suisse", ["CHE"]),
    ("Royaume-Uni de Grande-Bretagne et d’Irlande du Nord", ["GBR"]),
    ("les États-Unis d'Amérique", ["USA"]),
    ("l'Arabie saoudite", ["SAU"]),
    ("aux Émirats arabes unis", ["ARE"]),
    ("Guinée équatoriale et Guinée", ["GNQ", "GIN"]),
    ("Misión Permanente de la República Bolivariana de Venezuela ante las Naciones Unidas", ["VEN"]),
    ("Misión Permanente del Estado Plurinacional de Bolivia", ["BOL"]),
    ("Misión Permanente de los Estados Unidos Mexicanos", ["MEX"]),
    ("EE.UU.", ["USA"]),
    ("República Dominicana, Dominica", ["DOM", "DMA"]),
    ("MISIÓN PERMANENTE DEL PERÚ", ["PER"]),
    ("Постоянное представительство Российской Федерации при ООН", ["RUS"]),
    ("Постоянное представительство Республики Беларусь", ["BLR"]),
    ("Постоянное представительство Кыргызской Республики", ["KGZ"]),
    ("ПОСТОЯННОЕ ПРЕДСТАВИТЕЛЬСТВО РЕСПУБЛИКИ УЗБЕКИСТАН", ["UZB"]),
    ("правительству Республики Таджикистан", ["TJK"]),
    ("в Казахстане и Туркменистане", ["KAZ", "TKM"]),
    ("Корейской Народно-Демократической Республики", ["PRK"]),
    ("Республике Корея", ["KOR"]),
    ("Соединенного Королевства Великобритании и Северной Ирландии", ["GBR"]),
    ("ОАЭ, РФ, США", ["ARE", "RUS", "USA"]),
    ("для того чтобы того лица", []),
    ("Демократической Республики Конго", ["COD"]),
    ("Республики Армения и Азербайджанской Республики", ["ARM", "AZE"]),
    ("Сирийской Арабской Республики", ["SYR"]),
    ("البعثة الدائمة لجمهورية مصر العربية لدى الأمم المتحدة", ["EGY"]),
    ("البعثة الدائمة للمملكة العربية السعودية", ["SAU"]),
    ("البعثة الدائمة للمملكة الأردنية الهاشمية", ["JOR"]),
    ("البعثة الدائمة للجمهورية الجزائرية الديمقراطية الشعبية", ["DZA"]),
    ("الوفد الدائم لسلطنة عُمان", ["OMN"]),
    ("حكومة دولة الكويت", ["KWT"]),
    ("وجمهورية العراق والجمهورية العربية السورية", ["IRQ", "SYR"]),
    ("بجمهورية السودان", ["SDN"]),
    ("المملكة المغربية", ["MAR"]),
    ("الدعم المالي والتقني", []),
    ("دولة فلسطين", ["PSE"]),
    ("جمهورية الكونغو الديمقراطية", ["COD"]),
    ("中华人民共和国常驻联合国代表团", ["CHN"]),
    ("新加坡共和国常驻联合国代表团", ["SGP"]),
    ("大韩民国和朝鲜民主主义人民共和国", ["KOR", "PRK"]),
    ("刚果民主共和国与刚果共和国", ["COD", "COG"]),
    ("几内亚比绍、赤道几内亚、巴布亚新几内亚、几内亚", ["GNB", "GNQ", "PNG", "GIN"]),
    ("尼日尔和尼日利亚", ["NER", "NGA"]),
    ("多米尼加共和国、多米尼克", ["DOM", "DMA"]),
    ("南苏丹和苏丹", ["SSD", "SDN"]),
    ("香港特别行政区", []),
    ("中国台湾", []),
    ("中華人民共和國", ["CHN"]),
    ("Ständige Vertretung Österreichs bei den Vereinten Nationen", ["AUT"]),
    ("der Bundesrepublik Deutschland", ["DEU"]),
    ("der Schweizerischen Eidgenossenschaft", ["CHE"]),
    ("Missão Permanente da República Federativa do Brasil", ["BRA"]),
    ("Missão Permanente de Cabo Verde", ["CPV"]),
    ("República Democrática de Timor-Leste", ["TLS"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_states_in_sentences(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_the_place_is_the_originals() -> None:
    text = "À la République de Côte d’Ivoire, merci"
    one = find_states(text)[0]
    assert text[one.start : one.end] == "République de Côte d’Ivoire"


@pytest.mark.parametrize("text", ["Mr. Jordan Smith", "Chad Miller, Director", "الدعم من مالي"])
def test_a_name_that_may_be_another_things_is_not_sure(text: str) -> None:
    assert [one.sure for one in find_states(text)] in ([False], [])


def test_languages_can_be_chosen() -> None:
    assert [one.value for one in find_states("Kenia, Kenya", languages=["en"])] == ["KEN"]


def test_regions() -> None:
    assert (region_of("CHE"), region_of("PSE"), region_of("ZZZ"), region_of(None)) == ("CH", "PS", None, None)


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    for one in find_states(text):
        assert one.value in STATES
        assert 0 <= one.start < one.end <= len(text)


def test_a_currency_is_no_state() -> None:
    assert find_states("the sum of US$4.7 million") == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("KEN", "KEN"),
        ("ke", "KEN"),
        ("cote d'ivoire", "CIV"),
        ("Кения", "KEN"),
        ("中国", "CHN"),
        ("Republic of Korea", "KOR"),
        ("Korea", None),
        ("Kosovo", None),
        ("none", None),
        ("Mission of Kenya", None),
        ("", None),
    ],
)
def test_a_state_is_called_by_its_code_or_by_nothing_but_its_name(written: str, code: str | None) -> None:
    assert state_called(written) == code
