"""Check for facts that are missing: not stated is never read as no."""

from __future__ import annotations

from collections.abc import Iterator

from birads.checks._categories import with_tissue
from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import ASSESSMENT, CALCIFICATIONS, CHANGES, LOCATION, REPORTING, WORKUP
from birads.checks._words import FOUR_OR_FIVE, NEEDS_DISTRIBUTION, TISSUE, said
from birads.issue import Severity
from birads.lexicon.common import Breast, Category, Change, Side
from birads.report.exam import CemExam, ExamBase, MammographyExam, Purpose
from birads.report.patient import Sex
from birads.report.view._index import breast_of, sides

_MAMMOGRAMS = (MammographyExam, CemExam)


@declare(
    "composition_not_stated",
    Severity.INFORMATION,
    silent="Silent for post-procedure mammograms and male patients.",
    source=f"{REPORTING}; {CHANGES}",
    needs=(Need.EXAMS,),
)
def composition_not_stated(sense: Sense) -> Iterator[Found]:
    """Find a mammogram without the density of the breast."""
    patient = sense.report.patient
    if patient is not None and patient.sex is Sex.MALE:
        return
    for number, exam in enumerate(sense.report.exams):
        if not isinstance(exam, _MAMMOGRAMS) or exam.purpose is Purpose.POST_PROCEDURE:
            continue
        if exam.composition is None:
            yield Found(
                f"/exams/{number}",
                f"Mammogram {exam.id!r} states no breast density.",
                "Add 'composition': density tells how much a mammogram can miss.",
            )


@declare(
    "change_without_comparison",
    Severity.INFORMATION,
    silent="Silent where an exam lists a comparison, or the report has an earlier exam itself.",
    source=REPORTING,
    needs=(Need.FINDINGS,),
)
def change_without_comparison(sense: Sense) -> Iterator[Found]:
    """Find a finding called new, stable or otherwise changed without an earlier exam."""
    dates = {exam.date for exam in sense.report.exams if exam.date is not None}
    compared = any(exam.comparisons for exam in sense.report.exams)
    for number, finding in enumerate(sense.report.findings):
        if finding.change is None:
            continue
        exam = sense.exam_of(finding)
        if exam.comparisons if exam is not None else compared:
            continue
        if exam is not None and exam.date is not None and exam.date > min(dates):
            continue
        yield Found(
            f"/findings/{number}/change",
            f"Finding {finding.id!r} is called {finding.change}, and its exam lists no comparison.",
            "Add the earlier exam under 'comparisons'.",
        )


@declare(
    "distribution_not_stated",
    Severity.INFORMATION,
    silent="Silent for typically benign words, and where fine pleomorphic or fine linear branching "
    "is among the words: those are suspicious in any distribution.",
    source=f"{CALCIFICATIONS}; {WORKUP}",
    needs=(Need.CALCIFICATIONS,),
)
def distribution_not_stated(sense: Sense) -> Iterator[Found]:
    """Find a morphology whose meaning depends on a distribution that is not stated."""
    for number, finding in sense.calcifications:
        words = finding.morphology or ()
        if finding.distribution is not None or not NEEDS_DISTRIBUTION.intersection(words):
            continue
        if any("fine_" in word for word in words):
            continue
        yield Found(
            f"/findings/{number}",
            f"Finding {finding.id!r} is {said(words)}; its distribution is not stated.",
            "Add 'distribution': diffuse, regional, grouped, linear or segmental.",
        )


@declare(
    "morphology_not_stated",
    Severity.INFORMATION,
    silent="Silent for calcifications that are resolved.",
    source=CALCIFICATIONS,
    needs=(Need.CALCIFICATIONS,),
)
def morphology_not_stated(sense: Sense) -> Iterator[Found]:
    """Find calcifications without a morphology."""
    for number, finding in sense.calcifications:
        if not finding.morphology and finding.change is not Change.RESOLVED:
            yield Found(
                f"/findings/{number}",
                f"The morphology of finding {finding.id!r} is not stated.",
                "Add 'morphology': the distribution alone never decides.",
            )


