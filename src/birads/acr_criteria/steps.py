"""Turn a pattern into steps: rated rows, summary rules, and what was stated.

What was stated always stands: nothing in a result takes a step away from a patient. Rated rows
are advice for the first workup only; see ``stage``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

import attrs

from birads.acr_criteria import conditions
from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.facts import Laterality, Status
from birads.acr_criteria.pattern import Pattern
from birads.acr_criteria.procedures import is_invasive
from birads.acr_criteria.stage import Stage, StageOf
from birads.acr_criteria.topic import SummaryRule
from birads.acr_criteria.workup import (
    Band,
    Basis,
    ConditionState,
    RadiationDose,
    Step,
    band_of,
)
from birads.lexicon.common import Breast, Category
from birads.report.findings import Certainty

__all__ = ["Rated", "condition", "make", "rated_steps", "stage_condition"]

DIAGNOSTIC = "mammography_diagnostic"
ULTRASOUND = "us_breast"
RECOMMENDED_FROM = 7
CONDITIONAL_FROM = 4
_SETTLED = (Category.C1, Category.C2)


def make(  # noqa: PLR0913 - a step has this many facts
    procedure: str,
    basis: Basis,
    breast: Breast | None,
    findings: tuple[str, ...],
    *,
    recommended: bool = True,
    rating: int | None = None,
    band: Band | None = None,
    done_by: str | None = None,
    condition: ConditionState | None = None,
    radiation: RadiationDose | None = None,
    technique: tuple[str, ...] | None = None,
    read_from: str | None = None,
) -> Step:
    """Return a step, unvalidated: every value here is ours."""
    return Step.trusted(
        procedure=procedure,
        rating=rating,
        band=band,
        basis=basis,
        recommended=recommended,
        breast=breast,
        findings=findings,
        done_by=done_by,
        condition=condition,
        radiation=radiation,
        technique=technique,
        read_from=read_from,
    )


def condition(state: str, needs: tuple[str, ...], code: str, text: str) -> ConditionState:
    """Return what a step depends on, unvalidated."""
    return ConditionState.trusted(state=state, needs=needs, code=code, text=text)


def stage_condition(stage: StageOf, *, done: bool) -> ConditionState | None:
    """Return the condition that decides a branch where the stage leaves it open.

    ``done`` asks for the branch after a complete workup, else for the first workup.
    """
    if stage.stage is Stage.UNKNOWN:
        state = conditions.UNKNOWN
    elif (stage.stage is Stage.WORKED_UP) == done:
        return None
    else:
        state = conditions.NOT_MET
    if done:
        return condition(state, stage.pointers, "complete_workup", "After a complete workup.")
    return condition(
        state, stage.pointers, "workup_not_done", "If the first workup has not been done."
    )


@attrs.frozen
class Rated:
    """Hold the rated and summary steps of a pattern, and what they mean for the rest."""

    steps: tuple[Step, ...]
    withheld: bool
    diagnostic: bool
    growing: bool
    texts_differ: bool
    nothing_rated: bool


def rated_steps(pattern: Pattern, topic: Topic, extensive_mm: float | None) -> Rated:
    """Return the steps that the table and its summary give for a pattern."""
    withheld = pattern.tissue_stated
    steps: list[Step | None] = list(_table(pattern, topic, withheld, extensive_mm))
    low = pattern.variant in topic.low
    before = pattern.stage.stage is not Stage.WORKED_UP
    growing = before and pattern.growing and pattern.variant in topic.file.alerts.new_or_increasing
    texts_differ = False
    if before:
        if growing or _one_sided(pattern, topic) or _s1_answers(pattern):
            asked = _word_missing(pattern) if pattern.only_benign else None
            steps.append(_summary(pattern, topic, topic.summary_rules.get("S1"), asked))
        ultrasound = _s2(pattern, topic, steps, extensive_mm)
        if ultrasound is not None:
            steps.append(ultrasound)
            texts_differ = pattern.variant is not None
    found = tuple(step for step in steps if step is not None)
    diagnostic = any(step.procedure == DIAGNOSTIC and step.recommended for step in found)
    nothing_rated = low and not any(step.recommended for step in found)
    return Rated(found, withheld, diagnostic, growing, texts_differ, nothing_rated)


def _table(
    pattern: Pattern,
    topic: Topic,
    withheld: bool,
    extensive_mm: float | None,
) -> tuple[Step, ...]:
    """Return the rated rows of the pattern's variant."""
    if pattern.variant is None:
        return ()
    variant = topic.variants[pattern.variant]
    past = pattern.stage.stage is Stage.WORKED_UP
    open_branch = None if past else stage_condition(pattern.stage, done=False)
    asked: list[tuple[str, ConditionState]] = []
    for procedure in topic.depending[variant.number]:
        state = _condition(pattern, topic, procedure, extensive_mm) or open_branch
        if state is not None:
            asked.append((procedure, state))
    return tuple(_rows(pattern, topic, past, withheld, dict(asked)))


