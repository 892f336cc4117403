"""Explain a result: why this variant, why not that one, and what would decide it.

This is the one place that walks every variant; results themselves are looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from birads.acr_criteria._explanation import (
    Explanation,
    FactRead,
    PatternExplanation,
    VariantJudged,
)
from birads.acr_criteria._kept import NO_REPORT, ref_of
from birads.acr_criteria._kept_explanation import KeptExplanation, kept_explanation
from birads.acr_criteria._made import maker
from birads.acr_criteria._match import status_of
from birads.acr_criteria._pattern import Pattern
from birads.acr_criteria._procedures import name_of
from birads.acr_criteria._recommend import run
from birads.acr_criteria._space import answers_of, shown
from birads.acr_criteria._subjects import View
from birads.acr_criteria._whatif import admits, deciders, smallest_change
from birads.acr_criteria._whole import Judged
from birads.acr_criteria._workup import PatternResult, ReportRef
from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.facts import Status
from birads.acr_criteria.facts._registry import Reading, values_of
from birads.acr_criteria.table._answer import Part
from birads.acr_criteria.table._domain import listed
from birads.acr_criteria.table._file import VariantRow
from birads.parsing._guarded import guarded
from birads.report.report import Report
from birads.report.view._index import ReportIndex

__all__ = ["Explanation", "asked_words", "explain"]

_explanation = maker(Explanation)
_of_pattern = maker(PatternExplanation)
_fact_read = maker(FactRead)
_judged = maker(VariantJudged)
_BOUNDS = {"ge": "from {:g}", "gt": "above {:g}", "lt": "below {:g}", "le": "up to {:g}"}
_Found = Pattern | Judged


@guarded
def explain(
    report: Report,
    variant: int | None = None,
    *,
    topic: Topic | None = None,
    extensive_mm: float | None = None,
) -> Explanation:
    """Return why each pattern got its answer, and why not ``variant`` where one is named.

    Raises:
        LookupError: The topic has no such variant.
        InvalidReport: The report was made without validation and holds what no report can.
    """
    topic = topic or bundled()
    if variant is not None and variant not in topic.variants:
        raise LookupError(f"{topic.key} has no variant {variant}")
    answered = topic

    def make(one: Report, ref: ReportRef = NO_REPORT) -> Explanation:
        return _explained(View(ReportIndex(one), extensive_mm), variant, answered, ref)

    ref = ref_of(report)
    found = topic.explanations.answer(
        report, lambda shaped: kept_explanation(make(shaped)), _weight, (variant, extensive_mm)
    )
    return make(report, ref) if found is None else found[0].made_for(ref, found[1])


def _weight(kept: KeptExplanation) -> int:
    return kept.weight


def _explained(view: View, variant: int | None, topic: Topic, ref: ReportRef) -> Explanation:
    walked = run(view, topic, ref)
    found: tuple[_Found, ...] = (*walked.patterns, *walked.judged)
    explained = tuple(
        _pattern(one, result, topic, variant)
        for one, result in zip(found, walked.workup.patterns, strict=True)
    )
    return _explanation(workup=walked.workup, why_not=variant, patterns=explained)


def _pattern(
    found: _Found, result: PatternResult, topic: Topic, asked: int | None
) -> PatternExplanation:
    readings = {name: found.readings[name] for name in topic.row_facts}
    values = values_of(readings)
    judged = tuple(
        _judge(found, topic.variants[number], readings, values, topic)
        for number in (sorted(topic.variants) if asked is None else (asked,))
    )
    answer = found.answer
    chosen = found.variant if found.variant is not None else answer.variant
    return _of_pattern(
        findings=found.ids,
        why=_why(values, result, topic),
        row=answer.row,
        row_why=_row_why(answer.row, topic),
        source=topic.file.topic.citation,
        chosen=_reads(topic.variants[chosen], readings, topic) if chosen is not None else (),
        parts=tuple(_part(part, topic) for part in answer.parts),
        judged=judged,
        deciders=tuple(deciders(values, answer, lambda fact: readings[fact].pointers, topic)),
    )


def _why(values: Mapping[str, Any], result: PatternResult, topic: Topic) -> str:
    words = _first(values, topic)
    if result.status is Status.MATCH and result.variant is not None:
        title = topic.variants[result.variant].title
        return f"{words}: exactly variant {result.variant} ({title})."
    if result.status is Status.NEAREST and result.variant is not None:
        title = topic.variants[result.variant].title
        return (
            f"{words}: no variant fits exactly; variant {result.variant} ({title}) stands nearest: "
            f"{_spoken(result.reasons)}."
        )
    if result.status is Status.NOT_APPLICABLE:
        return f"{words}: the table does not speak of this: {_spoken(result.reasons)}."
    return f"{words}: no variant: {_spoken(result.reasons) or 'a fact is missing'}."


def _first(values: Mapping[str, Any], topic: Topic) -> str:
    """Return the words of the fact that is joined, or every fact that is stated."""
    if topic.joined is not None:
        words = shown(values[topic.joined], answers_of(topic, topic.joined))
        return words.replace("+", " + ") or f"no {topic.joined}"
    told = (f"{name} {shown(value)}" for name, value in values.items() if value is not None)
    return ", ".join(told).replace("_", " ") or "nothing stated"


def _spoken(reasons: tuple[str, ...]) -> str:
    return ", ".join(reason.replace("_", " ") for reason in reasons)


def _part(part: Part, topic: Topic) -> str:
    if part.variant is None:
        return f"{part.word}: no variant ({_spoken(part.reasons)})"
    said = f"{part.word}: {status_of(part).value} variant {part.variant}"
    lead = topic.file.topic.lead
    if lead is None:
        return said
    return f"{said}, {name_of(lead).lower()} {topic.lead_rating(part.variant)}"


def _row_why(row: str | None, topic: Topic) -> str | None:
    why = {entry.id: entry.why for entry in topic.file.nearest}
    why |= {entry.id: entry.why for entry in topic.file.no_match}
    return why.get(row) if row is not None else None


def _found(name: str, value: Any, topic: Topic) -> tuple[Any, ...]:
    """Return the answers that count: of joined words those that are not ignored beside others."""
    if value is None:
        return ()
    values = tuple(value) if isinstance(value, (tuple, list, frozenset)) else (value,)
    if name == topic.joined:
        return tuple(word for word in values if word not in topic.benign) or values
    return values


def _reads(
    variant: VariantRow, readings: Mapping[str, Reading], topic: Topic
) -> tuple[FactRead, ...]:
    """Return the conditions of a row; of alternatives, that of which most holds."""
    alternatives = [
        _against({**variant.when, **when}, readings, topic) for when in variant.any_of or ({},)
    ]
    return max(alternatives, key=lambda reads: sum(read.holds is True for read in reads))


def _against(
    when: Mapping[str, Any], readings: Mapping[str, Reading], topic: Topic
) -> tuple[FactRead, ...]:
    reads = []
    for fact, reading in readings.items():
        asked = when.get(fact)
        found = _found(fact, reading.value, topic)
        reads.append(
            _fact_read(
                fact=fact,
                asked=None if asked is None else asked_words(asked),
                found=tuple(shown(one) for one in found),
                holds=_holds(asked, found, fact, topic),
                pointers=reading.pointers,
            )
        )
    return tuple(reads)


def _holds(asked: Any, found: tuple[Any, ...], fact: str, topic: Topic) -> bool | None:
    """Return whether a condition is met: always where nothing is asked, unknown where unstated."""
    if asked is None:
        return True
    return any(admits(topic, fact, asked, one) for one in found) if found else None


def asked_words(condition: Any) -> tuple[str, ...]:
    """Return what a condition asks, in words."""
    if isinstance(condition, Mapping):
        return (" ".join(_BOUNDS[name].format(value) for name, value in condition.items()),)
    return tuple(shown(value) for value in listed(condition))


def _judge(
    found: _Found,
    variant: VariantRow,
    readings: Mapping[str, Reading],
    values: Mapping[str, Any],
    topic: Topic,
) -> VariantJudged:
    reads = _reads(variant, readings, topic)
    states = {read.holds for read in reads}
    chosen = found.variant == variant.number
    return _judged(
        variant=variant.number,
        title=variant.title,
        chosen=chosen,
        candidate=variant.number in found.candidates,
        fits=False if False in states else (None if None in states else True),
        conditions=reads,
        reached_by={} if chosen else smallest_change(values, variant, topic),
    )
