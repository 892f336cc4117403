"""Prepare strategies, and what tests do with reports, before a test draws from them.

The first draws of a strategy build it, and the first answers load tables and modules: Hypothesis
would count that time as the test's own and refuse the test as too slow on a busy machine.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, currently_in_test_context, given, settings

if TYPE_CHECKING:
    from collections.abc import Hashable

    from hypothesis.strategies import SearchStrategy

    from birads.report.report import Report

__all__ = ["warm"]

_DRAWS = 5
_SETTINGS = settings(
    max_examples=_DRAWS,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    deadline=None,
    database=None,
    derandomize=True,
)
_WORDS = (
    {"morphology": ["amorphous"], "distribution": "grouped", "groups": 1},
    {"morphology": ["fine_linear_branching"], "distribution": "segmental"},
    {"morphology": ["skin"]},
)
_warmed: set[Hashable] = set()


def warm(strategy: SearchStrategy[Report], key: Hashable) -> None:
    """Draw from a strategy, once for each ``key``; within a test it is too late, and left."""
    if key in _warmed or currently_in_test_context():
        return
    _warmed.add(key)
    _answer_once()

    @_SETTINGS
    @given(strategy)
    def draw(_: object) -> None:
        """Take what is drawn; building it was the point."""

    draw()


@cache
def _answer_once() -> None:
    """Ask of a few reports what tests ask, so that all that answers need is loaded."""
    from birads import check, explain, parse, recommend

    for words in _WORDS:
        finding = {"kind": "mg.calcifications", "id": "a", **words}
        mass = {"kind": "mg.mass", "id": "b", "shape": "oval"}
        report = parse({"edition": "2013", "findings": [finding, mass]})
        report.to_json()
        for answer in (check, recommend, explain):
            answer(report)
    # Asked of some reports only: whether a current topic would apply.
    import_module("birads.acr_criteria.current")
