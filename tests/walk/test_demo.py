"""The demonstration: from the checkout, and from what `pip install` puts elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.builders.program import ROOT, environment, verbale


def test_every_sample_reaches_its_stage(tmp_path: Path) -> None:
    done = verbale("demo", "--once", "--folder", tmp_path / "demo", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Every sample reached its expected stage." in done.stdout
    assert [path for path in (tmp_path / "demo").rglob("*") if path.stat().st_mode & 0o077] == []


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "something").write_text("kept")
    done = verbale("demo", "--once", "--folder", tmp_path, cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "is not empty" in done.stderr
    done = verbale("demo", "--once", "--folder", tmp_path / "something", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "cannot be worked in" in done.stderr


def test_installed_elsewhere_it_brings_its_data(tmp_path: Path) -> None:
    """Templates, lexicons, samples and migrations are in the package: nothing of the checkout is needed."""
    place = tmp_path / "installed"
    build = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*build, "--no-build-isolation", "--target", str(place), str(ROOT)], check=True, cwd=tmp_path)
    own = {**environment({}), "PYTHONPATH": str(place)}
    where = [sys.executable, "-c", "import verbale, store, parsers.words; print(verbale.__file__, store.__file__)"]
    files = subprocess.run(where, env=own, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.split()
    assert [os.path.commonpath([file, place]) for file in files] == [str(place)] * 2
    done = subprocess.run(
        [sys.executable, "-m", "verbale", "demo", "--once"],
        env=own,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
