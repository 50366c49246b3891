"""Papers: the attachments with what is shown of them, pages or text, and the places of what was read."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desk.marks import Run, marked
from desk.overlay import DPI, PagePicture, PictureFailed, Shape, size_in_points, widened
from desk.paths import field_anchor, is_uncertain, mark_anchor, own_names
from desk.transcript import Passage, passages
from desk.wording import path_name
from domain.reading import Attachment, Reading

logger = logging.getLogger(__name__)

SHOWN = 3
"""Pages shown with the submission; further ones are a click away, unless a value was read on them."""
MOST = 16
"""Pages shown at most, also where values were read on more."""
Render = Callable[[Attachment, int], bytes]
"""A page of an attachment as PNG at DPI; may raise."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One attachment with its pages as pictures, or its text as passages; `others` are pages not shown at once; `quotes` what
    was read in it and can be seen on neither."""

    index: int
    anchor: str
    attachment: Attachment
    pages: tuple[PagePicture, ...]
    others: tuple[int, ...]
    quotes: tuple[tuple[str, str, str], ...]
    """Field's anchor, field's name, text as read."""
    passages: tuple[Passage, ...]
    marks: frozenset[str]
    """Anchors of the marks in the passages."""
    name: str
    """The file's own name, without what it lay in."""


def papers(reading: Reading, render: Render) -> Iterator[Paper]:
    """Every attachment in its order, with the pictures of its pages that could be made."""
    read_on = {
        (piece.attachment, piece.page)
        for evidence in reading.submission.evidence.values()
        for piece in evidence
        if piece.page is not None
    }
    room = MOST
    plain = SHOWN
    for index, attachment in enumerate(reading.attachments):
        pages: list[PagePicture] = []
        others: list[int] = []
        failed = False
        for number in range(1, (attachment.pages or 0) + 1):
            needed = (attachment.path, number) in read_on
            if failed or room == 0 or not (needed or plain > 0):
                others.append(number)
                continue
            room, plain = room - 1, plain - 1
            picture = _page(reading, index, number, render)
            failed = picture.sentence is not None
            pages.append(picture)
        runs = [*_runs(attachment, reading)]
        marks = frozenset(anchor for run in runs for anchor in run.anchors)
        quotes = tuple(
            (field_anchor(path), path_name(path), piece.text)
            for path, evidence in reading.submission.evidence.items()
            for place, piece in enumerate(evidence)
            if piece.attachment in own_names(attachment.path) and mark_anchor(path, place) not in marks
        )
        hidden = not pages or failed
        yield Paper(
            index=index,
            anchor=f"attachment-{index}",
            attachment=attachment,
            pages=tuple(pages),
            others=tuple(others),
            quotes=quotes if hidden else (),
            passages=passages(runs),
            marks=marks,
            name=attachment.path.rpartition("!")[2],
        )


def _runs(attachment: Attachment, reading: Reading) -> Iterator[Run]:
    if attachment.text:
        yield from marked(attachment.text, own_names(attachment.path), reading)


def page(reading: Reading, index: int, number: int, render: Render) -> PagePicture:
    """One page of one attachment with the boxes read on it; LookupError where there is no such page."""
    if not 0 <= index < len(reading.attachments):
        raise LookupError(f"attachment {index}")
    pages = reading.attachments[index].pages
    if pages is None or not 1 <= number <= pages:
        raise LookupError(f"page {number}")
    return _page(reading, index, number, render)


def _page(reading: Reading, index: int, number: int, render: Render) -> PagePicture:
    attachment = reading.attachments[index]
    name = f"page-{index}-{number}"
    try:
        width, height = size_in_points(render(attachment, number), DPI)
    except PictureFailed as trouble:
        logger.warning(
            "no picture of page %d of attachment %s: %s", number, attachment.sha256[:12], type(trouble).__name__
        )
        return PagePicture(name, index, number, sentence=f"Page {number} could not be shown as a picture.")
    shapes = [
        Shape(
            anchor=mark_anchor(path, place),
            field=field_anchor(path),
            box=widened(piece.box),
            sure=not is_uncertain(path, reading.submission.uncertain),
            title=f"{path_name(path)}: {piece.text}",
        )
        for path, evidence in reading.submission.evidence.items()
        for place, piece in enumerate(evidence)
        if piece.attachment == attachment.path and piece.page == number and piece.box is not None
    ]
    # The larger ones first: what is drawn later lies above and can be reached.
    shapes.sort(key=lambda shape: (shape.box[2] - shape.box[0]) * (shape.box[3] - shape.box[1]), reverse=True)
    return PagePicture(name, index, number, width, height, shapes=tuple(shapes))
