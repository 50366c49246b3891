"""Data files: the lexicons' TOML, read once by people's parser and from then on in a form that machines read fast."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

_FORM = 1
"""Version of the remembered form."""


def table(path: Path) -> dict[str, Any]:
    """What a TOML file holds.

    It is remembered as JSON in `__pycache__` beside the file, where Python keeps its own compiled modules, under a digest of the
    file's bytes: another text is never taken for it. Where nothing may be written there, the file is parsed every time."""
    raw = path.read_bytes()
    digest = hashlib.sha256(raw).hexdigest()[:20]
    kept = path.parent / "__pycache__" / f"{path.stem}.{_FORM}-{digest}.json"
    with suppress(OSError, ValueError):
        found = json.loads(kept.read_bytes())
        if isinstance(found, dict):
            return found
    parsed = tomllib.loads(raw.decode("utf-8"))
    with suppress(OSError, TypeError):
        _keep(kept, parsed)
    return parsed


def _keep(place: Path, parsed: dict[str, Any]) -> None:
    """Writes the remembered form whole or not at all, and takes away those of earlier texts."""
    written = json.dumps(parsed, ensure_ascii=False).encode("utf-8")
    if json.loads(written) != parsed:  # dates, say, which JSON does not have
        return
    place.parent.mkdir(exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=f"{place.name}.", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(written)
        Path(draft).chmod(0o644)
        os.replace(draft, place)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise
    for earlier in place.parent.glob(f"{place.name.partition('.')[0]}.*-*.json"):
        if earlier != place:
            earlier.unlink(missing_ok=True)
