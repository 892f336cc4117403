"""Run the command line as a user would: exit status, lines, streams, refusals."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from birads.cli._app import app

ROOT = Path(__file__).resolve().parents[1]
RECALL = str(ROOT / "examples" / "screening-recall-grouped-amorphous.json")
ZHAO = str(ROOT / "examples" / "zhao-2025-figure-3.json")


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=stdin, catch_exceptions=False)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def compact(path: str) -> bytes:
    return json.dumps(json.loads(Path(path).read_bytes())).encode()


def test_recommend_answers_one_compact_line_per_report_in_order() -> None:
    result = run("recommend", RECALL, ZHAO, "--format", "json")
    assert result.exit_code == 0
    first, second = lines(result)
    assert [first["report"]["id"], second["report"]["id"]] == [
        "screening-recall-1",
        "zhao-2025-figure-3",
    ]
    members = ["report", "topic", "patterns", "steps", "notes", "version", "answers"]
    assert list(first) == members
    assert first["answers"] == []
    assert first["topic"]["review"] == "draft"


def test_one_bad_line_of_a_stream_is_reported_and_the_rest_goes_on() -> None:
    stream = b"\n".join([compact(RECALL), b'{"edition": 1}', b"", b"not json", compact(ZHAO)])
    result = run("recommend", "-", "--format", "json", "--ndjson", stdin=stream)
    assert result.exit_code == 1
    answers = lines(result)
    assert [answer.get("line") for answer in answers] == [None, 2, 4, None]
    assert [answer.get("valid") for answer in answers] == [None, False, False, None]
    assert "4 reports, 2 refused" in result.stderr


@pytest.mark.parametrize("name", ["reports.ndjson", "reports.jsonl", "reports.txt"])
def test_a_stream_is_recognised_by_its_name_or_its_first_two_lines(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(compact(RECALL) + b"\n\n" + compact(ZHAO) + b"\n")
    assert len(lines(run("recommend", str(path), "--format", "json"))) == 2


def test_an_indented_document_is_one_document() -> None:
    result = run("recommend", "-", "--format", "json", stdin=Path(RECALL).read_bytes())
    assert result.exit_code == 0
    assert len(lines(result)) == 1


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b"[" * 5000, b"\n\n\n"])
def test_what_is_no_report_is_refused_with_status_1(data: bytes) -> None:
    result = run("recommend", "-", "--format", "json", stdin=data)
    assert result.exit_code == 1
    (answer,) = lines(result)
    assert answer["valid"] is False
    assert answer["file"] == "-"
    assert answer["issues"][0]["severity"] == "error"


def test_usage_errors_have_status_2() -> None:
    assert run("recommend").exit_code == 2
    assert run("recommend", "no-such-file.json").exit_code == 2
    assert run("explain", RECALL, "--variant", "19").exit_code == 2
    assert run("nonsense").exit_code == 2


def test_text_shows_alerts_first_and_the_review_status(tmp_path: Path) -> None:
    document = json.loads(Path(RECALL).read_bytes())
    document["findings"][0]["category"] = "2"
    path = tmp_path / "report.json"
    path.write_text(json.dumps(document))
    text = run("recommend", str(path)).stdout
    assert "review: draft" in text
    assert text.index("stands below what this pattern") < text.index("amorphous, grouped")


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_explain_says_why_not_with_pointers(form: str) -> None:
    result = run("explain", RECALL, "--variant", "6", "--format", form)
    assert result.exit_code == 0
    said = result.stdout.replace("\\", "")
    assert "Why not variant 6" in said
    assert "/findings/0/groups" in said
    assert "groups = multiple, laterality = bilateral" in " ".join(said.split())


def test_explain_as_json_names_every_condition_and_pointer() -> None:
    (answer,) = lines(run("explain", ZHAO, "--format", "json"))
    (pattern,) = answer["patterns"]
    assert len(pattern["judged"]) == 18
    assert pattern["deciders"][0]["fact"] == "distribution"
    assert {o["variant"] for o in pattern["deciders"][0]["outcomes"]} == {4, 7, 8}


def test_extensive_is_the_callers_size(tmp_path: Path) -> None:
    document = json.loads(Path(RECALL).read_bytes())
    document["findings"][0].update(
        morphology=["coarse_heterogeneous"], extent_mm=30, invasion_suspected=True
    )
    path = tmp_path / "report.json"
    path.write_text(json.dumps(document))

    def state(*options: str) -> str:
        (answer,) = lines(run("recommend", str(path), "--format", "json", *options))
        (step,) = [s for s in answer["patterns"][0]["steps"] if s["procedure"] == "us_breast"]
        found: str = step["condition"]["state"]
        return found

    assert state() == "unknown"
    assert state("--extensive-mm", "25") == "met"


def test_a_topic_of_ones_own_is_named_in_the_result(tmp_path: Path) -> None:
    bundled = (
        ROOT / "src/birads/acr_criteria/data/topics/breast-microcalcifications/2009/topic.toml"
    )
    own = tmp_path / "own.toml"
    own.write_text(bundled.read_text().replace('revision = "2009"', 'revision = "own-1"', 1))
    (answer,) = lines(run("recommend", RECALL, "--format", "json", "--topic", str(own)))
    assert answer["topic"]["revision"] == "own-1"


def test_a_broken_topic_is_refused_with_its_problems(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[topic]\nid = 3")
    command = [sys.executable, "-m", "birads", "recommend", RECALL, "--topic", str(own)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "own.toml:2: topic.id" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_pipe_loses_nothing_and_says_nothing() -> None:
    stream = b"\n".join([compact(RECALL)] * 5000)
    command = f"{sys.executable} -m birads recommend - --ndjson --format json 2>/dev/null | head -2"
    done = subprocess.run(["bash", "-c", command], input=stream, capture_output=True, check=False)
    assert done.stdout.count(b"\n") == 2
    assert done.stderr == b""


def test_the_schema_is_printed() -> None:
    (schema,) = lines(run("schema"))
    assert schema["$schema"].endswith("2020-12/schema")


def test_each_topic_of_a_folder_answers_for_itself(tmp_path: Path) -> None:
    bundled = (
        ROOT / "src/birads/acr_criteria/data/topics/breast-microcalcifications/2009/topic.toml"
    )
    text = bundled.read_text()
    (tmp_path / "a.toml").write_text(text)
    (tmp_path / "b.toml").write_text(text.replace('revision = "2009"', 'revision = "own-1"', 1))
    answers = lines(run("recommend", RECALL, "--format", "json", "--topics", str(tmp_path)))
    assert [answer["topic"]["revision"] for answer in answers] == ["2009", "own-1"]
    both = run("recommend", RECALL, "--topics", str(tmp_path), "--topic", str(tmp_path / "a.toml"))
    assert both.exit_code == 2


def test_explain_ends_with_1_where_a_report_does_not_parse(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"edition": "2012"}')
    for form in ("text", "json", "markdown"):
        assert run("explain", str(path), RECALL, "--format", form).exit_code == 1
