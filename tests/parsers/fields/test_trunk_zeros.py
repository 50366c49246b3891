"""A zero that people dial before a number at home is no part of it abroad."""

import pytest

from parsers.fields.phones import find_phones


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("+975 (0)2 327 415", "BT", "+9752327415"),
        ("00975 (0)2 327 415", "BT", "+9752327415"),
        ("02-327 415 ext. 31", "BT", "+9752327415;ext=31"),
        ("+356 (0)2124 2191", "MT", "+35621242191"),
        ("+65 (0)6379 8000", "SG", "+6563798000"),
        ("+45 (0)33 92 00 00", "DK", "+4533920000"),
        ("+39 (0)6 3691 1234", "IT", "+390636911234"),
        ("+242 (0)6 664 1234", "CG", "+242066641234"),
    ],
)
def test_the_zero_in_brackets_goes_but_where_it_belongs_to_the_number(text: str, region: str, number: str) -> None:
    assert [(f.value, f.sure) for f in find_phones(text, region, labelled=True)] == [(number, True)]
