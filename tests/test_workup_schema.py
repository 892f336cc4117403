"""Hold every result to the published schema of results."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import birads
import birads.schema

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_result_is_what_its_schema_says(path: Path) -> None:
    report = birads.parse(json.loads(path.read_text())["report"])
    answer = json.loads(birads.recommend(report).to_json())
    assert list(birads.schema.validator("workup").iter_errors(answer)) == []


def test_the_schema_refuses_what_no_result_says(examples: dict[str, bytes]) -> None:
    answer = birads.recommend(birads.parse(examples["zhao-2025-figure-1"])).to_dict()
    validator = birads.schema.validator("workup")
    for change in (
        {"status": "maybe"},
        {"stage": "late"},
        {"variant": "four"},
        {"unknown": 1},
        {"facts": {"morphology": ["amorph"]}},
    ):
        wrong = {**answer, "patterns": [{**answer["patterns"][0], **change}]}
        assert not validator.is_valid(json.loads(json.dumps(wrong))), change
