"""Data files: the lexicons' TOML, read once by people's parser and from then on in a form that machines read fast."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

_FORM = 2
"""Version of the remembered form."""


def table(path: Path) -> dict[str, Any]:
    """What a TOML file holds.

    It is remembered as JSON in `__pycache__` beside the file, where Python keeps its own compiled modules, with a digest of the
    file's bytes within: another text is never taken for it, nor what somebody else wrote or may write. Where nothing may be
    written there, the file is parsed every time."""
    raw = path.read_bytes()
    digest = hashlib.sha256(raw).hexdigest()
    kept = path.parent / "__pycache__" / f"{path.stem}.{_FORM}-{digest[:20]}.json"
    with suppress(OSError, ValueError):
        found = json.loads(own(kept))
        if isinstance(found, dict) and found.get("digest") == digest and isinstance(found.get("table"), dict):
            return dict(found["table"])
    parsed = tomllib.loads(raw.decode("utf-8"))
    with suppress(OSError, TypeError):
        _keep(kept, parsed, digest)
    return parsed


def own(place: Path) -> bytes:
    """What a file of ours holds that nobody else may write; raises PermissionError for any other."""
    with open(os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & 0o022:
            raise PermissionError(place)
        return file.read()


def _keep(place: Path, parsed: dict[str, Any], digest: str) -> None:
    """Writes the remembered form and takes away those of earlier texts."""
    whole = {"digest": digest, "table": parsed}
    written = json.dumps(whole, ensure_ascii=False).encode("utf-8")
    if json.loads(written) != whole:  # dates, say, which JSON does not have
        return
    write_whole(place, written)
    for earlier in place.parent.glob(f"{place.name.partition('.')[0]}.*-*.json"):
        if earlier != place:
            earlier.unlink(missing_ok=True)


def write_whole(place: Path, written: bytes) -> None:
    """Writes a file that only we may read, whole or not at all, and its folder where that is missing."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=f"{place.name}.", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(written)
        Path(draft).chmod(0o600)
        os.replace(draft, place)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise
