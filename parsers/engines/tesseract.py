"""Tesseract, the program that recognises characters (Debian's `tesseract-ocr`), run once a picture with one thread."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cache

from parsers.engines import Recognised, RecognitionFailed
from parsers.limits import GIB
from parsers.sandbox import SandboxFailed, run

PROGRAM = "tesseract"
_ENVIRONMENT = {
    "OMP_THREAD_LIMIT": "1",
    # it takes and gives back much memory: in larger pieces half of the system's time goes; other C libraries pass this over
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}


class TesseractFailed(RecognitionFailed):
    """The program is missing, was stopped, or ended with an error; the message says which."""


@cache
def version(program: str = PROGRAM) -> str:
    """The program's version (`5.3.0`), empty where it is missing."""
    found = shutil.which(program)
    if found is None:
        return ""
    first = _call([found, "--version"], b"", 20).partition("\n")[0]
    return first.removeprefix("tesseract").strip()


@cache
def available(program: str = PROGRAM) -> frozenset[str]:
    """The languages that are installed, without the pseudo-language `osd`; empty where the program is missing."""
    found = shutil.which(program)
    if found is None:
        return frozenset()
    listed = _call([found, "--list-langs"], b"", 20).splitlines()[1:]
    return frozenset(name.strip() for name in listed if name.strip() and name.strip() != "osd")


@dataclass(frozen=True, slots=True)
class Tesseract:
    """Reads pictures; every call is one killable child process without a network."""

    program: str = PROGRAM
    seconds: float = 60.0
    memory: int = GIB
    """Bytes of address space for one picture."""

    def languages(self) -> frozenset[str]:
        """The languages that are installed."""
        return available(self.program)

    def recognise(
        self, picture: bytes, languages: tuple[str, ...], *, layout: int = 3, dpi: int = 200
    ) -> list[Recognised]:
        """The words with boxes and confidences; raises TesseractFailed."""
        settings = ["--psm", str(layout), "--dpi", str(dpi), "-l", "+".join(languages)]
        return _words(self._run(picture, [*settings, "-c", "tessedit_create_tsv=1"]))

    def upright(self, picture: bytes, *, dpi: int = 200) -> int:
        """Degrees clockwise by which the picture must be turned; 0 where the program cannot tell."""
        try:
            told = self._run(picture, ["--psm", "0", "--dpi", str(dpi), "-l", "osd"])
        except TesseractFailed:
            return 0
        facts = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
        degrees = facts.get("Rotate", "0")
        return int(degrees) % 360 if degrees.isdecimal() else 0

    def _run(self, picture: bytes, settings: list[str]) -> str:
        found = shutil.which(self.program)
        if found is None:
            raise TesseractFailed("Tesseract is not installed (Debian package tesseract-ocr).")
        return _call([found, "stdin", "stdout", *settings], picture, self.seconds, self.memory)


def _call(argv: list[str], picture: bytes, seconds: float, memory: int = GIB) -> str:
    try:
        ended = run(argv, input=picture, timeout=seconds, memory=memory, env=_ENVIRONMENT)
    except SandboxFailed as error:
        raise TesseractFailed(f"Tesseract did not end: {error}.") from error
    if ended.returncode != 0:
        raise TesseractFailed(f"Tesseract ended with code {ended.returncode}.")
    return ended.stdout.decode("utf-8", "replace")


def _words(table: str) -> list[Recognised]:
    words = []
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) < 12 or fields[0] != "5" or not fields[11].strip():
            continue
        block, paragraph, line = (int(value) for value in fields[2:5])
        left, top, width, height = (int(value) for value in fields[6:10])
        sure = max(0.0, min(1.0, float(fields[10]) / 100))
        words.append(Recognised(fields[11].strip(), left, top, width, height, sure, (block, paragraph, line)))
    return words
