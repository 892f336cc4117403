"""Prove that a workup costs as much as its report is long, counted in calls and not in time.

Each shape multiplies two or three lists that a naive reading would walk for each other.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import Any

import pytest

from birads import Report, parse, recommend
from birads.acr_criteria._explain import explain
from birads.acr_criteria.compiled import bundled

SMALL, LARGE = 40, 80
Tree = dict[str, Any]


def _exams(n: int, purpose: str = "diagnostic") -> list[Tree]:
    return [
        {"id": f"e{i}", "modality": "mammography", "purpose": purpose, "date": "2026-01-05"}
        for i in range(n)
    ]


def _finding(i: int, **more: Any) -> Tree:
    return {"kind": "mg.calcifications", "id": f"f{i}", "location": {"breast": "left"}, **more}


def _findings(n: int, **more: Any) -> list[Tree]:
    return [_finding(i, **more) for i in range(n)]


AMORPHOUS = {"morphology": ["amorphous"], "distribution": "grouped", "groups": 1}


def exams_findings_assessments(n: int) -> Tree:
    zeros = [{"breast": "left", "category": "0", "exam": f"e{i}"} for i in range(n)]
    return {"exams": _exams(n), "findings": _findings(n, **AMORPHOUS), "assessments": zeros}


def findings_of_their_own_exam(n: int) -> Tree:
    return {
        "exams": _exams(n, "screening"),
        "findings": [_finding(i, exam=f"e{i}", **AMORPHOUS) for i in range(n)],
        "assessments": [{"breast": "left", "category": "0", "exam": f"e{i}"} for i in range(n)],
    }


def suspicious_masses(n: int) -> Tree:
    masses = [{**_finding(i, category="4"), "kind": "mg.mass"} for i in range(n)]
    return {"exams": _exams(n), "findings": masses, "assessments": []}


def a_recommendation_for_each_pooled_finding(n: int) -> Tree:
    written = [{"action": "core_biopsy", "findings": [f"f{i}"]} for i in range(n)]
    return {
        "exams": _exams(1),
        "findings": _findings(n, exam="e0", **AMORPHOUS),
        "recommendations": written,
    }


def one_id_named_again_and_again(n: int) -> Tree:
    return {
        "findings": [{"kind": "mg.calcifications", "id": "a"}] * n,
        "recommendations": [{"action": "core_biopsy", "findings": ["a"]}] * n,
    }


def findings_of_category_0(n: int) -> Tree:
    return {
        "exams": _exams(n, "unknown"),
        "findings": [_finding(i, exam=f"e{i}", category="0") for i in range(n)],
        "assessments": [{"breast": "left", "category": "0", "exam": f"e{i}"} for i in range(n)],
    }


def one_lesion_of_many(n: int) -> Tree:
    return {
        "exams": _exams(n),
        "findings": [
            _finding(i, exam=f"e{i}", category="4", tracking_uid="2.25.1") for i in range(n)
        ],
        "recommendations": [{"action": "core_biopsy", "findings": [f"f{i}"]} for i in range(n)]
        + [{"action": "core_biopsy"}] * n,
        "pathology": [{"finding": f"f{i}", "result": "benign"} for i in range(n)],
    }


def overalls_and_results(n: int) -> Tree:
    return {
        "exams": _exams(n, "screening"),
        "findings": [_finding(0, exam="e0")],
        "assessments": [{"breast": "overall", "category": "0", "exam": f"e{i}"} for i in range(n)],
        "pathology": [{"finding": "f0", "result": "high_risk"}] * n,
    }


SHAPES = (
    exams_findings_assessments,
    findings_of_their_own_exam,
    suspicious_masses,
    a_recommendation_for_each_pooled_finding,
    one_id_named_again_and_again,
    findings_of_category_0,
    one_lesion_of_many,
    overalls_and_results,
)


def _report(tree: Tree) -> Report:
    return parse({"edition": "2013", **tree})


def _calls(work: Callable[[Report], object], report: Report) -> int:
    bundled().patterns.forget()  # or the larger report meets what the smaller one told
    count = 0

    def seen(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work(report)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.__name__ for shape in SHAPES])
@pytest.mark.parametrize("work", [recommend, explain], ids=["recommend", "explain"])
def test_twice_the_report_costs_twice_the_calls(
    shape: Callable[[int], Tree], work: Callable[[Report], object]
) -> None:
    work(_report(shape(2)))  # what is read once for all reports is not counted
    small, large = (_calls(work, _report(shape(n))) for n in (SMALL, LARGE))
    assert large < 2.3 * small, (small, large)


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.__name__ for shape in SHAPES])
def test_twice_the_report_gives_twice_the_answer(shape: Callable[[int], Tree]) -> None:
    small, large = (len(recommend(_report(shape(n))).to_json()) for n in (SMALL, LARGE))
    assert large < 2.3 * small, (small, large)


def test_each_recommendation_stands_once_for_an_id_that_findings_share() -> None:
    """The first of equal ids has what names it."""
    workup = recommend(_report(one_id_named_again_and_again(5)))
    written = [
        [step.read_from for step in pattern.steps if step.basis == "recommendation"]
        for pattern in workup.patterns
    ]
    assert [len(steps) for steps in written] == [5, 0, 0, 0, 0]


def test_names_cost_what_they_are_long() -> None:
    """Recommendations that name every finding cost their own length, not its square."""

    def tree(n: int) -> Tree:
        names = [f"f{i}" for i in range(n)]
        return {
            "exams": _exams(1),
            "findings": _findings(n, exam="e0", **AMORPHOUS),
            "recommendations": [{"action": "core_biopsy", "findings": names}] * n,
        }

    small, large = (_calls(recommend, _report(tree(n))) for n in (20, 40))
    assert large < 4.3 * small


def test_a_workup_leaves_nothing_that_waits_to_be_collected() -> None:
    """No circle of references keeps a report alive after its answer."""
    report = _report(findings_of_their_own_exam(3))
    recommend(report)
    gc.collect()
    gc.disable()
    try:
        recommend(report)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_nothing_of_a_report_is_remembered() -> None:
    """A stream of reports is read in constant memory: no answer keeps an id."""
    marks = [f"marked-{i}" for i in range(50)]
    for mark in marks:
        tree = {"exams": _exams(1), "findings": [_finding(0, exam="e0", category="4B")]}
        tree["findings"][0]["id"] = mark
        recommend(_report(tree))
        explain(_report(tree))
    gc.collect()
    held = [
        value
        for value in gc.get_objects()
        if isinstance(value, tuple) and value and isinstance(value[0], str) and value[0] in marks
    ]
    assert held == []
