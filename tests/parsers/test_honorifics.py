"""Titles are compared without punctuation, one by one and many at once alike."""

from parsers.honorifics import plain_title, plain_titles

TITLES = ("H.E.", "Dr.", "S. Exc.", "Г-жа", "(Mme)", "", "博士", "Sra. ")


def test_stops_and_brackets_do_not_tell_titles_apart() -> None:
    assert [plain_title(title) for title in TITLES] == ["he", "dr", "s exc", "г-жа", "mme", "", "博士", "sra"]


def test_many_titles_are_what_each_is() -> None:
    assert plain_titles(TITLES) == {plain_title(title) for title in TITLES}
    assert plain_titles(()) == frozenset()
