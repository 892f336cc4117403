"""Small texts whose reading hangs on one decision each."""

from __future__ import annotations

import pytest

from birads.text import read_text
from birads.text._mentions import _one_apart


@pytest.mark.parametrize("number", ["04", "04A", "00", "40", "44", "7", "004"])
def test_a_number_that_is_no_category_is_told_and_none_is_taken(number: str) -> None:
    reading = read_text(f"IMPRESSION: BI-RADS {number}, left breast.")
    assert "assessments" not in reading.draft
    assert [issue.code for issue in reading.issues] == ["category_unknown"]


@pytest.mark.parametrize("number", ["0", "1", "2", "3", "4", "4A", "5", "6"])
def test_a_number_that_is_a_category_is_taken(number: str) -> None:
    reading = read_text(f"IMPRESSION: BI-RADS {number}, left breast.")
    assert reading.draft["assessments"] == [{"breast": "left", "category": number}]
    assert not reading.issues


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("suspect", "suspect", False),
        ("suspect", "suspeet", True),
        ("suspect", "suspct", True),
        ("suspect", "susepct", True),  # two neighbours that changed places
        ("suspect", "susxpct", False),  # one of the two is another letter
        ("suspect", "susexct", False),
        ("suspect", "euspsct", False),  # they changed places, and are no neighbours
        ("suspect", "suspeects", False),
    ],
)
def test_one_slip_of_the_pen_is_one_letter_or_two_neighbours_that_changed_places(
    one: str, other: str, *, apart: bool
) -> None:
    assert _one_apart(one, other) is apart
    assert _one_apart(other, one) is apart


@pytest.mark.parametrize(
    ("title", "modality", "side"),
    [
        ("MAMMOGRAM, LEFT:", "mammography", "left"),
        ("ULTRASOUND, RIGHT BREAST:", "ultrasound", "right"),
        ("Diagnostic mammogram, left.", "mammography", "left"),
        ("LEFT MAMMOGRAM:", "mammography", "left"),
    ],
)
def test_a_side_in_a_title_is_that_of_the_exam_and_of_no_finding(
    title: str, modality: str, side: str
) -> None:
    reading = read_text(f"{title} There is an oval mass.")
    (exam,) = reading.draft["exams"]
    assert (exam["modality"], exam["laterality"]) == (modality, side)
    (finding,) = reading.draft["findings"]
    assert "location" not in finding
    assert "side_not_stated" in {issue.code for issue in reading.issues}


@pytest.mark.parametrize("mark", [" -", ";", ":", " /"])
def test_a_side_that_another_mark_parts_from_the_title_is_that_of_the_finding(mark: str) -> None:
    reading = read_text(f"Ultrasound{mark} left breast: oval mass.")
    (exam,) = reading.draft["exams"]
    assert "laterality" not in exam
    (finding,) = reading.draft["findings"]
    assert finding["location"] == {"breast": "left"}
