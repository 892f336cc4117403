"""Run the how-to pages of the criteria: every block, in order, in an empty folder."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("polars")
pytest.importorskip("pyarrow")

DOCS = Path(__file__).resolve().parents[2] / "docs" / "how-to"
PAGES = ("join-the-decision-table", "add-a-topic", "measure-rule-coverage")
BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SPARK = importlib.util.find_spec("pyspark") is not None


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_the_page_runs(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    bin_dir = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", bin_dir, prepend=":")
    for language, title, text in BLOCK.findall((DOCS / f"{page}.md").read_text("utf-8")):
        if title == "spark" and not SPARK:
            continue
        if language == "python" and title and title != "spark":
            (tmp_path / title).write_text(text, "utf-8")
        elif language == "python":
            exec(compile(text, f"{page}.md", "exec"), names)  # noqa: S102 - our own page
        elif language in {"toml", "json"} and title:
            (tmp_path / title).parent.mkdir(exist_ok=True)
            (tmp_path / title).write_text(text, "utf-8")
        elif language == "bash":
            subprocess.run(["bash", "-ec", text], check=True)  # noqa: S603, S607 - our own page
        elif language == "text":
            assert text.strip() in capsys.readouterr().out
