"""Read from a pattern the facts that trigger notes, and collect the notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.evidence import Evidence
from birads.acr_criteria.facts import Status
from birads.acr_criteria.messages import below_pattern
from birads.acr_criteria.pattern import Pattern
from birads.acr_criteria.tissue import (
    answering,
    closed_by_excision,
    excised_after_high_risk,
    latest,
    worst_class,
)
from birads.acr_criteria.workup import Note
from birads.lexicon.mammography import CalcDistribution
from birads.report.assessment import Action
from birads.report.pathology import (
    BiopsyProcedure,
    Guidance,
    Pathology,
    ResultClass,
    SpecimenRadiograph,
)
from birads.report.view.history import implanted
from birads.report.view.index import ReportIndex, sides

__all__ = ["patient_messages", "pattern_notes"]

_NEEDLE = (BiopsyProcedure.CORE_BIOPSY, BiopsyProcedure.VACUUM_ASSISTED_BIOPSY)
_STEREOTACTIC = (None, Guidance.STEREOTACTIC, Guidance.TOMOSYNTHESIS)
_PUBLISHED_GAUGE = 11  # the only gauge for which a number of samples was published
_YOUNG_YEARS = 30


def pattern_notes(pattern: Pattern, topic: Topic, table: Evidence) -> Iterator[Note]:
    """Yield the notes that a pattern's findings trigger."""
    facts = _facts(pattern)
    facts["alerted"].add("yes" if below_pattern(pattern, topic) else "no")
    yield from table.fired(facts)
    baseline = pattern.variant in topic.file.alerts.baseline
    if baseline and pattern.facts.distribution is CalcDistribution.DIFFUSE:
        yield table.message("diffuse_bilateral_after_baseline")
    if pattern.match.review == "draft" and pattern.match.status is Status.NEAREST:
        yield table.message("draft_row", row=pattern.match.row)
    if any(member.history for member in pattern.members):
        yield table.message("earlier_tissue_is_history")
    for member in pattern.members:
        if len(answering(member.results, calcifications=True)) < len(member.results):
            yield table.message("benign_aspiration_answers_nothing")
            return


def _facts(pattern: Pattern) -> dict[str, Any]:
    facts: defaultdict[str, set[Any]] = defaultdict(set)
    facts["stage"].add(pattern.stage.stage)
    benign = pattern.benign_only or pattern.only_benign
    facts["benign_only"].add("yes" if benign else "no")
    facts["pregnant"].add("yes" if pattern.pregnant else "no")
    facts["applicable"].add("no" if pattern.status is Status.NOT_APPLICABLE else "yes")
    if pattern.category is not None:
        facts["category"].add(pattern.category.category)
    if pattern.menopausal_status is not None:
        facts["menopausal_status"].add(pattern.menopausal_status)
    for written in pattern.written:
        if written.action in (Action.CEM, Action.MRI):
            facts["contrast_planned"].add(written.action.value)
    for member in pattern.members:
        seen = member.seen
        for name, value in (
            ("cem", seen.cem),
            ("cem_cause", seen.cem_cause),
            ("mri", seen.mri),
            ("us", seen.ultrasound),
        ):
            if value is not None:
                facts[name].add(value)
        _tissue_facts(facts, [result for _, result in member.results])
    return facts


def _tissue_facts(facts: defaultdict[str, set[Any]], results: list[Pathology]) -> None:
    if not results:
        facts["tissue"].add("none")
        return
    worst = worst_class(results)
    if worst is not None:
        facts["worst_result"].add(worst)
    closed = closed_by_excision(results)
    facts["excised"].add("yes" if closed else "no")
    consulted = excised_after_high_risk(results) and worst is not ResultClass.MALIGNANT
    for result in results:
        if result.result_class is not None:
            facts["result"].add(result.result_class)
        if result.gauge == _PUBLISHED_GAUGE and result.samples is not None:
            facts["samples_11_gauge"].add(result.samples)
        if (
            result.procedure is BiopsyProcedure.FINE_NEEDLE_ASPIRATION
            and result.guidance in _STEREOTACTIC
        ):
            facts["fna"].add("yes")
        high_risk = result.result_class is ResultClass.HIGH_RISK and not consulted
        if result.procedure in _NEEDLE and high_risk:
            facts["high_risk_core"].add("yes")
        if result.procedure in _NEEDLE:
            facts["needle"].add("yes")
            facts["specimen"].add(result.specimen_radiograph or "not_stated")
            facts["clip"].add(_clip(result))
    if latest(results).specimen_radiograph is SpecimenRadiograph.ABSENT:
        facts["specimen"].add(SpecimenRadiograph.ABSENT)


def _clip(result: Pathology) -> str:
    if result.marker_clip is None:
        return "not_stated"
    if result.marker_clip and not result.marker_position_documented:
        return "undocumented"
    return "documented" if result.marker_clip else "none"


def patient_messages(
    patterns: Iterable[Pattern], index: ReportIndex, table: Evidence
) -> Iterator[Note]:
    """Yield what the patient's circumstances add to the whole result."""
    patient = index.report.patient
    if patient is None:
        return
    if patient.pregnant:
        yield table.message("pregnancy")
    if patient.lactating:
        yield table.message("lactation")
    breasts = {side for pattern in patterns for side in sides(pattern.breast)}
    if breasts & implanted(index.report):
        yield table.message("implants")
    if patient.age_years is not None and patient.age_years < _YOUNG_YEARS and breasts:
        yield table.message("under_30")
