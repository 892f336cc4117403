"""Check the measures: whether they can be millimetres, and whether margins exclude each other.

The bounds ask whether a number is in the right unit; they say nothing about a disease.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks._citations import FOCUS, MARGINS, RECEPTOR
from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.issue import Severity
from birads.report.findings import FindingBase

_LONGEST_MM: Final = 300.0
"""The longer side of the image receptor: nothing longer lies on one image."""

_FOCUS_MM: Final = 5.0
_ROUNDED_MM: Final = 0.5
_MASSES: Final = frozenset({"mg.mass", "us.mass", "mri.mass", "cem.mass"})
_SIZES: Final = ("longest_mm", "extent_mm")


def _sizes(finding: FindingBase) -> Iterator[tuple[str, float]]:
    for member in _SIZES:
        value = getattr(finding, member, None)
        if value is not None:
            yield member, value
    for place, value in enumerate(finding.sizes_mm or ()):
        yield f"sizes_mm/{place}", value


@declare(
    "size_is_zero",
    Severity.WARNING,
    silent="Silent for a finding that is resolved.",
    source="birads report format, version 1: sizes are in millimetres",
    needs=(Need.FINDINGS,),
)
def size_is_zero(sense: Sense) -> Iterator[Found]:
    """Find a finding that is described with a size of 0 mm."""
    for number, finding in enumerate(sense.report.findings):
        for member, value in _sizes(finding):
            if value == 0 and finding.change != "resolved":
                yield Found(
                    f"/findings/{number}/{member}",
                    f"Finding {finding.id!r} measures 0 mm.",
                    "Leave a size out that is not known; 'change' says that a finding resolved.",
                )


@declare(
    "size_beyond_image",
    Severity.WARNING,
    silent="Silent up to 300 mm, the longer side of the largest usual image receptor.",
    source=RECEPTOR,
    needs=(Need.FINDINGS,),
)
def size_beyond_image(sense: Sense) -> Iterator[Found]:
    """Find a size, or a distance from the nipple, that is longer than the whole image."""
    for number, finding in enumerate(sense.report.findings):
        measures = list(_sizes(finding))
        place = finding.location
        if place is not None and place.distance_from_nipple_mm is not None:
            member = "location/distance_from_nipple_mm"
            measures.append((member, place.distance_from_nipple_mm))
        for member, value in measures:
            if value > _LONGEST_MM:
                yield Found(
                    f"/findings/{number}/{member}",
                    f"{value:g} mm is stated for finding {finding.id!r}: more than a whole image.",
                    "Are these pixels, or tenths of a millimetre? The unit is millimetres.",
                )


@declare(
    "size_small_for_mass",
    Severity.INFORMATION,
    silent="Silent for findings that are no mass, and from 5 mm on; a whole number is only asked "
    "about below 3 mm, as masses of 3 and 4 mm are measured every day.",
    source=FOCUS,
    needs=(Need.FINDINGS,),
)
def size_small_for_mass(sense: Sense) -> Iterator[Found]:
    """Find a mass so small that its size may have been given in centimetres."""
    for number, finding in enumerate(sense.report.findings):
        if finding.kind not in _MASSES:
            continue
        value = getattr(finding, "longest_mm", None) or 0.0
        if 0 < value < _FOCUS_MM and (value != int(value) or value < _FOCUS_MM - 2):
            yield Found(
                f"/findings/{number}/longest_mm",
                f"The mass {finding.id!r} measures {value:g} mm: small for a mass.",
                f"If these are centimetres, state {value * 10:g}.",
            )


@declare(
    "sizes_differ",
    Severity.WARNING,
    silent="Silent where only one of the two is stated, and within half a millimetre.",
    source="birads report format, version 1.1: the longest is the largest of the sizes",
    needs=(Need.FINDINGS,),
)
def sizes_differ(sense: Sense) -> Iterator[Found]:
    """Find a longest diameter that is not the largest of the diameters."""
    for number, finding in enumerate(sense.report.findings):
        longest = getattr(finding, "longest_mm", None)
        if longest is None or not finding.sizes_mm:
            continue
        if abs(max(finding.sizes_mm) - longest) > _ROUNDED_MM:
            yield Found(
                f"/findings/{number}/longest_mm",
                f"Finding {finding.id!r} measures {longest:g} mm at its longest, but the largest "
                f"of its diameters is {max(finding.sizes_mm):g} mm.",
                "Correct one of the two.",
            )


@declare(
    "margins_exclude_each_other",
    Severity.WARNING,
    silent="Silent for several margins that are all not circumscribed.",
    source=MARGINS,
    needs=(Need.FINDINGS,),
)
def margins_exclude_each_other(sense: Sense) -> Iterator[Found]:
    """Find a mass that is called circumscribed and not circumscribed at once."""
    for number, finding in enumerate(sense.report.findings):
        stated = getattr(finding, "margin", None)
        margins = [str(stated)] if isinstance(stated, str) else [str(each) for each in stated or ()]
        others = [each for each in margins if each != "circumscribed"]
        if "circumscribed" in margins and others:
            yield Found(
                f"/findings/{number}/margin",
                f"Finding {finding.id!r} is called circumscribed and "
                f"{', '.join(each.replace('_', ' ') for each in others)}.",
                "A mass is circumscribed only where its whole margin is.",
            )
