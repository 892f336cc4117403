"""Check the known cancers of a report against its tissue, its findings and its categories."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import ASSESSMENT, CONCORDANCE, FORMAT, LOCATION
from birads.checks._words import ONE_TO_THREE
from birads.issue import Severity
from birads.lexicon.common import Category
from birads.lexicon.pathology import CancerState, CancerType
from birads.report.cancer import Cancer
from birads.report.findings import FindingBase
from birads.report.pathology import PathologyResult
from birads.report.view._index import breast_of, sides

_INVASIVE: Final = frozenset(
    {
        PathologyResult.MICROINVASIVE_CARCINOMA,
        PathologyResult.INVASIVE_DUCTAL_CARCINOMA,
        PathologyResult.INVASIVE_LOBULAR_CARCINOMA,
    }
)
_PRESENT: Final = frozenset(
    {
        CancerState.NEWLY_DIAGNOSED,
        CancerState.ACTIVE_SURVEILLANCE,
        CancerState.PRE_NEOADJUVANT,
        CancerState.DURING_NEOADJUVANT,
        CancerState.RECURRENT_LOCAL,
    }
)
"""The states in which the cancer is still in the breast."""


def _of_findings(sense: Sense) -> Iterator[tuple[int, Cancer, int, FindingBase]]:
    for place, cancer in enumerate(sense.report.cancers or ()):
        known = sense.finding_named(cancer.finding)
        if known is not None:
            yield place, cancer, *known


@declare(
    "cancer_side_differs",
    Severity.ERROR,
    silent="Silent where either side is not stated, or one is bilateral and shares a breast.",
    source=LOCATION,
    needs=(Need.CANCERS,),
)
def cancer_side_differs(sense: Sense) -> Iterator[Found]:
    """Find a known cancer of one breast whose finding lies in the other."""
    for place, cancer, _, finding in _of_findings(sense):
        here, there = sides(cancer.breast), sides(breast_of(finding))
        if here and there and set(here).isdisjoint(there):
            yield Found(
                f"/cancers/{place}/breast",
                f"A cancer is of the {cancer.breast} breast, but its finding {finding.id!r} lies "
                f"in the {there[0]} breast.",
                "Correct the side, or the finding that is named.",
            )


@declare(
    "cancer_below_four",
    Severity.WARNING,
    silent="Silent for cancers that are treated or whose state is not stated, and for category 0.",
    source=ASSESSMENT,
    crosses=True,
    needs=(Need.CANCERS,),
)
def cancer_below_four(sense: Sense) -> Iterator[Found]:
    """Find a known cancer that is still there in a finding called 1, 2 or 3."""
    for place, cancer, number, finding in _of_findings(sense):
        stated = sense.bound_of(number, finding) if cancer.state in _PRESENT else None
        if stated is not None and stated.category in ONE_TO_THREE:
            yield Found(
                stated.pointer,
                f"Finding {finding.id!r} has {sense.named(stated)}, but it is a known cancer "
                f"(/cancers/{place}).",
                "A proven cancer before its treatment is category 6.",
                crosses=True,
            )


@declare(
    "cancer_not_in_tissue",
    Severity.WARNING,
    silent="Silent where no tissue of the finding was read, and where one of its results is "
    "malignant or of a kind that has no class.",
    source=CONCORDANCE,
    needs=(Need.CANCERS,),
)
def cancer_not_in_tissue(sense: Sense) -> Iterator[Found]:
    """Find a known cancer whose finding has tissue, and none of it malignant."""
    for place, cancer, number, finding in _of_findings(sense):
        results = [result for _, result in sense.results_of(number, finding)]
        classes = {result.result_class for result in results}
        if classes and cancer.state in _PRESENT and classes <= {"benign", "non_diagnostic"}:
            yield Found(
                f"/cancers/{place}/finding",
                f"A known cancer names finding {finding.id!r}, whose tissue is not malignant.",
                "Correct the finding that is named, or add the result that proved the cancer.",
            )


@declare(
    "cancer_type_differs",
    Severity.WARNING,
    silent="Silent where the type is not specified, or no tissue of the finding tells it.",
    source=CONCORDANCE,
    needs=(Need.CANCERS,),
)
def cancer_type_differs(sense: Sense) -> Iterator[Found]:
    """Find a cancer called DCIS whose tissue is invasive, or invasive with DCIS alone."""
    for place, cancer, number, finding in _of_findings(sense):
        kinds = {result.read_as for _, result in sense.results_of(number, finding)}
        invasive = not kinds.isdisjoint(_INVASIVE)
        only_dcis = kinds == {PathologyResult.DUCTAL_CARCINOMA_IN_SITU}
        if (cancer.type is CancerType.DCIS and invasive) or (
            cancer.type is CancerType.INVASIVE and only_dcis
        ):
            yield Found(
                f"/cancers/{place}/type",
                f"A cancer is called {_said(cancer)}, but the tissue of {finding.id!r} is "
                f"{'invasive' if invasive else 'DCIS only'}.",
                "Correct the type, or add the result that it rests on.",
            )


def _said(cancer: Cancer) -> str:
    return "DCIS" if cancer.type is CancerType.DCIS else "invasive"


@declare(
    "six_of_treated_cancer",
    Severity.INFORMATION,
    silent="Silent where another cancer of that breast is still there, or a finding has malignant "
    "tissue.",
    source=ASSESSMENT,
    needs=(Need.CANCERS,),
)
def six_of_treated_cancer(sense: Sense) -> Iterator[Found]:
    """Find category 6 for a breast whose only known cancer is called treated."""
    states: dict[str, set[CancerState | None]] = {}
    for cancer in sense.report.cancers or ():
        for side in sides(cancer.breast):
            states.setdefault(side, set()).add(cancer.state)
    for number, entry in enumerate(sense.report.assessments):
        for side in sides(entry.breast) if entry.category is Category.C6 else ():
            if states.get(side) == {CancerState.TREATED} and not sense.has_cancer[side]:
                yield Found(
                    f"/assessments/{number}/category",
                    f"The {side} breast has category 6, and its only known cancer is treated.",
                    "Category 6 is for a proven cancer before the whole of its treatment.",
                )


@declare(
    "cancer_without_side",
    Severity.INFORMATION,
    silent="Silent where a finding with a side is named.",
    source=FORMAT,
    needs=(Need.CANCERS,),
)
def cancer_without_side(sense: Sense) -> Iterator[Found]:
    """Find a known cancer of which nobody says which breast it is in."""
    for number, cancer in enumerate(sense.report.cancers or ()):
        known = sense.finding_named(cancer.finding)
        if cancer.breast is None and not (known and breast_of(known[1])):
            yield Found(
                f"/cancers/{number}",
                "A known cancer states no side.",
                "Add 'breast': no side is inferred.",
            )
