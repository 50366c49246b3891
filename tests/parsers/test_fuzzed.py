"""Every place where strangers' bytes come in, with honest files and with those that once broke it (see `make fuzz`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders.runaway import no_runaway
from tests.fuzz.targets import FOUND, TARGETS

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.mark.parametrize("name", TARGETS)
def test_honest_files_are_read(name: str) -> None:
    for seed in TARGETS[name].seeds:
        TARGETS[name].run(seed)


@pytest.mark.parametrize("file", sorted(FOUND.glob("[a-z]*.*")), ids=lambda file: file.name)
def test_what_once_broke_it_breaks_it_no_more(file: Path) -> None:
    with no_runaway():
        TARGETS[file.name.partition(".")[0]].run(file.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
@FEW
@given(st.data())
def test_any_bytes_are_taken(name: str, data: st.DataObject) -> None:
    """Noise, and honest files with stretches cut out, doubled and replaced."""
    raw = data.draw(st.sampled_from([b"", *TARGETS[name].seeds]))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(raw)))
        end = min(len(raw), start + data.draw(st.integers(0, 300)))
        middle = data.draw(st.one_of(st.binary(max_size=60), st.just(raw[start:end] * 2)))
        raw = raw[:start] + middle + raw[end:]
    TARGETS[name].run(raw)
