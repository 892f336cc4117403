"""Read the ImagingStudies of a Bundle as exams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from birads.interop._leaves import Builder
from birads.interop._shape import shape_of
from birads.interop.fhir import _systems
from birads.interop.fhir._elements import ABSENT
from birads.interop.fhir._parts import MODALITIES, exam_elements
from birads.interop.fhir._read_values import by_url, read_extension

if TYPE_CHECKING:
    from birads.interop.fhir._node import Node
    from birads.interop.fhir._reading import Reading

__all__ = ["ReadExam", "read_exam", "read_members"]

_CODES = {"MG": "mammography", "US": "ultrasound", "MR": "mri"}
_KIND = {"cem": "mammography"}  # what DICOM calls each of ours that it has no code for


class ReadExam:
    """Hold an exam while its Observations are still to come."""

    def __init__(self, node: Node | None, modality: str, document: dict[str, Any]) -> None:
        self.node = node
        self.modality = modality
        self.builder = Builder(MODALITIES[modality])
        self.listed: list[dict[str, Any]] = []
        self._document = document
        self.id = str(document["id"])
        self.date: str | None = document.get("date")

    def document(self) -> dict[str, Any]:
        """Return the exam."""
        out = {**self._document, **self.builder.document(), "modality": self.modality}
        if self.listed:
            out["compositions"] = self.listed
        return out


def read_exam(node: Node, number: int, reading: Reading) -> ReadExam | None:
    """Return the exam of an ImagingStudy; without a modality that is known there is none."""
    own = by_url(node).get(_systems.extension_url("modality"), [])
    modality = str(own[0].peek("valueCode")) if own else ""
    codes = [
        one
        for one in node.nodes("modality")
        if one.peek("system") == _systems.URIS["DCM"] and str(one.peek("code")) in _CODES
    ]
    if modality not in MODALITIES and len(codes) == 1:
        modality = _CODES[str(codes[0].peek("code"))]
    if modality not in MODALITIES:
        return None
    if any(_CODES[str(one.peek("code"))] != _KIND.get(modality, modality) for one in codes):
        said = f"The study is {modality} by our code, and another thing by its modality."
        reading.note("fhir_codes_differ", node.path, said)
        return None
    for one in (*own, *codes):
        one.whole()
    for key in ("resourceType", "status", "subject"):
        node.take(key)
    part = ("exams", modality)
    document: dict[str, Any] = {}
    for element in exam_elements(modality):
        value = element.read(node, part, reading)
        if value is not ABSENT:
            document[element.member] = value
    document |= read_members(node, MODALITIES[modality], part, reading)
    document.setdefault("id", f"exam-{number}")
    reading.ids["exams", node.path] = document["id"]
    return ReadExam(node, modality, document)


def read_members(node: Node, model: Any, part: Any, reading: Reading) -> dict[str, Any]:
    """Return the members that extensions of ours hold."""
    out = {}
    urls = by_url(node)
    for name, member in shape_of(model).items():
        held = urls.get(_systems.extension_url(name))
        if held is not None and not held[0].used:
            value = read_extension(held, part, name, member, reading)
            if value is not ABSENT:
                out[name] = value
                for one in held:
                    one.take("url")
    return out
