"""People as Russian names them without a form of address: by family name, name and patronymic, or by initials."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = r"[А-ЯЁЎҚҒҲӘІҢҮҰӨҺЇЄҐ][а-яёўқғҳәіңүұөһїєґ]+(?:-[А-ЯЁ][а-яё]+)?"
_PATRONYMIC = (
    r"[А-ЯЁЎҚҒҲӘІҢҮҰӨҺЇЄҐ][а-яёўқғҳәіңүұөһїєґ]+(?:ович|евич|ьич|ич|овна|евна|инична|ична|овича|евича|ича|овну|евну|ичну|овны|евны|ичны|овне|евне|ичне"
    r"|овичу|евичу|ичу|овичем|евичем|ичем|овной|евной|ичной|зода)"
)
_FULL = re.compile(rf"(?<!\w)(?:{_WORD}\s+{_WORD}\s+{_PATRONYMIC}|{_WORD}\s+{_PATRONYMIC}\s+{_WORD})(?!\w)")
_TURKIC = re.compile(rf"(?<!\w){_WORD}\s+{_WORD}\s+{_WORD}\s+(?:оглы|оглу|кызы|гызы|улы|уулу)(?!\w)")
_INITIALS = re.compile(rf"(?<!\w)(?:{_WORD}\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{_WORD})(?![\w])")


def named_by_patronymic(text: str) -> Iterator[int]:
    """Where in a text names stand that only persons have, in the text's order."""
    places = sorted({found.span() for pattern in (_FULL, _TURKIC, _INITIALS) for found in pattern.finditer(text)})
    reach = 0
    for start, end in places:
        if start >= reach:
            yield start
            reach = end
