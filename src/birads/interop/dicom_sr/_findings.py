"""Write findings as TID 4206, and read them back."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import attrs

from birads.interop.dicom_sr import _concepts as c
from birads.interop.dicom_sr._codes import kinds
from birads.interop.dicom_sr._exams import Exams, brief, nowhere, read_brief
from birads.interop.dicom_sr._fields import Fields, fields
from birads.interop.dicom_sr._images import read_images, write_images
from birads.interop.dicom_sr._item import Coded, Item, own
from birads.report.findings import FINDING_MODELS, OtherFinding

__all__ = ["Found", "read_findings", "runs"]

_KIND = own("kind")
_MODELS = {str(model.model_fields["kind"].default): model for model in FINDING_MODELS}
_FAMILY = {"mammography": "mg", "ultrasound": "us", "mri": "mri", "cem": "mg"}
# What the code of a mammographic mass says of a finding of another modality: CID 6054 has no other.
_MASS = Coded("SCT", "129788004", "Mammographic breast mass")
_MASSES = {"us": "us.mass", "mri": "mri.mass"}
_FOCAL = {"type": "focal_asymmetry"}


@attrs.define
class Found:
    """Collect the findings of a document, with the item of each, while it is read."""

    findings: list[dict[str, Any]] = attrs.field(factory=list)
    items: list[Item] = attrs.field(factory=list)
    doubts: list[tuple[Item, str]] = attrs.field(factory=list)


def runs(report: dict[str, Any], sop_classes: dict[str, str]) -> list[Item]:
    """Return one TID 4206 for each run of findings of one exam, so that their order is kept."""
    exams: dict[str, dict[str, Any]] = {}
    for exam in report.get("exams", ()):
        exams.setdefault(exam["id"], exam)
    out = []
    for name, run in groupby(report.get("findings", ()), key=lambda one: one.get("exam")):
        box = Item("CONTAINER", c.FINDINGS)
        box.add(brief(exams[name]) if name in exams else nowhere(name))
        box.add(*(_finding(one, sop_classes) for one in run))
        out.append(box)
    return out


def _fields(kind: str) -> Fields:
    return fields(_MODELS[kind], "finding", "", ("exam", "images"))


def _finding(finding: dict[str, Any], sop_classes: dict[str, str]) -> Item:
    kind = finding["kind"]
    item = Item("CODE", c.FINDING, _code(finding))
    item.add(Item("CODE", _KIND, own(f"kind.{kind}", kind.replace(".", " ")), "HAS PROPERTIES"))
    item.add(*_fields(kind).write(finding))
    if "images" in finding:
        item.add(*write_images(finding["images"], sop_classes))
    return item


def _code(finding: dict[str, Any]) -> Coded:
    """Return the standard code where CID 6054 has the finding, else our own."""
    kind = finding["kind"]
    standard = kinds()[0].get(kind)
    if kind == "mg.asymmetry" and finding.get("type") != "focal_asymmetry":
        standard = None  # the code means a focal one
    if kind == "mg.lymph_node" and finding.get("place", "intramammary") != "intramammary":
        standard = None  # the code means an intramammary one
    return standard or own(kind)


def read_findings(box: Item, exams: Exams, found: Found) -> None:
    """Read one TID 4206; a finding of a kind that no code tells is kept as another finding."""
    box.used = True
    name: str | None = None
    for item in box.children:
        if item.concept == c.PROCEDURE and not item.used:
            name = read_brief(item, exams)
    exam = exams.by_id(name) if name is not None else None
    for item in box.children:
        if item.concept == c.FINDING and item.kind == "CODE":
            _read_finding(item, name, exam, found)


def _read_finding(item: Item, name: str | None, exam: dict[str, Any] | None, found: Found) -> None:
    finding: dict[str, Any] = {"kind": _kind(item, exam, found)}
    if name is not None:
        finding["exam"] = name
    item.used = True
    if finding["kind"] == "mg.asymmetry" and _own_kind(item) is None:
        finding |= _FOCAL
    _fields(finding["kind"]).read(item.children, finding)
    images = read_images(item)
    if images is not None:
        finding["images"] = images
    found.findings.append(finding)
    found.items.append(item)


def _own_kind(item: Item) -> str | None:
    for child in item.children:
        word = child.value.value if isinstance(child.value, Coded) else ""
        if child.concept == _KIND and word.removeprefix("kind.") in _MODELS:
            child.used = True
            return word.removeprefix("kind.")
    return None


def _kind(item: Item, exam: dict[str, Any] | None, found: Found) -> str:
    """Return the kind that is stated, else the one that code and modality tell together."""
    stated = _own_kind(item)
    if stated is not None:
        return stated
    family = _FAMILY[exam["modality"]] if exam else "mg"
    known = kinds()[1].get((family, item.value))
    if known is None and item.value == _MASS:
        known = _MASSES.get(family)
    if known is None and isinstance(item.value, Coded) and item.value.value in _MODELS:
        known = item.value.value
    if known is None:
        meaning = item.value.meaning if isinstance(item.value, Coded) else "?"
        said = f"The finding {meaning!r} has no kind of ours: it is kept as another finding"
        found.doubts.append((item, said))
    return known or str(OtherFinding.model_fields["kind"].default)
