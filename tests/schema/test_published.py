"""The committed files are what the models say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import render_schemas

from birads import schema

TOOL = Path(render_schemas.__file__)


def test_no_file_has_drifted() -> None:
    assert render_schemas.drifted(render_schemas.FOLDER) == []


def test_the_committed_schema_is_the_one_given_at_run_time() -> None:
    text = (render_schemas.FOLDER / "report.schema.json").read_text("utf-8")

    assert json.loads(text) == schema.report_schema()


def test_drift_is_seen(tmp_path: Path) -> None:
    for name, text in render_schemas.rendered():
        (tmp_path / name).write_text(text, "utf-8")
    assert render_schemas.drifted(tmp_path) == []

    (tmp_path / "report.schema.json").write_text("{}\n", "utf-8")
    (tmp_path / "old.schema.json").write_text("{}\n", "utf-8")

    assert render_schemas.drifted(tmp_path) == ["old.schema.json", "report.schema.json"]


def test_the_tool_exits_1_on_drift_and_mends_it(tmp_path: Path) -> None:
    def run(*options: str) -> int:
        command = [sys.executable, str(TOOL), "--folder", str(tmp_path), *options]
        return subprocess.run(command, check=False, capture_output=True).returncode

    assert run("--check") == 1
    assert run() == 0
    assert run("--check") == 0
