"""Recommend the workup of a report: patterns, steps and notes, each with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any, Literal

import attrs

from birads._version import __version__
from birads.acr_criteria._breasts import breast_steps, loose_tissue_steps, other_finding_steps
from birads.acr_criteria._kept import (
    NO_REPORT,
    Answered,
    Kept,
    Made,
    Remembered,
    kept,
    ref_of,
    weigh,
)
from birads.acr_criteria._kept_patterns import result_of
from birads.acr_criteria._made import maker
from birads.acr_criteria._pattern import Pattern
from birads.acr_criteria._pattern_result import pattern_result
from birads.acr_criteria._pooling import Pooled, pattern_of, pool
from birads.acr_criteria._procedures import Role, procedure_for
from birads.acr_criteria._report_notes import report_notes
from birads.acr_criteria._stated import waits_for_recall
from birads.acr_criteria._subjects import Kind, View
from birads.acr_criteria._whole import Judged, judged, judged_result
from birads.acr_criteria._workup import PatternResult, ReportRef, TopicRef, Workup
from birads.acr_criteria._written import written_steps
from birads.acr_criteria.compiled import Topic, bundled
from birads.lexicon.common import Side
from birads.parsing._guarded import guarded
from birads.parsing._parse import parse
from birads.report.report import Report
from birads.report.view._index import ReportIndex, sides

__all__ = ["Run", "recommend", "recommend_all", "recommend_all_json", "recommend_json", "run"]

_workup = maker(Workup)
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
        ValueError: A fact, or its value, is none that the criteria ask; or something is stated
            that only the current topics ask.
    """
    given = {"purpose": question, "evaluate": evaluate, **(facts or {})}
    return _chosen(report, topic, topics, given, extensive_mm).workup()


def _chosen(
    report: Report,
    topic: Topic | None,
    topics: Sequence[Topic] | str,
    given: Mapping[str, Any],
    extensive_mm: float | None,
) -> Answered:
    """Return the answer of the topics that are asked."""
    if topics == "current":
        from birads.acr_criteria.current._recommending import with_current

        return with_current(report, topic or bundled(), given, extensive_mm)
    return _fitting(report, _asked(topic, topics, given), extensive_mm)


def _asked(
    topic: Topic | None, topics: Sequence[Topic] | str, given: Mapping[str, Any]
) -> Sequence[Topic]:
    """Return the topics that are asked.

    Raises:
        ValueError: Something is stated that only the current topics ask, or the topics are a text.
    """
    if any(value is not None for value in given.values()):
        raise ValueError('question, evaluate and facts are asked by topics="current" alone.')
    if isinstance(topics, str):
        raise ValueError(f'topics is "current" or a list of topics, not {topics!r}.')  # noqa: TRY004 - a word, of no meaning
    return topics or (topic or bundled(),)


def recommend_all(
    report: Report, topics: Sequence[Topic], *, extensive_mm: float | None = None
) -> tuple[Workup, ...]:
    """Return one workup per topic, in the order of ``topics``; they are never merged."""
    return tuple(one.workup() for one in _answers(report, topics, extensive_mm))


def recommend_all_json(
    report: Report, topics: Sequence[Topic], *, extensive_mm: float | None = None
) -> tuple[bytes, ...]:
    """Return what ``recommend_all`` returns, each workup as one line of JSON."""
    return tuple(one.json() for one in _answers(report, topics, extensive_mm))


def recommend_json(  # noqa: PLR0913 - the arguments of ``recommend``
    document: bytes | bytearray | memoryview | str | Mapping[str, Any] | PathLike[str] | Report,
    *,
    topic: Topic | None = None,
    topics: Sequence[Topic] | Literal["current"] = (),
    extensive_mm: float | None = None,
    question: str | None = None,
    evaluate: str | None = None,
    facts: Mapping[str, Any] | None = None,
) -> bytes:
    """Return the workup of a report, or of a document that holds one, as one line of JSON.

    It equals ``recommend(parse(document), ...).to_json()`` and costs less.

    Raises:
        InvalidReport: The document is not a report; all its issues are in ``issues``.
        LookupError: The current topics were asked for, and their pack was removed.
        OSError: The file cannot be read.
        ValueError: As in ``recommend``.
    """
    report = document if isinstance(document, Report) else parse(document)
    given = {"purpose": question, "evaluate": evaluate, **(facts or {})}
    return _json(report, topic, topics, given, extensive_mm)


@guarded
def _json(
    report: Report,
    topic: Topic | None,
    topics: Sequence[Topic] | str,
    given: Mapping[str, Any],
    extensive_mm: float | None,
) -> bytes:
    return _chosen(report, topic, topics, given, extensive_mm).json()


def _fitting(report: Report, topics: Sequence[Topic], extensive_mm: float | None) -> Answered:
    """Return the answer of the first topic that has a variant, else that of the first."""
    answers = _answers(report, topics, extensive_mm)
    return next((one for one in answers if one.fits()), answers[0])


def _answers(report: Report, topics: Sequence[Topic], extensive_mm: float | None) -> list[Answered]:
    """Return the answer of each topic, remembered by the shape of the report where it can be."""
    return [_answered(report, topic, extensive_mm) for topic in topics]


def _answered(report: Report, topic: Topic, extensive_mm: float | None) -> Answered:
    def make(shaped: Report) -> Kept:
        return kept(run(View(ReportIndex(shaped), extensive_mm), topic, NO_REPORT).workup)

    found = topic.memory.answer(report, make, weigh, extensive_mm)
    if found is not None:
        return Remembered(found[0], report, found[1])
    view = View(ReportIndex(report), extensive_mm)
    pooled, whole = _parts(view, topic)
    results = (*(result_of(one, topic) for one in pooled), *map(judged_result, whole))
    return Made(_workup_of(view, topic, pooled, results, None))


def run(view: View, topic: Topic, ref: ReportRef | None = None) -> Run:
    """Return what a topic answers to a report, with everything that it was made of.

    Nothing that is remembered of another report is used. ``ref`` is what the workup says of the
    report, made here where it is not given.
    """
    pooled, whole = _parts(view, topic)
    patterns = tuple(pattern_of(one, topic) for one in pooled)
    results = (*map(pattern_result, patterns), *map(judged_result, whole))
    return Run(topic, patterns, whole, _workup_of(view, topic, pooled, results, ref))


def _parts(view: View, topic: Topic) -> tuple[tuple[Pooled, ...], tuple[Judged, ...]]:
    """Return what a topic is asked of: calcifications that are one picture, or whole subjects."""
    if topic.file.topic.about is Kind.CALCIFICATIONS:
        return pool(view, topic), ()
    return (), judged(view, topic)


def _workup_of(
    view: View,
    topic: Topic,
    pooled: Sequence[Pooled],
    results: tuple[PatternResult, ...],
    ref: ReportRef | None,
) -> Workup:
    """Return the workup with these results, and all that is outside the patterns."""
    members = [member for one in pooled for member in one.subject.members]
    steps = (
        *other_finding_steps(view, frozenset(member.number for member in members)),
        *breast_steps(view, _diagnosed(results)),
        *loose_tissue_steps(view.index),
        *written_steps(view.index, view.lesions, frozenset(member.id for member in members)),
    )
    return _workup(
        report=ref or ref_of(view.report),
        topic=_topic(id=topic.id, revision=topic.revision, review=topic.review.value),
        patterns=results,
        steps=tuple(sorted(steps, key=waits_for_recall)),
        notes=tuple(report_notes(view, pooled, results, steps, topic)),
        version=__version__,
    )


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
