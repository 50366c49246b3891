"""What is read of the demonstration's messages, compared whole; `make golden` writes it again, and the diff is reviewed."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from config.settings import Settings
from tests.builders.program import ROOT
from verbale.parse import parse

SAMPLES = sorted((ROOT / "verbale" / "samples").glob("*.eml"))
GOLDEN = Path(__file__).with_name("golden")


@pytest.fixture(scope="module")
def read() -> dict[str, str]:
    """Every sample's submission as indented JSON, by the sample's name."""
    out = io.StringIO()
    parse(SAMPLES, Settings(), out, progress=False)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    return {Path(row["file"]).stem: json.dumps(row, ensure_ascii=False, indent=1) + "\n" for row in rows}


@pytest.mark.parametrize("name", [sample.stem for sample in SAMPLES])
def test_golden(name: str, read: dict[str, str]) -> None:
    path = GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(read[name], encoding="utf-8")
    assert read[name] == path.read_text(encoding="utf-8")
