"""Change a report in ways that make none of its words and categories less doubtful.

A change takes a report whose finding in question is called ``a`` and lies in the left breast, and
returns another report, or nothing where it does not apply. It never says anything against what
the finding says.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

__all__ = [
    "ADDED",
    "BENIGN",
    "DISCUSSED",
    "LEFT",
    "PLACED",
    "Change",
    "add_benign",
    "changes",
    "reversed_lists",
    "without_finding",
]

Json = dict[str, Any]
Change = Callable[[Json], Json | None]

LEFT = {"breast": "left"}
BENIGN: dict[str, Json] = {
    "lymph node": {"kind": "mg.lymph_node"},
    "skin lesion": {"kind": "mg.skin_lesion"},
    "vascular calcifications": {"kind": "mg.calcifications", "morphology": ["vascular"]},
    "fat-containing mass": {
        "kind": "mg.mass",
        "shape": "oval",
        "margin": "circumscribed",
        "density": "fat",
    },
    "simple cyst elsewhere": {"kind": "us.special_case", "special_case": "simple_cyst"},
    "node on MRI": {"kind": "mri.special_case", "special_case": "intramammary_lymph_node"},
}
"""Findings that are benign whatever else the breast holds; none is said to be finding ``a``."""

_EXAMS = {"mg": "mammography", "us": "ultrasound", "mri": "mri", "cem": "cem"}
_HISTORY = ("prior_surgery", "prior_breast_cancer", "prior_radiation")


def add_benign(
    report: Json, name: str, *, category: str | None = None, first: bool = False
) -> Json:
    """Return the report with a benign finding in the same breast, at another place of it."""
    out = copy.deepcopy(report)
    finding: Json = {"id": "b", **BENIGN[name]}
    finding["location"] = {**LEFT, "quadrant": "lower_inner", "clock": 8, "depth": "posterior"}
    finding["exam"] = _exam(out, _EXAMS[finding["kind"].partition(".")[0]])
    if category is not None:
        finding["category"] = category
    for other in out["findings"]:
        other["location"] = {**other["location"], "quadrant": "upper_outer", "clock": 2}
    out["findings"].insert(0 if first else len(out["findings"]), finding)
    return out


def _exam(report: Json, modality: str) -> str:
    """Return the id of an exam of that modality, made where there is none."""
    for exam in report["exams"]:
        if exam["modality"] == modality or (modality, exam["modality"]) == ("mammography", "cem"):
            return str(exam["id"])
    report["exams"].append(
        {"id": "x", "modality": modality, "purpose": "diagnostic", "laterality": "left"}
    )
    return "x"


def without_finding(report: Json) -> Json:
    """Return the report as if the finding in question had not been described."""
    out = copy.deepcopy(report)
    out["findings"] = [finding for finding in out["findings"] if finding["id"] != "a"]
    for entry in out.get("recommendations", ()):
        if "a" in entry.get("findings", ()):
            del entry["findings"]
    return out


def _placed(*entries: Json) -> Change:
    """Move the finding's own category into assessments; ``@`` stands for it there."""

    def change(report: Json) -> Json:
        out = copy.deepcopy(report)
        category = next(f for f in out["findings"] if f["id"] == "a").pop("category")
        stated = [
            {key: category if value == "@" else value for key, value in entry.items()}
            for entry in entries
        ]
        return {**out, "assessments": stated}

    return change


PLACED: dict[str, Change] = {
    "own": lambda report: report,
    "of the breast": _placed({"breast": "left", "category": "@"}),
    "of the breast on its exam": _placed({"breast": "left", "category": "@", "exam": "e"}),
    "of each breast": _placed(
        {"breast": "right", "category": "1"}, {"breast": "left", "category": "@"}
    ),
    "of both breasts": _placed({"breast": "bilateral", "category": "@"}),
    "overall": _placed({"breast": "overall", "category": "@"}),
    "overall on its exam": _placed({"breast": "overall", "category": "@", "exam": "e"}),
    "own and of the breast": lambda report: {
        **copy.deepcopy(report),
        "assessments": [{**LEFT, "category": report["findings"][-1]["category"]}],
    },
}
"""Where a report may state the category that the finding has."""


