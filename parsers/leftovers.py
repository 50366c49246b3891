"""Working folders that processes of ours left behind."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


FOLDERS = "verbale-workers-"
"""How the names of working folders begin; the process's number follows."""


def sweep_after_the_dead(place: Path) -> int:
    """Takes away the working folders of our processes that were killed, for pages of messages may lie in them; how many."""
    swept = 0
    for folder in place.glob(f"{FOLDERS}*"):
        process = folder.name.removeprefix(FOLDERS).partition("-")[0]
        try:
            if folder.stat().st_uid != os.getuid() or folder.is_symlink() or not process.isdigit():
                continue
            os.kill(int(process), 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)
            swept += 1
        except OSError:
            continue  # somebody else's, or gone meanwhile
    return swept


def sweep_after_ended(place: Path) -> None:
    """Removes what ended workers left in their temporary folders: pages of messages."""
    for folder in place.glob("*"):
        if not Path("/proc", folder.name).exists():
            shutil.rmtree(folder, ignore_errors=True)
