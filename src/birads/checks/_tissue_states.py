"""Check the state of tissue results: pending, final, and what two words for one result say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import CONCORDANCE, EUROPEAN, FORMAT
from birads.checks._words import SURGEON, TISSUE
from birads.issue import Severity
from birads.lexicon.common import Category
from birads.lexicon.pathology import BCategory, Concordance, PathologyState
from birads.report.assessment import Action
from birads.report.pathology import RESULT_CLASS, ResultClass

_CLASSES: Final = {
    BCategory.B1: frozenset({ResultClass.NON_DIAGNOSTIC, ResultClass.BENIGN}),
    BCategory.B2: frozenset({ResultClass.BENIGN}),
    BCategory.B3: frozenset({ResultClass.HIGH_RISK}),
    BCategory.B4: frozenset({ResultClass.NON_DIAGNOSTIC, ResultClass.HIGH_RISK}),
    BCategory.B5: frozenset({ResultClass.MALIGNANT}),
}
"""The classes of result that a European class can stand beside."""

_NEXT: Final = TISSUE | SURGEON


@declare(
    "result_pending",
    Severity.INFORMATION,
    silent="Silent once a result is stated.",
    source=FORMAT,
    needs=(Need.PATHOLOGY,),
)
def result_pending(sense: Sense) -> Iterator[Found]:
    """Find a sample whose result is pending: it answers nothing until it is there."""
    for number, result in sense.unread:
        if result.state is PathologyState.PENDING and not (result.result or result.b_category):
            yield Found(
                f"/pathology/{number}/state",
                f"The result of {sense.taken_of(result)} is pending.",
                "An addendum states the result, and whether it agrees with the images.",
            )


@declare(
    "pending_with_result",
    Severity.ERROR,
    silent="Silent where the state is final or not stated. The result is not read.",
    source=FORMAT,
    crosses=True,
    needs=(Need.PATHOLOGY,),
)
def pending_with_result(sense: Sense) -> Iterator[Found]:
    """Find a result beside the statement that it is pending."""
    for number, result in sense.unread:
        if result.state is PathologyState.PENDING and (result.result or result.b_category):
            yield Found(
                f"/pathology/{number}/state",
                f"The result of {sense.taken_of(result)} is called pending and is stated.",
                "Say 'final' where the result is in; until then it is not read.",
                crosses=True,
            )


@declare(
    "final_without_result",
    Severity.WARNING,
    silent="Silent for pending results, and where a European class stands for the result.",
    source=FORMAT,
    needs=(Need.PATHOLOGY,),
)
def final_without_result(sense: Sense) -> Iterator[Found]:
    """Find tissue that was taken and read, or of which no state is given, without a result."""
    for number, result in sense.unread:
        if result.state is not PathologyState.PENDING:
            said = "is called final" if result.state else "is neither pending nor stated"
            yield Found(
                f"/pathology/{number}",
                f"The result of {sense.taken_of(result)} {said}, and no result is given.",
                "Add 'result', or 'state': 'pending'.",
            )


@declare(
    "tissue_of_nothing",
    Severity.WARNING,
    silent="Silent where a finding or a breast is named.",
    source=FORMAT,
    needs=(Need.PATHOLOGY,),
)
def tissue_of_nothing(sense: Sense) -> Iterator[Found]:
    """Find tissue that names neither a finding nor a breast: it can answer no question."""
    for number, result in enumerate(sense.report.pathology):
        if result.finding is None and result.breast is None:
            yield Found(
                f"/pathology/{number}",
                "A tissue result names neither a finding nor a breast.",
                "Add 'finding', or 'breast' where the finding is not in the report.",
            )


@declare(
    "b_category_differs",
    Severity.ERROR,
    silent="Silent where only one of the two is stated, for a result of another kind, and for B1 "
    "beside a benign result: normal tissue is called so too.",
    source=EUROPEAN,
    crosses=True,
    needs=(Need.PATHOLOGY,),
)
def b_category_differs(sense: Sense) -> Iterator[Found]:
    """Find a European class of a biopsy that its result does not belong to."""
    for number, result in enumerate(sense.report.pathology):
        if result.b_category is None or result.result is None:
            continue
        kind = RESULT_CLASS[result.result]
        if kind is not None and kind not in _CLASSES[result.b_category]:
            malignant = ResultClass.MALIGNANT in (kind, *_CLASSES[result.b_category])
            yield Found(
                f"/pathology/{number}/b_category",
                f"The result of {sense.taken_of(result)} is "
                f"{result.result.replace('_', ' ')}, but its class is {result.b_category}.",
                "Correct one of the two.",
                crosses=malignant,
            )


@declare(
    "discordant_without_next_step",
    Severity.WARNING,
    silent="Silent where another biopsy, an excision, a surgeon or clinical management is "
    "recommended for it, where surgery or a malignant result of the finding is there, and for "
    "results older than the exam.",
    source=CONCORDANCE,
    crosses=True,
    needs=(Need.PATHOLOGY,),
)
def discordant_without_next_step(sense: Sense) -> Iterator[Found]:
    """Find a result that the radiologist calls discordant, and nothing that follows from it."""
    for number, result in sense.tissue_results:
        if result.concordance is not Concordance.DISCORDANT or sense.is_history(result):
            continue
        if not _settled(sense, number):
            yield Found(
                f"/pathology/{number}/concordance",
                f"The result of {sense.taken_of(result)} is called discordant, and no next step "
                "is recommended.",
                "A discordant result is not an answer: repeat the tissue diagnosis or excise.",
                crosses=True,
            )


def _settled(sense: Sense, number: int) -> bool:
    result = sense.report.pathology[number]
    if result.result_class is ResultClass.MALIGNANT:
        return True
    known = sense.finding_named(result.finding)
    if known is not None:
        tissue = sense.tissue(known[1])
        if tissue.malignant or tissue.operated:
            return True
    return sense.plan_of_result(result).answers(_NEXT)


@declare(
    "concordant_against_image",
    Severity.WARNING,
    silent="Silent for malignant and high-risk results, for categories below 5, and for results "
    "older than the exam.",
    source=CONCORDANCE,
    crosses=True,
    needs=(Need.PATHOLOGY,),
)
def concordant_against_image(sense: Sense) -> Iterator[Found]:
    """Find a benign result of a 5, or one that says nothing, that is called concordant."""
    for number, result in sense.tissue_results:
        if result.concordance is not Concordance.CONCORDANT or sense.is_history(result):
            continue
        known = sense.finding_named(result.finding)
        stated = sense.category_of(*known) if known is not None else None
        five = stated is not None and stated.category is Category.C5
        benign = result.result_class is ResultClass.BENIGN
        if (five and benign) or result.result_class is ResultClass.NON_DIAGNOSTIC:
            why = "benign after category 5" if benign else "not diagnostic"
            yield Found(
                f"/pathology/{number}/concordance",
                f"The result of {sense.taken_of(result)} is {why} and called concordant.",
                "Look at the images and the tissue once more.",
                crosses=True,
            )


@declare(
    "concordance_undetermined",
    Severity.INFORMATION,
    silent="Silent for malignant results, and where a next step is recommended or was done.",
    source=CONCORDANCE,
    needs=(Need.PATHOLOGY,),
)
def concordance_undetermined(sense: Sense) -> Iterator[Found]:
    """Find a result whose agreement with the images is called undetermined."""
    for number, result in sense.tissue_results:
        open_ = result.concordance is Concordance.UNDETERMINED and not sense.is_history(result)
        if open_ and not _settled(sense, number):
            yield Found(
                f"/pathology/{number}/concordance",
                f"Whether the result of {sense.taken_of(result)} agrees with the images is "
                "undetermined.",
                "Say what decides it: another look, another biopsy or a surgeon.",
            )


@declare(
    "taken_and_still_written",
    Severity.INFORMATION,
    silent="Silent where the result is in, and for excisions and consultations.",
    source=FORMAT,
    needs=(Need.PATHOLOGY,),
)
def taken_and_still_written(sense: Sense) -> Iterator[Found]:
    """Find a recommended needle biopsy of a finding whose sample is pending."""
    pending = {
        result.finding
        for _, result in sense.unread
        if result.state is PathologyState.PENDING and result.finding is not None
    }
    needle = TISSUE - {Action.SURGICAL_EXCISION}
    for number, entry in enumerate(sense.report.recommendations):
        names = [name for name in entry.findings or () if name in pending]
        if names and entry.action in needle:
            yield Found(
                f"/recommendations/{number}/action",
                f"A biopsy of {names[0]!r} is recommended, and a sample of it is pending.",
                "Is the recommendation that which led to the sample, or another one?",
            )
