"""Recommend the workup of a report: patterns, steps and notes, each with its source."""

from __future__ import annotations

from collections.abc import Sequence

from birads._version import __version__
from birads.acr_criteria.breasts import breast_steps, loose_tissue_steps, other_finding_steps
from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.evidence import Evidence, evidence_of
from birads.acr_criteria.facts import in_order
from birads.acr_criteria.members import View
from birads.acr_criteria.messages import messages
from birads.acr_criteria.notes import pattern_notes
from birads.acr_criteria.pattern import Pattern
from birads.acr_criteria.pooling import pool
from birads.acr_criteria.report_notes import report_notes
from birads.acr_criteria.stated import member_steps, waits_for_recall
from birads.acr_criteria.steps import DIAGNOSTIC, rated_steps
from birads.acr_criteria.workup import PatternResult, ReportRef, ShownFacts, TopicRef, Workup
from birads.acr_criteria.written import written_steps
from birads.lexicon.common import Side
from birads.parsing._guarded import guarded
from birads.report.canonical import digest
from birads.report.report import Report
from birads.report.view.index import ReportIndex, sides

__all__ = ["recommend"]


@guarded
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

    Raises:
        InvalidReport: The report was made without validation and holds what no report can.
    """
    if topics:
        answers = [recommend(report, topic=each, extensive_mm=extensive_mm) for each in topics]
        fitting = (a for a in answers if any(p.variant is not None for p in a.patterns))
        return next(fitting, answers[0])
    topic = topic or bundled()
    table = evidence_of(topic.id, topic.file.topic.source)
    view = View(ReportIndex(report))
    patterns = pool(view.index, topic, view)
    results = tuple(_answer(p, topic, table, extensive_mm) for p in patterns)
    steps = (
        *other_finding_steps(view),
        *breast_steps(view, _diagnosed(results)),
        *loose_tissue_steps(view.index),
        *written_steps(view.index, view.lesions, frozenset(n for p in patterns for n in p.ids)),
    )
    head = topic.file.topic
    return Workup.trusted(
        report=ReportRef.trusted(id=report.id, edition=report.edition, sha256=digest(report)),
        topic=TopicRef.trusted(id=head.id, revision=head.revision, review=topic.review.value),
        patterns=results,
        steps=tuple(sorted(steps, key=waits_for_recall)),
        notes=table.shown(report_notes(view, patterns, results, steps, topic, table)),
        version=__version__,
    )


def _diagnosed(results: tuple[PatternResult, ...]) -> frozenset[Side]:
    """Return the breasts for which a pattern recommends diagnostic mammography."""
    return frozenset(
        side
        for result in results
        for step in result.steps
        if step.recommended and step.procedure == DIAGNOSTIC
        for side in sides(result.breast)
    )


def _answer(
    pattern: Pattern, topic: Topic, table: Evidence, extensive_mm: float | None
) -> PatternResult:
    """Return the answer for a pattern; what it may read is all in the pattern."""
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
            (
                *messages(pattern, topic, table, rated, stated),
                *pattern_notes(pattern, topic, table),
            )
        ),
        row=pattern.match.row,
    )
