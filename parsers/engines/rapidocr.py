"""RapidOCR, the second reader: lines of Latin letters, Chinese characters and figures, by models that its package brings along.

Nothing is downloaded: only the recognising model is used, which the package holds, and it is named by its file."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import Any

from parsers.engines import LineRead, RecognitionFailed

log = logging.getLogger(__name__)

PACKAGE = "rapidocr"
_MODEL = "*_rec_*.onnx"
_turn = threading.Lock()
"""One picture at a time in each process: its session is no faster with two, and twice as large."""


class RapidFailed(RecognitionFailed):
    """The package broke while reading; the message says how."""


@cache
def version() -> str:
    """The package's version (`3.10.0`), empty where it is missing."""
    try:
        return metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        return ""


@cache
def _model() -> Path | None:
    """The recognising model's file; None where the package or the file is missing."""
    if util.find_spec(PACKAGE) is None or util.find_spec("onnxruntime") is None:
        return None
    found = util.find_spec(PACKAGE)
    folder = Path(found.origin).parent / "models" if found and found.origin else None
    return next(iter(sorted(folder.glob(_MODEL))), None) if folder else None


def available() -> bool:
    """True where the package and its model are installed."""
    return _model() is not None


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    engine = RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.return_word_box": True,
            "Rec.model_path": str(_model()),
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    # without its own places for words it still tells each character's confidence
    engine.return_word_box = True
    return engine


class Rapid:
    """Reads pictures of single lines, in this process, with one thread."""

    def available(self) -> bool:
        """True where the package and its model are installed."""
        return available()

    def read(self, lines: Sequence[Any]) -> list[LineRead]:
        """The text of each picture (grey or RGB), with every character's confidence; raises RapidFailed."""
        if not lines:
            return []
        import cv2

        pictures = [cv2.cvtColor(line, cv2.COLOR_GRAY2BGR) if line.ndim == 2 else line for line in lines]
        with _turn:
            try:
                found = _engine().recognize_txt(pictures)
            except Exception as error:
                raise RapidFailed(f"RapidOCR ended with {type(error).__name__}.") from error
        return [
            _read(text, float(score), words)
            for text, score, words in zip(found.txts, found.scores, found.word_results, strict=True)
        ]


def _read(text: str, score: float, words: Any) -> LineRead:
    each = tuple(float(value) for value in words.confs)
    columns = [column for places in words.word_cols for column in places]
    wide = float(words.line_txt_len) or 1.0
    places: list[float] = []
    at = 0
    for c in text:
        known = not c.isspace() and at < len(columns)
        # a character is seen at its middle; half of its width stands before
        places.append(max(0.0, (columns[at] - 0.5) / wide) if known else (places[-1] if places else 0.0))
        at += known
    return LineRead(text, each if len(each) == len(text) else (score,) * len(text), tuple(min(1.0, p) for p in places))
