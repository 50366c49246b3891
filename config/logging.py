"""Logging for the front door: one line an event on standard error; of messages, never of people."""

from __future__ import annotations

import logging
import sys

QUIET = (
    "apscheduler",
    "imapclient",
    "uvicorn.access",
    "mail.log",
    "alembic",
    "PIL",
    "httpx",
    "httpcore",
    "msal",
    "urllib3",
)
"""Loggers of libraries that speak of every step, some of them of addresses."""


def set_up_logging(level: str) -> None:
    """Logs of `level` and above go to standard error from here on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
