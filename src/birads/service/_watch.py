"""Log and count every request, and answer a fault of the program without telling what was sent.

A line of the log holds the method, the route, the status, sizes, the time and a number of the
request: never a body, a value of a header, a query or a part of a path, which may hold identity.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import time
import traceback
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import attrs
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from birads.service._metrics import Metrics
from birads.service._problems import ProblemError

__all__ = ["LOGGER", "Watched", "fault", "route_of"]

LOGGER = logging.getLogger("birads.service")
_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
_GONE = 499  # the client went away before an answer; nobody sees this number but the log
_FRAMES = 3


@attrs.define
class _Seen:
    """What was seen of one request."""

    number: str
    start: float = attrs.field(factory=time.perf_counter)
    status: int = 0
    received: int = 0
    sent: int = 0
    done: bool = False


def route_of(scope: Scope) -> str:
    """Return the route that answered, with the names of its variables instead of their values."""
    route = scope.get("birads.route") or getattr(scope.get("route"), "path", None)
    return route if isinstance(route, str) else "(none)"


class Watched:
    """Stand around the whole service."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, and say afterwards what it was."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen = _Seen(secrets.token_hex(8))
        scope.setdefault("state", {})["birads.request"] = seen.number
        self._metrics.open += 1
        try:
            await self._guarded(scope, _counted(receive, seen), _marked(send, seen), seen)
        finally:
            self._metrics.open -= 1
            self._tell(scope, seen)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send, seen: _Seen) -> None:
        try:
            await self._app(scope, receive, send)
        except asyncio.CancelledError:
            raise
        except ProblemError as error:
            await error(scope, receive, send)
        except Exception as error:  # noqa: BLE001 - the last place where a fault can be answered
            told = json.dumps({"request": seen.number, "fault": _where(error)})
            LOGGER.error(told)  # noqa: TRY400 - a traceback may quote what was sent
            if seen.done:
                return
            if seen.status:  # half an answer is out: only a broken connection says so
                raise ConnectionAbortedError("The answer broke off.") from None
            await fault(scope)(scope, receive, send)

    def _tell(self, scope: Scope, seen: _Seen) -> None:
        seconds = time.perf_counter() - seen.start
        method = scope["method"] if scope["method"] in _METHODS else "(other)"
        labels = (method, route_of(scope), seen.status or _GONE)
        self._metrics.add(labels, seconds, seen.received, seen.sent)
        line: dict[str, Any] = {
            "request": seen.number,
            "method": method,
            "route": labels[1],
            "status": labels[2],
            "received": seen.received,
            "sent": seen.sent,
            "ms": round(seconds * 1000, 2),
        }
        line |= scope["state"].get("birads.log", {})
        LOGGER.info(json.dumps(line))


def fault(scope: Scope) -> ProblemError:
    """Return the answer to a fault of the program, by the number that the log has for it."""
    number = scope["state"]["birads.request"]
    detail = f"A fault of the program. The log names it as request {number}."
    return ProblemError(HTTPStatus.INTERNAL_SERVER_ERROR, "fault", detail)


def _where(error: Exception) -> list[str]:
    """Return the kind of a fault and its places in the program: its message may quote a body."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames]
    return [type(error).__name__, *places]


def _counted(receive: Receive, seen: _Seen) -> Receive:
    async def counted() -> Message:
        message = await receive()
        seen.received += len(message.get("body", b""))
        return message

    return counted


def _marked(send: Send, seen: _Seen) -> Callable[[Message], Any]:
    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            seen.status = message["status"]
            number = (b"request-id", seen.number.encode())
            message = {**message, "headers": [*message.get("headers", ()), number]}
        elif message["type"] == "http.response.body":
            seen.sent += len(message.get("body", b""))
            seen.done = not message.get("more_body", False)
        await send(message)

    return marked
