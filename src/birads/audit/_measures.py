"""Compute the measures of a definition set from counts.

What cannot be computed says why: no negatives followed, too few cases, or a fact that the report
format does not carry. Outcomes that nobody knows are left out and counted, unless the caller
chose to read them as no cancer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

import attrs

from birads.audit._assessed import RECALL, RECALL_NOT_KNOWN
from birads.audit._counts import Cell, Cells
from birads.audit._definitions import Definition, Group
from birads.audit._followed import Truth
from birads.audit._intervals import Share, share
from birads.audit._measure_names import MEASURES

__all__ = ["Unknown", "Yield", "measures", "yields"]

_TYPED = ("dcis", "microinvasive", "invasive")
_NO_SIZE = "a report does not carry the size of the invasive part of a cancer"
_NO_NODES = "a report does not carry the state of the lymph nodes"


class Unknown(StrEnum):
    """How an outcome that nobody knows is read."""

    EXCLUDED = "excluded"
    NO_CANCER = "no_cancer"


@attrs.frozen
class Yield:
    """Hold the outcomes of one group: the audit's TP, FP1 to FP3, TN, FN, and what is unknown.

    ``fp1`` is positive without cancer, ``fp2`` tissue recommended without cancer, ``fp3`` tissue
    taken without cancer. ``outside`` counts cases whose category the group names in no list.
    """

    exams: int
    tp: int
    fp1: int
    fp2: int
    fp3: int
    tn: int
    fn: int
    unknown_positive: int
    unknown_negative: int
    outside: int

    @property
    def followed_negatives(self) -> tuple[int, int]:
        """Return how many negatives have a known outcome, of how many."""
        known = self.tn + self.fn
        return known, known + self.unknown_negative


_Test = Callable[[Cell], bool]


@attrs.frozen
class _Counts:
    cells: tuple[tuple[Cell, int], ...]
    chosen: Definition
    group: Group
    unknown: Unknown

    def count(self, *tests: _Test) -> int:
        return sum(n for cell, n in self.cells if all(test(cell) for test in tests))

    def cancer(self, *tests: _Test) -> int:
        return self.count(lambda cell: cell.truth is Truth.CANCER, *tests)

    def harmless(self, *tests: _Test) -> int:
        also = self.unknown is Unknown.NO_CANCER
        return self.count(
            lambda cell: cell.truth is Truth.NO_CANCER or (also and cell.truth is Truth.UNKNOWN),
            *tests,
        )

    def not_known(self, *tests: _Test) -> int:
        if self.unknown is Unknown.NO_CANCER:
            return 0
        return self.count(lambda cell: cell.truth is Truth.UNKNOWN, *tests)

    def with_category(self, categories: Iterable[str]) -> _Test:
        words = frozenset(categories)
        return lambda cell: cell.category in words


def _positive(cell: Cell) -> bool:
    return cell.decision == "positive"


def _negative(cell: Cell) -> bool:
    return cell.decision == "negative"


def _biopsied(cell: Cell) -> bool:
    return cell.biopsied is True


def _recalled(cell: Cell) -> bool:
    """Say whether a category counts as it stands; a 0 does where its reason makes it a recall."""
    return cell.recall in (None, RECALL)


def _perhaps_recalled(cell: Cell) -> bool:
    return cell.recall == RECALL_NOT_KNOWN


def _perhaps_biopsied(cell: Cell) -> bool:
    return cell.biopsied is None


def yields(cells: Cells, chosen: Definition, group: Group, unknown: Unknown) -> Yield:
    """Return the outcomes of one group."""
    of = _Counts(tuple(cells.of(group.id)), chosen, group, unknown)
    tissue = of.with_category(chosen.tissue_categories)
    return Yield(
        exams=of.count(),
        tp=of.cancer(_positive),
        fp1=of.harmless(_positive),
        fp2=of.harmless(tissue),
        fp3=of.harmless(tissue, _biopsied),
        tn=of.harmless(_negative),
        fn=of.cancer(_negative),
        unknown_positive=of.not_known(_positive),
        unknown_negative=of.not_known(_negative),
        outside=of.count(lambda cell: not _positive(cell) and not _negative(cell)),
    )


def measures(
    cells: Cells, chosen: Definition, group: Group, unknown: Unknown
) -> Mapping[str, Share]:
    """Return the measures that the definition set names for a group, in its order."""
    of = _Counts(tuple(cells.of(group.id)), chosen, group, unknown)
    return {name: _COMPUTED[name](of) for name in group.measures}


def _recall(of: _Counts) -> Share:
    asked = of.with_category(of.chosen.recall_categories)
    k, open_ones = of.count(asked, _recalled), of.count(asked, _perhaps_recalled)
    found = _share(of, "recall_rate", k, recall_not_known=open_ones)
    return _unless_open(found, open_ones, "exams of category 0 do not say why")


def _unless_open(found: Share, open_ones: int, what: str) -> Share:
    """Return a rate; no number, but both ends, where cases may or may not belong to it."""
    if not open_ones or found.value is None:
        return found
    ends = (found.per * k / found.n for k in (found.k, found.k + open_ones))
    unit = " %" if found.per == 100 else f" per {found.per:,}"  # noqa: PLR2004 - percent
    between = " and ".join(f"{end:.1f}" for end in ends)
    reason = f"{open_ones:,} {what}; it lies between {between}{unit}"
    return Share(found.k, found.n, reason=reason, per=found.per, notes=found.notes)


def _abnormal(of: _Counts) -> Share:
    return _share(of, "abnormal_interpretation_rate", of.count(_positive))


def _detection(of: _Counts) -> Share:
    detecting = of.with_category(of.group.detected)
    k, open_ones = of.cancer(detecting, _recalled), of.cancer(detecting, _perhaps_recalled)
    found = _share(
        of,
        "cancer_detection_rate",
        k,
        unknown_outcomes=of.not_known(),
        recall_not_known=open_ones,
    )
    return _unless_open(found, open_ones, "cancers stand in exams of category 0 without a reason")


def _share(of: _Counts, name: str, k: int, **notes: int) -> Share:
    minimum, per = of.chosen.minimum_cases, MEASURES[name].per
    return share(k, of.count(), minimum=minimum, per=per, none="no exams in this group", **notes)


def _ppv(of: _Counts, *tests: _Test) -> Share:
    cancer, left_out = of.cancer(*tests), of.not_known(*tests)
    none = "no outcome is known" if left_out else "no such cases"
    total = cancer + of.harmless(*tests)
    minimum = of.chosen.minimum_cases
    return share(cancer, total, minimum=minimum, none=none, unknown_outcomes=left_out)


def _ppv_positive(of: _Counts) -> Share:
    return _ppv(of, _positive)


def _ppv2(of: _Counts) -> Share:
    return _ppv(of, of.with_category(of.chosen.tissue_categories))


def _ppv3(of: _Counts) -> Share:
    """Return the yield of biopsy; no number where outcomes do not say whether there was one."""
    tissue = of.with_category(of.chosen.tissue_categories)
    found = _ppv(of, tissue, _biopsied)
    cancer, harmless = of.cancer(tissue, _perhaps_biopsied), of.harmless(tissue, _perhaps_biopsied)
    if not cancer + harmless:
        return found
    ends = [(found.k, found.n + harmless), (found.k + cancer, found.n + cancer)]
    shares = [f"{100 * k / n:.1f}" for k, n in ends if n]
    between = f"; it lies between {' and '.join(shares)} %" if len(shares) == len(ends) else ""
    reason = f"{cancer + harmless} outcomes do not say whether tissue was taken{between}"
    return Share(found.k, found.n, reason=reason, notes=found.notes)


def _sensitivity(of: _Counts) -> Share:
    return _of_table(of, of.cancer(_positive), of.cancer(_negative), "no cancers are known")


def _specificity(of: _Counts) -> Share:
    none = "no case is known to be free of cancer"
    return _of_table(of, of.harmless(_negative), of.harmless(_positive), none)


def _npv(of: _Counts) -> Share:
    return _of_table(of, of.harmless(_negative), of.cancer(_negative), "no negatives")


def _of_table(of: _Counts, k: int, others: int, none: str) -> Share:
    """Return a share that needs negatives whose outcome is known."""
    known = of.harmless(_negative) + of.cancer(_negative)
    unfollowed = of.not_known(_negative)
    if not known:
        reason = "no negative was followed" if unfollowed else "no case was read as negative"
        return Share(k, k + others, reason=reason)
    return share(
        k,
        k + others,
        minimum=of.chosen.minimum_cases,
        none=none,
        negatives_without_outcome=unfollowed,
        positives_without_outcome=of.not_known(_positive),
    )


def _dcis(of: _Counts) -> Share:
    typed = of.count(lambda cell: cell.cancer_type in _TYPED)
    dcis = of.count(lambda cell: cell.cancer_type == "dcis")
    untyped = of.cancer() - typed
    minimum = of.chosen.minimum_cases
    return share(dcis, typed, minimum=minimum, none="no typed cancers", type_unknown=untyped)


_COMPUTED: Mapping[str, Callable[[_Counts], Share]] = {
    "recall_rate": _recall,
    "abnormal_interpretation_rate": _abnormal,
    "cancer_detection_rate": _detection,
    "ppv1": _ppv_positive,
    "ppv2": _ppv2,
    "ppv3": _ppv3,
    "ppv_positive": _ppv_positive,
    "sensitivity": _sensitivity,
    "specificity": _specificity,
    "npv": _npv,
    "dcis_share": _dcis,
    "minimal_cancers": lambda _: Share(0, 0, reason=_NO_SIZE),
    "node_negative_cancers": lambda _: Share(0, 0, reason=_NO_NODES),
}
