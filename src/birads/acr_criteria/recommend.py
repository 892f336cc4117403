"""Recommend the workup of a report: patterns, steps and notes, each with its source."""

from __future__ import annotations

from collections.abc import Iterator

from birads._version import __version__
from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.evidence import Evidence, evidence
from birads.acr_criteria.facts import in_order
from birads.acr_criteria.notes import patient_messages, pattern_notes
from birads.acr_criteria.pattern import Pattern, pool
from birads.acr_criteria.stage import Stage, side_stage
from birads.acr_criteria.stated import category_steps, member_steps, reason_of, written_steps
from birads.acr_criteria.steps import Rated, rated_steps
from birads.acr_criteria.workup import (
    Basis,
    Note,
    PatternResult,
    ReportRef,
    ShownFacts,
    Step,
    TopicRef,
    Workup,
)
from birads.canonical import digest
from birads.findings import MgCalcifications
from birads.index import ReportIndex, Stated, breast_of
from birads.lexicon.common import Breast, Category, Side
from birads.report import Report

__all__ = ["recommend"]

_LOW = (Category.C1, Category.C2, Category.C3)


def recommend(
    report: Report, *, topic: Topic | None = None, extensive_mm: float | None = None
) -> Workup:
    """Return the recommended workup of a report under a topic, the 2009 table by default.

    ``extensive_mm`` is a size of the caller's own from which calcifications count as extensive;
    the source gives none, so without it only the report's word counts.
    """
    topic = topic or bundled()
    table = evidence()
    index = ReportIndex(report)
    patterns = pool(index, topic)
    results = tuple(_answer(p, index, topic, table, extensive_mm) for p in patterns)
    taken = frozenset(name for pattern in patterns for name in pattern.ids)
    steps = (*_other_findings(index), *_breasts(index), *written_steps(index, taken))
    notes = [note for result in results for note in result.notes if _is_first(note)]
    notes += patient_messages(patterns, index, table)
    if _unassigned(index, steps):
        notes.append(table.message("category_not_stated_for_finding"))
    head = topic.file.topic
    return Workup.trusted(
        report=ReportRef.trusted(id=report.id, edition=report.edition, sha256=digest(report)),
        topic=TopicRef.trusted(
            id=head.id, revision=head.revision, review=topic.file.review.status
        ),
        patterns=results,
        steps=steps,
        notes=tuple(notes),
        version=__version__,
    )


def _unassigned(index: ReportIndex, steps: tuple[Step, ...]) -> bool:
    """Say whether a breast's category stands alone although the breast has findings."""
    return any(
        step.basis is Basis.ASSESSMENT
        and not step.findings
        and step.breast is not None
        and bool(index.in_breast.get(Side(step.breast.value)))
        for step in steps
    )


def _is_first(note: Note) -> bool:
    return note.code == "stated_category_below_pattern"


def _answer(
    pattern: Pattern,
    index: ReportIndex,
    topic: Topic,
    table: Evidence,
    extensive_mm: float | None,
) -> PatternResult:
    rated = rated_steps(pattern, index, topic, extensive_mm)
    asks = any(step.recommended for step in rated.steps)
    stated = tuple(member_steps(pattern, index, rated.diagnostic, asks))
    notes = (
        *_messages(pattern, index, topic, table, rated, stated),
        *pattern_notes(pattern, index, table),
    )
    facts = pattern.facts
    reasons = pattern.reasons
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
        notes=notes,
        row=pattern.match.row,
    )


def _messages(  # noqa: PLR0913 - what a message may depend on
    pattern: Pattern,
    index: ReportIndex,
    topic: Topic,
    table: Evidence,
    rated: Rated,
    stated: tuple[Step, ...],
) -> Iterator[Note]:
    alerts = topic.file.alerts
    low = _low_category(pattern, index)
    if pattern.variant in alerts.stated_category_below_pattern and low is not None:
        yield table.message(
            "stated_category_below_pattern", category=low.value, variant=pattern.variant
        )
    stage = pattern.stage.stage
    if pattern.variant is not None and stage is Stage.WORKED_UP:
        yield table.message("criteria_out_of_stage")
    if stage is Stage.UNKNOWN:
        yield table.message("stage_unknown")
    if stage is not Stage.WORKED_UP:
        asked = ", ".join(sorted({s.procedure.replace("_", " ") for s in stated if _beyond(s)}))
        if asked and pattern.variant is not None:
            yield table.message("stated_step_differs", stated=asked)
        if any(s.procedure == "routine_care" and s.condition is not None for s in stated):
            yield table.message("table_asks_more", category=low.value if low else "")
        if rated.nothing_rated:
            yield table.message("no_rated_step")
        if rated.withheld and pattern.variant is not None:
            yield table.message("biopsy_ratings_withheld")
    if rated.texts_differ:
        yield table.message("ultrasound_texts_differ")
    if pattern.variant in alerts.proof[:1]:
        yield table.message("skin_moot_once_proven")


