"""Know which minor version of the format a report needs, and write that one.

Minor versions only add optional members and words: a reader of 1.0 refuses a document of 1.1 at
the first member that it does not know, so the document has to say what it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from birads._base.model import Model
from birads.lexicon.management import Action, AssessmentReason, Status
from birads.report.assessment import Assessment, Recommendation
from birads.report.exam import Comparison, ExamBase
from birads.report.findings import FindingBase, UsMass
from birads.report.findings.node import LymphNode
from birads.report.location import Location
from birads.report.pathology import Pathology
from birads.report.patient import Patient

if TYPE_CHECKING:
    from birads.report.report import Report

__all__ = ["NEW_KINDS", "NEW_MEMBERS", "NEW_PARTS", "NEW_WORDS", "SECOND", "needs_second"]

SECOND: Final = "1.1"

NEW_MEMBERS: Final[dict[type[Model], frozenset[str]]] = {
    Patient: frozenset(
        {
            "gender",
            "risk",
            "lifetime_risk_percent",
            "hormone_use_years",
            "family_history",
            "history",
            "planned_reconstruction",
        }
    ),
    ExamBase: frozenset({"clinical_history", "cad", "tomosynthesis", "compositions", "contrast"}),
    Comparison: frozenset({"category", "breast"}),
    FindingBase: frozenset({"lesion", "sizes_mm", "images"}),
    LymphNode: frozenset({"place", "cortex_mm", "hilum", "count", "suspicious"}),
    Assessment: frozenset({"statement"}),
    Recommendation: frozenset({"guidance", "due"}),
    Pathology: frozenset(
        {
            "state",
            "b_category",
            "concordance",
            "grade",
            "receptors",
            "margins",
            "complication",
            "passes",
            "breast",
        }
    ),
}
"""The members that 1.1 added to parts that 1.0 has."""

NEW_PARTS: Final = (
    "patient_key",
    "episode",
    "language",
    "question",
    "presentation",
    "cancers",
    "suspected",
    "absent",
)
NEW_WORDS: Final = frozenset(
    {
        Status.CORRECTED,
        Status.ENTERED_IN_ERROR,
        AssessmentReason.TECHNICAL_RECALL,
        Action.WIRE_LOCALISATION,
        Action.LYMPH_NODE_BIOPSY,
        Action.CYST_ASPIRATION,
        Action.CLINICAL_FOLLOW_UP,
        Action.ANNUAL_MAMMOGRAPHY,
    }
)
"""The words that 1.1 added to members that 1.0 has."""

NEW_KINDS: Final = frozenset({"us.lymph_node", "mri.lymph_node"})


def needs_second(report: Report) -> bool:
    """Say whether a report states anything that the first version of the format cannot."""
    if report.status in NEW_WORDS:
        return True
    if any(getattr(report, name) is not None for name in NEW_PARTS):
        return True
    if report.patient is not None and _states(report.patient, NEW_MEMBERS[Patient]):
        return True
    return (
        any(map(_exam, report.exams))
        or any(map(_finding, report.findings))
        or any(_managed(report))
        or any(map(_tissue, report.pathology))
    )


def _states(part: Model, names: frozenset[str]) -> bool:
    return not names.isdisjoint(part.model_fields_set)


def _exam(exam: ExamBase) -> bool:
    return _states(exam, NEW_MEMBERS[ExamBase]) or any(
        _states(each, NEW_MEMBERS[Comparison]) for each in exam.comparisons or ()
    )


def _finding(finding: FindingBase) -> bool:
    if _states(finding, NEW_MEMBERS[FindingBase]) or getattr(finding, "kind", "") in NEW_KINDS:
        return True
    if isinstance(finding, LymphNode) and _states(finding, NEW_MEMBERS[LymphNode]):
        return True
    return _half_hour(finding.location) or _other_margin(finding)


def _half_hour(place: Location | None) -> bool:
    return place is not None and place.clock is not None and place.clock % 1 != 0


def _other_margin(finding: FindingBase) -> bool:
    """Say whether a margin has the form that 1.0 had for other modalities only.

    There the margin of an ultrasound mass was a list, and that of every other mass one word.
    """
    margin = getattr(finding, "margin", None)
    return margin is not None and isinstance(margin, str) is isinstance(finding, UsMass)


def _managed(report: Report) -> Iterator[bool]:
    for entry in report.assessments:
        yield entry.reason in NEW_WORDS or _states(entry, NEW_MEMBERS[Assessment])
    for written in report.recommendations:
        yield written.action in NEW_WORDS or _states(written, NEW_MEMBERS[Recommendation])


def _tissue(result: Pathology) -> bool:
    incomplete = result.finding is None or result.result is None
    return incomplete or _states(result, NEW_MEMBERS[Pathology])
