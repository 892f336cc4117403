"""Check what CEM and MRI are said to show at the site of calcifications."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense, suspicious_words
from birads.checks._sources import CEM, MRI, NO_ENHANCEMENT
from birads.checks._words import BELOW_LINE, said
from birads.issue import Severity
from birads.lexicon.common import BpeLevel
from birads.report.exam import CemExam, MriExam
from birads.report.findings import (
    CemCorrelate,
    CemEnhancingAsymmetry,
    CemMass,
    CemNme,
    FindingBase,
    MgCalcifications,
    MriCorrelate,
    MriFocus,
    MriMass,
    MriNme,
)
from birads.report.view._index import breast_of

_KINDS: Final[dict[str, tuple[type[FindingBase], ...]]] = {
    "mass": (CemMass, MriMass),
    "nme": (CemNme, MriNme),
    "focus": (MriFocus,),
    "enhancing_asymmetry": (CemEnhancingAsymmetry,),
}
_ENHANCING: Final = tuple(kind for kinds in _KINDS.values() for kind in kinds)
_SHOWN: Final = {"cem": "CEM", "mri": "MRI"}
_Correlate = CemCorrelate | MriCorrelate


def _correlates(sense: Sense) -> Iterator[tuple[int, MgCalcifications, str, _Correlate]]:
    for number, finding in sense.calcifications:
        for member, correlate in (("cem", finding.cem), ("mri", finding.mri)):
            if correlate is not None:
                yield number, finding, member, correlate


def _described(sense: Sense, correlate: _Correlate) -> tuple[int, FindingBase] | None:
    entry = sense.findings.get(correlate.finding) if correlate.finding is not None else None
    return entry if entry is not None and isinstance(entry[1], _ENHANCING) else None


@declare(
    "none_with_enhancing_finding",
    Severity.ERROR,
    silent="Silent where no full description is named, where it is of a finding that does not "
    "enhance, and for what the other modality shows: CEM and MRI may differ.",
    source=f"{CEM}; {NO_ENHANCEMENT}",
    needs=(Need.CALCIFICATIONS,),
)
def none_with_enhancing_finding(sense: Sense) -> Iterator[Found]:
    """Find a site without enhancement whose full description is an enhancing finding."""
    for number, finding, member, correlate in _correlates(sense):
        described = _described(sense, correlate)
        if correlate.enhancement == "none" and described is not None:
            yield Found(
                f"/findings/{number}/{member}/enhancement",
                f"{_SHOWN[member]} shows none at {finding.id!r}, but names the enhancing finding "
                f"{described[1].id!r}.",
                "State what enhances, or remove the finding that is named.",
            )


@declare(
    "enhancement_of_other_kind",
    Severity.ERROR,
    silent="Silent for none and indeterminate, and where no full description is named.",
    source=f"{MRI}; {CEM}",
    needs=(Need.CALCIFICATIONS,),
)
def enhancement_of_other_kind(sense: Sense) -> Iterator[Found]:
    """Find enhancement of another kind at the site than in its full description."""
    for number, finding, member, correlate in _correlates(sense):
        described = _described(sense, correlate)
        expected = _KINDS.get(correlate.enhancement)
        if described is None or expected is None:
            continue
        other = described[1]
        if not isinstance(other, expected):
            yield Found(
                f"/findings/{number}/{member}/enhancement",
                f"{_SHOWN[member]} shows {correlate.enhancement.replace('_', ' ')} at "
                f"{finding.id!r}, but {other.id!r} is a {other.kind}.",
                "Use the same word for both.",
            )


@declare(
    "kinetics_without_enhancement",
    Severity.ERROR,
    silent="Silent where no full description is named or it has no curve.",
    source=MRI,
    needs=(Need.CALCIFICATIONS,),
)
def kinetics_without_enhancement(sense: Sense) -> Iterator[Found]:
    """Find a signal-time curve of a site at which MRI shows no enhancement."""
    for _, finding, member, correlate in _correlates(sense):
        described = _described(sense, correlate) if member == "mri" else None
        if described is None or correlate.enhancement != "none":
            continue
        if getattr(described[1], "kinetics", None) is not None:
            yield Found(
                f"/findings/{described[0]}/kinetics",
                f"Finding {described[1].id!r} has a curve, but MRI shows no enhancement at "
                f"{finding.id!r}.",
                "A curve needs something that enhances.",
            )


@declare(
    "enhancement_near_unenhanced",
    Severity.INFORMATION,
    silent="Silent for another modality, side, quadrant or clock, where either place is not "
    "stated, and where a full description is named.",
    source=NO_ENHANCEMENT,
    needs=(Need.CALCIFICATIONS,),
)
def enhancement_near_unenhanced(sense: Sense) -> Iterator[Found]:
    """Find an enhancing finding at the place of a site that is said not to enhance."""
    near: dict[tuple[str, str, str, str | float], str] = {}
    for finding in sense.report.findings:
        if isinstance(finding, _ENHANCING):
            for key in _places(finding, finding.kind.partition(".")[0]):
                near.setdefault(key, finding.id)
    for number, finding, member, correlate in _correlates(sense):
        if correlate.enhancement != "none" or correlate.finding is not None:
            continue
        other = next((near[key] for key in _places(finding, member) if key in near), None)
        if other is not None:
            yield Found(
                f"/findings/{number}/{member}/enhancement",
                f"{_SHOWN[member]} shows none at {finding.id!r}; {other!r} enhances at the same "
                "place.",
                "Say whether the two are one lesion: enhancement that is not background is "
                "evaluated.",
            )


def _places(finding: FindingBase, family: str) -> Iterator[tuple[str, str, str, str | float]]:
    place, breast = finding.location, breast_of(finding)
    if place is None or breast is None:
        return
    if place.clock is not None:
        yield family, breast, "clock", place.clock
    elif place.quadrant is not None:
        yield family, breast, "quadrant", place.quadrant


@declare(
    "none_under_marked_bpe",
    Severity.INFORMATION,
    silent="Silent for categories above 3 or not stated, for morphology that is not suspicious, "
    "and for background enhancement below marked.",
    source=NO_ENHANCEMENT,
    needs=(Need.CALCIFICATIONS,),
)
def none_under_marked_bpe(sense: Sense) -> Iterator[Found]:
    """Find suspicious calcifications called 0-3 that do not enhance under marked background."""
    marked = {"cem": False, "mri": False}
    for exam in sense.report.exams:
        bpe = exam.bpe if isinstance(exam, CemExam | MriExam) else None
        if bpe is not None and bpe.level is BpeLevel.MARKED:
            marked[exam.modality] = True
    for number, finding, member, correlate in _correlates(sense):
        words = suspicious_words(finding)
        stated = sense.bound_of(number, finding)
        if correlate.enhancement != "none" or not marked[member] or not words:
            continue
        if stated is not None and stated.category in BELOW_LINE:
            yield Found(
                f"/findings/{number}/{member}/enhancement",
                f"{_SHOWN[member]} shows none at {finding.id!r} ({said(words)}, category "
                f"{stated.category}) under marked background enhancement.",
                "Marked background can hide enhancement, and none does not exclude cancer.",
            )
