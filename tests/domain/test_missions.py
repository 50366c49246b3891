"""The register of Missions: who stands behind an address, and the table in which it is read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.endings import is_ending
from domain.hosts import canonical, canonical_address, is_address, shown, unseen_letters
from domain.mission_changes import changes_of
from domain.mission_file import FaultyFile, as_table, missions_of
from domain.missions import Known, Mission, Register
from domain.nested import Nested
from domain.states import STATES
from domain.webmail import is_many_missions, is_webmail
from parsers.fields.states import state_called
from tests.builders.office import programme

PROGRAMME = programme()


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(FaultyFile) as raised:
        missions_of(text, PROGRAMME, state_called)
    return [(fault.line, fault.sentence) for fault in raised.value.faults]


def test_a_table_is_read_into_missions() -> None:
    text = (
        "State,Language,Addresses,Domains\n"
        "KEN,en,info@kenya.example; press@kenya.example,kenya.example\n"
        "\n"
        "france,fr,,@DIPLOMATIE.example\n"
        'KEN,,"kenya.mission@gmail.com, info@kenya.example",\n'
    )
    assert missions_of(text, PROGRAMME, state_called) == [
        Mission(
            "KEN",
            "en",
            tuple(
                Known("KEN", value)
                for value in ("info@kenya.example", "press@kenya.example", "kenya.example", "kenya.mission@gmail.com")
            ),
        ),
        Mission("FRA", "fr", (Known("FRA", "diplomatie.example"),)),
    ]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_spreadsheets_of_other_countries_are_read_too(separator: str) -> None:
    text = "\ufeffstate,addresses\r\nKE,a@kenya.example\r\n".replace(",", separator)
    assert missions_of(text, PROGRAMME, state_called) == [Mission("KEN", None, (Known("KEN", "a@kenya.example"),))]


def test_every_fault_is_told_with_its_line() -> None:
    text = (
        "state,language,addresses,domains\n"
        "XKX,,a@kosovo.example,\n"
        'KEN,sw,"one@kenya.example\n'
        'two@kenya.example",\n'
        "FJI,,Mission of Fiji <fiji@fiji.example>,\n"
        "TON,,,yahoo.co.uk com un.org\n"
        "TUV,en,,\n"
        "TUV,fr,,\n"
        "WSM,,,\n"
        ",,a@b.example,\n"
        "NRU,en,a@nauru.example,nauru.example,more\n"
    )
    assert [line for line, _ in faults(text)] == [2, 3, 5, 5, 5, 5, 6, 6, 6, 8, 9, 10, 11]
    told = dict(faults(text))
    assert told[2] == "“XKX” is no State; write its code of three letters, such as KEN."
    assert told[3] == "“sw” is no language in which we write; it is one of en, fr, es, ru, ar, zh, or nothing."
    assert told[6] == "un.org is the Secretariat's own, and no Mission's."
    assert told[8] == "TUV has another language (en) further above."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "nation,addresses\nKEN,a@b.example\n",
        "state,language\nKEN,en\n",
        "state,state,domains\n",
        'state,domains\nKEN,"a\n',
        "domains,state\nkenya.example\n",
    ],
)
def test_what_is_no_such_table_is_refused(text: str) -> None:
    assert faults(text)


def test_what_is_written_is_read_again() -> None:
    missions = [
        Mission("FRA", None, (Known("FRA", "diplomatie.example"),)),
        Mission(
            "KEN",
            "en",
            (Known("KEN", "a@kenya.example"), Known("KEN", "b@kenya.example"), Known("KEN", "kenya.example")),
        ),
        Mission("TUV", "en", ()),
    ]
    assert missions_of(as_table(missions), PROGRAMME, state_called) == missions


def test_a_domain_is_one_states_and_a_shared_one_nobodys() -> None:
    register = Register((Known("FJI", "fiji.example"), Known("KEN", "a@kenya.example")))
    text = (
        "state,domains\nKEN,fiji.example ny.fiji.example kenya.example\nFJI,fiji.example kenya.example\n"
        "TON,un.int\nKEN,\nTUV,example\n"
    )
    with pytest.raises(FaultyFile) as raised:
        missions_of(text, PROGRAMME, state_called, register)
    told = [str(fault) for fault in raised.value.faults]
    forget = "registered for FJI; where that is wrong, `verbale missions forget fiji.example` first."
    assert told == [
        f"line 2: fiji.example is not KEN's: fiji.example is {forget}",
        f"line 2: ny.fiji.example is not KEN's: fiji.example is {forget}",
        "line 3: kenya.example is given to KEN in line 2; a domain is one Mission's own.",
        "line 4: many Missions have addresses at un.int; give the Mission's own address there instead.",
        "line 5: it gives neither an address nor a domain nor a language.",
        "line 6: “example” is no domain; write it as behind the @, such as example.org.",
    ]


def test_domains_within_one_another_are_one_states_in_the_table_too() -> None:
    text = (
        "state,domains\nDNK,foo.example.org ny.foo.example.org\nFIN,x.foo.example.org\nSWE,example.org\n"
        "NOR,y.example.org oo.example.org\n"
    )
    own = "a domain is one Mission's own, with all that lies below it."
    assert faults(text) == [
        (3, f"x.foo.example.org is not FIN's: foo.example.org is given to DNK in line 2; {own}"),
        (4, f"example.org is not SWE's: foo.example.org is given to DNK in line 2; {own}"),
        (4, f"example.org is not SWE's: ny.foo.example.org is given to DNK in line 2; {own}"),
    ]


LABELS = st.sampled_from(["foo", "ny", "mission"])
HOSTS = st.lists(LABELS, min_size=1, max_size=3).map(lambda labels: ".".join([*labels, "example"]))
NOBODYS = st.sampled_from(["un.int", "gmail.com", "un.org", "co.ke"])


def registers(hosts: st.SearchStrategy[str]) -> st.SearchStrategy[set[tuple[str, str]]]:
    """States with addresses and domains at these hosts."""
    values = hosts | st.builds("{}@{}".format, LABELS, hosts)
    return st.sets(st.tuples(st.sampled_from(["DNK", "FIN", "KEN"]), values), max_size=8)


def held(values: set[tuple[str, str]]) -> list[Mission]:
    """The Missions of these States and values, as the store tells them."""
    missions = [
        Mission(state, None, tuple(Known(state, v) for s, v in sorted(values) if s == state)) for state in STATES
    ]
    return sorted((one for one in missions if one.known), key=lambda one: one.state)


def accepted(text: str, *known: Mission) -> bool:
    try:
        missions_of(text, PROGRAMME, state_called, Register(tuple(one for mission in known for one in mission.known)))
    except FaultyFile:
        return False
    return True


@given(registers(HOSTS | NOBODYS))
def test_whatever_the_register_holds_is_read_as_it_is_written(values: set[tuple[str, str]]) -> None:
    missions = [*held(values), Mission("ZWE")]
    register = Register(tuple(one for mission in missions for one in mission.known))
    read = missions_of(as_table(missions), PROGRAMME, state_called, register)
    assert changes_of(read, missions).new == ()
    assert {(one.state, one.value) for mission in read for one in mission.known} == values


@given(registers(HOSTS))
def test_a_table_holds_in_any_order_of_its_lines_and_again_once_it_is_imported(values: set[tuple[str, str]]) -> None:
    missions = held(values)
    table = as_table(missions)
    holds = accepted(table)
    assert accepted(as_table(reversed(missions))) is holds
    one_by_one = all(accepted(as_table([mission]), *missions[:number]) for number, mission in enumerate(missions))
    assert one_by_one is holds
    assert accepted(table, *missions)


def test_domains_that_touch_one_another_are_found() -> None:
    nested = Nested(["ny.foo.example", "foo.example", "oo.example"])
    assert nested.touching("foo.example") == ["foo.example", "ny.foo.example"]
    assert nested.touching("x.ny.foo.example") == ["foo.example", "ny.foo.example"]
    assert nested.touching("example") == ["ny.foo.example", "foo.example", "oo.example"]
    assert nested.touching("bar.example") == []


def test_what_a_table_changes_is_told() -> None:
    held = [
        Mission("FJI", None, (Known("FJI", "fiji.example"), Known("FJI", "info@pacific.example"))),
        Mission("KEN", "en", (Known("KEN", "a@kenya.example"),)),
    ]
    new = tuple(Known("KEN", value) for value in ("info@pacific.example", "b@fiji.example"))
    found = [Mission("KEN", "fr", (held[1].known[0], *new)), Mission("FJI", "en"), Mission("TON", None)]
    changes = changes_of(found, held)
    assert (changes.new, changes.known) == (new, held[1].known)
    assert changes.languages == (("KEN", "en", "fr"), ("FJI", None, "en"))
    assert changes.caution == (
        "info@pacific.example is registered for FJI already, and is KEN's as well from now on.",
        "b@fiji.example is given to KEN, and fiji.example is registered for FJI.",
    )
    assert changes_of([Mission("KEN", "en")], held).languages == ()


def test_an_address_at_a_shared_domain_vouches_for_no_other() -> None:
    register = Register((Known("KEN", "kenya@un.int"), Known("FJI", "un.int")))
    assert is_many_missions("un.int")
    assert register.at_address("kenya@un.int") == ("KEN",)
    assert (register.at_domain("un.int"), register.beside("un.int"), register.own_domains("KEN")) == ((), (), ())


def test_a_register_tells_whose_an_address_is() -> None:
    register = Register(
        (
            Known("KEN", "info@kenya.example"),
            Known("FJI", "mfa.gov.fj.example"),
            Known("TUV", "tuvalu.mission@gmail.com"),
            Known("KEN", "kenya@shared.example"),
            Known("FJI", "fiji@shared.example"),
        )
    )
    assert register.at_address("info@kenya.example") == ("KEN",)
    assert register.at_address("kenya.example") == ()
    assert register.at_domain("kenya.example") == ()
    assert register.beside("ny.kenya.example") == ("KEN",)
    assert register.at_domain("ny.mfa.gov.fj.example") == ("FJI",)
    assert register.at_domain("gov.fj.example") == ()
    assert register.at_domain("gmail.com") == ()
    assert register.at_domain("shared.example") == ()
    assert register.beside("shared.example") == ("FJI", "KEN")
    assert register.own_domains("TUV") == ()
    assert register.own_domains("FJI") == ("mfa.gov.fj.example", "shared.example")


@pytest.mark.parametrize(
    "host",
    [
        "gmail.com",
        "yahoo.com",
        "yahoo.fr",
        "yahoo.co.uk",
        "yahoo.com.br",
        "hotmail.com",
        "mail.ru",
        "163.com",
        "orange.fr",
        "ethionet.et",
    ],
)
def test_webmail_is_known(host: str) -> None:
    assert is_webmail(host)


@pytest.mark.parametrize(
    "host", ["yahoo.gov.fj", "live.kenya.example", "un.int", "mfa.gov.sg", "gmail.com.example", "outlook"]
)
def test_what_is_no_webmail(host: str) -> None:
    assert not is_webmail(host)


def test_hosts_have_one_form() -> None:
    assert canonical("Außenamt.Example.") == "xn--auenamt-1va.example"
    assert canonical("_key.ESPAÑA。example") == "_key.xn--espaa-rta.example"
    assert canonical("España.example") == "xn--espaa-rta.example"
    assert canonical("evil＠kenya.example") == "evil＠kenya.example"
    assert shown("xn--espaa-rta.example") == "españa.example"
    assert shown("xn--\x80.example") == "xn--\x80.example"
    assert canonical_address("Info@España.example") == "info@xn--espaa-rta.example"
    assert is_address("info@xn--espaa-rta.example")
    assert not any(is_address(one) for one in ("info", "@x.example", "a b@x.example", "a@x", "<a@x.example>"))


@pytest.mark.parametrize("unseen", ["\u200c", "\u200d", "\u00ad", "\u200b", "\u3164", "\ufe0f", "\u2060"])
def test_a_name_with_letters_that_nobody_sees_is_no_other_name(unseen: str) -> None:
    for host in (f"mfa.go.{unseen}ke", f"m{unseen}fa.go.ke"):
        assert canonical(host) == host
        assert unseen_letters(host) == unseen
        assert not is_address(canonical_address(f"poc@{host}"))


def test_letters_that_are_seen_or_needed_hide_nothing() -> None:
    sinhala = "\u0dc1\u0dca\u200d\u0dbb\u0dd3.example"
    assert canonical(sinhala).isascii()
    assert not any(
        unseen_letters(host) for host in ("mfa.go.ke", "españa.example", "☃.example", sinhala, canonical(sinhala))
    )
    assert unseen_letters("xn--ke-m1t.example")  # a joiner that no script asks for


@pytest.mark.parametrize("ending", ["ke", "co.ke", "org.za"])
def test_an_ending_under_which_anybody_may_register_is_no_missions_domain(ending: str) -> None:
    assert is_ending(ending)
    assert not any(is_ending(own) for own in (f"mission.{ending}", "gov.mt", "mod.uk", "kenyaun.org"))
