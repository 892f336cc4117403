"""Prove what recommend() owes a patient, over small reports of every pattern and stage.

Each docstring is the law in one sentence. The counts that these tests hold are listed in
``docs/explanation/laws.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest

from birads.acr_criteria import Workup, bundled
from birads.acr_criteria.procedures import is_invasive, uses_contrast
from birads.assessment import Action
from criteria_space import (
    CATEGORIES,
    FAMILY,
    PATTERNS,
    SUSPICIOUS,
    all_steps,
    document,
    finding,
    recommended,
    small_reports,
    workup,
)

Tree = dict[str, Any]
STAGES = ("initial", "worked_up", "unknown")
COUNT = len(PATTERNS) * len(STAGES) * len(CATEGORIES)
PROCEDURE_OF = {
    "0": "additional_imaging",
    "1": "routine_care",
    "2": "routine_care",
    "3": "short_interval_follow_up",
    "6": "surgical_or_oncological_management",
    **dict.fromkeys(SUSPICIOUS, "tissue_diagnosis"),
}


def test_the_small_reports_reach_the_whole_table() -> None:
    """The reports of these laws reach every row of the table and all three stages."""
    rows, stages, count = set(), set(), 0
    for _, _, tree in small_reports():
        pattern = workup(tree).patterns[0]
        rows.add(pattern.row)
        stages.add(pattern.stage.value)
        count += 1
    assert rows == {answer.row for answer in bundled().answers.values()} | {None}
    assert stages == set(STAGES)
    assert count == COUNT == 1_485


# covers: H4 G35 G36 G44
def test_the_step_of_a_stated_category_is_never_lost() -> None:
    """What a category asks for stands in the result, and of a 4, 5 or 6 always recommended."""
    for _, category, tree in small_reports():
        if category is None:
            continue
        found = workup(tree)
        steps = [s for s in all_steps(found) if s.procedure == PROCEDURE_OF[category]]
        assert steps, (category, tree)
        if category != "3":
            assert all(step.recommended for step in steps)
        if found.patterns[0].stage == "worked_up":
            assert all(step.recommended and step.condition is None for step in steps)


# covers: H4
@pytest.mark.parametrize("action", Action)
def test_a_written_recommendation_is_never_lost(action: Action) -> None:
    """What the radiologist wrote stands in the result, recommended, with its side and finding."""
    for _, _, tree in small_reports(categories=(None, "0", "2", "3", "4", "6")):
        written = {"action": action.value, "breast": "left", "findings": ["calc-1"]}
        found = workup({**tree, "recommendations": [written]})
        steps = [s for s in all_steps(found) if s.read_from == "/recommendations/0"]
        assert [(s.procedure, s.recommended, s.breast, s.findings) for s in steps] == [
            (action.value, True, "left", ("calc-1",))
        ]


def _finding(**members: Any) -> tuple[str, Mapping[str, Any]]:  # noqa: ANN401
    return "finding", members


def _patient(**members: Any) -> tuple[str, Mapping[str, Any]]:  # noqa: ANN401
    return "patient", members


ADDITIONS = {
    "male": _patient(sex="male"),
    "pregnant": _patient(pregnant=True),
    "lactating": _patient(lactating=True),
    "prior_cancer_same_breast": _patient(prior_breast_cancer=["left"]),
    "prior_cancer_other_breast": _patient(prior_breast_cancer=["right"]),
    "implant": _patient(implants=["left"]),
    "young": _patient(age_years=24),
    "palpable": _finding(palpable=True),
    "uncertain": _finding(certainty="uncertain"),
    "new": _finding(change="new"),
    "increasing": _finding(change="increasing"),
    "stable": _finding(change="stable"),
    "associated_mass": _finding(associated=["mass"]),
    "associated_focal_asymmetry": _finding(associated=["focal_asymmetry"]),
    "extensive": _finding(extensive=True),
    "invasion_suspected": _finding(invasion_suspected=True),
    "mass_and_invasion": _finding(associated=["mass"], invasion_suspected=True),
}


def _with(tree: Tree, addition: tuple[str, Mapping[str, Any]]) -> Tree:
    where, members = addition
    if where == "patient":
        return {**tree, "patient": members}
    return {**tree, "findings": [{**entry, **members} for entry in tree["findings"]]}


# covers: G37 G38 H9
@pytest.mark.parametrize("name", ADDITIONS)
def test_a_further_circumstance_removes_no_recommended_step(name: str) -> None:
    """No circumstance takes a recommended step away; pregnancy only leaves contrast aside.

    Steps are compared by family: diagnostic mammography counts once, whether a rating, a
    summary rule or a category asks for it.
    """
    for _, _, tree in small_reports():
        before = recommended(workup(tree))
        after = recommended(workup(_with(tree, ADDITIONS[name])))
        lost = {step for step in before - after if name != "pregnant" or not uses_contrast(step[0])}
        assert not lost, (tree, lost)


# covers: G37 H9
def test_in_pregnancy_contrast_is_never_suggested() -> None:
    """In pregnancy no rating of a contrast or tracer study is shown as advice."""
    for _, _, tree in small_reports():
        found = workup({**tree, "patient": {"pregnant": True}})
        assert "pregnancy" in {note.code for note in found.notes}
        for step in all_steps(found):
            if uses_contrast(step.procedure):
                assert not step.recommended


# covers: H4 G35
def test_a_worked_up_suspicious_finding_never_shows_biopsy_with_a_band() -> None:
    """A 4, 5 or 6, or a tissue result, never stands beside "biopsy: usually not appropriate"."""
    for _, category, tree in small_reports():
        found = workup(tree)
        past = found.patterns[0].stage == "worked_up"
        for step in all_steps(found):
            if category in {*SUSPICIOUS, "6"} and is_invasive(step.procedure):
                assert step.band is None
            if past and step.rating is not None:
                assert step.band is None
                assert not step.recommended
        sampled = {**tree, "pathology": [{"finding": "calc-1", "result": "benign"}]}
        for step in all_steps(workup(sampled)):
            assert not (is_invasive(step.procedure) and step.band is not None)


# covers: G33 G34
def test_only_high_ratings_are_recommended() -> None:
    """A rating of 6 or less is never a recommendation."""
    for _, _, tree in small_reports():
        for step in all_steps(workup(tree)):
            if step.rating is not None and step.recommended:
                assert step.rating >= 7
                assert step.condition is None or step.condition.state != "not_met"


# covers: G21 G22 R21 H2
def test_without_a_variant_diagnostic_mammography_is_recommended() -> None:
    """Where nothing matches and the words are not all typically benign, S1 stands."""
    seen = 0
    for stage, _, tree in small_reports(stages=("initial",)):
        found = workup(tree)
        if found.patterns[0].variant is None:
            seen += 1
            assert ("mammography_diagnostic", tree["findings"][0].get("location", {}).get("breast"),
                    ("calc-1",)) in recommended(found), (stage, tree)
    assert seen == 7 * 10 + len(PATTERNS)  # seven patterns fit no variant; category 6 none at all


# covers: G29 G30 G31 R20
def test_the_ultrasound_condition_is_exact_and_three_valued() -> None:
    """Ultrasound of variants 1, 4, 8, 12, 14, 15, 17 and 18 follows its comment, unknown kept."""
    truth = {True: "met", False: "not_met", None: "unknown"}
    beside: dict[Any, Any] = {None: None, "none": [], "mass": ["mass"], "fa": ["focal_asymmetry"],
                              "other": ["axillary_adenopathy"]}
    judged = 0
    for pattern, associated, extensive, invasion in product(
        PATTERNS, beside, (True, False, None), (True, False, None)
    ):
        words, distribution, groups, breast = pattern
        tree = document(
            finding(words, distribution=distribution, groups=groups, breast=breast,
                    associated=beside[associated], extensive=extensive,
                    invasion_suspected=invasion)
        )
        mass = None if associated is None else associated in {"mass", "fa"}
        found = workup(tree).patterns[0]
        for step in found.steps:
            if step.procedure != "us_breast" or step.rating is None or step.condition is None:
                continue
            judged += 1
            wanted = mass if found.variant == 4 else _both(_either(mass, extensive), invasion)
            assert step.condition.state == truth[wanted], tree
            assert not step.recommended
    assert judged == 17 * 5 * 3 * 3


def _either(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001
    if one or other:
        return True
    return None if one is None or other is None else False


def _both(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


# Pooling: two findings that may share a pattern.
SHARED_SIDES = ("left", "right", "bilateral", None)
SHARED_CATEGORIES = (None, "0", "2", "3", "4B", "5", "6")


def _two(results: bool) -> Iterator[Tree]:  # noqa: FBT001
    for sides, categories, stage in product(
        product(SHARED_SIDES, repeat=2), product(SHARED_CATEGORIES, repeat=2), STAGES
    ):
        findings = [
            finding("amorphous", id=f"calc-{n}", distribution="grouped", groups=2,
                    breast=sides[n], category=categories[n])
            for n in (0, 1)
        ]
        tree = document(*findings, stage=stage)
        if results:
            tree["pathology"] = [{"finding": "calc-0", "result": "ductal_carcinoma_in_situ"}]
        yield tree


# covers: H1 G17 G27
@pytest.mark.parametrize("results", [False, True])
def test_pooling_moves_no_category_side_or_tissue_result(results: bool) -> None:  # noqa: FBT001
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


def _swapped(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return {key: _swapped(item) for key, item in value.items() if key != "sha256"}
    if isinstance(value, list):
        return [_swapped(item) for item in value]
    return _SWAP.get(value, value) if isinstance(value, str) else value


def _plain(found: Workup) -> Any:  # noqa: ANN401 - any JSON value
    tree = found.to_dict()
    tree["report"].pop("sha256")
    tree["steps"] = sorted(tree["steps"], key=repr)
    return tree


# covers: H1
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


# covers: G16 G17 G18 G27
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
                finding(word, id=f"calc-{n}", distribution="grouped", groups=1, breast=side,
                        category=category)
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


def _answer(pattern: Any) -> Any:  # noqa: ANN401 - plain values
    tree = pattern.to_dict()
    keep = ("breast", "facts", "status", "variant", "candidates", "reasons", "missing", "stage")
    steps = [
        {key: step[key] for key in ("procedure", "rating", "band", "basis", "recommended")}
        for step in tree["steps"]
    ]
    codes = [note["code"] for note in tree["notes"]]
    return {key: tree[key] for key in keep}, steps, codes


# covers: G17
@pytest.mark.parametrize(("word", "both", "one"), [
    ("amorphous", 6, {1: 4, 2: 5, 3: 5}),
    ("coarse_heterogeneous", 16, {1: 14, 2: 15, 3: 15}),
])
def test_both_breasts_need_two_groups_each(word: str, both: int, one: dict[int, int]) -> None:
    """The bilateral variant answers only where each breast has two or more groups."""
    for left, right in product((1, 2, 3), repeat=2):
        found = workup(document(
            finding(word, id="l", distribution="grouped", groups=left, breast="left"),
            finding(word, id="r", distribution="grouped", groups=right, breast="right"),
        )).patterns
        if min(left, right) > 1:
            assert [(p.variant, p.breast) for p in found] == [(both, "bilateral")]
        else:
            assert [(p.variant, p.breast) for p in found] == [
                (one[left], "left"), (one[right], "right")
            ]
            assert all(both in p.candidates for p in found)


# covers: H5 R1 R9 R10 R11
@pytest.mark.parametrize(("modality", "seen"), [
    ("cem", {"enhancement": "none"}),
    ("cem", {"enhancement": "indeterminate", "cause": "masked_by_bpe"}),
    ("mri", {"enhancement": "none"}),
    ("ultrasound", {"visibility": "not_visible"}),
    ("ultrasound", {"visibility": "isolated"}),
])
def test_no_other_modality_lowers_anything(modality: str, seen: dict[str, str]) -> None:
    """A negative MRI, CEM or ultrasound of the site takes no step away, and no variant moves."""
    for _, _, tree in small_reports():
        before = workup(tree)
        after = workup(_with(tree, _finding(**{modality: seen})))
        assert before.patterns[0].variant == after.patterns[0].variant
        assert before.patterns[0].steps == after.patterns[0].steps


# covers: H5
def test_a_later_mri_category_lowers_no_mammographic_category() -> None:
    """A 4 or 5 of the breast keeps its tissue diagnosis beside a 1, 2 or 3 of an MRI."""
    for high, low, order in product(SUSPICIOUS, ("1", "2", "3"), (False, True)):
        exams = [
            {"id": "mg", "modality": "mammography", "purpose": "diagnostic", "date": "2026-01-05"},
            {"id": "mri", "modality": "mri", "purpose": "diagnostic", "date": "2026-02-05"},
        ]
        stated = [
            {"breast": "left", "category": high, "exam": "mg"},
            {"breast": "left", "category": low, "exam": "mri"},
        ]
        tree = document(finding("amorphous", distribution="grouped", groups=1))
        tree |= {"exams": exams, "assessments": stated[::-1] if order else stated}
        assert ("tissue_diagnosis", "left", ("calc-1",)) in recommended(workup(tree))


# covers: G44
def test_the_alert_on_a_low_category_comes_first() -> None:
    """A stated 1, 2 or 3 on a suspicious pattern raises the alert, first, and changes nothing."""
    raised = 0
    for _, category, tree in small_reports():
        found = workup(tree)
        alert = "stated_category_below_pattern"
        due = category in {"1", "2", "3"} and found.patterns[0].variant in {
            1, 4, 5, 8, 12, 14, 15, 18
        }
        raised += due
        assert ([note.code for note in found.notes][:1] == [alert]) == due
        assert ([note.code for note in found.patterns[0].notes][:1] == [alert]) == due
    assert raised > 0


# covers: H6
def test_results_name_their_table_and_its_review() -> None:
    """Every result names the revision of its table and whether it has been signed."""
    for _, _, tree in small_reports(stages=("initial",), categories=(None,)):
        topic = workup(tree).topic
        assert (topic.id, topic.revision, topic.review) == (
            "breast-microcalcifications", "2009", "draft"
        )


def test_families_are_procedures_of_one_kind() -> None:
    """The families by which steps are compared join mammography with mammography only."""
    assert set(FAMILY.values()) == {"mammography_diagnostic"}


def _by_finding(found: Workup) -> set[tuple[str, str]]:
    return {(family, name) for family, _, names in recommended(found) for name in names}


# covers: G27 G37 G38 H1 H9
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
            finding(word, id=f"calc-{n}", distribution="grouped", groups=2, breast=sides[n],
                    category=categories[n])
            for n in (0, 1)
        ]
        before = _by_finding(workup(document(*entries, stage=stage)))
        entries[0] = {**entries[0], **ADDITIONS[name][1]}
        after = _by_finding(workup(document(*entries, stage=stage)))
        assert before <= after, (before - after, entries)
        compared += 1
    assert compared == 2 * 16 * 16 * 2
