"""What became of a lesion: the most malignant of its sequence, inside the window."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from birads import Report
from birads.audit import Case, Truth, cases, definition
from birads.audit._followed import Followed
from tests.audit.audit_reports import followed, report

CORE, EXCISION = "core_biopsy", "surgical_excision"


def lesion(one: Report, name: str = "acr-basic") -> Case:
    return next(case for case in cases(one, definition(name)).cases if case.unit == "lesion")


def exam(one: Report, name: str = "acr-basic") -> Case:
    return next(case for case in cases(one, definition(name)).cases if case.unit == "exam")


def codes(one: Report) -> list[str]:
    return [issue.code for issue in cases(one, definition("acr-basic")).issues]


def tissue(result: str, date: str | None = "2024-03-10", how: str | None = CORE) -> dict[str, Any]:
    values = {"result": result, "date": date, "procedure": how}
    return {name: value for name, value in values.items() if value is not None}


ADH, DCIS = "atypical_ductal_hyperplasia", "ductal_carcinoma_in_situ"
IDC = "invasive_ductal_carcinoma"
LCIS, NO_RESULT = "lobular_carcinoma_in_situ", "non_diagnostic"
TABLE = [
    ("core upgraded", [(ADH, CORE), (DCIS, EXCISION)], Truth.CANCER, "dcis", True),
    ("benign excision", [(DCIS, CORE), ("benign", EXCISION)], Truth.CANCER, "dcis", False),
    ("worse excision", [(DCIS, CORE), (IDC, EXCISION)], Truth.CANCER, "invasive", False),
    ("LCIS is no cancer", [(LCIS, CORE)], Truth.NO_CANCER, None, False),
    ("papilloma", [("papilloma", CORE)], Truth.NO_CANCER, None, False),
    ("non-diagnostic", [(NO_RESULT, CORE)], Truth.UNKNOWN, None, False),
    ("other", [("other", CORE)], Truth.UNKNOWN, None, False),
    ("repeated", [(NO_RESULT, CORE), ("benign", EXCISION)], Truth.NO_CANCER, None, False),
    ("nothing", [], Truth.UNKNOWN, None, False),
]


@pytest.mark.parametrize(("name", "results", "truth", "kind", "upgraded"), TABLE)
@pytest.mark.parametrize("dated", [True, False])
def test_sequences(
    name: str,
    results: list[tuple[str, str]],
    truth: Truth,
    kind: str | None,
    upgraded: bool,
    dated: bool,
) -> None:
    taken = [
        tissue(result, f"2024-03-{10 + number}" if dated else None, how)
        for number, (result, how) in enumerate(results)
    ]
    for ordered in (taken, taken[::-1]):
        found = lesion(report(tissue=ordered)).followed
        assert (found.truth, found.cancer_type, found.upgraded) == (truth, kind, upgraded), name
        assert found.biopsied is bool(results)


def test_tissue_before_the_exam_is_history_and_a_known_cancer_is_out() -> None:
    old = lesion(report(tissue=[tissue("benign", "2020-01-01")]))
    assert old.followed.truth is Truth.UNKNOWN
    assert old.followed.history
    assert old.excluded is None
    older = report(tissue=[tissue("invasive_ductal_carcinoma", "2020-01-01")])
    assert lesion(older).excluded is None
    known = report(tissue=[tissue("invasive_ductal_carcinoma", "2024-01-01")])
    assert lesion(known).excluded == exam(known).excluded == "known_cancer"


@pytest.mark.parametrize(
    ("date", "truth", "late"),
    [
        ("2024-03-01", Truth.CANCER, False),
        ("2025-03-01", Truth.CANCER, False),
        ("2025-03-02", Truth.UNKNOWN, True),
    ],
)
def test_the_window_is_365_days_with_both_ends(date: str, truth: Truth, late: bool) -> None:
    found = lesion(report(tissue=[tissue("malignant", date)])).followed
    assert (found.truth, found.late) == (truth, late)


@pytest.mark.parametrize(
    ("date", "truth"),
    [
        ("2024-09-01", Truth.UNKNOWN),
        ("2025-02-28", Truth.UNKNOWN),
        ("2025-03-01", Truth.NO_CANCER),
        ("2027-01-01", Truth.NO_CANCER),
        (None, Truth.NO_CANCER),
    ],
)
def test_no_cancer_needs_the_whole_window(date: str | None, truth: Truth) -> None:
    one = report("2", outcomes=[followed(date)])
    assert exam(one).followed.truth is lesion(one).followed.truth is truth
    assert lesion(one).followed.undated is (date is None)


def test_a_registry_cancer_counts_over_a_benign_core() -> None:
    late = {"finding": "f", "malignant": True, "basis": "registry", "date": "2024-12-01"}
    one = report(tissue=[tissue("benign")], outcomes=[late])
    assert lesion(one).followed.truth is exam(one).followed.truth is Truth.CANCER
    assert lesion(one).followed.biopsied


def test_follow_up_before_the_exam_is_an_issue_and_not_used() -> None:
    one = report("2", outcomes=[followed("2023-01-01")])
    assert codes(one) == ["follow_up_before_exam"]
    assert lesion(one).followed.truth is Truth.UNKNOWN


def test_two_results_of_one_specimen_that_contradict() -> None:
    one = report(tissue=[tissue("benign"), tissue("malignant")])
    assert codes(one) == ["specimen_contradicts"]
    assert lesion(one).followed.truth is Truth.CANCER
    two = report(tissue=[tissue("benign"), tissue("malignant", how=EXCISION)])
    assert codes(two) == []


def test_follow_up_never_erases_a_malignant_result() -> None:
    one = report(tissue=[tissue("malignant")], outcomes=[followed()])
    assert codes(one) == ["outcome_contradicts_tissue"]
    assert exam(one).followed.truth is Truth.CANCER


def test_a_side_without_an_exam() -> None:
    right = {"breast": "right", "malignant": True, "basis": "registry", "date": "2024-05-01"}
    one = report("2", laterality="left", outcomes=[right])
    assert codes(one) == ["side_without_exam"]
    assert exam(one).followed.truth is Truth.UNKNOWN
    two = report(laterality="left", breast="right", tissue=[tissue("malignant")])
    assert lesion(two).excluded == "side_without_exam"
    assert exam(two).followed.truth is Truth.UNKNOWN


def test_a_cancer_of_a_breast_with_two_lesions_belongs_to_neither() -> None:
    second = {"kind": "mg.mass", "id": "g", "exam": "e", "location": {"breast": "left"}}
    found = report().to_dict()["findings"][0]
    left = {"breast": "left", "malignant": True, "basis": "registry", "date": "2024-05-01"}
    one = report(outcomes=[left], findings=[found, second])
    lesions = [c for c in cases(one, definition("acr-basic")).cases if c.unit == "lesion"]
    assert [case.followed.truth for case in lesions] == [Truth.UNKNOWN] * 2
    assert exam(one).followed.truth is Truth.CANCER


def test_one_benign_biopsy_does_not_clear_another_suspicious_lesion() -> None:
    first = report().to_dict()["findings"][0]
    second = {**first, "id": "g"}
    one = report(tissue=[tissue("benign")], findings=[first, second])
    assert exam(one).followed.truth is Truth.UNKNOWN
    third = {**first, "id": "g", "category": "2"}
    two = report(tissue=[tissue("benign")], findings=[first, third])
    assert exam(two).followed.truth is Truth.NO_CANCER


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"category": "6"}, "known_cancer"),
        ({"purpose": "post_procedure"}, "purpose_post_procedure"),
        ({"purpose": "extent_of_disease"}, "purpose_extent_of_disease"),
        ({"status": "cancelled"}, "report_cancelled"),
        ({"status": "preliminary"}, "report_preliminary"),
    ],
)
def test_exams_outside_the_audit_are_out_by_name(change: dict[str, Any], reason: str) -> None:
    one = report(**change)
    assert exam(one).excluded == lesion(one).excluded == reason


@pytest.mark.parametrize(
    ("assessed", "found", "counts", "issues"),
    [
        ("0", "4B", "0", []),
        ("4", "2", "4", []),
        ("2", "4B", "4B", ["finding_above_assessment"]),
        ("6", "4", "4", ["finding_above_assessment"]),
        ("3", "2", "3", []),
    ],
)
def test_the_assessment_counts_but_no_suspicious_finding_is_lost(
    assessed: str, found: str, counts: str, issues: list[str]
) -> None:
    one = report(found, assessments=[{"breast": "left", "exam": "e", "category": assessed}])
    assert exam(one).category == counts
    assert codes(one) == issues


def test_a_breast_without_an_assessment_speaks_by_its_findings() -> None:
    one = report("4", assessments=[{"breast": "right", "exam": "e", "category": "2"}])
    assert exam(one).category == "4"
    assert codes(one) == []


def test_categories_mean_what_the_definition_set_says() -> None:
    screening = {name: exam(report("3", purpose="screening"), name).decision for name in NAMES}
    assert screening == {
        "acr-basic": "category_3_not_counted",
        "birads-2013": "positive",
        "mqsa-2024": "negative",
        "study-2018": "negative",
    }
    recalled = {name: exam(report("0", purpose="screening"), name).decision for name in NAMES}
    assert recalled["acr-basic"] == "positive"
    assert recalled["mqsa-2024"] == "category_0_not_counted"
    assert exam(report("3"), "birads-2013").decision == "negative"
    assert exam(report("3", purpose=None), "birads-2013").decision == "category_3_not_counted"
    assert exam(report(modality="mri"), "mqsa-2024").excluded == "modality_outside_definition"


NAMES = ("acr-basic", "birads-2013", "mqsa-2024", "study-2018")


def test_where_nothing_is_known_nothing_is_claimed() -> None:
    nothing = attrs.asdict(Followed())
    assert nothing.pop("truth") is Truth.UNKNOWN
    assert not any(nothing.values())


def test_a_cancer_without_a_type_is_the_least_that_is_said_of_a_whole() -> None:
    bare = Followed(truth=Truth.CANCER)
    for kind in ("not_typed", "dcis", "microinvasive", "invasive"):
        parts = (bare, attrs.evolve(bare, cancer_type=kind))
        for order in (parts, parts[::-1]):
            assert Followed.joined(order, order).cancer_type == kind
