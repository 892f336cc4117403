"""Recompute what published studies print from their own counts.

A cohort is a small table of counts, facts only, with every figure that the paper prints as sums
of those counts. A figure that does not follow is listed with a reason; what is quoted from other
work, or stands on a web page without counts, cannot be checked and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any

import attrs

from birads.audit._accuracy import TestCounts
from birads.audit._intervals import Share, share
from birads.issue import MissingExtra
from birads.tables._review import ReviewState, review_of
from birads.tables._row import InvalidTable, Row, read_tree

__all__ = [
    "Cohort",
    "Comparison",
    "Figure",
    "Test",
    "Trust",
    "Verdict",
    "cohorts",
    "read_cohort",
    "round_half_up",
]


class Trust(StrEnum):
    """Whether a source decides anything."""

    STUDY = "study"
    LOW = "low"


class Verdict(StrEnum):
    """Whether a printed figure follows from its own counts."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_CHECKABLE = "not_checkable"


@attrs.frozen
class Figure:
    """Hold one printed figure and what its counts give, to as many digits as were printed."""

    id: str
    place: str
    says: str
    printed: str
    kind: str
    k: int | None
    n: int | None
    recomputed: str | None
    reason: str | None

    @property
    def verdict(self) -> Verdict:
        """Whether the figure follows."""
        if self.recomputed is None:
            return Verdict.NOT_CHECKABLE
        return Verdict.AGREES if self.recomputed == self.printed else Verdict.DIFFERS

    @property
    def is_cut_off(self) -> bool:
        """Say whether the printed figure is the right one, cut off instead of rounded."""
        if self.kind != "percent" or self.k is None or not self.n:
            return False
        cut = _decimal(Fraction(100 * self.k, self.n), _digits(self.printed), ROUND_DOWN)
        return self.verdict is Verdict.DIFFERS and cut == self.printed

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        values = {key: value for key, value in attrs.asdict(self).items() if value is not None}
        return values | {"verdict": self.verdict.value}


@attrs.frozen
class Test:
    """Hold a test of a cohort as counts."""

    __test__ = False  # the name is the domain's; pytest must not collect it

    id: str
    title: str
    counts: TestCounts


@attrs.frozen
class Comparison:
    """Hold two shares that the paper compares in words, and Fisher's exact p from SciPy."""

    says: str
    first: tuple[int, int]
    second: tuple[int, int]
    remark: str

    @property
    def p_value(self) -> float:
        """Fisher's exact test, two-sided."""
        try:
            import numpy as np
            from scipy.stats import fisher_exact
        except ImportError:
            raise MissingExtra("audit", "scipy") from None
        table = np.array([[k, n - k] for k, n in (self.first, self.second)])
        return float(fisher_exact(table).pvalue)

    def shares(self) -> tuple[Share, Share]:
        """Return both shares with intervals."""
        return share(*self.first), share(*self.second)


@attrs.frozen
class Cohort:
    """Hold one published source: its counts by name, its figures, tests and comparisons."""

    id: str
    title: str
    citation: str
    doi: str | None
    trust: Trust
    unit: str
    basis: str
    notes: tuple[str, ...]
    counts: Mapping[str, int]
    figures: tuple[Figure, ...]
    tests: tuple[Test, ...]
    comparisons: tuple[Comparison, ...]
    review: ReviewState

    def tally(self) -> dict[Verdict, int]:
        """Return how many figures agree, differ, and cannot be checked."""
        return {word: sum(f.verdict is word for f in self.figures) for word in Verdict}


_FILES = ("hrkac-2018", "zhao-2025", "web-cluster-biopsy", "web-cluster-share")


@cache
def cohorts() -> Mapping[str, Cohort]:
    """Return the published sources, studies first."""
    return {name: _read(name) for name in _FILES}


def round_half_up(value: Fraction, digits: int) -> str:
    """Return a number rounded as people round: halves go up, computed without binary error."""
    return _decimal(value, digits, ROUND_HALF_UP)


