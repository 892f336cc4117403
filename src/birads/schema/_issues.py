"""Read what ``jsonschema`` says as the same issues that ``parse`` gives.

Each schema error is told as the error that the model's validator has in its place, and
``birads.parsing._refusal`` words both. Where the schema says two things of one value, the one that
the validator meets first is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from birads._base.finite import is_finite
from birads.parsing._refusal import issue_at
from birads.parsing._scan import too_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from birads.issue import Issue

__all__ = ["issues_from_schema"]

_TAGS = {(("findings",), ("kind",)), (("exams",), ("modality",))}
_TYPES = {
    "string": "string_type",
    "boolean": "bool_type",
    "number": "float_type",
    "integer": "float_type",
    "array": "tuple_type",
    "object": "model_type",
}
_KINDS = {
    "minLength": "string_too_short",
    "maxLength": "string_too_long",
    "pattern": "string_pattern_mismatch",
    "not": "string_pattern_mismatch",
    "minimum": "greater_than_equal",
    "maximum": "less_than_equal",
    "minItems": "too_short",
    "maxItems": "too_long",
    "multipleOf": "multiple_of",
    "enum": "enum",
    "const": "literal_error",
}
_CONTEXT = {
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_length",
    "maxItems": "max_length",
    "multipleOf": "multiple_of",
    "minimum": "ge",
    "maximum": "le",
}
# The order in which the validator asks; the first no is the one it tells.
_ORDER = (
    "missing",
    "extra_forbidden",
    "enum",
    "literal_error",
    "union_tag_invalid",
    "string_type",
    "bool_type",
    "float_type",
    "tuple_type",
    "model_type",
    "finite_number",
    "less_than_equal",
    "greater_than_equal",
    "multiple_of",
    "int_from_float",
    "too_short",
    "too_long",
    "string_too_long",
    "string_too_short",
    "string_pattern_mismatch",
    "not_applicable",
)
_RANK = {kind: rank for rank, kind in enumerate(_ORDER)}


class _Error(NamedTuple):
    kind: str
    path: tuple[str | int, ...]
    value: Any
    context: dict[str, Any]


def issues_from_schema(errors: Iterable[Any], document: object, most: int) -> tuple[Issue, ...]:
    """Return the issues that ``errors`` of a ``jsonschema`` validator stand for."""
    read = (entry for error in errors for entry in _read(error))
    first: dict[tuple[str | int, ...], _Error] = {}
    for entry in read:
        known = first.get(entry.path)
        if known is None or _RANK[entry.kind] < _RANK[known.kind]:
            first[entry.path] = entry
        if len(first) > most:
            break
    issues = tuple(issue_at(*entry, document) for entry in _without_lengths(first))
    if len(issues) > most:
        return (*issues[:most], too_many("Further issues are not shown."))
    return issues


def _without_lengths(first: dict[tuple[str | int, ...], _Error]) -> list[_Error]:
    """Return the errors but the length of a list with a wrong item: the item is told first."""
    wrong = {path[:-1] for path in first if path and isinstance(path[-1], int)}
    return [
        entry
        for path, entry in first.items()
        if path not in wrong or entry.kind not in ("too_short", "too_long")
    ]


def _read(error: Any) -> Iterator[_Error]:
    rule: str = error.validator
    path = tuple(error.absolute_path)
    value = error.instance
    if rule == "required":
        for name in error.validator_value:
            if name not in value:
                yield _Error("missing", (*path, name), value, {})
    elif rule == "additionalProperties":
        for name in value:
            if name not in error.schema["properties"]:
                yield _Error("extra_forbidden", (*path, name), value[name], {})
    elif "propertyNames" in error.absolute_schema_path:
        yield _told(rule, (*path, value), value, error.validator_value)
    else:
        yield _told(rule, path, value, error.validator_value)


def _told(rule: str, path: tuple[str | int, ...], value: object, limit: Any) -> _Error:
    kind, context = _KINDS.get(rule, rule), {}
    if rule in ("type", "enum") and (path[:1], path[2:]) in _TAGS:
        return _Error("union_tag_invalid", path[:2], {path[2]: value}, {})
    if rule == "type":
        kind = _type_kind(value, limit)
    elif rule == "not" and not limit:
        kind = "not_applicable"
    elif rule in ("minimum", "maximum") and _overflows(value):
        kind = "finite_number"
    elif rule in ("enum", "const"):
        words = limit if rule == "enum" else [limit]
        context = {"expected": ", ".join(map(repr, words))}
    elif rule in _CONTEXT:
        context = {_CONTEXT[rule]: limit}
    return _Error(kind, path, value, context)


def _type_kind(value: object, expected: str) -> str:
    if expected == "integer" and isinstance(value, float):
        return "int_from_float"
    return _TYPES[expected]


def _overflows(value: object) -> bool:
    return isinstance(value, int | float) and not is_finite(value)
