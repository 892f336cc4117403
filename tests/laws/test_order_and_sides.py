"""The order of a list and the name of a side never decide what is found or advised."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

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
