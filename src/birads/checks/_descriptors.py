"""Check the words of calcifications against the category that bounds them.

A category is never computed here and none is suggested: a check says that the words and the
category disagree across the line between 0-3 and 4-6, never where within 4A-4C a finding lies.
The category is the finding's own, else that of its breast, else an overall 1, 2 or 3: a breast
called benign is so with all its findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from birads.checks._innocent import benign_words, is_innocent
from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense, suspicious_words
from birads.checks._sources import CALCIFICATIONS, CHANGES
from birads.checks._suspected import suspected
from birads.checks._words import ANSWERED, DUCTAL, GROWING, ROUND_WORDS, said
from birads.issue import Severity
from birads.lexicon.common import Category, Side
from birads.lexicon.mammography import CalcDistribution, CalcMorphology
from birads.report.assessment import AssessmentScope
from birads.report.findings import FindingBase, MgCalcifications
from birads.report.view._index import Stated, breast_of, sides

_COMPARE = "Compare the word and the category with the images: one of them may not be meant."


def _in_treated(sense: Sense, finding: FindingBase) -> bool:
    return any(sense.treated(side) for side in sides(breast_of(finding)))


@declare(
    "suspicious_words_below_four",
    Severity.WARNING,
    silent=f"Silent {ANSWERED}, for category 0, in a breast treated for cancer "
    "or irradiated, which has its own check, and, unless new or increasing, for diffuse amorphous "
    "calcifications in both breasts and two or more groups of coarse heterogeneous ones in each.",
    source=f"{CALCIFICATIONS}; {CHANGES}",
    crosses=True,
    needs=(Need.CALCIFICATIONS, Need.LOW),
)
def suspicious_words_below_four(sense: Sense) -> Iterator[Found]:
    """Find calcifications of suspicious morphology called 1, 2 or 3."""
    yield from sense.once(_suspicious(sense, treated=False))


@declare(
    "suspicious_words_in_treated_breast",
    Severity.WARNING,
    silent=f"Silent {ANSWERED}, and for category 0.",
    source=CALCIFICATIONS,
    crosses=True,
    needs=(Need.CALCIFICATIONS, Need.LOW),
)
def suspicious_words_in_treated_breast(sense: Sense) -> Iterator[Found]:
    """Find calcifications of suspicious morphology in a treated breast called 1, 2 or 3."""
    yield from sense.once(_suspicious(sense, treated=True))


def _suspicious(sense: Sense, *, treated: bool) -> Iterator[tuple[int, Found]]:
    hint = (
        "Early fat necrosis can look like this, and so can a recurrence: say which is meant."
        if treated
        else _COMPARE
    )
    where = " in a treated breast" if treated else ""
    for number, finding in sense.calcifications:
        words = suspicious_words(finding)
        stated = sense.called(number, finding) if words else None
        if stated is None or _in_treated(sense, finding) is not treated:
            continue
        if not treated and number in sense.dismissed_when_bilateral:
            continue
        message = f"Finding {finding.id!r} is {said(words)}{where}, with {sense.named(stated)}."
        yield number, Found(stated.pointer, message, hint, crosses=True)


@declare(
    "round_words_but_ductal_or_growing",
    Severity.WARNING,
    silent="Silent for what is neither linear or segmental nor new or increasing, for new "
    f"diffuse round ones called 1 or 2 in lactation, for category 0, and {ANSWERED}.",
    source=f"{CALCIFICATIONS}; {CHANGES}",
    crosses=True,
    needs=(Need.CALCIFICATIONS, Need.LOW),
)
def round_words_but_ductal_or_growing(sense: Sense) -> Iterator[Found]:
    """Find linear, segmental, new or increasing round or punctate calcifications called 1 to 3."""
    yield from sense.once(_round(sense))


def _round(sense: Sense) -> Iterator[tuple[int, Found]]:
    for number, finding in sense.calcifications:
        words = set(finding.morphology or ())
        traits = [str(finding.distribution)] if finding.distribution in DUCTAL else []
        traits += [str(finding.change)] if finding.change in GROWING else []
        if not traits or suspicious_words(finding) or (words and not words & ROUND_WORDS):
            continue
        stated = sense.called(number, finding)
        if stated is None or _is_of_lactation(sense, finding, stated):
            continue
        yield (
            number,
            Found(
                stated.pointer,
                f"Finding {finding.id!r} ({said(sorted(words)) or 'morphology not stated'}) is "
                f"{said(traits)}, with {sense.named(stated)}.",
                "Round and punctate calcifications are benign by their distribution and course.",
                crosses=True,
            ),
        )


def _is_of_lactation(sense: Sense, finding: MgCalcifications, stated: Stated) -> bool:
    """Say whether these are the diffuse round calcifications that lactation brings."""
    patient = sense.report.patient
    return (
        patient is not None
        and patient.lactating is True
        and stated.category is not Category.C3
        and finding.distribution is CalcDistribution.DIFFUSE
        and set(finding.morphology or ()) == {CalcMorphology.ROUND}
    )


@declare(
    "benign_words_suspected",
    Severity.WARNING,
    silent="Silent where a word is called uncertain, where something was seen beside it or at the "
    "site on another modality, for round and punctate, for a finding that is palpable, new or "
    "increasing, where a tissue result answers, and where another finding of the breast can be "
    "the one that its category is about.",
    source=f"{CALCIFICATIONS}; {CHANGES}",
    crosses=True,
    needs=(Need.FINDINGS, Need.HIGH),
)
def benign_words_suspected(sense: Sense) -> Iterator[Found]:
    """Find typically benign calcifications, a simple cyst or a mass with fat called 4 or 5."""
    yield from sense.once(_suspected(sense))


def _suspected(sense: Sense) -> Iterator[tuple[int, Found]]:
    meant = _can_be_meant(sense)
    for number, finding, stated in suspected(sense):
        words = benign_words(finding)
        if not words or finding.palpable or finding.change in GROWING:
            continue
        if sense.tissue(finding).answering:
            continue
        scope = sense.scope(stated)
        others = meant if scope is AssessmentScope.OVERALL else meant & _places(finding)
        if scope is not None and others:
            continue
        yield (
            number,
            Found(
                stated.pointer,
                f"Finding {finding.id!r} is {said(words)}, typically benign, with "
                f"{sense.named(stated)}.",
                "Where the word is uncertain, say so; where something else is suspicious, "
                "describe it.",
                crosses=True,
            ),
        )


def _places(finding: FindingBase) -> set[Side]:
    return set(sides(breast_of(finding)) or Side)


def _can_be_meant(sense: Sense) -> set[Side]:
    """Return the breasts with a finding that is not benign by its own words."""
    findings = sense.report.findings
    return {side for each in findings if not is_innocent(each) for side in _places(each)}
