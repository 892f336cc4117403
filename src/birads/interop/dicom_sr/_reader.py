"""Read a DICOM structured report as a report, or as a draft of one."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from birads.interop.dicom_sr._concepts import CATEGORY, COUNTRY, LATERALITY
from birads.interop.dicom_sr._document import is_ours, read_tree, write_tree
from birads.interop.dicom_sr._file import DEFAULT_SR_LIMITS, SrLimits, read_source
from birads.interop.dicom_sr._item import Coded, ImageRef, Item
from birads.interop.imported import Imported
from birads.issue import InvalidReport, Issue, Severity
from birads.lexicon.edition import Edition
from birads.parsing._parse import parse

if TYPE_CHECKING:
    from pathlib import Path

    from pydicom import Dataset

__all__ = ["from_dicom_sr"]

_LONGEST = 80
_STATUS = {"PRELIMINARY": "preliminary", "FINAL": "final"}
# What makes no report where it cannot be read: without it the rest may say the opposite.
_GRAVE = {
    LATERALITY: "was not read: it is no side that is known, or not the one stated elsewhere",
    CATEGORY: "was not read: it is no category that is known, or not the one stated elsewhere",
}
# Members of format 1.1: a draft that has one says so.
_NEWER = ("language", "presentation")


def from_dicom_sr(
    source: Dataset | bytes | str | Path,
    edition: Edition | str | None = None,
    *,
    limits: SrLimits = DEFAULT_SR_LIMITS,
) -> Imported:
    """Return the report of a document that this library wrote, or a draft of any other.

    DICOM has no place for the edition: of another maker's document the caller names it, and
    without it there is a draft and no report.

    Raises:
        InvalidReport: The document is no readable Breast Imaging Report; the issue says why.
        MissingExtra: pydicom is not installed.
        OSError: The file cannot be read.
        ValueError: There is no such edition.
    """
    named = Edition(edition).value if edition is not None else None
    root, data, around = read_source(source, limits)
    ours = is_ours(root)
    draft, doubts = read_tree(root)
    issues = [_issue("sr_read_as", item, said) for item, said in doubts]
    if not ours:
        _finish_foreign(draft, data)
        issues += _by_others(data)
    issues += _edition(draft, named)
    report, refused = _parsed(draft)
    issues += refused
    unread = (
        _unread(root) if not ours else _changed(root, draft if report is None else report.to_dict())
    )
    issues += [*_told(list(unread), limits.max_issues), *around]
    if any(issue.severity is Severity.ERROR for issue in issues):
        report = None
    return Imported(report, tuple(issues), draft)


def _finish_foreign(draft: dict[str, Any], data: Dataset) -> None:
    """Take the status that the header states, and say which version the members need."""
    status = _STATUS.get(_header(data, "PreliminaryFlag"))
    if status is not None:
        draft["status"] = status
    newer = any(name in draft for name in _NEWER) or any(
        name in finding for finding in draft.get("findings", ()) for name in ("lesion", "images")
    )
    if newer:
        draft["schema_version"] = "1.1"


def _by_others(data: Dataset) -> list[Issue]:
    message = "Other software wrote the document: what was read of it is a draft to be checked."
    issues = [Issue("sr_other_maker", Severity.INFORMATION, "", message)]
    if _header(data, "CompletionFlag") == "PARTIAL":
        message = "The document calls itself partial: something of the report is not in it."
        issues.append(Issue("sr_partial", Severity.WARNING, "", message))
    return issues


def _header(data: Dataset, name: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return str(data.get(name) or "")
        except Exception:  # noqa: BLE001 - whatever a malformed element makes pydicom raise
            return ""


def _edition(draft: dict[str, Any], named: str | None) -> list[Issue]:
    stated = draft.get("edition")
    if stated is None and named is None:
        return [
            Issue(
                "edition_not_stated",
                Severity.ERROR,
                "",
                "The document does not state the edition of BI-RADS that it speaks.",
                "Name it: edition='2013', or --edition 2013.",
            )
        ]
    if stated is None:
        draft["edition"] = named
        return []
    if named is not None and named != stated:
        message = f"The document states edition {stated}; {named} was asked for and is not used."
        return [Issue("edition_differs", Severity.WARNING, "", message)]
    return []


def _parsed(draft: dict[str, Any]) -> tuple[Any, list[Issue]]:
    if "edition" not in draft:
        return None, []
    try:
        return parse(draft), []
    except InvalidReport as error:
        return None, list(error.issues)


def _unread(root: Item) -> Iterator[tuple[Item, int]]:
    """Yield the topmost items that were not read, with the number of those below them.

    A heading whose items were read is yielded alone.
    """
    waiting = [root]
    while waiting:
        item = waiting.pop()
        if item.used:
            waiting += reversed(item.children)
        elif any(one.used for one in item.walk()):
            yield item, 0
            waiting += reversed(item.children)
        else:
            yield item, sum(1 for _ in item.walk()) - 1


def _changed(root: Item, report: dict[str, Any]) -> Iterator[tuple[Item, int]]:
    """Yield what the document has and our own writing of its report has not.

    So a document of ours that somebody changed, in a place that repeats what another says or in
    one that nothing of ours would hold, never loses the change in silence.
    """
    classes = {
        item.value.sop_instance: item.value.sop_class
        for item in root.walk()
        if isinstance(item.value, ImageRef)
    }
    try:
        written = write_tree(report, classes)
    except (KeyError, ValueError, TypeError):  # a draft that no report can be
        yield from _unread(root)
        return
    yield from _more(root, written)


def _more(has: Item, ours: Item) -> Iterator[tuple[Item, int]]:
    """Compare the children of two items by what they say, each kind in its order."""
    near: dict[object, list[Item]] = {}
    for child in ours.children:
        near.setdefault(_key(child), []).append(child)
    for child in has.children:
        same = near.get(_key(child))
        if child.concept == COUNTRY:
            continue  # it only says whose spelling the document's words have
        if not same:
            yield child, sum(1 for _ in child.walk()) - 1
            continue
        # Of several that say the same, one with the same below it is meant.
        match = next((one for one in same if _count(one) == _count(child)), same[0])
        same.remove(match)
        yield from _more(child, match)


def _key(item: Item) -> object:
    value = item.value
    if item.kind in ("TEXT", "PNAME"):
        value = item.text
    return item.kind, item.concept, value


def _count(item: Item) -> Counter[object]:
    return Counter(_key(one) for one in item.walk())


def _told(unread: list[tuple[Item, int]], most: int) -> list[Issue]:
    out = []
    # What is grave comes first, so that no number of other items hides it.
    unread.sort(key=lambda one: one[0].concept not in _GRAVE)
    for item, below in unread[:most]:
        more = f", with {below} items below it" if below else ""
        if not below and any(child.used for child in item.children):
            more = ", but what stands below it was"
        said = f"{_shown(item)} {_GRAVE.get(item.concept, f'was not read{more}')}"
        severity = Severity.ERROR if item.concept in _GRAVE else Severity.WARNING
        out.append(_issue("sr_item_not_read", item, said, severity))
    if len(unread) > most:
        message = f"{len(unread) - most} more items were not read."
        out.append(Issue("sr_item_not_read", Severity.WARNING, "", message))
    return out


def _issue(code: str, item: Item, said: str, severity: Severity = Severity.WARNING) -> Issue:
    return Issue(code, severity, item.path, f"{item.path}: {said}.")


def _shown(item: Item) -> str:
    """Return an item as a reader of the document sees it."""
    name = f"{item.kind or 'Item'} {item.concept.meaning or item.concept.value!r}"
    value = item.value
    if isinstance(value, Coded):
        return f"{name} = {value.meaning!r} ({value.value}, {value.scheme})"
    if isinstance(value, str):
        return f"{name} = {value[:_LONGEST]!r}"
    if value is not None and hasattr(value, "unit"):
        return f"{name} = {value.value} {value.unit.value}"
    return name
