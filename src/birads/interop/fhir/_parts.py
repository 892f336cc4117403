"""Say which resource each part of a report is, and which of its members elements hold.

The writer and the reader both work from this page, so that they cannot drift apart. A member that
no element holds is a component of an Observation, or an extension of any other resource.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, get_args

import attrs

from birads._base.model import Model
from birads.interop.fhir import _systems
from birads.interop.fhir._elements import (
    Concept,
    Day,
    Element,
    Flag,
    IdentifierOf,
    Links,
    Note,
    Side,
)
from birads.interop.fhir._images import Images
from birads.report.assessment import Assessment, Outcome, Recommendation
from birads.report.cancer import Cancer
from birads.report.exam import EXAM_MODELS, ExamBase
from birads.report.findings import FINDING_MODELS, FindingBase
from birads.report.pathology import Pathology
from birads.report.patient import Patient
from birads.report.question import Absent, Presentation, Suspected

__all__ = [
    "EXAM_OBSERVATIONS",
    "KINDS",
    "LISTS",
    "MODALITIES",
    "RECOMMENDATION",
    "STATUS",
    "ObservationPart",
    "dig",
    "exam_elements",
    "finding_part",
    "kind_code",
]

KINDS: Mapping[str, type[FindingBase]] = MappingProxyType(
    {str(model.model_fields["kind"].default): model for model in FINDING_MODELS}
)
MODALITIES: Mapping[str, type[ExamBase]] = MappingProxyType(
    {str(get_args(model.model_fields["modality"].annotation)[0]): model for model in EXAM_MODELS}
)
STATUS: Mapping[str | None, str] = MappingProxyType(
    {
        None: "unknown",
        "preliminary": "preliminary",
        "final": "final",
        "amended": "amended",
        "addended": "appended",
        "corrected": "corrected",
        "cancelled": "cancelled",
        "entered_in_error": "entered-in-error",
    }
)
"""The status of a DiagnosticReport for that of a report; not stated is unknown."""


@attrs.frozen
class ObservationPart:
    """Describe the Observation of one part: its code, its category, and what elements hold."""

    name: str
    code: str
    display: str
    model: type[Model]
    elements: tuple[Element, ...]
    category: str = "imaging"
    kind: str | None = None

    @property
    def part(self) -> tuple[str, str | None]:
        """The name of the part, and its kind where it has one."""
        return self.name, self.kind


def _about_finding(model: type[Model], *more: Element) -> tuple[Element, ...]:
    return (Side("breast", model), Links("finding", "focus", "findings", many=False), *more)


LISTS: Mapping[str, ObservationPart] = MappingProxyType(
    {
        part.name: part
        for part in (
            ObservationPart(
                "patient", "patient", "Patient facts stated in the report", Patient, ()
            ),
            ObservationPart(
                "presentation",
                "presentation",
                "Symptom or sign",
                Presentation,
                _about_finding(
                    Presentation,
                    Concept("symptom", Presentation, "valueCodeableConcept"),
                    Note("text"),
                ),
            ),
            ObservationPart(
                "cancers",
                "cancer",
                "Known cancer of the breast",
                Cancer,
                _about_finding(Cancer, Day("date", "effectiveDateTime")),
            ),
            ObservationPart(
                "suspected",
                "suspected",
                "What is suspected",
                Suspected,
                (Side("breast", Suspected),),
            ),
            ObservationPart(
                "absent",
                "absent",
                "Looked for and not there",
                Absent,
                (Side("breast", Absent), Links("exam", "derivedFrom", "exams")),
            ),
            ObservationPart(
                "assessments",
                "assessment",
                "BI-RADS assessment",
                Assessment,
                (
                    Concept("category", Assessment, "valueCodeableConcept", "BI-RADS"),
                    Side("breast", Assessment),
                    Links("exam", "derivedFrom", "exams"),
                ),
            ),
            ObservationPart(
                "outcomes",
                "outcome",
                "Outcome known without tissue",
                Outcome,
                _about_finding(Outcome, Flag("malignant"), Day("date", "effectiveDateTime")),
            ),
            ObservationPart(
                "pathology",
                "pathology",
                "Pathology result of a breast sample",
                Pathology,
                _about_finding(
                    Pathology,
                    Concept("result", Pathology, "valueCodeableConcept"),
                    Day("date", "effectiveDateTime"),
                    Note("text"),
                ),
                category="laboratory",
            ),
        )
    }
)
"""The Observations of all parts but findings and exams, by the member of the report."""


@cache
def finding_part(kind: str) -> ObservationPart:
    """Return the Observation of a finding of one kind."""
    model = KINDS[kind]
    elements: tuple[Element, ...] = (
        IdentifierOf("id", _systems.system_url("finding-id")),
        IdentifierOf("tracking_uid", _systems.system_url("tracking-uid")),
        IdentifierOf("lesion", _systems.system_url("lesion")),
        Side("location.breast", model),
        Links("exam", "derivedFrom", "exams"),
        Images(),
        Note("text"),
    )
    return ObservationPart(
        "findings", kind_code(kind), kind.replace(".", " "), model, elements, kind=kind
    )


def kind_code(kind: str) -> str:
    """Return our own code of a kind of finding."""
    return f"kind.{kind}"


@cache
def exam_elements(modality: str) -> tuple[Element, ...]:
    """Return the elements of an ImagingStudy that hold members of an exam."""
    model = MODALITIES[modality]
    return (
        IdentifierOf("id", _systems.system_url("exam-id")),
        IdentifierOf("study_instance_uid", _systems.DICOM_UID),
        IdentifierOf("accession_number", _systems.ACCESSION, "ACSN"),
        Day("date", "started"),
        Concept("purpose", model, "reasonCode", many=True),
    )


EXAM_OBSERVATIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "composition": ("exam.composition", "composition"),
        "compositions": ("exam.compositions", "composition of one breast"),
        "tissue_composition": ("exam.tissue_composition", "tissue composition"),
        "fibroglandular_tissue": ("exam.fibroglandular_tissue", "fibroglandular tissue"),
        "bpe": ("exam.bpe", "Background parenchymal enhancement"),
    }
)
"""The members of an exam that are Observations of their own, with their code and its text."""

RECOMMENDATION: tuple[Element, ...] = (
    Concept("action", Recommendation, "code"),
    Side("breast", Recommendation, many=True),
    Links("findings", "reasonReference", "findings", many=True),
    Day("due", "occurrenceDateTime"),
    Note("text"),
)
"""The elements of a ServiceRequest that hold members of a recommendation."""


def dig(document: Mapping[str, Any], path: str) -> Any:
    """Return the value at a dotted path, or ``None``."""
    at: Any = document
    for name in path.split("."):
        at = at.get(name) if isinstance(at, Mapping) else None
    return at