def _recommending(*entries: Json) -> Change:
    def change(report: Json) -> Json:
        out = copy.deepcopy(report)
        out["recommendations"] = [*out.get("recommendations", ()), *copy.deepcopy(entries)]
        return out

    return change


def _with_member(member: str, value: Any) -> Change:
    def change(report: Json) -> Json:
        out = copy.deepcopy(report)
        next(f for f in out["findings"] if f["id"] == "a")[member] = value
        return out

    return change


def _dated(report: Json) -> Json:
    out = copy.deepcopy(report)
    for exam in out["exams"]:
        exam["date"] = "2024-05-14"
        exam["comparisons"] = [{"date": "2023-05-09", "modality": exam["modality"]}]
    return {**out, "issued": "2024-05-14T12:00:00Z"}


def _named(report: Json) -> Json:
    out = copy.deepcopy(report)
    for number, exam in enumerate(out["exams"]):
        exam["accession_number"] = f"A{number}"
    out["findings"][-1]["tracking_uid"] = "2.25.7"
    return {**out, "id": "r-1", "identifiers": [{"system": "urn:site", "value": "17"}]}


def _with_history(member: str) -> Change:
    """Add an earlier operation; only where the finding is new or growing since."""

    def change(report: Json) -> Json | None:
        finding = next(f for f in report["findings"] if f["id"] == "a")
        if finding.get("change") not in ("new", "increasing"):
            return None
        return {**copy.deepcopy(report), "patient": {"sex": "female", member: ["left"]}}

    return change


def reversed_lists(report: Any) -> Any:
    """Return the report with every list of it in reverse order."""
    if isinstance(report, dict):
        return {key: reversed_lists(value) for key, value in report.items()}
    if isinstance(report, list):
        return [reversed_lists(value) for value in reversed(report)]
    return report


DISCUSSED = "Findings were discussed with the patient."


def _told(report: Json) -> Json | None:
    """Add a text to every recommendation that is there."""
    if not report.get("recommendations"):
        return None
    out = copy.deepcopy(report)
    for entry in out["recommendations"]:
        entry["text"] = DISCUSSED
    return out


ADDED: dict[str, Change] = {
    "a courtesy": _recommending({"action": "other", "text": DISCUSSED}),
    "a courtesy for the breast": _recommending({"action": "other", **LEFT, "text": DISCUSSED}),
    "a courtesy for the finding": _recommending(
        {"action": "other", **LEFT, "findings": ["a"], "text": DISCUSSED}
    ),
    "an annual mammogram": _recommending(
        {"action": "routine_screening", **LEFT, "interval_months": 12, "text": "Annual mammogram."}
    ),
    "a text on every recommendation": _told,
    "a text of the finding": _with_member("text", "Shown to the referring physician."),
    "dates": _dated,
    "names and numbers": _named,
    "a narrative": lambda report: {**report, "narrative": "See the structured part."},
    "other order": reversed_lists,
    **{member.replace("_", " "): _with_history(member) for member in _HISTORY},
}
"""What may be added to a report without answering any doubt about it."""


def changes(
    placed: tuple[str, ...], benign: tuple[str, ...], beside: tuple[str, ...]
) -> Iterator[tuple[str, Change]]:
    """Return named changes: each place of the category, some with each benign finding beside it."""
    for place in placed:
        yield f"category {place}", PLACED[place]
    for name in benign:
        yield f"category own, {name} called 2", _after("own", name, "2")
        for place in beside:
            yield f"category {place}, {name}", _after(place, name, None)
    yield from ADDED.items()


def _after(place: str, name: str, category: str | None) -> Change:
    def change(report: Json) -> Json | None:
        placed = PLACED[place](report)
        return None if placed is None else add_benign(placed, name, category=category, first=True)

    return change
