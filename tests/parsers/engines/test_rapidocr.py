"""RapidOCR's model as it is installed, and as it is when its file is damaged, missing or another model's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from parsers.engines import Engines
from parsers.engines.rapidocr import Rapid, RapidFailed, _model
from parsers.engines.tesseract import available
from parsers.limits import Limits
from parsers.readers import image
from tests.builders.pages import coded, drawn, texts

LINE = np.full((40, 300), 250, np.uint8)
NOTE = (
    "The Permanent Mission of Ruritania to the United Nations",
    "presents its compliments to the Office and nominates",
    "Ms Ana Ruiz, Director, telephone +34 600 123 456,",
    "e-mail ana.ruiz@example.org, as its technical point of contact.",
)

installed = pytest.mark.skipif(not Rapid().available(), reason="RapidOCR is not installed")


def broken(folder: Path, how: str) -> Path:
    """A model file that cannot serve: cut short, of noise, empty, missing, or the package's model for finding lines."""
    model = _model()
    assert model is not None
    if how == "another":
        return next(model.parent.glob("*_det_*.onnx"))
    file = folder / "model.onnx"
    whole = model.read_bytes()
    if how != "missing":
        file.write_bytes({"cut": whole[: len(whole) // 2], "noise": b"noise" * 999, "empty": b""}[how])
    return file


@installed
@pytest.mark.parametrize("how", ["cut", "noise", "empty", "missing", "another"])
def test_a_broken_model_is_a_named_failure(tmp_path: Path, how: str) -> None:
    with pytest.raises(RapidFailed):
        Rapid(broken(tmp_path, how)).read([LINE])


@installed
def test_a_line_without_a_picture_is_empty() -> None:
    assert [read.text for read in Rapid().read([LINE[:0], LINE[:, :0]])] == ["", ""]


@installed
@pytest.mark.slow
@pytest.mark.skipif(not {"eng", "fra", "deu"} <= available(), reason="Tesseract is not installed")
def test_a_page_is_read_without_the_reader_that_breaks(tmp_path: Path) -> None:
    data = coded(drawn(*NOTE), dpi=(200, 200))
    document = image.read("scan.png", data, Limits(), Engines(second=Rapid(broken(tmp_path, "cut"))))
    assert texts(document) == list(NOTE)
    assert [finding.code for finding in document.findings] == ["second_reader_failed"]
