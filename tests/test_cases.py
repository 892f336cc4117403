"""Hold each case of ``cases/`` to what a radiologist would expect of it.

A case is a JSON file: ``name``, ``report`` and ``expect``. Of each expected pattern only what it
names is compared; ``recommended`` lists every recommended step as ``procedure``, and every step
that is done as ``procedure (done by pointer)``; ``notes`` must be among the notes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import birads

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))


def _said(step: dict[str, Any]) -> str:
    return (
        f"{step['procedure']} (done by {step['done_by']})" if step["done_by"] else step["procedure"]
    )


def _compare(expected: dict[str, Any], found: dict[str, Any]) -> None:
    for key, value in expected.items():
        if key == "recommended":
            shown = [s for s in found["steps"] if s["recommended"] or s["done_by"]]
            assert not any(s["recommended"] and s["done_by"] for s in shown)
            assert sorted({_said(s) for s in shown}) == sorted(value)
        elif key == "notes":
            assert set(value) <= {note["code"] for note in found["notes"]}
        elif key == "no_band":
            bands = {s["procedure"]: s["band"] for s in found["steps"] if s["rating"]}
            assert [bands[procedure] for procedure in value] == [None] * len(value)
        else:
            assert found[key] == value, key


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_case(path: Path) -> None:
    case = json.loads(path.read_text())
    workup = birads.recommend(birads.parse(case["report"])).to_dict()
    expect = case["expect"]
    assert len(workup["patterns"]) == len(expect["patterns"])
    for expected, found in zip(expect["patterns"], workup["patterns"], strict=True):
        _compare(expected, found)
    _compare({key: value for key, value in expect.items() if key != "patterns"}, workup)


def test_there_are_cases() -> None:
    assert len(CASES) >= 20
