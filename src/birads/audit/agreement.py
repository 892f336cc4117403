"""Measure agreement by Cohen's kappa, plain and weighted, with intervals from statsmodels.

Source: Cohen J. Educ Psychol Meas 1960;20:37-46, and Psychol Bull 1968;70:213-220; variance of
Fleiss, Cohen and Everitt (Psychol Bull 1969;72:323-327) as ``statsmodels`` computes it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import attrs

from birads.audit.intervals import Interval
from birads.issue import MissingExtra

__all__ = ["Agreement", "Weights", "kappa"]

_FEWEST_WORDS = 2


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

    Raises:
        MissingExtra: statsmodels is not installed.
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
    try:
        import numpy as np
        from statsmodels.stats.inter_rater import cohens_kappa
    except ImportError as error:
        raise MissingExtra("audit", error.name or "statsmodels") from None
    with np.errstate(all="ignore"):
        wt = None if out.weights is Weights.NONE else out.weights.value
        result = cohens_kappa(np.asarray(out.table, dtype=float), wt=wt)
    value, low, high = (float(result[name]) for name in ("kappa", "kappa_low", "kappa_upp"))
    if not math.isfinite(value):
        return attrs.evolve(out, reason="the table leaves no room for agreement by chance")
    if not math.isfinite(low) or not low < high:
        return attrs.evolve(out, value=value, reason="every pair agrees, which gives no spread")
    return attrs.evolve(out, value=value, interval=Interval(low, high))
