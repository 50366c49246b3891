"""What a server of ours says of clients that were killed is no news here; all other trouble is told."""

from __future__ import annotations

import logging
import ssl


class _OfTheLiving(logging.Filter):
    """Holds back what is told of a client that hung up."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        while error is not None:
            if isinstance(error, ConnectionError | ssl.SSLError):
                return False
            error = error.__cause__ or error.__context__
        return True


_ONE = _OfTheLiving()


def hush() -> None:
    """From now on aiosmtpd and its loop say nothing of clients that hung up."""
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd finds fault with itself at every sign-in
    for name in ("mail.log", "asyncio"):
        logging.getLogger(name).addFilter(_ONE)
