"""What a message says, understood once: a reader is begun, dies and answers as ever, and the parsers' hard work is done before.

Reading is a pure function of bytes and a name, so nothing that a death could disturb is left out."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from tests.builders.misbehaving import reading_that_may_die


def remembered(folder: str, raw: bytes, file: str, *arguments: Any) -> tuple[str, bytes]:
    """As `reading_that_may_die`, by what is kept in the folder where it has read the same before; the arguments after the
    message are the same in all that share the folder."""
    kept = Path(folder, f"reading-{hashlib.sha256(file.encode() + bytes(1) + raw).hexdigest()}")
    if kept.exists():
        return "ok", kept.read_bytes()
    said, reading = reading_that_may_die(raw, file, *arguments)
    if said == "ok":
        whole = kept.with_name(f"{kept.name}-{os.getpid()}")
        whole.write_bytes(reading)
        whole.rename(kept)
    return said, reading
