"""Turn what was stated into steps: a category, a tissue result, a written recommendation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial

from birads.acr_criteria.pattern import Member, Pattern
from birads.acr_criteria.stage import Stage, StageOf
from birads.acr_criteria.steps import (
    DIAGNOSTIC,
    condition,
    make,
    stage_condition,
)
from birads.acr_criteria.tissue import inconclusive, worst_class
from birads.acr_criteria.workup import Basis, ConditionState, Step
from birads.assessment import AssessmentReason
from birads.index import TISSUE_ACTIONS, ReportIndex, Stated
from birads.lexicon.common import Breast, Category
from birads.pathology import Pathology, ResultClass

__all__ = ["Results", "category_steps", "done_by", "member_steps", "tissue_steps", "written_steps"]

Results = Sequence[tuple[int, Pathology]]

_SUSPICIOUS = frozenset({Category.C4, Category.C4A, Category.C4B, Category.C4C, Category.C5})


def member_steps(pattern: Pattern, diagnostic: bool, table_asks: bool) -> Iterator[Step]:
    """Yield the steps that category, tissue and recommendations give each finding of a pattern."""
    for group in _alike(pattern):
        first = group[0]
        if first.category is not None:
            yield from category_steps(
                first.category,
                first.stage,
                first.breast,
                tuple(member.seen.id for member in group),
                reason=first.reason,
                diagnostic=diagnostic,
                table_asks=table_asks,
                done_by=done_by(first.results),
            )
        if first.results:
            yield from tissue_steps(first.results, first.category, first.breast, (first.seen.id,))
    yield from _written(pattern)


def _alike(pattern: Pattern) -> Iterable[list[Member]]:
    """Group the members that share a side and have no tissue result of their own."""
    groups: dict[object, list[Member]] = {}
    for member in pattern.members:
        groups.setdefault(member.number if member.results else member.breast, []).append(member)
    return groups.values()


def done_by(results: Results) -> str | None:
    """Return the tissue result that answers for a finding; one that says nothing does not.

    The most malignant counts, of equal ones the latest, whatever the order of the list.
    """
    classes = [result for _, result in results]
    worst = worst_class(classes)
    if worst is None or (worst is not ResultClass.MALIGNANT and inconclusive(classes)):
        return None
    entries = [entry for entry in results if entry[1].result_class is worst]
    place, _ = max(entries, key=lambda entry: (entry[1].date or dt.date.min, -entry[0]))
    return f"/pathology/{place}"


@lru_cache(maxsize=20_000)
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
) -> tuple[Step, ...]:
    """Return the steps that a stated category asks for.

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
    before = stage.stage is not Stage.WORKED_UP
    if stated is Category.C0:
        return tuple(_incomplete(step, reason, category.pointer))
    if stated is Category.C6:
        return (step("surgical_or_oncological_management"),)
    views = (step(DIAGNOSTIC, condition=_open(stage)),) if before and not diagnostic else ()
    if stated in _SUSPICIOUS:
        return (*views, step("tissue_diagnosis", done_by=done_by))
    done = stage_condition(stage, done=True)
    if stated is Category.C3:
        follow_up = step(
            "short_interval_follow_up",
            recommended=stage.stage is not Stage.INITIAL,
            condition=done,
        )
        return (*views, follow_up)
    # What was stated stands even where the table asks for more: a note says that they differ.
    waits = table_asks and stage.stage is Stage.UNKNOWN
    return (step("routine_care", condition=done if waits else None),)


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


def tissue_steps(
    results: Results, category: Stated | None, breast: Breast | None, findings: tuple[str, ...]
) -> Iterator[Step]:
    """Yield the steps that tissue results of one finding ask for."""
    classes = [result for _, result in results]
    worst = worst_class(classes)
    if worst is ResultClass.MALIGNANT:
        procedure = "surgical_or_oncological_management"
    elif worst is ResultClass.HIGH_RISK:
        procedure = "surgical_consultation"
    else:
        procedure = "radiologic_pathologic_correlation"
    five = category is not None and category.category is Category.C5
    step = partial(
        make,
        basis=Basis.PATHOLOGY,
        breast=breast,
        findings=findings,
        read_from=next(f"/pathology/{n}" for n, r in results if r.result_class is worst),
    )
    if worst is not ResultClass.NON_DIAGNOSTIC:
        yield step(procedure)
    discordant = five and worst in (ResultClass.BENIGN, None)
    if discordant or (worst is not ResultClass.MALIGNANT and inconclusive(classes)):
        yield step("repeat_tissue_diagnosis")


def _written(pattern: Pattern) -> Iterator[Step]:
    """Yield a step for each written recommendation that names findings of the pattern."""
    for written in pattern.written:
        named = [member for member in pattern.members if member.seen.id in written.findings]
        breasts = {member.breast for member in named}
        done = None
        if written.action in TISSUE_ACTIONS and len(named) == 1:
            done = done_by(named[0].results)
        yield make(
            written.action.value,
            Basis.RECOMMENDATION,
            written.breast or (breasts.pop() if len(breasts) == 1 else None),
            written.findings,
            done_by=done,
            read_from=f"/recommendations/{written.number}",
        )


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
