"""Check how calcifications were sampled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks._concordance import needle_of_calcifications, unfilmed
from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import CONCORDANCE, RETRIEVAL, WORKUP
from birads.issue import Severity
from birads.report.pathology import ResultClass, SpecimenRadiograph

_SAMPLES: Final = 12
_GAUGE: Final = 11


@declare(
    "procedure_not_stated",
    Severity.INFORMATION,
    silent="Silent for results that are older than the exam of their finding.",
    source=CONCORDANCE,
    needs=(Need.PATHOLOGY,),
)
def procedure_not_stated(sense: Sense) -> Iterator[Found]:
    """Find a tissue result that does not say how the tissue was taken."""
    for number, result in sense.tissue_results:
        if result.procedure is None and not sense.is_history(result):
            yield Found(
                f"/pathology/{number}",
                f"How the tissue of {sense.taken_of(result)} was taken is not stated.",
                "Add 'procedure': a needle result can be upgraded at excision.",
            )


@declare(
    "specimen_radiograph_not_stated",
    Severity.INFORMATION,
    silent="Silent for findings other than calcifications, for fine-needle aspiration and surgery, "
    "and where benign_without_specimen_radiograph speaks.",
    source=f"{RETRIEVAL}; {WORKUP}",
    needs=(Need.CALCIFICATIONS, Need.PATHOLOGY),
)
def specimen_radiograph_not_stated(sense: Sense) -> Iterator[Found]:
    """Find a needle biopsy of calcifications without a specimen radiograph."""
    for number, result, finding in needle_of_calcifications(sense):
        shown = result.specimen_radiograph
        if shown in (None, SpecimenRadiograph.NOT_DONE) and not unfilmed(sense, result, finding):
            place = "/specimen_radiograph" if shown is not None else ""
            yield Found(
                f"/pathology/{number}{place}",
                f"The specimen radiograph of finding {finding.id!r} is "
                f"{'not stated' if shown is None else 'stated as not done'}.",
                "It shows whether calcifications were sampled.",
            )


@declare(
    "marker_clip_not_stated",
    Severity.INFORMATION,
    silent="Silent for findings other than calcifications, for fine-needle aspiration and surgery, "
    "and where it is stated that no clip was placed.",
    source=WORKUP,
    needs=(Need.CALCIFICATIONS, Need.PATHOLOGY),
)
def marker_clip_not_stated(sense: Sense) -> Iterator[Found]:
    """Find a needle biopsy of calcifications that does not say whether a clip was placed."""
    for number, result, finding in needle_of_calcifications(sense):
        if result.marker_clip is None:
            yield Found(
                f"/pathology/{number}",
                f"Whether a marker clip was placed at finding {finding.id!r} is not stated.",
                "Add 'marker_clip': true or false.",
            )


@declare(
    "marker_position_not_documented",
    Severity.INFORMATION,
    silent="Silent where no clip was placed or none is stated.",
    source=WORKUP,
    needs=(Need.CALCIFICATIONS, Need.PATHOLOGY),
)
def marker_position_not_documented(sense: Sense) -> Iterator[Found]:
    """Find a marker clip whose position is not documented."""
    for number, result, finding in needle_of_calcifications(sense):
        if result.marker_clip and not result.marker_position_documented:
            yield Found(
                f"/pathology/{number}/marker_clip",
                f"The position of the clip at finding {finding.id!r} is not documented.",
                "State it in the report and on the mammogram after the biopsy.",
            )


@declare(
    "few_samples",
    Severity.INFORMATION,
    silent="Silent for every gauge but 11, for which the number was given, and for a malignant "
    "result, which shows that the lesion was sampled.",
    source=WORKUP,
    needs=(Need.CALCIFICATIONS, Need.PATHOLOGY),
)
def few_samples(sense: Sense) -> Iterator[Found]:
    """Find an 11-gauge biopsy of calcifications with fewer than 12 samples."""
    for number, result, _ in needle_of_calcifications(sense):
        if result.gauge != _GAUGE or result.samples is None or result.samples >= _SAMPLES:
            continue
        if result.result_class is not ResultClass.MALIGNANT:
            yield Found(
                f"/pathology/{number}/samples",
                f"{result.samples} samples were taken with an 11-gauge needle.",
                "Twelve were advised for calcifications with this needle.",
            )
