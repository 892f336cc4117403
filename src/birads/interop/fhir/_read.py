"""Read a Bundle of FHIR R4 as a report, or as a draft with all that was not read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from birads.interop.fhir._finish import finish
from birads.interop.fhir._load import Refused, load
from birads.interop.fhir._read_document import Document
from birads.interop.fhir._reading import Reading
from birads.interop.imported import Imported

__all__ = ["read"]


def read(source: bytes | str | Mapping[str, Any], edition: str | None) -> Imported:
    """Return what a document holds; one that cannot be read at all is one issue."""
    try:
        tree = load(source)
    except Refused as refused:
        return Imported(None, (refused.issue,), {})
    reading = Reading(tree)
    document = Document(reading).read()
    return finish(document, reading, edition)
