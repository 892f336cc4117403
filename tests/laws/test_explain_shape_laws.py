"""Laws of explanations that are remembered by the shape of a report."""

from __future__ import annotations

import random
from functools import cache

import pytest

from birads import InvalidReport, Report, explain, parse
from birads.acr_criteria._explain import _explained
from birads.acr_criteria._kept import ref_of
from birads.acr_criteria._subjects import View
from birads.acr_criteria.compiled import Topic, bundled
from birads.report.view._index import ReportIndex
from tests.laws.shape_reports import told, variants

SHAPES = 10
VARIANTS = 3
TOPICS = ("breast-microcalcifications.2009", "palpable-breast-masses.2022")

CALCIFICATIONS = {
    "kind": "mg.calcifications",
    "id": "c",
    "morphology": ["amorphous"],
    "distribution": "segmental",
}


def directly(
    report: Report, topic: Topic, variant: int | None = None, extensive_mm: float | None = None
) -> bytes:
    view = View(ReportIndex(report), extensive_mm)
    return _explained(view, variant, topic, ref_of(report)).to_json()


@cache
def reports() -> tuple[Report, ...]:
    """Return reports with patterns, each with others of its shape, in no order."""
    dice = random.Random(11)
    found: list[Report] = []
    documents = [one for one in told() if 0 < len(one.get("findings", ())) < 4]
    for document in dice.sample(documents, SHAPES):
        for one in (document, *variants(document, VARIANTS, dice)):
            try:
                found.append(parse(one))
            except InvalidReport:
                continue
    dice.shuffle(found)
    return tuple(found)


@pytest.mark.parametrize("name", TOPICS)
def test_a_remembered_explanation_is_the_one_made_of_the_report_itself(name: str) -> None:
    topic = bundled(name)
    assert len(reports()) > 3 * SHAPES
    made = [directly(report, topic) for report in reports()]
    for _ in range(2):  # what a shape must hold is learned on the way
        for report, expected in zip(reports(), made, strict=True):
            assert explain(report, topic=topic).to_json() == expected
    assert len(topic.explanations) >= SHAPES // 2, "nothing was remembered"


def test_what_the_caller_asks_is_part_of_the_shape() -> None:
    topic = bundled()
    for extent in (3, 10, 30):
        report = parse({"edition": "2013", "findings": [{**CALCIFICATIONS, "extent_mm": extent}]})
        for limit in (None, 20.0):
            for variant in (None, 7):
                expected = directly(report, topic, variant, limit)
                for _ in range(3):
                    found = explain(report, variant, extensive_mm=limit)
                    assert found.to_json() == expected
