"""A fact points to what decides it, and to nothing else that was told of the breast."""

from __future__ import annotations

from typing import Any

import pytest

from birads import parse
from birads.acr_criteria._subjects import Kind, Subject, View
from birads.acr_criteria.facts._registry import Reading, reading_of
from birads.lexicon.common import Breast
from birads.report.view._index import ReportIndex

HISTORY = [
    {"event": "biopsy", "breast": "left"},
    {"event": "breast_conservation", "breast": "left"},
    {"event": "implant_placed", "breast": "left"},
    {"event": "mastectomy_for_cancer", "breast": "right"},
    {"event": "mastectomy_other", "breast": "left"},
]
REPORT: dict[str, Any] = {
    "edition": "2013",
    "patient": {"history": HISTORY},
    "cancers": [
        {"breast": "left", "state": "newly_diagnosed"},
        {"breast": "left", "state": "treated"},
        {"breast": "right", "state": "treated"},
    ],
    "suspected": [
        {"what": "local_recurrence", "breast": "right"},
        {"what": "local_recurrence", "breast": "left"},
    ],
}


@pytest.mark.parametrize(
    ("fact", "value", "pointers"),
    [
        ("cancer_treated_here", True, ("/patient/history/1", "/cancers/1")),
        ("implant_here", True, ("/patient/history/2",)),
        ("recurrence_suspected", "local", ("/suspected/1/what",)),
        (
            "chest_surgery",
            "bilateral_mastectomy",
            ("/patient/history/3/event", "/patient/history/4/event"),
        ),
    ],
)
def test_only_what_decides_is_pointed_to(fact: str, value: Any, pointers: tuple[str, ...]) -> None:
    subject = Subject(View(ReportIndex(parse(REPORT))), Kind.BREAST, Breast.LEFT, ())
    assert reading_of(subject, fact) == Reading(value, pointers)
