"""Prove what the steps and messages of a pattern show.

Each docstring is the law in one sentence. The counts that these tests hold are listed in
``docs/explanation/laws.md``.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from birads import parse
from birads.acr_criteria import bundled, recommend
from birads.acr_criteria._procedures import is_invasive
from birads.acr_criteria._workup import Step, band_of
from tests.criteria import independent as held
from tests.criteria.criteria_space import (
    PATTERNS,
    SUSPICIOUS,
    all_steps,
    document,
    finding,
    recommended,
    small_reports,
    workup,
)


# Covers G33 G34.
def test_only_high_ratings_are_recommended() -> None:
    """A rating of 6 or less is never a recommendation."""
    for _, _, tree in small_reports():
        for step in all_steps(workup(tree)):
            if step.rating is not None and step.recommended:
                assert step.rating >= 7
                assert step.condition is None or step.condition.state != "not_met"


# Covers G21 G22 R21 H2.
def test_without_a_variant_diagnostic_mammography_is_recommended() -> None:
    """Where nothing matches and the words are not all typically benign, S1 stands."""
    seen = 0
    for stage, _, tree in small_reports(stages=("initial",)):
        found = workup(tree)
        if found.patterns[0].variant is None:
            seen += 1
            assert (
                "mammography_diagnostic",
                tree["findings"][0].get("location", {}).get("breast"),
                ("calc-1",),
            ) in recommended(found), (stage, tree)
    assert seen == 7 * 10 + len(PATTERNS)  # seven patterns fit no variant; category 6 none at all


def _row(found: Any, step: Step, category: str | None) -> dict[str, Any]:
    """Return what a rated row must show, from the hand-typed copy of the table."""
    rating = held.ratings(found.variant)[step.procedure]
    past = found.stage == "worked_up"
    code = held.TABLE[found.variant][3].get(step.procedure)
    if code is None and rating >= 7:
        if found.variant in {2, 3} and category in {"1", "2"}:
            code = "still-to-be-proven"
        elif found.stage == "unknown":
            code = "workup_not_done"
    follows = found.stage == "initial" and found.variant in held.ALERTS["biopsy_follows"]
    withheld = is_invasive(step.procedure) and (follows or category in {*SUSPICIOUS, "6"})
    level = held.PROCEDURES[step.procedure]
    return {
        "rating": rating,
        "band": None if past or withheld else band_of(rating).value,
        "condition": code,
        "radiation": (level, *held.DOSES[level]),
        "technique": held.TECHNIQUE.get(found.variant, {}).get(step.procedure),
        "recommended": not past and rating >= 7 and code != "still-to-be-proven",
    }


# Covers G5 G28 G33 G43.
def test_rated_rows_show_what_the_table_prints() -> None:
    """Each pattern shows nine rows in order, each with its printed rating, comment and dose."""
    for _, category, tree in small_reports():
        found = workup(tree).patterns[0]
        rows = [step for step in found.steps if step.basis == "acr_rating"]
        assert [row.procedure for row in rows] == (list(held.PROCEDURES) if found.variant else [])
        for step in rows:
            dose = step.radiation
            assert dose is not None
            assert {
                "rating": step.rating,
                "band": step.band,
                "condition": step.condition.code if step.condition else None,
                "radiation": (dose.level, dose.adult_msv, dose.pediatric_msv),
                "technique": step.technique,
                "recommended": step.recommended,
            } == _row(found, step, category), (tree, step)
            assert (step.breast, step.findings) == (found.breast, found.findings)


# Covers R21 H3.
def test_a_screening_read_as_suspicious_gets_diagnostic_mammography() -> None:
    """A 3, 4 or 5 straight from screening is worked up first, whatever the table rates."""
    for _, category, tree in small_reports(stages=("initial",), categories=("3", *SUSPICIOUS)):
        found = workup(tree)
        asked = [s.procedure for s in all_steps(found) if s.recommended]
        assert asked.count("mammography_diagnostic") == 1, tree  # once, and not twice
        follow_up = [s for s in all_steps(found) if s.procedure == "short_interval_follow_up"]
        assert [s.recommended for s in follow_up] == [False] * (category == "3")


# Covers G29 G30 G31 R20.
def test_the_ultrasound_condition_is_exact_and_three_valued() -> None:
    """Ultrasound of variants 1, 4, 8, 12, 14, 15, 17 and 18 follows its comment, unknown kept."""
    truth = {True: "met", False: "not_met", None: "unknown"}
    beside: dict[Any, Any] = {
        None: None,
        "none": [],
        "mass": ["mass"],
        "fa": ["focal_asymmetry"],
        "other": ["axillary_adenopathy"],
    }
    judged = 0
    for pattern, associated, extensive, invasion in product(
        PATTERNS, beside, (True, False, None), (True, False, None)
    ):
        words, distribution, groups, breast = pattern
        tree = document(
            finding(
                words,
                distribution=distribution,
                groups=groups,
                breast=breast,
                associated=beside[associated],
                extensive=extensive,
                invasion_suspected=invasion,
            )
        )
        mass = None if associated is None else associated in {"mass", "fa"}
        found = workup(tree).patterns[0]
        for step in found.steps:
            if step.procedure != "us_breast" or step.rating is None or step.condition is None:
                continue
            judged += 1
            wanted = mass if found.variant == 4 else _both(_either(mass, extensive), invasion)
            assert step.condition.state == truth[wanted], tree
            if wanted is None:
                inputs = {"associated": mass}
                if found.variant != 4:
                    inputs["extensive"] = extensive
                missing = (
                    [] if any(inputs.values()) else [k for k, v in inputs.items() if v is None]
                )
                if found.variant != 4 and invasion is None:
                    missing.append("invasion_suspected")
                assert step.condition.needs == tuple(f"/findings/0/{name}" for name in missing)
            assert not step.recommended
    assert judged == 17 * 5 * 3 * 3


# Covers G30.
@pytest.mark.parametrize(
    ("members", "limit", "state"),
    [
        ({"extent_mm": 40}, None, "unknown"),
        ({"extent_mm": 40}, 40.0, "met"),
        ({"extent_mm": 39}, 40.0, "not_met"),
        ({}, 40.0, "unknown"),
        ({"extent_mm": 90, "extensive": False}, 40.0, "not_met"),
        ({"extent_mm": 9, "extensive": True}, 40.0, "met"),
    ],
)
def test_a_size_counts_as_extensive_only_where_the_caller_says_so(
    members: dict[str, Any], limit: float | None, state: str
) -> None:
    """Extensive has no number in the source: the report's word counts, then a caller's size."""
    one = finding(
        "amorphous",
        distribution="segmental",
        associated=[],
        invasion_suspected=True,
        **members,
    )
    found = recommend(parse(document(one)), extensive_mm=limit).patterns[0]
    rated = next(step for step in found.steps if step.procedure == "us_breast" and step.rating)
    assert rated.condition is not None
    assert rated.condition.state == state
    also = [s for s in found.steps if s.procedure == "us_breast" and s.basis == "summary_rule"]
    assert not also


def _either(one: bool | None, other: bool | None) -> bool | None:
    if one or other:
        return True
    return None if one is None or other is None else False


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


# Covers G44.
def test_the_alert_on_a_low_category_comes_first() -> None:
    """A stated 1, 2 or 3 on a suspicious pattern raises the alert, first, and changes nothing."""
    raised = 0
    for _, category, tree in small_reports():
        found = workup(tree)
        alert = "stated_category_below_pattern"
        listed = found.patterns[0].variant in held.ALERTS[alert]
        due = category in {"1", "2", "3"} and listed
        raised += due
        assert ([note.code for note in found.notes][:1] == [alert]) == due
        assert ([note.code for note in found.patterns[0].notes][:1] == [alert]) == due
    assert raised > 0


def _causes(found: Any, category: str | None) -> dict[str, bool]:
    past, chosen = found.stage == "worked_up", found.variant is not None
    return {
        "stage_unknown": found.stage == "unknown",
        "criteria_out_of_stage": past and chosen,
        "diffuse_bilateral_after_baseline": found.variant == 13,
        "skin_moot_once_proven": found.variant == 2,
        "draft_row": found.row in {row.id for row in bundled().file.nearest},
        "no_rated_step": found.variant in {9, 13, 16} and not past,
        "biopsy_ratings_withheld": chosen and not past and category in {*SUSPICIOUS, "6"},
        "earlier_tissue_is_history": False,
        "ultrasound_texts_differ": False,
    }


# Covers G5 G12 G34 G35.
def test_messages_are_raised_where_their_cause_is_and_nowhere_else() -> None:
    """A message of a rule stands exactly where its cause stands."""
    for _, category, tree in small_reports():
        pattern = workup(tree).patterns[0]
        codes = {note.code for note in pattern.notes}
        causes = _causes(pattern, category)
        assert {code: code in codes for code in causes} == causes, tree
        assert not any("{" in note.text for note in pattern.notes)


# Covers H1 H4.
@pytest.mark.parametrize("breast", ["left", "right", "bilateral", None])
def test_a_recommendation_without_a_side_takes_that_of_its_finding(breast: str | None) -> None:
    """Where the radiologist wrote no side, the step has the side of the finding it names."""
    one = finding("amorphous", distribution="regional", breast=breast)
    written = [{"action": "core_biopsy", "findings": ["calc-1"]}]
    steps = all_steps(workup(document(one, recommendations=written)))
    assert [s.breast for s in steps if s.basis == "recommendation"] == [breast]


def test_a_recommendation_for_both_sides_without_a_side_claims_neither() -> None:
    """Where it names findings of both breasts and no side, the step claims no side."""
    both = [
        finding("amorphous", id=side, breast=side, distribution="grouped", groups=2)
        for side in ("left", "right")
    ]
    written = [{"action": "magnification_views", "findings": ["left", "right"]}]
    steps = all_steps(workup(document(*both, recommendations=written)))
    told = [(s.breast, s.findings) for s in steps if s.basis == "recommendation"]
    assert told == [(None, ("left", "right"))]


def test_routine_care_that_nothing_contradicts_is_unconditional() -> None:
    """Typically benign calcifications read as 2 at screening go back to routine care, plainly."""
    found = workup(document(finding("rim", category="2")))
    care = [step for step in all_steps(found) if step.procedure == "routine_care"]
    assert [(step.recommended, step.condition) for step in care] == [(True, None)]
