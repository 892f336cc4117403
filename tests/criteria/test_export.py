"""Hold the export of the tables, and the comparison of two topics."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from birads.acr_criteria import bundled, compile_topic
from birads.acr_criteria._diff import compare
from birads.acr_criteria._export import export
from birads.acr_criteria._topic import read_topic
from birads.cli._criteria import criteria

TOPIC_FILE = (
    Path(__file__).resolve().parents[2]
    / "src/birads/acr_criteria/data/topics/breast-microcalcifications/2009/topic.toml"
)


def _run(*args: str) -> bytes:
    result = CliRunner().invoke(criteria, list(args))
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


def test_the_export_has_every_cell() -> None:
    tree = json.loads(_run("export"))
    topic = bundled()
    assert (tree["topic"], tree["revision"]) == ("breast-microcalcifications", "2009")
    assert [entry["number"] for entry in tree["variants"]] == list(range(1, 19))
    for entry in tree["variants"]:
        variant = topic.variants[entry["number"]]
        assert {o["procedure"]: o["rating"] for o in entry["options"]} == variant.ratings
        for option in entry["options"]:
            code = variant.conditions.get(option["procedure"])
            assert (option["condition"] or {"code": None})["code"] == code
            assert option["radiation"]["level"] == topic.file.procedures[option["procedure"]].rrl


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_null(item) for key, item in value.items() if item is not None}
    return [_without_null(item) for item in value] if isinstance(value, list) else value


def test_toml_says_what_json_says() -> None:
    assert tomllib.loads(_run("export", "--format", "toml").decode()) == _without_null(
        json.loads(_run("export"))
    )


def test_csv_has_a_row_for_each_cell() -> None:
    table = list(csv.DictReader(io.StringIO(_run("export", "--format", "csv").decode())))
    told = {(int(row["number"]), row["procedure"]): int(row["rating"]) for row in table}
    assert len(table) == 162
    assert told == {
        (entry["number"], option["procedure"]): option["rating"]
        for entry in export()["variants"]
        for option in entry["options"]
    }


def test_a_topic_does_not_differ_from_itself() -> None:
    found = compare(bundled(), bundled(), max_morphologies=2)
    assert (found.rows, found.answers, found.cells) == (7_344, (), ())


def test_a_difference_names_the_answers_and_the_cells_that_moved(tmp_path: Path) -> None:
    text = TOPIC_FILE.read_text("utf-8")
    text = text.replace('id = "G6"', 'id = "G6-new"').replace("variant = 12\n", "variant = 10\n", 1)
    text = text.replace("us_breast = 4", "us_breast = 5", 1)
    changed = compile_topic(read_topic(text.encode()))
    found = compare(bundled(), changed)
    assert {
        (row.before.morphology, row.before.variant, row.after.variant) for row in found.answers
    } == {("round", 12, 10)}
    assert len(found.answers) == 2 * 9
    assert [(c.variant, c.procedure, c.before, c.after) for c in found.cells] == [
        (1, "us_breast", 4, 5)
    ]
    path = tmp_path / "new.toml"
    path.write_text(text, "utf-8")
    told = json.loads(
        _run("diff", "breast-microcalcifications.2009", str(path), "--format", "json")
    )
    assert told == found.to_dict()
    shown = _run("diff", "breast-microcalcifications.2009", str(path)).decode()
    assert "18 of 864 combinations" in " ".join(shown.split())


def test_a_topic_that_is_not_there_is_a_usage_error() -> None:
    assert CliRunner().invoke(criteria, ["diff", "nope", "nope"]).exit_code == 2
