"""Every reason for which a message is shunted: what happened, and what whoever looks at it does about it (shunting.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path

from domain.alarms import Meaning

UNKNOWN = Meaning(
    "Reading it failed.", "The log of the program says why. Look at the original, then try again or close it."
)
"""Of what an older version shunted for a reason of its own."""
REASONS: dict[str, Meaning] = {
    code: Meaning(row["says"], row["do"])
    for code, row in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}
"""By code."""


def meaning(reason: str | None) -> Meaning:
    """What the code of a shunted message means."""
    return REASONS.get(reason or "", UNKNOWN)
