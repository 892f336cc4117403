"""Measure agreement by Cohen's kappa, plain and weighted, with its interval.

Source: Cohen J. Educ Psychol Meas 1960;20:37-46, and Psychol Bull 1968;70:213-220; variance of
Fleiss, Cohen and Everitt (Psychol Bull 1969;72:323-327). A test compares with ``statsmodels``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from statistics import NormalDist
from typing import Any

import attrs

from birads.audit._intervals import LEVEL, Interval

__all__ = ["Agreement", "Weights", "kappa"]

_FEWEST_WORDS = 2
_NO_SPREAD = 1e-9


class Weights(StrEnum):
    """How much a disagreement weighs by its distance; only where words have an order."""

    NONE = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


@attrs.frozen
class Agreement:
    """Hold the table of two readings and its kappa, or the reason why there is none."""

    first: str
    second: str
    labels: tuple[str, ...]
    table: tuple[tuple[int, ...], ...]
    weights: Weights
    value: float | None = None
    interval: Interval | None = None
    reason: str | None = None

    @property
    def n(self) -> int:
        """The number of pairs."""
        return sum(sum(row) for row in self.table)

    @property
    def same(self) -> int:
        """The number of pairs that agree."""
        return sum(row[number] for number, row in enumerate(self.table))

    def text(self) -> str:
        """Return kappa with its interval, or the reason why there is none."""
        if self.value is None:
            return f"not computable: {self.reason}"
        if self.interval is None:
            return f"{self.value:.2f} (no interval: {self.reason})"
        return f"{self.value:.2f} ({self.interval.low:.2f} to {self.interval.high:.2f})"

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        out: dict[str, Any] = {
            "first": self.first,
            "second": self.second,
            "labels": list(self.labels),
            "table": [list(row) for row in self.table],
            "weights": self.weights.value,
            "n": self.n,
            "same": self.same,
        }
        if self.value is not None:
            out["kappa"] = self.value
        if self.interval is not None:
            return out | {"interval": [self.interval.low, self.interval.high]}
        return out | {"not_computable": self.reason}


def kappa(
    first: str,
    second: str,
    pairs: Mapping[tuple[str, str], int],
    order: Sequence[str],
    weights: Weights = Weights.NONE,
    *,
    minimum: int = 1,
) -> Agreement:
    """Return the agreement of two readings, counted by the pair of words that they gave.

    ``order`` gives the words from one end of the scale to the other; words that nobody used are
    left out of a plain kappa and kept in a weighted one, where the distance counts.
    """
    used = {word for pair in pairs for word in pair}
    labels = tuple(word for word in order if weights is not Weights.NONE or word in used)
    place = {word: number for number, word in enumerate(labels)}
    rows = [[0] * len(labels) for _ in labels]
    for (one, other), count in pairs.items():
        rows[place[one]][place[other]] += count
    out = Agreement(first, second, labels, tuple(map(tuple, rows)), weights)
    if out.n < max(minimum, 1):
        few = "nobody read a lesion twice" if not out.n else f"too few pairs ({out.n})"
        return attrs.evolve(out, reason=few)
    if len(used) < _FEWEST_WORDS:
        return attrs.evolve(out, reason="both gave every lesion the same one word")
    return _computed(out)


def _computed(out: Agreement) -> Agreement:
    seen = _shares(out.table)
    first = [sum(row) for row in seen]
    second = [sum(column) for column in zip(*seen, strict=True)]
    weight = _agreement(len(out.labels), out.weights)
    places = [(i, j) for i in range(len(first)) for j in range(len(first))]
    expected = sum(weight[i][j] * first[i] * second[j] for i, j in places)
    if math.isclose(expected, 1):
        return attrs.evolve(out, reason="the table leaves no room for agreement by chance")
    observed = sum(weight[i][j] * seen[i][j] for i, j in places)
    value = (observed - expected) / (1 - expected)
    by_row = [sum(w * share for w, share in zip(row, second, strict=True)) for row in weight]
    by_column = [sum(weight[i][j] * first[i] for i in range(len(first))) for j in range(len(first))]
    spread = sum(
        seen[i][j] * (weight[i][j] - (by_row[i] + by_column[j]) * (1 - value)) ** 2
        for i, j in places
    )
    variance = (spread - (value - expected * (1 - value)) ** 2) / ((1 - expected) ** 2 * out.n)
    reach = NormalDist().inv_cdf((1 + LEVEL) / 2) * math.sqrt(max(variance, 0))
    if reach <= _NO_SPREAD:
        return attrs.evolve(out, value=value, reason="every pair agrees, which gives no spread")
    return attrs.evolve(out, value=value, interval=Interval(value - reach, value + reach))


def _shares(table: tuple[tuple[int, ...], ...]) -> list[list[float]]:
    total = sum(map(sum, table))
    return [[count / total for count in row] for row in table]


def _agreement(size: int, weights: Weights) -> list[list[float]]:
    """Return how far two words agree: 1 for the same, 0 for the ends of the scale."""
    if weights is Weights.NONE:
        return [[float(i == j) for j in range(size)] for i in range(size)]
    power = 1 if weights is Weights.LINEAR else 2
    return [[1 - (abs(i - j) / (size - 1)) ** power for j in range(size)] for i in range(size)]
