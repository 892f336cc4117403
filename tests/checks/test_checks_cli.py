"""The commands ``check`` and ``normalise``, as a reader and as a program sees them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from birads.cli._check import check
from birads.cli._normalise import normalise

GOOD: dict[str, Any] = {
    "edition": "2013",
    "id": "good",
    "exams": [{"id": "mg", "modality": "mammography", "composition": "extremely_dense"}],
    "assessments": [{"breast": "left", "category": "1"}],
}
SIDES = {
    **GOOD,
    "id": "sides",
    "findings": [
        {
            "kind": "mg.mass",
            "id": "mass-1",
            "location": {"breast": "left", "quadrant": "upper_outer", "clock": 10},
            "category": "2",
        }
    ],
    "assessments": [{"breast": "left", "category": "2"}],
}
OLD = {
    **GOOD,
    "id": "old",
    "findings": [
        {
            "kind": "mg.calcifications",
            "id": "calc-1",
            "location": {"breast": "left"},
            "morphology": ["eggshell"],
            "distribution": "clustered",
        }
    ],
}


def run(command: Any, *arguments: str, text: str = "") -> Result:
    return CliRunner().invoke(command, list(arguments), input=text)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def file(tmp_path: Path, *documents: object, name: str = "report.json") -> str:
    path = tmp_path / name
    path.write_text("\n".join(d if isinstance(d, str) else json.dumps(d) for d in documents))
    return str(path)


def test_one_clean_report(tmp_path: Path) -> None:
    name = file(tmp_path, GOOD)
    result = run(check, "--format", "json", name)
    assert result.exit_code == 0
    assert lines(result) == [
        {"file": name, "line": None, "id": "good", "valid": True, "issues": []}
    ]


def test_a_contradiction_is_valid_and_fails(tmp_path: Path) -> None:
    result = run(check, "--format", "json", file(tmp_path, SIDES))
    assert result.exit_code == 1
    (answer,) = lines(result)
    assert answer["valid"] is True
    assert answer["issues"][0]["code"] == "clock_not_in_quadrant"
    assert set(answer["issues"][0]) == {
        "code",
        "severity",
        "pointer",
        "message",
        "hint",
        "source",
    }


def test_a_stream_goes_on_after_a_bad_line(tmp_path: Path) -> None:
    name = file(tmp_path, GOOD, "{", "", SIDES, name="reports.ndjson")
    result = run(check, "--format", "json", name)
    assert result.exit_code == 1
    assert [(a["line"], a["id"], a["valid"]) for a in lines(result)] == [
        (1, "good", True),
        (2, None, False),
        (4, "sides", True),
    ]


def test_a_refused_report_keeps_its_id_and_gets_a_patch(tmp_path: Path) -> None:
    result = run(check, "--fix", "--format", "json", file(tmp_path, OLD))
    assert result.exit_code == 1
    (answer,) = lines(result)
    assert (answer["id"], answer["valid"]) == ("old", False)
    assert answer["patch"] == [
        {"op": "replace", "path": "/findings/0/morphology/0", "value": "rim"}
    ]
    assert {issue["pointer"] for issue in answer["issues"]} == {
        "/findings/0/morphology/0",
        "/findings/0/distribution",
    }


def test_fix_changes_no_file_and_proposes_nothing_for_a_valid_report(tmp_path: Path) -> None:
    name = file(tmp_path, GOOD)
    before = Path(name).read_bytes()
    (answer,) = lines(run(check, "--fix", "--format", "json", name))
    assert answer["patch"] == []
    assert Path(name).read_bytes() == before


@pytest.mark.parametrize("data", ["", "{", "[]", "null", '{"id": 7}', '{"id": "x", "id": "y"}'])
def test_whatever_comes_in_is_answered(tmp_path: Path, data: str) -> None:
    result = run(check, "--fix", "--format", "json", file(tmp_path, data))
    assert result.exit_code == 1
    (answer,) = lines(result)
    assert answer["valid"] is False
    assert answer["issues"]
    assert answer["patch"] == []


def test_text_is_for_a_reader(tmp_path: Path) -> None:
    result = run(check, "--fix", file(tmp_path, SIDES), file(tmp_path, OLD, name="old.json"))
    assert result.exit_code == 1
    flat = " ".join(result.stdout.split())
    assert "clock_not_in_quadrant" in flat
    assert "10 o'clock of the left breast does not lie in its upper outer quadrant." in flat
    assert '"value": "rim"' in flat
    assert "1 error" in flat


def test_clean_text(tmp_path: Path) -> None:
    assert "nothing found" in run(check, file(tmp_path, GOOD)).stdout


def test_crossing_issues_are_marked(tmp_path: Path) -> None:
    bad = {**SIDES, "assessments": [{"breast": "right", "category": "5"}]}
    assert "crosses 0-3 / 4-6" in run(check, file(tmp_path, bad)).stdout


def test_a_policy_stands_in_the_answer(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[checks.clock_not_in_quadrant]\nseverity = "warning"\nreason = "old"\n')
    result = run(check, "--format", "json", "--policy", str(policy), file(tmp_path, SIDES))
    assert result.exit_code == 0
    (answer,) = lines(result)
    assert answer["policy"] == [
        {"code": "clock_not_in_quadrant", "severity": "warning", "reason": "old"}
    ]
    assert answer["issues"][0]["policy"] == {"was": "error", "reason": "old"}


def test_usage() -> None:
    assert run(check).exit_code == 2
    assert run(check, "nowhere.json").exit_code == 2


def test_normalise_writes_documents_and_tells_on_standard_error(tmp_path: Path) -> None:
    good = {**OLD, "findings": [{**OLD["findings"][0], "distribution": "grouped"}]}
    result = run(normalise, file(tmp_path, good))
    assert result.exit_code == 0
    (tree,) = lines(result)
    assert tree["findings"][0]["morphology"] == ["rim"]
    assert "'eggshell' is written 'rim' today." in result.stderr


def test_normalise_as_json(tmp_path: Path) -> None:
    result = run(normalise, "--format", "json", file(tmp_path, OLD, "{", name="a.ndjson"))
    assert result.exit_code == 1
    first, second = lines(result)
    assert (first["id"], first["valid"]) == ("old", False)
    assert first["document"]["findings"][0]["distribution"] == "clustered"
    assert {issue["code"] for issue in first["issues"]} == {
        "word_normalised",
        "word_not_normalised",
        "unknown_word",
    }
    assert second["valid"] is False


def test_normalise_tells_what_it_cannot_read(tmp_path: Path) -> None:
    result = run(normalise, file(tmp_path, "{"))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "not JSON" in result.stderr
