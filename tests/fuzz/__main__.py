"""`python -m tests.fuzz [SECONDS] [TARGET...]`: feeds every target with mutations for so many seconds, each in its own process.

What breaks one is left under var/fuzz/<target>/; make it small and keep it in tests/fuzz/found, where a test reads it for ever."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

_WORK = Path("var/fuzz")
_LARGEST = 30_000
_SLOW = 25
"""Seconds that one input may take."""


def _one(name: str, arguments: list[str]) -> None:
    """Never comes back: the fuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["parsers"]):
        from tests.fuzz.targets import TARGETS

        for path in sorted(Path("parsers/readers").glob("*.py")):
            import_module(f"parsers.readers.{path.stem}")
    target = TARGETS[name]
    for seed in target.seeds:  # what is loaded once is no input's slowness
        target.run(seed)
    atheris.Setup([f"fuzz-{name}", *arguments], lambda data: target.run(bytes(data)) and None)
    atheris.Fuzz()


def _corpus(name: str) -> Path:
    from tests.fuzz.targets import TARGETS

    folder = _WORK / name
    folder.mkdir(parents=True, exist_ok=True)
    for seed in TARGETS[name].seeds:
        (folder / f"seed-{hashlib.sha256(seed).hexdigest()[:16]}").write_bytes(seed)
    return folder


def _every(seconds: int, names: list[str]) -> int:
    broken = []
    for number, name in enumerate(names, 1):
        began = time.monotonic()
        print(f"[{number}/{len(names)}] {name}: {seconds} s ...", end=" ", flush=True)
        folder = _corpus(name)
        log = folder.with_suffix(".log")
        command = [
            sys.executable, "-m", "tests.fuzz", "--one", name, str(folder), f"-max_total_time={seconds}",
            f"-max_len={_LARGEST}", f"-timeout={_SLOW}", "-rss_limit_mb=2500", f"-artifact_prefix={folder.as_posix()}-",
        ]  # fmt: skip
        with log.open("wb") as said:
            code = subprocess.run(command, stdout=said, stderr=said, check=False).returncode
        runs = [
            line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.startswith("Done ")
        ]
        print(
            f"{'ok' if code == 0 else f'BROKEN, see {log}'} {runs[-1] if runs else ''} ({time.monotonic() - began:.0f} s)",
            flush=True,
        )
        if code:
            broken.append(name)
    print("Nothing broke." if not broken else f"Broken: {', '.join(broken)}. The inputs lie in {_WORK}.")
    return 1 if broken else 0


def main(arguments: list[str]) -> int:
    """Exit code 1 where a target broke."""
    if arguments[:1] == ["--one"]:
        _one(arguments[1], arguments[2:])
        return 0
    from tests.fuzz.targets import TARGETS

    seconds = int(arguments[0]) if arguments[:1] and arguments[0].isdigit() else 60
    asked = [argument for argument in arguments if not argument.isdigit()]
    unknown = set(asked) - set(TARGETS)
    if unknown:
        print(f"No such target: {', '.join(sorted(unknown))}. There are: {', '.join(TARGETS)}.", file=sys.stderr)
        return 2
    return _every(seconds, asked or list(TARGETS))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
