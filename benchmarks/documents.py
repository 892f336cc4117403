"""Make the documents that the benchmarks read: varied, so that nothing is measured twice."""

from __future__ import annotations

import json
import random
from typing import Any

_WORDS = ["amorphous", "coarse_heterogeneous", "fine_pleomorphic", "punctate", "round"]
_PLACES = ["grouped", "regional", "linear", "segmental"]


def report(number: int, findings: int = 1) -> dict[str, Any]:
    """Return a screening report like those of an archive, the same for the same number."""
    dice = random.Random(number)  # noqa: S311 - no secret
    calcifications = [
        {
            "kind": "mg.calcifications",
            "id": f"calc-{index + 1}",
            "exam": "mg",
            "location": {
                "breast": dice.choice(["left", "right"]),
                "quadrant": dice.choice(["upper_outer", "lower_inner"]),
                "depth": "middle",
                "distance_from_nipple_mm": dice.randint(10, 90),
            },
            "morphology": [dice.choice(_WORDS)],
            "distribution": dice.choice(_PLACES),
            "groups": dice.randint(1, 3),
            "extent_mm": dice.randint(3, 30),
            "change": dice.choice(["new", "stable"]),
        }
        for index in range(findings)
    ]
    return {
        "schema_version": "1",
        "edition": "2013",
        "id": f"report-{number}",
        "status": "final",
        "issued": "2026-05-05T09:30:00+02:00",
        "patient": {"sex": "female", "age_years": dice.randint(40, 75)},
        "exams": [
            {
                "id": "mg",
                "modality": "mammography",
                "purpose": "screening",
                "date": "2026-05-04",
                "composition": "scattered_fibroglandular_density",
                "comparisons": [{"date": "2024-05-02", "modality": "mammography"}],
            }
        ],
        "findings": calcifications,
        "assessments": [
            {"breast": "left", "category": "0", "reason": "needs_additional_imaging"},
            {"breast": "right", "category": "0", "reason": "needs_additional_imaging"},
        ],
        "recommendations": [
            {"action": "diagnostic_mammography", "breast": "left", "findings": ["calc-1"]}
        ],
    }


def encoded(document: dict[str, Any]) -> bytes:
    """Return compact JSON bytes."""
    return json.dumps(document, separators=(",", ":")).encode()


def wrong(document: dict[str, Any], errors: int) -> bytes:
    """Return the document with wrong words in it, as many as asked for."""
    changed = json.loads(json.dumps(document))
    changed["findings"][0]["morphology"] = [f"amorphus{index}" for index in range(errors)]
    return encoded(changed)
