"""Let several processes answer packets of documents, and lose nothing where one is killed.

What a killed process had not answered is answered by others, once.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing import parent_process
from threading import Thread
from typing import Any

import attrs

from birads.cli._documents import read_at_most

__all__ = ["Crew"]

_WAITING = 3  # packets for each process: one at work, the others ready
_TRIES = 2  # how often a packet is given to others after a process was killed


@attrs.define(eq=False)
class _Sent:
    packet: list[Any]
    future: Future[list[Any]]
    tries: int = 0


class Crew:
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
