"""People as Russian names them without a form of address: by family name, name and patronymic, or by initials."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.expressions import reaching
from parsers.extract.grammar import one_of

_WORD = r"[А-ЯЁЎҚҒҲӘІҢҮҰӨҺЇЄҐ][а-яёўқғҳәіңүұөһїєґ]+(?:-[А-ЯЁ][а-яё]+)?"
_PATRONYMIC = rf"[А-ЯЁЎҚҒҲӘІҢҮҰӨҺЇЄҐ][а-яёўқғҳәіңүұөһїєґ]+{one_of('patronymics')}"
_FULL = reaching("\u0400", rf"(?<!\w)(?:{_WORD}\s+{_WORD}\s+{_PATRONYMIC}|{_WORD}\s+{_PATRONYMIC}\s+{_WORD})(?!\w)")
_TURKIC = reaching("\u0400", rf"(?<!\w){_WORD}\s+{_WORD}\s+{_WORD}\s+{one_of('child_of')}(?!\w)")
_INITIALS = reaching(
    "\u0400",
    rf"(?<!\w)(?:{_WORD}\s+[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{_WORD}|(?!Г\.)[А-ЯЁ]\.\s?{_WORD})(?![\w])",
)


def named_by_patronymic(text: str) -> Iterator[int]:
    """Where in a text names stand that only persons have, in the text's order."""
    places = sorted({found.span() for pattern in (_FULL, _TURKIC, _INITIALS) for found in pattern.finditer(text)})
    reach = 0
    for start, end in places:
        if start >= reach:
            yield start
            reach = end
