"""Publish the schemas of the formats, and judge documents by them as other languages do.

The schemas are JSON Schema 2020-12, generated from the models, and as strict as ``parse``: what
one accepts, the other accepts, but for the short list in the documentation of ``parse``. They
need no network, no format assertion and no vocabulary beyond the standard one.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import TYPE_CHECKING, Any

from birads.issue import MissingExtra
from birads.schema._llm import report_llm_schema
from birads.schema._llm_limits import LlmCounts, LlmLimits, llm_counts, llm_limits
from birads.schema._llm_profiles import llm_profiles
from birads.schema._llm_read import from_llm, verify_evidence
from birads.schema._registry import build
from birads.schema._registry import names as _names
from birads.schema._typed import without_titles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jsonschema import Draft202012Validator

    from birads.issue import Issue

__all__ = [
    "LlmCounts",
    "LlmLimits",
    "from_llm",
    "issues",
    "lexicon_schema",
    "llm_counts",
    "llm_limits",
    "llm_profiles",
    "names",
    "report_llm_schema",
    "report_schema",
    "report_typed_schema",
    "schema",
    "topic_schema",
    "validator",
    "verify_evidence",
    "workup_schema",
]

_MOST = 10_000


def names() -> tuple[str, ...]:
    """Return the names of the published schemas."""
    return _names()


def schema(name: str) -> dict[str, Any]:
    """Return a fresh copy of the published schema called ``name``.

    Raises:
        KeyError: There is no such schema; ``names`` lists them.
    """
    return copy.deepcopy(build(name))


def report_schema() -> dict[str, Any]:
    """Return a fresh copy of the schema of a report, major version 1."""
    return schema("report")


def report_typed_schema(*, titles: bool = True) -> dict[str, Any]:
    """Return a fresh copy of the schema of a report for generators of types, forms and clients.

    Unions are ``oneOf`` with the tag first, words carry their labels. It accepts what the report
    schema accepts, but for lists in which one word stands twice. ``titles=False`` leaves the
    labels out, for generators that name a type after each title.
    """
    contents = schema("report-typed")
    if titles:
        return contents
    plain: dict[str, Any] = without_titles(contents)
    return plain


def workup_schema() -> dict[str, Any]:
    """Return a fresh copy of the schema of a workup, as ``recommend`` writes it."""
    return schema("workup")


def topic_schema() -> dict[str, Any]:
    """Return a fresh copy of the schema of a criteria topic: its TOML, read as JSON values."""
    return schema("topic")


def lexicon_schema() -> dict[str, Any]:
    """Return a fresh copy of the schema of the lexicon, as ``birads lexicon export`` writes it."""
    return schema("lexicon")


def validator(name: str = "report") -> Draft202012Validator:
    """Return a validator of the published schema called ``name``; it never asks the network.

    Raises:
        KeyError: There is no such schema.
        MissingExtra: ``jsonschema`` is not installed.
    """
    return _validator(name)


@cache
def _validator(name: str) -> Draft202012Validator:
    try:
        from jsonschema import Draft202012Validator
        from referencing import Registry, Resource
    except ImportError:
        raise MissingExtra("schema", "jsonschema") from None
    contents = schema(name)
    registry = Registry().with_resource(contents["$id"], Resource.from_contents(contents))
    return Draft202012Validator(contents, registry=registry)


def issues(document: Mapping[str, Any] | object, *, most: int = _MOST) -> tuple[Issue, ...]:
    """Return what the schema has against a report, as the issues that ``parse`` gives.

    ``document`` is a JSON value as ``json.loads`` returns it. Codes and pointers are those of
    ``parse``; at most ``most`` issues are listed.

    Raises:
        MissingExtra: ``jsonschema`` is not installed.
    """
    from birads.schema._issues import issues_from_schema

    validator()  # says which extra is missing
    return issues_from_schema(_patient_validator().iter_errors(document), document, most)


@cache
def _patient_validator() -> Draft202012Validator:
    """Return the validator of a report that asks of no infinity whether it is a multiple."""
    import math

    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    ask: Any = Draft202012Validator.VALIDATORS["multipleOf"]

    def multiple_of(asker: Any, step: Any, number: Any, part: Any) -> Any:
        too_much = isinstance(number, float) and not math.isfinite(number)
        return () if too_much else ask(asker, step, number, part)

    widen: Any = extend
    made = widen(Draft202012Validator, {"multipleOf": multiple_of})
    patient: Draft202012Validator = made(build("report"))
    return patient
