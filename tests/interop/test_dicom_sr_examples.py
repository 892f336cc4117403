"""What stands in a structured report, as a receiver reads it: the code of the template, or ours."""

from __future__ import annotations

from typing import Any

import pytest

from birads.interop.dicom_sr._document import write_tree
from birads.interop.dicom_sr._item import OWN

CLOCKFACE, SIMILAR, PROCEDURE = "111014", "111406", "111464"


def _values(
    exam: dict[str, Any], finding: dict[str, Any], concept: str
) -> list[tuple[str, object]]:
    """Return the values that stand under a code of DICOM, each with its scheme or unit."""
    document = {
        "edition": "2013",
        "exams": [{"id": "e", "modality": "mammography", **exam}],
        "findings": [{"id": "m", "kind": "mg.mass", "exam": "e", **finding}],
    }
    found = [
        item.value for item in write_tree(document, {}).walk() if item.concept.value == concept
    ]
    return [
        (value.scheme, value.value) if hasattr(value, "scheme") else (value.unit.value, value.value)
        for value in found
    ]


@pytest.mark.parametrize(
    ("place", "values"),
    [
        ({"clock": 3}, 1),
        ({"clock": 2.5}, 0),  # the template has whole hours
        ({"region": "central"}, 1),
        ({"region": "lateral"}, 0),
        ({"region": "central", "clock": 3}, 1),
        ({"quadrant": "upper_outer"}, 0),
    ],
)
def test_the_row_of_the_clock_holds_the_clock_else_one_of_four_regions(
    place: dict[str, Any], values: int
) -> None:
    found = _values({}, {"location": {"breast": "left", **place}}, CLOCKFACE)
    assert len(found) == values
    assert OWN not in {scheme for scheme, _ in found}


@pytest.mark.parametrize(("count", "values"), [(1, 0), (2, 1), (7, 1)])
def test_the_row_of_similar_findings_holds_two_or_more(count: int, values: int) -> None:
    found = _values({}, {"count": count}, SIMILAR)
    assert [number for _, number in found] == [count] * values


@pytest.mark.parametrize("purpose", ["screening", "diagnostic", "post_procedure"])
def test_the_row_of_the_procedure_holds_two_purposes(purpose: str) -> None:
    held = bool(_values({"purpose": purpose}, {}, PROCEDURE))
    assert held is (purpose in {"screening", "diagnostic"})
