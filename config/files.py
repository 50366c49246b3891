"""The files in which settings stand, as tables of values."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from config.section import SettingsError


def from_toml(path: Path) -> dict[str, Any]:
    """The file's values; SettingsError where it cannot be read, or is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(
            f"The settings file {path} cannot be read ({error.strerror}); name one that exists."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"The settings file {path} is not valid TOML: {error}.") from error


def from_dotenv(path: Path | None) -> dict[str, str]:
    """The variables in a `.env`, none where there is none; SettingsError where it cannot be read."""
    if path is None or not path.is_file():
        return {}
    from dotenv import dotenv_values

    try:
        return {name: value for name, value in dotenv_values(path).items() if value is not None}
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SettingsError(
            f"The settings file {path} cannot be read ({reason}); correct it or take it away."
        ) from error
