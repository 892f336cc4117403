"""State what is found in the eight public examples, and that nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from birads.checks import check
from birads.issue import Severity
from birads.parsing._parse import parse

EXAMPLES = Path(__file__).parents[2] / "examples"
UNSAMPLED = ["procedure_not_stated"]
NO_EXTENT = ["extent_not_stated_with_cancer", *UNSAMPLED]
FOUND = {
    "bilateral-mixed-patterns": [],
    "hrkac-2018-figures-1-3": [
        "composition_not_stated",
        "specimen_radiograph_not_stated",
        "marker_clip_not_stated",
    ],
    "screening-recall-grouped-amorphous": [],
    "skin-calcifications-tangential": [],
    "zhao-2025-figure-1": NO_EXTENT,
    "zhao-2025-figure-2": ["correlation_not_documented", *UNSAMPLED],
    "zhao-2025-figure-3": ["distribution_not_stated", *NO_EXTENT],
    "zhao-2025-figure-4": ["distribution_not_stated", *NO_EXTENT],
}


@pytest.mark.parametrize("name", FOUND)
def test_examples(name: str) -> None:
    path = EXAMPLES / f"{name}.json"
    if not path.exists():
        pytest.skip("the examples are not here")
    issues = check(parse(path.read_bytes()))
    assert [issue.code for issue in issues] == FOUND[name]
    worse = [issue.code for issue in issues if issue.severity is not Severity.INFORMATION]
    assert worse == [code for code in FOUND[name] if code == "correlation_not_documented"]
