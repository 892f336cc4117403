"""Check the categories that have a condition of their own: 0, 4A-4C on MRI, 6."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from birads.checks._clash import clash_of
from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import ASSESSMENT, CHANGES, CONCORDANCE, MRI, ZERO
from birads.checks._words import ONE_TO_THREE, SUBDIVIDED, alike, quoted, said
from birads.issue import Severity
from birads.lexicon.common import Category, Modality, Side
from birads.report.assessment import AssessmentReason, AssessmentScope
from birads.report.cancer import Cancer, CancerState
from birads.report.exam import ExamBase, MriExam
from birads.report.findings import FindingBase
from birads.report.pathology import ResultClass
from birads.report.view._index import is_final, sides


@declare(
    "breast_assessed_twice",
    Severity.ERROR,
    silent="Silent for different exams, where it is open which exam is meant, for a plain 4 beside "
    "4A, 4B or 4C, and for 0, which has its own check.",
    source=ASSESSMENT,
    crosses=True,
    needs=(Need.ASSESSMENTS,),
)
def breast_assessed_twice(sense: Sense) -> Iterator[Found]:
    """Find different final categories for one breast on one exam."""
    for told in _told(sense):
        clash = clash_of(told.first, _other_final) if told.named else None
        if clash is not None:
            yield Found(
                clash.pointer,
                f"The {told.side} breast has the categories {clash.categories} on the same exam.",
                "Keep one, or name the exam that each belongs to.",
                clash.crosses,
            )


@declare(
    "zero_beside_final",
    Severity.ERROR,
    silent="Silent where the two name different exams, of which a later one completes the first, "
    "and where only one of them names its exam.",
    source=ASSESSMENT,
    crosses=True,
    needs=(Need.ASSESSMENTS,),
)
def zero_beside_final(sense: Sense) -> Iterator[Found]:
    """Find a breast that is incomplete (0) and has a final category on one exam."""
    for told in _told(sense):
        clash = clash_of(told.first, _zero_and_final)
        if clash is not None:
            yield Found(
                clash.pointer,
                f"The {told.side} breast has the categories {clash.categories}; 0 says that it is "
                "incomplete.",
                "Name the exam that each category belongs to, or keep one.",
                clash.crosses,
            )


class _Told(NamedTuple):
    """What the assessments say of one breast on one exam."""

    side: Side
    named: bool  # false where the report has several exams and these entries name none
    first: dict[Category, int]  # where the list says a category first


def _told(sense: Sense) -> Iterable[_Told]:
    """Return the assessments by breast and exam."""
    several = len(sense.report.exams) > 1
    found: dict[tuple[Side, str | None], _Told] = {}
    for number, entry in enumerate(sense.report.assessments):
        for side in sides(entry.breast):
            exam = entry.exam or sense.lone_exam
            told = found.setdefault((side, exam), _Told(side, exam is not None or not several, {}))
            told.first.setdefault(entry.category, number)
    return found.values()


def _other_final(one: Category, two: Category) -> bool:
    return is_final(one) and is_final(two) and not alike(one, two)


def _zero_and_final(one: Category, two: Category) -> bool:
    return is_final(one) is not is_final(two)


@declare(
    "zero_without_reason",
    Severity.INFORMATION,
    silent="Silent for a finding's own 0, which has no member for the reason.",
    source=ZERO,
    needs=(Need.ZERO,),
)
def zero_without_reason(sense: Sense) -> Iterator[Found]:
    """Find a category 0 that does not say whether it waits for imaging or for earlier exams."""
    for number, entry in enumerate(sense.report.assessments):
        if entry.category is Category.C0 and entry.reason in (None, AssessmentReason.NOT_STATED):
            yield Found(
                f"/assessments/{number}",
                f"Category 0 of the {entry.breast} assessment has no reason.",
                "State 'needs_additional_imaging' or 'needs_priors'.",
            )


@declare(
    "priors_needed_but_compared",
    Severity.WARNING,
    silent="Silent where it is open which exam is meant, and where only other modalities are "
    "listed as comparisons.",
    source=ZERO,
    needs=(Need.ASSESSMENTS,),
)
def priors_needed_but_compared(sense: Sense) -> Iterator[Found]:
    """Find a category 0 that waits for earlier exams while its exam lists comparisons."""
    for number, entry in enumerate(sense.report.assessments):
        if entry.category is not Category.C0 or entry.reason is not AssessmentReason.NEEDS_PRIORS:
            continue
        known = sense.only_exam(entry.exam)
        if known is not None and any(
            prior.modality in (None, Modality.MAMMOGRAPHY) for prior in known[1].comparisons or ()
        ):
            yield Found(
                f"/assessments/{number}/reason",
                f"The {entry.breast} assessment waits for earlier exams, but exam "
                f"{known[1].id!r} lists comparisons.",
                "If other priors are still to come, say which in the recommendation.",
            )


@declare(
    "four_subdivided_on_mri",
    Severity.WARNING,
    silent="Silent where it is open which exam is meant. The category is read as 4.",
    source=f"{MRI}; {CHANGES}",
    needs=(Need.HIGH,),
)
def four_subdivided_on_mri(sense: Sense) -> Iterator[Found]:
    """Find a category 4 of an MRI that is divided into 4A, 4B or 4C."""
    exams = sense.report.exams
    all_mri = bool(exams) and all(isinstance(exam, MriExam) for exam in exams)
    for number, finding in enumerate(sense.report.findings):
        if finding.category in SUBDIVIDED and _is_mri(finding, sense.exam_of(finding)):
            yield _subdivided(f"/findings/{number}/category", finding.category)
    for number, entry in enumerate(sense.report.assessments):
        if entry.category not in SUBDIVIDED:
            continue
        known = sense.exams.get(entry.exam) if entry.exam is not None else None
        if isinstance(known[1], MriExam) if known else entry.exam is None and all_mri:
            yield _subdivided(f"/assessments/{number}/category", entry.category)


def _is_mri(finding: FindingBase, exam: ExamBase | None) -> bool:
    return finding.kind.startswith("mri.") or isinstance(exam, MriExam)


def _subdivided(pointer: str, category: Category | None) -> Found:
    return Found(
        pointer,
        f"Category {category} is stated for MRI, where 4 is not divided; it is read as 4.",
        "State 4 for the MRI, or name the exam that the category comes from.",
    )


@declare(
    "six_without_malignancy",
    Severity.WARNING,
    silent="The indication of the exam is quoted and makes it information, for the proof often "
    "stands there. Silent where the finding, or for a breast one of its findings, has a malignant "
    "tissue result, a malignant outcome or a known cancer that is not treated; the "
    "breast is silent where a finding of it is called "
    "6.",
    source=ASSESSMENT,
)
def six_without_malignancy(sense: Sense) -> Iterator[Found]:
    """Find a known cancer (6) without a malignant result in the report."""
    known = {entry.finding for entry in sense.report.outcomes if entry.malignant}
    known |= {
        entry.finding
        for _, entry in sense.tissue_results
        if entry.finding is not None and entry.result_class is ResultClass.MALIGNANT
    }
    answered: set[Side] = {
        side for entry in sense.report.outcomes if entry.malignant for side in sides(entry.breast)
    }
    answered.update(
        side
        for _, entry in sense.tissue_results
        if entry.result_class is ResultClass.MALIGNANT
        for side in sides(entry.breast)
    )
    known |= {cancer.finding for cancer in _untreated(sense) if cancer.finding is not None}
    answered.update(side for cancer in _untreated(sense) for side in sides(cancer.breast))
    for number, finding in enumerate(sense.report.findings):
        places = sides(finding.location.breast if finding.location else None)
        if finding.category is Category.C6 and finding.id not in known:
            exam = sense.only_exam(finding.exam)
            yield _unproven(f"/findings/{number}/category", f"Finding {finding.id!r}", exam)
        if finding.category is Category.C6 or finding.id in known:
            answered.update(places)
    for number, entry in enumerate(sense.report.assessments):
        if entry.category is not Category.C6:
            continue
        overall = entry.breast is AssessmentScope.OVERALL
        proven = bool(known or answered) if overall else answered.intersection(sides(entry.breast))
        if not proven:
            what = f"The {entry.breast} assessment"
            exam = sense.only_exam(entry.exam)
            yield _unproven(f"/assessments/{number}/category", what, exam)


def _untreated(sense: Sense) -> list[Cancer]:
    """Return the known cancers of the report that are not called treated."""
    return [each for each in sense.report.cancers or () if each.state is not CancerState.TREATED]


def _unproven(pointer: str, what: str, known: tuple[int, ExamBase] | None) -> Found:
    message = f"{what} has category 6, but no malignant tissue result is in the report"
    hint = "Category 6 is for a cancer proven by biopsy: add its result."
    text = known[1].indication if known is not None else None
    if not text:
        return Found(pointer, f"{message}.", hint)
    message = f"{message}; the indication says {quoted(text)}."
    return Found(pointer, message, hint, severity=Severity.INFORMATION)


@declare(
    "malignant_below_four",
    Severity.WARNING,
    silent="Silent for a result that is older than the exam of its finding, and for category 0.",
    source=CONCORDANCE,
    crosses=True,
    needs=(Need.PATHOLOGY, Need.LOW),
)
def malignant_below_four(sense: Sense) -> Iterator[Found]:
    """Find a malignant result of a finding, or a breast, called 1, 2 or 3."""
    for number, finding in enumerate(sense.report.findings):
        stated = sense.bound_of(number, finding)
        if stated is None or stated.category not in ONE_TO_THREE:
            continue
        for place, result in sense.results(finding):
            if result.result_class is ResultClass.MALIGNANT:
                yield Found(
                    stated.pointer,
                    f"Finding {finding.id!r} has {sense.named(stated)}, but "
                    f"{said([result.read_as or ''])} in its tissue (/pathology/{place}).",
                    "If the category is that before the biopsy, an addendum should say so.",
                    crosses=True,
                )
                break
    yield from _malignant_in_breast(sense)


def _malignant_in_breast(sense: Sense) -> Iterator[Found]:
    """Find a breast called 1, 2 or 3 whose tissue, of no named finding, is malignant."""
    for place, result in sense.tissue_results:
        if result.result_class is not ResultClass.MALIGNANT or result.finding is not None:
            continue
        for side in () if sense.is_history(result) else sides(result.breast):
            stated = sense.bound_of_breast(side)
            if stated is not None and stated.category in ONE_TO_THREE:
                yield Found(
                    stated.pointer,
                    f"The {side} breast has {sense.named(stated)}, but "
                    f"{said([result.read_as or ''])} in its tissue (/pathology/{place}).",
                    "If the category is that before the biopsy, an addendum should say so.",
                    crosses=True,
                )
                break
