"""Write the OpenAPI document: the routes as FastAPI knows them, the rest from our tables."""

from __future__ import annotations

import json
from http import HTTPStatus
from importlib import resources
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from birads._version import __version__
from birads.service._components import components
from birads.service._operations import JSON, OPERATIONS, Operation
from birads.service._problems import PROBLEM

__all__ = ["openapi_document", "sample"]

_ABOUT = (
    "Structured breast-imaging reports: checks, workup and explanations. Not a medical device, "
    "not endorsed by the American College of Radiology. Nothing that is sent is kept."
)


def sample() -> bytes:
    """Return the report that stands as the example of every body."""
    return (resources.files("birads.service") / "page" / "sample.json").read_bytes()


def openapi_document(app: FastAPI) -> dict[str, Any]:
    """Return the document, made once."""
    if app.openapi_schema is None:
        document = get_openapi(
            title="birads", version=__version__, description=_ABOUT, routes=app.routes
        )
        for path in document["paths"].values():
            for operation in path.values():
                _complete(operation, OPERATIONS[operation["operationId"]])
        document["components"] = {
            "schemas": components(),
            "responses": {"Problem": _problem()},
        }
        document["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
        app.openapi_schema = document
    return app.openapi_schema


def _complete(operation: dict[str, Any], row: Operation) -> None:
    answers = {kind: _content(name, None) for kind, name in row.answers.items()}
    responses: dict[str, Any] = {"200": {"description": "The answer.", "content": answers}}
    for status in (*row.problems, 500):
        responses[str(status)] = {"$ref": "#/components/responses/Problem"}
    operation["responses"] = responses
    if row.body is not None:
        example = json.loads(sample()) if row.body.get(JSON) == "Report" else None
        content = {
            kind: _content(name, example if name == "Report" else None)
            for kind, name in row.body.items()
        }
        operation["requestBody"] = {"required": True, "content": content}


def _content(component: str | None, example: Any) -> dict[str, Any]:
    if component is None:
        return {"schema": {"type": "string"}}
    out: dict[str, Any] = {"schema": {"$ref": f"#/components/schemas/{component}"}}
    if example is not None:
        out["example"] = example
    return out


def _problem() -> dict[str, Any]:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    example = {
        "type": "urn:birads:problem:invalid_report",
        "title": status.phrase,
        "status": status.value,
        "detail": "The body is not a report: 1 issue.",
        "valid": False,
        "issues": [
            {
                "code": "missing_member",
                "severity": "error",
                "pointer": "",
                "message": "The member 'edition' is missing.",
                "hint": None,
                "source": None,
            }
        ],
    }
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": "What went wrong (RFC 9457), with the issues of the document.",
        "content": {PROBLEM: {"schema": schema, "example": example}},
    }
