"""Prove that pooling decides the variant and nothing else.

Each docstring is the law in one sentence. The counts that these tests hold are listed in
``docs/explanation/laws.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from birads.acr_criteria import Workup
from tests.criteria.criteria_additions import (
    ADDITIONS,
    PROCEDURE_OF,
    STAGES,
    Tree,
)
from tests.criteria.criteria_space import (
    CATEGORIES,
    all_steps,
    document,
    finding,
    recommended,
    small_reports,
    workup,
)

# Pooling: two findings that may share a pattern.
SHARED_SIDES = ("left", "right", "bilateral", None)


SHARED_CATEGORIES = (None, "0", "2", "3", "4B", "5", "6")


def _two(results: bool) -> Iterator[Tree]:
    for sides, categories, stage in product(
        product(SHARED_SIDES, repeat=2), product(SHARED_CATEGORIES, repeat=2), STAGES
    ):
        findings = [
            finding(
                "amorphous",
                id=f"calc-{n}",
                distribution="grouped",
                groups=2,
                breast=sides[n],
                category=categories[n],
            )
            for n in (0, 1)
        ]
        tree = document(*findings, stage=stage)
        if results:
            tree["pathology"] = [{"finding": "calc-0", "result": "ductal_carcinoma_in_situ"}]
        yield tree


# Covers H1 G17 G27.
@pytest.mark.parametrize("results", [False, True])
def test_pooling_moves_no_category_side_or_tissue_result(results: bool) -> None:
    """A category, a side or a tissue result never leaves its own finding, however they pool."""
    for tree in _two(results):
        own = {entry["id"]: entry for entry in tree["findings"]}
        for step in all_steps(workup(tree)):
            places = {own[name].get("location", {}).get("breast") for name in step.findings}
            if len(places) == 1:
                assert step.breast == places.pop(), (tree, step)
            else:
                assert step.breast in {"bilateral", None}, (tree, step)
            if step.basis == "assessment":
                stated = {own[name].get("category") for name in step.findings}
                assert len(stated) == 1
                category = stated.pop()
                assert category is not None
                assert step.procedure in {PROCEDURE_OF[category], "mammography_diagnostic"}
            if step.basis == "pathology" or step.done_by is not None:
                assert step.findings == ("calc-0",)


_SWAP = {"left": "right", "right": "left"}


def _swapped(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _swapped(item) for key, item in value.items() if key != "sha256"}
    if isinstance(value, list):
        return [_swapped(item) for item in value]
    return _SWAP.get(value, value) if isinstance(value, str) else value


def _plain(found: Workup) -> Any:
    tree = found.to_dict()
    tree["report"].pop("sha256")
    tree["steps"] = sorted(tree["steps"], key=repr)
    return tree


# Covers H1.
def test_swapping_left_and_right_changes_nothing_else() -> None:
    """A report with its sides exchanged gets the same answer with its sides exchanged."""
    trees = [tree for _, _, tree in small_reports()] + list(_two(results=True))
    for tree in trees:
        tree = {  # noqa: PLW2901 - the report with breast categories as well
            **tree,
            "patient": {"prior_breast_cancer": ["left"], "implants": ["right"]},
            "assessments": [
                {"breast": "left", "category": "4A"},
                {"breast": "right", "category": "2"},
            ],
        }
        straight, mirrored = _plain(workup(tree)), _plain(workup(_swapped(tree)))
        again = _swapped(mirrored)
        again["steps"] = sorted(again["steps"], key=repr)
        assert again == straight


# Covers G16 G17 G18 G27.
def test_splitting_groups_into_findings_changes_nothing() -> None:
    """Several groups written as one finding or as one finding each get the same answer."""
    compared = 0
    for word, (count, side), stage, category in product(
        ("amorphous", "coarse_heterogeneous", "round", "punctate", "fine_pleomorphic"),
        ((2, "left"), (3, "right"), (5, "left")),
        STAGES,
        CATEGORIES,
    ):
        whole = document(
            finding(word, distribution="grouped", groups=count, breast=side, category=category),
            stage=stage,
        )
        parts = document(
            *(
                finding(
                    word,
                    id=f"calc-{n}",
                    distribution="grouped",
                    groups=1,
                    breast=side,
                    category=category,
                )
                for n in range(count)
            ),
            stage=stage,
        )
        one, many = workup(whole).patterns, workup(parts).patterns
        assert len(many) == 1
        assert many[0].findings == tuple(f"calc-{n}" for n in range(count))
        assert _answer(many[0]) == _answer(one[0])
        compared += 1
    assert compared == 5 * 3 * 3 * 11


def _answer(pattern: Any) -> Any:
    tree = pattern.to_dict()
    keep = ("breast", "facts", "status", "variant", "candidates", "reasons", "missing", "stage")
    steps = [
        {key: step[key] for key in ("procedure", "rating", "band", "basis", "recommended")}
        for step in tree["steps"]
    ]
    codes = [note["code"] for note in tree["notes"]]
    return {key: tree[key] for key in keep}, steps, codes


# Covers G17.
@pytest.mark.parametrize(
    ("word", "both", "one"),
    [
        ("amorphous", 6, {1: 4, 2: 5, 3: 5}),
        ("coarse_heterogeneous", 16, {1: 14, 2: 15, 3: 15}),
    ],
)
def test_both_breasts_need_two_groups_each(word: str, both: int, one: dict[int, int]) -> None:
    """The bilateral variant answers only where each breast has two or more groups."""
    for left, right in product((1, 2, 3), repeat=2):
        found = workup(
            document(
                finding(word, id="l", distribution="grouped", groups=left, breast="left"),
                finding(word, id="r", distribution="grouped", groups=right, breast="right"),
            )
        ).patterns
        if min(left, right) > 1:
            assert [(p.variant, p.breast) for p in found] == [(both, "bilateral")]
        else:
            assert [(p.variant, p.breast) for p in found] == [
                (one[left], "left"),
                (one[right], "right"),
            ]
            assert all(both in p.candidates for p in found)


def _by_finding(found: Workup) -> set[tuple[str, str]]:
    return {(family, name) for family, _, names in recommended(found) for name in names}


# Covers G27 G37 G38 H1 H9.
@pytest.mark.parametrize(
    "name", [name for name, (where, _) in ADDITIONS.items() if where == "finding"]
)
def test_a_circumstance_of_one_finding_removes_no_step_of_its_neighbour(name: str) -> None:
    """What is said of one of two findings takes no recommended step from either."""
    compared = 0
    for word, sides, categories, stage in product(
        ("amorphous", "coarse_heterogeneous"),
        product(SHARED_SIDES, repeat=2),
        product((None, "0", "3", "4B"), repeat=2),
        ("initial", "unknown"),
    ):
        entries = [
            finding(
                word,
                id=f"calc-{n}",
                distribution="grouped",
                groups=2,
                breast=sides[n],
                category=categories[n],
            )
            for n in (0, 1)
        ]
        before = _by_finding(workup(document(*entries, stage=stage)))
        entries[0] = {**entries[0], **ADDITIONS[name][1]}
        after = _by_finding(workup(document(*entries, stage=stage)))
        assert before <= after, (before - after, entries)
        compared += 1
    assert compared == 2 * 16 * 16 * 2
