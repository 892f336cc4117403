"""Check biopsies: how calcifications were sampled, and whether the result answers the image."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.assessment import Action
from birads.checks.registry import Found, declare
from birads.checks.sense import Sense
from birads.checks.sources import CONCORDANCE, RETRIEVAL, WORKUP
from birads.checks.words import NEEDLE, SURGEON, SURGERY, TISSUE
from birads.findings import FindingBase, MgCalcifications
from birads.issue import Severity
from birads.lexicon.common import Category
from birads.pathology import Pathology, ResultClass, SpecimenRadiograph

_SAMPLES: Final = 12
_GAUGE: Final = 11
_ANSWERS: Final = TISSUE | SURGEON
_SETTLED: Final = _ANSWERS | {Action.SHORT_INTERVAL_FOLLOW_UP}


def _needle_of_calcifications(sense: Sense) -> Iterator[tuple[int, Pathology]]:
    for number, result in enumerate(sense.report.pathology):
        known = sense.findings.get(result.finding)
        if known and isinstance(known[1], MgCalcifications) and result.procedure in NEEDLE:
            yield number, result


@declare(
    "procedure_not_stated",
    Severity.INFORMATION,
    silent="Silent for results that are older than the exam of their finding.",
    source=CONCORDANCE,
)
def procedure_not_stated(sense: Sense) -> Iterator[Found]:
    """Find a tissue result that does not say how the tissue was taken."""
    for number, result in enumerate(sense.report.pathology):
        if result.procedure is None and not sense.is_history(result):
            yield Found(
                f"/pathology/{number}",
                f"How the tissue of finding {result.finding!r} was taken is not stated.",
                "Add 'procedure': a needle result can be upgraded at excision.",
            )


@declare(
    "specimen_radiograph_not_stated",
    Severity.INFORMATION,
    silent="Silent for findings other than calcifications, for fine-needle aspiration and surgery.",
    source=f"{RETRIEVAL}; {WORKUP}",
)
def specimen_radiograph_not_stated(sense: Sense) -> Iterator[Found]:
    """Find a needle biopsy of calcifications without a specimen radiograph."""
    for number, result in _needle_of_calcifications(sense):
        shown = result.specimen_radiograph
        if shown in (None, SpecimenRadiograph.NOT_DONE):
            place = "/specimen_radiograph" if shown is not None else ""
            yield Found(
                f"/pathology/{number}{place}",
                f"The specimen radiograph of finding {result.finding!r} is "
                f"{'not stated' if shown is None else 'stated as not done'}.",
                "It shows whether calcifications were sampled.",
            )


@declare(
    "marker_clip_not_stated",
    Severity.INFORMATION,
    silent="Silent for findings other than calcifications, for fine-needle aspiration and surgery, "
    "and where it is stated that no clip was placed.",
    source=WORKUP,
)
def marker_clip_not_stated(sense: Sense) -> Iterator[Found]:
    """Find a needle biopsy of calcifications that does not say whether a clip was placed."""
    for number, result in _needle_of_calcifications(sense):
        if result.marker_clip is None:
            yield Found(
                f"/pathology/{number}",
                f"Whether a marker clip was placed at finding {result.finding!r} is not stated.",
                "Add 'marker_clip': true or false.",
            )


@declare(
    "marker_position_not_documented",
    Severity.INFORMATION,
    silent="Silent where no clip was placed or none is stated.",
    source=WORKUP,
)
def marker_position_not_documented(sense: Sense) -> Iterator[Found]:
    """Find a marker clip whose position is not documented."""
    for number, result in _needle_of_calcifications(sense):
        if result.marker_clip and not result.marker_position_documented:
            yield Found(
                f"/pathology/{number}/marker_clip",
                f"The position of the clip at finding {result.finding!r} is not documented.",
                "State it in the report and on the mammogram after the biopsy.",
            )


@declare(
    "few_samples",
    Severity.INFORMATION,
    silent="Silent for every gauge but 11, for which the number was given, and for a malignant "
    "result, which shows that the lesion was sampled.",
    source=WORKUP,
)
def few_samples(sense: Sense) -> Iterator[Found]:
    """Find an 11-gauge biopsy of calcifications with fewer than 12 samples."""
    for number, result in _needle_of_calcifications(sense):
        if result.gauge != _GAUGE or result.samples is None or result.samples >= _SAMPLES:
            continue
        if result.result_class is not ResultClass.MALIGNANT:
            yield Found(
                f"/pathology/{number}/samples",
                f"{result.samples} samples were taken with an 11-gauge needle.",
                "Twelve were advised for calcifications with this needle.",
            )


@declare(
    "calcification_not_in_specimen",
    Severity.WARNING,
    silent="Silent where another specimen of the finding holds calcifications, where surgery or a "
    "result that is not benign is there, and where another biopsy, an excision or a surgeon is "
    "recommended for it.",
    source=f"{RETRIEVAL}; {CONCORDANCE}",
    crosses=True,
)
def calcification_not_in_specimen(sense: Sense) -> Iterator[Found]:
    """Find a benign result of a specimen that shows no calcification."""
    for number, result in _needle_of_calcifications(sense):
        finding = sense.findings[result.finding][1]
        if (
            result.specimen_radiograph is SpecimenRadiograph.ABSENT
            and result.result_class is ResultClass.BENIGN
            and not _settled(sense, finding, _ANSWERS)
            and not _retrieved(sense, finding)
        ):
            yield Found(
                f"/pathology/{number}/specimen_radiograph",
                f"Finding {finding.id!r} is benign in a specimen without its calcifications.",
                "The lesion may not have been sampled: the result does not answer it.",
                crosses=True,
            )


def _settled(sense: Sense, finding: FindingBase, actions: frozenset[Action]) -> bool:
    """Say whether surgery, a result that is not benign, or a plan goes with a benign one."""
    for _, result in sense.results(finding):
        if result.procedure in SURGERY or result.result_class is not ResultClass.BENIGN:
            return True
    return not sense.plan_of_finding(finding).actions.isdisjoint(actions)


def _retrieved(sense: Sense, finding: FindingBase) -> bool:
    return any(
        result.specimen_radiograph is SpecimenRadiograph.CALCIFICATIONS_PRESENT
        for _, result in sense.results(finding)
    )


def _benign(sense: Sense, number: int, finding: FindingBase) -> tuple[int, Category] | None:
    """Return the benign result of a finding and the category that counts for it."""
    stated = sense.categories[number]
    if stated is None:
        return None
    for place, result in sense.results(finding):
        if result.result_class is ResultClass.BENIGN:
            return place, stated.category
    return None


@declare(
    "benign_after_five",
    Severity.WARNING,
    silent="Silent where surgery or a result that is not benign is there, where another biopsy, an "
    "excision or a surgeon is recommended for it, and for results older than the exam.",
    source=CONCORDANCE,
    crosses=True,
)
def benign_after_five(sense: Sense) -> Iterator[Found]:
    """Find a benign result after category 5, which is discordant."""
    for number, finding in enumerate(sense.report.findings):
        found = _benign(sense, number, finding)
        if found and found[1] is Category.C5 and not _settled(sense, finding, _ANSWERS):
            yield Found(
                f"/pathology/{found[0]}/result",
                f"Finding {finding.id!r} has category 5 and a benign result: discordant.",
                "A discordant result is not an answer: repeat the tissue diagnosis or excise.",
                crosses=True,
            )


@declare(
    "correlation_not_documented",
    Severity.WARNING,
    silent="Silent where surgery or a result that is not benign is there, where a follow-up, "
    "biopsy or surgeon is recommended for it, and for results older than the exam.",
    source=CONCORDANCE,
)
def correlation_not_documented(sense: Sense) -> Iterator[Found]:
    """Find a benign result after 4C whose correlation with the images is not documented."""
    for number, finding in enumerate(sense.report.findings):
        found = _benign(sense, number, finding)
        if found and found[1] is Category.C4C and not _settled(sense, finding, _SETTLED):
            yield Found(
                f"/pathology/{found[0]}/result",
                f"Finding {finding.id!r} has category 4C and a benign result; that the two agree "
                "is not documented.",
                "State whether result and images are concordant, and the next step.",
            )
