"""Import the annotations of CDD-CESM: low-energy and recombined images of CEM exams.

A row is one image. ``$`` separates what it shows, and the categories of that. The free text is
read by the phrases of ``tables/cdd_cesm.toml`` only; what they do not hold is a finding of kind
``other`` with its text. The class column mixes pathology and follow-up: malignant is a tissue
result, benign and normal are outcomes of unknown basis.

Source: Khaled R et al. (2021), doi:10.7937/29kw-ae92; Sci Data 2022;9:122.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from birads.interop._cdd_breasts import Image, Part, describe_breast
from birads.interop._cdd_phrases import OTHER, normal_form, phrases
from birads.interop._merge import age, denser, same
from birads.interop._rows import Column, Row
from birads.interop._words import load
from birads.interop.importing import (
    DEFAULT_LIMITS,
    Draft,
    Format,
    Imported,
    Source,
    TableLimits,
    import_rows,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read"]

_DENSITY = "Breast density (ACR)"
_CLASS = "Pathology Classification/ Follow up"


def read(source: Source, *, limits: TableLimits = DEFAULT_LIMITS) -> Imported:
    """Return the reports of a CDD-CESM table, one per patient.

    Raises:
        InvalidTable: The file does not have the columns of CDD-CESM.
    """
    return import_rows(source, _FORMAT, limits=limits)


def _read(row: Row) -> Image:
    table = load("cdd_cesm")
    image = table.read(row, "Type").word
    categories = tuple(word.word for word in table.several(row, "BIRADS", "$"))
    verdict = table.maybe(row, _CLASS)
    return Image(
        line=row.line,
        breast=table.read(row, "Side").word,
        image=image,
        view=table.read(row, "View").word,
        age=age(row, "Age"),
        density=table.maybe(row, _DENSITY),
        parts=_parts(image, row["Findings"]),
        categories=categories,
        malignant=None if verdict is None else verdict.word == "yes",
    )


def _parts(image: str, cell: str) -> tuple[Part, ...]:
    """Read each phrase of a cell; the second of two equal ones is told apart by its number."""
    parts: list[Part] = []
    for said in cell.split("$"):
        text = " ".join(said.split())
        if not text:
            continue
        form = normal_form(text)
        phrase = phrases().get((image, form), OTHER)
        key = repr(phrase.findings) + repr(phrase.text_only) if phrase.read else form
        if any(finding["kind"] == "other" for finding in phrase.findings):
            key = form
        number = sum(part.key[0] == key for part in parts)
        parts.append(Part((key, number), text, phrase))
    return tuple(parts)


def _build(report_id: str, images: Sequence[Image]) -> Draft:
    exam: dict[str, Any] = {"id": "cem", "modality": "cem", "purpose": "unknown"}
    document: dict[str, Any] = {"edition": "2013", "id": report_id, "exams": [exam]}
    draft = Draft(document)
    years = same(draft, "age", (image.age for image in images))
    if years is not None:
        document["patient"] = {"age_years": years}
    densities = [image.density for image in images if image.density]
    denser(draft, exam, [word for word in densities if word.word])
    shown = dict.fromkeys((image.breast, image.view) for image in images)
    exam["views"] = [{"name": name, "breast": breast} for breast, name in shown]
    for breast in dict.fromkeys(image.breast for image in images):
        describe_breast(draft, breast, [image for image in images if image.breast == breast])
    return draft


_FORMAT: Format[Image] = Format(
    "cdd-cesm",
    (
        Column("Patient_ID", identifies=True),
        Column("Side"),
        Column("Type"),
        Column("Age"),
        Column(_DENSITY),
        Column("BIRADS"),
        Column("Findings"),
        Column("View"),
        Column(_CLASS),
    ),
    "Patient_ID",
    _read,
    _build,
)
