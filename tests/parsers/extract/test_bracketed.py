"""Somebody in a bracket behind another's name, and whose the particulars behind that bracket are."""

from __future__ import annotations

from tests.builders.documents import document
from tests.builders.layouts import claims, contacts

_NOMINATE = "The Mission has the honour to nominate Ms Anna Larsen, Director"
_AS = ", as technical point of contact."


def test_what_stands_behind_the_bracket_is_of_the_one_before_it() -> None:
    text = f"{_NOMINATE} (deputy: Mr Bjorn Hansen, b@mfa.no), a@mfa.no, +47 22 24 36 00{_AS}"
    found = [(c["name"], c.get("emails"), c.get("phones")) for c in contacts(document(text), "en", "NO")]
    assert found == [("Anna Larsen", ["a@mfa.no"], ["+4722243600"]), ("Bjorn Hansen", ["b@mfa.no"], None)]


def test_what_stands_within_the_bracket_is_of_the_one_in_it() -> None:
    text = f"{_NOMINATE}, a@mfa.no (deputy: Mr Bjorn Hansen, b@mfa.no, +47 (22) 24 36 00){_AS}"
    found = [(c["name"], c.get("emails"), c.get("phones")) for c in contacts(document(text), "en", "NO")]
    assert found == [("Anna Larsen", ["a@mfa.no"], None), ("Bjorn Hansen", ["b@mfa.no"], ["+4722243600"])]


def test_behind_a_bracket_with_a_name_alone_it_is_doubted() -> None:
    text = f"{_NOMINATE} (deputy: Mr Bjorn Hansen), a@mfa.no, +47 22 24 36 00{_AS}"
    reached = [
        one for one in claims(document(text), "en", "NO").claims if ".emails" in one.path or ".phones" in one.path
    ]
    assert [(one.value, one.sure) for one in reached] == [("a@mfa.no", False), ("+4722243600", False)]
