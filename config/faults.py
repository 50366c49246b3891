"""What is wrong with the settings, in one sentence: which one, where it was set, and what it has to be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

_WANTED: dict[str, str] = {
    "int_parsing": "it has to be a whole number, such as 993",
    "int_parsing_size": "it has to be a number of at most a few digits",
    "int_type": "it has to be a whole number, such as 993",
    "int_from_float": "it has to be a whole number, such as 993",
    "float_parsing": "it has to be a number, such as 60 or 0.5",
    "float_type": "it has to be a number, such as 60 or 0.5",
    "finite_number": "it has to be a finite number",
    "bool_parsing": "it has to be true or false",
    "bool_type": "it has to be true or false",
    "greater_than": "it has to be more than {gt:g}",
    "greater_than_equal": "it has to be {ge:g} or more",
    "less_than": "it has to be less than {lt:g}",
    "less_than_equal": "it has to be {le:g} or less",
    "literal_error": "it has to be {expected}",
    "string_type": "it has to be text in quotes",
    "path_type": "it has to be a path in quotes",
    "tuple_type": "it has to be a list of texts",
    "date_type": "it has to be a day such as 2026-11-01",
    "date_parsing": "it has to be a day such as 2026-11-01",
    "date_from_datetime_parsing": "it has to be a day such as 2026-11-01",
    "date_from_datetime_inexact": "it has to be a day such as 2026-11-01, without a time",
    "model_type": "it is a section, and its settings have to be given one by one",
    "model_attributes_type": "it is a section, and its settings have to be given one by one",
    "dict_type": "it is a section, and its settings have to be given one by one",
    "string_pattern_mismatch": "a name is of small letters and figures, and begins with a letter",
}
"""What pydantic finds, in an administrator's words."""


def sentence(error: ValidationError, file: Path | None, origin: Mapping[str, str]) -> str:
    """The first fault as one sentence. It never repeats the value, which may be a secret; `origin` tells the environment's names
    of the settings that were given there."""
    first = error.errors(include_input=False, include_url=False)[0]
    path = ".".join(str(part) for part in first["loc"])
    place = _place(path, file, origin)
    if first["type"] == "extra_forbidden":
        return f"Setting {path} ({place}) is not known; docs/operating.md lists the settings."
    if first["type"] == "missing":
        return f"Setting {path} is missing in {place}; add it."
    return f"Setting {path} ({place}) is wrong: {_reason(first)}. Correct it, or leave it out; docs/operating.md explains it."


def _place(path: str, file: Path | None, origin: Mapping[str, str]) -> str:
    """Where the setting was given, or what belongs to the section."""
    names = sorted(name for key, name in origin.items() if key == path or key.startswith(f"{path}."))
    if names:
        return f"environment variable{'s' if len(names) > 1 else ''} {', '.join(names)}"
    return f"file {file}" if file else "defaults"


def _reason(fault: Any) -> str:
    wanted = _WANTED.get(fault["type"])
    if wanted is not None:
        return wanted.format(**fault.get("ctx", {}))
    said = str(fault["msg"]).removeprefix("Value error, ")
    return (said[:1].lower() + said[1:]).rstrip(".")
