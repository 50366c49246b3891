"""Files: attachments as they arrived, to be saved, never shown."""

from __future__ import annotations

import hashlib
import logging
import re
import unicodedata
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response

from desk.overlay import PictureFailed
from desk.pages.pictures import found
from desk.workplace import Asked

logger = logging.getLogger(__name__)

LONGEST_NAME = 150
"""Characters of a file's name that are handed on."""


def attachment(asked: Asked) -> Response:
    """One attachment's bytes; 404 where there is no such attachment, 503 where its bytes could not be taken out."""
    message, stored = found(asked)
    index = asked.number("attachment")
    if index >= len(stored.reading.attachments):
        raise HTTPException(404)
    wanted = stored.reading.attachments[index]
    try:
        data = asked.at.attachment_of(message.id, wanted.path)
    except PictureFailed as trouble:
        logger.warning("attachment %d of message %d was not taken out: %s", index, message.id, type(trouble).__name__)
        raise HTTPException(503) from trouble
    if hashlib.sha256(data).hexdigest() != wanted.sha256:
        logger.error("attachment %d of message %d is not the one that was read; read it again", index, message.id)
        raise HTTPException(503)
    spare = f"{asked.at.reference(message.received_at, message.id)}-{index + 1}"
    headers = {"Content-Disposition": disposition(wanted.path, spare)}
    return Response(data, media_type="application/octet-stream", headers=headers)


def disposition(path: str, spare: str) -> str:
    """The header that has a browser save the file under its own name (RFC 6266); `spare` for programs that read ASCII only.

    Of a nested path the last file counts; characters that steer terminals, folders or directions are left out."""
    name = "".join(
        letter
        for letter in path.rpartition("!")[2]
        if unicodedata.category(letter)[0] != "C" and letter not in '/\\:*?"<>|'
    )
    stem, dot, ending = name.rpartition(".")
    ending = ending if dot and re.fullmatch("[A-Za-z0-9]{1,8}", ending) else ""
    name = (stem if ending else name)[: LONGEST_NAME - 9].strip(" .") or spare
    behind = f".{ending}" if ending else ""
    return f"attachment; filename=\"{spare}{behind}\"; filename*=UTF-8''{quote(name + behind, safe='')}"
