"""Prepare strategies before a test draws from them.

The first draws of a strategy build it: Hypothesis would count that time as the test's own and
refuse the test as too slow on a busy machine, whatever the test does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, currently_in_test_context, given, settings

if TYPE_CHECKING:
    from collections.abc import Hashable

    from hypothesis.strategies import SearchStrategy

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
_warmed: set[Hashable] = set()


def warm(strategy: SearchStrategy[Any], key: Hashable) -> None:
    """Draw from a strategy, once for each ``key``; within a test it is too late, and left."""
    if key in _warmed or currently_in_test_context():
        return
    _warmed.add(key)

    @_SETTINGS
    @given(strategy)
    def draw(_: object) -> None:
        """Take what is drawn; building it was the point."""

    draw()
