"""Every printed number of the two studies, printed against recomputed."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from birads.audit import Indeterminate, Verdict, cohorts
from birads.audit._cohorts import Trust, round_half_up

SHARED = Path(__file__).resolve().parents[2].parent / "shared"

DIFFER = {
    "hrkac-2018": {"nonmass-ppv": ("62.6", "62.7")},
    "zhao-2025": {
        "t1-yes": ("43.4", "43.5"),
        "t2-yes-dcis": ("82.3", "82.4"),
        "t3-cem-mass-malignant": ("36.3", "36.4"),
        "t3-mri-mass-total": ("38.4", "38.5"),
        "t3-mri-none-total": ("38.4", "38.5"),
        "dcis": ("72.2", "77.3"),
        "invasive": ("27.7", "22.7"),
        "benign-none": ("22", "20"),
        "discussion-dcis": ("76.4", "82.4"),
    },
}


@pytest.mark.parametrize("name", DIFFER)
def test_what_does_not_follow_is_known_one_by_one(name: str) -> None:
    figures = [f for f in cohorts()[name].figures if f.verdict is Verdict.DIFFERS]
    assert {f.id: (f.printed, f.recomputed) for f in figures} == DIFFER[name]
    assert all(figure.reason for figure in figures)


def test_how_many_agree() -> None:
    tally = {name: one.tally() for name, one in cohorts().items()}
    agree, differ, not_checkable = Verdict
    assert tally == {
        "hrkac-2018": {agree: 36, differ: 1, not_checkable: 4},
        "zhao-2025": {agree: 154, differ: 9, not_checkable: 8},
        "web-cluster-biopsy": {agree: 0, differ: 0, not_checkable: 4},
        "web-cluster-share": {agree: 0, differ: 0, not_checkable: 6},
    }


@pytest.mark.parametrize("one", cohorts().values(), ids=lambda one: one.id)
def test_figures_are_told_apart_and_cut_off_is_said_where_it_is_true(one: Any) -> None:
    assert len({figure.id for figure in one.figures}) == len(one.figures)
    for figure in one.figures:
        said = (figure.reason or "").startswith("cut off")
        assert said is figure.is_cut_off, figure.id


def test_web_pages_decide_nothing() -> None:
    low = [one for one in cohorts().values() if one.trust is Trust.LOW]
    assert len(low) == 2
    assert not any(one.counts or one.tests or one.comparisons for one in low)


def test_three_readings_of_indeterminate_results() -> None:
    test = next(one for one in cohorts()["zhao-2025"].tests if one.id == "cem")
    printed = {
        how: tuple(f"{one.k}/{one.n}" for one in accuracy.shares.values())
        for how, accuracy in test.counts.side_by_side().items()
    }
    assert printed == {
        Indeterminate.EXCLUDED: ("18/21", "20/22", "18/20", "20/23"),
        Indeterminate.NEGATIVE: ("18/22", "22/24", "18/20", "22/26"),
        Indeterminate.POSITIVE: ("19/22", "20/24", "19/23", "20/23"),
    }


def test_exact_intervals_of_the_2018_study() -> None:
    us, mri = (one.counts.side_by_side() for one in cohorts()["hrkac-2018"].tests)
    assert us[Indeterminate.EXCLUDED].shares["npv"].text() == "87.9 % (76.7-95.0)"
    assert mri[Indeterminate.EXCLUDED].shares["sensitivity"].text() == "100.0 % (92.6-100.0)"
    assert mri[Indeterminate.EXCLUDED].shares["npv"].text() == "100.0 % (93.4-100.0)"


def test_claims_in_words() -> None:
    p_values = [f"{one.p_value:.2f}" for one in cohorts()["hrkac-2018"].comparisons]
    assert p_values == ["0.06", "1.00", "0.18"]


def test_the_tables_of_one_paper_close() -> None:
    counts = cohorts()["zhao-2025"].counts
    totals = ("density", "bpe", "morphology")
    assert {counts[name] for name in totals} == {46}
    assert (
        counts["category_4b"] == counts["morphology"] - counts["morphology.fine_linear_branching"]
    )
    for word in ("benign", "dcis", "invasive"):
        by_category = counts[f"category_4b.{word}"] + counts[f"category_4c.{word}"]
        by_enhancement = sum(
            counts[f"enhancing_{how}.{word}"] for how in ("yes", "no", "indeterminate")
        )
        assert by_category == by_enhancement
    counts = cohorts()["hrkac-2018"].counts
    assert counts["category"] == counts["us"] == counts["mri"] == 125
    assert counts["mri_nonmass"] + counts["mri_mass"] + counts["mri_other"] == 125
    assert counts["us_seen"] + counts["us_unseen"] == 125
    for word in ("tp", "fp", "fn"):
        assert counts[f"mri_nonmass.{word}"] + counts[f"mri_mass.{word}"] == counts[f"mri.{word}"]


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(100 * 8, 22), 1, "36.4"),
        (Fraction(100), 1, "100.0"),
    ],
)
def test_halves_go_up(value: Fraction, digits: int, text: str) -> None:
    assert round_half_up(value, digits) == text


def test_counts_are_those_that_were_rebuilt_independently() -> None:
    path = SHARED / "data" / "seed_evidence.json"
    if not path.exists():
        pytest.skip("the rebuilt counts are not here: ../shared/data/seed_evidence.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    ours = cohorts()["hrkac-2018"].counts
    theirs = data["seed_000"]
    assert {k: ours[f"us.{k}"] for k in ("tp", "fp", "fn", "tn")} == theirs["us_2x2"]
    assert {k: ours[f"mri.{k}"] for k in ("tp", "fp", "fn", "tn")} == theirs["mri_2x2"]
    assert (ours["lesions"] if "lesions" in ours else ours["category"]) == theirs["lesions"]
    assert ours["histology"] == theirs["malignant"]
    types = theirs["mri_lesion_type"]
    assert ours["mri_nonmass"] == types["non_mass"]["n"]
    assert ours["mri_mass"] == types["mass"]["n"]
    ours, theirs = cohorts()["zhao-2025"].counts, data["seed_001"]
    for axis in ("density", "bpe", "morphology"):
        assert {word: ours[f"{axis}.{word}"] for word in theirs[axis]} == theirs[axis]
    for how, row in theirs["cem_enhancement"].items():
        assert {word: ours[f"enhancing_{how}.{word}"] for word in row} == row
    for name, row in theirs["category"].items():
        assert {word: ours[f"category_{name.lower()}.{word}"] for word in row} == row
    for modality in ("cem", "mri"):
        for kind, row in theirs[f"{modality}_type"].items():
            name = f"{modality}_{kind.replace('non_mass', 'nonmass')}"
            assert {word: ours[f"{name}.{word}"] for word in row} == row


def test_the_docs_page_is_what_the_code_says() -> None:
    import importlib.util

    root = Path(__file__).resolve().parents[2]
    tool = root / "tools" / "render_audit.py"
    spec = importlib.util.spec_from_file_location("render_audit", tool)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = root / "docs" / "explanation" / "published-numbers.md"
    assert page.read_text(encoding="utf-8") == module.render()


def test_a_figure_says_its_counts_and_nothing_that_it_does_not_know() -> None:
    known = next(f for f in cohorts()["hrkac-2018"].figures if f.id == "prevalence").to_dict()
    assert known == {
        "id": "prevalence",
        "place": "Results",
        "says": "malignant lesions",
        "printed": "38.4",
        "kind": "percent",
        "k": 48,
        "n": 125,
        "recomputed": "38.4",
        "verdict": "agrees",
    }
    quoted = next(f for f in cohorts()["hrkac-2018"].figures if f.kind == "quoted").to_dict()
    assert {"k", "n", "recomputed"}.isdisjoint(quoted)
    assert quoted["reason"]
