"""Turn what was stated into steps: a category, a tissue result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

import attrs

from birads.acr_criteria._conditions import NOT_MET, UNKNOWN
from birads.acr_criteria._pattern import Pattern
from birads.acr_criteria._procedures import Role, procedure_for
from birads.acr_criteria._shared_lesions import SUSPICIOUS, Shared
from birads.acr_criteria._stage import Stage, StageOf
from birads.acr_criteria._steps import condition, make, stage_condition
from birads.acr_criteria._subjects import Member
from birads.acr_criteria._tissue import (
    Results,
    answering,
    closed_by_excision,
    done_by,
    excised_after_high_risk,
    inconclusive,
    worst_class,
)
from birads.acr_criteria._workup import Basis, ConditionState, Step
from birads.acr_criteria._written import pattern_written
from birads.lexicon.common import Breast, Category
from birads.report.assessment import AssessmentReason
from birads.report.pathology import ResultClass
from birads.report.view._index import Stated

__all__ = [
    "Tissue",
    "category_steps",
    "member_steps",
    "tissue_of",
    "tissue_steps",
    "waits_for_recall",
]

_OPEN_RECALL = "open_recall"


@attrs.frozen
class Tissue:
    """Say who shows the tissue step of a category, for which findings, and what answers it.

    A step that another finding of the same lesion shows is not ``shown`` again.
    """

    shown: bool = True
    done_by: str | None = None
    findings: tuple[str, ...] | None = None
    breast: Breast | None = None


class Made(Protocol):
    """Make a step of one basis, breast and set of findings, which a call can narrow."""

    def __call__(  # noqa: PLR0913 - a step has this many facts
        self,
        role: Role,
        *,
        recommended: bool = True,
        done_by: str | None = None,
        condition: ConditionState | None = None,
        read_from: str | None = None,
        findings: tuple[str, ...] | None = None,
        breast: Breast | None = None,
    ) -> Step: ...


def _maker(
    basis: Basis,
    breast: Breast | None,
    findings: tuple[str, ...],
    read_from: str | None = None,
) -> Made:
    """Return how steps of one stated thing are made."""
    whole, named, read = breast, findings, read_from

    def made(  # noqa: PLR0913 - as the protocol has it
        role: Role,
        *,
        recommended: bool = True,
        done_by: str | None = None,
        condition: ConditionState | None = None,
        read_from: str | None = None,
        findings: tuple[str, ...] | None = None,
        breast: Breast | None = None,
    ) -> Step:
        return make(
            procedure=procedure_for(role),
            rating=None,
            band=None,
            basis=basis,
            recommended=recommended,
            breast=whole if findings is None else breast,
            findings=named if findings is None else findings,
            done_by=done_by,
            condition=condition,
            radiation=None,
            read_from=read_from or read,
        )

    return made


def tissue_of(number: int, shared: Shared | None, done: str | None) -> Tissue:
    """Return the tissue step of a finding, or of its lesion where it has several findings."""
    if shared is None:
        return Tissue(done_by=done)
    return Tissue(shared.leader == number, shared.done_by, shared.findings, shared.breast)


def member_steps(pattern: Pattern, diagnostic: bool, table_asks: bool) -> Iterator[Step]:
    """Yield the steps that category, tissue and recommendations give each finding of a pattern."""
    for group in _alike(pattern):
        first = group[0]
        if first.category is not None:
            answer = done_by(answering(first.results, calcifications=True))
            yield from category_steps(
                first.category,
                first.stage,
                first.breast,
                tuple(member.id for member in group),
                reason=first.reason,
                completes=None if diagnostic else Role.COMPLETES_MAMMOGRAPHY,
                table_asks=table_asks,
                tissue=tissue_of(first.number, first.shared, answer),
                open_recall=pattern.open_recall,
            )
        if first.results:
            yield from tissue_steps(
                first.results,
                first.category if first.shared is None else first.shared.category,
                first.breast,
                (first.id,),
                calcifications=True,
            )
    yield from pattern_written(pattern)


def _alike(pattern: Pattern) -> Iterable[list[Member]]:
    """Group the members that share a side and have neither tissue nor lesion of their own."""
    groups: dict[object, list[Member]] = {}
    for member in pattern.members:
        alone = member.results or member.shared is not None
        groups.setdefault(member.number if alone else member.breast, []).append(member)
    return groups.values()


def category_steps(  # noqa: PLR0913 - each is a fact that decides a step
    category: Stated,
    stage: StageOf,
    breast: Breast | None,
    findings: tuple[str, ...],
    *,
    reason: AssessmentReason | None = None,
    completes: Role | None = None,
    table_asks: bool = False,
    tissue: Tissue = Tissue(),
    open_recall: str | None = None,
) -> Iterator[Step]:
    """Yield the steps that a stated category asks for.

    ``completes`` is the procedure that completes the workup, ``None`` where it is recommended
    already; ``table_asks`` says that the table recommends a step of its own.
    """
    step = _maker(Basis.ASSESSMENT, breast, findings, category.pointer)
    stated = category.category
    if stated is Category.C0:
        yield from _incomplete(step, reason, category.pointer)
    elif stated is Category.C6:
        yield step(Role.AFTER_CANCER)
    elif stated in SUSPICIOUS:
        if completes is Role.COMPLETES_MAMMOGRAPHY:
            yield from _completing(step, completes, stage)
        if tissue.shown:
            yield _tissue_step(step, tissue)
    elif stated is Category.C3:
        yield from _completing(step, completes, stage)
        yield _follow_up(step, stage, None if findings else open_recall)
    else:
        yield _routine(step, stage, table_asks, open_recall)


def _completing(step: Made, completes: Role | None, stage: StageOf) -> Iterator[Step]:
    """Yield the exam that completes a first look, before anything else is done."""
    if stage.stage is Stage.INITIAL and completes is not None:
        yield step(completes)
    elif stage.stage is Stage.UNKNOWN and completes is Role.COMPLETES_MAMMOGRAPHY:
        yield step(completes, condition=stage_condition(stage, done=False))


def _tissue_step(step: Made, tissue: Tissue) -> Step:
    done = tissue.done_by
    if tissue.findings is None:
        return step(Role.TISSUE, recommended=done is None, done_by=done)
    return step(
        Role.TISSUE,
        recommended=done is None,
        done_by=done,
        findings=tissue.findings,
        breast=tissue.breast,
    )


def _follow_up(step: Made, stage: StageOf, open_recall: str | None) -> Step:
    after = stage_condition(stage, done=True)
    if open_recall is not None:
        after = _after_recall(open_recall)
    waits = after is not None and after.state == NOT_MET
    return step(Role.FOLLOW_UP, recommended=not waits, condition=after)


def _routine(step: Made, stage: StageOf, table_asks: bool, open_recall: str | None) -> Step:
    """Return routine care, which no open recall of the breast is closed by.

    What was stated stands even where the table asks for more: a note says that they differ.
    """
    if open_recall is not None:
        return step(Role.ROUTINE_CARE, recommended=False, condition=_after_recall(open_recall))
    waits = table_asks and stage.stage is Stage.UNKNOWN
    return step(Role.ROUTINE_CARE, condition=stage_condition(stage, done=True) if waits else None)


def waits_for_recall(step: Step) -> bool:
    """Say whether a step waits for an open recall, and so comes after it."""
    return step.condition is not None and step.condition.code == _OPEN_RECALL


def _after_recall(pointer: str) -> ConditionState:
    text = "After the open recall (category 0) is completed."
    return condition(state=NOT_MET, needs=(pointer,), code=_OPEN_RECALL, text=text)


def _incomplete(step: Made, reason: AssessmentReason | None, pointer: str) -> Iterator[Step]:
    if reason is AssessmentReason.NEEDS_PRIORS:
        yield step(Role.OBTAIN_PRIORS)
        yield step(
            Role.ADDITIONAL_IMAGING,
            condition=condition(
                state=UNKNOWN,
                needs=(pointer,),
                code="priors_do_not_settle",
                text="If earlier exams do not settle it.",
            ),
        )
    else:
        yield step(Role.ADDITIONAL_IMAGING)


def tissue_steps(
    results: Results,
    category: Stated | None,
    breast: Breast | None,
    findings: tuple[str, ...],
    *,
    calcifications: bool = False,
) -> Iterator[Step]:
    """Yield the steps that tissue results of one finding ask for."""
    step = _maker(Basis.PATHOLOGY, breast, findings)
    counted = answering(results, calcifications=calcifications)
    stated = category.category if category is not None else None
    if not counted:
        # The tissue step of a 4 or 5 is open already.
        if stated not in SUSPICIOUS:
            yield step(Role.REPEAT_TISSUE, read_from=f"/pathology/{results[0][0]}")
        return
    classes = [result for _, result in counted]
    worst = worst_class(classes)
    read_from = next(f"/pathology/{n}" for n, r in counted if r.result_class is worst)
    if worst is not ResultClass.NON_DIAGNOSTIC:
        consulted = excised_after_high_risk(classes)
        yield step(_after_tissue(worst, consulted=consulted), read_from=read_from)
    closed = closed_by_excision(classes)
    discordant = stated is Category.C5 and worst in (ResultClass.BENIGN, None) and not closed
    if discordant or (worst is not ResultClass.MALIGNANT and inconclusive(classes)):
        yield step(Role.REPEAT_TISSUE, read_from=read_from)


def _after_tissue(worst: ResultClass | None, *, consulted: bool) -> Role:
    if worst is ResultClass.MALIGNANT:
        return Role.AFTER_CANCER
    if worst is ResultClass.HIGH_RISK and not consulted:
        return Role.AFTER_HIGH_RISK
    return Role.AFTER_BENIGN
