"""Lay one report out for the page: its issues, and its workup in the words of the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from birads.acr_criteria._explain import explain
from birads.acr_criteria._explanation import Decider, Explanation, PatternExplanation
from birads.acr_criteria._procedures import name_of
from birads.acr_criteria._recommend import recommend
from birads.acr_criteria._workup import Note, PatternResult, Step
from birads.acr_criteria.compiled import bundled
from birads.acr_criteria.current._hint import CODE as NOT_ASKED
from birads.checks import check
from birads.cli._step_rows import Setting, open_tissue, rows
from birads.cli._words import (
    fact_words,
    heading,
    outcome_words,
    own_notes,
    rating_words,
    stage_words,
)
from birads.issue import InvalidReport
from birads.parsing._parse import Limits, parse
from birads.report.report import Report

__all__ = ["view"]


def view(
    data: bytes, limits: Limits, variant: int | None, stated: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return what the page shows of a document; of one that is no report, only its issues.

    ``stated`` holds facts for the current topics, beside the report; ``None`` asks none of them.
    """
    try:
        report = parse(data, limits=limits)
    except InvalidReport as error:
        return {"valid": False, "issues": [issue.to_dict() for issue in error.issues]}
    topic = bundled()
    asked = variant if variant in topic.variants else None
    found = explain(report, asked, topic=topic)
    return {
        "valid": True,
        "issues": [issue.to_dict() for issue in check(report)],
        "variants": [
            {"number": number, "title": one.title} for number, one in sorted(topic.variants.items())
        ],
        **_workup(found, asked_current=stated is not None),
        "current": None if stated is None else _current(report, stated),
    }


def _current(report: Report, stated: Mapping[str, Any]) -> dict[str, Any]:
    from birads.acr_criteria.current import questions
    from birads.service._current_view import current_view

    workup = recommend(report, topics="current", facts=stated)
    return current_view(workup, questions(report, facts=stated), stated)


def _workup(found: Explanation, *, asked_current: bool) -> dict[str, Any]:
    workup = found.workup
    # That current topics were not asked is no news where they are asked beside it.
    notes = [one for one in workup.notes if not (asked_current and one.code == NOT_ASKED)]
    suspected = open_tissue(workup)
    return {
        "topic": f"{workup.topic.id} {workup.topic.revision}, review: {workup.topic.review}",
        "year": workup.topic.revision,
        "notes": _notes(notes),
        "patterns": [
            {
                **_pattern(result, Setting.of(result, suspected)),
                "notes": _notes(own_notes(result, workup.notes)),
                **_why(why, asked=found.why_not is not None),
            }
            for result, why in zip(workup.patterns, found.patterns, strict=True)
        ],
        "steps": _rows(workup.steps, Setting(suspected=suspected)),
    }


def _pattern(result: PatternResult, setting: Setting) -> dict[str, Any]:
    return {
        "heading": heading(result),
        "findings": result.findings,
        "outcome": outcome_words(result),
        "stage": stage_words(result),
        "rating": rating_words(result),
        "steps": _rows(result.steps, setting),
    }


def _rows(steps: Sequence[Step], setting: Setting) -> list[dict[str, str]]:
    return [attrs.asdict(row) for row in rows(steps, setting)]


def _notes(notes: Iterable[Note]) -> list[dict[str, Any]]:
    return [note.to_dict() for note in notes]


def _why(why: PatternExplanation, *, asked: bool) -> dict[str, Any]:
    return {
        "why": why.why,
        "rule": why.row_why,
        "source": why.source,
        "facts": [fact_words(one) for one in why.chosen],
        "why_not": [
            {
                "variant": one.variant,
                "chosen": one.chosen,
                "title": one.title,
                "facts": [fact_words(fact) for fact in one.conditions],
                "reached_by": one.reached_by,
            }
            for one in why.judged
            if asked
        ],
        "deciders": [_decider(one) for one in why.deciders],
    }


def _decider(decider: Decider) -> dict[str, Any]:
    lead = next((one.lead for one in decider.outcomes if one.lead), None)
    return {
        "fact": decider.fact,
        "pointers": decider.pointers,
        "lead": "Rating" if lead is None else name_of(lead),
        "outcomes": [
            {
                "change": one.change,
                "status": one.status.value.replace("_", " "),
                "variant": one.variant,
                "rating": one.rating,
            }
            for one in decider.outcomes
        ],
    }
