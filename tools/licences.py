"""Fails where a package that we import is under the AGPL or GPL: run by `make check`."""

from __future__ import annotations

import importlib.metadata
import re
import sys
from pathlib import Path

STRONG = re.compile(r"(?<!L)\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)


def licence_of(distribution: importlib.metadata.Distribution) -> str:
    """The licence as its metadata say it: the expression, else the classifiers, else the first line of the field."""
    facts = distribution.metadata
    classifiers = [
        c.rpartition("::")[2].strip() for c in facts.get_all("Classifier") or [] if c.startswith("License ::")
    ]
    return facts.get("License-Expression") or ", ".join(classifiers) or (facts.get("License") or "").partition("\n")[0]


def main() -> int:
    """Exit code 1 and a line for each package under a strong copyleft licence with no other choice."""
    locked = re.findall(r"^([A-Za-z0-9._-]+)==", Path("requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    bad = 0
    for name in locked:
        try:
            licence = licence_of(importlib.metadata.distribution(name))
        except importlib.metadata.PackageNotFoundError:
            continue  # another platform's
        if STRONG.search(licence) and " OR " not in licence:
            print(f"{name} is under {licence}: it must not be imported; choose another package.", file=sys.stderr)
            bad += 1
    print(f"{len(locked)} packages, none of them under the GPL or AGPL." if not bad else f"{bad} packages to replace.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
