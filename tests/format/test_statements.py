"""Say with format 1.1 what public narratives say, and count what is left."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from birads.parsing._parse import parse

FOLDER = Path(__file__).parent
ROWS: list[dict[str, Any]] = tomllib.loads((FOLDER / "statements.toml").read_text("utf-8"))[
    "statement"
]
SAID = [row for row in ROWS if "says" in row]
PAGE = FOLDER.parents[1] / "docs" / "explanation" / "format-1-1.md"


@pytest.mark.parametrize("row", SAID, ids=[row["text"] for row in SAID])
def test_a_report_can_say_it(row: dict[str, Any]) -> None:
    part = json.loads(row["says"])
    report = parse({"edition": "2013", **part})
    written = report.to_dict()
    assert {name: written[name] for name in part} == part
    assert parse(report.to_json()) == report


def test_each_statement_is_said_or_left_with_a_reason() -> None:
    for row in ROWS:
        assert ("says" in row) is not ("left" in row)


def test_the_page_counts_what_is_said() -> None:
    said, every = (sum(row["times"] for row in rows) for rows in (SAID, ROWS))
    text = PAGE.read_text("utf-8")
    assert f"{said} of {every} statements" in text
    for row in ROWS:
        assert ("left" in row) is (f"- {row['text']} ({row['times']}): " in text)
