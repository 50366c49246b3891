"""What is wrong with the settings, a sentence each: which one, where it was set, and what it has to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from config.section import WrongSettings

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


_KEY = "[key]"
"""How pydantic says that not the value but the name of a table is wrong."""


class Wrong(NamedTuple):
    """A setting by its whole name, pydantic's word for what is wrong with it, and an administrator's."""

    setting: str
    type: str
    reason: str


def faults_of(error: ValidationError) -> list[Wrong]:
    """All that is wrong. It never repeats a value, which may be a secret."""
    found: list[Wrong] = []
    for fault in error.errors(include_input=False, include_url=False):
        raised = fault.get("ctx", {}).get("error")
        if isinstance(raised, WrongSettings):
            found.extend(Wrong(one.setting, "together", one.sentence) for one in raised.faults)
        else:
            path = ".".join(str(part) for part in fault["loc"] if part != _KEY)
            found.append(Wrong(path, fault["type"], _reason(fault)))
    return found


def without(values: Mapping[str, Any], found: Sequence[Wrong]) -> dict[str, Any]:
    """The values without the wrong ones, so that the others can be looked at together."""
    wrong = {one.setting for one in found}

    def is_wrong(setting: str, value: object) -> bool:
        inside = not isinstance(value, dict) and any(one.startswith(f"{setting}.") for one in wrong)  # of a list
        return setting in wrong or inside

    def kept(table: Mapping[str, Any], before: str) -> dict[str, Any]:
        return {
            name: kept(value, f"{before}{name}.") if isinstance(value, dict) else value
            for name, value in table.items()
            if not is_wrong(f"{before}{name}", value)
        }

    return kept(values, "")


def with_later(found: Sequence[Wrong], later: Sequence[Wrong]) -> list[Wrong]:
    """What was found, and of what was found later all that does not come of it: of a section of which the kind is wrong nothing."""
    wrong = {one.setting for one in found}
    told = wrong | {section for section, _, name in (one.rpartition(".") for one in wrong) if name == "kind"}
    return [*found, *(one for one in later if not {one.setting, one.setting.rpartition(".")[0]} & told)]


def told(found: Sequence[Wrong], place: Callable[[str], str]) -> str:
    """A sentence for each; `place` tells where a setting was given, nothing where nowhere."""
    sentences = [_sentence(one, place(one.setting)) for one in found]
    if len(sentences) == 1:
        return sentences[0]
    return "\n  ".join([f"{len(sentences)} settings are wrong:", *sentences])


def _sentence(one: Wrong, place: str) -> str:
    if one.type == "extra_forbidden":
        return f"Setting {one.setting} ({place}) is not known; docs/operating.md lists the settings."
    if one.type == "missing":
        return f"Setting {one.setting} is missing in {place}; add it."
    if not place:
        variable = f"VERBALE_{one.setting}".replace(".", "_").upper()
        return f"Setting {one.setting} is missing: {one.reason}. Set {variable}, or name it in verbale.toml."
    return f"Setting {one.setting} ({place}) is wrong: {one.reason}. Correct it, or leave it out; docs/operating.md explains it."


def _reason(fault: Any) -> str:
    wanted = _WANTED.get(fault["type"])
    if wanted is not None:
        return wanted.format(**fault.get("ctx", {}))
    said = str(fault["msg"]).removeprefix("Value error, ")
    return (said[:1].lower() + said[1:]).rstrip(".")
