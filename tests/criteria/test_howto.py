"""Run the how-to pages of the criteria: every block, in order, in an empty folder."""

from __future__ import annotations

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
PAGES = ("join-the-decision-table", "add-a-topic", "measure-rule-coverage", "current-topics")
BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_the_page_runs(
    page: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names: dict[str, Any] = {}
    for language, title, text in _blocks(page):
        if title != "spark":
            _run(page, language, title, text, folder, names)
        if language == "text":
            assert text.strip() in capsys.readouterr().out


def test_the_spark_recipe_runs_and_agrees(folder: Path) -> None:
    """Run the page with Spark: slow, and only where pyspark is installed."""
    pytest.importorskip("pyspark")
    page, names = "join-the-decision-table", dict[str, Any]()
    for language, title, text in _blocks(page):
        _run(page, language, None if title == "spark" else title, text, folder, names)
    assert names["by_spark"] == names["by_sql"]
    names["spark"].stop()


def _blocks(page: str) -> list[tuple[str, str, str]]:
    return BLOCK.findall((DOCS / f"{page}.md").read_text("utf-8"))


def _run(
    page: str, language: str, title: str | None, text: str, folder: Path, names: dict[str, Any]
) -> None:
    if language == "bash":
        subprocess.run(["bash", "-ec", text], check=True)
    elif title and language != "text":
        (folder / title).parent.mkdir(parents=True, exist_ok=True)
        (folder / title).write_text(text, "utf-8")
    elif language == "python":
        exec(compile(text, f"{page}.md", "exec"), names)  # noqa: S102 - our own page
