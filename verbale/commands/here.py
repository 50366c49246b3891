"""The installation for which a command is run: the settings of the folder in which it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from config.settings import Settings, settings_from_here

T = TypeVar("T")


def with_settings(act: Callable[[Settings], T]) -> T:
    """What `act` returns for the settings of this folder; the log is set up as they say."""
    from config.logging import set_up_logging

    settings = settings_from_here()
    set_up_logging(settings.log_level)
    return act(settings)
