"""Findings of one lesion are one case, whatever was seen of it, when, and by whom."""

from __future__ import annotations

import time
from typing import Any

import pytest

from birads import Report, parse
from birads.audit import Audit, Case, Result, Truth, cases, definition
from birads.audit import _words as words
from tests.audit.audit_reports import report

MG = {"id": "mg", "modality": "mammography", "purpose": "diagnostic", "date": "2024-03-01"}
US = {"id": "us", "modality": "ultrasound", "purpose": "diagnostic", "date": "2024-03-01"}
SCREEN = {"id": "s", "modality": "mammography", "purpose": "screening", "date": "2024-02-01"}


def finding(name: str, exam: str, category: str | None, **more: Any) -> dict[str, Any]:
    kind = "us.mass" if exam == "us" else "mg.mass"
    base = {"kind": kind, "id": name, "exam": exam, "location": {"breast": "left"}}
    base |= {"category": category} if category else {}
    return base | {"tracking_uid": "1.2.3"} | more


def episode(
    *findings: dict[str, Any], exams: list[dict[str, Any]] | None = None, **more: Any
) -> Report:
    document = {"edition": "2013", "exams": exams or [MG, US], "findings": list(findings), **more}
    return parse(document)


def lesions(one: Report, name: str = "study-2018") -> list[Case]:
    return [case for case in cases(one, definition(name)).cases if case.unit == "lesion"]


def run(many: list[Report], name: str = "study-2018") -> Result:
    audit = Audit(name)
    for one in many:
        audit.add(one)
    return audit.result()


def test_one_lesion_of_two_modalities_is_one_case_with_one_truth() -> None:
    tissue = [{"finding": "u", "result": "malignant", "date": "2024-03-05"}]
    both = episode(finding("m", "mg", "4"), finding("u", "us", "5"), pathology=tissue)
    (case,) = lesions(both)
    assert (case.finding, case.category, case.modality) == ("m;u", "5", "ultrasound")
    assert case.followed.truth is Truth.CANCER
    assert dict(case.words)["finding.kind"] == "mg.mass+us.mass"
    assert run([both] * 5).cells.total == 5


def test_findings_without_a_common_id_stay_apart() -> None:
    apart = episode(finding("m", "mg", "4"), finding("u", "us", "5", tracking_uid="1.2.4"))
    assert [case.finding for case in lesions(apart)] == ["m", "u"]
    sides = episode(finding("m", "mg", "4"), finding("n", "mg", "5", location={"breast": "right"}))
    assert len(lesions(sides)) == 2


@pytest.mark.parametrize("result", ["benign", "malignant"])
def test_tissue_of_a_lesion_answers_every_exam_that_saw_it(result: str) -> None:
    tissue = [{"finding": "u", "result": result, "date": "2024-03-05"}]
    both = episode(finding("m", "mg", "5"), finding("u", "us", "5"), pathology=tissue)
    truths = {case.followed.truth for case in cases(both, definition("acr-basic")).cases}
    assert truths == {Truth.CANCER if result == "malignant" else Truth.NO_CANCER}


def test_a_cancer_of_a_breast_belongs_to_its_only_lesion() -> None:
    left = [{"breast": "left", "malignant": True, "basis": "registry", "date": "2024-05-01"}]
    two = (finding("m", "mg", "4"), finding("u", "us", "4"))
    assert lesions(episode(*two, outcomes=left))[0].followed.truth is Truth.CANCER
    other = finding("x", "mg", "2", tracking_uid="9")
    truths = [case.followed.truth for case in lesions(episode(*two, other, outcomes=left))]
    assert truths == [Truth.UNKNOWN, Truth.UNKNOWN]


@pytest.mark.parametrize(
    ("further", "counts"),
    [
        ({"purpose": "diagnostic"}, "2"),
        ({"purpose": "post_procedure"}, "0"),
        ({"purpose": "diagnostic", "modality": "ultrasound"}, "0"),
        ({"purpose": "diagnostic", "date": "2024-01-01"}, "0"),
    ],
)
def test_a_recall_is_over_only_where_its_workup_says_so(
    further: dict[str, str], counts: str
) -> None:
    later = {**MG, **further}
    one = episode(finding("a", "s", "0"), finding("b", "mg", "2"), exams=[SCREEN, later])
    assert lesions(one)[0].category == counts


def test_a_worked_up_recall_with_tissue_between_the_exams() -> None:
    tissue = [{"finding": "a", "result": "benign", "date": "2024-02-20"}]
    pair = finding("a", "s", "0"), finding("b", "mg", "4A")
    (case,) = lesions(episode(*pair, exams=[SCREEN, MG], pathology=tissue))
    assert (case.category, case.group, case.followed.truth) == ("4A", "lesions", Truth.NO_CANCER)
    tissue[0]["result"] = "malignant"
    (case,) = lesions(episode(*pair, exams=[SCREEN, MG], pathology=tissue))
    assert (case.followed.truth, case.excluded) == (Truth.CANCER, None)


