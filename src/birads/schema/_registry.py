"""Know the published schemas: one row each. To publish another, add its row."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from birads.schema._generate import generate

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.json_schema import JsonSchemaMode

__all__ = ["SCHEMAS", "Published", "build"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Published(NamedTuple):
    """Name a schema, the model it is generated from and what its title says."""

    module: str
    model: str
    major: int
    title: str
    mode: JsonSchemaMode = "validation"

    def load(self) -> type[BaseModel]:
        """Import the model."""
        model: type[BaseModel] = getattr(import_module(self.module), self.model)
        return model


SCHEMAS: dict[str, Published] = {
    "lexicon": Published("birads.schema._lexicon", "LexiconExport", 1, "Lexicon, as exported"),
    "report": Published("birads.report.report", "Report", 1, "Breast-imaging report"),
    "topic": Published("birads.acr_criteria.topic", "TopicFile", 1, "Criteria topic"),
    "workup": Published(
        "birads.acr_criteria.workup", "Workup", 1, "Recommended workup", "serialization"
    ),
}


@cache
def build(name: str) -> dict[str, Any]:
    """Return the schema called ``name``, shared: callers copy before they give it away."""
    row = SCHEMAS[name]
    out = generate(row.load(), row.mode)
    return {
        "$schema": DIALECT,
        "$id": f"urn:birads:schema:{name}:{row.major}",
        "title": row.title,
        **out,
    }
