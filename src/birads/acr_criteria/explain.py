"""Explain a result: why this variant, why not that one, and what would decide it.

This is the one place that walks every variant; results themselves are looked up.
"""

from __future__ import annotations

from typing import Any

from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.explanation import (
    Explanation,
    FactRead,
    PatternExplanation,
    VariantJudged,
)
from birads.acr_criteria.facts import Facts, Status, in_order
from birads.acr_criteria.pattern import Pattern
from birads.acr_criteria.pooling import pool
from birads.acr_criteria.recommend import recommend
from birads.acr_criteria.topic import Variant
from birads.acr_criteria.whatif import deciders, smallest_change
from birads.acr_criteria.workup import PatternResult
from birads.lexicon.mammography import CalcMorphology
from birads.parsing._guarded import guarded
from birads.report.report import Report
from birads.report.view.index import ReportIndex

__all__ = ["Explanation", "explain"]

_FACTS = ("morphology", "distribution", "groups", "laterality")
_DIAGNOSTIC = "mammography_diagnostic"


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
    workup = recommend(report, topic=topic, extensive_mm=extensive_mm)
    index = ReportIndex(report)
    explained = tuple(
        _pattern(pattern, result, report, topic, variant)
        for pattern, result in zip(pool(index, topic), workup.patterns, strict=True)
    )
    return Explanation.trusted(workup=workup, why_not=variant, patterns=explained)


def _pattern(
    pattern: Pattern, result: PatternResult, report: Report, topic: Topic, asked: int | None
) -> PatternExplanation:
    judged = tuple(
        _judge(pattern, topic.variants[number], report, topic)
        for number in (sorted(topic.variants) if asked is None else (asked,))
    )
    chosen = pattern.variant if pattern.variant is not None else pattern.match.variant
    reads = _reads(pattern, topic.variants[chosen], report, topic) if chosen is not None else ()
    return PatternExplanation.trusted(
        findings=pattern.ids,
        why=_why(pattern, result, topic),
        row=pattern.match.row,
        row_why=_row_why(pattern.match.row, topic),
        source=topic.file.topic.source,
        chosen=reads,
        parts=tuple(_part(word, answer, topic) for word, answer in pattern.match.parts),
        judged=judged,
        deciders=tuple(deciders(pattern, lambda fact: _pointers(pattern, fact, report), topic)),
    )


def _why(pattern: Pattern, result: PatternResult, topic: Topic) -> str:
    words = " + ".join(in_order(pattern.facts.morphology)) or "no morphology"
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
    return f"{words}: no variant: {_spoken(result.reasons)}."


def _spoken(reasons: tuple[str, ...]) -> str:
    return ", ".join(reason.replace("_", " ") for reason in reasons)


def _part(word: CalcMorphology, answer: Any, topic: Topic) -> str:
    if answer.variant is None:
        return f"{word.value}: no variant ({_spoken(answer.reasons)})"
    rating = topic.variants[answer.variant].ratings.get(_DIAGNOSTIC)
    return (
        f"{word.value}: {answer.status.value} variant {answer.variant}, "
        f"diagnostic mammography {rating}"
    )


def _row_why(row: str | None, topic: Topic) -> str | None:
    why = {entry.id: entry.why for entry in topic.file.nearest}
    why |= {entry.id: entry.why for entry in topic.file.no_match}
    return why.get(row) if row is not None else None


def _pointers(pattern: Pattern, fact: str, report: Report) -> tuple[str, ...]:
    """Return where a fact was read; where a finding does not state it, the finding."""
    found = []
    for member in pattern.members:
        finding, where = report.findings[member.number], member.pointer
        if fact == "laterality":
            found.append(where if member.breast is None else f"{where}/location/breast")
        else:
            found.append(where if getattr(finding, fact) is None else f"{where}/{fact}")
    return tuple(dict.fromkeys(found))


def _found(facts: Facts, fact: str, topic: Topic) -> tuple[str, ...]:
    if fact == "morphology":
        judged = facts.morphology - topic.benign or facts.morphology
        return tuple(word.value for word in in_order(judged))
    value = getattr(facts, fact)
    return () if value is None else (value.value,)


def _reads(
    pattern: Pattern, variant: Variant, report: Report, topic: Topic
) -> tuple[FactRead, ...]:
    reads = []
    for fact in _FACTS:
        asked = variant.when.allowed(fact)
        found = _found(pattern.facts, fact, topic)
        holds = None if not found else asked is None or any(word in asked for word in found)
        reads.append(
            FactRead.trusted(
                fact=fact,
                asked=asked,
                found=found,
                holds=True if asked is None else holds,
                pointers=_pointers(pattern, fact, report),
            )
        )
    return tuple(reads)


def _judge(pattern: Pattern, variant: Variant, report: Report, topic: Topic) -> VariantJudged:
    reads = _reads(pattern, variant, report, topic)
    states = {read.holds for read in reads}
    chosen = pattern.variant == variant.number
    return VariantJudged.trusted(
        variant=variant.number,
        title=variant.title,
        chosen=chosen,
        candidate=variant.number in pattern.candidates,
        fits=False if False in states else (None if None in states else True),
        conditions=reads,
        reached_by={} if chosen else smallest_change(pattern.facts, variant, topic),
    )