def test_readers_are_still_paired_finding_by_finding() -> None:
    def read(reader: str, mg: str, us: str) -> Report:
        return episode(finding("m", "mg", mg), finding("u", "us", us), authors=[reader])

    result = run([read("A", "4", "5"), read("B", "5", "4")])
    assert result.agreements[0].n == 2


def test_words_that_differ_belong_to_none() -> None:
    pair = finding("m", "mg", "4", shape="oval"), finding("n", "mg", "4", shape="round")
    (case,) = lesions(episode(*pair))
    assert dict(case.words)["mg.mass.shape"] == "oval+round"
    same = finding("m", "mg", "4", shape="oval"), finding("n", "mg", "4", shape="oval")
    assert dict(lesions(episode(*same))[0].words)["mg.mass.shape"] == "oval"


@pytest.mark.parametrize(
    ("word", "seen"),
    [("none", False), ("mass", True), ("indeterminate", None), ("indeterminate+none", None)],
)
def test_a_test_of_several_words(word: str, seen: bool | None) -> None:
    assert words.tested(word) is seen
    assert words.tested(f"{word}+mass") is True
    assert words.tested(f"{word}+none") is seen


def test_a_cancer_that_is_only_called_malignant_is_said() -> None:
    warnings = run([report(tissue=[{"result": "malignant"}])] * 3).warnings
    assert any("3 cancers are called malignant and no more" in one for one in warnings)
    typed = run([report(tissue=[{"result": "invasive_ductal_carcinoma"}])] * 3).warnings
    assert not any("called malignant" in one for one in typed)


def test_ids_that_come_again_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from birads.audit import _run as running

    many = [report(id=name) for name in ("a", "b", "a", "a")]
    result = run([*many, report()])
    assert result.log.counts == {"report_id_repeats": 2}
    assert result.log.examples[0]["report"] == "a"
    monkeypatch.setattr(running, "MOST_IDS", 1)
    counts = run([*many, report(id="c")]).log.counts
    assert counts == {"too_many_reports_to_compare": 1, "report_id_repeats": 2}


def _made(count: int, shape: str) -> Report:
    """Return a report that grows in one way that invites quadratic work."""
    uid = {"one lesion": "1.2.3"}.get(shape)
    findings = [
        {
            "kind": "mg.calcifications",
            "id": f"f{n}",
            "exam": "e",
            "location": {"breast": "left"},
            "category": "0" if n % 2 else "4",
            **({"tracking_uid": uid} if uid else {}),
        }
        for n in range(count)
    ]
    document: dict[str, Any] = {"edition": "2013", "exams": [{**MG, "id": "e"}]}
    document["findings"] = findings
    if shape == "outcomes":
        known = {"breast": "left", "malignant": False, "basis": "registry", "date": "2026-01-01"}
        document["outcomes"] = [known] * count
    if shape == "results":
        results = ["benign", "malignant"]
        document["pathology"] = [
            {"finding": "f0", "result": results[n % 2], "date": "2024-03-05"} for n in range(count)
        ]
    if shape == "assessments":
        document["exams"] += [{**MG, "id": f"x{n}"} for n in range(count)]
        document["assessments"] = [
            {"breast": "left", "exam": f"x{n}", "category": "0"} for n in range(count)
        ]
    return parse(document)


@pytest.mark.parametrize("shape", ["outcomes", "results", "assessments", "one lesion"])
def test_four_times_the_report_takes_no_sixteen_times(shape: str) -> None:
    def took(count: int) -> float:
        one, best = _made(count, shape), float("inf")
        for _ in range(3):
            start = time.process_time()
            found = cases(one, definition("acr-basic"))
            best = min(best, time.process_time() - start)
        assert found.cases
        assert "report_too_large_to_audit" not in {issue.code for issue in found.issues}
        return best

    assert took(2_000) < 10 * took(500)


def test_a_report_that_is_no_episode_is_named() -> None:
    exams = [{**MG, "id": f"e{n}", "date": f"20{n:02d}-01-01"} for n in range(20)]
    findings = [finding(f"f{n}", "e0", "4", tracking_uid=f"1.{n}") for n in range(11_000)]
    found = cases(episode(*findings, exams=exams), definition("acr-basic"))
    assert [issue.code for issue in found.issues] == ["report_too_large_to_audit"]
    assert found.cases == ()
