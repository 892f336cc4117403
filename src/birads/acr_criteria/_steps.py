"""Turn a pattern into steps: rated rows, summary rules, and what was stated.

What was stated always stands: nothing in a result takes a step away from a patient. Rated rows
are advice for the first workup only; see ``stage``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import attrs

from birads.acr_criteria import _conditions as conditions
from birads.acr_criteria._made import maker
from birads.acr_criteria._pattern import Pattern
from birads.acr_criteria._procedures import Role, is_invasive, procedure_for
from birads.acr_criteria._stage import Stage, StageOf
from birads.acr_criteria._workup import (
    Band,
    Basis,
    ConditionState,
    Step,
    band_of_category,
)
from birads.acr_criteria.facts._answer import answer_values
from birads.acr_criteria.facts._registry import read, values_of
from birads.acr_criteria.table._file import SummaryRule
from birads.lexicon.common import Category

__all__ = ["Rated", "condition", "make", "rated_steps", "stage_condition"]

_SETTLED = (Category.C1, Category.C2)

make = maker(Step)
condition = maker(ConditionState)


def stage_condition(stage: StageOf, *, done: bool) -> ConditionState | None:
    """Return the condition that decides a branch where the stage leaves it open.

    ``done`` asks for the branch after a complete workup, else for the first workup.
    """
    state: Literal["met", "not_met", "unknown"]
    if stage.stage is Stage.UNKNOWN:
        state = conditions.UNKNOWN
    elif (stage.stage is Stage.WORKED_UP) == done:
        return None
    else:
        state = conditions.NOT_MET
    if done:
        return condition(
            state=state,
            needs=stage.pointers,
            code="complete_workup",
            text="After a complete workup.",
        )
    return condition(
        state=state,
        needs=stage.pointers,
        code="workup_not_done",
        text="If the first workup has not been done.",
    )


@attrs.frozen
class Rated:
    """The rated and summary steps of a pattern, and what they mean for the rest."""

    steps: tuple[Step, ...]
    withheld: bool
    diagnostic: bool
    growing: bool
    texts_differ: bool
    nothing_rated: bool


def rated_steps(pattern: Pattern) -> Rated:
    """Return the steps that the table and its summary give for a pattern."""
    topic = pattern.topic
    withheld = pattern.tissue_stated
    steps = list(_table(pattern))
    alerts = topic.file.alerts
    before = pattern.stage.stage is not Stage.WORKED_UP
    growing = before and pattern.growing and pattern.variant in alerts.new_or_increasing
    texts_differ = False
    for rule in _summary_rules(pattern):
        step = _by_summary(pattern, rule, steps)
        if step is not None:
            steps.append(step)
            texts_differ |= bool(rule.requires) and pattern.variant is not None
    low = pattern.variant in topic.low
    diagnostic = procedure_for(Role.COMPLETES_MAMMOGRAPHY)
    return Rated(
        steps=tuple(steps),
        withheld=withheld,
        diagnostic=any(s.procedure == diagnostic and s.recommended for s in steps),
        growing=growing,
        texts_differ=texts_differ,
        nothing_rated=low and not any(step.recommended for step in steps),
    )


def _table(pattern: Pattern) -> tuple[Step, ...]:
    """Return the rated rows of the pattern's variant."""
    number = pattern.variant
    if number is None:
        return ()
    past = pattern.stage.stage is Stage.WORKED_UP
    open_branch = None if past else stage_condition(pattern.stage, done=False)
    asked: dict[str, ConditionState] = {}
    for procedure in pattern.topic.depending[number]:
        state = _condition(pattern, number, procedure) or open_branch
        if state is not None:
            asked[procedure] = state
    return tuple(_rows(pattern, number, asked, past=past))


def _rows(
    pattern: Pattern, number: int, asked: Mapping[str, ConditionState], *, past: bool
) -> Iterator[Step]:
    topic = pattern.topic
    first = pattern.stage.stage is Stage.INITIAL
    no_tissue = pattern.tissue_stated or (first and number in topic.file.alerts.biopsy_follows)
    technique = topic.variants[number].technique
    for option in topic.options(number):
        procedure = option.procedure
        depends = asked.get(procedure)
        unmet = depends is not None and depends.state == conditions.NOT_MET
        band = band_of_category(option.category)
        usual = band is Band.USUALLY_APPROPRIATE
        yield make(
            procedure=procedure,
            rating=option.rating,
            band=None if past or (no_tissue and is_invasive(procedure)) else band,
            basis=Basis.ACR_RATING,
            recommended=not past and usual and not unmet,
            breast=pattern.breast,
            findings=pattern.ids,
            done_by=None,
            condition=depends,
            radiation=topic.doses[procedure],
            technique=technique.get(procedure),
        )


def _condition(pattern: Pattern, number: int, procedure: str) -> ConditionState | None:
    topic = pattern.topic
    code = topic.variants[number].conditions.get(procedure)
    asked = topic.conditions[code] if code is not None else None
    if asked is None:
        settled = pattern.category is not None and pattern.category.category in _SETTLED
        if not settled or number not in topic.file.alerts.proof:
            return None
        asked = topic.proof
    if asked is None:
        return None
    state, needs = conditions.judge(asked.requires, pattern.subject)
    return condition(state=state, needs=needs, code=asked.id, text=asked.text)


def _summary_rules(pattern: Pattern) -> Iterator[SummaryRule]:
    """Yield the summary rules whose facts hold."""
    rules = pattern.topic.rules
    values = values_of(read(pattern.subject, rules.facts)) | answer_values(pattern)
    for place in rules.holding(values):
        yield pattern.topic.file.summary_rule[place]


def _by_summary(pattern: Pattern, rule: SummaryRule, steps: list[Step]) -> Step | None:
    """Return the step of a summary rule; one with demands stands only where they are met.

    Where the table rates the same step and its own condition is met, it is not said twice.
    """
    if not rule.requires:
        asked = _word_missing(pattern) if pattern.only_benign else None
        return _summary(pattern, rule, asked)
    state, needs = conditions.judge(rule.requires, pattern.subject)
    if state != conditions.MET:
        return None
    if any(
        step.procedure == rule.procedure
        and step.condition is not None
        and step.condition.state == conditions.MET
        for step in steps
    ):
        return None
    asked = condition(state=state, needs=needs, code=rule.id, text=rule.text)
    return _summary(pattern, rule, asked)


def _summary(pattern: Pattern, rule: SummaryRule, asked: ConditionState | None) -> Step:
    open_branch = pattern.stage.stage is Stage.UNKNOWN
    branch = stage_condition(pattern.stage, done=False) if open_branch else None
    return make(
        procedure=rule.procedure,
        rating=None,
        band=None,
        basis=Basis.SUMMARY_RULE,
        recommended=asked is None,
        breast=pattern.breast,
        findings=pattern.ids,
        done_by=None,
        condition=asked or branch,
        radiation=pattern.topic.doses.get(rule.procedure),
        technique=rule.technique or None,
    )


def _word_missing(pattern: Pattern) -> ConditionState:
    """Return what a step depends on where a 1 or 2 is stated and only the word is missing."""
    return condition(
        state=conditions.UNKNOWN,
        needs=tuple(f"{member.pointer}/morphology" for member in pattern.members),
        code="typically_benign",
        text="If the calcifications are not typically benign; their morphology is not stated.",
    )
