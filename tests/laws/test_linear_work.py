"""The work for a report, and the answer, grow with the report and no faster.

Work is counted in lines of Python that run, so that the tests do not depend on the machine.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

import birads
from birads.acr_criteria import bundled
from birads.report.report import Report

Json = dict[str, Any]
SMALL, LARGE = 200, 400
MOST_GROWTH = 2.3
MOST_LINES = 2_000_000  # a shape that is far from linear is given up here


def exam(number: int, purpose: str = "diagnostic") -> Json:
    return {
        "id": f"e{number}",
        "modality": "mammography",
        "purpose": purpose,
        "laterality": "left",
        "date": f"20{10 + number // 336:02}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}",
    }


def calcifications(number: int, **more: Any) -> Json:
    found = {
        "kind": "mg.calcifications",
        "id": f"f{number}",
        "location": {"breast": "left"},
        "morphology": ["amorphous"],
        "distribution": "grouped",
    }
    return {**found, **more}


def mass(number: int, **more: Any) -> Json:
    return {"kind": "mg.mass", "id": f"f{number}", "location": {"breast": "left"}, **more}


def recalls_without_exam(n: int) -> Json:
    """Many diagnostic exams, calcifications that name none, and a 0 for each."""
    return {
        "exams": [exam(i) for i in range(n)],
        "findings": [calcifications(i) for i in range(n)],
        "assessments": [{"breast": "left", "category": "0", "exam": f"e{i}"} for i in range(n)],
    }


def recalls_of_their_own(n: int) -> Json:
    """Put each of many recalled findings on an exam of its own, with a 0 of the breast."""
    return {
        "exams": [exam(i) for i in range(n)],
        "findings": [calcifications(i, exam=f"e{i}", category="0") for i in range(n)],
        "assessments": [{"breast": "left", "category": "0", "exam": f"e{i}"} for i in range(n)],
    }


def findings_of_their_own_exam(n: int) -> Json:
    return {
        "exams": [exam(i) for i in range(n)],
        "findings": [calcifications(i, exam=f"e{i}", category="4B") for i in range(n)],
    }


def masses_among_exams(n: int) -> Json:
    return {
        "exams": [exam(i) for i in range(n)],
        "findings": [mass(i, category="4", margin="spiculated") for i in range(n)],
    }


def one_recommendation_each(n: int) -> Json:
    """Name each finding of one pattern in a recommendation of its own."""
    return {
        "exams": [exam(0)],
        "findings": [calcifications(i, exam="e0", category="4B") for i in range(n)],
        "recommendations": [{"action": "core_biopsy", "findings": [f"f{i}"]} for i in range(n)],
    }


def recommendations_of_few_findings(n: int) -> Json:
    """Recommendations that name twenty findings each."""
    names = [f"f{i}" for i in range(20)]
    return {
        "findings": [calcifications(i) for i in range(n)],
        "recommendations": [{"action": "core_biopsy", "findings": names} for _ in range(n)],
    }


def one_id_named_often(n: int) -> Json:
    """Name an id that many findings share in as many recommendations."""
    return {
        "findings": [{"kind": "mg.calcifications", "id": "f"} for _ in range(n)],
        "recommendations": [{"action": "core_biopsy", "findings": ["f"]} for _ in range(n)],
    }


def one_id_with_many_results(n: int) -> Json:
    return {
        "findings": [calcifications(0, category="4B") for _ in range(n)],
        "pathology": [{"finding": "f0", "result": "malignant"} for _ in range(n)],
    }


def results_and_outcomes(n: int) -> Json:
    return {
        "findings": [mass(i, category="4A") for i in range(n)],
        "pathology": [
            {"finding": f"f{i}", "procedure": "core_biopsy", "result": "benign"} for i in range(n)
        ],
        "outcomes": [{"breast": "left", "malignant": False, "basis": "registry"} for _ in range(n)],
    }


def one_lesion_seen_often(n: int) -> Json:
    return {
        "findings": [
            mass(i, category="4", tracking_uid="2.25.1", shape="irregular") for i in range(n)
        ],
        "recommendations": [
            {"action": "core_biopsy", "breast": "left", "findings": [f"f{i}"]} for i in range(n)
        ],
    }


def mammogram_and_ultrasound(n: int) -> Json:
    """Masses of both modalities at one place, which may be one lesion each."""
    place = {"breast": "left", "clock": 2}
    seen = [{"id": "u", "modality": "ultrasound", "purpose": "diagnostic"}, exam(0)]
    return {
        "exams": seen,
        "findings": [
            *(mass(i, exam="e0", category="4", location=place) for i in range(n // 2)),
            *(
                {"kind": "us.mass", "id": f"u{i}", "exam": "u", "category": "4", "location": place}
                for i in range(n // 2)
            ),
        ],
        "recommendations": [
            {"action": "core_biopsy", "findings": [f"u{i}"]} for i in range(n // 2)
        ],
    }


def assessments_of_one_breast(n: int) -> Json:
    words = ("0", "1", "2", "3", "4A", "5")
    return {
        "exams": [exam(i) for i in range(n)],
        "findings": [calcifications(0, exam="e0")],
        "assessments": [
            {
                "breast": ("left", "overall", "bilateral")[i % 3],
                "category": words[i % 6],
                "exam": f"e{i}",
            }
            for i in range(n)
        ],
    }


def correlates(n: int) -> Json:
    """Calcifications that all name one MRI finding."""
    seen = {"enhancement": "mass", "finding": "m"}
    return {
        "findings": [
            {"kind": "mri.mass", "id": "m", "location": {"breast": "left"}},
            *(calcifications(i, mri=seen, category="2") for i in range(n)),
        ]
    }


SHAPES: tuple[Callable[[int], Json], ...] = (
    recalls_without_exam,
    recalls_of_their_own,
    findings_of_their_own_exam,
    masses_among_exams,
    one_recommendation_each,
    recommendations_of_few_findings,
    one_id_named_often,
    one_id_with_many_results,
    results_and_outcomes,
    one_lesion_seen_often,
    mammogram_and_ultrasound,
    assessments_of_one_breast,
    correlates,
)
WORK: dict[str, Callable[[Report], str]] = {
    "check": lambda report: json.dumps([issue.to_dict() for issue in birads.check(report)]),
    "recommend": lambda report: str(birads.recommend(report).to_json()),
}
each_shape = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
each_call = pytest.mark.parametrize("call", WORK)


def document(shape: Callable[[int], Json], n: int) -> bytes:
    return json.dumps({"edition": "2013", **shape(n)}).encode()


class TooMuchError(Exception):
    """The work went past what is ever counted."""


def lines(work: Callable[[Report], str], report: Report) -> int:
    """Return how many lines of Python run for a piece of work."""
    bundled().patterns.forget()  # or the larger report meets what the smaller one told
    count = 0

    def tell(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        count += event == "line"
        if count > MOST_LINES:
            raise TooMuchError
        return tell

    before = sys.gettrace()
    sys.settrace(tell)
    try:
        work(report)
    finally:
        sys.settrace(before)
    return count


def warm(shape: Callable[[int], Json]) -> None:
    """Load what is loaded once: tables, models, the compiled topic."""
    report = birads.parse(document(shape, 3))
    for call in WORK.values():
        call(report)


@each_call
@each_shape
def test_twice_the_report_is_twice_the_work(shape: Callable[[int], Json], call: str) -> None:
    warm(shape)
    small, large = (lines(WORK[call], birads.parse(document(shape, n))) for n in (SMALL, LARGE))
    assert large < MOST_GROWTH * small, f"{small} lines for {SMALL}, {large} for {LARGE}"


@each_call
@each_shape
def test_the_answer_is_no_longer_than_the_report_allows(
    shape: Callable[[int], Json], call: str
) -> None:
    data = document(shape, SMALL)
    answer = WORK[call](birads.parse(data))
    assert len(answer.encode()) <= 40 * len(data) + 4_096


def test_explaining_is_linear_too() -> None:
    def explain(report: Report) -> str:
        bundled().explanations.forget()  # the work, not what is remembered of it
        return str(birads.explain(report).to_json())

    small, large = (birads.parse(document(findings_of_their_own_exam, n)) for n in (6, 12))
    explain(small)
    assert lines(explain, large) < MOST_GROWTH * lines(explain, small)


def test_what_is_not_linear_is_seen() -> None:
    """The measure itself can fail: a loop in a loop is four times the work."""

    def square(report: Report) -> str:
        return str([one is other for one in report.findings for other in report.findings])

    small, large = (birads.parse(document(correlates, n)) for n in (100, 200))
    assert lines(square, large) > 3.5 * lines(square, small)
