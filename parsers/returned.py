"""Returned mail without a form that is agreed on: whom its words say it did not reach, as flufl.bounce knows the words."""

from __future__ import annotations

import logging
import re
from email import message_from_bytes
from email.message import Message

_LONGEST = 32 * 1024
"""Bytes that are looked at: mail systems say what happened first, and give the mail back below."""
_WIDEST = 320
"""Characters of a line that are looked at: some of the expressions take time that grows with the line's square and more."""
_MOST_PARTS = 50
"""Parts that are looked at: nested a thousandfold, they keep the standard library's parser busy for seconds."""
_ADDRESS = re.compile(r"[!#-'*+./0-9=?A-Z^-~-]{1,64}@[A-Za-z0-9.-]{1,253}")


def unreached(raw: bytes) -> tuple[str, ...]:
    """The addresses in small letters that returned mail says it failed for good to reach; none where it is not understood."""
    from flufl.bounce import scan_message

    logging.getLogger("flufl.bounce").disabled = True  # its traceback would quote what it read
    beginning = raw[:_LONGEST]
    if beginning.lower().count(b"content-type") > _MOST_PARTS:
        return ()
    try:
        found = scan_message(_bounded(beginning))
    except MemoryError:
        raise
    except Exception:  # it, and the standard library's parser, raise many things on damaged mail: a person reads that
        return ()
    addresses = {one.decode("ascii", "replace").strip("<> \t").lower() for one in found}
    return tuple(sorted(one for one in addresses if _ADDRESS.fullmatch(one)))


def _bounded(beginning: bytes) -> Message:
    """The mail system's own words: decoded, in lines that are not long, without the mail that is given back."""
    message = message_from_bytes(beginning)
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_type() == "message/delivery-status":
            continue
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += [inner for inner in part.get_payload() if isinstance(inner, Message)]
            continue
        own = part.get_content_maintype() == "text" and part.get_content_subtype() in ("plain", "html")
        data = part.get_payload(decode=True) if own else b""
        text = data.decode("ascii", "replace") if isinstance(data, bytes) else ""
        del part["content-transfer-encoding"]
        part.set_payload("\n".join(line[:_WIDEST] for line in text.splitlines()))
    return message
