"""Check whether a benign result answers the image."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from birads.checks._innocent import is_innocent
from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense, suspicious_words
from birads.checks._signs import duct_words, enhancement_words
from birads.checks._sources import CONCORDANCE, RETRIEVAL, WORKUP
from birads.checks._suspected import still_open, suspected
from birads.checks._words import DUCTAL, NEEDLE, TO_TISSUE, said
from birads.issue import Severity
from birads.lexicon.common import Category, Side
from birads.lexicon.mammography import CalcMorphology
from birads.lexicon.ultrasound import Visibility
from birads.report.assessment import Action, AssessmentScope
from birads.report.findings import FindingBase, MgCalcifications
from birads.report.pathology import (
    BiopsyProcedure,
    Concordance,
    Guidance,
    Pathology,
    ResultClass,
    SpecimenRadiograph,
)
from birads.report.view._index import Stated, breast_of, sides

__all__ = ["needle_of_calcifications", "unfilmed"]

_ANSWERS: Final = TO_TISSUE
_SETTLED: Final = _ANSWERS | {Action.SHORT_INTERVAL_FOLLOW_UP}
_CHECKED: Final = frozenset({Category.C4C, Category.C5})
_OPEN: Final = (
    "Silent where surgery or a result that is not benign is there, where another biopsy, an "
    "excision or surgical consultation is recommended for it"
)


def needle_of_calcifications(sense: Sense) -> Iterator[tuple[int, Pathology, FindingBase]]:
    """Yield the core and vacuum biopsies of calcifications that were read."""
    for number, result in sense.tissue_results:
        known = sense.finding_named(result.finding)
        if known and isinstance(known[1], MgCalcifications) and result.procedure in NEEDLE:
            yield number, result, known[1]


def _settled(sense: Sense, finding: FindingBase, actions: Collection[Action]) -> bool:
    """Say whether surgery, a result that is not benign, or a plan goes with a benign one."""
    return sense.tissue(finding).beyond_benign or sense.plan_of_finding(finding).answers(actions)


@declare(
    "calcification_not_in_specimen",
    Severity.WARNING,
    silent=f"{_OPEN}, and where another specimen of the finding holds calcifications.",
    source=f"{RETRIEVAL}; {CONCORDANCE}",
    crosses=True,
    needs=(Need.CALCIFICATIONS, Need.PATHOLOGY),
)
def calcification_not_in_specimen(sense: Sense) -> Iterator[Found]:
    """Find a benign result of a specimen that shows no calcification."""
    for number, result, finding in needle_of_calcifications(sense):
        if (
            result.specimen_radiograph is SpecimenRadiograph.ABSENT
            and result.result_class is ResultClass.BENIGN
            and not _settled(sense, finding, _ANSWERS)
            and not sense.tissue(finding).retrieved
        ):
            yield Found(
                f"/pathology/{number}/specimen_radiograph",
                f"Finding {finding.id!r} is benign in a specimen without its calcifications.",
                "The lesion may not have been sampled: the result does not answer it.",
                crosses=True,
            )


def unfilmed(sense: Sense, result: Pathology, finding: FindingBase) -> bool:
    """Say whether nothing shows that a benign needle biopsy took the calcifications.

    That is where no specimen film was done, or none is stated and ultrasound guided the needle to
    what ultrasound did not show.
    """
    if result.result_class is not ResultClass.BENIGN or sense.is_history(result):
        return False
    shown = finding.ultrasound if isinstance(finding, MgCalcifications) else None
    blind = (
        result.specimen_radiograph is None
        and result.guidance is Guidance.ULTRASOUND
        and shown is not None
        and shown.visibility is Visibility.NOT_VISIBLE
    )
    if not blind and result.specimen_radiograph is not SpecimenRadiograph.NOT_DONE:
        return False
    return not _settled(sense, finding, _ANSWERS) and not sense.tissue(finding).retrieved


@declare(
    "benign_without_specimen_radiograph",
    Severity.WARNING,
    silent=f"{_OPEN}, where another specimen of the finding holds calcifications, for results "
    "older than the exam, and where a film is not stated, unless ultrasound guided the needle to "
    "calcifications that it does not show.",
    source=f"{WORKUP}; {RETRIEVAL}",
    crosses=True,
    needs=(Need.CALCIFICATIONS, Need.PATHOLOGY),
)
def benign_without_specimen_radiograph(sense: Sense) -> Iterator[Found]:
    """Find a benign needle biopsy of calcifications without proof that they were sampled."""
    for number, result, finding in needle_of_calcifications(sense):
        if unfilmed(sense, result, finding):
            place = "" if result.specimen_radiograph is None else "/specimen_radiograph"
            yield Found(
                f"/pathology/{number}{place}",
                f"Finding {finding.id!r} is benign, and no specimen radiograph shows its "
                "calcifications.",
                "The lesion may not have been sampled: state what shows that it was.",
                crosses=True,
            )


@declare(
    "aspiration_of_calcifications",
    Severity.WARNING,
    silent=f"{_OPEN}, where another kind of biopsy answers, and for results older than the exam.",
    source=WORKUP,
    crosses=True,
    needs=(Need.PATHOLOGY,),
)
def aspiration_of_calcifications(sense: Sense) -> Iterator[Found]:
    """Find a benign fine-needle aspiration of calcifications, which answers nothing."""
    for number, result in sense.tissue_results:
        known = sense.finding_named(result.finding)
        if known is None or not isinstance(known[1], MgCalcifications):
            continue
        aspirated = result.procedure is BiopsyProcedure.FINE_NEEDLE_ASPIRATION
        if not aspirated or result.result_class is not ResultClass.BENIGN:
            continue
        if sense.is_history(result) or known[0] in sense.answered:
            continue
        if not _settled(sense, known[1], _ANSWERS):
            yield Found(
                f"/pathology/{number}/procedure",
                f"The calcifications {result.finding!r} are benign by fine-needle aspiration only.",
                "Aspiration is inaccurate for calcifications: a core or vacuum biopsy is still "
                "open.",
                crosses=True,
            )


def _benign_results(sense: Sense) -> list[int | None]:
    """Return for each finding its benign result; where it has no result, one of its lesion.

    ``None`` where there is none, or another finding of the lesion was operated on or is not
    benign.
    """
    findings = sense.report.findings
    of_lesion: dict[int, int | None] = {}
    out = []
    for number, finding in enumerate(findings):
        members = sense.lesion_of(number)
        if members[0] not in of_lesion:
            tissue = [sense.tissue(findings[member]) for member in members]
            benign = [each.benign for each in tissue if each.benign is not None]
            beyond = any(each.beyond_benign for each in tissue)
            of_lesion[members[0]] = None if beyond else min(benign, default=None)
        own = sense.tissue(finding)
        out.append(own.benign if own.current else of_lesion[members[0]])
    return out


def _benign(
    sense: Sense, categories: Collection[Category], actions: Collection[Action]
) -> Iterator[tuple[int, FindingBase, Stated, int]]:
    """Yield benign results of findings that such a category can be about, and nothing settles."""
    meant = still_open(sense) | {
        side
        for finding in sense.report.findings
        if sense.tissue(finding).beyond_benign
        for side in _places(finding)
    }
    benign = _benign_results(sense)
    for number, finding, stated in suspected(sense):
        place = benign[number]
        if stated.category not in categories or place is None:
            continue
        scope = sense.scope(stated)
        others = meant if scope is AssessmentScope.OVERALL else meant & _places(finding)
        if scope is not None and (others or is_innocent(finding)):
            continue
        if not _settled(sense, finding, actions):
            yield number, finding, stated, place


def _places(finding: FindingBase) -> set[Side]:
    return set(sides(breast_of(finding)) or Side)


@declare(
    "benign_after_five",
    Severity.WARNING,
    silent=f"{_OPEN} (a benign excision ends the question), for results older than the exam, and "
    "where another finding of the breast can be the one that its 5 is about.",
    source=CONCORDANCE,
    crosses=True,
    needs=(Need.FINDINGS, Need.PATHOLOGY),
)
def benign_after_five(sense: Sense) -> Iterator[Found]:
    """Find a benign result after category 5, which is discordant."""
    five = frozenset({Category.C5})
    yield from sense.once(
        (
            number,
            Found(
                sense.result_pointer(place),
                f"Finding {finding.id!r} has {sense.named(stated)} and a benign result: "
                "discordant.",
                "A discordant result is not an answer: repeat the tissue diagnosis or excise.",
                crosses=True,
            ),
        )
        for number, finding, stated, place in _benign(sense, five, _ANSWERS)
    )


@declare(
    "correlation_not_documented",
    Severity.WARNING,
    silent=f"{_OPEN}, where a follow-up is recommended for it, where the result is called "
    "concordant, and for results older than the exam.",
    source=CONCORDANCE,
    needs=(Need.FINDINGS, Need.PATHOLOGY),
)
def correlation_not_documented(sense: Sense) -> Iterator[Found]:
    """Find a benign result after 4C whose correlation with the images is not documented."""
    high = frozenset({Category.C4C})
    yield from sense.once(
        (
            number,
            Found(
                sense.result_pointer(place),
                f"Finding {finding.id!r} has {sense.named(stated)} and a benign result; that the "
                "two agree is not documented.",
                "State whether result and images are concordant, and the next step.",
            ),
        )
        for number, finding, stated, place in _benign(sense, high, _SETTLED)
        if not _documented(sense, place)
    )


@declare(
    "benign_against_words",
    Severity.WARNING,
    silent=f"{_OPEN}, where a follow-up is recommended for it, where the result is called "
    "concordant, for 4C and 5, which have their own checks, and for results older than the exam.",
    source=CONCORDANCE,
    crosses=True,
    needs=(Need.FINDINGS, Need.PATHOLOGY),
)
def benign_against_words(sense: Sense) -> Iterator[Found]:
    """Find a benign result of what its words make likely malignant, and nothing that follows."""
    yield from sense.once(_against_words(sense))


def _against_words(sense: Sense) -> Iterator[tuple[int, Found]]:
    checked = {
        sense.lesion_of(number)[0]
        for number, _, stated in suspected(sense)
        if stated.category in _CHECKED
    }
    benign = _benign_results(sense)
    for number, finding in enumerate(sense.report.findings):
        place = benign[number]
        words = _likely(finding) if place is not None else []
        if place is None or not words or sense.lesion_of(number)[0] in checked:
            continue
        if not _settled(sense, finding, _SETTLED) and not _documented(sense, place):
            message = (
                f"Finding {finding.id!r} is {said(words)} and has a benign result; that the two "
                "agree is not documented."
            )
            hint = "State whether result and images are concordant, and the next step."
            yield number, Found(sense.result_pointer(place), message, hint, crosses=True)


def _documented(sense: Sense, place: int) -> bool:
    """Say whether the radiologist states that a result agrees with the images."""
    return sense.report.pathology[place].concordance is Concordance.CONCORDANT


def _likely(finding: FindingBase) -> list[str]:
    """Return the words that make cancer likely, whatever the category says."""
    if isinstance(finding, MgCalcifications):
        words = suspicious_words(finding)
        linear = CalcMorphology.FINE_LINEAR_BRANCHING in words
        ductal = CalcMorphology.FINE_PLEOMORPHIC in words and finding.distribution in DUCTAL
        return [str(word) for word in words] if linear or ductal else []
    margin = getattr(finding, "margin", None) or ()
    words_of_margin = [margin] if isinstance(margin, str) else margin
    spiculated = ["spiculated"] if "spiculated" in words_of_margin else []
    segmental = [word for word in duct_words(finding) if word == "segmental"]
    return [*spiculated, *segmental, *enhancement_words(finding)]
