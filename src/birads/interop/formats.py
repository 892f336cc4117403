"""List the formats that reports are exported to and imported from, each by the module that can.

A module of this table has ``export(report, header) -> bytes`` and
``read(data, edition) -> Sequence[Imported]``, and refuses what it cannot read at all with an
``InvalidReport``. What only one format can be told is an option of it, given by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.machinery import PathFinder
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, cast

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from birads.interop.header import Header
    from birads.interop.imported import Imported
    from birads.report.report import Report

__all__ = ["Format", "Option", "Translator", "formats"]


class Translator(Protocol):
    """What the module of a format offers."""

    def export(self, report: Report, header: Header | None, **options: Any) -> bytes:
        """Return the file that holds a report."""

    def read(self, data: bytes, edition: str | None, **options: Any) -> Sequence[Imported]:
        """Return what each document of a file holds."""


@attrs.frozen
class Option:
    """One thing that a format can be told: one of the choices, or else a file of JSON."""

    name: str
    help: str
    choices: tuple[str, ...] = ()


@attrs.frozen
class Format:
    """One format: its module, its name for people, and how its files end."""

    module: str
    title: str
    suffix: str
    binary: bool = False
    writing: tuple[Option, ...] = ()
    reading: tuple[Option, ...] = ()

    def load(self) -> Translator:
        """Import the module."""
        return cast("Translator", import_module(self.module))


_SEGMENTS = Option(
    "segments",
    "What the site adds, as JSON: segments by name, whole or as fields by number.",
)
_SUFFIX = Option(
    "suffix",
    "How the text is coded: by LOINC, or as &GDT for old receivers.",
    ("plain", "ampersand"),
)
_SITE = Option(
    "site", "The site's codes that hold a category, as JSON: OBX-3 to the breast that it is of."
)

_FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "dicom-sr": Format(
            "birads.interop.dicom_sr._command", "DICOM structured reports", ".dcm", binary=True
        ),
        "fhir": Format("birads.interop.fhir._command", "FHIR R4 bundles", ".json"),
        "hl7v2": Format(
            "birads.interop.hl7v2._command",
            "HL7 v2 messages",
            ".hl7",
            writing=(_SEGMENTS, _SUFFIX),
            reading=(_SITE,),
        ),
    }
)


def formats() -> dict[str, Format]:
    """Return the formats that are there, by the name that the command line has for them."""
    return {name: one for name, one in _FORMATS.items() if _is_there(one.module)}


def _is_there(module: str) -> bool:
    """Say whether a module is there, as source or as bytecode, without importing it."""
    name, places = "birads", import_module("birads").__path__
    for part in module.split(".")[1:]:
        name = f"{name}.{part}"
        found = PathFinder.find_spec(name, places)
        if found is None:
            return False
        places = found.submodule_search_locations or []
    return True
