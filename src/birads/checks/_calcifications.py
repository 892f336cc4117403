"""Check the sense of a description of calcifications."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense, suspicious_words
from birads.checks._sources import CALCIFICATIONS, CHANGES, WORKUP
from birads.checks._words import said
from birads.issue import Severity
from birads.lexicon.common import Breast, Category, Side
from birads.lexicon.edition import Edition
from birads.lexicon.mammography import (
    AssociatedFeature,
    CalcDistribution,
    CalcMorphology,
)
from birads.report.assessment import Action
from birads.report.exam import Purpose
from birads.report.findings import MgCalcifications
from birads.report.view._history import implanted
from birads.report.view._index import breast_of, sides, stated_purpose

_GROUP_MM: Final = 20
_GROUP_PARTICLES: Final = 5
_WIDE: Final = frozenset({CalcDistribution.REGIONAL, CalcDistribution.DIFFUSE})
_CAUSED: Final = frozenset({CalcMorphology.DYSTROPHIC, CalcMorphology.SUTURE, CalcMorphology.RIM})
_SOLID: Final = frozenset({AssociatedFeature.MASS, AssociatedFeature.FOCAL_ASYMMETRY})


@declare(
    "extent_against_distribution",
    Severity.WARNING,
    silent="Silent unless one group is stated for grouped calcifications, for several groups, and "
    "for the 2003 edition, which measured volumes.",
    source=f"{CALCIFICATIONS}; {CHANGES}",
    needs=(Need.CALCIFICATIONS,),
)
def extent_against_distribution(sense: Sense) -> Iterator[Found]:
    """Find one group wider than 2 cm, or a regional or diffuse distribution that is not."""
    if sense.report.edition is Edition.E2003:
        return
    for number, finding in sense.calcifications:
        extent, distribution = finding.extent_mm, finding.distribution
        if extent is None:
            continue
        wide_group = (
            distribution is CalcDistribution.GROUPED and finding.groups == 1 and extent > _GROUP_MM
        )
        small = distribution in _WIDE and finding.groups in (None, 1) and extent <= _GROUP_MM
        if wide_group or small:
            yield Found(
                f"/findings/{number}/extent_mm",
                f"Finding {finding.id!r} is {distribution} with an extent of {extent:g} mm.",
                "A group reaches up to 20 mm; regional is wider than that.",
            )


@declare(
    "groups_against_distribution",
    Severity.WARNING,
    silent="Silent for linear and segmental distributions, which can be counted, and where no "
    "groups are stated; several groups in one breast that are called regional fire.",
    source=CALCIFICATIONS,
    needs=(Need.CALCIFICATIONS,),
)
def groups_against_distribution(sense: Sense) -> Iterator[Found]:
    """Find groups counted in a distribution that is not made of groups."""
    for number, finding in sense.calcifications:
        groups, distribution = finding.groups, finding.distribution
        if groups is None or distribution not in _WIDE:
            continue
        if groups != 1:
            yield Found(
                f"/findings/{number}/groups",
                f"Finding {finding.id!r} is {distribution}, with {groups} groups.",
                "State 'grouped' for groups, or leave out their number.",
            )


@declare(
    "single_group_in_both_breasts",
    Severity.ERROR,
    silent="Silent for a distribution other than grouped, and where the groups are not counted.",
    source=CALCIFICATIONS,
    needs=(Need.CALCIFICATIONS,),
)
def single_group_in_both_breasts(sense: Sense) -> Iterator[Found]:
    """Find one single group that is said to lie in both breasts."""
    for number, finding in sense.calcifications:
        if (
            finding.groups == 1
            and finding.distribution in (None, CalcDistribution.GROUPED)
            and breast_of(finding) is Breast.BILATERAL
        ):
            yield Found(
                f"/findings/{number}/groups",
                f"Finding {finding.id!r} is one group, and bilateral.",
                "State the side of the group, or how many groups there are.",
            )


@declare(
    "few_particles_called_grouped",
    Severity.INFORMATION,
    silent="Silent for fine linear or fine linear branching calcifications, of which fewer matter.",
    source=CALCIFICATIONS,
    needs=(Need.CALCIFICATIONS,),
)
def few_particles_called_grouped(sense: Sense) -> Iterator[Found]:
    """Find fewer than five calcifications called grouped."""
    for number, finding in sense.calcifications:
        if finding.particles is None or finding.particles >= _GROUP_PARTICLES:
            continue
        if CalcMorphology.FINE_LINEAR_BRANCHING in (finding.morphology or ()):
            continue
        if finding.distribution is CalcDistribution.GROUPED:
            yield Found(
                f"/findings/{number}/particles",
                f"Finding {finding.id!r} is grouped, with {finding.particles} particles.",
                "A group is commonly five or more within 1 cm.",
            )


@declare(
    "cause_not_stated",
    Severity.INFORMATION,
    silent="Silent where surgery, radiation or a treated cancer of that breast is stated, around "
    "implants, where the finding has a text of its own (which may name a trauma), and without a "
    "side.",
    source=CALCIFICATIONS,
    needs=(Need.CALCIFICATIONS,),
)
def cause_not_stated(sense: Sense) -> Iterator[Found]:
    """Find dystrophic, suture or rim calcifications without surgery, radiation or trauma."""
    implants = implanted(sense.report)
    for number, finding in sense.calcifications:
        words = [word for word in finding.morphology or () if word in _CAUSED]
        places = sides(breast_of(finding))
        if not words or not places or finding.text:
            continue
        if any(sense.operated(side) or side in implants for side in places):
            continue
        yield Found(
            f"/findings/{number}/morphology",
            f"Finding {finding.id!r} is {said(words)}, and no surgery, radiation or trauma of the "
            f"{breast_of(finding)} breast is stated.",
            "Add the history under patient, or as the finding's text.",
        )


@declare(
    "mass_without_ultrasound",
    Severity.WARNING,
    silent="Silent for exams other than diagnostic, where an ultrasound is in the report or "
    "recommended, where a tissue result answers, and for category 6.",
    source=WORKUP,
    needs=(Need.CALCIFICATIONS,),
)
def mass_without_ultrasound(sense: Sense) -> Iterator[Found]:
    """Find suspicious calcifications beside a mass or focal asymmetry without ultrasound."""
    for number, finding in sense.calcifications:
        solid = [word for word in finding.associated or () if word in _SOLID]
        exam = sense.exam_of(finding)
        if not solid or not suspicious_words(finding) or exam is None:
            continue
        if stated_purpose(exam) is not Purpose.DIAGNOSTIC or sense.results(finding):
            continue
        if finding.category is Category.C6 or _has_ultrasound(sense, finding):
            continue
        yield Found(
            f"/findings/{number}/associated",
            f"Finding {finding.id!r} has a {said(solid)} beside it, and no ultrasound is in the "
            "report or recommended.",
            "State the ultrasound that was done, or recommend one.",
        )


def _has_ultrasound(sense: Sense, finding: MgCalcifications) -> bool:
    if finding.ultrasound is not None:
        return True
    if Action.TARGETED_ULTRASOUND in sense.plan_of_finding(finding).actions:
        return True
    return any(
        sense.ultrasounds[side] or Action.TARGETED_ULTRASOUND in sense.plan_of_breast(side).actions
        for side in sides(breast_of(finding)) or tuple(Side)
    )