# What the table rates 1 to 3 for every pattern; anything stated among these goes beyond it.
_BEYOND_TABLE = frozenset(
    {
        "tissue_diagnosis",
        "core_biopsy",
        "vacuum_assisted_biopsy",
        "fine_needle_aspiration",
        "surgical_excision",
        "short_interval_follow_up",
        "mri",
        "cem",
    }
)


def _beyond(step: Step) -> bool:
    return step.recommended and step.procedure in _BEYOND_TABLE


def _low_category(pattern: Pattern, index: ReportIndex) -> Category | None:
    """Return a stated 1-3 that covers the pattern: its own, or its breast's."""
    if pattern.category is not None:
        return pattern.category.category if pattern.category.category in _LOW else None
    for member in pattern.members:
        for side in index.in_breast:
            if member.breast is not None and side.value == member.breast.value:
                whole = index.breast_category(side)
                if whole is not None and whole.category in _LOW:
                    return whole.category
    return None


def _other_findings(index: ReportIndex) -> Iterator[Step]:
    """Yield the steps of categories that belong to findings that are no calcifications."""
    for number, finding in enumerate(index.report.findings):
        if type(finding) is MgCalcifications:
            continue
        category = index.category_of(number, finding)
        if category is None:
            continue
        breast = breast_of(finding)
        exam = index.exam_of(finding)
        side = Side(breast.value) if breast in (Breast.LEFT, Breast.RIGHT) else Side.LEFT
        yield from category_steps(
            category,
            side_stage(index, side, exam, category),
            breast,
            (finding.id,),
            reason=reason_of(index, category, breast),
            diagnostic=True,
        )


def _breasts(index: ReportIndex) -> Iterator[Step]:
    """Yield once the step of a breast's category that no single finding carries."""
    carried: dict[Side, set[Category]] = {Side.LEFT: set(), Side.RIGHT: set()}
    for number, finding in enumerate(index.report.findings):
        category = index.category_of(number, finding)
        breast = breast_of(finding)
        if category is not None and breast is not None:
            for side in carried:
                if breast.value in (side.value, "bilateral"):
                    carried[side].add(category.category)
    shown: list[Category] = []
    for side in carried:
        whole = index.breast_category(side)
        if whole is None:
            continue
        shown.append(whole.category)
        if whole.category in carried[side]:
            continue
        yield from _breast_steps(index, whole, side)
    yield from _overall(index, shown, carried)


def _breast_steps(index: ReportIndex, whole: Stated, side: Side) -> Iterator[Step]:
    number = int(whole.pointer.split("/")[2])
    named = index.report.assessments[number].exam
    exams = [exam for _, exam in index.exams.values()]
    exam = index.exams[named][1] if named in index.exams else (exams[0] if len(exams) == 1 else None)
    breast = Breast(side.value)
    yield from category_steps(
        whole,
        side_stage(index, side, exam, whole),
        breast,
        (),
        reason=reason_of(index, whole, breast),
        diagnostic=True,
    )


def _overall(
    index: ReportIndex, shown: list[Category], carried: dict[Side, set[Category]]
) -> Iterator[Step]:
    """Yield the step of an overall category that neither a breast nor a finding states."""
    known = {*shown, *carried[Side.LEFT], *carried[Side.RIGHT]}
    for number, entry in enumerate(index.report.assessments):
        if entry.breast.value == "overall" and entry.category not in known:
            category = Stated(entry.category, f"/assessments/{number}/category")
            stage = side_stage(index, Side.LEFT, None, category)
            yield from category_steps(category, stage, None, (), diagnostic=True)
