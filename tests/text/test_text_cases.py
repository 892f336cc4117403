"""Read the cases of the project, and the shared ones where they are there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from birads.text import read_text
from tests.text.text_scoring import compared, met

HERE = Path(__file__).resolve().parent
OWN = json.loads((HERE / "narratives.json").read_text(encoding="utf-8"))["cases"]
SHARED = Path(__file__).resolve().parents[3] / "shared" / "interop" / "text_cases.json"


def shared_cases() -> list[Any]:
    if not SHARED.exists():
        return [pytest.param(None, marks=pytest.mark.skip(reason="the shared cases are absent"))]
    cases = json.loads(SHARED.read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["id"]) for case in cases]


def assert_read(case: dict[str, Any]) -> None:
    reading = read_text(case["text"])
    expected, draft = dict(case["expect"]), reading.draft
    for name in case.get("optional", {}):
        section = name.partition("/")[0]
        if name == section and section not in expected:
            draft.pop(section, None)
    missed, wrong, danger = compared(expected, draft)
    free = {name.rpartition("/")[2] for name in case.get("optional", {}) if "/" in name}
    wrong = {slot for slot in wrong if slot[1] not in free}
    assert not danger, danger
    assert not missed
    assert not wrong
    assert set(case["issues"]) <= {issue.code for issue in reading.issues}
    assert not [pattern for pattern in case.get("must_not", ()) if met(pattern, draft)]
    assert draft.get("edition") == expected.get("edition")
    if "language" in case:
        assert reading.language == case["language"]
    for pointer, words in case.get("evidence", {}).items():
        start = reading.text.index(words)
        spans = reading.spans[pointer]
        assert any(a < start + len(words) and b > start for a, b in spans)


# Covers H11.
@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in OWN])
def test_a_narrative_of_the_project_is_read(case: dict[str, Any]) -> None:
    assert_read(case)


@pytest.mark.parametrize("case", shared_cases())
def test_a_shared_narrative_is_read(case: dict[str, Any]) -> None:
    assert_read({**case, "text": case["text"]})


def test_the_project_has_cases_of_every_language() -> None:
    counts = dict.fromkeys(("en", "es", "pt", "de", "fr"), 0)
    for case in OWN:
        counts[case["language"]] += 1
    assert len(OWN) >= 60
    assert min(counts.values()) >= 6
