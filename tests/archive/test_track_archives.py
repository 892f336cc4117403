"""Small archives whose open items were written down before they were tried."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from birads import InvalidReport, Report, parse
from birads.archive import Item, Joined, join, track
from tests.archive.archive_reports import TODAY, exam, report

SCREEN = exam("s", "screening", "2024-01-10")
WORKUP = exam("d", "diagnostic", "2024-02-10")


def assessed(breast: str, category: str, name: str) -> dict[str, Any]:
    return {"breast": breast, "exam": name, "category": category}


def screened(breast: str = "left", category: str = "0", **more: Any) -> Report:
    members = {"id": "r1", "exams": [SCREEN], **more}
    return report(assessments=[assessed(breast, category, "s")], **members)


def worked_up(breast: str, category: str, day: str | None = "2024-02-10", **more: Any) -> Report:
    made = exam("d", "diagnostic", day)
    members = {"id": "r2", "exams": [made], **more}
    return report(assessments=[assessed(breast, category, "d")], **members)


def finding(
    category: str | None = None, name: str = "m", breast: str = "left", **more: Any
) -> dict[str, Any]:
    made = {"kind": "mg.mass", "id": name, "location": {"breast": breast}, **more}
    return made if category is None else {**made, "category": category}


def four(**more: Any) -> Report:
    """Return a workup that reads the lesion L of the left breast as 4A."""
    return report(id="r2", exams=[WORKUP], findings=[finding("4A", exam="d", lesion="L")], **more)


def tissue(result: str | None = "fibroadenoma", day: str = "2024-03-01", **more: Any) -> Report:
    """Return the needle biopsy of the lesion L."""
    taken = {"finding": "m", "date": day, "procedure": "core_biopsy"}
    for name in ("concordance", "procedure", "b_category", "state"):
        if name in more:
            taken[name] = more.pop(name)
    if result is not None:
        taken["result"] = result
    members = {"id": "r3", "findings": [finding(lesion="L")], **more}
    return report(pathology=[taken], **members)


def two_lesions(breast: str) -> Report:
    """Return a breast read as 4C that holds a 4A and a finding without a category."""
    findings = [
        finding("4A", exam="d", lesion="L"),
        finding(name="n", exam="d", lesion="K"),
    ]
    return report(
        id="r2", exams=[WORKUP], findings=findings, assessments=[assessed(breast, "4C", "d")]
    )


ONE = "2024-01-11T09:00:00Z"
TWO = "2024-03-11T09:00:00Z"
AGREED = tissue(concordance="concordant")
RESULT = "concordance left"
BIOPSY = "tissue_diagnosis left"
RECALL = "recall left"

ARCHIVES: dict[str, tuple[list[Report], list[str]]] = {
    "a key spelled otherwise is another woman": (
        [screened(), worked_up("left", "2", patient_key="P1")],
        [f"{RECALL} overdue"],
    ),
    "an amended report says that there was nothing": (
        [
            screened(),
            screened(id="r1a", replaces="r1", status="amended"),
            screened(category="1", id="r1b", replaces="r1a", status="amended"),
        ],
        [f"{RECALL} withdrawn", f"{RECALL} withdrawn"],
    ),
    "versions of one id replace what is earlier, not each other": (
        [
            screened(issued="2024-01-10T09:00:00Z"),
            screened("right", replaces="r1", status="amended", issued="2024-01-10T10:00:00Z"),
            screened("bilateral", "1", replaces="r1", status="amended", issued=ONE),
        ],
        [f"{RECALL} withdrawn", "recall right withdrawn"],
    ),
    "reports that replace each other both stand": (
        [screened(replaces="rx"), screened(category="1", id="rx", replaces="r1")],
        [f"{RECALL} overdue"],
    ),
    "a replacement of what is not there stands": (
        [screened(replaces="lost", status="amended")],
        [f"{RECALL} overdue"],
    ),
    "a report of another woman replaces nothing": (
        [screened(), screened(category="1", id="x", patient_key="p2", replaces="r1")],
        [f"{RECALL} overdue"],
    ),
    "the later version is later whatever its offset": (
        [
            screened(issued="2024-01-12T01:00:00+09:00"),
            screened(category="1", status="amended", issued="2024-01-11T23:30:00-05:00"),
        ],
        [f"{RECALL} withdrawn"],
    ),
    "a result that was entered in error by its own id closes nothing": (
        [four(), tissue(issued=ONE), tissue(status="entered_in_error", issued=TWO)],
        [f"{BIOPSY} overdue", f"{RESULT} withdrawn"],
    ),
    "a result of the id of a void report without a time closes nothing for certain": (
        [four(), AGREED, AGREED.replace(status="entered_in_error")],
        [f"{BIOPSY} unknown", f"{RESULT} unknown", f"{RESULT} withdrawn"],
    ),
    "a result that was issued again after it was void stands": (
        [four(), AGREED.replace(issued=TWO), AGREED.replace(status="cancelled", issued=ONE)],
        [f"{BIOPSY} closed", f"{RESULT} closed", f"{RESULT} withdrawn"],
    ),
    "a recall that was cancelled by its own id is withdrawn": (
        [screened(issued=ONE), screened(status="cancelled", issued=TWO)],
        [f"{RECALL} withdrawn"],
    ),
    "a recall of the id of a void report without a time stays": (
        [screened(), screened(status="cancelled")],
        [f"{RECALL} overdue", f"{RECALL} withdrawn"],
    ),
    "tissue of the future closes nothing": (
        [four(), tissue("malignant", "2030-03-01")],
        [f"{BIOPSY} unknown"],
    ),
    "concordance of the future closes nothing": (
        [tissue(day="2030-03-01", concordance="concordant")],
        [f"{RESULT} unknown"],
    ),
    "an exam of the future closes nothing": (
        [screened(), worked_up("left", "2", "2030-02-10")],
        [f"{RECALL} unknown"],
    ),
    "an undated exam closes nothing": (
        [screened(), worked_up("left", "2", None, issued=TWO)],
        [f"{RECALL} unknown"],
    ),
    "a breast that is worse than its sampled finding waits": (
        [two_lesions("left"), AGREED],
        [f"{BIOPSY} overdue", f"{BIOPSY} closed", f"{RESULT} closed"],
    ),
    "an overall category that is worse than the sampled finding waits": (
        [two_lesions("overall"), AGREED],
        ["tissue_diagnosis None unknown", f"{BIOPSY} closed", f"{RESULT} closed"],
    ),
    "a breast that is as bad as its finding is one item": (
        [four(assessments=[assessed("left", "4A", "d")])],
        [f"{BIOPSY} overdue"],
    ),
    "a breast read as an undivided four is carried by its finding": (
        [four(assessments=[assessed("left", "4", "d"), assessed("overall", "4", "d")])],
        [f"{BIOPSY} overdue"],
    ),
    "both breasts wait where one is sampled": (
        [four(assessments=[assessed("bilateral", "4A", "d")]), AGREED],
        ["tissue_diagnosis right overdue", f"{BIOPSY} closed", f"{RESULT} closed"],
    ),
    "a finding of both breasts waits in each": (
        [
            report(id="r2", exams=[WORKUP], findings=[finding("4", breast="bilateral")]),
            report(
                id="r3",
                pathology=[{"breast": "left", "date": "2024-03-01", "result": "malignant"}],
            ),
        ],
        ["tissue_diagnosis right overdue", f"{BIOPSY} closed"],
    ),
    "a result names a finding whose id another lesion got later": (
        [
            four(),
            tissue("malignant", findings=[]),
            report(
                id="r9",
                exams=[exam("d", "screening", "2024-05-20")],
                findings=[finding("2", exam="d", lesion="Q")],
            ),
        ],
        [f"{BIOPSY} closed"],
    ),
    "a result names one of two findings of that id": (
        [
            four(),
            tissue("malignant", findings=[]),
            report(
                id="r0",
                exams=[exam("d", "screening", "2023-05-20")],
                findings=[finding("2", exam="d", lesion="Q")],
            ),
        ],
        [f"{BIOPSY} unknown"],
    ),
    "a European class answers as its result would": (
        [four(), tissue(None, b_category="B3")],
        [f"{RESULT} open", "surgical_consultation left open", f"{BIOPSY} closed"],
    ),
    "normal tissue answers nothing": (
        [four(), tissue(None, b_category="B1")],
        [f"{BIOPSY} overdue"],
    ),
    "a pending result answers nothing": (
        [four(), tissue(None, b_category="B5", state="pending")],
        [f"{BIOPSY} overdue"],
    ),
    "a repeated biopsy answers what the discordant one did not": (
        [
            four(),
            tissue(concordance="discordant"),
            tissue(day="2024-04-01", id="r4", concordance="concordant"),
        ],
        [f"{BIOPSY} closed", f"{RESULT} closed", f"{RESULT} closed"],
    ),
    "a later two is no tissue": (
        [four(), worked_up("left", "2", "2024-05-01", id="r5")],
        [f"{BIOPSY} overdue"],
    ),
    "a second reading of the same exam closes nothing": (
        [screened(), screened(category="1", id="r1b")],
        [f"{RECALL} overdue"],
    ),
    "a follow-up without cancer is no tissue": (
        [
            four(),
            report(
                id="r4",
                outcomes=[
                    {
                        "breast": "left",
                        "malignant": False,
                        "basis": "imaging_follow_up",
                        "date": "2024-05-01",
                    }
                ],
            ),
        ],
        [f"{BIOPSY} overdue"],
    ),
    "an exam of the other breast with an overall two closes nothing": (
        [
            screened(),
            worked_up("overall", "2", exams=[{**WORKUP, "laterality": "right"}]),
        ],
        [f"{RECALL} overdue"],
    ),
    "a mastectomy of the other breast closes nothing": (
        [
            tissue("atypical_ductal_hyperplasia", concordance="concordant"),
            report(
                id="r4",
                pathology=[
                    {
                        "breast": "right",
                        "date": "2024-04-01",
                        "procedure": "mastectomy",
                        "result": "benign",
                    }
                ],
            ),
        ],
        ["surgical_consultation left open", f"{RESULT} closed"],
    ),
    "a known cancer is no open item": (
        [report(id="r2", exams=[WORKUP], findings=[finding("6", exam="d")])],
        [],
    ),
}


def found(reports: list[Report]) -> list[Item]:
    return list(track(reports, TODAY, closed=True))


@pytest.mark.parametrize("name", ARCHIVES)
def test_small_archive(name: str) -> None:
    reports, expected = ARCHIVES[name]
    told = sorted(f"{item.rule} {item.breast} {item.state}" for item in found(reports))
    assert told == sorted(expected)
    assert found(reports[::-1]) == found(reports)


def test_what_is_not_settled_about_an_opener_is_said() -> None:
    ahead = screened(exams=[exam("s", "screening", "2030-01-10")])
    (item,) = found([ahead])
    assert (item.state, item.days_open, item.notes) == ("due", None, ("dated_after_today",))
    (item,) = found([screened(status="preliminary")])
    assert (item.state, item.notes) == ("overdue", ("preliminary",))
    item = found([screened(), screened(status="cancelled")])[0]
    assert (item.state, item.notes) == ("overdue", ("void_version_undated",))


def test_a_result_that_was_taken_back_says_so() -> None:
    reports = [four(), tissue(issued=ONE), tissue(status="entered_in_error", issued=TWO)]
    (item,) = (one for one in found(reports) if one.rule == "tissue_diagnosis")
    assert item.notes == ("reopened_by_void:r3",)
    counts = Joined()
    assert [one.id for one in join(reports, counts)] == ["r2"]
    assert (counts.void, counts.joined["void_version"]) == (2, 1)


def test_why_a_result_may_not_close_is_said() -> None:
    for name, why in (
        ("a result names one of two findings of that id", "several_findings_of_that_id"),
        ("tissue of the future closes nothing", "dated_after_today"),
        (
            "a result of the id of a void report without a time closes nothing for certain",
            "void_version_undated",
        ),
    ):
        item = next(one for one in found(ARCHIVES[name][0]) if one.rule == "tissue_diagnosis")
        assert [said.why for said in item.may_close] == [why]


def test_days_are_counted_over_a_leap_day_and_by_the_offset_of_the_issue() -> None:
    (item,) = found([screened(exams=[exam("s", "screening", "2023-12-31")])])
    assert item.due == dt.date(2024, 2, 29)
    (item,) = found(
        [screened(exams=[exam("s", "screening", None)], issued="2024-01-10T23:30:00-05:00")]
    )
    assert (item.due, item.notes) == (dt.date(2024, 3, 10), ("dated_by_issue",))


def test_a_document_with_the_leap_day_of_another_year_is_no_report() -> None:
    wrong = screened().to_dict()
    wrong["exams"][0]["date"] = "2023-02-29"
    with pytest.raises(InvalidReport, match="calendar"):
        parse(wrong)
