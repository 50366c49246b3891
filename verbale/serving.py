"""The review desk behind a socket: what `verbale serve` is."""

from __future__ import annotations

import logging
import signal
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from config.settings import DeskSettings, Settings
from verbale.wiring import Trouble, opened

if TYPE_CHECKING:
    from uvicorn import Config

log = logging.getLogger(__name__)


def listening(address: str, port: int) -> socket.socket:
    """A socket that listens there; Trouble where it cannot."""
    try:
        return socket.create_server(
            (address, port), family=socket.AF_INET6 if ":" in address else socket.AF_INET, backlog=128
        )
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Trouble(
            f"The desk cannot listen on {address} port {port} ({reason}): choose another desk.address or desk.port."
        ) from error


def config_of(app: Callable[..., Any], desk: DeskSettings) -> Config:
    """How uvicorn serves the desk: silent of itself, and believing of where a client is only what the listed proxies say."""
    from uvicorn import Config

    return Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(desk.proxies),
        forwarded_allow_ips=desk.proxies,
    )


def serve_desk(settings: Settings) -> None:
    """Serves the desk until SIGTERM or SIGINT."""
    import uvicorn

    with opened(settings) as house:
        desk = settings.desk
        server = uvicorn.Server(config_of(house.desk(), desk))

        def stop(_number: int, _frame: object) -> None:
            server.should_exit = True

        # uvicorn raises the signal that ended it once more for whoever listened before: us, who have workers to end.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        with listening(desk.address, desk.port) as listener:
            log.info("the desk listens on http://%s:%d", desk.address, desk.port)
            server.run(sockets=[listener])
