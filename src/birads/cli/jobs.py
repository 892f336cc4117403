"""Answer documents in several processes: the same bytes, in input order, in bounded memory.

Bytes travel, and values that are as small, never models. What fails in a process is answered again
in this one, so that a fault is told at the same place and after the same output as without
processes. Where a process is killed, what it had not answered is answered by others, once.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from multiprocessing import parent_process
from threading import Thread
from typing import Any, TypeVar

import attrs

from birads.cli.documents import Document, documents, limits, read_at_most, working_on

__all__ = ["Answer", "Job", "answers", "in_packets", "packets", "spread"]

_In = TypeVar("_In")
_Out = TypeVar("_Out")

_PACKET = 256
_PACKET_BYTES = 1 << 20
_WAITING = 3  # packets for each process: one at work, the others ready
_TRIES = 2  # how often a packet is given to others after a process was killed


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
    crew = _Crew(jobs, (make, given, limits().max_bytes))
    try:
        for packet, made in crew.answered(stream):
            for place, each in enumerate(packet):
                with about(each):
                    yield made[place] if place < len(made) else job(each)
    finally:
        crew.end()


@attrs.define(eq=False)
class _Sent:
    packet: list[Any]
    future: Future[list[Any]]
    tries: int = 0


class _Crew:
    """Several processes, and the packets that they have not answered yet, in order."""

    def __init__(self, jobs: int, start: tuple[Any, ...]) -> None:
        self._jobs = jobs
        self._start = start
        self._pool = self._begun()
        self._waiting: deque[_Sent] = deque()

    def _begun(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._jobs, initializer=_start, initargs=self._start)

    def end(self) -> None:
        """Let no process go on."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def answered(self, stream: Iterable[list[Any]]) -> Iterator[tuple[list[Any], list[Any]]]:
        """Yield each packet with its answers, up to the first that failed."""
        for packet in stream:
            self._waiting.append(_Sent(packet, self._sent(packet)))
            if len(self._waiting) >= self._jobs * _WAITING:
                yield self._first()
        while self._waiting:
            yield self._first()

    def _sent(self, packet: list[Any]) -> Future[list[Any]]:
        try:
            return self._pool.submit(_answer, packet)
        except BrokenExecutor:
            self._again()
            return self._pool.submit(_answer, packet)

    def _first(self) -> tuple[list[Any], list[Any]]:
        while True:
            sent = self._waiting[0]
            try:
                made = sent.future.result()
            except BrokenExecutor:
                sent.tries += 1
                if sent.tries > _TRIES:
                    raise
                self._again()
            else:
                self._waiting.popleft()
                return sent.packet, made

    def _again(self) -> None:
        """Give what is not answered to new processes, after one of the old was killed."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._begun()
        for sent in self._waiting:
            if not sent.future.done() or sent.future.cancelled() or sent.future.exception():
                sent.future = self._pool.submit(_answer, sent.packet)


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


class _Process:
    """What one process answers with."""

    job: Callable[[Any], Any]


def _start(make: Callable[..., Callable[[Any], Any]], given: tuple[Any, ...], most: int) -> None:
    read_at_most(most)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    Thread(target=_end_with, args=(parent_process(),), daemon=True).start()
    _Process.job = staticmethod(make(*given))


def _end_with(first: Any) -> None:
    """End this process where the first one was killed, which cannot end it any more."""
    if first is not None:
        first.join()
        os._exit(1)


def _answer(packet: list[Any]) -> list[Any]:
    """Return the answers up to the first that fails."""
    made = []
    for each in packet:
        try:
            made.append(_Process.job(each))
        except Exception:  # noqa: BLE001 - told by the first process, which meets it again
            break
    return made
