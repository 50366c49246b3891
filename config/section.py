"""What every section of the settings is made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, SecretStr


class SettingsError(Exception):
    """A setting is wrong or missing; the message is one sentence that names it and says what to do."""


class Fault(NamedTuple):
    """What is wrong with a setting, and what it has to be."""

    setting: str
    sentence: str


class WrongSettings(ValueError):
    """Settings that do not go together, each by its whole name."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{name}: {sentence}" for name, sentence in faults))


class Section(BaseModel):
    """A frozen group of settings that refuses unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def faults(self) -> Iterator[Fault]:
        """What is wrong with settings that are right one by one; told together for all sections."""
        return iter(())


def secret_in(file: Path | None, otherwise: SecretStr, setting: str) -> str:
    """The secret in the file that `setting` names, without its line end, else the other one; SettingsError if it cannot be read."""
    if file is None:
        return otherwise.get_secret_value()
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        held = setting.rpartition(".")[2].removesuffix("_file").replace("_", " ")
        raise SettingsError(
            f"{setting}: {file} cannot be read ({reason}); name a file that holds the {held}."
        ) from error
