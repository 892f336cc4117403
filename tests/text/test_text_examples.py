"""Small texts whose reading hangs on one decision each."""

from __future__ import annotations

import pytest

from birads.text import read_text
from birads.text._lexicon_rows import translated_rows
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


LONE = {"shape", "margin", "morphology", "distribution", "orientation", "echo_pattern"}
LONE |= {"internal_enhancement", "posterior_features"}


@pytest.mark.parametrize("language", ["es", "pt", "de", "fr"])
def test_one_word_of_the_lexicon_is_read_in_every_ending_and_several_as_they_stand(
    language: str,
) -> None:
    rows = [(codes[0], said) for codes, said in translated_rows(language, frozenset())]
    alone = [(term, said) for term, said in rows if len(said.split()) == 1]
    together = [said for _, said in rows if len(said.split()) > 1]
    assert len(alone) > 50
    assert len(together) > 50
    assert all(said.endswith("*") and len(said) > 4 for _, said in alone)
    assert {term.split(".")[-2] for term, _ in alone} <= LONE
    assert not any("*" in said for said in together)


@pytest.mark.parametrize(
    ("text", "member", "value"),
    [
        ("Nódulo ovalado en mama derecha.", "shape", "oval"),
        ("Nódulos ovalados en mama derecha.", "shape", "oval"),
        ("Nódulo de alta, en mama derecha.", "density", None),
        ("Nódulo de alta densidad en mama derecha.", "density", "high"),
    ],
)
def test_a_word_of_the_lexicon_in_spanish(text: str, member: str, value: str | None) -> None:
    (finding,) = read_text(f"Mamografía: {text}", language="es").draft["findings"]
    assert finding.get(member) == value
