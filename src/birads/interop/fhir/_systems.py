"""Name the systems, URLs and fixed codings that a Bundle of ours uses."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from birads.interop._codes import Coded

__all__ = [
    "ACCESSION",
    "DESIGNATORS",
    "DICOM_UID",
    "OWN",
    "UCUM",
    "URIS",
    "coding",
    "concept_of",
    "extension_url",
    "own_coding",
    "system_url",
]

OWN = "urn:birads:lexicon"
UCUM = "http://unitsofmeasure.org"
DICOM_UID = "urn:dicom:uid"
ACCESSION = "urn:birads:accession"
URIS: Mapping[str, str] = MappingProxyType(
    {
        "SCT": "http://snomed.info/sct",
        "DCM": "http://dicom.nema.org/resources/ontology/DCM",
        "NCIt": "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl",
        "LN": "http://loinc.org",
    }
)
DESIGNATORS: Mapping[str, str] = MappingProxyType({uri: name for name, uri in URIS.items()})
_EXTENSION = "urn:birads:fhir:"


def extension_url(member: str) -> str:
    """Return the URL of our extension for a member."""
    return _EXTENSION + member


def system_url(name: str) -> str:
    """Return one of our identifier systems."""
    return f"urn:birads:{name}"


def coding(system: str, code: str, display: str) -> dict[str, Any]:
    """Return a coding."""
    return {"system": system, "code": code, "display": display}


def own_coding(code: str, display: str) -> dict[str, Any]:
    """Return a coding of our own system."""
    return coding(OWN, code, display)


def standard_coding(coded: Coded) -> dict[str, Any]:
    """Return a standard coding; one that only public value sets name says so."""
    out = coding(URIS[coded.system], coded.code, coded.display)
    if coded.draft:
        out["extension"] = [{"url": extension_url("draft"), "valueBoolean": True}]
    return out


def concept_of(*codings: dict[str, Any]) -> dict[str, Any]:
    """Return a concept of some codings."""
    return {"coding": list(codings)}
