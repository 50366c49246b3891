"""Tesseract as it is installed, and as it is when it is not, hangs, or fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from parsers.engines.tesseract import Tesseract, TesseractFailed, available, version
from tests.builders.pages import coded, drawn

installed = pytest.mark.skipif(not available(), reason="Tesseract is not installed")


@installed
def test_what_is_installed_says_so() -> None:
    assert version()[0].isdigit()
    assert "eng" in available()
    assert "osd" not in available()


@installed
def test_words_come_with_boxes_and_confidence() -> None:
    words = Tesseract(seconds=600.0).recognise(
        coded(drawn("Name Ruiz 12345", size=(900, 700))), ("eng",), layout=3, dpi=200
    )
    assert [w.text for w in words] == ["Name", "Ruiz", "12345"]
    first = words[0]
    assert 195 < first.left < 210
    assert 295 < first.top < 325
    assert 0.5 < first.confidence <= 1
    assert len({w.line for w in words}) == 1


@installed
def test_a_picture_that_is_none_is_a_named_failure() -> None:
    with pytest.raises(TesseractFailed):
        Tesseract().recognise(b"no picture", ("eng",))


@installed
def test_a_picture_that_takes_too_long_is_a_named_failure() -> None:
    with pytest.raises(TesseractFailed, match="did not end"):
        Tesseract(seconds=0.001).recognise(coded(drawn("Name")), ("eng",))


def test_a_missing_program_has_no_languages_and_says_what_to_install() -> None:
    absent = Tesseract(program="tesseract-that-is-not-there")
    assert (absent.languages(), version("tesseract-that-is-not-there")) == (frozenset(), "")
    with pytest.raises(TesseractFailed, match="tesseract-ocr"):
        absent.recognise(b"", ("eng",))
    assert absent.upright(b"") == 0


def test_readers_start_without_the_heavy_libraries() -> None:
    modules = ("readers", "readers.pdf", "readers.image", "readers.docx", "readers.xlsx", "pictures")
    code = "import sys; " + "".join(f"import parsers.{name}; " for name in modules)
    code += "print([m for m in ('cv2', 'numpy', 'lxml', 'pypdfium2', 'PIL', 'python_calamine') if m in sys.modules])"
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"
