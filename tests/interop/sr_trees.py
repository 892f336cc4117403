"""Build structured reports as other makers write them, from plain tuples."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pydicom import Dataset, Sequence
from pydicom.dataset import FileMetaDataset
from pydicom.uid import UID, generate_uid

ENHANCED = "1.2.840.10008.5.1.4.1.1.88.22"

Node = tuple[Any, ...]
"""(relation, kind, concept, value, *children); codes are "value|scheme|meaning"."""


def code(text: str) -> Dataset:
    out = Dataset()
    out.CodeValue, out.CodingSchemeDesignator, out.CodeMeaning = text.split("|")
    return out


def item(node: Node) -> Dataset:
    relation, kind, concept, value, *children = node
    out = Dataset()
    out.RelationshipType = relation
    out.ValueType = kind
    out.ConceptNameCodeSequence = Sequence([code(concept)])
    if kind == "CONTAINER":
        out.ContinuityOfContent = "SEPARATE"
    elif kind == "CODE":
        out.ConceptCodeSequence = Sequence([code(value)])
    elif kind == "NUM":
        measure = Dataset()
        number, unit = value.split(" ", 1)
        measure.NumericValue = number
        measure.MeasurementUnitsCodeSequence = Sequence([code(unit)])
        out.MeasuredValueSequence = Sequence([measure])
    elif kind == "DATE":
        out.Date = value
    elif kind == "TEXT":
        out.TextValue = value
    if children:
        out.ContentSequence = Sequence([item(child) for child in children])
    return out


def document(
    *nodes: Node,
    root: str = "111400|DCM|Breast Imaging Report",
    template: str = "4200",
    sop_class: str = ENHANCED,
) -> bytes:
    """Return the file of a document with these items under its root."""
    out = item(("", "CONTAINER", root, None, *nodes))
    del out.RelationshipType
    held = Dataset()
    held.MappingResource, held.TemplateIdentifier = "DCMR", template
    out.ContentTemplateSequence = Sequence([held])
    out.SOPClassUID = sop_class
    out.SOPInstanceUID = generate_uid()
    out.StudyInstanceUID = out.SeriesInstanceUID = generate_uid()
    out.Modality = "SR"
    out.CompletionFlag, out.VerificationFlag = "COMPLETE", "UNVERIFIED"
    out.file_meta = FileMetaDataset()
    out.file_meta.MediaStorageSOPClassUID = UID(sop_class)
    out.file_meta.MediaStorageSOPInstanceUID = out.SOPInstanceUID
    out.file_meta.TransferSyntaxUID = UID("1.2.840.10008.1.2.1")
    stream = BytesIO()
    out.save_as(stream, enforce_file_format=True)
    return stream.getvalue()
