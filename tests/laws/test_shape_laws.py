"""Laws of answers that are remembered by the shape of a report: nothing else changes them."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import pytest

from birads import InvalidReport, Report, check, parse, recommend
from birads.acr_criteria._recommend import recommend_json, run
from birads.acr_criteria._subjects import View
from birads.acr_criteria.compiled import Topic, bundled
from birads.checks._remembered import MEMORIES
from birads.checks._run import find
from birads.report.view._index import ReportIndex
from tests.laws.shape_reports import told, variants

VARIANTS = 14


def directly(report: Report, topic: Topic, extensive_mm: float | None = None) -> bytes:
    return run(View(ReportIndex(report), extensive_mm), topic).workup.to_json()


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    dice = random.Random(10)
    found = []
    for document in told():
        for one in (document, *variants(document, VARIANTS, dice)):
            try:
                found.append(parse(one))
            except InvalidReport:
                continue
    dice.shuffle(found)
    return found


def test_five_thousand_reports_have_the_answer_that_is_made_of_themselves(
    reports: list[Report],
) -> None:
    assert len(reports) >= 5_000
    topic = bundled()
    for report in reports:
        made = directly(report, topic)
        assert recommend_json(report) == made
        assert recommend(report).to_json() == made
    assert len(topic.memory) > 100, "nothing was remembered"


def test_the_current_topics_answer_what_is_made_of_the_report_itself() -> None:
    topic, dice = bundled(), random.Random(12)
    given = {"age_years": 41, "presentation": ["skin_change"]}
    for asked in ({}, {}, given):  # what shapes must hold is learned in the first round
        for document in told_of_patients():
            for one in (document, *variants(document, 2, dice)):
                report = parse(one)
                made = with_current_of_itself(report, topic, asked)
                assert recommend_json(report, topics="current", facts=asked) == made
                assert recommend(report, topics="current", facts=asked).to_json() == made
    assert len(topic.with_current) > 20, "nothing was remembered"


def told_of_patients() -> list[dict[str, Any]]:
    """Return the reports that state a history, a symptom, a question or a cancer."""
    says = ("presentation", "question", "cancers", "suspected")
    return [one for one in told() if any(name in one for name in says)][:40]


def with_current_of_itself(report: Report, topic: Topic, given: dict[str, Any]) -> bytes:
    """Return the workup without any memory."""
    forgetful = attrs.evolve(topic)
    assert not len(forgetful.with_current)
    return recommend(report, topic=forgetful, topics="current", facts=given).to_json()


def test_five_thousand_reports_have_the_issues_that_are_found_in_themselves(
    reports: list[Report],
) -> None:
    for report in reports:
        assert check(report) == find(report)
    assert all(len(memory) > 20 for memory in MEMORIES), "nothing was remembered"


def test_a_limit_of_the_caller_is_part_of_the_shape() -> None:
    topic = bundled()
    for extent in (3, 10, 20, 30, 10.5):
        report = parse(
            {
                "edition": "2013",
                "findings": [
                    {
                        "kind": "mg.calcifications",
                        "id": "c",
                        "morphology": ["amorphous"],
                        "distribution": "segmental",
                        "extent_mm": extent,
                    }
                ],
            }
        )
        for limit in (None, 10.0, 20.0, 5.0):
            for _ in range(3):
                found = recommend_json(report, extensive_mm=limit)
                assert found == directly(report, topic, limit)


def test_threads_get_the_answers_of_their_own_reports(reports: list[Report]) -> None:
    some = reports[:200]
    expected = [directly(report, bundled()) for report in some]
    bundled().memory.forget()

    def answers(_: int) -> list[bytes]:
        return [recommend_json(report) for report in some]

    with ThreadPoolExecutor(8) as pool:
        assert all(found == expected for found in pool.map(answers, range(8)))
