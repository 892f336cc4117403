"""What is too much to be one patient is said, and costs no more than it should."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import attrs
import pytest

from birads.archive import Joined, join, track
from birads.archive._patients import MOST_PARTS, MOST_REPORTS
from birads.archive._rules import apart
from birads.archive._worklist import Worklist
from tests.archive.archive_reports import exam, report

TODAY = dt.date(2024, 6, 1)


def recall(number: int) -> Any:
    read = {"breast": "left", "exam": "s", "category": "0"}
    screen = exam("s", "screening", "2024-01-10")
    return report(id=f"r{number}", exams=[screen], assessments=[read])


def test_a_key_of_too_many_reports_joins_none_of_them() -> None:
    reports = [recall(number) for number in range(MOST_REPORTS + 1)]
    counts = Joined()
    assert len(list(join(reports, counts))) == len(reports)
    assert counts.apart["too_many_reports"] == len(reports)
    items = list(track(reports, TODAY))
    assert len(items) == len(reports)
    assert {item.notes for item in items} == {("too_many_reports_of_one_key",)}


def test_a_patient_of_too_many_parts_is_said_and_not_judged() -> None:
    findings = [
        {"id": f"m{n}", "kind": "mg.mass", "location": {"breast": "left"}, "category": "4"}
        for n in range(MOST_PARTS // 2 + 1)
    ]
    tissue = [{"finding": one["id"], "result": "benign"} for one in findings]
    large = report(id="large", findings=findings, pathology=tissue)
    (item,) = track([large], TODAY)
    assert (item.rule, item.state, item.notes) == ("too_large", "unknown", ("not_judged",))
    counts = Joined()
    assert len(list(join([large, recall(1)], counts))) == 2
    assert counts.apart["too_large"] == 2


@pytest.mark.parametrize(
    ("reason", "bound"), [("too_many_reports", MOST_REPORTS), ("too_large", MOST_PARTS)]
)
def test_a_reason_names_the_bound_that_holds(reason: str, bound: int) -> None:
    assert f" {bound:,} " in apart()[reason].reason


@pytest.mark.parametrize("over", [0, 1, 30])
def test_a_page_shows_the_two_thousand_most_urgent_items_and_counts_the_others(over: int) -> None:
    (item,) = track([recall(1)], TODAY)
    days = list(range(1, 2_001 + over))
    random.Random(over).shuffle(days)
    worklist = Worklist()
    for number in days:
        worklist.add(attrs.evolve(item, days_over=number))
    summary, overdue, _ = worklist.sections(TODAY)
    assert summary.tables[0].rows == ((item.title, f"{2_000 + over:,}"),)
    shown = [int(row[5]) for row in overdue.tables[0].rows]
    assert shown == sorted(days, reverse=True)[:2_000]
    left_out = f"The 2,000 most urgent of {2_000 + over:,}; the others are counted."
    assert overdue.text == ((left_out,) if over else ())
