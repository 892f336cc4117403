"""Answer documents in several processes: the same bytes, in input order, in bounded memory.

Bytes travel, never models. What fails in a process is answered again in this one, so that a fault
is told at the same place and after the same output as without processes.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import attrs

from birads.cli.documents import Document, documents, limits, read_at_most, working_on

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

__all__ = ["Answer", "Job", "answers", "packets"]

_PACKET = 256
_PACKET_BYTES = 1 << 20
_WAITING = 3  # packets for each process: one at work, the others ready


@attrs.frozen
class Answer:
    """What a command writes for one document, and whether it was refused or has an error."""

    data: bytes
    bad: bool = False
    failed: bool = False


Job = Callable[[Document], Answer]


def answers(  # noqa: PLR0913 - each one decides the answers
    files: Iterable[str],
    make: Callable[..., Job],
    given: tuple[Any, ...],
    jobs: int,
    *,
    ndjson: bool,
    skip: int = 0,
    job: Job | None = None,
) -> Iterator[Answer]:
    """Yield the answer to every document but the first ``skip``, in input order.

    ``make(*given)`` returns the function that answers one; each process makes its own. ``job`` is
    that of this process, where it is made already.
    """
    job = job or make(*given)
    if jobs == 1:
        yield from map(job, islice(documents(files, ndjson=ndjson), skip, None))
        return
    from concurrent.futures import ProcessPoolExecutor  # a run of one process does without

    start = (make, given, limits().max_bytes)
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=start) as pool:
        try:
            yield from _spread(pool, packets(files, ndjson=ndjson, skip=skip), job, jobs * _WAITING)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_Packet = list[Document]
_Sent = tuple[_Packet, "Future[list[Answer]]"]


def _spread(
    pool: ProcessPoolExecutor, stream: Iterator[_Packet], job: Job, most: int
) -> Iterator[Answer]:
    waiting: deque[_Sent] = deque()
    for packet in stream:
        waiting.append((packet, pool.submit(_answer, packet)))
        if len(waiting) >= most:
            yield from _received(*waiting.popleft(), job)
    while waiting:
        yield from _received(*waiting.popleft(), job)


def _received(packet: _Packet, future: Future[list[Answer]], job: Job) -> Iterator[Answer]:
    made = iter(future.result())
    for document in packet:
        with working_on(document):
            answer = next(made, None)
            yield job(document) if answer is None else answer


def packets(files: Iterable[str], *, ndjson: bool, skip: int = 0) -> Iterator[_Packet]:
    """Yield the documents but the first ``skip`` in packets that are neither many nor large."""
    stream = islice(documents(files, ndjson=ndjson), skip, None)
    while packet := list(islice(stream, 1)):
        size = len(packet[0].data)
        while len(packet) < _PACKET and size < _PACKET_BYTES:
            following = next(stream, None)
            if following is None:
                break
            packet.append(following)
            size += len(following.data)
        yield packet


class _Process:
    """What one process answers with."""

    job: Job


def _start(make: Callable[..., Job], given: tuple[Any, ...], most: int) -> None:
    read_at_most(most)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    _Process.job = staticmethod(make(*given))


def _answer(packet: _Packet) -> list[Answer]:
    """Return the answers up to the first that fails."""
    made = []
    for document in packet:
        try:
            made.append(_Process.job(document))
        except Exception:  # noqa: BLE001 - told by the first process, which meets it again
            break
    return made
