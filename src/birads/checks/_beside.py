"""Check what was seen beside a finding, or at its site, against its category."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._same import place_agrees
from birads.checks._sense import Sense, suspicious_words
from birads.checks._signs import associated_words, node_words, ultrasound_calcification_words
from birads.checks._sources import (
    ASSOCIATED,
    CALCIFICATIONS,
    NO_ENHANCEMENT,
    NODES,
    OTHER_MODALITY,
    ULTRASOUND,
)
from birads.checks._words import ANSWERED, BENIGN_WORDS, GROWING, ROUND_WORDS, said
from birads.issue import Severity
from birads.lexicon.common import Category, Side
from birads.lexicon.mammography import CalcDistribution
from birads.lexicon.ultrasound import Visibility
from birads.report.findings import FindingBase, MgCalcifications
from birads.report.view._index import breast_of, sides

_AFTER_TREATMENT: Final = frozenset(
    {"skin_thickening", "trabecular_thickening", "skin_retraction", "nipple_retraction", "edema"}
)
_ENHANCES: Final = frozenset({"mass", "nme", "enhancing_asymmetry"})
_COMPARE: Final = "Compare what was seen and the category with the images."
_MOST: Final = 12
"""No more cancers of a breast are compared by their place."""


@declare(
    "associated_feature_below_four",
    Severity.WARNING,
    silent="Silent for category 0, for thickening, retraction and edema in a breast treated for "
    "cancer or irradiated unless the finding is new or increasing, and "
    f"{ANSWERED}.",
    source=ASSOCIATED,
    crosses=True,
    needs=(Need.FINDINGS, Need.LOW),
)
def associated_feature_below_four(sense: Sense) -> Iterator[Found]:
    """Find skin, nipple, node, distortion or invasion signs beside a finding called 1, 2 or 3."""
    yield from sense.once(_associated(sense))


def _associated(sense: Sense) -> Iterator[tuple[int, Found]]:
    for number, finding in enumerate(sense.report.findings):
        words = associated_words(finding)
        if finding.change not in GROWING and any(
            sense.treated(side) for side in sides(breast_of(finding))
        ):
            words = [word for word in words if word not in _AFTER_TREATMENT]
        stated = sense.called(number, finding) if words else None
        if stated is not None:
            message = f"Finding {finding.id!r} has {said(words)}, with {sense.named(stated)}."
            yield number, Found(stated.pointer, message, _COMPARE, crosses=True)


@declare(
    "abnormal_node_below_four",
    Severity.WARNING,
    silent=f"Silent for category 0, and {ANSWERED}. A node that is only named is not judged.",
    source=NODES,
    crosses=True,
    needs=(Need.FINDINGS, Need.LOW),
)
def abnormal_node_below_four(sense: Sense) -> Iterator[Found]:
    """Find a lymph node called suspicious, or without a hilum, and 1, 2 or 3 all the same."""
    yield from sense.once(_plain(sense, node_words))


@declare(
    "ultrasound_calcifications_below_four",
    Severity.WARNING,
    silent=f"Silent for calcifications in or outside a mass, for category 0, and {ANSWERED}.",
    source=f"{ULTRASOUND}; {OTHER_MODALITY}",
    crosses=True,
    needs=(Need.FINDINGS, Need.LOW),
)
def ultrasound_calcifications_below_four(sense: Sense) -> Iterator[Found]:
    """Find calcifications in ducts or in a nonmass lesion on ultrasound called 1, 2 or 3."""
    yield from sense.once(_plain(sense, ultrasound_calcification_words))


def _plain(sense: Sense, read: Callable[[FindingBase], list[str]]) -> Iterator[tuple[int, Found]]:
    for number, finding in enumerate(sense.report.findings):
        words = read(finding)
        stated = sense.called(number, finding) if words else None
        if stated is not None:
            message = f"Finding {finding.id!r} is {said(words)}, with {sense.named(stated)}."
            yield number, Found(stated.pointer, message, _COMPARE, crosses=True)


@declare(
    "more_than_calcifications_below_four",
    Severity.WARNING,
    silent="Silent for suspicious morphology, which has its own check, for words that are benign "
    f"in themselves, as in a fibroadenoma, for category 0, and {ANSWERED}.",
    source=f"{OTHER_MODALITY}; {NO_ENHANCEMENT}",
    crosses=True,
    needs=(Need.CALCIFICATIONS, Need.LOW),
)
def more_than_calcifications_below_four(sense: Sense) -> Iterator[Found]:
    """Find round or punctate calcifications, 1-3, at whose site another modality shows more."""
    yield from sense.once(_more(sense))


def _more(sense: Sense) -> Iterator[tuple[int, Found]]:
    for number, finding in sense.calcifications:
        shown = _shown(finding)
        if not shown or suspicious_words(finding) or _benign(finding):
            continue
        if (stated := sense.called(number, finding)) is not None:
            message = (
                f"At the site of finding {finding.id!r} {said(shown)}, with {sense.named(stated)}."
            )
            yield number, Found(stated.pointer, message, _COMPARE, crosses=True)


def _shown(finding: MgCalcifications) -> list[str]:
    shown = []
    visible = finding.ultrasound.visibility if finding.ultrasound is not None else None
    if visible is Visibility.WITH_HYPOECHOIC_AREA_OR_MASS_OR_DUCTS:
        shown.append("ultrasound shows a hypoechoic area, a mass or ducts")
    for name, correlate in (("CEM", finding.cem), ("MRI", finding.mri)):
        if correlate is not None and correlate.enhancement in _ENHANCES:
            shown.append(f"{name} shows enhancement ({correlate.enhancement})")
    return shown


def _benign(finding: MgCalcifications) -> bool:
    """Say whether the words are benign without regard to distribution and course."""
    words = finding.morphology or ()
    return bool(words) and BENIGN_WORDS.issuperset(words)


@declare(
    "beside_cancer_below_four",
    Severity.WARNING,
    silent="Silent for a diffuse distribution, at another place of the breast, for suspicious "
    "morphology, which has its own check, for words that are benign in themselves, for category "
    f"0, and {ANSWERED}.",
    source=CALCIFICATIONS,
    crosses=True,
    needs=(Need.CALCIFICATIONS, Need.LOW),
)
def beside_cancer_below_four(sense: Sense) -> Iterator[Found]:
    """Find round or punctate calcifications beside a proven cancer called 1, 2 or 3."""
    yield from sense.once(_beside(sense))


def _beside(sense: Sense) -> Iterator[tuple[int, Found]]:
    cancers = _cancers(sense)
    for number, finding in sense.calcifications:
        words = [word for word in finding.morphology or () if word in ROUND_WORDS]
        if not words or suspicious_words(finding):
            continue
        if finding.distribution is CalcDistribution.DIFFUSE:
            continue
        near = [
            cancer
            for side in sides(breast_of(finding))
            for cancer in cancers[side]
            if cancer.id != finding.id and place_agrees(finding, cancer) is not False
        ]
        stated = sense.called(number, finding) if near else None
        if stated is not None:
            message = (
                f"Finding {finding.id!r} is {said(words)}, with {sense.named(stated)}; "
                f"{near[0].id!r} of that breast is a proven cancer."
            )
            hint = "Calcifications beside a cancer can belong to it: say what was seen between."
            yield number, Found(stated.pointer, message, hint, crosses=True)


def _cancers(sense: Sense) -> dict[Side, list[FindingBase]]:
    """Return the first proven cancers of each breast."""
    malignant = {entry.finding for entry in sense.report.outcomes if entry.malignant}
    out: dict[Side, list[FindingBase]] = defaultdict(list)
    for finding in sense.report.findings:
        six = finding.category is Category.C6 or finding.id in malignant
        for side in sides(breast_of(finding)) if six or sense.is_cancer(finding) else ():
            if len(out[side]) < _MOST:
                out[side].append(finding)
    return out
