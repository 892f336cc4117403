"""Laws of answers that patterns share: what reports say of a pattern is all that they rest on."""

from __future__ import annotations

import random
from typing import Any

import pytest

from birads import InvalidReport, Report, parse
from birads.acr_criteria import _kept_patterns
from birads.acr_criteria._pooling import Pooled, pool
from birads.acr_criteria._recommend import recommend, recommend_json, run
from birads.acr_criteria._subjects import View
from birads.acr_criteria._told import Gathered, gather, pooled_of
from birads.acr_criteria.compiled import Topic, bundled
from birads.report._shape._marks import NotHeld
from birads.report.view._index import ReportIndex
from tests.laws.shape_reports import told, variants

_TOGETHER = 150
_LISTS = ("exams", "findings", "assessments", "recommendations", "pathology", "outcomes")


def joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return a report that says what two say, so that it has several patterns."""
    out = dict(one)
    for name in _LISTS:
        both = [*(one.get(name) or ()), *(other.get(name) or ())]
        if both:
            out[name] = both
    return out


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    dice = random.Random(8)
    calcified = [
        document
        for document in told()
        if any(f.get("kind") == "mg.calcifications" for f in document.get("findings") or ())
    ]
    found = []
    for _ in range(_TOGETHER):
        document = joined(dice.choice(calcified), dice.choice(calcified))
        for one in (document, *variants(document, 2, dice)):
            try:
                found.append(parse(one))
            except InvalidReport:
                continue
    dice.shuffle(found)
    return found


def directly(report: Report, topic: Topic, extensive_mm: float | None = None) -> bytes:
    return run(View(ReportIndex(report), extensive_mm), topic).workup.to_json()


def test_reports_of_several_patterns_have_the_answer_that_is_made_of_themselves(
    reports: list[Report],
) -> None:
    assert len(reports) >= 400
    topic = bundled()
    topic.memory.forget()  # what other tests asked is not known, so every pattern is asked
    topic.patterns.forget()
    for number, report in enumerate(reports):
        limit = (None, None, 12.0)[number % 3]
        expected = directly(report, topic, limit)
        assert recommend_json(report, extensive_mm=limit) == expected
        assert recommend(report, extensive_mm=limit).to_json() == expected
    assert len(topic.patterns) > 5, "nothing was remembered"  # what is learned late empties it


def _called(category: str) -> Report:
    finding = {
        "kind": "mg.calcifications",
        "id": "c",
        "location": {"breast": "left"},
        "morphology": ["amorphous"],
        "distribution": "grouped",
        "groups": 1,
    }
    mass = {"kind": "mg.mass", "id": "m", "location": {"breast": "left"}}
    assessments = [{"breast": "left", "category": category}]
    return parse({"edition": "2013", "findings": [finding, mass], "assessments": assessments})


def test_what_is_left_out_of_what_is_told_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show that the law can fail: that a 5 was stated is not told, and the answer is another."""

    def deaf(pooled: Pooled, beside: tuple[str, ...]) -> Gathered | None:
        gathered = gather(pooled, beside)
        assert gathered is not None
        return gathered._replace(stands=gathered.stands._replace(tissue_stated=False))

    topic = bundled()
    report = _called("5")
    assert _each_time(report, topic)
    monkeypatch.setattr(_kept_patterns, "gather", deaf)
    try:
        assert not _each_time(report, topic)
    finally:
        topic.patterns.forget()


def _each_time(report: Report, topic: Topic) -> bool:
    """Say whether a report has its own answer however often the like of it was met."""
    right = []
    for _ in range(6):
        topic.memory.forget()
        right.append(recommend_json(report) == directly(report, topic))
    return all(right)


def _gathered(**members: Any) -> Gathered:
    finding = {"kind": "mg.calcifications", "id": "c", "location": {"breast": "left"}}
    report = parse({"edition": "2013", "findings": [finding], **members})
    (pooled,) = pool(View(ReportIndex(report)), bundled())
    found = gather(pooled, ())
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["index", "report", "stages", "lesions", "recalls"])
def test_a_view_of_what_was_told_knows_nothing_else(name: str) -> None:
    view = pooled_of(_gathered(), {}, None).subject.view
    with pytest.raises(NotHeld):
        getattr(view, name)
    with pytest.raises(NotHeld):
        view.tissue_stated(None)
    with pytest.raises(NotHeld):
        view.open_recall(None)


def test_a_place_within_a_pattern_is_not_its_place_in_the_report() -> None:
    mass = {"kind": "mg.mass", "id": "m"}
    calcified = {"kind": "mg.calcifications", "id": "c", "category": "4"}
    report = parse({"edition": "2013", "findings": [mass, mass | {"id": "n"}, calcified]})
    (pooled,) = pool(View(ReportIndex(report)), bundled())
    found = gather(pooled, ())
    assert found is not None
    (member,) = found.stands.members
    assert member.category is not None
    assert member.category.pointer == "0/category"
    assert member.stage_pointers == ("0",)
    (back,) = pooled_of(found, {}, None).subject.members
    assert back.category is not None
    assert back.category.pointer == "/findings/2/category"
    assert back.stage.pointers == ("/findings/2",)


def test_where_tissue_was_taken_nothing_is_shared() -> None:
    finding = {"kind": "mg.calcifications", "id": "c"}
    for more in ({"finding": "c"}, {}):
        document = {
            "edition": "2013",
            "findings": [finding],
            "pathology": [{"result": "benign", **more}],
        }
        (pooled,) = pool(View(ReportIndex(parse(document))), bundled())
        assert gather(pooled, ()) is None
