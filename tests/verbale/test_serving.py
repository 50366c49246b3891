"""The desk behind a socket: whose word is believed on where a client is."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from config.settings import DeskSettings
from verbale.serving import config_of


@pytest.mark.parametrize(
    ("proxies", "peer", "client"),
    [
        ("127.0.0.1", "127.0.0.1", "198.51.100.7"),
        ("127.0.0.1, 192.0.2.1", "192.0.2.1", "198.51.100.7"),
        ("127.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("", "127.0.0.1", "127.0.0.1"),
    ],
)
def test_only_a_listed_proxy_is_believed_on_who_asks(proxies: str, peer: str, client: str) -> None:
    seen: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["client"][0])

    async def nothing(*_: Any) -> Any:
        return {}

    config = config_of(app, DeskSettings(proxies=proxies))
    config.load()
    headers = [(b"x-forwarded-for", b"198.51.100.7"), (b"x-forwarded-proto", b"https")]
    scope: Any = {"type": "http", "scheme": "http", "client": (peer, 1), "headers": headers}
    asyncio.run(config.loaded_app(scope, nothing, nothing))
    assert seen == [client]
