"""Make the documents that the benchmarks read.

A fresh document has ids and texts that no earlier one had, so that no answer kept from another
one is measured; a warm one is drawn from a few that come again and again.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import count, cycle
from typing import Any

_WORDS = ["amorphous", "coarse_heterogeneous", "fine_pleomorphic", "punctate", "round"]
_PLACES = ["grouped", "regional", "linear", "segmental"]


def report(number: int, findings: int = 1) -> dict[str, Any]:
    """Return a screening report like those of an archive, the same for the same number."""
    dice = random.Random(number)  # noqa: S311 - no secret
    calcifications = [
        {
            "kind": "mg.calcifications",
            "id": f"calc-{number}-{index + 1}",
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
            {"action": "diagnostic_mammography", "breast": "left", "findings": [f"calc-{number}-1"]}
        ],
    }


def encoded(document: dict[str, Any]) -> bytes:
    """Return compact JSON bytes."""
    return json.dumps(document, separators=(",", ":")).encode()


def _letters(number: int) -> str:
    """Return a number as letters: a digit in a word would be no slip of the pen."""
    letters = ""
    while number:
        number, rest = divmod(number, 26)
        letters += chr(ord("a") + rest)
    return letters


def wrong(document: dict[str, Any], errors: int, number: int) -> bytes:
    """Return the document with as many wrong words as asked for, that no other number has."""
    changed = json.loads(json.dumps(document))
    slips = (_letters(number * 128 + index) for index in range(errors))
    changed["findings"][0]["morphology"] = [f"amorph{letters}s" for letters in slips]
    return encoded(changed)


def negative(number: int) -> dict[str, Any]:
    """Return what most reports of an archive are: no finding, both breasts 1, an extension."""
    return {
        "edition": "2013",
        "id": f"negative-{number}",
        "authors": [f"reader {number % 40}"],
        "exams": [
            {"id": "mg", "modality": "mammography", "purpose": "screening", "date": "2026-05-04"}
        ],
        "assessments": [{"breast": "bilateral", "exam": "mg", "category": "1"}],
        "extensions": {"org.example.site": f"site {number % 12}"},
    }


_streams = count(1)


def fresh(findings: int = 1, errors: int = 0) -> Iterator[bytes]:
    """Yield documents without end, each with ids, and wrong words, of its own.

    No two streams share a document, so that no contender meets what another one has read.
    """
    return _documents(findings, errors, next(_streams) * 1_000_000)


def _documents(findings: int, errors: int, first: int) -> Iterator[bytes]:
    for number in count(first):
        document = report(number, findings) if findings else negative(number)
        yield wrong(document, errors, number) if errors else encoded(document)


def warm(findings: int = 1, different: int = 300) -> Iterator[bytes]:
    """Yield the same few documents again and again."""
    return cycle([encoded(report(number, findings)) for number in range(different)])


def worst_shapes(size: int) -> dict[str, bytes]:
    """Return reports that name each other as much as a report can: nothing may be quadratic."""
    exams = [
        {"id": f"e-{n}", "modality": "mammography", "purpose": "diagnostic"} for n in range(size)
    ]
    lone = [
        {"kind": "mg.calcifications", "id": f"f-{n}", "location": {"breast": "left"}}
        for n in range(size)
    ]
    zeros = [{"breast": "left", "category": "0"} for _ in range(size)]
    names = [one["id"] for one in lone]
    written = [{"action": "core_biopsy", "findings": [name]} for name in names]
    few = names[: max(1, int(size**0.5))]
    crossed = [{"action": "core_biopsy", "findings": few} for _ in few]
    results = [{"finding": name, "result": "benign"} for name in names]
    shapes: dict[str, dict[str, Any]] = {
        "exams x findings x zeros": {"exams": exams, "findings": lone, "assessments": zeros},
        "a recommendation for each finding": {"findings": lone, "recommendations": written},
        "recommendations x findings": {"findings": lone, "recommendations": crossed},
        "a result for each finding": {"findings": lone, "pathology": results},
    }
    return {name: encoded({"edition": "2013", **shape}) for name, shape in shapes.items()}
