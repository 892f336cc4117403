"""Measure contenders in turn, in short batches, so that a machine that slows down slows all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

__all__ = ["Contender", "contest"]

_BATCH_SECONDS = 0.001
ROUNDS = 100

Contender = tuple[Callable[[Any], object], Iterator[Any]]
"""What is run, and an endless stream of what it is run on: fresh items, or the same again."""


def contest(contenders: dict[str, Contender], rounds: int | None = None) -> dict[str, float]:
    """Return the seconds per item of each contender: the 10th percentile of its batches.

    There are no more rounds than ``ROUNDS``. A batch of about a millisecond fits between two
    interruptions; items are made before it.
    """
    sizes = {name: _size(run, items) for name, (run, items) in contenders.items()}
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(min(rounds or ROUNDS, ROUNDS)):
        for name, (run, items) in contenders.items():
            times[name].append(_batch(run, [next(items) for _ in range(sizes[name])]))
    return {name: sorted(values)[len(values) // 10] for name, values in times.items()}


def _batch(run: Callable[[Any], object], items: list[Any]) -> float:
    start = time.process_time()  # of the processor, so that other work does not count
    for item in items:
        run(item)
    return (time.process_time() - start) / len(items)


def _size(run: Callable[[Any], object], items: Iterator[Any]) -> int:
    """Return how many items make a batch, after what is made on first use was made."""
    run(next(items))
    seconds = _batch(run, [next(items)])
    if seconds < _BATCH_SECONDS:  # a first look is rough: look again at several
        seconds = _batch(run, [next(items) for _ in range(5)])
    return max(1, min(50, int(_BATCH_SECONDS / seconds)))
