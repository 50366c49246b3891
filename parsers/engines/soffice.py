"""LibreOffice (Debian's `libreoffice-writer-nogui`), which brings documents that we cannot read ourselves into DOCX."""

from __future__ import annotations

import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

from parsers.engines import ConversionFailed
from parsers.limits import GIB, MIB
from parsers.sandbox import SandboxFailed, run

PROGRAM = "soffice"
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)
"""What its profile says: no macros, no links. The wall around it holds without these, too."""
_LARGEST = 64 * MIB


class SofficeFailed(ConversionFailed):
    """The program is missing, was stopped, or could not read the file; the message says which."""


@cache
def version(program: str = PROGRAM) -> str:
    """The program's version (`7.4.7.2`), empty where it is missing or does not run."""
    if not available(program):
        return ""
    try:
        said = run([program, "--version"], timeout=60, memory=2 * GIB).stdout.decode("utf-8", "replace")
    except SandboxFailed:
        return ""
    found = re.search(r"\d+(?:\.\d+)+", said)
    return found[0] if found else ""


def available(program: str = PROGRAM) -> bool:
    """True where the program is installed."""
    return shutil.which(program) is not None


class Soffice:
    """Converts the files of one message: at most `most` of them, each in a killable process of its own without a network."""

    def __init__(self, program: str = PROGRAM, seconds: float = 60.0, memory: int = 3 * GIB, most: int = 3) -> None:
        self._program = program
        self._seconds = seconds
        self._memory = memory
        self._left = most

    def docx(self, data: bytes, kind: str) -> bytes:
        """The file as DOCX; `kind` is how such files' names end (`doc`, `rtf`). Raises SofficeFailed."""
        if not available(self._program):
            raise SofficeFailed("LibreOffice is not installed (Debian package libreoffice-writer-nogui).")
        if self._left <= 0:
            raise SofficeFailed("The message holds more such files than LibreOffice is given.")
        self._left -= 1
        with tempfile.TemporaryDirectory(prefix="verbale-soffice-") as folder:
            return self._converted(Path(folder), data, kind)

    def _converted(self, folder: Path, data: bytes, kind: str) -> bytes:
        given, settings, out = folder / f"in.{kind}", folder / "profile" / "user", folder / "out"
        given.write_bytes(data)
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
        command = [
            self._program, "--headless", "--norestore", "--nolockcheck", "--nodefault",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(given),
        ]  # fmt: skip
        try:
            ended = run(command, timeout=self._seconds, memory=self._memory, file_bytes=_LARGEST, cwd=folder)
        except SandboxFailed as error:
            raise SofficeFailed(f"LibreOffice did not end: {error}.") from error
        made = out / "in.docx"
        if ended.returncode != 0 or not made.is_file():
            raise SofficeFailed(f"LibreOffice could not read the file (code {ended.returncode}).")
        return made.read_bytes()


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
