"""Give exams and findings their ids, and let references lead to what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FITS", "Link", "linked"]

FITS: Mapping[str, tuple[str, ...]] = {
    "mg": ("mammography", "cem"),  # the low-energy image of a CEM exam is read as a mammogram
    "us": ("ultrasound",),
    "mri": ("mri",),
    "cem": ("cem",),
}
"""The modalities of the exams that a finding can belong to, by the first part of its kind."""


class Link(NamedTuple):
    """Stand for a reference until it is known what there is to refer to."""

    to: str
    choice: int


class _Targets(NamedTuple):
    exams: tuple[tuple[str, str], ...]
    findings: tuple[str, ...]

    def resolve(self, link: Link, kind: str | None) -> str | None:
        ids = self.findings if link.to == "finding" else self._exams_for(kind)
        return ids[link.choice % len(ids)] if ids else None

    def _exams_for(self, kind: str | None) -> tuple[str, ...]:
        fits = FITS.get((kind or "").partition(".")[0])
        return tuple(id_ for id_, modality in self.exams if fits is None or modality in fits)


def linked(draft: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document with ids in place of links; a link without a target is left out."""
    exams = [{"id": f"exam-{n}", **exam} for n, exam in enumerate(draft.get("exams", ()), 1)]
    found = [{"id": f"finding-{n}", **one} for n, one in enumerate(draft.get("findings", ()), 1)]
    targets = _Targets(
        tuple((exam["id"], exam["modality"]) for exam in exams),
        tuple(finding["id"] for finding in found),
    )
    parts = {**draft, "exams": exams, "findings": found}
    return {key: _resolved(parts[key], targets, None) for key in draft}


def _resolved(node: Any, targets: _Targets, kind: str | None) -> Any:
    if isinstance(node, Link):
        return targets.resolve(node, kind)
    if isinstance(node, dict):
        kind = node.get("kind", kind)
        members = {key: _resolved(value, targets, kind) for key, value in node.items()}
        return {
            key: value
            for key, value in members.items()
            if value is not None or not isinstance(node[key], Link)
        }
    if isinstance(node, list):
        items = [_resolved(value, targets, kind) for value in node]
        if any(isinstance(value, Link) for value in node):
            return list(dict.fromkeys(item for item in items if item is not None))
        return items
    return node
