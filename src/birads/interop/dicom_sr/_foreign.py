"""Read what documents of other makers say where ours say it elsewhere: TID 4203, and ids."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from birads.interop.dicom_sr import _concepts as c
from birads.interop.dicom_sr._fields import entry, read_entry
from birads.interop.dicom_sr._item import Item
from birads.interop.dicom_sr._values import Unread
from birads.report.assessment import Assessment, Recommendation

if TYPE_CHECKING:
    from birads.interop.dicom_sr._findings import Found

__all__ = ["read_foreign"]


def read_foreign(root: Item, draft: dict[str, Any], found: Found) -> None:
    """Read the assessment of the whole, advice wherever it stands, and give findings ids."""
    _ids(found.findings)
    for finding, item in zip(found.findings, found.items, strict=True):
        _advice(item, draft, finding)
    for box in root.walk():
        if box.concept == c.OVERALL and box.kind == "CONTAINER" and not box.used:
            box.used = True
            _assessment(box, draft)
            _advice(box, draft, None)


def _ids(findings: list[dict[str, Any]]) -> None:
    """Give every finding an id; one identifier on several findings tracks one lesion."""
    count = Counter(finding.get("id") for finding in findings)
    taken = {name for name, times in count.items() if times == 1}
    number = 0
    for finding in findings:
        name = finding.get("id")
        if name is not None and count[name] == 1:
            continue
        if name is not None:
            finding.setdefault("lesion", name)
        number += 1
        while f"finding-{number}" in taken:
            number += 1
        finding["id"] = f"finding-{number}"


def _assessment(box: Item, draft: dict[str, Any]) -> None:
    for item in box.children:
        if item.concept != c.CATEGORY or item.used:
            continue
        try:
            stated = read_entry(entry(Assessment), item)
        except Unread:
            continue
        draft.setdefault("assessments", []).append({"breast": "overall", **stated})


def _advice(box: Item, draft: dict[str, Any], finding: dict[str, Any] | None) -> None:
    """Read recommended follow-ups; one under a finding is for that finding and its side."""
    for item in box.children:
        if item.concept != c.FOLLOW_UP or item.used:
            continue
        try:
            stated = read_entry(entry(Recommendation), item)
        except Unread:
            continue
        if finding is not None:
            stated.setdefault("findings", [finding["id"]])
        if stated not in draft.setdefault("recommendations", []):
            draft["recommendations"].append(stated)
