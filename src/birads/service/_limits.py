"""Bound what a request may cost before any handler sees it: bytes, time, requests at once.

A handler always gets a whole body: it was counted while it came, whatever Content-Length said.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import attrs
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from birads.service._problems import ProblemError
from birads.service._settings import Settings

__all__ = ["Bounded", "header", "is_ndjson", "media_type"]

_NDJSON = frozenset({"application/x-ndjson", "application/ndjson", "application/jsonl"})
_MAX_DIGITS = 18
# A status page must answer when everything else is refused.
_ALWAYS = frozenset({"/health", "/metrics"})


def header(scope: Scope, name: bytes) -> str:
    """Return a header of a request as text, empty where it is not there."""
    found = next((value for key, value in scope["headers"] if key == name), b"")
    return bytes(found).decode("latin-1")


def media_type(scope: Scope) -> str:
    """Return the media type of a request's body in small letters, without its parameters."""
    return header(scope, b"content-type").partition(";")[0].strip().lower()


def is_ndjson(scope: Scope) -> bool:
    """Say whether the body is declared as one document per line."""
    return media_type(scope) in _NDJSON


@attrs.define
class _Held:
    """Count what is open now, so that the next request can be refused in time."""

    requests: int = 0
    size: int = 0


class Bounded:
    """Hand on requests whose body is within the limits; refuse the others with a problem."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._most_header = settings.max_header
        self._held = _Held()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if sum(len(name) + len(value) for name, value in scope["headers"]) > self._most_header:
            await _too_long()(scope, receive, send)
            return
        if scope["path"] in _ALWAYS:
            await self._app(scope, receive, send)
            return
        if self._held.requests >= self._settings.waiting:
            refusal = _busy("Too many requests are open. Try again in a moment.")
            await refusal(scope, receive, send)
            return
        self._held.requests += 1
        try:
            await self._answer(scope, receive, send)
        finally:
            self._held.requests -= 1

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        stream = is_ndjson(scope)
        seconds = self._settings.stream_seconds if stream else self._settings.seconds
        most = self._settings.max_stream if stream else self._settings.max_body
        body = _Body(self._held, self._settings.max_held, most)
        try:
            try:
                _check_declared(scope, most)
                async with asyncio.timeout(seconds):
                    whole = await body.receive(receive)
            except ProblemError as error:
                await error(scope, receive, send)
                return
            except TimeoutError:
                await _slow()(scope, receive, send)
                return
            if whole:
                await self._timed(scope, body.replay(receive), send, seconds)
        finally:
            body.release()

    async def _timed(self, scope: Scope, receive: Receive, send: Send, seconds: float) -> None:
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            async with asyncio.timeout(seconds):
                await self._app(scope, receive, noted)
        except TimeoutError:
            if started:  # half an answer is out: only a broken connection says so
                raise
            await _busy("The answer took too long.", "timeout")(scope, receive, send)


class _Body:
    """Receive a body, counted against its own limit and that of all bodies held."""

    def __init__(self, held: _Held, most_held: int, most: int) -> None:
        self._held = held
        self._most_held = most_held
        self._most = most
        self._parts: list[bytes] = []
        self._size = 0

    async def receive(self, receive: Receive) -> bool:
        """Return whether all of it came; a client that went away gets no answer."""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return False
            self._add(message.get("body", b""))
            if not message.get("more_body", False):
                return True

    def _add(self, part: bytes) -> None:
        self._size += len(part)
        self._held.size += len(part)
        if self._size > self._most:
            raise _too_large(self._most)
        if self._held.size > self._most_held:
            raise _busy("Too many bytes are held. Try again in a moment.")
        if part:
            self._parts.append(part)

    def replay(self, receive: Receive) -> Receive:
        """Return a channel that gives the whole body, then what the client does next."""
        given = False

        async def again() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            body = b"".join(self._parts)
            self._parts.clear()
            return {"type": "http.request", "body": body, "more_body": False}

        return again

    def release(self) -> None:
        """Forget the body."""
        self._held.size -= self._size
        self._parts.clear()


def _check_declared(scope: Scope, most: int) -> None:
    if header(scope, b"content-encoding").strip().lower() not in ("", "identity"):
        detail = "A compressed body is not read. Send it as it is."
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "content_encoding", detail)
    length = header(scope, b"content-length").strip()
    if length and header(scope, b"transfer-encoding"):
        # A proxy may have believed the other of the two, and have read another request.
        detail = "Content-Length and Transfer-Encoding do not go together."
        close = {"connection": "close"}
        raise ProblemError(HTTPStatus.BAD_REQUEST, "framing", detail, headers=close)
    if length.isascii() and length.isdigit() and (len(length) > _MAX_DIGITS or int(length) > most):
        raise _too_large(most)


def _too_large(most: int) -> ProblemError:
    detail = f"The body is larger than the limit of {most} bytes."
    return ProblemError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", detail, headers={"connection": "close"}
    )


def _too_long() -> ProblemError:
    return ProblemError(
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "headers", "The headers are too large."
    )


def _slow() -> ProblemError:
    detail = "The body did not come in time."
    return ProblemError(
        HTTPStatus.REQUEST_TIMEOUT, "slow_body", detail, headers={"connection": "close"}
    )


def _busy(detail: str, code: str = "busy") -> ProblemError:
    return ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, code, detail)
