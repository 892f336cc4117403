"""Nothing of a current topic stands against what was stated, and topics that differ say so."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest

from birads import parse, recommend, schema
from birads.acr_criteria._answers import TopicAnswer
from birads.acr_criteria._procedures import uses_contrast
from birads.acr_criteria.current import pack
from birads.acr_criteria.table._domain import Words
from birads.acr_criteria.table._facts import facts
from birads.lexicon.pathology import CancerState, CancerType, PathologyResult
from birads.lexicon.patient import Gender, HistoryEvent
from birads.lexicon.request import Symptom

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


def options_of(found: tuple[TopicAnswer, ...], topic: str) -> dict[str, str | None]:
    (answer,) = (one for one in found if one.topic.id == topic)
    return {option.procedure: option.category for option in answer.options}


STAGING = {
    "cancers": [
        {"breast": "left", "type": "invasive", "state": "newly_diagnosed", "stage": "IIIA"},
    ],
    "question": {"purpose": "staging", "evaluate": "locoregional"},
}
PREGNANT = [
    ({**STAGING, "patient": woman(36, pregnant=True)}, {}),
    ({**STAGING, "patient": woman(36)}, {"reproductive_state": "pregnant"}),
    ({"patient": woman(36, pregnant=True, risk="high"), "presentation": []}, {}),
]


@pytest.mark.parametrize(("report", "stated"), PREGNANT)
def test_no_contrast_is_advice_in_a_pregnancy(report: Tree, stated: Tree) -> None:
    found = answers(report, facts=stated or None)
    held = [(one, option) for one in found for option in one.options if option.withheld]
    assert held
    for answer in found:
        for option in answer.options:
            if uses_contrast(option.procedure):
                assert option.category in (None, AGAINST)
        alerts = {note.code for note in answer.notes if note.level == "alert"}
        because = {option.withheld.because for option in answer.options if option.withheld}
        assert ("contrast_withheld_in_pregnancy" in alerts) == ("pregnancy" in because)
    for _, option in held:
        assert option.withheld is not None
        assert option.withheld.category != AGAINST
        assert option.withheld.stated == (() if stated else ("/patient/pregnant",))


def test_contrast_that_was_ordered_stands_in_a_pregnancy() -> None:
    order = {"recommendations": [{"action": "mri", "breast": "left"}]}
    report = {**STAGING, **order, "patient": woman(36, pregnant=True)}
    said = options_of(answers(report), "invasive-breast-cancer")
    assert said["mri_breast_without_with_contrast"] == "usually_appropriate"
    assert said["fdg_pet_ct_skull_base_to_mid_thigh"] is None


def test_mammography_and_biopsy_are_not_withheld_in_a_pregnancy() -> None:
    plain, pregnant = (
        options_of(answers({"patient": patient, "presentation": [LUMP]}), "palpable-breast-masses")
        for patient in (woman(35), woman(35, pregnant=True))
    )
    assert plain == pregnant


def test_another_patient_keeps_her_contrast() -> None:
    report = {"patient": woman(36, pregnant=False, risk="high"), "presentation": []}
    said = options_of(answers(report), "female-breast-cancer-screening")
    assert said["mri_breast_without_with_contrast"] == "usually_appropriate"


@pytest.mark.parametrize(
    ("action", "procedure"),
    [
        (action, procedure)
        for action, procedures in pack().file.ordered.items()
        for procedure in procedures
    ],
)
def test_no_option_stands_against_an_order_of_it(action: str, procedure: str) -> None:
    """Every topic is asked what it says of each procedure that was ordered."""
    order = {"recommendations": [{"action": action, "breast": "left"}]}
    for report in ASKED:
        found = answers({**report, **order})
        for answer in found:
            said = {option.procedure: option.category for option in answer.options}
            assert said.get(procedure) != AGAINST


ASKED: list[Tree] = [
    {"patient": woman(50), "presentation": [LUMP]},
    {"patient": woman(24, pregnant=True, risk="high"), "presentation": []},
    {
        "patient": woman(50),
        "cancers": [
            {"breast": "left", "type": "dcis", "state": "newly_diagnosed", "microinvasion": True}
        ],
        "exams": [{"id": "mg", "modality": "mammography", "purpose": "diagnostic"}],
        "assessments": [{"breast": "left", "exam": "mg", "category": "2"}],
        "question": {"purpose": "staging", "evaluate": "axilla"},
    },
]


def notes(report: Tree, **more: Any) -> dict[str, str]:
    document = json.dumps({"edition": "2013", **report})
    found = recommend(parse(document), topics="current", **more).notes
    return {note.code: note.text for note in found}


def test_a_symptom_that_no_topic_rates_is_named() -> None:
    skin = {"symptom": "skin_change", "breast": "right"}
    said = notes({"patient": woman(50), "presentation": [LUMP, skin]})
    assert said["symptom_not_rated"].endswith("skin change (right breast).")
    assert "symptom_not_rated" not in notes({"patient": woman(50), "presentation": [LUMP]})
    bare = notes({"patient": woman(50), "presentation": [{"symptom": "nipple_retraction"}]})
    assert "no side stated" in bare["symptom_not_rated"]
    given = notes({"patient": woman(50)}, facts={"presentation": ["nipple_retraction"]})
    assert "nipple retraction" in given["symptom_not_rated"]


@pytest.mark.parametrize("symptom", [word.value for word in Symptom])
@pytest.mark.parametrize("patient", [woman(50), {"sex": "male", "age_years": 50}, {}])
def test_no_symptom_is_passed_over(symptom: str, patient: Tree) -> None:
    """A topic whose rows ask for it answers, or a note says that none does."""
    told = {"patient": patient, "presentation": [{"symptom": symptom, "breast": "left"}]}
    assert "no_topic_applies" not in notes(told)
    assert answers(told) or symptom.replace("_", " ") in notes(told)["symptom_not_rated"]


def test_a_report_that_no_topic_speaks_of_is_told() -> None:
    assert "no_topic_applies" in notes({"patient": woman(50)})
    assert "no_topic_applies" not in notes({"patient": woman(50), "presentation": [LUMP]})


def test_a_sign_that_only_the_topic_on_men_asks_needs_the_sex() -> None:
    for symptom in ("nipple_retraction", "gynecomastia_or_pseudogynecomastia"):
        told = {"patient": {"age_years": 50}, "presentation": [{"symptom": symptom}]}
        (answer,) = answers(told)
        assert answer.topic.id == "symptomatic-male-breast"
        assert [one.fact for one in answer.missing] == ["patient_group"]


def test_one_question_has_one_answer() -> None:
    """A lump of the axilla asks for the axilla, and not a second time for any part at all."""
    lump = {"symptom": "axillary_lump", "breast": "left"}
    (answer,) = answers({"patient": woman(50), "presentation": [lump]})
    assert (answer.variant, answer.candidates) == (1, (11, 12))


def test_lactation_that_a_caller_states_is_lactation() -> None:
    found = answers({"patient": woman(30)}, facts={"reproductive_state": "lactating"})
    assert [one.status for one in found] == ["not_covered"]
    codes = [note.code for note in found[0].notes]
    assert len(codes) == len(set(codes))


def reports_of_words() -> dict[str, Tree]:
    """Return a report for each word that a report can say of what topics ask."""
    told: dict[str, Tree] = {}
    for symptom in Symptom:
        told[f"symptom {symptom.value}"] = {
            "presentation": [LUMP, {"symptom": symptom.value, "breast": "left"}]
        }
    for event in HistoryEvent:
        item = {"event": event.value, "breast": "left"}
        told[f"history {event.value}"] = {"patient": woman(50, history=[item])}
    for state, kind in product(CancerState, CancerType):
        cancer = {"breast": "left", "state": state.value, "type": kind.value}
        told[f"cancer {state.value} {kind.value}"] = {"cancers": [cancer]}
    for result in PathologyResult:
        sample = {"result": result.value, "breast": "left"}
        told[f"tissue {result.value}"] = {"pathology": [sample]}
    for group in Gender:
        told[f"gender {group.value}"] = {"patient": woman(50, gender=group.value, risk="high")}
    return told


@pytest.mark.parametrize("name", reports_of_words())
def test_what_is_shown_of_a_fact_is_one_of_its_answers(name: str) -> None:
    report = {"patient": woman(50), **reports_of_words()[name]}
    report["question"] = {"purpose": "surveillance" if "cancer" in name else "screening"}
    workup = recommend(parse(json.dumps({"edition": "2013", **report})), topics="current")
    known = facts()
    for answer in workup.answers:
        for fact, value in answer.facts.root.items():
            domain = known[fact].domain
            values = value if isinstance(value, list) else [value]
            if isinstance(domain, Words):
                assert {one for one in values if one is not None} <= set(domain.values)
    plain = json.loads(workup.to_json())
    assert list(schema.validator("workup").iter_errors(plain)) == []
