"""Hold the project's own reports to full rule coverage."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

from birads import check, parse, recommend
from birads.coverage import Coverage
from tests.criteria.criteria_space import PATTERNS, document, finding, small_reports

TESTS = Path(__file__).resolve().parents[1]


def test_the_projects_own_reports_exercise_every_rule() -> None:
    """Every variant, row, stage, condition, note, message and check is reached by our reports."""
    coverage = Coverage()
    for path in sorted(TESTS.rglob("cases/*.json")):
        tree = json.loads(path.read_text("utf-8"))
        if isinstance(tree, dict) and isinstance(tree.get("report"), dict):
            report = parse(tree["report"])
            coverage.add(recommend(report), check(report))
    for _, _, tree in small_reports(categories=(None, "2")):
        coverage.add(recommend(parse(tree)))
    written = [{"action": "magnification_views", "breast": "left", "findings": ["calc-1"]}]
    for beside, invasion, (words, distribution, groups, breast) in product(
        ([], ["mass"]), (True, False), PATTERNS
    ):
        one = finding(
            words,
            distribution=distribution,
            groups=groups,
            breast=breast,
            associated=beside,
            extensive=False,
            invasion_suspected=invasion,
        )
        coverage.add(recommend(parse(document(one, recommendations=written))))
    assert {group: coverage.never(group) for group in coverage.items if coverage.never(group)} == {}
    assert coverage.percent() == 100.0
