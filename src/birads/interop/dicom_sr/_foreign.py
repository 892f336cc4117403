"""Read what documents of other makers say where ours say it elsewhere: TID 4203, and ids."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from birads.interop.dicom_sr import _concepts as c
from birads.interop.dicom_sr._codes import near_actions
from birads.interop.dicom_sr._fields import entry, read_entry
from birads.interop.dicom_sr._item import Coded, Item, own
from birads.interop.dicom_sr._values import Unread
from birads.report.assessment import Assessment, Recommendation

if TYPE_CHECKING:
    from birads.interop.dicom_sr._findings import Found

__all__ = ["read_foreign"]


def read_foreign(root: Item, draft: dict[str, Any], found: Found) -> None:
    """Read the assessment of the whole, advice wherever it stands, and give findings ids."""
    _ids(found.findings)
    for finding, item in zip(found.findings, found.items, strict=True):
        _advice(item, draft, found, finding)
    for box in root.walk():
        if box.concept == c.OVERALL and box.kind == "CONTAINER" and not box.used:
            box.used = True
            _assessment(box, draft)
            _advice(box, draft, found, None)


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


def _advice(box: Item, draft: dict[str, Any], found: Found, finding: dict[str, Any] | None) -> None:
    """Read recommended follow-ups; one under a finding is for that finding and its side."""
    for item in box.children:
        if item.concept != c.FOLLOW_UP or item.used:
            continue
        _nearest(item, found)
        try:
            stated = read_entry(entry(Recommendation), item)
        except Unread:
            continue
        if finding is not None:
            stated.setdefault("findings", [finding["id"]])
        told = draft.setdefault("recommendations", [])
        if not any(_repeats(stated, one) for one in told):
            told.append(stated)


def _nearest(item: Item, found: Found) -> None:
    """Take advice that no action says exactly as the nearest one, and say so."""
    word = near_actions().get(item.value) if isinstance(item.value, Coded) else None
    if word is not None:
        said = f"The advice {item.value.meaning!r} has no exact action: it is read as {word}"
        found.doubts.append((item, said))
        item.value = own(f"action.{word}")


def _repeats(stated: dict[str, Any], known: dict[str, Any]) -> bool:
    """Say whether advice on the whole only repeats what is advised for a finding."""
    return all(known.get(key) == value for key, value in stated.items())
