"""In which languages a scanned page is read: its own where all of it is in one, all that it may be in where a doubt is left."""

from __future__ import annotations

import numpy as np
import pytest

from parsers.engines import Engines
from parsers.engines.rapidocr import Rapid
from parsers.readers.scan_picture import cleaned
from parsers.readers.scan_script import settled
from tests.builders.pages import drawn

MODELS = frozenset({"eng", "fra", "spa", "deu", "por", "rus", "ara", "chi_sim"})
SPANISH = (
    "La Misión Permanente saluda atentamente a la Oficina y tiene el",
    "honor de acompañar a la presente el formulario debidamente llenado,",
    "en relación con los puntos de contacto a que se refiere su nota.",
)
ENGLISH = (
    "The Permanent Mission presents its compliments to the Office and has",
    "the honour to transmit herewith the form that was duly completed for",
    "the points of contact to which the note of the Office has referred.",
)


@pytest.mark.skipif(not Rapid().available(), reason="RapidOCR is not installed")
@pytest.mark.parametrize(
    ("lines", "languages"),
    [
        (SPANISH * 6, ("spa", "deu")),
        (ENGLISH * 6, ("eng", "deu")),
        ((*ENGLISH * 4, *SPANISH * 4), ("spa", "eng", "deu")),
    ],
)
def test_a_page_is_read_in_its_languages(lines: tuple[str, ...], languages: tuple[str, ...]) -> None:
    page = cleaned(np.asarray(drawn(*lines).convert("L")), 200.0)
    assert settled(page, Engines(), MODELS, "")[3] == languages
