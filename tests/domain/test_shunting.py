"""Every reason for which a message may be shunted is explained."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from domain.shunting import REASONS, UNKNOWN, meaning
from parsers.worker import Reason


def test_every_reason_is_explained_and_no_other() -> None:
    pipeline = (Path(__file__).resolve().parents[2] / "ingest" / "pipeline.py").read_text(encoding="utf-8")
    named = set(re.findall(r'_shunt\(worker, claimed, "(\w+)"\)', pipeline))
    assert set(REASONS) == named | set(get_args(Reason))
    assert meaning("of old") is meaning(None) is UNKNOWN
