"""Answer a body: one report with one answer, or NDJSON with one line for each line."""

from __future__ import annotations

import math
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from http import HTTPStatus
from io import BytesIO
from itertools import chain, islice
from typing import TypeVar

import anyio
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from birads.cli._documents import documents_in
from birads.parsing._parse import Limits
from birads.service._answers import Answering, unreadable
from birads.service._limits import is_ndjson, media_type
from birads.service._problems import ProblemError
from birads.service._settings import Settings

__all__ = ["JSON", "NDJSON", "Work", "json_body", "line_response"]

JSON = "application/json"
NDJSON = "application/x-ndjson"
_FOREIGN = ("application/fhir", "application/dicom", "application/hl7", "x-application/hl7")
_SMALL = 32 * 1024  # bytes that are answered at once: a thread would cost more than the answer
_PACKET = 64
_WAIT_SECONDS = 0.01
_HAS_THREADS = sys.platform != "emscripten"  # Python in a browser has one
_T = TypeVar("_T")


class Work:
    """Run what takes long in threads, as many as there are slots."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.limits = Limits(max_bytes=settings.max_body)
        self._slots = threading.BoundedSemaphore(settings.concurrency)
        # The slots above bound the threads: one that outlives its request still has its slot.
        self._threads = anyio.CapacityLimiter(math.inf)

    async def run(
        self, function: Callable[[], _T], size: int | None = None, *, wait: bool = False
    ) -> _T:
        """Return what ``function`` returns; what is small is answered at once.

        An answer that has begun may ``wait`` for a slot.

        Raises:
            ProblemError: No slot is free.
        """
        if not _HAS_THREADS or (size is not None and size <= _SMALL):
            return function()
        while not self._slots.acquire(blocking=False):
            if not wait:
                detail = "Every worker is busy. Try again soon."
                raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, "busy", detail)
            await anyio.sleep(_WAIT_SECONDS)

        def held() -> _T:
            try:
                return function()
            finally:
                self._slots.release()

        return await anyio.to_thread.run_sync(held, abandon_on_cancel=True, limiter=self._threads)


async def json_body(request: Request) -> bytes:
    """Return a body that is to be JSON.

    Raises:
        ProblemError: Its type says that it is another format.
    """
    kind = media_type(request.scope)
    if kind.startswith(_FOREIGN):
        detail = f"{kind[:80]} is read by /v1/convert?to=json."
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media_type", detail)
    return await request.body()


async def line_response(request: Request, answer: Answering) -> Response:
    """Return the answer to a report, or a stream of lines to NDJSON."""
    work: Work = request.app.state.work
    data = await json_body(request)
    stream = documents_in(BytesIO(data), ndjson=is_ndjson(request.scope))
    first = list(islice(stream, 2))
    if len(first) == 1 and not is_ndjson(request.scope):
        line = await work.run(lambda: answer(first[0], work.limits), len(data))
        if line.error is not None:
            raise unreadable(line.error, file="-", line=None)
        return Response(line.data, media_type=JSON)
    _check_lines(data, work.settings.max_lines)
    lines = (answer(one, work.limits).data for one in chain(first, stream))
    stop = threading.Event()
    # The first packet is made before the status is sent: a full house is still a 503.
    made = await work.run(lambda: _packet(lines, stop))
    return StreamingResponse(_packets(work, made, lines, stop), media_type=NDJSON)


def _check_lines(data: bytes, most: int) -> None:
    if sum(1 for line in data.split(b"\n") if line.strip()) > most:
        detail = f"The body has more lines than the limit of {most}."
        raise ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_many_lines", detail)


def _packet(lines: Iterator[bytes], stop: threading.Event) -> bytes:
    made = []
    for _ in range(_PACKET):
        line = None if stop.is_set() else next(lines, None)
        if line is None:
            break
        made.append(line)
    return b"".join(made)


async def _packets(
    work: Work, data: bytes, lines: Iterator[bytes], stop: threading.Event
) -> AsyncIterator[bytes]:
    """Yield answers packet by packet; a request that was given up stops at the next line."""
    try:
        while data:
            yield data
            data = await work.run(lambda: _packet(lines, stop), wait=True)
    finally:
        stop.set()
