"""RapidOCR's model for lines of Latin letters, Chinese characters and figures: the second reader.

The package holds the model, and nothing is downloaded. onnxruntime runs it without the package's own code, which loads more
than is needed and makes all pictures of a batch as wide as the widest."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import Any

from parsers.engines import LineRead, LineReadingFailed

PACKAGE = "rapidocr"
_MODEL = "*_rec_*.onnx"
_HEIGHT, _NARROWEST = 48, 200
"""Picture elements: every line is made so high, and is at least so wide."""
_turn = threading.Lock()
"""One picture at a time in each process: its session is no faster with two, and twice as large."""


class RapidFailed(LineReadingFailed):
    """The model could not be loaded or run; the message says how."""


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
def _raised() -> tuple[type[BaseException], ...]:
    """What comes of a model that is damaged, of a broken installation, and of too little memory."""
    try:
        from onnxruntime.capi import onnxruntime_pybind11_state as runtime
    except ImportError:
        return (ImportError,)
    # its errors have no class in common
    own = [kind for kind in vars(runtime).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    return (ImportError, MemoryError, RuntimeError, *own)


@cache
def _session(model: Path) -> tuple[Any, str, tuple[str, ...]]:
    """The model, its input's name, and the characters that its classes mean, of which the first is none."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    characters = session.get_modelmeta().custom_metadata_map.get("character", "").splitlines()
    classes = session.get_outputs()[0].shape[-1]
    if not characters or (isinstance(classes, int) and classes != len(characters) + 2):
        raise RapidFailed("RapidOCR's model does not tell its characters.")
    return session, session.get_inputs()[0].name, ("", *characters, " ")


@dataclass(frozen=True, slots=True)
class Rapid:
    """Reads pictures of single lines, in this process, with one thread."""

    model: Path | None = None
    """Another file than the package's own."""

    def available(self) -> bool:
        """True where the package and its model are installed."""
        return available()

    def read(self, lines: Sequence[Any]) -> list[LineRead]:
        """The text of each picture (grey), with every character's confidence; raises RapidFailed."""
        model = self.model or _model()
        if model is None:
            raise RapidFailed("RapidOCR is not installed.")
        found = []
        for line in lines:
            with _turn:
                try:
                    found.append(_read(line, model))
                except _raised() as error:
                    raise RapidFailed(f"RapidOCR's model ended with {type(error).__name__}.") from error
        return found


def _read(line: Any, model: Path) -> LineRead:
    """One at a time: several in a batch take longer each, and the memory of them all."""
    import cv2
    import numpy as np

    if not line.size:
        return LineRead("", (), ())
    session, name, characters = _session(model)
    wide = max(1, -(-line.shape[1] * _HEIGHT // line.shape[0]))
    level = cv2.resize(line, (wide, _HEIGHT)).astype(np.float32) / 127.5 - 1
    level = cv2.copyMakeBorder(level, 0, 0, 0, max(0, _NARROWEST - wide), cv2.BORDER_CONSTANT, value=0)
    likely = session.run(None, {name: np.repeat(level[np.newaxis, np.newaxis], 3, axis=1)})[0][0]
    classes, sure = likely.argmax(axis=1), likely.max(axis=1)
    # a class that goes on from column to column is one character, and class 0 is none
    starts = [at for at, c in enumerate(classes) if c and (not at or classes[at - 1] != c)]
    columns = max(1.0, len(classes) * wide / max(wide, _NARROWEST))
    return LineRead(
        "".join(characters[classes[at]] for at in starts),
        tuple(float(sure[at]) for at in starts),
        # a character is seen at its middle; half of its width stands before
        tuple(min(1.0, max(0.0, (at - 0.5) / columns)) for at in starts),
    )
