"""The States that may nominate, as the data file has them."""

from __future__ import annotations

import re

from domain.states import STATES


def test_the_members_and_the_observers_are_all_there() -> None:
    observers = [code for code, state in STATES.items() if state.observer]
    assert observers == ["VAT", "PSE"]
    assert len(STATES) - len(observers) == 193


def test_codes_are_of_iso_3166_and_each_stands_once() -> None:
    assert all(code == state.alpha3 and re.fullmatch("[A-Z]{3}", code) for code, state in STATES.items())
    assert all(re.fullmatch("[A-Z]{2}", state.alpha2) for state in STATES.values())
    assert len({state.alpha2 for state in STATES.values()}) == len(STATES)


def test_names_are_told_once_and_are_not_empty() -> None:
    assert all(state.name.strip() == state.name != "" for state in STATES.values())
    assert all(state.formal_name.strip() == state.formal_name != "" for state in STATES.values())
    assert (
        len({state.name for state in STATES.values()})
        == len({state.formal_name for state in STATES.values()})
        == len(STATES)
    )


def test_the_members_stand_in_the_order_of_their_english_names() -> None:
    members = [state for state in STATES.values() if not state.observer]
    plain = [state.name.replace("ô", "o").replace("ü", "u") for state in members]
    assert plain == sorted(plain)


def test_what_is_no_state_is_not_listed() -> None:
    assert not {"HKG", "MAC", "TWN", "XKX", "PRI", "GRL", "ESH", "COK", "NIU", "FRO", "GUF", "ASM", "GGY"} & set(STATES)
