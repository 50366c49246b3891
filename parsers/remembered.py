"""What is made of the lexicons' texts at every start, made once and remembered beside them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from parsers.data_files import own, write_whole

_HERE = Path(__file__).parent
_KEPT = _HERE / "lexicon" / "__pycache__"
_FEW = 300
"""Characters up to which making is quicker than looking up."""
_MOST = 400
"""Files that are kept: lists of all languages come first, those of some languages alone are many."""


def remembered(
    kind: str, texts: Sequence[str], make: Callable[[], dict[str, Any]], folder: Path | None = None
) -> dict[str, Any]:
    """What `make` makes of these texts, which must be what JSON has; `kind` tells makers apart.

    It is remembered under the texts' digest, by default in a folder that is another one when a lexicon or a module of this room
    changes. Where nothing may be written there, it is made every time."""
    if sum(map(len, texts)) <= _FEW:
        return make()
    place = (
        folder or _folder()
    ) / f"{kind}-{hashlib.sha256(chr(0).join(texts).encode('utf-8', 'surrogatepass')).hexdigest()}.json"
    with suppress(OSError, ValueError):
        found = json.loads(own(place))
        if isinstance(found, dict):
            return found
    made = make()
    with suppress(OSError, TypeError):
        if not place.parent.exists():
            _leave_earlier(place.parent.parent)
        elif len(os.listdir(place.parent)) >= _MOST:
            return made
        write_whole(place, json.dumps(made, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return made


@cache
def _folder() -> Path:
    """As Python does for its own compiled modules, files count as changed when their time or size is another."""
    state = sorted((file.name, told.st_mtime_ns, told.st_size) for file in _files() for told in [file.stat()])
    return _KEPT / f"made-{hashlib.sha256(repr(state).encode()).hexdigest()[:20]}"


def _files(here: Path = _HERE) -> Iterator[os.DirEntry[str]]:
    lexicon = here / "lexicon"
    # what is kept beside them may be another user's, whose folder nobody else may read
    within = (path for path in lexicon.iterdir() if path.name != _KEPT.name and path.is_dir())
    for folder in [here, lexicon, *within]:
        with os.scandir(folder) as entries:
            yield from (entry for entry in entries if entry.name.endswith((".py", ".toml")))


def _leave_earlier(kept: Path) -> None:
    for earlier in kept.glob("made-*"):
        shutil.rmtree(earlier, ignore_errors=True)
