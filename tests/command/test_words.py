"""The heading of a pattern names what was seen, and nothing twice."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from birads.cli._words import _picture


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"morphology": ("amorphous", "coarse_heterogeneous")}, "amorphous + coarse heterogeneous"),
        ({"morphology": ()}, "no morphology"),
        ({"distribution": "grouped"}, "grouped"),
        ({"distribution": None}, "distribution not stated"),
        ({"groups": "single"}, "one group"),
        ({"groups": "several"}, "several groups"),
        ({"groups": None}, ""),
        ({"laterality": "unilateral"}, ""),  # the heading says the breast itself
        ({"age_band": "under_30"}, "age band under 30"),
        ({"shape": ("oval", "round")}, "shape oval + round"),
        ({"shape": ()}, ""),
        ({"shape": None}, ""),
        (
            {"morphology": ("amorphous",), "distribution": "grouped", "age_band": "over_40"},
            "amorphous, grouped, age band over 40",
        ),
    ],
)
def test_every_fact_is_told_once_and_none_that_is_not_stated(
    facts: Mapping[str, object], told: str
) -> None:
    assert ", ".join(_picture(facts)) == told
