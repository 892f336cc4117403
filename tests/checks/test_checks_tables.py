"""Whole tables that a case or two cannot hold: the clock, the words, the actions."""

from __future__ import annotations

from typing import Any

import pytest

from birads.checks import check
from birads.checks._words import above, alike, crosses
from birads.lexicon.common import Category
from birads.lexicon.mammography import CalcMorphology, MassMargin, MassShape
from birads.parsing._parse import parse
from birads.report.assessment import Action
from birads.report.view._index import SUSPICION

# Hours of each quadrant, written out as an atlas shows them to who faces the patient.
CLOCK = {
    ("right", "upper_outer"): {9, 10, 11, 12},
    ("right", "upper_inner"): {12, 1, 2, 3},
    ("right", "lower_inner"): {3, 4, 5, 6},
    ("right", "lower_outer"): {6, 7, 8, 9},
    ("left", "upper_inner"): {9, 10, 11, 12},
    ("left", "upper_outer"): {12, 1, 2, 3},
    ("left", "lower_outer"): {3, 4, 5, 6},
    ("left", "lower_inner"): {6, 7, 8, 9},
}
HALVES = {
    ("right", "upper"): {9, 10, 11, 12, 1, 2, 3},
    ("right", "lower"): {3, 4, 5, 6, 7, 8, 9},
    ("right", "lateral"): {6, 7, 8, 9, 10, 11, 12},
    ("right", "medial"): {12, 1, 2, 3, 4, 5, 6},
    ("left", "lateral"): {12, 1, 2, 3, 4, 5, 6},
    ("left", "medial"): {6, 7, 8, 9, 10, 11, 12},
    ("left", "upper"): {9, 10, 11, 12, 1, 2, 3},
    ("left", "lower"): {3, 4, 5, 6, 7, 8, 9},
    ("right", "axillary_tail"): {9, 10, 11, 12},
    ("left", "axillary_tail"): {12, 1, 2, 3},
    **{
        (side, region): set(range(1, 13))
        for side in ("left", "right")
        for region in ("central", "retroareolar", "axilla")
    },
}
QUADRANTS = {
    "upper": {"upper_outer", "upper_inner"},
    "lower": {"lower_outer", "lower_inner"},
    "lateral": {"upper_outer", "lower_outer"},
    "medial": {"upper_inner", "lower_inner"},
    "axillary_tail": {"upper_outer"},
}


def found(finding: dict[str, Any], **more: Any) -> set[str]:
    kind = {"kind": "mg.mass", "id": "f"}
    report = {"edition": "2013", "findings": [{**kind, **finding}], **more}
    return {issue.code for issue in check(parse(report))}


@pytest.mark.parametrize(("place", "hours"), CLOCK.items())
def test_the_clock_of_every_quadrant(place: tuple[str, str], hours: set[int]) -> None:
    side, quadrant = place
    for clock in range(1, 13):
        where = {"breast": side, "quadrant": quadrant, "clock": clock}
        fires = "clock_not_in_quadrant" in found({"location": where})
        assert fires is (clock not in hours), clock


@pytest.mark.parametrize(("place", "hours"), HALVES.items())
def test_the_clock_of_every_region(place: tuple[str, str], hours: set[int]) -> None:
    side, region = place
    for clock in range(1, 13):
        where = {"breast": side, "region": region, "clock": clock}
        assert ("clock_not_in_region" in found({"location": where})) is (clock not in hours), clock


@pytest.mark.parametrize("region", ["upper", "lower", "medial", "lateral", "axillary_tail"])
@pytest.mark.parametrize("quadrant", ["upper_outer", "upper_inner", "lower_outer", "lower_inner"])
def test_every_region_against_every_quadrant(region: str, quadrant: str) -> None:
    where = {"breast": "left", "region": region, "quadrant": quadrant}
    fires = "region_not_in_quadrant" in found({"location": where})
    assert fires is (quadrant not in QUADRANTS[region])


@pytest.mark.parametrize("word", CalcMorphology)
@pytest.mark.parametrize("category", ["2", "3"])
def test_which_words_are_suspicious_below_four(word: CalcMorphology, category: str) -> None:
    finding = {"kind": "mg.calcifications", "morphology": [word.value], "category": category}
    suspicious = word in ("amorphous", "coarse_heterogeneous") or word.startswith("fine_")
    assert ("suspicious_words_below_four" in found(finding)) is suspicious


@pytest.mark.parametrize("word", CalcMorphology)
@pytest.mark.parametrize("category", ["4", "4A", "4B", "4C", "5"])
def test_which_words_are_benign_at_four(word: CalcMorphology, category: str) -> None:
    finding = {"kind": "mg.calcifications", "morphology": [word.value], "category": category}
    suspicious = word in ("amorphous", "coarse_heterogeneous") or word.startswith("fine_")
    benign = not suspicious and word not in ("round", "punctate")
    assert ("benign_words_suspected" in found(finding)) is benign


@pytest.mark.parametrize("word", CalcMorphology)
def test_which_words_need_a_distribution(word: CalcMorphology) -> None:
    finding = {"kind": "mg.calcifications", "morphology": [word.value]}
    needs = word in ("amorphous", "coarse_heterogeneous", "round", "punctate")
    assert ("distribution_not_stated" in found(finding)) is needs


@pytest.mark.parametrize("shape", MassShape)
@pytest.mark.parametrize("margin", MassMargin)
def test_which_masses_are_suspicious_below_four(shape: MassShape, margin: MassMargin) -> None:
    finding = {"shape": shape.value, "margin": margin.value, "category": "3"}
    suspicious = shape == "irregular" or margin not in ("circumscribed", "obscured")
    assert ("suspicious_form_below_four" in found(finding)) is suspicious


@pytest.mark.parametrize("action", Action)
def test_which_actions_answer_a_four(action: Action) -> None:
    plan = [{"action": action.value, "breast": "left"}]
    answers = action in {
        "tissue_diagnosis",
        "core_biopsy",
        "vacuum_assisted_biopsy",
        "fine_needle_aspiration",
        "surgical_excision",
        "surgical_consultation",
    }
    place = {"location": {"breast": "left"}, "category": "4"}
    codes = found(place, recommendations=plan)
    assert ("suspicious_without_tissue_diagnosis" in codes) is not answers


def test_the_line_and_the_order() -> None:
    low = {"0", "1", "2", "3"}
    for one in Category:
        for other in Category:
            assert crosses(one, other) is ((one in low) is not (other in low))
            assert not (above(one, other) and above(other, one))
            assert alike(one, other) is alike(other, one)
    order = sorted(SUSPICION.items(), key=lambda item: item[1])
    assert "".join(category for category, _ in order) == "123604A44B4C5"
    assert {c for c in Category if alike(c, Category.C4)} == {"4", "4A", "4B", "4C"}
    assert not alike(Category.C4A, Category.C4B)
