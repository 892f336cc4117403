"""Turn what was stated into steps: a category, a tissue result, a written recommendation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from birads.acr_criteria.pattern import Member, Pattern
from birads.acr_criteria.stage import Stage, StageOf, is_history
from birads.acr_criteria.steps import (
    DIAGNOSTIC,
    TISSUE_ACTIONS,
    condition,
    make,
    stage_condition,
)
from birads.acr_criteria.tissue import inconclusive, worst_class
from birads.acr_criteria.workup import Basis, ConditionState, Step
from birads.assessment import AssessmentReason
from birads.index import ReportIndex, Stated
from birads.lexicon.common import Breast, Category
from birads.pathology import Pathology, ResultClass

__all__ = ["category_steps", "member_steps", "reason_of", "written_steps"]

_SUSPICIOUS = frozenset({Category.C4, Category.C4A, Category.C4B, Category.C4C, Category.C5})


def member_steps(
    pattern: Pattern, index: ReportIndex, diagnostic: bool, table_asks: bool
) -> Iterator[Step]:
    """Yield the steps that category, tissue and recommendations give each finding of a pattern."""
    for group in _alike(pattern, index):
        ids = tuple(member.finding.id for member in group)
        first = group[0]
        if first.category is not None:
            yield from category_steps(
                first.category,
                first.stage,
                first.breast,
                ids,
                reason=reason_of(index, first.category, first.breast),
                diagnostic=diagnostic,
                table_asks=table_asks,
                done_by=_done_by(first, index),
            )
        if _results(first, index):
            yield from _tissue_steps(first, index)
    yield from _written(pattern, index)


def _alike(pattern: Pattern, index: ReportIndex) -> Iterator[list[Member]]:
    """Group the members that share a side and have no tissue result of their own."""
    groups: dict[object, list[Member]] = {}
    for member in pattern.members:
        alone = member.finding.id in index.pathology
        groups.setdefault(member.number if alone else member.breast, []).append(member)
    yield from groups.values()


def _results(member: Member, index: ReportIndex) -> list[tuple[int, Pathology]]:
    exam = index.exam_of(member.finding)
    return [
        entry
        for entry in index.pathology.get(member.finding.id, ())
        if not is_history(entry[1], exam)
    ]


def _done_by(member: Member, index: ReportIndex) -> str | None:
    """Return the tissue result that answers for a finding; one that says nothing does not."""
    entries = _results(member, index)
    if not entries or inconclusive([result for _, result in entries]):
        return None
    return next(
        f"/pathology/{place}"
        for place, result in entries
        if result.result_class is not ResultClass.NON_DIAGNOSTIC
    )


def reason_of(
    index: ReportIndex, category: Stated, breast: Breast | None
) -> AssessmentReason | None:
    """Return why a category 0 is incomplete, as its breast's assessment states it."""
    if category.category is not Category.C0:
        return None
    reasons = {
        entry.reason
        for entry in index.report.assessments
        if entry.category is Category.C0
        and entry.reason is not None
        and (breast is None or entry.breast.value in (breast.value, "bilateral"))
    }
    return reasons.pop() if len(reasons) == 1 else None


def category_steps(  # noqa: PLR0913 - each is a fact that decides a step
    category: Stated,
    stage: StageOf,
    breast: Breast | None,
    findings: tuple[str, ...],
    *,
    reason: AssessmentReason | None = None,
    diagnostic: bool = False,
    table_asks: bool = False,
    done_by: str | None = None,
) -> Iterator[Step]:
    """Yield the steps that a stated category asks for.

    ``diagnostic`` says that diagnostic mammography is recommended already, ``table_asks`` that
    the table recommends a step of its own.
    """
    step = partial(
        make,
        basis=Basis.ASSESSMENT,
        breast=breast,
        findings=findings,
        read_from=category.pointer,
    )
    stated = category.category
    if stated is Category.C0:
        yield from _incomplete(step, reason, category.pointer)
    elif stated is Category.C6:
        yield step("surgical_or_oncological_management")
    elif stated in _SUSPICIOUS:
        if not diagnostic and stage.stage is not Stage.WORKED_UP:
            yield step(DIAGNOSTIC, condition=_open(stage))
        yield step("tissue_diagnosis", done_by=done_by)
    elif stated is Category.C3:
        if not diagnostic and stage.stage is not Stage.WORKED_UP:
            yield step(DIAGNOSTIC, condition=_open(stage))
        yield step(
            "short_interval_follow_up",
            recommended=stage.stage is not Stage.INITIAL,
            condition=stage_condition(stage, done=True),
        )
    else:
        waits = table_asks and stage.stage is not Stage.WORKED_UP
        yield step(
            "routine_care",
            recommended=not (waits and stage.stage is Stage.INITIAL),
            condition=stage_condition(stage, done=True) if waits else None,
        )


