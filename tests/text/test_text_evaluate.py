"""Count right, missed and wrong members, and name what could hurt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from birads.cli._app import app
from birads.text import evaluate

GOLD: dict[str, Any] = {
    "id": "a",
    "language": "en",
    "draft": {
        "findings": [
            {"kind": "mg.mass", "location": {"breast": "left"}, "longest_mm": 12.0},
            {"kind": "mg.mass", "location": {"breast": "right"}, "longest_mm": 5},
        ],
        "assessments": [
            {"breast": "left", "category": "4B"},
            {"breast": "right", "category": "2"},
        ],
    },
}


def changed(**members: Any) -> dict[str, Any]:
    return {**GOLD, "draft": {**GOLD["draft"], **members}}


def test_a_draft_is_exact_against_itself_in_any_order() -> None:
    other = changed(findings=GOLD["draft"]["findings"][::-1])
    result = evaluate([GOLD], [other])
    assert (result.exact, result.total.wrong, result.total.missed) == (1, 0, 0)
    assert result.total.precision == result.total.recall == 1
    assert not result.dangerous


def test_a_wrong_side_and_a_category_across_the_line_are_dangerous() -> None:
    findings = [{**GOLD["draft"]["findings"][0], "location": {"breast": "right"}}]
    assessments = [{"breast": "left", "category": "3"}, {"breast": "right", "category": "1"}]
    result = evaluate([GOLD], [changed(findings=findings, assessments=assessments)])
    assert [(f.what, f.crosses) for f in result.dangerous] == [
        ("side", False),
        ("category", True),
        ("category", False),
    ]
    assert result.members["findings.location.breast"].wrong == 1
    assert result.sections["assessments"].right == 2


def test_an_invented_finding_and_category_are_told() -> None:
    more = [*GOLD["draft"]["findings"], {"kind": "mg.calcifications", "category": "5"}]
    result = evaluate([GOLD], [changed(findings=more)])
    assert {fault.what for fault in result.dangerous} == {"invented_category", "invented_finding"}
    assert any(fault.crosses for fault in result.dangerous)


def test_what_is_not_predicted_is_missed_and_harmless() -> None:
    result = evaluate([GOLD], [])
    assert result.not_predicted == ["a"]
    assert result.total.recall == 0
    assert result.total.precision is None
    assert not result.dangerous


def test_languages_and_streams_without_ids_are_joined_in_order() -> None:
    drafts = [GOLD["draft"], {"assessments": [{"breast": "left", "category": "1"}]}]
    result = evaluate(drafts, drafts)
    assert (result.texts, result.exact) == (2, 2)
    assert set(result.languages) == {"unknown"}


def test_an_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="of another"):
        evaluate([GOLD, GOLD], [])


def test_the_command_writes_text_json_and_a_page(tmp_path: Path) -> None:
    gold, found, page = (tmp_path / name for name in ("gold.ndjson", "found.ndjson", "page.html"))
    gold.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    wrong = changed(assessments=[{"breast": "left", "category": "2"}])
    found.write_text(json.dumps(wrong) + "\n", encoding="utf-8")
    ran = CliRunner().invoke(app, ["evaluate", str(gold), str(found), "--html", str(page)])
    assert ran.exit_code == 1
    assert "1 dangerous faults, 1 of them cross 0-3 / 4-6" in ran.stdout
    assert "<script" not in page.read_text("utf-8")
    ran = CliRunner().invoke(app, ["evaluate", str(gold), str(gold), "--format", "json"])
    assert ran.exit_code == 0
    assert json.loads(ran.stdout)["total"]["precision"] == 1
    found.write_text("[]\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["evaluate", str(gold), str(found)]).exit_code == 2
