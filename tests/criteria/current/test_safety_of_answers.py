"""Nothing of a current topic stands against what was stated, and topics that differ say so."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest

from birads import parse, recommend
from birads.acr_criteria.answers import TopicAnswer

Tree = dict[str, Any]
LUMP = {"symptom": "palpable_mass", "breast": "left"}
PAIN = {"symptom": "insignificant_pain", "breast": "left"}
AGAINST = "usually_not_appropriate"


def answers(report: Tree, **more: Any) -> tuple[TopicAnswer, ...]:
    document = json.dumps({"edition": "2013", **report})
    return recommend(parse(document), topics="current", **more).answers


def woman(age: int, **more: Any) -> Tree:
    return {"sex": "female", "age_years": age, **more}


STATED = [
    {"assessments": [{"breast": "left", "category": "4"}]},
    {"assessments": [{"breast": "left", "category": "5"}]},
    {"assessments": [{"breast": "overall", "category": "4"}]},
    {"assessments": [{"breast": "left", "category": "6"}]},
    {
        "findings": [
            {"kind": "us.mass", "id": "m", "location": {"breast": "left"}, "category": "4A"}
        ]
    },
    {"findings": [{"kind": "us.mass", "id": "m", "category": "4C"}]},
    {"recommendations": [{"action": "core_biopsy", "breast": "left"}]},
    {"recommendations": [{"action": "tissue_diagnosis"}]},
]


@pytest.mark.parametrize(
    ("stated", "age", "symptom"), list(product(STATED, (26, 35, 55), (LUMP, PAIN)))
)
def test_no_option_speaks_against_what_was_stated(stated: Tree, age: int, symptom: Tree) -> None:
    found = answers({"patient": woman(age), "presentation": [symptom], **stated})
    assert found
    for answer in found:
        assert all(option.category != AGAINST for option in answer.options)
        assert not answer.no_imaging
        withheld = [option for option in answer.options if option.withheld]
        assert all(option.withheld and option.withheld.stated for option in withheld)
        assert bool(withheld) == any(note.code == "stated_step_stands" for note in answer.notes)


def test_the_other_breast_is_not_spoken_for() -> None:
    right = {"assessments": [{"breast": "right", "category": "4"}]}
    (left,) = answers({"patient": woman(50), "presentation": [LUMP], **right})
    assert any(option.category == AGAINST for option in left.options)


def test_an_ordered_mri_is_not_spoken_against() -> None:
    order = {"recommendations": [{"action": "mri", "breast": "left"}]}
    (answer,) = answers({"patient": woman(50), "presentation": [LUMP], **order})
    withheld = {o.procedure: o.withheld for o in answer.options if o.withheld}
    assert set(withheld) == {"mri_breast_without_with_contrast"}
    held = withheld["mri_breast_without_with_contrast"]
    assert held is not None
    assert (held.category, held.stated) == (AGAINST, ("/recommendations/0/action",))


def test_a_row_on_a_known_cancer_is_not_withheld_for_its_6() -> None:
    cancer = {"breast": "left", "type": "invasive", "state": "newly_diagnosed", "stage": "I"}
    report = {
        "patient": woman(50),
        "cancers": [cancer],
        "question": {"purpose": "staging", "evaluate": "distant"},
        "assessments": [{"breast": "left", "category": "6"}],
    }
    (answer,) = answers(report)
    assert (answer.variant, answer.no_imaging) == (2, True)


def differences(report: Tree) -> dict[frozenset[str], set[str]]:
    """Return the pairs of topics that differ, with the procedures; both must say the same."""
    said: dict[frozenset[str], list[set[str]]] = {}
    for answer in answers(report):
        for other in answer.differs_from:
            pair = frozenset((answer.topic.id, other.topic))
            said.setdefault(pair, []).append(set(other.procedures))
    assert all(len(names) == 2 and names[0] == names[1] for names in said.values())
    return {pair: names[0] for pair, names in said.items()}


AFTER = "imaging-after-mastectomy-and-reconstruction"
BOTH_WAYS: dict[str, tuple[Tree, tuple[str, str, str]]] = {
    "surveillance after conservation": (
        {
            "patient": woman(
                60,
                history=[{"event": "breast_conservation", "breast": "left", "margins": "negative"}],
            ),
            "cancers": [{"breast": "left", "type": "invasive", "state": "treated"}],
            "presentation": [],
            "question": {"purpose": "surveillance", "evaluate": "local_recurrence"},
        },
        ("imaging-after-breast-surgery", "invasive-breast-cancer", "us_breast"),
    ),
    "surveillance after conservation for DCIS": (
        {
            "patient": woman(
                60,
                history=[{"event": "breast_conservation", "breast": "left", "margins": "negative"}],
            ),
            "cancers": [{"breast": "left", "type": "dcis", "state": "treated"}],
            "presentation": [],
            "question": {"purpose": "surveillance", "evaluate": "local_recurrence"},
        },
        ("imaging-after-breast-surgery", "ductal-carcinoma-in-situ", "us_breast"),
    ),
    "symptom on the mastectomy side": (
        {
            "patient": woman(
                60,
                history=[
                    {"event": "mastectomy_for_cancer", "breast": "left", "reconstruction": "none"}
                ],
            ),
            "cancers": [{"breast": "left", "type": "invasive", "state": "treated"}],
            "presentation": [LUMP],
            "suspected": [{"what": "local_recurrence", "breast": "left"}],
        },
        (AFTER, "invasive-breast-cancer", "mammography_diagnostic"),
    ),
    "routine after mastectomy": (
        {
            "patient": woman(
                60,
                history=[
                    {"event": "mastectomy_for_cancer", "breast": "left", "reconstruction": "none"}
                ],
            ),
            "cancers": [{"breast": "left", "type": "invasive", "state": "treated"}],
            "presentation": [],
            "question": {"purpose": "screening", "evaluate": "local_recurrence"},
        },
        (AFTER, "invasive-breast-cancer", "mri_breast_without_with_contrast"),
    ),
    "axilla of a new cancer": (
        {
            "patient": woman(60),
            "cancers": [
                {
                    "breast": "left",
                    "type": "invasive",
                    "state": "newly_diagnosed",
                    "stage": "IIA",
                    "size_mm": 15,
                    "nodes": "negative",
                }
            ],
            "question": {"purpose": "staging", "evaluate": "axilla"},
            "exams": [{"id": "m", "modality": "mammography", "purpose": "diagnostic"}],
        },
        ("imaging-of-the-axilla", "invasive-breast-cancer", "mri_breast_without_with_contrast"),
    ),
    "average risk, extremely dense": (
        {
            "patient": woman(50, risk="average"),
            "presentation": [],
            "exams": [
                {
                    "id": "m",
                    "modality": "mammography",
                    "purpose": "screening",
                    "composition": "extremely_dense",
                }
            ],
        },
        (
            "female-breast-cancer-screening",
            "supplemental-screening-by-density",
            "mri_breast_without_with_contrast",
        ),
    ),
    "screening at high risk, pregnant at 27": (
        {
            "patient": woman(27, risk="high", pregnant=True),
            "presentation": [],
            "question": {"purpose": "screening"},
        },
        (
            "female-breast-cancer-screening",
            "breast-imaging-during-pregnancy",
            "mammography_screening",
        ),
    ),
    "lump in pregnancy": (
        {"patient": woman(50, pregnant=True), "presentation": [LUMP]},
        ("palpable-breast-masses", "breast-imaging-during-pregnancy", "us_breast"),
    ),
}


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_topics_that_differ_on_a_procedure_both_say_so(name: str) -> None:
    report, (one, other, procedure) = BOTH_WAYS[name]
    assert procedure in differences(report)[frozenset((one, other))]


def test_discharge_of_a_man_is_answered_by_two_topics_that_agree() -> None:
    patient = {"sex": "male", "age_years": 45}
    symptom = {"symptom": "discharge_pathologic", "breast": "left"}
    found = answers({"patient": patient, "presentation": [symptom]})
    assert [answer.topic.id for answer in found] == ["symptomatic-male-breast", "nipple-discharge"]
    assert not any(answer.differs_from for answer in found)


def test_nodes_with_silicone_implants_are_answered_by_both_topics() -> None:
    implant = {"event": "implant_placed", "breast": "left", "implant": "silicone"}
    signs = ("unexplained_axillary_adenopathy", "axillary_lump")
    report = {
        "patient": woman(45, history=[implant]),
        "presentation": [{"symptom": sign, "breast": "left"} for sign in signs],
    }
    matched = {(a.topic.id, a.variant) for a in answers(report) if a.status == "match"}
    assert matched == {("breast-implant-evaluation", 12), ("imaging-of-the-axilla", 1)}


def test_a_child_a_man_and_a_lactating_woman_are_told_what_does_not_cover_them() -> None:
    for report, reason in (
        ({"patient": woman(17), "presentation": [LUMP]}, "under_18"),
        ({"patient": woman(30, lactating=True), "presentation": [LUMP]}, "lactation_table_missing"),
    ):
        assert any(reason in answer.reasons for answer in answers(report))
    man = answers({"patient": {"sex": "male", "age_years": 50}, "presentation": [LUMP]})
    assert [answer.topic.id for answer in man] == ["symptomatic-male-breast"]


def test_the_question_of_the_call_counts_before_that_of_the_report() -> None:
    report = {
        "patient": woman(50, risk="average"),
        "presentation": [],
        "question": {"purpose": "surgical_planning"},
    }
    assert not [a for a in answers(report) if a.status == "match"]
    (answer,) = answers(report, question="screening")
    assert (answer.topic.id, answer.variant) == ("female-breast-cancer-screening", 1)


@pytest.mark.parametrize("given", [{"risk": "enormous"}, {"colour": "red"}, {"age_years": 400}])
def test_a_fact_that_is_none_is_refused(given: Tree) -> None:
    with pytest.raises(ValueError, match="fact"):
        answers({"patient": woman(50)}, facts=given)


def test_a_note_names_the_current_topics_where_nobody_asked() -> None:
    document = {"edition": "2013", "patient": woman(50), "presentation": [LUMP]}
    (note,) = [n for n in recommend(parse(document)).notes if n.code == "current_topics_apply"]
    assert "palpable-breast-masses 2022" in note.text
    bare = recommend(parse({"edition": "2013", "patient": woman(50)}))
    assert "current_topics_apply" not in {n.code for n in bare.notes}
