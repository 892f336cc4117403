"""What a connection of the service promises, whichever way its socket was made."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

from uvicorn import Config
from uvicorn.server import ServerState

from birads.service import create_app
from birads.service._connection import Connection
from birads.service._settings import Settings


async def _nodelay(protocol: int) -> int:
    """Return the option of a connection that was accepted on a socket of this protocol number."""
    config = Config(create_app(Settings()), http=Connection, ws="none", log_config=None)
    config.load()
    found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    class Seen(Connection):
        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            connected = transport.get_extra_info("socket")
            found.set_result(connected.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    with socket.socket(proto=protocol) as listening:
        listening.bind(("127.0.0.1", 0))
        server = await asyncio.get_running_loop().create_server(
            lambda: Seen(config=config, server_state=ServerState(), app_state={}), sock=listening
        )
        async with server:
            _, writer = await asyncio.open_connection(*listening.getsockname())
            option = await found
            writer.close()
            await writer.wait_closed()
    return option


def test_no_part_of_an_answer_waits_for_a_confirmation() -> None:
    """Several workers share a socket without a protocol number, which asyncio leaves as it is."""
    for protocol in (0, socket.IPPROTO_TCP):
        assert asyncio.run(_nodelay(protocol)) == 1
