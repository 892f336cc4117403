"""Counting: measures against a plain recount, groups, choices, limits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from birads import InvalidReport, Report, parse
from birads.audit import (
    Audit,
    Result,
    Truth,
    UnknownDefinition,
    UnknownDimension,
    cases,
    definition,
)
from birads.audit import _counts as counting
from birads.testing import reports
from tests.audit.audit_reports import followed, report

BENIGN, CANCER = [{"result": "benign"}], [{"result": "invasive_ductal_carcinoma"}]


def run(many: list[Report], name: str = "acr-basic", **how: Any) -> Result:
    audit = Audit(name, **how)
    for one in many:
        audit.add(one)
    return audit.result()


def measured(result: Result, group: str) -> dict[str, str]:
    return {
        name: one.text()
        for of, _, found in result.sections()
        if of.id == group
        for name, one in found.items()
    }


def screening() -> list[Report]:
    """1000 screens: 100 recalled (6 cancers), 900 negative (2 missed, 698 followed)."""
    recalled = [report("0", purpose="screening", tissue=CANCER)] * 6
    recalled += [report("0", purpose="screening", outcomes=[followed()])] * 94
    missed = followed("2024-12-01", malignant=True)
    negative = [report("1", purpose="screening", outcomes=[missed])] * 2
    negative += [report("2", purpose="screening", outcomes=[followed()])] * 698
    negative += [report("1", purpose="screening")] * 200
    return recalled + negative


def test_a_screening_year() -> None:
    result = run(screening())
    ((group, counted, found),) = result.sections()
    assert group.id == "screening"
    assert (counted.tp, counted.fp1, counted.tn, counted.fn) == (6, 94, 698, 2)
    assert counted.unknown_negative == 200
    assert {name: (one.k, one.n) for name, one in found.items()} == {
        "recall_rate": (100, 1000),
        "abnormal_interpretation_rate": (100, 1000),
        "cancer_detection_rate": (6, 1000),
        "ppv1": (6, 100),
        "sensitivity": (6, 8),
        "specificity": (698, 792),
        "npv": (698, 700),
        "dcis_share": (0, 6),
        "minimal_cancers": (0, 0),
        "node_negative_cancers": (0, 0),
    }
    assert found["cancer_detection_rate"].text() == "6.0 per 1,000 (2.2-13.0)"
    assert "size of the invasive part" in found["minimal_cancers"].text()
    assert "lymph nodes" in found["node_negative_cancers"].text()
    assert any("700 of 900 negatives" in warning for warning in result.warnings)


def test_unknown_outcomes_are_read_by_choice() -> None:
    found = dict(run(screening(), unknown="no_cancer").sections().__next__()[2])
    assert (found["specificity"].k, found["specificity"].n) == (898, 992)


def recalled(reason: str | None, **more: Any) -> Report:
    """Return a screening exam of category 0, with the reason why."""
    zero = {"breast": "left", "exam": "e", "category": "0"} | ({"reason": reason} if reason else {})
    return report("0", purpose="screening", assessments=[zero], **more)


def test_the_law_counts_its_own_way() -> None:
    many = [recalled("needs_additional_imaging", tissue=CANCER)] * 5
    many += [report("3", purpose="screening")] * 5
    law = measured(run(many, "mqsa-2024"), "screening")
    assert set(law) == {"recall_rate", "cancer_detection_rate", "ppv_positive"}
    assert law["recall_rate"].startswith("50.0 %")
    assert law["cancer_detection_rate"].startswith("500.0 per 1,000")
    assert law["ppv_positive"] == "not computable: no such cases"


def test_no_cancers_and_no_negatives_are_said() -> None:
    benign = measured(run([report(tissue=BENIGN)] * 20), "diagnostic")
    assert benign["sensitivity"] == "not computable: no case was read as negative"
    assert benign["ppv3"].startswith("0.0 %")
    unfollowed = measured(run([report(tissue=BENIGN)] * 20 + [report("2")] * 9), "diagnostic")
    assert unfollowed["npv"] == "not computable: no negative was followed"
    clean = measured(run([report("2", outcomes=[followed()])] * 20), "diagnostic")
    assert clean["sensitivity"] == "not computable: no cancers are known"
    assert run([]).cells.total == 0


def test_ppv3_is_no_number_where_outcomes_leave_tissue_open() -> None:
    unknown = {"finding": "f", "malignant": False, "basis": "unknown"}
    many = [report(tissue=CANCER)] * 6 + [report(outcomes=[unknown])] * 6
    ppv3 = measured(run(many), "diagnostic")["ppv3"]
    assert ppv3.endswith("do not say whether tissue was taken; it lies between 50.0 and 100.0 %")


def test_groups_and_their_sums() -> None:
    many = [
        report(tissue=CANCER, authors=["A"], extensions={"org.example.site": "north"}),
        report(tissue=BENIGN, authors=["A", "B"], extensions={"org.example.site": 7}),
        report(date=None),
    ]
    axis = "mg.calcifications.morphology"
    by = ["reader", "site", "period", axis]
    result = run(many, "study-2018", by=by, site="org.example.site", period="quarter")
    values = {name: {v: c.total for v, c in g.sorted()} for name, g in result.groups.items()}
    assert values == {
        "reader": {"(not stated)": 1, "A": 2, "B": 1},
        "site": {"(not stated)": 1, "7": 1, "north": 1},
        "period": {"(not stated)": 1, "2024-Q1": 2},
        axis: {"(not stated)": 3},
    }


def test_more_readers_than_can_be_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_GROUPS", 3)
    result = run([report(authors=[f"R{n}"]) for n in range(9)])
    totals = {name: cells.total for name, cells in result.groups["reader"].sorted()}
    assert totals == {"R0": 1, "R1": 1, "R2": 1, counting.OTHERS: 6}
    assert result.log.counts["too_many_groups"] == 1


def test_issues_are_counted_and_only_the_first_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_EXAMPLES", 2)
    result = run([report("2", outcomes=[followed("2020-01-01")])] * 5)
    assert result.log.counts == {"follow_up_before_exam": 5}
    assert len(result.log.examples) == 2


def test_a_document_that_is_no_report_is_counted() -> None:
    audit = Audit()
    with pytest.raises(InvalidReport) as caught:
        parse(b"{}")
    audit.refuse(caught.value, file="x.ndjson", line=3)
    result = audit.result()
    assert (result.reports, result.refused) == (1, 1)
    assert result.log.examples[0]["line"] == 3


def test_unknown_names() -> None:
    with pytest.raises(UnknownDefinition, match="acr-basic"):
        definition("acr")
    with pytest.raises(UnknownDimension, match="reader"):
        Audit(by=["hospital"])
    with pytest.raises(UnknownDimension, match="counts exams"):
        Audit(by=["mg.mass.shape"])
    with pytest.raises(UnknownDimension, match="quarter"):
        Audit(period="week")


def seen(cem: str, mri: str, result: str) -> Report:
    finding = {"cem": {"enhancement": cem}, "mri": {"enhancement": mri}}
    return report(finding=finding, tissue=[{"result": result}])


def test_cem_against_mri_and_the_three_readings() -> None:
    many = [seen("mass", "nme", "malignant")] * 6 + [seen("none", "none", "benign")] * 6
    many += [seen("indeterminate", "mass", "malignant"), seen("none", "focus", "malignant")]
    result = run(many)
    (agreement,) = result.agreements
    assert (agreement.first, agreement.second, agreement.n, agreement.same) == (
        "CEM",
        "MRI",
        14,
        12,
    )
    assert agreement.value is not None
    tables = result.to_dict()["tests"]["cem"]["indeterminate_as"]
    assert {how: (one["tp"], one["fn"]) for how, one in tables.items()} == {
        "excluded": (6, 1),
        "negative": (6, 2),
        "positive": (7, 1),
    }


def test_two_readers_of_one_lesion() -> None:
    pairs = [("4", "4")] * 5 + [("2", "3")] * 3 + [("5", "5")] * 2 + [("0", "4")]
    many = [
        report(said, authors=[who], finding={"tracking_uid": f"1.2.{number}"})
        for number, both in enumerate(pairs)
        for who, said in zip(("B", "A"), both, strict=True)
    ]
    plain, linear, quadratic = run(many).agreements
    assert (plain.first, plain.second, plain.n, plain.same) == ("A", "B", 10, 7)
    values = [one.value for one in (plain, linear, quadratic)]
    assert None not in values
    assert values == sorted(values, key=lambda value: value or 0)
    assert run([report(authors=["A"], finding={"tracking_uid": "1"})] * 9).agreements == ()


def test_several_words_belong_to_none_of_them() -> None:
    words = {"morphology": ["fine_pleomorphic", "amorphous"], "distribution": "grouped"}
    result = run([report(finding=words, tissue=CANCER)] * 5)
    (row,) = result.evidence.rows("mg.calcifications.morphology")
    assert (row.word, row.share.k) == ("several", 5)
    (square,) = [one for one in result.evidence.squares() if one.second.endswith("distribution")]
    assert list(square.cells) == [("several", "grouped")]


def test_published_values_stand_beside_counts() -> None:
    result = run([report(finding={"morphology": ["fine_pleomorphic"]}, tissue=CANCER)] * 5)
    (row,) = result.evidence.rows("mg.calcifications.morphology")
    assert {one.source for one in row.published} >= {"birads2013", "hkjr2009"}
    assert any("PLEOMORPHIC" in warning for warning in result.warnings)
    assert any("not the probability of any patient" in warning for warning in result.warnings)


@settings(deadline=None, max_examples=60)
@given(st.lists(reports(), max_size=4))
def test_any_reports_are_counted_once_and_the_same_in_any_order(many: list[Report]) -> None:
    for name in ("acr-basic", "study-2018"):
        result = run(many, name)
        assert result.to_dict()["cases"] == result.cells.total + sum(result.excluded.values())
        for group, counted, _ in result.sections():
            known = counted.tp + counted.fp1 + counted.tn + counted.fn
            unknown = counted.unknown_positive + counted.unknown_negative
            assert known + unknown + counted.outside == counted.exams, group.id
            assert counted.fp3 <= counted.fp2
        again = run(many[::-1], name)
        assert again.cells.counts == result.cells.counts
        json.dumps(result.to_dict(), allow_nan=False)


def tissue_of(one: Report) -> Iterator[Report]:
    for result in ("benign", "atypical_ductal_hyperplasia", "non_diagnostic"):
        for finding in one.findings[:2]:
            entry = {"finding": finding.id, "result": result}
            document = one.to_dict()
            document["pathology"] = [*document.get("pathology", ()), entry]
            yield parse(document)


@settings(deadline=None, max_examples=40)
@given(reports())
def test_a_harmless_result_never_takes_a_cancer_away(one: Report) -> None:
    chosen = definition("acr-basic")
    before = [case.followed.truth for case in cases(one, chosen).cases]
    for more in tissue_of(one):
        after = [case.followed.truth for case in cases(more, chosen).cases]
        for first, second in zip(before, after, strict=True):
            assert first is not Truth.CANCER or second is Truth.CANCER
