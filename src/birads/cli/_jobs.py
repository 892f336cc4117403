"""Answer documents in several processes: the same bytes, in input order, in bounded memory.

Bytes travel, and values that are as small, never models. What fails in a process is answered again
in this one, so that a fault is told at the same place and after the same output as without
processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from typing import Any, TypeVar

import attrs

from birads.cli._documents import Document, documents, limits, working_on

__all__ = ["Answer", "Job", "answers", "in_packets", "packets", "spread"]

_In = TypeVar("_In")
_Out = TypeVar("_Out")

_PACKET = 256
_PACKET_BYTES = 1 << 20


@attrs.frozen
class Answer:
    """What a command writes for one document, and whether it was refused or has an error."""

    data: bytes
    bad: bool = False
    failed: bool = False


Job = Callable[[Document], Answer]


def answers(  # noqa: PLR0913 - each one decides the answers
    files: Iterable[str],
    make: Callable[..., Callable[[Document], _Out]],
    given: tuple[Any, ...],
    jobs: int,
    *,
    ndjson: bool,
    skip: int = 0,
    job: Callable[[Document], _Out] | None = None,
) -> Iterator[_Out]:
    """Yield the answer to every document but the first ``skip``, in input order.

    ``make(*given)`` returns the function that answers one; each process makes its own. ``job`` is
    that of this process, where it is made already.
    """
    job = job or make(*given)
    if jobs == 1:
        yield from map(job, islice(documents(files, ndjson=ndjson), skip, None))
        return
    stream = packets(files, ndjson=ndjson, skip=skip)
    yield from spread(stream, make, given, jobs, job=job, about=working_on)


def spread(
    stream: Iterable[list[_In]],
    make: Callable[..., Callable[[_In], _Out]],
    given: tuple[Any, ...],
    jobs: int,
    *,
    job: Callable[[_In], _Out] | None = None,
    about: Callable[[_In], AbstractContextManager[object]] = nullcontext,
) -> Iterator[_Out]:
    """Yield what is answered to everything in the packets of a stream, in its order.

    ``about`` names the thing that is worked on, for the message of a fault.
    """
    job = job or make(*given)
    if jobs == 1:
        for packet in stream:
            for each in packet:
                with about(each):
                    yield job(each)
        return
    from birads.cli._crew import Crew  # a run of one process does without

    crew = Crew(jobs, (make, given, limits().max_bytes))
    try:
        for packet, made in crew.answered(stream):
            for place, each in enumerate(packet):
                with about(each):
                    yield made[place] if place < len(made) else job(each)
    finally:
        crew.end()


def packets(files: Iterable[str], *, ndjson: bool, skip: int = 0) -> Iterator[list[Document]]:
    """Yield the documents but the first ``skip`` in packets that are neither many nor large."""
    stream = islice(documents(files, ndjson=ndjson), skip, None)
    return in_packets(stream, lambda document: len(document.data))


def in_packets(stream: Iterator[_In], size_of: Callable[[_In], int]) -> Iterator[list[_In]]:
    """Yield what a stream holds in packets that are neither many nor large."""
    while packet := list(islice(stream, 1)):
        size = size_of(packet[0])
        while len(packet) < _PACKET and size < _PACKET_BYTES:
            following = next(stream, None)
            if following is None:
                break
            packet.append(following)
            size += size_of(following)
        yield packet
