"""Check the form of findings other than calcifications against the stated category."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks.registry import Found, declare
from birads.checks.sense import Sense
from birads.checks.sources import MASSES, MRI, SICKLES
from birads.checks.words import GROWING, ONE_TO_THREE, is_fat, said
from birads.findings import (
    CemMass,
    CemNme,
    FindingBase,
    MgArchitecturalDistortion,
    MgAsymmetry,
    MgMass,
    MriFocus,
    MriMass,
    MriNme,
    UsMass,
)
from birads.issue import Severity
from birads.lexicon.cem import CemNmeDistribution
from birads.lexicon.common import Category
from birads.lexicon.mammography import AsymmetryType
from birads.lexicon.mri import MriNmeDistribution

_SUSPICIOUS_FORM: Final = frozenset(
    {"irregular", "indistinct", "spiculated", "angular", "microlobulated"}
)
_CHANGING: Final = (MgMass, MgAsymmetry, UsMass, MriFocus, MriMass, MriNme, CemMass, CemNme)
_AXES: Final = frozenset(
    {
        MriNmeDistribution.LINEAR,
        MriNmeDistribution.SEGMENTAL,
        CemNmeDistribution.LINEAR,
        CemNmeDistribution.SEGMENTAL,
    }
)


@declare(
    "probably_benign_but_growing",
    Severity.WARNING,
    silent="Silent for calcifications, which have their own checks, for findings with a diagnosis "
    "of their own such as a cyst, for fat, in a breast that was operated on or irradiated, and "
    "where a tissue result answers.",
    source=f"{MASSES}; {SICKLES}",
    crosses=True,
)
def probably_benign_but_growing(sense: Sense) -> Iterator[Found]:
    """Find a new, increasing or developing finding other than calcifications called 3."""
    for number, finding in enumerate(sense.report.findings):
        if not isinstance(finding, _CHANGING):
            continue
        stated = sense.open_category(number, finding, frozenset({Category.C3}))
        developing = (
            isinstance(finding, MgAsymmetry) and finding.type is AsymmetryType.DEVELOPING_ASYMMETRY
        )
        if stated is None or not (developing or finding.change in GROWING):
            continue
        if is_fat(finding) or sense.lies_in_operated(finding):
            continue
        yield Found(
            stated.pointer,
            f"Finding {finding.id!r} is {finding.change or 'developing'}, with category 3.",
            "Category 3 was studied for findings that are stable or seen for the first time.",
            crosses=True,
        )


@declare(
    "suspicious_form_below_four",
    Severity.WARNING,
    silent="Silent for category 0, for fat, in a breast that was operated on or irradiated (a "
    "scar), and where a tissue result answers.",
    source=f"{MASSES}; {SICKLES}",
    crosses=True,
)
def suspicious_form_below_four(sense: Sense) -> Iterator[Found]:
    """Find a mass of suspicious shape or margin, or a distortion, called 1, 2 or 3."""
    for number, finding in enumerate(sense.report.findings):
        words = _suspicious_form(finding)
        stated = sense.open_category(number, finding, ONE_TO_THREE) if words else None
        if stated is None or is_fat(finding) or sense.lies_in_operated(finding):
            continue
        yield Found(
            stated.pointer,
            f"Finding {finding.id!r} is {said(words)}, with category {stated.category}.",
            "Compare the word and the category with the images: one of them may not be meant.",
            crosses=True,
        )


def _suspicious_form(finding: FindingBase) -> list[str]:
    if isinstance(finding, MgArchitecturalDistortion):
        return ["architectural_distortion"]
    words: list[str | None] = []
    if isinstance(finding, MgMass | MriMass | CemMass):
        words = [finding.shape, finding.margin]
    elif isinstance(finding, UsMass):
        words = [finding.shape, *(finding.margin or ())]
    return list(dict.fromkeys(str(word) for word in words if word in _SUSPICIOUS_FORM))


@declare(
    "ductal_enhancement_below_four",
    Severity.WARNING,
    silent="Silent for category 0, in a breast that was operated on or irradiated, and where a "
    "tissue result answers.",
    source=MRI,
    crosses=True,
)
def ductal_enhancement_below_four(sense: Sense) -> Iterator[Found]:
    """Find linear or segmental non-mass enhancement called 1, 2 or 3."""
    for number, finding in enumerate(sense.report.findings):
        if not isinstance(finding, MriNme | CemNme) or finding.distribution not in _AXES:
            continue
        stated = sense.open_category(number, finding, ONE_TO_THREE)
        if stated is not None and not sense.lies_in_operated(finding):
            yield Found(
                stated.pointer,
                f"Non-mass enhancement {finding.id!r} is {finding.distribution}, with category "
                f"{stated.category}.",
                "Compare the word and the category with the images: one of them may not be meant.",
                crosses=True,
            )
