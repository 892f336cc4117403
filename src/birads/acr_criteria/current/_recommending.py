"""Add what the current topics answer to the workup of a report, which they never change."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from birads.acr_criteria._kept import NO_REPORT, Answered, Made, Remembered, kept, weigh
from birads.acr_criteria._recommend import run
from birads.acr_criteria._subjects import View
from birads.acr_criteria._workup import ReportRef, Workup
from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.current._answering import answers_of
from birads.acr_criteria.current._hint import CODE
from birads.acr_criteria.current._pack import Pack, pack
from birads.acr_criteria.current._unrated import unrated
from birads.acr_criteria.table._boxes import FOREIGN, make_axis
from birads.acr_criteria.table._facts import facts
from birads.report.report import Report
from birads.report.view._index import ReportIndex

__all__ = ["stated_beside", "with_current"]


def with_current(
    report: Report, topic: Topic, given: Mapping[str, Any], extensive_mm: float | None
) -> Answered:
    """Return the workup under a topic, with the answers of the current topics beside it.

    It is remembered by the shape of the report where it can be.
    """
    stated, rules = stated_beside(given), pack()

    def make(one: Report, ref: ReportRef | None = NO_REPORT) -> Workup:
        return _made(View(ReportIndex(one), extensive_mm), topic, stated, rules, ref)

    also = (extensive_mm, _hashable(stated))
    memory = topic.with_current
    found = memory.answer(report, lambda shaped: kept(make(shaped)), weigh, also)
    if found is None:
        return Made(make(report, None))
    return Remembered(found[0], report, found[1])


def _hashable(stated: Mapping[str, Any]) -> Hashable:
    """Return facts as a key: texts tell yes from 1, and words in any order are one answer."""
    several = (list, tuple, set, frozenset)
    return tuple(
        (name, repr(sorted(value) if isinstance(value, several) else value))
        for name, value in sorted(stated.items())
    )


def _made(
    view: View, topic: Topic, stated: dict[str, Any], rules: Pack, ref: ReportRef | None
) -> Workup:
    workup = run(view, topic, ref).workup
    asked = View(view.index, view.extensive_mm, stated) if stated else view
    answers = answers_of(asked, rules)
    notes = [note for note in workup.notes if note.code != CODE]
    notes += unrated(asked, answers, rules)
    return workup.model_copy(update={"answers": answers, "notes": tuple(notes)})


def stated_beside(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts that a caller states beside a report, without those left out.

    Raises:
        ValueError: There is no such fact, or it has no such answer.
    """
    out = {name: value for name, value in given.items() if value is not None}
    for name, value in out.items():
        fact = facts().get(name)
        if fact is None:
            raise ValueError(f"The criteria ask no fact {name!r}.")
        key = make_axis(fact, ()).key(value)
        if key is FOREIGN or (isinstance(key, frozenset) and FOREIGN in key):
            raise ValueError(f"{value!r} is no answer of the fact {name!r}: {fact.asks}")
    return out
