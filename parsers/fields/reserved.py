"""Addresses in domains that belong to nobody: forms use them in their examples."""

from __future__ import annotations

import re

from parsers.fields.found import Found

RESERVED = re.compile(r"@(?:[\w-]+\.)*example\.(?:com|net|org)$")


def without_reserved(found: list[Found]) -> list[Found]:
    """The addresses without a form's example beside them; all where there is no other."""
    own = [one for one in found if not RESERVED.search(one.value)]
    return own or found
