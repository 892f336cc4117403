"""Know the published schemas: one row each. To publish another, add its row.

A schema is generated from a model, or derived from the schema of another.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from birads.schema._generate import generate

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.json_schema import JsonSchemaMode

__all__ = ["DERIVED", "SCHEMAS", "Published", "build", "names"]

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
    "topic": Published("birads.acr_criteria._topic", "TopicFile", 1, "Criteria topic"),
    "workup": Published(
        "birads.acr_criteria._workup", "Workup", 1, "Recommended workup", "serialization"
    ),
}

# Name, module and function of each schema that is made of the report's.
DERIVED: dict[str, tuple[str, str]] = {
    "report-llm": ("birads.schema._llm", "llm"),
    "report-typed": ("birads.schema._typed", "typed"),
}


def names() -> tuple[str, ...]:
    """Return the names of all published schemas, in the order of the alphabet."""
    return tuple(sorted((*SCHEMAS, *DERIVED)))


@cache
def build(name: str) -> dict[str, Any]:
    """Return the schema called ``name``, shared: callers copy before they give it away."""
    if name in DERIVED:
        module, function = DERIVED[name]
        derived: dict[str, Any] = getattr(import_module(module), function)(build("report"))
        return derived
    row = SCHEMAS[name]
    out = generate(row.load(), row.mode)
    return {
        "$schema": DIALECT,
        "$id": f"urn:birads:schema:{name}:{row.major}",
        "title": row.title,
        **out,
    }
