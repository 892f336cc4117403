"""The order of a list and the name of a side never decide what is found or advised."""

from __future__ import annotations

import json
import random
from collections import Counter
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

import birads
from birads.lexicon.common import Category
from birads.lexicon.pathology import CancerState
from birads.testing import documents
from tests.laws.same_answers import advice, found, mirrored, reports_of_cases, shuffled

REPORTS = reports_of_cases()
# Drawn reports are shown as they were drawn: to shrink one takes longer than all the laws.
DRAWN = settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
Place = dict[str, str]
EXAMS = [
    {"id": "mg", "modality": "mammography", "purpose": "diagnostic"},
    {"id": "us", "modality": "ultrasound"},
]
_LEFT, _BOTH, _OVERALL = ({"breast": word} for word in ("left", "bilateral", "overall"))
PLACES = [
    (_LEFT, _LEFT, _LEFT),
    (_OVERALL, _OVERALL, _OVERALL),
    (_LEFT, _BOTH, {"breast": "right"}),
    ({**_LEFT, "exam": "mg"}, {**_LEFT, "exam": "us"}, {**_BOTH, "exam": "us"}),
    ({**_OVERALL, "exam": "mg"}, {**_LEFT, "exam": "us"}, _OVERALL),
]
QUESTIONS = ("response_monitoring", "staging", "surveillance")
each_report = pytest.mark.parametrize("name", REPORTS)


def orders(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the report in three other orders, the same in every run."""
    return [shuffled(report, random.Random(seed)) for seed in range(3)]


def difference(one: Counter[Any], other: Counter[Any]) -> str:
    return f"only before: {list(one - other)}; only after: {list(other - one)}"


def same(report: dict[str, Any], changed: dict[str, Any], *, mirror: bool = False) -> None:
    before, after = found(report), found(changed)
    assert before == after, difference(before, after)
    steps, others = advice(report), advice(changed, mirror=mirror)
    assert steps == others, difference(steps, others)


@each_report
def test_the_order_of_the_lists_of_a_case(name: str) -> None:
    for changed in orders(REPORTS[name]):
        same(REPORTS[name], changed)


@each_report
def test_the_other_breast_of_a_case(name: str) -> None:
    same(REPORTS[name], mirrored(REPORTS[name]), mirror=True)


@DRAWN
@given(documents())
def test_the_order_of_the_lists_of_any_report(report: dict[str, Any]) -> None:
    for changed in orders(report):
        same(report, changed)


@DRAWN
@given(documents())
def test_the_other_breast_of_any_report(report: dict[str, Any]) -> None:
    same(report, mirrored(report), mirror=True)


@pytest.mark.parametrize("places", PLACES)
def test_the_order_of_three_assessments(places: tuple[Place, ...]) -> None:
    """Every choice of three categories, in three orders."""
    for categories in product(Category, repeat=3):
        told = zip(places, categories, strict=True)
        entries = [place | {"category": category.value} for place, category in told]
        first, second, third = entries
        answers = [
            (found(report), advice(report))
            for order in (entries, [third, second, first], [second, third, first])
            for report in [{"edition": "2013", "exams": EXAMS, "assessments": order}]
        ]
        assert all(answer == answers[0] for answer in answers), entries


_MEMBERS: dict[str, tuple[Any, ...]] = {
    "type": ("invasive", "dcis"),
    "state": tuple(state.value for state in CancerState),
    "nodes": ("positive", "negative"),
    "receptors": ({"her2": "positive"}, {"her2": "low"}),
    "size_mm": (4, 40),
}
CANCERS: list[dict[str, Any]] = [
    {"breast": "left", "type": "invasive", name: value}
    for name, values in _MEMBERS.items()
    for value in values
]


@pytest.mark.parametrize("member", _MEMBERS)
def test_the_order_of_two_cancers(member: str) -> None:
    first = [{"breast": "left", "type": "invasive", member: value} for value in _MEMBERS[member]]
    for purpose, pair in product(QUESTIONS, product(first, CANCERS)):
        report = {"edition": "2025", "question": {"purpose": purpose}}
        one, other = (
            current(report | {"cancers": list(order)}) for order in (pair, tuple(reversed(pair)))
        )
        assert one == other, pair


def current(report: dict[str, Any]) -> list[str]:
    """Return what the current topics answer, without what follows the order of the list."""
    workup = birads.recommend(birads.parse(report), topics="current").to_dict()
    told = ("topic", "subject", "facts", "status", "variant", "candidates", "options")
    said = [
        json.dumps({key: one[key] for key in told}, sort_keys=True) for one in workup["answers"]
    ]
    return sorted(said) + [note["code"] for note in workup["notes"]]


def test_to_mirror_twice_changes_nothing() -> None:
    assert all(mirrored(mirrored(report)) == report for report in REPORTS.values())
    assert mirrored({"location": {"breast": "left", "clock": 9.5}, "text": "Left LT"}) == {
        "location": {"breast": "right", "clock": 2.5},
        "text": "Right RT",
    }


def test_enough_is_tried() -> None:
    several = [
        r for r in REPORTS.values() if any(len(v) > 1 for v in r.values() if isinstance(v, list))
    ]
    sided = [r for r in REPORTS.values() if mirrored(r) != r]
    print(f"reports: {len(REPORTS)}, of them with lists to reorder: {len(several)}")  # noqa: T201
    print(f"with a side: {len(sided)}; orders of each: 3")  # noqa: T201
    assert len(several) >= 150
    assert len(sided) >= 300
