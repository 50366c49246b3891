"""The table of States is whole and says what the codes mean."""

from domain.states import STATES


def test_there_are_193_members_and_two_observers() -> None:
    observers = [state.alpha3 for state in STATES.values() if state.observer]
    assert len(STATES) == 195
    assert observers == ["VAT", "PSE"]


def test_codes_are_well_formed_and_stand_once() -> None:
    assert all(code == state.alpha3 and len(code) == 3 and code.isupper() for code, state in STATES.items())
    assert len({state.alpha2 for state in STATES.values()}) == 195
    assert all(len(state.alpha2) == 2 and state.alpha2.isupper() for state in STATES.values())


def test_names_stand_once() -> None:
    assert len({state.name for state in STATES.values()}) == 195
    assert all(state.formal_name for state in STATES.values())


def test_states_that_are_easily_taken_for_one_another() -> None:
    pairs = dict(
        pair.split(":")
        for pair in [
            "COG:CG",
            "COD:CD",
            "KOR:KR",
            "PRK:KP",
            "GIN:GN",
            "GNB:GW",
            "GNQ:GQ",
            "PNG:PG",
            "NER:NE",
            "NGA:NG",
            "DMA:DM",
            "DOM:DO",
            "SDN:SD",
            "SSD:SS",
            "AUT:AT",
            "AUS:AU",
            "SVK:SK",
            "SVN:SI",
            "MLI:ML",
            "MWI:MW",
            "IRN:IR",
            "IRQ:IQ",
            "CHE:CH",
            "CHN:CN",
            "SWE:SE",
            "SWZ:SZ",
            "DZA:DZ",
            "TCD:TD",
            "COM:KM",
            "BIH:BA",
        ]
    )
    assert {code: STATES[code].alpha2 for code in pairs} == pairs