def _decimal(value: Fraction, digits: int, how: str) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-digits), rounding=how))


def _digits(printed: str) -> int:
    return len(printed.partition(".")[2])


def _read(name: str) -> Cohort:
    file = resources.files("birads.audit").joinpath("data", "cohorts", f"{name}.toml")
    return read_cohort(read_tree(file.read_bytes(), file.name), file.name)


def read_cohort(values: dict[str, Any], where: str) -> Cohort:
    """Return the cohort that a table holds.

    Raises:
        InvalidTable: The table is not of its form, or a figure says other than its counts.
    """
    review = review_of(where, values).state
    values = dict(values)
    counts = dict(_counts(values.pop("counts", {}), where))
    document = Row(values, where)
    document.table("review")
    head = document.table("cohort")
    if head is None:
        raise document.wrong("[cohort] is missing")
    cohort = Cohort(
        id=head.text("id"),
        title=head.text("title"),
        citation=head.text("citation"),
        doi=head.maybe_text("doi"),
        trust=head.word("trust", Trust),
        unit=head.text("unit"),
        basis=head.text("basis"),
        notes=head.texts("notes"),
        counts=counts,
        figures=tuple(_figure(row, counts) for row in document.tables("figures")),
        tests=tuple(_test(row, counts) for row in document.tables("test")),
        comparisons=tuple(_comparison(row, counts) for row in document.tables("comparison")),
        review=review,
    )
    head.done()
    document.done()
    return cohort


def _counts(table: Mapping[str, Any], where: str) -> Iterable[tuple[str, int]]:
    """Yield the counts; an inner table has a total under its name, and members after a dot."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            members = dict(_counts(value, where))
            yield key, sum(members.values())
            yield from ((f"{key}.{name}", number) for name, number in members.items())
        elif isinstance(value, int) and value >= 0:
            yield key, value
        else:
            raise InvalidTable(f"{where}: {key!r} should be a count, not {value!r}")


def _sum(row: Row, names: tuple[str, ...], counts: Mapping[str, int]) -> int:
    if unknown := [name for name in names if name not in counts]:
        raise row.wrong(f"no count is called {', '.join(unknown)}")
    return sum(counts[name] for name in names)


def _figure(row: Row, counts: Mapping[str, int]) -> Figure:
    kind, printed = row.text("kind"), row.text("printed")
    of, within = row.texts("of"), row.texts("in")
    k = _sum(row, of, counts) if of else None
    n = _sum(row, within, counts) if within else None
    recomputed = None
    if kind == "count" and k is not None:
        recomputed = str(k)
    elif kind == "percent" and k is not None and n:
        recomputed = round_half_up(Fraction(100 * k, n), _digits(printed))
    elif kind != "quoted":
        raise row.wrong(f"a {kind} needs 'of', and a percent 'in'")
    out = Figure(
        id=row.text("id"),
        place=row.text("place"),
        says=row.text("says"),
        printed=printed,
        kind=kind,
        k=k,
        n=n,
        recomputed=recomputed,
        reason=row.maybe_text("reason"),
    )
    row.done()
    if (out.verdict is Verdict.AGREES) is (out.reason is not None):
        raise row.wrong("a reason is given where a figure does not follow")
    return out


def _test(row: Row, counts: Mapping[str, int]) -> Test:
    names = [field.name for field in attrs.fields(TestCounts)]
    values = {name: _sum(row, row.texts(name), counts) for name in names}
    out = Test(row.text("id"), row.text("title"), TestCounts(**values))
    row.done()
    return out


def _comparison(row: Row, counts: Mapping[str, int]) -> Comparison:
    sides = []
    for key in ("first", "second"):
        inner = row.table(key)
        if inner is None:
            raise row.wrong(f"{key!r} is missing")
        sides.append((_sum(row, inner.texts("k"), counts), _sum(row, inner.texts("n"), counts)))
        inner.done()
    out = Comparison(row.text("says"), sides[0], sides[1], row.text("remark"))
    row.done()
    return out
