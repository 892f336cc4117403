"""Prove what recommend() owes a patient, over small reports of every pattern and stage.

Each docstring is the law in one sentence. The counts that these tests hold are listed in
``docs/explanation/laws.md``.
"""

from __future__ import annotations

import copy
import functools
import pickle
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest

from birads.acr_criteria import Workup, bundled
from birads.acr_criteria._procedures import is_invasive, uses_contrast
from birads.acr_criteria._space import points
from birads.report.assessment import Action
from tests.criteria.criteria_additions import (
    ADDITIONS,
    PROCEDURE_OF,
    STAGES,
    said_of_finding,
    with_addition,
)
from tests.criteria.criteria_space import (
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

COUNT = len(PATTERNS) * len(STAGES) * len(CATEGORIES)
Tree = dict[str, Any]


@functools.lru_cache(maxsize=2)
def _found_by(asked: Callable[[Tree], Workup]) -> Callable[[int], Workup]:
    trees = [tree for _, _, tree in small_reports()]
    return functools.cache(lambda place: asked(trees[place]))


def answered() -> Iterator[tuple[str | None, Tree, Workup]]:
    """Yield category, report and workup of the small reports, asked once for all the laws."""
    found = _found_by(workup)
    for place, (_, category, tree) in enumerate(small_reports()):
        yield category, tree, found(place)


def test_the_small_reports_reach_the_whole_table() -> None:
    """The reports of these laws reach every row of the table and all three stages."""
    rows, stages, count = set(), set(), 0
    for _, _, found in answered():
        pattern = found.patterns[0]
        rows.add(pattern.row)
        stages.add(pattern.stage.value)
        count += 1
    assert rows == {bundled().answer(point).row for point in points([bundled()])} | {None}
    assert stages == set(STAGES)
    assert count == COUNT == 1_485


# Covers H4 G35 G36 G44.
def test_the_step_of_a_stated_category_is_never_lost() -> None:
    """What a category asks for stands in the result, and of a 4, 5 or 6 always recommended."""
    for category, tree, found in answered():
        if category is None:
            continue
        steps = [s for s in all_steps(found) if s.procedure == PROCEDURE_OF[category]]
        assert steps, (category, tree)
        if category != "3":
            assert all(step.recommended for step in steps)
        if found.patterns[0].stage == "worked_up":
            assert all(step.recommended and step.condition is None for step in steps)


# Covers H4.
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


# Covers G37 G38 H9.
@pytest.mark.parametrize("name", ADDITIONS)
def test_a_further_circumstance_removes_no_recommended_step(name: str) -> None:
    """No circumstance takes a recommended step away; pregnancy only leaves contrast aside.

    Steps are compared by family: diagnostic mammography counts once, whether a rating, a
    summary rule or a category asks for it.
    """
    for _, tree, found in answered():
        before = recommended(found)
        after = recommended(workup(with_addition(tree, ADDITIONS[name])))
        lost = {step for step in before - after if name != "pregnant" or not uses_contrast(step[0])}
        assert not lost, (tree, lost)


# Covers G37 H9.
def test_in_pregnancy_contrast_is_never_suggested() -> None:
    """In pregnancy no rating of a contrast or tracer study is shown as advice."""
    for _, _, tree in small_reports():
        found = workup({**tree, "patient": {"pregnant": True}})
        assert "pregnancy" in {note.code for note in found.notes}
        for step in all_steps(found):
            if uses_contrast(step.procedure):
                assert not step.recommended


# Covers H4 G35.
def test_a_worked_up_suspicious_finding_never_shows_biopsy_with_a_band() -> None:
    """A 4, 5 or 6, or a tissue result, never stands beside "biopsy: usually not appropriate"."""
    for category, tree, found in answered():
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


# Covers H5 R1 R9 R10 R11.
@pytest.mark.parametrize(
    ("modality", "seen"),
    [
        ("cem", {"enhancement": "none"}),
        ("cem", {"enhancement": "indeterminate", "cause": "masked_by_bpe"}),
        ("mri", {"enhancement": "none"}),
        ("ultrasound", {"visibility": "not_visible"}),
        ("ultrasound", {"visibility": "isolated"}),
    ],
)
def test_no_other_modality_lowers_anything(modality: str, seen: dict[str, str]) -> None:
    """A negative MRI, CEM or ultrasound of the site takes no step away, and no variant moves."""
    for _, tree, before in answered():
        after = workup(with_addition(tree, said_of_finding(**{modality: seen})))
        assert before.patterns[0].variant == after.patterns[0].variant
        assert before.patterns[0].steps == after.patterns[0].steps


# Covers H5.
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


# Covers H6.
def test_results_name_their_table_and_its_review() -> None:
    """Every result names the revision of its table and whether it has been signed."""
    for _, _, tree in small_reports(stages=("initial",), categories=(None,)):
        topic = workup(tree).topic
        assert (topic.id, topic.revision, topic.review) == (
            "breast-microcalcifications",
            "2009",
            "draft",
        )


def test_results_can_be_copied_and_sent_to_another_process() -> None:
    """A result survives copying and pickling unchanged."""
    for _, _, tree in small_reports(stages=("initial",), categories=("4",)):
        found = workup(tree)
        assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
        assert copy.deepcopy(found) == found
        assert found.model_copy() == found


def test_families_are_procedures_of_one_kind() -> None:
    """The families by which steps are compared join mammography with mammography only."""
    assert set(FAMILY.values()) == {"mammography_diagnostic"}
