"""What every section of the settings is made of."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, SecretStr


class SettingsError(Exception):
    """A setting is wrong or missing; the message is one sentence that names it and says what to do."""


class Section(BaseModel):
    """A frozen group of settings that refuses unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
