"""Say what type checkers see; mypy reads this file and nothing runs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, assert_type

import birads
from birads.acr_criteria import GroupCount, Laterality, Status
from birads.lexicon.mammography import CalcDistribution, CalcMorphology


def verbs(data: bytes, mapping: Mapping[str, Any]) -> None:
    report = birads.parse(data)
    assert_type(report, birads.Report)
    assert_type(birads.parse(mapping), birads.Report)
    assert_type(birads.parse("{}", limits=birads.Limits(max_bytes=2)), birads.Report)
    assert_type(birads.recommend(report), birads.Workup)
    assert_type(birads.explain(report, variant=6), birads.Explanation)
    for issue in birads.check(report):
        assert_type(issue, birads.Issue)
        assert_type(issue.severity, birads.Severity)


def facts() -> None:
    point = birads.Facts(
        frozenset({CalcMorphology.AMORPHOUS}),
        CalcDistribution.GROUPED,
        GroupCount.SINGLE,
        Laterality.UNILATERAL,
    )
    found = birads.match(point)
    assert_type(found, birads.Match)
    assert_type(found.status, Status)
    assert_type(found.variant, int | None)
    birads.match(report)  # type: ignore[arg-type]


def results(workup: birads.Workup) -> None:
    for pattern in workup.patterns:
        assert_type(pattern.variant, int | None)
        for step in pattern.steps:
            assert_type(step.recommended, bool)
            assert_type(step.rating, int | None)
    workup.version = "2"  # type: ignore[misc]


def refusals(report: birads.Report) -> None:
    try:
        birads.parse(1)  # type: ignore[arg-type]
    except birads.InvalidReport as error:
        assert_type(error.issues, Sequence[birads.Issue])
    report.id = "other"  # type: ignore[misc]
    birads.recommend(b"{}")  # type: ignore[arg-type]


report = birads.parse(b'{"edition": "2013"}')
assert_type(report.edition, birads.Edition)
