"""Hold the table of the how-to page to what the cases give."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from birads.text import read_text
from tests.text.text_baseline import baseline
from tests.text.text_scoring import compared, slots

HERE = Path(__file__).resolve().parent
PAGE = (HERE.parents[1] / "docs/how-to/read-text.md").read_text(encoding="utf-8")
OWN = json.loads((HERE / "narratives.json").read_text("utf-8"))["cases"]
SHARED = HERE.parents[2] / "shared" / "interop" / "text_cases.json"
SECTIONS = ("exams", "findings", "assessments", "recommendations", "pathology", "addenda")


def row(cases: list[dict[str, Any]], *, plain: bool) -> str:
    """Return a row of the table: exact, precision, recall, dangerous, issues raised."""
    exact = danger = raised = asked = right = missed_all = wrong_all = 0
    for case in cases:
        reading = read_text(case["text"])
        draft = baseline(case["text"]) if plain else reading.draft
        expected = case["expect"]
        for name in case.get("optional", {}):
            if "/" not in name and name not in expected:
                draft = {k: v for k, v in draft.items() if k != name}
        free = {name.rpartition("/")[2] for name in case.get("optional", {}) if "/" in name}
        missed, wrong, faults = compared(expected, draft)
        wrong = {slot for slot in wrong if slot[1] not in free}
        total = sum(len(set(slots(entry))) for s in SECTIONS for entry in expected.get(s, []))
        right += total - len(missed)
        missed_all += len(missed)
        wrong_all += len(wrong)
        exact += not missed and not wrong
        danger += len(faults)
        codes = set() if plain else {issue.code for issue in reading.issues}
        asked += len(case["issues"])
        raised += sum(code in codes for code in case["issues"])
    precision, recall = right / max(1, right + wrong_all), right / max(1, right + missed_all)
    return (
        f"{exact} of {len(cases)} | {precision:.2f} | {recall:.2f} | {danger} | "
        f"{raised} of {asked} |"
    )


def test_the_table_of_the_page_is_what_the_cases_give() -> None:
    assert f"| `read_text` | the project's | {row(OWN, plain=False)}" in PAGE
    assert f"| plain expression | the project's | {row(OWN, plain=True)}" in PAGE


def test_the_table_of_the_page_has_the_shared_cases() -> None:
    if not SHARED.exists():
        pytest.skip("the shared cases are absent")
    cases = json.loads(SHARED.read_text("utf-8"))["cases"]
    assert f"| `read_text` | the shared | {row(cases, plain=False)}" in PAGE
    assert f"| plain expression | the shared | {row(cases, plain=True)}" in PAGE


def test_no_case_is_read_dangerously() -> None:
    assert re.search(r"\| `read_text` \| the project's \|.*\| 0 \| \d+ of \d+ \|", PAGE)


def test_every_code_of_the_reader_and_the_comparison_is_on_the_page() -> None:
    folder = HERE.parents[1] / "src/birads/text"
    told = re.compile(
        r"(?:Told|tell|_issue)\(\s*(?:context,\s*)?\"(\w+)\"|\"(\w+)\" if ranged else \"(\w+)\""
    )
    codes = {
        code
        for path in folder.glob("*.py")
        for found in told.findall(path.read_text("utf-8"))
        for code in found
        if code
    }
    assert len(codes) > 25
    assert {code for code in codes if f"`{code}`" not in PAGE} == set()
