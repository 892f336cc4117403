"""Build small reports for the audit's tests."""

from __future__ import annotations

from typing import Any

from birads import Report, parse

EXAM_DATE = "2024-03-01"


def report(  # noqa: PLR0913 - the facts of one episode
    category: str = "4",
    *,
    tissue: list[dict[str, Any]] | None = None,
    outcomes: list[dict[str, Any]] | None = None,
    purpose: str | None = "diagnostic",
    modality: str = "mammography",
    date: str | None = EXAM_DATE,
    laterality: str | None = None,
    breast: str = "left",
    finding: dict[str, Any] | None = None,
    **more: Any,
) -> Report:
    """Return a report of one exam and one calcification finding with its own category."""
    exam: dict[str, Any] = {"id": "e", "modality": modality}
    exam |= {
        name: value
        for name, value in (("purpose", purpose), ("date", date), ("laterality", laterality))
        if value is not None
    }
    values: dict[str, Any] = {
        "kind": "mg.calcifications",
        "id": "f",
        "exam": "e",
        "location": {"breast": breast},
        "category": category,
        **(finding or {}),
    }
    document: dict[str, Any] = {"edition": "2013", "exams": [exam], "findings": [values], **more}
    if tissue:
        document["pathology"] = [{"finding": "f", **one} for one in tissue]
    if outcomes:
        document["outcomes"] = outcomes
    return parse(document)


def followed(date: str | None = "2025-03-15", *, malignant: bool = False) -> dict[str, Any]:
    """Return an outcome of both breasts without tissue."""
    entry = {"breast": "bilateral", "malignant": malignant, "basis": "imaging_follow_up"}
    return entry | ({"date": date} if date else {})
