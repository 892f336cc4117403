"""Describe every operation for the OpenAPI document: what it takes, and all that it may answer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

__all__ = ["OPERATIONS", "Operation", "about"]

JSON, NDJSON, MARKDOWN = "application/json", "application/x-ndjson", "text/markdown"
TEXT, FHIR, DICOM = "text/plain", "application/fhir+json", "application/dicom"
HL7 = "application/hl7-v2+er7"
_POSTED = (408, 413, 415, 503)
_REPORT: Mapping[str, str | None] = MappingProxyType({JSON: "Report"})
_STREAM: Mapping[str, str | None] = MappingProxyType({JSON: "Report", NDJSON: None})
_ANY: Mapping[str, str | None] = MappingProxyType(
    {JSON: "Report", FHIR: "Bundle", HL7: None, DICOM: None, TEXT: None}
)


@attrs.frozen
class Operation:
    """Name the bodies of an operation by media type, its answers, and the problems it may say.

    A body or an answer names the component that describes it; ``None`` is plain text or bytes.
    """

    summary: str
    answers: Mapping[str, str | None]
    problems: tuple[int, ...] = (503,)
    body: Mapping[str, str | None] | None = None


def _asked(answer: str, *problems: int, **more: str | None) -> Any:
    answers = {JSON: answer, **{_KINDS[name]: value for name, value in more.items()}}
    return answers, (*problems, 503)


_KINDS = {"csv": "text/csv", "toml": "application/toml", "markdown": MARKDOWN, "ndjson": NDJSON}

OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        "check": Operation(
            "Say what is wrong or doubtful", {JSON: "CheckAnswer", NDJSON: None},
            (400, *_POSTED, 422), _STREAM,
        ),
        "recommend": Operation(
            "Recommend the workup", {JSON: "Workup", NDJSON: None},
            (400, *_POSTED, 422, 501), _STREAM,
        ),
        "explain": Operation(
            "Say why this answer", {JSON: "Explanation", MARKDOWN: None},
            (400, *_POSTED, 422), _REPORT,
        ),
        "normalise": Operation(
            "Write old words as today's", {JSON: "Normalised", NDJSON: None},
            (400, *_POSTED, 422), _STREAM,
        ),
        "convert": Operation(
            "Turn a report into another format, or another format into a report",
            {JSON: "Converted", NDJSON: None, FHIR: "Bundle", DICOM: None, HL7: None, TEXT: None},
            (400, *_POSTED, 422, 501), _ANY,
        ),
        "read_text": Operation(
            "Read a report in prose", {JSON: "Reading"}, (400, *_POSTED, 422, 501), {TEXT: None},
        ),
        "say": Operation(
            "Write a report as prose", {JSON: "Said", TEXT: None, "text/html": None},
            (400, *_POSTED, 422, 501), _REPORT,
        ),
        "lexicon_find": Operation("Find a word", *_asked("Lexicon", 400)),
        "lexicon_show": Operation("Show a term", *_asked("Term", 400, 404)),
        "criteria_list": Operation("List the criteria topics", *_asked("Topics", 400)),
        "criteria": Operation(
            "Export a criteria topic", *_asked("Criteria", 400, 404, csv=None, toml=None)
        ),
        "schemas": Operation("Show a JSON Schema", *_asked("Schema", 400, 404)),
        "health": Operation("Say whether the service answers", {JSON: "Health"}, (400,)),
        "metrics": Operation("Count requests for Prometheus", {TEXT: None}, (400,)),
        "cds_services": Operation("List the CDS services", *_asked("Discovery", 400)),
        "cds_service": Operation(
            "Answer a CDS hook with cards", {JSON: "Cards"},
            (400, 404, *_POSTED, 422, 501), {JSON: "HookRequest"},
        ),
        "cds_feedback": Operation(
            "Take feedback on cards, and forget it", {JSON: "Empty"},
            (400, 404, *_POSTED), {JSON: "Feedback"},
        ),
    }
)  # fmt: skip


def about(name: str) -> dict[str, Any]:
    """Return what a route says about itself to FastAPI; the rest stands in the table."""
    return {
        "operation_id": name,
        "summary": OPERATIONS[name].summary,
        "response_model": None,
    }