@declare(
    "side_not_stated",
    Severity.INFORMATION,
    silent="Silent for kind 'other', for resolved findings, and where the exam shows one breast.",
    source=LOCATION,
    needs=(Need.FINDINGS,),
)
def side_not_stated(sense: Sense) -> Iterator[Found]:
    """Find a finding without a side."""
    for number, finding in enumerate(sense.report.findings):
        if breast_of(finding) is not None or finding.change is Change.RESOLVED:
            continue
        if finding.kind == "other" or _one_sided(sense.exam_of(finding)):
            continue
        place = "/location" if finding.location is not None else ""
        yield Found(
            f"/findings/{number}{place}",
            f"The side of finding {finding.id!r} is not stated.",
            "Add 'breast' to its location: it is never inferred.",
        )


def _one_sided(exam: ExamBase | None) -> bool:
    return exam is not None and exam.laterality in (Breast.LEFT, Breast.RIGHT)


_ACTED_ON = FOUR_OR_FIVE | {Category.C0, Category.C3}


@declare(
    "recommendation_not_stated",
    Severity.INFORMATION,
    silent="Silent where the report has any recommendation, for categories 1, 2 and 6, and where a "
    "tissue result or an outcome of the breast is there.",
    source=ASSESSMENT,
)
def recommendation_not_stated(sense: Sense) -> Iterator[Found]:
    """Find a category 0, 3, 4 or 5 in a report that recommends nothing at all."""
    if sense.report.recommendations:
        return
    told: set[Side] = set()
    answered = with_tissue(sense) | sense.outcomes
    for side in Side:
        stated = sense.breast_category(side)
        if stated is not None and stated.category in _ACTED_ON and _open(sense, side):
            told.add(side)
            yield _no_recommendation(stated.pointer, stated.category)
    for number, finding in enumerate(sense.report.findings):
        places = sides(breast_of(finding))
        if finding.category not in _ACTED_ON or not told.isdisjoint(places):
            continue
        if finding.id not in answered and all(_open(sense, side) for side in places):
            told.update(places)
            yield _no_recommendation(f"/findings/{number}/category", finding.category)


def _open(sense: Sense, side: Side) -> bool:
    return not sense.sampled[side] and not sense.followed[side]


def _no_recommendation(pointer: str, category: Category | None) -> Found:
    return Found(
        pointer,
        f"Category {category} is stated, and the report has no recommendation.",
        "Add what was recommended: management is stated beside the category.",
    )


@declare(
    "recommendation_side_not_stated",
    Severity.INFORMATION,
    silent="Silent for imaging, follow-up and consultations.",
    source=LOCATION,
    needs=(Need.RECOMMENDATIONS,),
)
def recommendation_side_not_stated(sense: Sense) -> Iterator[Found]:
    """Find a recommended biopsy or excision without a side."""
    for number, entry in enumerate(sense.report.recommendations):
        if entry.action in TISSUE and entry.breast is None:
            yield Found(
                f"/recommendations/{number}",
                f"The side of the recommended {entry.action.replace('_', ' ')} is not stated.",
                "Add 'breast': the side of a procedure is never inferred from its findings.",
            )


@declare(
    "pregnancy_against_patient",
    Severity.WARNING,
    silent="Silent where pregnancy, sex or menopausal status is not stated or unknown.",
    source=REPORTING,
)
def pregnancy_against_patient(sense: Sense) -> Iterator[Found]:
    """Find a patient called pregnant and male, or pregnant and postmenopausal."""
    patient = sense.report.patient
    if patient is None or not patient.pregnant:
        return
    status = patient.menopausal_status
    other = "postmenopausal" if status == "postmenopausal" else None
    if patient.sex is Sex.MALE or other is not None:
        yield Found(
            "/patient/pregnant",
            f"The patient is called pregnant and {other or 'male'}.",
            "Contrast and radiation are planned by this: correct the one that is not meant.",
        )
