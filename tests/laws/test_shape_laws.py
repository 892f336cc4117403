"""Laws of answers that are remembered by the shape of a report: nothing else changes them."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from shape_reports import told, variants

from birads import InvalidReport, Report, parse, recommend
from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.recommend import recommend_json, run
from birads.acr_criteria.subjects import View
from birads.acr_criteria.topic import load_topic
from birads.report._shape._key import made_of, shape_of
from birads.report._shape._memory import Memory
from birads.report.view.index import ReportIndex

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
