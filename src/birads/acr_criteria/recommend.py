"""Recommend the workup of a report: patterns, steps and notes, each with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import attrs

from birads._version import __version__
from birads.acr_criteria._made import maker
from birads.acr_criteria.breasts import breast_steps, loose_tissue_steps, other_finding_steps
from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.messages import messages
from birads.acr_criteria.pattern import Pattern, shown_facts
from birads.acr_criteria.pattern_notes import pattern_notes
from birads.acr_criteria.pooling import pool
from birads.acr_criteria.procedures import Role, procedure_for
from birads.acr_criteria.report_notes import report_notes
from birads.acr_criteria.stated import member_steps, waits_for_recall
from birads.acr_criteria.steps import rated_steps
from birads.acr_criteria.subjects import Kind, View
from birads.acr_criteria.whole import Judged, judged, judged_result
from birads.acr_criteria.workup import PatternResult, ReportRef, ShownFacts, TopicRef, Workup
from birads.acr_criteria.written import written_steps
from birads.lexicon.common import Side
from birads.parsing._guarded import guarded
from birads.report.canonical import digest
from birads.report.report import Report
from birads.report.view.index import ReportIndex, sides

__all__ = ["Run", "recommend", "recommend_all", "run"]

_result = maker(PatternResult)
_workup = maker(Workup)
_report = maker(ReportRef)
_topic = maker(TopicRef)


@attrs.frozen(eq=False)
class Run:
    """One walk over a report: what was pooled, or judged as a whole, and the workup of it."""

    topic: Topic
    patterns: tuple[Pattern, ...]
    judged: tuple[Judged, ...]
    workup: Workup


@guarded
def recommend(  # noqa: PLR0913 - each says one thing that a report cannot
    report: Report,
    *,
    topic: Topic | None = None,
    topics: Sequence[Topic] | Literal["current"] = (),
    extensive_mm: float | None = None,
    question: str | None = None,
    evaluate: str | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Workup:
    """Return the recommended workup of a report under a topic, the 2009 table by default.

    Of several ``topics`` the first answers that has a variant for a pattern of the report, else
    the first of all; answers are never mixed, and the result names the one that gave it.
    ``topics="current"`` adds the answer of every current topic that applies, in ``answers``; none
    takes a step away. ``question`` and ``evaluate`` say what is asked where the report does not,
    or in its place; ``facts`` are facts of the criteria that the caller states beside the report.
    ``extensive_mm`` is a size of the caller's own from which calcifications count as extensive;
    the source gives none, so without it only the report's word counts.

    Raises:
        InvalidReport: The report was made without validation and holds what no report can.
        LookupError: The current topics were asked for, and their pack was removed.
        ValueError: A fact, or its value, is none that the criteria ask.
    """
    if topics == "current":
        from birads.acr_criteria.current.recommending import with_current

        given = {"purpose": question, "evaluate": evaluate, **(facts or {})}
        return with_current(report, topic or bundled(), given, extensive_mm)
    answers = recommend_all(report, topics or (topic or bundled(),), extensive_mm=extensive_mm)
    fitting = (a for a in answers if any(p.variant is not None for p in a.patterns))
    return next(fitting, answers[0])


def recommend_all(
    report: Report, topics: Sequence[Topic], *, extensive_mm: float | None = None
) -> tuple[Workup, ...]:
    """Return one workup per topic, in the order of ``topics``; they are never merged."""
    view = View(ReportIndex(report), extensive_mm)
    return tuple(run(view, topic).workup for topic in topics)


def run(view: View, topic: Topic) -> Run:
    """Return what a topic answers to a report, with everything that it was made of."""
    of_calcifications = topic.file.topic.about is Kind.CALCIFICATIONS
    patterns = pool(view, topic) if of_calcifications else ()
    whole = () if of_calcifications else judged(view, topic)
    results = (*map(_answer, patterns), *map(judged_result, whole))
    members = [member for pattern in patterns for member in pattern.members]
    steps = (
        *other_finding_steps(view, frozenset(member.number for member in members)),
        *breast_steps(view, _diagnosed(results)),
        *loose_tissue_steps(view.index),
        *written_steps(view.index, view.lesions, frozenset(member.id for member in members)),
    )
    workup = _workup(
        report=_report(id=view.report.id, edition=view.report.edition, sha256=digest(view.report)),
        topic=_topic(id=topic.id, revision=topic.revision, review=topic.review.value),
        patterns=results,
        steps=tuple(sorted(steps, key=waits_for_recall)),
        notes=tuple(report_notes(view, patterns, results, steps, topic)),
        version=__version__,
    )
    return Run(topic, patterns, whole, workup)


def _diagnosed(results: Sequence[PatternResult]) -> frozenset[Side]:
    """Return the breasts for which a pattern recommends diagnostic mammography."""
    diagnostic = procedure_for(Role.COMPLETES_MAMMOGRAPHY)
    return frozenset(
        side
        for result in results
        for step in result.steps
        if step.recommended and step.procedure == diagnostic
        for side in sides(result.breast)
    )


def _answer(pattern: Pattern) -> PatternResult:
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
