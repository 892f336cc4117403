"""Ask where a category 1 to 3 stands in a setting that commonly asks for one step more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import CALCIFICATIONS, NODES, PALPABLE, ULTRASOUND, WORKUP
from birads.checks._words import ANSWERED, BENIGN_WORDS, DUCTAL, GROWING, is_fat
from birads.issue import Severity
from birads.lexicon.common import Category, Side
from birads.lexicon.mammography import CalcMorphology
from birads.lexicon.ultrasound import Elasticity, Vascularity
from birads.report.assessment import Action
from birads.report.exam import CemExam, MammographyExam, Purpose
from birads.report.findings import (
    FindingBase,
    MgAsymmetry,
    MgCalcifications,
    MgLymphNode,
    MgMass,
    MriSpecialCaseFinding,
    OtherFinding,
    UsCalcifications,
    UsMass,
    UsNonmass,
    UsSpecialCaseFinding,
)
from birads.report.patient import Sex
from birads.report.view._index import breast_of, sides, stated_purpose

_YOUNG: Final = 50
_SOLID: Final = (MgMass, MgAsymmetry)


@declare(
    "rods_in_unusual_setting",
    Severity.INFORMATION,
    silent=f"Silent for diffuse, regional or grouped rods from the age of {_YOUNG} on or without "
    f"an age, in both breasts, for category 0 and from 4 on, and {ANSWERED}.",
    source=CALCIFICATIONS,
    needs=(Need.CALCIFICATIONS, Need.LOW),
)
def rods_in_unusual_setting(sense: Sense) -> Iterator[Found]:
    """Find large rod-like calcifications, 1-3, of the young or along a duct system of one side."""
    yield from sense.once(_rods(sense))


def _rods(sense: Sense) -> Iterator[tuple[int, Found]]:
    patient = sense.report.patient
    age = patient.age_years if patient is not None else None
    with_rods: set[Side] = set()
    for _, finding in sense.calcifications:
        if _is_rods(finding):
            with_rods.update(sides(breast_of(finding)))
    for number, finding in sense.calcifications:
        young = age is not None and age < _YOUNG
        ductal = finding.distribution in DUCTAL and len(with_rods) == 1
        if not _is_rods(finding) or not (young or ductal):
            continue
        if (stated := sense.called(number, finding)) is not None:
            why = "in one breast along its ducts" if ductal else f"at the age of {age:g}"
            message = f"Finding {finding.id!r} is large rod-like {why}, with {sense.named(stated)}."
            hint = "Secretory rods are usually seen in both breasts and after 60: casts look alike."
            yield number, Found(stated.pointer, message, hint)


def _is_rods(finding: MgCalcifications) -> bool:
    return CalcMorphology.LARGE_ROD_LIKE in (finding.morphology or ())


@declare(
    "palpable_without_ultrasound",
    Severity.INFORMATION,
    silent="Silent where an ultrasound of the breast is in the report or recommended, for a mass "
    "with fat, for kind 'other' and for men unless the category is 1, for category 0 and from 4 "
    f"on, and {ANSWERED}.",
    source=PALPABLE,
    needs=(Need.FINDINGS, Need.LOW),
)
def palpable_without_ultrasound(sense: Sense) -> Iterator[Found]:
    """Find a palpable finding called 1, 2 or 3 on mammography alone."""
    yield from sense.once(_palpable(sense))


def _palpable(sense: Sense) -> Iterator[tuple[int, Found]]:
    patient = sense.report.patient
    male = patient is not None and patient.sex is Sex.MALE
    for number, finding in enumerate(sense.report.findings):
        if not finding.palpable or is_fat(finding) or not _on_mammogram(sense, finding):
            continue
        stated = sense.called(number, finding)
        if stated is None or _has_ultrasound(sense, finding):
            continue
        if stated.category is Category.C1 or (isinstance(finding, _SOLID) and not male):
            message = (
                f"Finding {finding.id!r} is palpable, with {sense.named(stated)}, and no "
                "ultrasound is in the report or recommended."
            )
            hint = "A mammogram does not show every lump: state the ultrasound, or the reason."
            yield number, Found(stated.pointer, message, hint)


def _on_mammogram(sense: Sense, finding: FindingBase) -> bool:
    exam = sense.exam_of(finding)
    if exam is None:
        return isinstance(finding, (*_SOLID, OtherFinding))
    return isinstance(exam, MammographyExam | CemExam)


def _has_ultrasound(sense: Sense, finding: FindingBase) -> bool:
    if Action.TARGETED_ULTRASOUND in sense.plan_of_finding(finding).actions:
        return True
    return any(
        sense.ultrasounds[side] or Action.TARGETED_ULTRASOUND in sense.plan_of_breast(side).actions
        for side in sides(breast_of(finding)) or tuple(Side)
    )


@declare(
    "followed_without_magnification",
    Severity.INFORMATION,
    silent="Silent for words that are benign in themselves, where the exam states no views or is "
    f"not diagnostic, where magnification is recommended, for category 0 and from 4 on, and "
    f"{ANSWERED}.",
    source=WORKUP,
    needs=(Need.CALCIFICATIONS, Need.LOW),
)
def followed_without_magnification(sense: Sense) -> Iterator[Found]:
    """Find calcifications, 1-3, of a diagnostic exam whose views hold no magnification."""
    yield from sense.once(_unmagnified(sense))


def _unmagnified(sense: Sense) -> Iterator[tuple[int, Found]]:
    plain = {
        exam.id
        for exam in sense.report.exams
        if isinstance(exam, MammographyExam | CemExam)
        and stated_purpose(exam) is Purpose.DIAGNOSTIC
        and exam.views
        and not any(view.magnification for view in exam.views)
    }
    for number, finding in sense.calcifications:
        known = sense.only_exam(finding.exam)
        if known is None or known[1].id not in plain:
            continue
        if finding.morphology and BENIGN_WORDS.issuperset(finding.morphology):
            continue
        stated = sense.called(number, finding)
        if stated is None or sense.plan_of_finding(finding).answers(_MAGNIFIES):
            continue
        message = (
            f"Finding {finding.id!r} has {sense.named(stated)} on diagnostic exam "
            f"{known[1].id!r}, whose views hold no magnification."
        )
        hint = "Magnification views are the first step for calcifications: state them."
        yield number, Found(stated.pointer, message, hint)


_MAGNIFIES: Final = frozenset({Action.MAGNIFICATION_VIEWS, Action.DIAGNOSTIC_MAMMOGRAPHY})


@declare(
    "stiff_or_vascular_below_three",
    Severity.INFORMATION,
    silent="Silent for category 3, at which vessels and stiffness are common in fibroadenomas, for "
    f"0 and from 4 on, for findings with a diagnosis of their own, and {ANSWERED}.",
    source=ULTRASOUND,
    needs=(Need.FINDINGS, Need.LOW),
)
def stiff_or_vascular_below_three(sense: Sense) -> Iterator[Found]:
    """Find a finding on ultrasound called 1 or 2 that is hard or has vessels inside."""
    yield from sense.once(_stiff(sense))


def _stiff(sense: Sense) -> Iterator[tuple[int, Found]]:
    benign = frozenset({Category.C1, Category.C2})
    for number, finding in enumerate(sense.report.findings):
        if not isinstance(finding, UsMass | UsNonmass | UsCalcifications):
            continue
        words = ["hard"] if finding.elasticity is Elasticity.HARD else []
        if finding.vascularity is Vascularity.INTERNAL_VASCULARITY:
            words.append("vascular inside")
        stated = sense.called(number, finding, benign) if words else None
        if stated is not None:
            message = (
                f"Finding {finding.id!r} is {' and '.join(words)}, with {sense.named(stated)}."
            )
            hint = "Neither is read alone: say what makes the finding benign."
            yield number, Found(stated.pointer, message, hint)


@declare(
    "node_growing_below_four",
    Severity.INFORMATION,
    silent="Silent for a node that is neither new nor increasing, for category 0 and from 4 on, "
    f"and {ANSWERED}.",
    source=NODES,
    needs=(Need.FINDINGS,),
)
def node_growing_below_four(sense: Sense) -> Iterator[Found]:
    """Find a new or increasing lymph node called 1, 2 or 3."""
    yield from sense.once(_nodes(sense))


def _nodes(sense: Sense) -> Iterator[tuple[int, Found]]:
    for number, finding in enumerate(sense.report.findings):
        if not _is_node(finding) or finding.change not in GROWING:
            continue
        if (stated := sense.called(number, finding)) is not None:
            message = f"Lymph node {finding.id!r} is {finding.change}, with {sense.named(stated)}."
            hint = "A node that has grown is judged by its cortex and hilum: state them."
            yield number, Found(stated.pointer, message, hint)


def _is_node(finding: FindingBase) -> bool:
    if isinstance(finding, UsSpecialCaseFinding | MriSpecialCaseFinding):
        return finding.special_case.endswith("lymph_node")
    return isinstance(finding, MgLymphNode)
