"""What opens an item and what closes it, case by case."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from birads import Report
from birads.archive import Item, track
from tests.archive.archive_reports import TODAY, exam, report

SCREEN = exam("s", "screening", "2024-01-10")
DIAGNOSTIC = exam("d", "diagnostic", "2024-02-10")
RECALL = report(
    id="r1",
    exams=[SCREEN],
    assessments=[
        {"breast": "left", "exam": "s", "category": "0"},
        {"breast": "right", "exam": "s", "category": "1"},
    ],
)


def lesion(category: str | None = None, **more: Any) -> dict[str, Any]:
    made = {"kind": "mg.mass", "id": "m", "location": {"breast": "left"}, "lesion": "L", **more}
    return made if category is None else {**made, "category": category}


def read_as(category: str, **more: Any) -> Report:
    return report(id="r2", exams=[DIAGNOSTIC], findings=[lesion(category, exam="d", **more)])


def sampled(result: str, day: str | None = "2024-03-01", **more: Any) -> Report:
    taken = {"finding": "m", "result": result, "procedure": "core_biopsy", **more}
    if day is not None:
        taken["date"] = day
    return report(id="r3", findings=[lesion()], pathology=[taken])


def states(*reports: Report, today: dt.date = TODAY) -> dict[str, str]:
    return {item.rule: item.state for item in track(reports, today, closed=True)}


def only(*reports: Report, rule: str, today: dt.date = TODAY) -> Item:
    (item,) = (item for item in track(reports, today, closed=True) if item.rule == rule)
    return item


def test_a_recall_is_due_after_sixty_days_and_says_who_opened_it() -> None:
    item = only(RECALL, rule="recall")
    assert (item.breast, item.state, item.due) == ("left", "overdue", dt.date(2024, 3, 10))
    assert item.days_over == 83
    assert [(one.report, one.pointer) for one in item.opened_by] == [
        ("r1", "/assessments/0/category")
    ]
    assert "doi" in item.source
    assert only(RECALL, rule="recall", today=dt.date(2024, 3, 10)).state == "due"


def test_a_recall_is_closed_by_a_diagnostic_mammogram_with_a_final_category() -> None:
    final = report(
        id="r2", exams=[DIAGNOSTIC], assessments=[{"breast": "left", "exam": "d", "category": "2"}]
    )
    item = only(RECALL, final, rule="recall")
    assert item.state == "closed"
    assert [(one.report, one.closer) for one in item.closed_by] == [("r2", "diagnostic_exam")]


@pytest.mark.parametrize(
    ("purpose", "modality", "breast", "category"),
    [
        ("screening", "mammography", "left", "1"),
        ("diagnostic", "ultrasound", "left", "2"),
        ("post_procedure", "mammography", "left", "2"),
        ("diagnostic", "mammography", "right", "2"),
        ("diagnostic", "mammography", "left", "0"),
    ],
)
def test_a_recall_stays_open_after_what_the_table_does_not_name(
    purpose: str, modality: str, breast: str, category: str
) -> None:
    other = report(
        id="r2",
        exams=[exam("d", purpose, "2024-02-10", modality)],
        assessments=[{"breast": breast, "exam": "d", "category": category}],
    )
    assert "closed" not in {
        item.state for item in track([RECALL, other], TODAY, closed=True) if item.rule == "recall"
    }


def test_an_earlier_exam_closes_nothing_and_an_undated_one_is_unknown() -> None:
    assessed = [{"breast": "left", "exam": "d", "category": "2"}]
    earlier = report(id="r2", exams=[exam("d", "diagnostic", "2023-02-10")], assessments=assessed)
    undated = report(id="r2", exams=[exam("d", "diagnostic", None)], assessments=assessed)
    assert only(RECALL, earlier, rule="recall").state == "overdue"
    item = only(RECALL, undated, rule="recall")
    assert item.state == "unknown"
    assert [(one.report, one.why) for one in item.may_close] == [("r2", "undated")]


def test_a_recalled_mass_is_closed_by_ultrasound_and_calcifications_are_not() -> None:
    for kind, state in (("mg.mass", "closed"), ("mg.calcifications", "overdue")):
        first = report(id="r1", exams=[SCREEN], findings=[lesion("0", exam="s") | {"kind": kind}])
        second = report(
            id="r2",
            exams=[exam("u", "diagnostic", "2024-02-10", "ultrasound")],
            assessments=[{"breast": "left", "exam": "u", "category": "2"}],
        )
        assert only(first, second, rule="recall").state == state


def test_a_four_waits_for_tissue_of_its_own_lesion() -> None:
    assert states(read_as("4A")) == {"tissue_diagnosis": "overdue"}
    assert states(read_as("4A"), sampled("invasive_ductal_carcinoma")) == {
        "tissue_diagnosis": "closed"
    }
    other = report(
        id="r3",
        findings=[lesion() | {"lesion": "K"}],
        pathology=[{"finding": "m", "date": "2024-03-01", "result": "malignant"}],
    )
    item = only(read_as("4A"), other, rule="tissue_diagnosis")
    assert (item.state, item.may_close[0].why) == ("unknown", "not_said_to_be_the_same")


@pytest.mark.parametrize(
    ("result", "day", "more", "state"),
    [
        ("non_diagnostic", "2024-03-01", {}, "overdue"),
        ("fibroadenoma", "2024-01-01", {}, "overdue"),
        ("fibroadenoma", None, {}, "unknown"),
        ("fibroadenoma", "2024-03-01", {"state": "pending"}, "overdue"),
        ("fibroadenoma", "2024-03-01", {"concordance": "discordant"}, "overdue"),
        ("fibroadenoma", "2024-03-01", {"concordance": "concordant"}, "closed"),
        ("other", "2024-03-01", {}, "closed"),
    ],
)
def test_which_tissue_answers_a_four(
    result: str, day: str | None, more: dict[str, Any], state: str
) -> None:
    assert states(read_as("4A"), sampled(result, day, **more))["tissue_diagnosis"] == state


def test_a_benign_aspiration_of_calcifications_answers_nothing() -> None:
    of = {"kind": "mg.calcifications"}
    four = report(id="r2", exams=[DIAGNOSTIC], findings=[lesion("4B", exam="d") | of])
    taken = {"finding": "m", "date": "2024-03-01", "result": "benign"}
    needle = {**taken, "procedure": "fine_needle_aspiration"}
    missed = {**taken, "procedure": "core_biopsy", "specimen_radiograph": "absent"}
    for each in (needle, missed):
        tissue = report(id="r3", findings=[lesion() | of], pathology=[each])
        assert states(four, tissue)["tissue_diagnosis"] == "overdue"


def test_tissue_of_a_breast_answers_where_it_has_one_lesion() -> None:
    """The table names tissue of that breast where the result names no finding."""
    taken = report(
        id="r3", pathology=[{"breast": "left", "date": "2024-03-01", "result": "malignant"}]
    )
    of_breast = [{"breast": "left", "exam": "d", "category": "5"}]
    alone = report(id="r2", exams=[DIAGNOSTIC], assessments=of_breast)
    assert states(alone, taken)["tissue_diagnosis"] == "closed"
    assert states(read_as("5"), taken)["tissue_diagnosis"] == "closed"
    two = report(
        id="r2",
        exams=[DIAGNOSTIC],
        findings=[lesion("5", exam="d"), lesion("2", exam="d") | {"id": "n", "lesion": "K"}],
    )
    assert states(two, taken)["tissue_diagnosis"] == "unknown"


def test_tissue_before_a_new_four_does_not_answer_it() -> None:
    later = report(
        id="r4",
        exams=[exam("d", "diagnostic", "2024-05-01")],
        findings=[lesion("4C", exam="d", change="increasing")],
    )
    found = [
        (item.state, item.category)
        for item in track([read_as("4A"), sampled("fibroadenoma"), later], TODAY, closed=True)
        if item.rule == "tissue_diagnosis"
    ]
    assert found == [("due", "4C"), ("closed", "4A")]


def test_a_result_names_a_finding_of_another_report() -> None:
    taken = report(
        id="r3", pathology=[{"finding": "m", "date": "2024-03-01", "result": "malignant"}]
    )
    assert states(read_as("5"), taken)["tissue_diagnosis"] == "closed"
    lost = report(
        id="r3", pathology=[{"finding": "x", "date": "2024-03-01", "result": "malignant"}]
    )
    item = only(read_as("5"), lost, rule="tissue_diagnosis")
    assert (item.state, item.may_close[0].why) == ("unknown", "finding_not_found")


def test_follow_ups_are_due_after_six_twelve_and_twenty_four_months() -> None:
    days = ("2022-01-01", "2022-07-05", "2023-01-07", "2024-01-09")
    reports = [
        report(
            id=f"f{n}",
            exams=[exam("d", "diagnostic" if n == 0 else "short_interval_follow_up", day)],
            findings=[lesion("3", exam="d")],
        )
        for n, day in enumerate(days)
    ]
    for count, wait in ((1, 183), (2, 183), (3, 365)):
        found = [i for i in track(reports[:count], TODAY) if i.rule == "short_interval_follow_up"]
        assert len(found) == 1
        assert found[0].due == dt.date.fromisoformat(days[count - 1]) + dt.timedelta(days=wait)
    (last,) = track(reports, TODAY)
    assert (last.state, last.due, last.notes) == ("unknown", None, ("beyond_schedule",))


def test_a_written_interval_or_date_counts_first() -> None:
    written = {"action": "short_interval_follow_up", "breast": "left"}
    three = {"exams": [DIAGNOSTIC], "findings": [lesion("3", exam="d")]}
    by_months = report(id="r2", **three, recommendations=[{**written, "interval_months": 3}])
    by_date = report(id="r2", **three, recommendations=[{**written, "due": "2024-05-20"}])
    assert only(by_months, rule="short_interval_follow_up").due == dt.date(2024, 5, 11)
    item = only(by_date, rule="short_interval_follow_up")
    assert (item.due, item.days_over, item.notes) == (dt.date(2024, 5, 20), 12, ("as_written",))
    alone = report(
        id="r2", exams=[DIAGNOSTIC], recommendations=[{**written, "interval_months": 12}]
    )
    assert only(alone, rule="short_interval_follow_up").opened_by[0].pointer == "/recommendations/0"


def test_tissue_waits_for_concordance_and_a_high_risk_result_for_the_surgeon() -> None:
    assert states(sampled("atypical_ductal_hyperplasia")) == {
        "concordance": "open",
        "surgical_consultation": "open",
    }
    agreed = sampled("fibroadenoma", concordance="concordant")
    assert states(agreed) == {"concordance": "closed"}
    assert states(sampled("fibroadenoma", concordance="undetermined")) == {"concordance": "open"}
    excised = report(
        id="r4",
        findings=[lesion()],
        pathology=[
            {
                "finding": "m",
                "date": "2024-04-01",
                "result": "benign",
                "procedure": "surgical_excision",
            }
        ],
    )
    assert states(sampled("atypical_ductal_hyperplasia"), excised) == {
        "concordance": "closed",
        "surgical_consultation": "closed",
    }


def test_a_written_consultation_is_not_known_to_have_taken_place() -> None:
    written = report(
        id="r4",
        issued="2024-03-05T09:00:00+00:00",
        recommendations=[{"action": "surgical_consultation", "breast": "left"}],
    )
    high_risk = sampled("atypical_ductal_hyperplasia")
    item = only(high_risk, written, rule="surgical_consultation")
    assert item.state == "unknown"
    assert item.may_close[0].why == "written_not_known_to_be_done"


def test_an_overall_category_is_closed_only_where_both_breasts_are_answered() -> None:
    first = report(
        id="r1", exams=[SCREEN], assessments=[{"breast": "overall", "exam": "s", "category": "0"}]
    )
    assessed = {"exam": "d", "category": "2"}
    one = report(id="r2", exams=[DIAGNOSTIC], assessments=[{"breast": "left", **assessed}])
    both = report(id="r2", exams=[DIAGNOSTIC], assessments=[{"breast": "bilateral", **assessed}])
    assert only(first, rule="recall").breast is None
    assert only(first, one, rule="recall").may_close[0].why == "one_breast_only"
    assert only(first, both, rule="recall").state == "closed"


def test_a_replacement_withdraws_and_reopens_and_says_so() -> None:
    mended = report(
        id="r1a",
        replaces="r1",
        status="amended",
        exams=[SCREEN],
        assessments=[{"breast": "bilateral", "exam": "s", "category": "1"}],
    )
    item = only(RECALL, mended, rule="recall")
    assert (item.state, item.closed_by[0].report) == ("withdrawn", "r1a")
    taken = sampled("malignant")
    void = report(id="r3a", replaces="r3", status="corrected", narrative="Of another woman.")
    item = only(read_as("5"), taken, void, rule="tissue_diagnosis")
    assert (item.state, item.notes) == ("overdue", ("reopened_by_replaced:r3",))


def test_a_void_report_replaces_and_closes_nothing() -> None:
    cancelled = report(id="r1a", replaces="r1", status="cancelled")
    assert only(RECALL, cancelled, rule="recall").state == "overdue"
    taken = sampled("malignant").replace(status="entered_in_error")
    item = only(read_as("5"), taken, rule="tissue_diagnosis")
    assert (item.state, item.notes) == ("overdue", ("reopened_by_void:r3",))


def test_a_preliminary_report_closes_nothing_for_certain() -> None:
    taken = sampled("malignant").replace(status="preliminary")
    item = only(read_as("5"), taken, rule="tissue_diagnosis")
    assert (item.state, item.may_close[0].why) == ("unknown", "preliminary")


def test_a_report_without_a_key_is_shown_and_joined_with_nothing() -> None:
    alone = RECALL.replace(patient_key=None)
    both = list(track([alone, RECALL.replace(id="other")], TODAY))
    (item,) = (each for each in both if each.patient_key is None)
    assert len(both) == 2
    assert item.notes == ("patient_key_missing",)
    assert item.state == "overdue"
