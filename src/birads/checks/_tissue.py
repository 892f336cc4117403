"""Check what follows a high-risk or malignant result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense, suspicious_words
from birads.checks._sources import (
    ASSESSMENT,
    ATYPIA,
    CALCIFICATIONS,
    CONCORDANCE,
    HIGH_RISK,
    PRACTICE,
)
from birads.checks._words import FOUR_OR_FIVE, SURGEON, SURGERY, TISSUE, said
from birads.issue import Severity
from birads.lexicon.common import Category, Side
from birads.report.assessment import Action
from birads.report.findings import FindingBase, MgCalcifications
from birads.report.pathology import BiopsyProcedure, Pathology, PathologyResult, ResultClass
from birads.report.view._index import breast_of, sides

_EXCISED: Final = frozenset(
    {PathologyResult.ATYPICAL_DUCTAL_HYPERPLASIA, PathologyResult.HIGH_RISK}
)
_ENOUGH: Final = 5  # one more than a finding can call the same lesion
_CASE_BY_CASE: Final = frozenset(
    {
        PathologyResult.PAPILLOMA,
        PathologyResult.FLAT_EPITHELIAL_ATYPIA,
        PathologyResult.ATYPICAL_LOBULAR_HYPERPLASIA,
    }
)
"""High-risk lesions for which a planned follow-up is an answer."""

_WAITS: Final = frozenset({Action.ROUTINE_SCREENING, Action.SHORT_INTERVAL_FOLLOW_UP})
_FOLLOWED: Final = SURGEON | {Action.SURGICAL_EXCISION}


def _open_high_risk(sense: Sense) -> Iterator[tuple[int, Pathology]]:
    """Yield high-risk needle results that no surgery, cancer or consultation followed."""
    for number, result in sense.tissue_results:
        if result.result_class is not ResultClass.HIGH_RISK or result.procedure in SURGERY:
            continue
        known = sense.finding_named(result.finding)
        if sense.is_history(result) or (known is not None and _moot(sense, known[1])):
            continue
        if not sense.plan_of_result(result).answers(_FOLLOWED):
            yield number, result


def _moot(sense: Sense, finding: FindingBase) -> bool:
    return sense.is_cancer(finding) or sense.tissue(finding).operated


@declare(
    "atypia_without_excision",
    Severity.WARNING,
    silent="Silent where surgery or a malignant result of the finding is there, where excision, a "
    "surgeon or clinical management is recommended, and for results older than the exam.",
    source=f"{ATYPIA}; {HIGH_RISK}",
    needs=(Need.PATHOLOGY,),
)
def atypia_without_excision(sense: Sense) -> Iterator[Found]:
    """Find atypical ductal hyperplasia, or an unspecified high-risk lesion, without a next step."""
    for number, result in _open_high_risk(sense):
        if result.read_as in _EXCISED:
            yield Found(
                sense.result_pointer(number),
                f"The needle biopsy of {sense.taken_of(result)} shows "
                f"{_lesion(result)}, and no excision or consultation follows.",
                "Cancer is found at excision in a part of these: state the next step.",
            )


@declare(
    "high_risk_without_consultation",
    Severity.INFORMATION,
    silent="Silent as for atypia_without_excision, which has its own check, and where a follow-up "
    "of a papilloma, flat epithelial atypia or atypical lobular hyperplasia is recommended.",
    source=HIGH_RISK,
    needs=(Need.PATHOLOGY,),
)
def high_risk_without_consultation(sense: Sense) -> Iterator[Found]:
    """Find another high-risk lesion without a next step."""
    for number, result in _open_high_risk(sense):
        followed = sense.plan_of_result(result).answers({Action.SHORT_INTERVAL_FOLLOW_UP})
        if result.read_as not in _EXCISED and not (followed and result.read_as in _CASE_BY_CASE):
            yield Found(
                sense.result_pointer(number),
                f"The needle biopsy of {sense.taken_of(result)} shows "
                f"{_lesion(result)}, and no consultation is stated.",
                "Excision or follow-up is decided case by case: state which.",
            )


def _lesion(result: Pathology) -> str:
    if result.read_as in (None, PathologyResult.HIGH_RISK):
        return "a high-risk lesion"
    return said([str(result.read_as)])


@declare(
    "cancer_without_management",
    Severity.WARNING,
    silent="Silent where nothing is recommended for the finding, which is another check's, where "
    "anything but screening and follow-up is, where surgery of it is in the report, and for a "
    "malignant result older than the exam unless the category is 6.",
    source=f"{ASSESSMENT}; {PRACTICE}",
    crosses=True,
)
def cancer_without_management(sense: Sense) -> Iterator[Found]:
    """Find a known cancer for which only screening or follow-up is recommended."""
    yield from sense.once(_unmanaged(sense))


def _unmanaged(sense: Sense) -> Iterator[tuple[int, Found]]:
    for number, finding in enumerate(sense.report.findings):
        cancer = sense.is_cancer(finding)
        stated = sense.category_of(number, finding)
        six = stated is not None and stated.category is Category.C6
        plan = sense.plan_of_finding(finding)
        waits = bool(plan.actions) and plan.actions <= _WAITS
        if not (cancer or six) or not waits or sense.tissue(finding).operated:
            continue
        what = "is malignant" if cancer else "has category 6"
        written = " and ".join(sorted(action.replace("_", " ") for action in plan.actions))
        yield (
            number,
            Found(
                f"/findings/{number}",
                f"Finding {finding.id!r} {what}, and only {written} is recommended for it.",
                "A known cancer goes to a surgeon or an oncologist: recommend it, or say why not.",
                crosses=True,
            ),
        )


def _extent_member(finding: FindingBase) -> str | None:
    return next(
        (name for name in ("extent_mm", "longest_mm") if hasattr(finding, name)),
        None,
    )


@declare(
    "extent_not_stated_with_cancer",
    Severity.INFORMATION,
    silent="Silent where surgery of the finding is in the report, for kinds that have no size, and "
    "for results older than the exam.",
    source=CALCIFICATIONS,
    needs=(Need.FINDINGS, Need.PATHOLOGY),
)
def extent_not_stated_with_cancer(sense: Sense) -> Iterator[Found]:
    """Find a malignant finding without a stated extent."""
    for number, finding in enumerate(sense.report.findings):
        results = sense.results(finding)
        member = _extent_member(finding)
        if member is None or getattr(finding, member) is not None:
            continue
        if any(result.procedure in SURGERY for _, result in results):
            continue
        if any(result.result_class is ResultClass.MALIGNANT for _, result in results):
            yield Found(
                f"/findings/{number}",
                f"Finding {finding.id!r} is malignant, and its extent is not stated.",
                f"Add {member!r}: surgery is planned by it.",
            )


@declare(
    "other_group_not_sampled",
    Severity.WARNING,
    silent="Silent where that group has a tissue result, a category of its own below 4, a "
    "recommendation of a biopsy or a surgeon by name, or describes the same lesion, after a "
    "mastectomy, and for findings other than calcifications.",
    source=CONCORDANCE,
    needs=(Need.CALCIFICATIONS, Need.PATHOLOGY),
)
def other_group_not_sampled(sense: Sense) -> Iterator[Found]:
    """Find suspicious calcifications without tissue in a breast with a proven cancer."""
    cancers, removed = _cancers(sense)
    for number, finding in sense.calcifications:
        called = _suspected(sense, finding)
        if called is None or sense.results(finding):
            continue
        if _planned(sense, finding):
            continue
        for side in sides(breast_of(finding)):
            cancer = _other([*cancers[side, None], *cancers[side, finding.exam]], finding)
            if cancer is not None and side not in removed:
                yield Found(
                    f"/findings/{number}",
                    f"{cancer.id!r} of the {side} breast is malignant, and {finding.id!r}, "
                    f"{called}, has no tissue result.",
                    "Whether it belongs to the cancer changes the operation: say what is planned.",
                )
                break


def _suspected(sense: Sense, finding: MgCalcifications) -> str | None:
    """Return why calcifications are suspicious: a 4 or 5, or words that no category answers."""
    if finding.category in FOUR_OR_FIVE:
        return f"category {finding.category}"
    words = suspicious_words(finding)
    if finding.category is not None or not words or sense.tissue(finding).residual:
        return None
    return f"{said(words)} and without a category"


def _planned(sense: Sense, finding: FindingBase) -> bool:
    return sense.plans.named(finding.id).answers(TISSUE | SURGEON)


def _cancers(
    sense: Sense,
) -> tuple[dict[tuple[Side, str | None], list[FindingBase]], set[Side]]:
    """Return the first cancers of each breast, and the breasts that were removed.

    Malignant calcifications stand under no exam, other kinds under theirs: a mass that another
    modality shows may be the same lesion as the calcifications.
    """
    cancers: dict[tuple[Side, str | None], list[FindingBase]] = defaultdict(list)
    removed: set[Side] = set()
    for finding in sense.report.findings:
        results = [result for _, result in sense.results(finding)]
        malignant = any(result.result_class is ResultClass.MALIGNANT for result in results)
        exam = None if isinstance(finding, MgCalcifications) else finding.exam
        for side in sides(breast_of(finding)):
            if any(result.procedure is BiopsyProcedure.MASTECTOMY for result in results):
                removed.add(side)
            if malignant and len(cancers[side, exam]) < _ENOUGH:
                cancers[side, exam].append(finding)
    return cancers, removed


def _other(cancers: list[FindingBase], finding: MgCalcifications) -> FindingBase | None:
    """Return a cancer that is not described as the same lesion."""
    correlates = (finding.ultrasound, finding.cem, finding.mri)
    same = {finding.id} | {entry.finding for entry in correlates if entry is not None}
    return next((cancer for cancer in cancers if cancer.id not in same), None)
