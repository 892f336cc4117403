"""Tell what was not read, and make the report where nothing stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from birads.interop.imported import Imported
from birads.issue import InvalidReport, Issue, Severity
from birads.parsing._parse import parse
from birads.report.report import SCHEMA_VERSION

if TYPE_CHECKING:
    from birads.interop.fhir._node import Node, Path
    from birads.interop.fhir._reading import Reading

__all__ = ["finish"]

_SILENT = ("id", "meta", "resourceType", "language")
_IDENTITY = ("Patient", "Practitioner", "PractitionerRole", "Organization", "RelatedPerson")
_GENERATED = ("generated", "empty")
_SITE = "bodySite"


def finish(draft: dict[str, Any], reading: Reading, edition: str | None) -> Imported:
    """Return the report, or the draft, with every issue."""
    for node in reading.resources:
        _tell(node, reading)
    if not draft and not reading.issues.all():
        said = "The document holds nothing that a breast imaging report is made of."
        reading.issues.add(Issue("fhir_no_report", Severity.ERROR, "", said))
    stated = draft.get("edition")
    if draft and stated is None and edition is not None:
        draft["edition"] = str(edition)
    if stated is None and edition is None and draft:
        said = "The document states no edition of BI-RADS, and none was named."
        hint = "Name it: edition=, or --edition."
        reading.issues.add(Issue("edition_not_stated", Severity.ERROR, "", said, hint))
    elif stated is not None and edition is not None and stated != str(edition):
        said = f"The document states edition {stated}, not {edition}; what it states stands."
        reading.issues.add(Issue("edition_differs", Severity.WARNING, "", said))
    report = None
    if draft and not reading.issues.has_error:
        try:
            report = parse({"schema_version": SCHEMA_VERSION, **draft})
        except InvalidReport as error:
            for issue in error.issues:
                reading.issues.add(issue)
    return Imported(report, reading.issues.all(), draft)


def _tell(node: Node, reading: Reading) -> None:
    kind = node.peek("resourceType")
    if not node.touched():
        if kind in _IDENTITY:
            reading.unread(node.path, f"{kind}: identity", severity=Severity.INFORMATION)
        else:
            reading.unread(node.path, f"the {kind}")
        return
    for path in node.rest():
        inner = path[len(node.path) :]
        if inner[0] in _SILENT or _is_rendering(node, inner):
            continue
        _tell_one(path, inner, str(kind), reading)


def _tell_one(path: Path, inner: Path, kind: str, reading: Reading) -> None:
    name = ".".join(str(part) for part in inner if isinstance(part, str))
    if _SITE in inner:
        reading.note("fhir_side_not_read", path, "A site that is no side that is known.")
    elif kind in _IDENTITY:
        reading.unread(path, f"{name}: identity", severity=Severity.INFORMATION)
    else:
        reading.unread(path, f"{name} of the {kind}")


def _is_rendering(node: Node, inner: Path) -> bool:
    """Say whether this is a narrative that only repeats what is coded."""
    text = node.peek("text")
    return inner[0] == "text" and isinstance(text, dict) and text.get("status") in _GENERATED
