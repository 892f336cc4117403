"""Hold a connection to its time and number: one that sends nothing must not keep its place."""

from __future__ import annotations

import asyncio
import socket
from http import HTTPStatus
from typing import Any

import h11
from starlette.responses import Response
from uvicorn.protocols.http.h11_impl import H11Protocol

from birads.service._guard import SAFE_HEADERS
from birads.service._problems import problem

__all__ = ["Connection"]

_HEADER_SECONDS = 10.0
_BEYOND = 2  # times the limit of connections: from there one is refused before it asks
_CLOSE = {"connection": "close", **SAFE_HEADERS}
_FULL = problem(503, "busy", "Too many connections are open. Try again in a moment.", _CLOSE)
_NOT_HTTP = problem(400, "http", "This is no request of HTTP/1.1.", _CLOSE)


def _written(answer: Response) -> bytes:
    """Return an answer as it goes over the wire, where no request was read."""
    status = HTTPStatus(answer.status_code)
    lines = [f"HTTP/1.1 {status.value} {status.phrase}".encode()]
    lines += [name + b": " + value for name, value in answer.raw_headers]
    return b"\r\n".join([*lines, b"", bytes(answer.body)])


def _send_at_once(transport: Any) -> None:
    """Let no part of an answer wait until the one before it is confirmed.

    Several workers share a socket for which asyncio does not do so by itself: every answer on a
    connection that is kept would then wait for the 40 ms of a delayed confirmation.
    """
    connected = transport.get_extra_info("socket")
    if connected is not None and connected.family in (socket.AF_INET, socket.AF_INET6):
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class Connection(H11Protocol):
    """Close a connection whose request line and headers do not come in time.

    What is refused before any handler sees it is refused with a problem as well.
    """

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Start the clock, or refuse where there are too many connections."""
        super().connection_made(transport)
        _send_at_once(transport)
        # The server's own refusal is no problem document and does not say when to come again.
        most, self.limit_concurrency = self.limit_concurrency, None
        if most is not None and len(self.connections) > most * _BEYOND:
            transport.write(_written(_FULL))
            transport.close()
            return
        if most is not None and len(self.connections) > most:
            self.app = _FULL
        self._watch()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - the signature of the server
        """Refuse what is no request."""
        self.conn.send(h11.Response(status_code=400, headers=_NOT_HTTP.raw_headers))
        self.transport.write(_written(_NOT_HTTP))
        self.transport.close()

    def data_received(self, data: bytes) -> None:
        """Read on; the clock runs while headers are incomplete."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self._watch()
        else:
            self._unwatch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._unwatch()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(_HEADER_SECONDS, self._close)

    def _unwatch(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _close(self) -> None:
        self._late = None
        if not self.transport.is_closing():
            self.transport.close()
