"""Check the descriptors against the stated category.

A category is never computed here and none is suggested: a check says that the words and the
category disagree across the line between 0-3 and 4-6, never where within 4A-4C a finding lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks.registry import Found, declare
from birads.checks.sense import Sense, suspicious_words
from birads.checks.sources import CALCIFICATIONS, CHANGES
from birads.checks.words import (
    BENIGN_WORDS,
    DUCTAL,
    FOUR_OR_FIVE,
    GROWING,
    ONE_TO_THREE,
    ROUND_WORDS,
    is_fat,
    said,
)
from birads.findings import (
    FindingBase,
    MgCalcifications,
    MgMass,
    UsSpecialCaseFinding,
)
from birads.findings.mammography import Certainty
from birads.index import breast_of, sides
from birads.issue import Severity
from birads.lexicon.common import Category
from birads.lexicon.mammography import (
    CalcDistribution,
    MassMargin,
)
from birads.lexicon.ultrasound import UsSpecialCase, Visibility

_MORE: Final = frozenset(
    {Visibility.WITH_HYPOECHOIC_AREA_OR_MASS_OR_DUCTS, Visibility.OTHER_PARENCHYMAL_CHANGES}
)
_PLACED: Final = frozenset({CalcDistribution.GROUPED, None})


def _in_treated(sense: Sense, finding: FindingBase) -> bool:
    return any(sense.treated(side) for side in sides(breast_of(finding)))


@declare(
    "suspicious_words_below_four",
    Severity.WARNING,
    silent="Silent where a tissue result answers, for category 0, in a breast treated for cancer "
    "or irradiated, which has its own check, for diffuse amorphous calcifications in both breasts, "
    "and for two or more groups of coarse heterogeneous ones in each breast.",
    source=f"{CALCIFICATIONS}; {CHANGES}",
    crosses=True,
)
def suspicious_words_below_four(sense: Sense) -> Iterator[Found]:
    """Find calcifications of suspicious morphology called 1, 2 or 3."""
    for number, finding in sense.calcifications:
        words = suspicious_words(finding)
        stated = sense.open_category(number, finding, ONE_TO_THREE) if words else None
        if stated is None or number in sense.dismissed_when_bilateral:
            continue
        if not _in_treated(sense, finding):
            yield Found(
                stated.pointer,
                f"Finding {finding.id!r} is {said(words)}, with category {stated.category}.",
                "Compare the word and the category with the images: one of them may not be meant.",
                crosses=True,
            )


@declare(
    "suspicious_words_in_treated_breast",
    Severity.WARNING,
    silent="Silent where a tissue result answers, and for category 1, which has its own check.",
    source=CALCIFICATIONS,
    crosses=True,
)
def suspicious_words_in_treated_breast(sense: Sense) -> Iterator[Found]:
    """Find calcifications of suspicious morphology in a treated breast called 2 or 3."""
    for number, finding in sense.calcifications:
        words = suspicious_words(finding)
        stated = sense.open_category(number, finding, _TWO_OR_THREE) if words else None
        if stated is not None and _in_treated(sense, finding):
            yield Found(
                stated.pointer,
                f"Finding {finding.id!r} is {said(words)} in a treated breast, with category "
                f"{stated.category}.",
                "Early fat necrosis can look like this, and so can a recurrence: say which is "
                "meant.",
                crosses=True,
            )


_TWO_OR_THREE: Final = frozenset({Category.C2, Category.C3})


@declare(
    "round_words_but_ductal_or_growing",
    Severity.WARNING,
    silent="Silent for grouped punctate or round calcifications without change (category 3), for "
    "new diffuse or regional ones called 2, in a breast that was operated on or irradiated, for "
    "category 1, which has its own check, and where a tissue result answers.",
    source=f"{CALCIFICATIONS}; {CHANGES}",
    crosses=True,
)
def round_words_but_ductal_or_growing(sense: Sense) -> Iterator[Found]:
    """Find linear, segmental, new or increasing round or punctate calcifications called 2 or 3."""
    for number, finding in sense.calcifications:
        words = set(finding.morphology or ())
        stated = sense.open_category(number, finding, _TWO_OR_THREE)
        if stated is None or suspicious_words(finding) or (words and not words & ROUND_WORDS):
            continue
        growing = finding.change in GROWING and (
            stated.category is Category.C3 or bool(words and finding.distribution in _PLACED)
        )
        ductal = finding.distribution in DUCTAL
        if not (growing or ductal) or sense.lies_in_operated(finding):
            continue
        traits = [str(finding.distribution)] if ductal else []
        traits += [str(finding.change)] if growing else []
        yield Found(
            stated.pointer,
            f"Finding {finding.id!r} ({said(sorted(words)) or 'morphology not stated'}) is "
            f"{said(traits)}, with category {stated.category}.",
            "Round and punctate calcifications are benign by their distribution and course.",
            crosses=True,
        )


@declare(
    "benign_words_suspected",
    Severity.WARNING,
    silent="Silent where a word is called uncertain, where something was seen beside it or at the "
    "site on another modality, for round "
    "and punctate, for a finding that is palpable, new or increasing, and where a tissue result "
    "answers.",
    source=f"{CALCIFICATIONS}; {CHANGES}",
    crosses=True,
)
def benign_words_suspected(sense: Sense) -> Iterator[Found]:
    """Find typically benign calcifications, a simple cyst or a mass with fat called 4 or 5."""
    for number, finding in enumerate(sense.report.findings):
        words = _typically_benign(finding)
        if not words or finding.palpable or finding.change in GROWING:
            continue
        stated = sense.open_category(number, finding, FOUR_OR_FIVE)
        if stated is not None:
            yield Found(
                stated.pointer,
                f"Finding {finding.id!r} is {said(words)}, typically benign, with category "
                f"{stated.category}.",
                "Where the word is uncertain, say so; where something else is suspicious, "
                "describe it.",
                crosses=True,
            )


def _seen_elsewhere(finding: MgCalcifications) -> bool:
    """Say whether another modality shows more than the calcifications at the site."""
    seen = [entry.enhancement for entry in (finding.cem, finding.mri) if entry is not None]
    shown = finding.ultrasound.visibility if finding.ultrasound is not None else None
    return shown in _MORE or any(word != "none" for word in seen)


def _typically_benign(finding: FindingBase) -> list[str]:
    if isinstance(finding, MgCalcifications):
        words = finding.morphology or ()
        certain = finding.certainty is not Certainty.UNCERTAIN and not finding.associated
        certain = certain and not _seen_elsewhere(finding)
        return list(words) if certain and BENIGN_WORDS.issuperset(words) else []
    if isinstance(finding, UsSpecialCaseFinding):
        simple = finding.special_case is UsSpecialCase.SIMPLE_CYST
        return [UsSpecialCase.SIMPLE_CYST] if simple else []
    if isinstance(finding, MgMass) and is_fat(finding) and not finding.associated:
        return ["fat_containing"] if finding.margin is MassMargin.CIRCUMSCRIBED else []
    return []
