"""What facts are read of: the patient, a breast, a finding, or calcifications that are one picture.

A subject is a view of the report and never a copy of it: its members are findings of the report,
each with what the report states or leaves open about it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from birads.acr_criteria._open_recalls import OpenRecalls
from birads.acr_criteria._shared_lesions import Shared, SharedLesions
from birads.acr_criteria._stage import StageOf, Stages
from birads.acr_criteria.table._facts import Subject as Kind
from birads.lexicon.common import Breast, Category, Side
from birads.report.assessment import AssessmentReason, Recommendation
from birads.report.findings import FindingBase
from birads.report.pathology import Pathology
from birads.report.report import Report
from birads.report.view._index import ReportIndex, Stated, breast_of, sides

__all__ = ["Kind", "Member", "Subject", "View", "breasts", "findings", "patient"]

_BENIGN = (Category.C1, Category.C2)


@attrs.define(eq=False)
class View:
    """What the criteria read of one report: its index, stages, lesions and open recalls.

    ``extensive_mm`` is a size of the caller's own from which calcifications count as extensive,
    ``given`` holds facts that the caller states beside the report. ``memo`` keeps what readers of
    facts worked out.
    """

    index: ReportIndex
    extensive_mm: float | None = None
    given: Mapping[str, Any] = attrs.field(factory=dict)
    memo: dict[Any, Any] = attrs.field(factory=dict, init=False, repr=False)
    stages: Stages = attrs.field(init=False)
    lesions: SharedLesions = attrs.field(init=False)
    recalls: OpenRecalls = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Read the report."""
        self.stages = Stages(self.index)
        self.lesions = SharedLesions(self.index)
        self.recalls = OpenRecalls(self.index)

    @property
    def report(self) -> Report:
        """The report."""
        return self.index.report

    @property
    def has_tissue(self) -> bool:
        """Whether there is a tissue result that was read, of whatever finding."""
        return bool(self.index.tissue_results)

    def bound_of(self, member: Member) -> Stated | None:
        """Return the category that a finding cannot exceed."""
        return self.index.bound_of(member.number, member.finding)

    def tissue_stated(self, breast: Breast | None) -> bool:
        """Say whether a 4, 5 or 6, a biopsy or a tissue result was stated for a breast."""
        return self.index.tissue_stated(breast)

    def open_recall(self, breast: Breast | None) -> str | None:
        """Return the pointer of a category 0 that still stands for a breast."""
        return self.recalls.of(sides(breast))

    def called_benign(self, member: Member) -> bool:
        """Say whether a 1 or 2 stands for a finding, each of its breasts, or overall."""
        finding = member.finding
        if finding.category is not None:
            return finding.category in _BENIGN
        standing = self.index.standing
        for side in sides(member.breast) or tuple(Side):
            stated = standing.on(side, finding.exam) or standing.ceiling(finding.exam)
            if stated is None or stated.category not in _BENIGN:
                return False
        return True

    def names(self, member: Member) -> bool:
        """Return whether an id names this finding; of equal ids the first has what they name."""
        return self.index.findings[member.id][0] == member.number

    def written_for(self, member: Member) -> Sequence[tuple[int, Recommendation]]:
        """Return the written recommendations that name a finding, with their places."""
        if not self.names(member):
            return ()
        return self.index.recommendations.get(member.id, ())

    def member(self, number: int, finding: FindingBase) -> Member:
        """Return a finding with everything that counts for it."""
        breast = breast_of(finding)
        category = self.index.category_of(number, finding)
        results = tuple(self.lesions.current(number, finding))
        return Member(
            number,
            finding,
            breast,
            category,
            self.stages.of_finding(number, finding, category),
            results,
            len(results) != len(self.index.results_of(number, finding)),
            self.index.reason_of(category, breast),
            self.lesions.of(number),
        )


@attrs.frozen(eq=False)
class Member:
    """One finding of a subject.

    ``results`` are its tissue results but those older than its exam (``history`` says whether
    there are such), ``reason`` why its category 0 is incomplete, ``shared`` the tissue step of
    its lesion where other findings are the same lesion.
    """

    number: int
    finding: Any
    breast: Breast | None
    category: Stated | None
    stage: StageOf
    results: tuple[tuple[int, Pathology], ...]
    history: bool
    reason: AssessmentReason | None
    shared: Shared | None

    @property
    def id(self) -> str:
        """The id of the finding."""
        name: str = self.finding.id
        return name

    @property
    def pointer(self) -> str:
        """The pointer of the finding."""
        return f"/findings/{self.number}"


@attrs.frozen(eq=False)
class Subject:
    """A part of a report that facts are asked of, with the findings that belong to it."""

    view: View
    kind: Kind
    breast: Breast | None
    members: tuple[Member, ...]

    @property
    def first(self) -> Member:
        """The first finding; what findings of one picture share is read from it."""
        return self.members[0]

    @property
    def is_patient(self) -> bool:
        """Whether the whole patient is meant."""
        return self.kind is Kind.PATIENT

    def alone(self, member: Member) -> Subject:
        """Return one finding of the subject, so that what another shows never counts for it."""
        return Subject(self.view, self.kind, member.breast, (member,))


def patient(view: View) -> tuple[Subject, ...]:
    """Return the patient."""
    return (Subject(view, Kind.PATIENT, None, ()),)


def findings(view: View) -> tuple[Subject, ...]:
    """Return every finding of a report."""
    members = (view.member(number, one) for number, one in enumerate(view.report.findings))
    return tuple(Subject(view, Kind.FINDING, member.breast, (member,)) for member in members)


def breasts(view: View) -> tuple[Subject, ...]:
    """Return the left and the right breast, each with the findings that name it."""
    index = view.index
    return tuple(
        Subject(
            view,
            Kind.BREAST,
            Breast(side.value),
            tuple(view.member(n, view.report.findings[n]) for n in index.in_breast[side]),
        )
        for side in Side
    )
