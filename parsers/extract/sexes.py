"""The sex that Chinese writes behind a name ("刘敏，女，外交部参赞"): no part of name or office."""

from __future__ import annotations

import re

from parsers.extract.passages import Passage, chain
from parsers.fold import HAN

_SEX = re.compile(rf"(?<=[{HAN}])\s*[，,、]\s*[男女]性?(?=\s*[，,、；;（(])")


def without_sex(passage: Passage) -> Passage:
    """The passage without a person's sex behind the name."""
    parts = passage.split(_SEX)
    return chain(parts, "") if len(parts) > 1 else passage
