"""What every command shares: outputs, quiet, sizes, compression, names, and files in messages."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import click
import pytest
from click.testing import CliRunner, Result

from birads.audit._run import DIMENSIONS
from birads.checks import CHECKS
from birads.checks._codes import OTHER, REFUSED
from birads.cli._app import app

ROOT = Path(__file__).resolve().parents[2]
GOOD = str(ROOT / "examples" / "ultrasound-mass-4a.json")
RECALL = str(ROOT / "examples" / "screening-recall-grouped-amorphous.json")
ANSWERING = {
    "check": [RECALL], "recommend": [RECALL], "explain": [RECALL], "normalise": [RECALL],
    "coverage": [RECALL], "schema": [], "lexicon find": ["oval"],
    "lexicon show": ["mg.mass.margin.spiculated"], "lexicon stats": [], "lexicon review": [],
    "lexicon export": [], "criteria export": [],
}  # fmt: skip


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=stdin, catch_exceptions=False)


def program(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "birads", *arguments]
    return subprocess.run(command, capture_output=True, check=False)


@pytest.mark.parametrize("command", ANSWERING)
def test_output_holds_what_standard_output_would(command: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = [*command.split(), *ANSWERING[command]]
    shown = run(*arguments)
    written = run(*arguments, "--output", str(out))
    assert written.exit_code == shown.exit_code
    assert written.stdout == ""
    assert out.read_bytes() == shown.stdout_bytes


def test_an_output_is_written_where_reports_have_errors_and_left_where_usage_is_wrong(
    tmp_path: Path,
) -> None:
    out, bad = tmp_path / "out", tmp_path / "bad.json"
    bad.write_text("{")
    out.write_text("before")
    assert run("explain", RECALL, "--variant", "99", "--output", str(out)).exit_code == 2
    assert out.read_text() == "before"
    assert run("check", str(bad), "--format", "json", "--output", str(out)).exit_code == 1
    assert json.loads(out.read_bytes())["valid"] is False
    assert {path.name for path in tmp_path.iterdir()} == {"out", "bad.json"}


def test_an_output_never_replaces_an_input(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(Path(GOOD).read_bytes())
    result = run("check", str(path), "--output", str(path))
    assert result.exit_code == 2
    assert path.read_bytes() == Path(GOOD).read_bytes()


@pytest.mark.parametrize("command", ["check", "recommend", "normalise", "coverage"])
def test_quiet_leaves_progress_out(command: str) -> None:
    assert "2 " in run(command, GOOD, RECALL).stderr
    assert run(command, GOOD, RECALL, "--quiet").stderr == ""
    assert "2 " in run(command, GOOD, RECALL).stderr


def test_both_spellings_and_another_name_are_commands() -> None:
    assert run("normalize", GOOD).stdout == run("normalise", GOOD).stdout
    assert run("validate", GOOD).stdout == run("check", GOOD).stdout
    mistyped = run("recomend", GOOD)
    assert mistyped.exit_code == 2
    assert "Did you mean 'recommend'?" in mistyped.stderr
    assert "Did you mean" not in run("zzzz").stderr


def compact(path: str) -> bytes:
    return json.dumps(json.loads(Path(path).read_bytes())).encode() + b"\n"


def test_gzip_is_read_as_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "reports.ndjson.gz"
    path.write_bytes(gzip.compress(compact(GOOD) + compact(RECALL)))
    answers = [json.loads(line) for line in run("check", str(path), "--format", "json").stdout.splitlines()]  # fmt: skip # noqa: E501
    assert [answer["line"] for answer in answers] == [1, 2]
    assert answers[0]["file"] == str(path)
    result = run("check", "-", stdin=gzip.compress(compact(GOOD)))
    assert result.exit_code == 0


def test_a_damaged_or_unreadable_compression_is_refused_by_name(tmp_path: Path) -> None:
    damaged = tmp_path / "cut.json.gz"
    damaged.write_bytes(gzip.compress(Path(RECALL).read_bytes())[:-20])
    result = run("check", str(damaged))
    assert result.exit_code != 0
    assert "cut.json.gz" in result.stderr
    zstandard = tmp_path / "reports.zst"
    zstandard.write_bytes(b"\x28\xb5\x2f\xfd" + b"\0" * 20)
    result = run("check", str(zstandard))
    assert result.exit_code != 0
    assert "reports.zst" in result.stderr


def test_what_gzip_holds_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"[" * 3_000_000))
    (answer,) = run("check", str(path), "--max-bytes", "1000", "--format", "json").stdout.splitlines()  # fmt: skip # noqa: E501
    assert [issue["code"] for issue in json.loads(answer)["issues"]] == ["too_large"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_max_bytes_bounds_each_document(jobs: str, tmp_path: Path) -> None:
    path = tmp_path / "two.ndjson"
    path.write_bytes(compact(GOOD) + b'{"edition":"2013"}\n')
    done = program("check", str(path), "--max-bytes", "30", "--format", "json", "--jobs", jobs)
    first, second = map(json.loads, done.stdout.splitlines())
    assert [issue["code"] for issue in first["issues"]] == ["too_large"]
    assert second["valid"] is True


def test_an_array_of_reports_is_told_how_streams_are_written() -> None:
    result = run("check", "-", stdin=b'[{"edition":"2013"}]')
    assert "NDJSON" in result.stdout


@pytest.mark.parametrize("command", ["check --policy", "recommend --topic", "explain --topic"])
def test_a_file_that_does_not_load_is_named(command: str, tmp_path: Path) -> None:
    bad = tmp_path / "mine.toml"
    bad.write_text("no table")
    result = run(*command.split(), str(bad), GOOD)
    assert result.exit_code == 2
    assert "mine.toml" in result.stderr


def test_an_option_that_would_do_nothing_is_refused(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text("")
    for option in (("--export-format", "parquet"), ("--mapping", str(mapping))):
        result = run("audit", GOOD, *option)
        assert result.exit_code == 2
        assert option[0] in result.stderr
    assert run("schema", "report", "--part", "findings").exit_code == 2
    assert run("schema", "report", "--no-titles").exit_code == 2
    assert run("schema", "report-llm", "--modality", "ct").exit_code == 2


def test_the_audit_asks_for_scipy_before_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    result = CliRunner().invoke(app, ["audit", GOOD, RECALL])
    assert "scipy" in str(result.exception)
    assert "reports" not in result.stderr


def options(command: click.Command, context: click.Context) -> list[click.Option]:
    if isinstance(command, click.Group):
        names = command.list_commands(context)
        inner = [command.get_command(context, name) for name in names]
        return [one for each in inner if each for one in options(each, context)]
    return [one for one in command.params if isinstance(one, click.Option)]


def test_every_option_has_a_help_text() -> None:
    every = options(app, click.Context(app))
    assert len(every) > 60
    assert [one.opts for one in every if not one.help and one.name != "form"] == []
    audit: click.Command = import_module("birads.cli._audit").audit
    (by,) = [one for one in audit.params if one.name == "by" and isinstance(one, click.Option)]
    assert all(name in (by.help or "") for name in DIMENSIONS)


@pytest.mark.parametrize("code", [*CHECKS, *REFUSED, *OTHER])
def test_every_code_is_explained(code: str) -> None:
    result = run("check", "--explain", code)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{code}\n  ")
    assert len(result.stdout) > len(code) + 20


def test_codes_are_listed_and_a_wrong_one_is_refused() -> None:
    listed = run("check", "--explain", "list").stdout.split()
    assert listed == [*CHECKS, *REFUSED, *OTHER]
    wrong = run("check", "--explain", "side_not_statd")
    assert wrong.exit_code == 2
    assert "side_not_stated" in wrong.stderr


def judged(form: str, *files: str) -> Result:
    return run("check", *files, "--format", form, "--quiet")


def test_sarif_holds_every_issue_with_its_place(tmp_path: Path) -> None:
    stream = tmp_path / "two.ndjson"
    stream.write_bytes(compact(RECALL) + b"{\n")
    as_json = run("check", str(stream), "--format", "json").stdout.splitlines()
    issues = [issue for line in as_json for issue in json.loads(line)["issues"]]
    result = judged("sarif", str(stream))
    assert result.exit_code == 1
    log: dict[str, Any] = json.loads(result.stdout)
    (only,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [one["ruleId"] for one in only["results"]] == [issue["code"] for issue in issues]
    rules = {rule["id"] for rule in only["tool"]["driver"]["rules"]}
    for one in only["results"]:
        assert one["ruleId"] in rules
        place = one["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == str(stream)
    assert only["results"][-1]["level"] == "error"
    assert only["results"][-1]["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}


def test_junit_fails_the_document_that_has_an_error(tmp_path: Path) -> None:
    odd = tmp_path / "odd.json"
    odd.write_text('{"edition":"2013","id":"<&\\u0001\\uffff>","findings":[{"kind":"x"}]}')
    result = judged("junit", GOOD, str(odd))
    assert result.exit_code == 1
    suite = ET.fromstring(result.stdout_bytes)[0]  # noqa: S314 - our own text
    assert [len(test.findall("failure")) for test in suite] == [0, 1]
    assert "<&" in suite[1].attrib["name"]


@pytest.mark.parametrize("form", ["sarif", "junit"])
def test_an_empty_stream_is_still_a_file(form: str, tmp_path: Path) -> None:
    path = tmp_path / "none.ndjson"
    path.write_bytes(b"")
    result = judged(form, str(path))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["runs"] if form == "sarif" else ET.fromstring(result.stdout)  # noqa: S314 - our own text


def test_text_in_a_pipe_has_no_trailing_blanks_and_loses_no_name() -> None:
    for arguments in (["check", RECALL], ["recommend", RECALL], ["lexicon", "stats"]):
        text = program(*arguments).stdout.decode()
        assert not [line for line in text.splitlines() if line.endswith(" ")]
        assert "\u2026" not in text


def test_max_bytes_has_a_limit_of_its_own() -> None:
    assert run("check", RECALL, "--max-bytes", str(2**40)).exit_code == 0
    assert run("check", RECALL, "--max-bytes", str(2**40 + 1)).exit_code == 2
