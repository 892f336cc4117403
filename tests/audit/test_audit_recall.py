"""Recall under the rule of the law: a category 0 that waits for earlier exams is none."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from birads import Report, parse
from birads.audit import Audit, Result, definition
from birads.audit._definitions import load_definitions
from birads.audit._layout import result_sections
from birads.lexicon import InvalidTable
from tests.audit.audit_reports import report

IMAGING, PRIORS = "needs_additional_imaging", "needs_priors"


def screening(category: str, *reasons: str | None, tissue: str | None = None) -> Report:
    """Return a screening exam; each reason is that of one breast's category 0."""
    sides = ("left", "right")
    stated: list[dict[str, Any]] = [
        {"breast": side, "exam": "e", "category": category} | ({"reason": one} if one else {})
        for side, one in zip(sides, reasons, strict=False)
    ] or [{"breast": "left", "exam": "e", "category": category}]
    taken = [{"result": tissue}] if tissue else None
    return report(category, purpose="screening", assessments=stated, tissue=taken)


def audited(many: list[Report], name: str = "mqsa-2024") -> Result:
    run = Audit(name)
    for one in many:
        run.add(one)
    return run.result()


def rate(result: Result, name: str = "recall_rate") -> dict[str, Any]:
    ((_, _, found),) = result.sections()
    return found[name].to_dict()


def test_a_zero_that_waits_for_earlier_exams_is_no_recall() -> None:
    many = [screening("0", IMAGING)] * 6 + [screening("0", PRIORS)] * 6
    result = audited(many + [screening("1")] * 32)
    found = rate(result)
    assert (found["k"], found["n"]) == (6, 44)
    assert f"{found['value']:.3f}" == "0.136"
    assert result.zero_reasons == {IMAGING: 6, PRIORS: 6}
    rows = {row[0]: row[1] for row in next(iter(result_sections(result))).tables[0].rows}
    assert (rows["category 0: needs priors"], rows["category 0: needs additional imaging"]) == (
        "6",
        "6",
    )


def test_a_zero_without_a_reason_is_not_known_to_be_a_recall() -> None:
    many = [screening("0", IMAGING)] * 6 + [screening("0", None)] * 3
    many += [screening("0", "not_stated")]
    result = audited(many + [screening("1")] * 34)
    found = rate(result)
    assert "value" not in found
    assert found["not_computable"].startswith("4 exams of category 0 do not say why")
    assert found["not_computable"].endswith("between 13.6 and 22.7 %")
    assert found["notes"] == {"recall_not_known": 4}
    assert result.to_dict()["category_0_by_reason"] == {IMAGING: 6, "not_stated": 4}


@pytest.mark.parametrize("reasons", list(itertools.product((IMAGING, PRIORS, None), repeat=2)))
def test_of_two_breasts_one_recall_is_enough(reasons: tuple[str | None, ...]) -> None:
    result = audited([screening("0", *reasons)] * 5)
    found = rate(result)
    if IMAGING in reasons:
        assert found["value"] == 1
    elif None in reasons:
        assert found["not_computable"].endswith("between 0.0 and 100.0 %")
    else:
        assert found["value"] == 0


def test_detection_reads_the_reason_too() -> None:
    many = [screening("0", IMAGING, tissue="malignant")] * 2
    many += [screening("0", PRIORS, tissue="malignant")] * 3
    many += [screening("4", tissue="malignant")] + [screening("1")] * 14
    assert (rate(audited(many), "cancer_detection_rate")["k"]) == 3
    many[-1] = screening("0", None, tissue="malignant")
    found = rate(audited(many), "cancer_detection_rate")
    assert found["not_computable"] == (
        "1 cancers stand in exams of category 0 without a reason; it lies between 150.0 and "
        "200.0 per 1,000"
    )


def test_the_acr_sets_count_every_zero() -> None:
    many = [screening("0", PRIORS)] * 3 + [screening("0", None)] * 3 + [screening("1")] * 6
    assert rate(audited(many, "acr-basic"))["value"] == 0.5
    assert rate(audited(many, "birads-2013"), "abnormal_interpretation_rate")["value"] == 0.5
    assert "Recall is the abnormal interpretation rate" in definition("birads-2013").note


EXAMS = st.lists(
    st.tuples(
        st.sampled_from(["0", "1", "2", "3", "4"]),
        st.lists(st.sampled_from([IMAGING, PRIORS, "not_stated", None]), max_size=2),
        st.sampled_from([None, "malignant", "benign"]),
    ),
    min_size=1,
    max_size=12,
)


def recount(documents: list[dict[str, Any]]) -> tuple[int, int, int, int]:
    """Count from plain documents: recalls, not known, cancers detected, and not known."""
    recalls = unknown = detected = perhaps = 0
    for one in documents:
        zeros = [a.get("reason") for a in one["assessments"] if a["category"] == "0"]
        cancer = any(r["result"] == "malignant" for r in one.get("pathology", ()))
        if IMAGING in zeros:
            recalls += 1
            detected += cancer
        elif {None, "not_stated"} & set(zeros):
            unknown += 1
            perhaps += cancer
        elif not zeros and one["assessments"][0]["category"] == "4":
            detected += cancer
    return recalls, unknown, detected, perhaps


@settings(deadline=None, max_examples=80)
@given(EXAMS)
def test_numbers_equal_a_plain_recount(
    exams: list[tuple[str, list[str | None], str | None]],
) -> None:
    many = [screening(category, *why, tissue=tissue) for category, why, tissue in exams]
    recalls, unknown, detected, perhaps = recount([one.to_dict() for one in many])
    result = audited([parse(one.to_json()) for one in many])
    recall, detection = rate(result), rate(result, "cancer_detection_rate")
    assert (recall["k"], recall.get("notes", {}).get("recall_not_known", 0)) == (recalls, unknown)
    assert (detection["k"], detection.get("notes", {}).get("recall_not_known", 0)) == (
        detected,
        perhaps,
    )
    assert recall["n"] == detection["n"] == len(many)
    assert ("value" in recall) is (len(many) >= 5 and not unknown)
    json.dumps(result.to_dict(), allow_nan=False)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('recall_reasons = ["not_stated"]', "a stated reason"),
        ('recall_reasons = ["needs_priors"]\nother_reasons = ["needs_priors"]', "never both"),
        ('other_reasons = ["needs_priors"]', "needs 'recall_reasons'"),
        ('recall_reasons = ["because"]', "no word 'because'"),
    ],
)
def test_wrong_reasons_are_refused(line: str, says: str, tmp_path: Path) -> None:
    from tests.audit.test_audit_files import SET

    path = tmp_path / "own.toml"
    path.write_text(SET.replace("[[definition.group]]", f"{line}\n[[definition.group]]"), "utf-8")
    with pytest.raises(InvalidTable, match=says):
        load_definitions(path)
