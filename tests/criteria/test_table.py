"""Hold every cell of the 2009 table: against a hand-typed copy and against the shared data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from birads.acr_criteria import Facts, bundled, match
from birads.acr_criteria._workup import band_of
from birads.lexicon.mammography import CalcDistribution, CalcMorphology
from tests.criteria.criteria_space import workup
from tests.criteria.independent import (
    ALERTS,
    BENIGN,
    DEMANDS,
    DOSES,
    ONE_SIDED,
    PROCEDURES,
    SUSPICION,
    TABLE,
    ratings,
)

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TOPIC = bundled()
CODES = {"US_A1": "us-a1", "US_A2": "us-a2", "US_B": "us-b", "DX_C": "dx-c", None: None}


def shared(*parts: str) -> Any:
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the shared file {path.name} is not here")
    return json.loads(path.read_text("utf-8"))


# Covers G28 G31 G32 G33 G34.
@pytest.mark.parametrize("number", TABLE)
def test_each_rating_is_the_printed_one(number: int) -> None:
    """Every one of the 18 x 9 ratings, and the comment beside it, is the printed one."""
    variant = TOPIC.variants[number]
    assert variant.ratings == ratings(number)
    assert variant.conditions == TABLE[number][3]


def test_there_are_162_cells() -> None:
    """The table has 18 variants and 9 procedures."""
    assert sum(len(variant.ratings) for variant in TOPIC.variants.values()) == 162


# Covers G28 G29.
def test_conditions_demand_what_the_comments_say() -> None:
    """Each comment asks for what it names, and for nothing else."""
    held = {code: [set(demand) for demand in c.requires] for code, c in TOPIC.conditions.items()}
    assert held == DEMANDS
    rules = {code: [set(d) for d in rule.requires] for code, rule in TOPIC.summary_rules.items()}
    assert rules == {"S1": [], "S2": [{"mass_or_focal_asymmetry", "extensive"}]}
    assert TOPIC.summary_rules["S1"].procedure == "mammography_diagnostic"
    assert TOPIC.summary_rules["S2"].procedure == "us_breast"


# Covers R19 R25.
def test_the_first_step_names_its_views() -> None:
    """Summary rule S1 names spot magnification and two orthogonal projections, variant 2 one."""
    views = ("spot_magnification", "craniocaudal", "mediolateral_90")
    assert TOPIC.summary_rules["S1"].technique == views
    assert TOPIC.variants[2].technique == {"mammography_diagnostic": ("tangential_view",)}


# Covers G42 G43.
def test_radiation_is_the_printed_one() -> None:
    """Each procedure has its printed radiation level, and each level its printed doses."""
    assert {name: one.rrl for name, one in TOPIC.file.procedures.items()} == PROCEDURES
    assert {r.level: (r.adult_msv, r.pediatric_msv) for r in TOPIC.file.radiation} == DOSES


# Covers G38 G44 G5.
def test_alerts_name_the_variants_of_the_rules() -> None:
    """The variants that raise an alert are those that the rules list."""
    alerts = TOPIC.file.alerts
    assert {name: getattr(alerts, name) for name in ALERTS} == ALERTS
    assert set(ALERTS) == set(type(alerts).model_fields)
    assert {row.id for row in TOPIC.file.nearest if row.one_sided_views} == ONE_SIDED


# Covers G23 G25.
def test_the_order_of_suspicion_is_that_of_the_rules() -> None:
    """Mixtures are judged in the order of the rules, typically benign words dropped."""
    words = TOPIC.file.join["morphology"]
    assert tuple(reversed(words.order)) == SUSPICION
    assert set(words.ignored) == BENIGN
    assert words.first == (1,)
    assert set(words.order) | set(words.ignored) == set(CalcMorphology)


def test_bands_follow_the_scale() -> None:
    """Ratings 1-3, 4-6 and 7-9 are three bands."""
    names = [band_of(rating).value for rating in range(1, 10)]
    assert names == (
        ["usually_not_appropriate"] * 3 + ["may_be_appropriate"] * 3 + ["usually_appropriate"] * 3
    )


def test_cells_equal_the_shared_data() -> None:
    """All 162 cells equal the shared data file: rating, band, comment and radiation level."""
    data = shared("data", "acr_microcalcifications.json")
    cells = 0
    for entry in data["variants"]:
        variant = TOPIC.variants[entry["variant"]]
        for cell in entry["procedures"]:
            procedure = cell["procedure"]
            assert variant.ratings[procedure] == cell["rating"]
            assert band_of(cell["rating"]).value == cell["appropriateness"]
            assert variant.conditions.get(procedure) == CODES[cell["comment_id"]]
            assert TOPIC.file.procedures[procedure].rrl == str(cell["rrl"])
            cells += 1
    assert cells == 162
    assert list(TOPIC.file.procedures) == [p["procedure"] for p in data["procedures"]]


def test_doses_equal_the_shared_data() -> None:
    """The dose table equals the shared data file."""
    levels = {str(row.level): row for row in TOPIC.file.radiation}
    for entry in shared("data", "acr_microcalcifications.json")["rrl_dose_table"]:
        held = levels[str(entry["rrl"])]
        for mine, theirs in (
            (held.adult_msv, entry.get("adult_range_msv")),
            (held.pediatric_msv, entry.get("pediatric_range_msv")),
        ):
            assert (list(mine) if mine is not None else None) == theirs


def test_published_cases_are_answered_as_expected() -> None:
    """The five published cases get the variant that a reading of their text expects."""
    for case in shared("data", "seed_cases.json"):
        seen = case["mammography"]["calcification"]
        wanted = case["expected_acr"]
        distribution = seen["distribution"] and CalcDistribution(seen["distribution"])
        found = match(
            Facts(frozenset(CalcMorphology(word) for word in seen["morphologies"]), distribution)
        )
        told = (found.status, found.variant, list(found.candidates), list(found.reasons))
        assert told == tuple(wanted[k] for k in ("status", "variant", "candidates", "reasons"))


# The example report of each published case.
PUBLISHED = {
    "S000-rep": "hrkac-2018-figures-1-3",
    "S001-fig1": "zhao-2025-figure-1",
    "S001-fig2": "zhao-2025-figure-2",
    "S001-fig3": "zhao-2025-figure-3",
    "S001-fig4": "zhao-2025-figure-4",
}


@pytest.mark.parametrize("case_id", PUBLISHED)
def test_published_reports_are_answered_as_expected(case_id: str) -> None:
    """The example report of each published case gets the result that its text expects."""
    cases = {case["id"]: case for case in shared("data", "seed_cases.json")}
    pattern = workup(shared("examples", f"{PUBLISHED[case_id]}.json")).patterns[0]
    wanted = cases[case_id]["expected_acr"]
    assert pattern.status == wanted["status"]
    assert pattern.variant == wanted["variant"]
    assert list(pattern.candidates) == wanted["candidates"]
    assert list(pattern.reasons) == wanted["reasons"]