def _rows(
    pattern: Pattern,
    topic: Topic,
    past: bool,
    withheld: bool,
    conditions_of: Mapping[str, ConditionState],
) -> Iterator[Step]:
    variant = topic.variants[pattern.variant or 0]
    first = pattern.stage.stage is Stage.INITIAL
    no_tissue = withheld or (first and variant.number in topic.file.alerts.biopsy_follows)
    for procedure, dose in _doses(topic).items():
        rating = variant.ratings[procedure]
        asked = conditions_of.get(procedure)
        unmet = asked is not None and asked.state == conditions.NOT_MET
        yield make(
            procedure,
            Basis.ACR_RATING,
            pattern.breast,
            pattern.ids,
            recommended=not past and rating >= RECOMMENDED_FROM and not unmet,
            rating=rating,
            band=None if past or (no_tissue and is_invasive(procedure)) else band_of(rating),
            condition=asked,
            radiation=dose,
            technique=variant.technique.get(procedure),
        )


def _condition(
    pattern: Pattern,
    topic: Topic,
    procedure: str,
    extensive_mm: float | None,
) -> ConditionState | None:
    variant = topic.variants[pattern.variant or 0]
    code = variant.conditions.get(procedure)
    if code is None:
        settled = pattern.category is not None and pattern.category.category in _SETTLED
        if not settled or variant.number not in topic.file.alerts.proof:
            return None
        code = "still-to-be-proven"
    asked = topic.conditions.get(code)
    if asked is None:
        return None
    state, needs = conditions.judge(asked.requires, pattern, extensive_mm)
    return condition(state, needs, asked.id, asked.text)


@lru_cache(maxsize=64)
def _doses(topic: Topic) -> dict[str, RadiationDose]:
    """Return the dose of each procedure; a topic is made once and used for every report."""
    return {
        procedure: RadiationDose(
            level=level,
            adult_msv=topic.radiation[level].adult_msv,
            pediatric_msv=topic.radiation[level].pediatric_msv,
        )
        for procedure, level in topic.file.procedures.items()
    }


def _one_sided(pattern: Pattern, topic: Topic) -> bool:
    """Say whether a nearest row asks for diagnostic mammography where one breast is involved."""
    if pattern.variant is None or pattern.facts.laterality is not Laterality.UNILATERAL:
        return False
    return any(row.id == pattern.match.row for row in topic.file.nearest if row.one_sided_views)


def _word_missing(pattern: Pattern) -> ConditionState:
    """Return what S1 depends on where a 1 or 2 is stated and only the morphology is missing."""
    needs = tuple(f"{member.pointer}/morphology" for member in pattern.members)
    text = "If the calcifications are not typically benign; their morphology is not stated."
    return condition(conditions.UNKNOWN, needs, "typically_benign", text)


def _s1_answers(pattern: Pattern) -> bool:
    """Say whether summary rule S1 answers where no variant does."""
    if pattern.variant is not None:
        return False
    uncertain = pattern.members[0].seen.certainty is Certainty.UNCERTAIN
    return not pattern.benign_only or pattern.status is Status.NOT_APPLICABLE or uncertain


def _summary(
    pattern: Pattern, topic: Topic, rule: SummaryRule | None, asked: ConditionState | None
) -> Step | None:
    if rule is None:
        return None
    return make(
        rule.procedure,
        Basis.SUMMARY_RULE,
        pattern.breast,
        pattern.ids,
        recommended=asked is None,
        condition=asked or _open_branch(pattern),
        radiation=_doses(topic).get(rule.procedure),
        technique=rule.technique or None,
    )


def _open_branch(pattern: Pattern) -> ConditionState | None:
    if pattern.stage.stage is not Stage.UNKNOWN:
        return None
    return stage_condition(pattern.stage, done=False)


def _s2(
    pattern: Pattern,
    topic: Topic,
    steps: list[Step | None] | list[Step],
    extensive_mm: float | None,
) -> Step | None:
    """Return the summary's ultrasound step where its own condition is met and the row's is not."""
    rule = topic.summary_rules.get("S2")
    if rule is None or pattern.benign_only:
        return None
    state, needs = conditions.judge(rule.requires, pattern, extensive_mm)
    if state != conditions.MET:
        return None
    for step in steps:
        if (
            step is not None
            and step.procedure == ULTRASOUND
            and step.condition is not None
            and step.condition.state == conditions.MET
        ):
            return None
    return _summary(pattern, topic, rule, condition(state, needs, rule.id, rule.text))
