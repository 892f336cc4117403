"""Check the form and course of findings other than calcifications against their category."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from birads.checks._cysts import masses_that_are_cysts
from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._signs import (
    change_words,
    duct_words,
    echo_words,
    enhancement_words,
    form_words,
)
from birads.checks._sources import DUCT, MASSES, MRI, MRI_WORDS, SICKLES, ULTRASOUND_THREE
from birads.checks._words import ANSWERED, is_fat, said
from birads.issue import Severity
from birads.lexicon.common import Category
from birads.report.findings import CemMass, FindingBase, MgDilatedDuct, MriMass

_COMPARE: Final = "Compare the word and the category with the images: one of them may not be meant."
_SCAR: Final = (
    "in a breast that was operated on or irradiated unless it is new or increasing (a scar stays "
    "or shrinks)"
)
Read = Callable[[FindingBase], list[str]]


def _against(
    sense: Sense, read: Read, what: str = "Finding", *, scar: bool = False
) -> Iterator[tuple[int, Found]]:
    """Yield the findings whose words disagree with a category of 1, 2 or 3."""
    for number, finding in enumerate(sense.report.findings):
        words = read(finding)
        stated = sense.called(number, finding) if words else None
        if stated is None or is_fat(finding) or (scar and sense.is_scar(finding)):
            continue
        message = f"{what} {finding.id!r} is {said(words)}, with {sense.named(stated)}."
        yield number, Found(stated.pointer, message, _COMPARE, crosses=True)


@declare(
    "probably_benign_but_growing",
    Severity.WARNING,
    silent="Silent for calcifications and a dilated duct, which have their own checks, for "
    "findings with a diagnosis of their own such as a cyst, for fat, for a mammographic mass "
    "called 1 or 2 that ultrasound of the same report calls a simple cyst (one lesion, one place, "
    f"or the only mass and the only cyst of the breast), for category 0, and {ANSWERED}. An "
    "earlier operation excuses nothing that is new or growing.",
    source=f"{MASSES}; {SICKLES}",
    crosses=True,
    needs=(Need.FINDINGS, Need.LOW),
)
def probably_benign_but_growing(sense: Sense) -> Iterator[Found]:
    """Find a new, increasing or developing finding other than calcifications called 1, 2 or 3."""
    yield from sense.once(_growing(sense))


def _growing(sense: Sense) -> Iterator[tuple[int, Found]]:
    cysts = masses_that_are_cysts(sense)
    for number, finding in enumerate(sense.report.findings):
        words = change_words(finding)
        stated = sense.called(number, finding) if words else None
        if stated is None or is_fat(finding) or isinstance(finding, MgDilatedDuct):
            continue
        if number not in cysts or stated.category is Category.C3:
            message = f"Finding {finding.id!r} is {said(words)}, with {sense.named(stated)}."
            hint = "Categories 1 to 3 are for what is stable, or seen for the first time."
            yield number, Found(stated.pointer, message, hint, crosses=True)


@declare(
    "dilated_duct_below_four",
    Severity.WARNING,
    silent=f"Silent where it is neither new nor increasing, for category 0, and {ANSWERED}.",
    source=DUCT,
    crosses=True,
    needs=(Need.FINDINGS, Need.LOW),
)
def dilated_duct_below_four(sense: Sense) -> Iterator[Found]:
    """Find a new or increasing solitary dilated duct called 1, 2 or 3."""
    yield from sense.once(_against(sense, _growing_duct, "Dilated duct"))


def _growing_duct(finding: FindingBase) -> list[str]:
    return change_words(finding) if isinstance(finding, MgDilatedDuct) else []


@declare(
    "suspicious_form_below_four",
    Severity.WARNING,
    silent=f"Silent for category 0, for fat, {_SCAR}, and {ANSWERED}.",
    source=f"{MASSES}; {SICKLES}",
    crosses=True,
    needs=(Need.FINDINGS, Need.LOW),
)
def suspicious_form_below_four(sense: Sense) -> Iterator[Found]:
    """Find a mass of suspicious shape or margin, or a distortion, called 1, 2 or 3."""
    yield from sense.once(_against(sense, form_words, scar=True))


@declare(
    "suspicious_echo_below_four",
    Severity.WARNING,
    silent=f"Silent for category 0, {_SCAR}, for findings with a diagnosis of their own such as a "
    f"cyst, and {ANSWERED}. Vascularity and elasticity are never read alone.",
    source=ULTRASOUND_THREE,
    crosses=True,
    needs=(Need.FINDINGS, Need.LOW),
)
def suspicious_echo_below_four(sense: Sense) -> Iterator[Found]:
    """Find a mass on ultrasound called 1-3 that is complex, not parallel, shadowing or haloed."""
    yield from sense.once(_against(sense, echo_words, scar=True))


@declare(
    "ductal_enhancement_below_four",
    Severity.WARNING,
    silent=f"Silent for category 0, and {ANSWERED}. An earlier operation excuses none.",
    source=MRI,
    crosses=True,
    needs=(Need.FINDINGS, Need.LOW),
)
def ductal_enhancement_below_four(sense: Sense) -> Iterator[Found]:
    """Find linear or segmental non-mass enhancement called 1, 2 or 3."""
    yield from sense.once(_against(sense, duct_words, "Non-mass enhancement"))


@declare(
    "suspicious_enhancement_below_four",
    Severity.WARNING,
    silent=f"Silent for category 0, for a mass {_SCAR}, for findings with a name of their own such "
    f"as a lymph node, and {ANSWERED}.",
    source=f"{MRI}; {MRI_WORDS}",
    crosses=True,
    needs=(Need.FINDINGS, Need.LOW),
)
def suspicious_enhancement_below_four(sense: Sense) -> Iterator[Found]:
    """Find rim, clumped or clustered ring enhancement, or washout, called 1, 2 or 3."""
    yield from sense.once(_enhancing(sense))


def _enhancing(sense: Sense) -> Iterator[tuple[int, Found]]:
    """Yield what enhances suspiciously; a scar can explain a mass only."""
    for number, found in _against(sense, enhancement_words):
        finding = sense.report.findings[number]
        if not (isinstance(finding, MriMass | CemMass) and sense.is_scar(finding)):
            yield number, found
