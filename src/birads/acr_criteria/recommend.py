"""Recommend the workup of a report: patterns, steps and notes, each with its source."""

from __future__ import annotations

from collections.abc import Sequence

from birads._version import __version__
from birads.acr_criteria.breasts import (
    breast_steps,
    loose_tissue_steps,
    other_finding_steps,
    unassigned,
)
from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.evidence import Evidence, evidence_of
from birads.acr_criteria.facts import in_order
from birads.acr_criteria.messages import BELOW_PATTERN, differing, messages
from birads.acr_criteria.notes import patient_messages, pattern_notes
from birads.acr_criteria.pattern import Pattern
from birads.acr_criteria.pooling import pool
from birads.acr_criteria.stage import Stage
from birads.acr_criteria.stated import member_steps, written_steps
from birads.acr_criteria.steps import DIAGNOSTIC, rated_steps
from birads.acr_criteria.workup import PatternResult, ReportRef, ShownFacts, TopicRef, Workup
from birads.canonical import digest
from birads.index import ReportIndex, sides
from birads.report import Report

__all__ = ["recommend"]


def recommend(
    report: Report,
    *,
    topic: Topic | None = None,
    topics: Sequence[Topic] = (),
    extensive_mm: float | None = None,
) -> Workup:
    """Return the recommended workup of a report under a topic, the 2009 table by default.

    Of several ``topics`` the first answers that has a variant for a pattern of the report, else
    the first of all; answers are never mixed, and the result names the one that gave it.
    ``extensive_mm`` is a size of the caller's own from which calcifications count as extensive;
    the source gives none, so without it only the report's word counts.
    """
    if topics:
        answers = [recommend(report, topic=each, extensive_mm=extensive_mm) for each in topics]
        fitting = (a for a in answers if any(p.variant is not None for p in a.patterns))
        return next(fitting, answers[0])
    topic = topic or bundled()
    table = evidence_of(topic.id, topic.file.topic.source)
    index = ReportIndex(report)
    patterns = pool(index, topic)
    results = tuple(_answer(p, topic, table, extensive_mm) for p in patterns)
    taken = frozenset(name for pattern in patterns for name in pattern.ids)
    diagnostic = frozenset(
        side
        for result in results
        for step in result.steps
        if step.recommended and step.procedure == DIAGNOSTIC
        for side in sides(result.breast)
    )
    steps = (
        *other_finding_steps(index),
        *breast_steps(index, diagnostic),
        *loose_tissue_steps(index),
        *written_steps(index, taken),
    )
    notes = [note for result in results for note in result.notes if note.code == BELOW_PATTERN]
    notes += patient_messages(patterns, index, table)
    open_variants = {
        p.variant
        for p in patterns
        if p.variant is not None and p.stage.stage is not Stage.WORKED_UP
    }
    loose = [step for step in steps if not step.findings]
    notes += differing(loose, open_variants, topic, table)
    if unassigned(index, steps):
        notes.append(table.message("category_not_stated_for_finding"))
    head = topic.file.topic
    return Workup.trusted(
        report=ReportRef.trusted(id=report.id, edition=report.edition, sha256=digest(report)),
        topic=TopicRef.trusted(id=head.id, revision=head.revision, review=topic.review.value),
        patterns=results,
        steps=steps,
        notes=table.shown(notes),
        version=__version__,
    )


_Answered = tuple[Topic, float | None, Pattern]
_answers: dict[_Answered, PatternResult] = {}
_MOST_REMEMBERED = 20_000


def _answer(
    pattern: Pattern, topic: Topic, table: Evidence, extensive_mm: float | None
) -> PatternResult:
    """Return the answer for a pattern; equal patterns of different reports share it.

    What an answer may read is all in the pattern, so nothing else can change it.
    """
    key = (topic, extensive_mm, pattern)
    result = _answers.get(key)
    if result is None:
        if len(_answers) >= _MOST_REMEMBERED:
            _answers.clear()
        result = _answers[key] = _judge(pattern, topic, table, extensive_mm)
    return result


def _judge(
    pattern: Pattern, topic: Topic, table: Evidence, extensive_mm: float | None
) -> PatternResult:
    rated = rated_steps(pattern, topic, extensive_mm)
    asks = any(step.recommended for step in rated.steps)
    stated = tuple(member_steps(pattern, rated.diagnostic, asks))
    facts, reasons = pattern.facts, pattern.reasons
    return PatternResult.trusted(
        findings=pattern.ids,
        breast=pattern.breast,
        facts=ShownFacts.trusted(
            morphology=in_order(facts.morphology),
            distribution=facts.distribution,
            groups=facts.groups,
            laterality=facts.laterality,
        ),
        status=pattern.status,
        variant=pattern.variant,
        candidates=pattern.candidates,
        reasons=(*reasons, "new_or_increasing") if rated.growing else reasons,
        missing=pattern.match.missing,
        stage=pattern.stage.stage,
        stage_reason=pattern.stage.reason,
        steps=(*rated.steps, *stated),
        notes=table.shown(
            (*messages(pattern, topic, table, rated, stated), *pattern_notes(pattern, table))
        ),
        row=pattern.match.row,
    )
