"""What is too much to be one patient is said, and costs no more than it should."""

from __future__ import annotations

import datetime as dt
from typing import Any

from birads.archive import Joined, join, track
from birads.archive._patients import MOST_PARTS, MOST_REPORTS
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
