"""Turn a pattern into its result: the facts, the steps and the notes."""

from __future__ import annotations

from birads.acr_criteria._made import maker
from birads.acr_criteria._messages import messages
from birads.acr_criteria._pattern import Pattern, shown_facts
from birads.acr_criteria._pattern_notes import pattern_notes
from birads.acr_criteria._stated import member_steps
from birads.acr_criteria._steps import rated_steps
from birads.acr_criteria._workup import PatternResult, ShownFacts

__all__ = ["pattern_result"]

_result = maker(PatternResult)


def pattern_result(pattern: Pattern) -> PatternResult:
    """Return the answer for a pattern."""
    rated = rated_steps(pattern)
    asks = any(step.recommended for step in rated.steps)
    stated = tuple(member_steps(pattern, rated.diagnostic, asks))
    reasons, stage = pattern.reasons, pattern.stage
    return _result(
        findings=pattern.ids,
        breast=pattern.breast,
        facts=ShownFacts.model_construct(shown_facts(pattern.readings, pattern.topic)),
        status=pattern.status,
        variant=pattern.variant,
        candidates=pattern.candidates,
        reasons=(*reasons, "new_or_increasing") if rated.growing else reasons,
        missing=tuple(missing.fact for missing in pattern.answer.missing),
        stage=stage.stage,
        stage_reason=stage.reason,
        steps=(*rated.steps, *stated),
        notes=(*messages(pattern, rated, stated), *pattern_notes(pattern)),
        row=pattern.answer.row,
    )
