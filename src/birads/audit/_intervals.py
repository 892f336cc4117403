"""Give a share its exact and its Wilson interval, both from SciPy, or say why there is none.

Sources: Clopper CJ, Pearson ES. Biometrika 1934;26:404-413. Wilson EB. J Am Stat Assoc
1927;22:209-212. The library computes both (``scipy.stats.binomtest``); nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import attrs

from birads.issue import MissingExtra

__all__ = ["LEVEL", "Interval", "Share", "share"]

LEVEL = 0.95
"""The confidence level of every interval."""


@attrs.frozen
class Interval:
    """Hold the two ends of an interval, from 0 to 1."""

    low: float
    high: float


@attrs.frozen
class Share:
    """Hold ``k`` of ``n`` with intervals, or the reason why there is no number.

    ``per`` is 100 for percent and 1000 for a rate per thousand. The counts are always there.
    """

    k: int
    n: int
    value: float | None = None
    exact: Interval | None = None
    wilson: Interval | None = None
    reason: str | None = None
    per: int = 100
    notes: Mapping[str, int] = attrs.field(factory=lambda: MappingProxyType({}))

    def text(self, digits: int = 1) -> str:
        """Return the number with its exact interval, or the reason why there is none."""
        if self.value is None or self.exact is None:
            return f"not computable: {self.reason}"
        low, high = self.exact.low * self.per, self.exact.high * self.per
        unit = " %" if self.per == 100 else f" per {self.per:,}"  # noqa: PLR2004 - percent
        return f"{self.value * self.per:.{digits}f}{unit} ({low:.{digits}f}-{high:.{digits}f})"

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values; shares and interval ends are from 0 to 1."""
        out: dict[str, Any] = {"k": self.k, "n": self.n}
        if self.value is None or self.exact is None or self.wilson is None:
            out["not_computable"] = self.reason
        else:
            out |= {
                "value": self.value,
                "clopper_pearson": [self.exact.low, self.exact.high],
                "wilson": [self.wilson.low, self.wilson.high],
            }
        if self.per != 100:  # noqa: PLR2004 - percent
            out["per"] = self.per
        return out | ({"notes": dict(self.notes)} if self.notes else {})


def share(
    k: int, n: int, *, minimum: int = 1, per: int = 100, none: str = "no cases", **notes: int
) -> Share:
    """Return ``k`` of ``n`` with both intervals.

    Below ``minimum`` cases there is no number, only the counts and the reason; ``none`` is the
    reason where there is no case at all.

    Raises:
        ValueError: ``k`` of ``n`` is not a share.
        MissingExtra: SciPy is not installed.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is not a share")
    said = MappingProxyType({name: count for name, count in notes.items() if count})
    if n < max(minimum, 1):
        reason = none if n == 0 else f"too few cases (at least {minimum} asked)"
        return Share(k, n, reason=reason, per=per, notes=said)
    exact, wilson = _intervals(k, n)
    return Share(k, n, k / n, exact, wilson, per=per, notes=said)


def need_scipy() -> None:
    """Make sure that intervals can be computed, before an archive is read for them.

    Raises:
        MissingExtra: SciPy is not installed.
    """
    _binomtest()


def _binomtest() -> Any:
    try:
        from scipy.stats import binomtest
    except ImportError:
        raise MissingExtra("audit", "scipy") from None
    return binomtest


@lru_cache(maxsize=10_000)
def _intervals(k: int, n: int) -> tuple[Interval, Interval]:
    test = _binomtest()(k, n)
    exact = test.proportion_ci(LEVEL, method="exact")
    wilson = test.proportion_ci(LEVEL, method="wilson")
    return (
        Interval(float(exact.low), float(exact.high)),
        Interval(float(wilson.low), float(wilson.high)),
    )
