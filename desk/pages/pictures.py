"""Pictures: pages of attachments, with the boxes of what was read on them."""

from __future__ import annotations

import logging

from starlette.exceptions import HTTPException
from starlette.responses import Response

from desk.overlay import PictureFailed
from desk.papers import page as page_of
from desk.workplace import Asked
from store import messages, submissions
from store.messages import MessageFactsRow
from store.submissions import Stored

logger = logging.getLogger(__name__)


def picture(asked: Asked) -> Response:
    """One page as PNG; 404 where there is no such page, 503 where no picture could be made."""
    message, stored = found(asked)
    index, number = asked.number("attachment"), asked.number("page")
    attachments = stored.reading.attachments
    if index >= len(attachments) or not 1 <= number <= (attachments[index].pages or 0):
        raise HTTPException(404)
    try:
        png = asked.at.picture(message.id, attachments[index], number)
    except PictureFailed as trouble:
        logger.warning("no picture of page %d of message %d: %s", number, message.id, type(trouble).__name__)
        raise HTTPException(503, "This page could not be made into a picture.") from trouble
    return Response(png, media_type="image/png")


def page(asked: Asked) -> Response:
    """One page on a page of its own."""
    message, stored = found(asked)
    index = asked.number("attachment")
    try:
        made = page_of(
            stored.reading,
            index,
            asked.number("page"),
            lambda attachment, number: asked.at.picture(message.id, attachment, number),
        )
    except LookupError as missing:
        raise HTTPException(404) from missing
    return asked.render(
        "page.html",
        number=message.id,
        home=f"/submissions/{message.id}",
        reference=asked.at.reference(message.received_at, message.id),
        attachment=stored.reading.attachments[index],
        picture=made,
    )


def found(asked: Asked) -> tuple[MessageFactsRow, Stored]:
    """The message of the address and its latest reading; 404 where there is none."""
    with asked.at.database.reading() as session:
        message, stored = (
            messages.get(session, asked.number("number")),
            submissions.latest(session, asked.number("number")),
        )
    if message is None or stored is None:
        raise HTTPException(404)
    return message, stored
