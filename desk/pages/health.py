"""Health: whether the desk and its database answer; nothing about anybody."""

from __future__ import annotations

import logging

from starlette.responses import PlainTextResponse, Response

from desk.workplace import Asked
from store import queue as store_queue
from store.database import StoreFailed

logger = logging.getLogger(__name__)


def health(asked: Asked) -> Response:
    """`ok` where the database answers, else 503."""
    try:
        with asked.at.database.reading() as session:
            store_queue.counts(session)
    except StoreFailed as trouble:
        logger.warning("health: %s", trouble.message)
        return PlainTextResponse("database unavailable\n", 503)
    return PlainTextResponse("ok\n")
