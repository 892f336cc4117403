"""Write tissue results as TID 4204 with its specimen (TID 4207), and read them back."""

from __future__ import annotations

from typing import Any

from birads.interop.dicom_sr import _concepts as c
from birads.interop.dicom_sr._codes import results, vocabulary
from birads.interop.dicom_sr._exams import vocabulary_of_sides
from birads.interop.dicom_sr._fields import Fields, fields
from birads.interop.dicom_sr._item import Coded, Item
from birads.report.pathology import RESULT_CLASS, BiopsyProcedure, Pathology, PathologyResult

__all__ = ["intervention", "read_intervention"]


def _fields() -> Fields:
    return fields(Pathology, "pathology", "", ("procedure",))


def intervention(sample: dict[str, Any], findings: list[dict[str, Any]]) -> Item:
    """Return one sample: how it was taken, and its specimen with the result."""
    described = _fields()
    there: tuple[str, ...] = ("procedure", "instrument", "results")
    if "result" in sample:
        there = (*there, "pathology")

    def part(at: str, inside: str = "CODE") -> list[Item]:
        return described.write(sample, at=at, there=there, inside=inside)

    box = Item("CONTAINER", c.INTERVENTION)
    box.add(_procedure(sample, findings).add(*part("procedure")))
    needle = part("instrument")
    if needle:
        box.add(Item("CODE", c.INSTRUMENT, c.NEEDLE).add(*needle))
    results_box = Item("CONTAINER", c.RESULTS)
    results_box.add(Item("CODE", c.PROCEDURE_RESULT, _class(sample)))
    found = part("results", "CONTAINER")
    if found:
        found[0].add(*part("pathology"))
    box.add(Item("CONTAINER", c.SPECIMEN).add(results_box.add(*found)))
    return box.add(*part("", "CONTAINER"))


def _procedure(sample: dict[str, Any], findings: list[dict[str, Any]]) -> Item:
    word = sample.get("procedure")
    code = vocabulary(BiopsyProcedure, "procedure").codes[word] if word else c.EXAMINATION
    item = Item("CODE", c.PROCEDURE, code)
    if word == "vacuum_assisted_biopsy":
        item.add(Item("CODE", c.MODIFIER, c.VACUUM, "HAS CONCEPT MOD"))
    side = sample.get("breast") or _side_of(sample.get("finding"), findings)
    place = vocabulary_of_sides()[side] if side else c.UNKNOWN
    return item.add(Item("CODE", c.LATERALITY, place, "HAS CONCEPT MOD"))


def _side_of(name: str | None, findings: list[dict[str, Any]]) -> str | None:
    for finding in findings:
        if finding["id"] == name:
            side: str | None = finding.get("location", {}).get("breast")
            return side
    return None


def _class(sample: dict[str, Any]) -> Coded:
    word = sample.get("result")
    held = RESULT_CLASS[PathologyResult(word)] if word else None
    return results()[held.value] if held else c.UNKNOWN


def read_intervention(
    box: Item, findings: list[dict[str, Any]], *, foreign: bool
) -> dict[str, Any]:
    """Return the sample that an intervention holds."""
    sample: dict[str, Any] = {}
    described = _fields()
    box.used = True
    for item in box.children:
        if item.concept == c.PROCEDURE:
            _read_procedure(item, sample)
            described.read(item.children, sample, at=("procedure",))
        elif item.concept == c.INSTRUMENT and item.value == c.NEEDLE:
            item.used = True
            described.read(item.children, sample, at=("instrument",))
        elif item.concept == c.SPECIMEN:
            _read_specimen(item, sample)
        elif item.concept == c.RESULTS:
            _read_results(item, sample)
    described.read(box.children, sample)
    if foreign:
        _foreign_side(box, sample, findings)
    return sample


def _read_procedure(item: Item, sample: dict[str, Any]) -> None:
    word = vocabulary(BiopsyProcedure, "procedure").words.get(item.value)
    for child in item.children:
        if child.concept == c.MODIFIER and child.value == c.VACUUM:
            if word in ("core_biopsy", "vacuum_assisted_biopsy", None):
                word, child.used = "vacuum_assisted_biopsy", True
        elif child.concept == c.LATERALITY and child.value == c.UNKNOWN:
            child.used = True
    item.used = word is not None or item.value == c.EXAMINATION
    if word is not None:
        sample["procedure"] = word


def _read_specimen(box: Item, sample: dict[str, Any]) -> None:
    box.used = True
    for item in box.children:
        if item.concept == c.RESULTS:
            _read_results(item, sample)


def _read_results(box: Item, sample: dict[str, Any]) -> None:
    box.used = True
    _fields().read(box.children, sample, at=("results",))
    for item in box.children:
        if item.concept == c.PATHOLOGY and item.used:
            _fields().read(item.children, sample, at=("pathology",))
        elif item.concept == c.PROCEDURE_RESULT:
            _read_class(item, sample)


def _read_class(item: Item, sample: dict[str, Any]) -> None:
    """Take the class as the result where no result of its own is told; it says no more."""
    held = {code: word for word, code in results().items()}.get(item.value)
    if held is None:
        item.used = item.value == c.UNKNOWN
        return
    known = sample.get("result")
    if known is None:
        sample["result"] = held
        item.used = True
    else:
        stated = RESULT_CLASS[PathologyResult(known)]
        item.used = stated is not None and stated.value == held


def _foreign_side(box: Item, sample: dict[str, Any], findings: list[dict[str, Any]]) -> None:
    """Take the side of the procedure, which a document of ours repeats from elsewhere."""
    from birads.interop.dicom_sr._codes import vocabulary as words
    from birads.lexicon.common import Breast

    for item in box.children:
        if item.concept != c.PROCEDURE:
            continue
        for child in item.children:
            side = words(Breast, "breast").words.get(child.value)
            if child.concept == c.LATERALITY and side is not None:
                child.used = True
                if side != _side_of(sample.get("finding"), findings):
                    sample.setdefault("breast", side)
