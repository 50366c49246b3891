"""Words by which a position is known."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from parsers.data_files import table
from parsers.phrases import Phrases


@cache
def jobs(*languages: str) -> Phrases:
    """Words for positions in these languages, in all without any."""
    listed = table(Path(__file__).with_name("lexicon") / "shapes" / "jobs.toml")
    return Phrases(word for language in languages or listed for word in listed[language])