def _open(stage: StageOf) -> ConditionState | None:
    return stage_condition(stage, done=False) if stage.stage is Stage.UNKNOWN else None


def _incomplete(
    step: Callable[..., Step], reason: AssessmentReason | None, pointer: str
) -> Iterator[Step]:
    if reason is AssessmentReason.NEEDS_PRIORS:
        yield step("obtain_priors")
        yield step(
            "additional_imaging",
            condition=condition(
                "unknown", (pointer,), "priors_do_not_settle", "If earlier exams do not settle it."
            ),
        )
    else:
        yield step("additional_imaging")


def _tissue_steps(member: Member, index: ReportIndex) -> Iterator[Step]:
    entries = _results(member, index)
    results = [result for _, result in entries]
    worst = worst_class(results)
    if worst is ResultClass.MALIGNANT:
        procedure = "surgical_or_oncological_management"
    elif worst is ResultClass.HIGH_RISK:
        procedure = "surgical_consultation"
    else:
        procedure = "radiologic_pathologic_correlation"
    category = member.category.category if member.category else None
    repeat = worst in (ResultClass.BENIGN, None) and category is Category.C5
    pointer = f"/pathology/{_decisive(entries, worst)}"
    if worst is not ResultClass.NON_DIAGNOSTIC:
        yield _tissue_step(procedure, member, pointer)
    if repeat or (worst is not ResultClass.MALIGNANT and inconclusive(results)):
        yield _tissue_step("repeat_tissue_diagnosis", member, pointer)


def _decisive(entries: list[tuple[int, Pathology]], worst: ResultClass | None) -> int:
    return next(place for place, result in entries if result.result_class is worst)


def _tissue_step(procedure: str, member: Member, pointer: str) -> Step:
    return make(procedure, Basis.PATHOLOGY, member.breast, (member.finding.id,), read_from=pointer)


def _written(pattern: Pattern, index: ReportIndex) -> Iterator[Step]:
    """Yield a step for each written recommendation that names findings of the pattern."""
    by_id = {member.finding.id: member for member in pattern.members}
    for place, written in enumerate(index.report.recommendations):
        named = [by_id[name] for name in written.findings or () if name in by_id]
        if not named:
            continue
        done = None
        if written.action in TISSUE_ACTIONS and len(named) == 1:
            done = _done_by(named[0], index)
        yield make(
            written.action.value,
            Basis.RECOMMENDATION,
            written.breast or _shared_side(named),
            tuple(dict.fromkeys(member.finding.id for member in named)),
            done_by=done,
            read_from=f"/recommendations/{place}",
        )


def _shared_side(named: list[Member]) -> Breast | None:
    found = {member.breast for member in named}
    return found.pop() if len(found) == 1 else None


def written_steps(index: ReportIndex, taken: frozenset[str]) -> Iterator[Step]:
    """Yield a step for each written recommendation that names no finding of any pattern.

    ``taken`` holds the ids of the findings that patterns answer for.
    """
    for place, written in enumerate(index.report.recommendations):
        others = tuple(name for name in written.findings or () if name not in taken)
        if others or not written.findings:
            yield make(
                written.action.value,
                Basis.RECOMMENDATION,
                written.breast,
                others,
                read_from=f"/recommendations/{place}",
            )
