"""Arabic commas that were taken for full stops are commas again, where the page shows no comma."""

from __future__ import annotations

import pytest

from parsers.engines import Recognised
from parsers.readers.scan_arabic import with_commas


def words(text: str, line: int = 1) -> list[Recognised]:
    return [Recognised(w, 900 - 90 * at, 40 * line, 80, 20, 0.9, (1, 1, line)) for at, w in enumerate(text.split())]


def read(*lines: str) -> str:
    return " ".join(w.text for w in with_commas([w for at, line in enumerate(lines, 1) for w in words(line, at)]))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("السيدة هند الكعبي. مديرة الإدارة",), "السيدة هند الكعبي، مديرة الإدارة"),
        (("السيدة هند الكعبي.", "مديرة الإدارة"), "السيدة هند الكعبي، مديرة الإدارة"),
        (("عن فائق التقدير. وتغتنم البعثة",), "عن فائق التقدير. وتغتنم البعثة"),
        (("د. هند الكعبي",), "د. هند الكعبي"),
        (("اللغات: العربية, الفرنسية. الهاتف",), "اللغات: العربية, الفرنسية. الهاتف"),
        (("البريد: a.b@mofa.example. اللغات",), "البريد: a.b@mofa.example. اللغات"),
    ],
)
def test_a_full_stop_within_a_sentence_is_a_comma(lines: tuple[str, ...], expected: str) -> None:
    assert read(*lines) == expected
