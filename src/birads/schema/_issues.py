"""Read what ``jsonschema`` says as the same issues that ``parse`` gives.

Each schema error is told as the error that the model's validator has in its place, and
``birads.refusal`` words both. Where the schema says two things of one value, the one that the
validator meets first is kept.
"""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from birads.refusal import issue_at
from birads.scan import too_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from birads.issue import Issue

__all__ = ["issues_from_schema"]

_TAGS = {("findings", "kind"), ("exams", "modality")}
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
    "enum": "enum",
    "const": "literal_error",
}
_CONTEXT = {
    "minLength": "min_length",
    "maxLength": "max_length",
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
    "int_from_float",
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


def issues_from_schema(
    errors: Iterable[Any], document: object, most: int
) -> tuple[Issue, ...]:
    """Return the issues that ``errors`` of a ``jsonschema`` validator stand for."""
    read = (entry for error in errors for entry in _read(error))
    first: dict[tuple[str | int, ...], _Error] = {}
    for entry in islice(read, most + 1):
        known = first.get(entry.path)
        if known is None or _RANK[entry.kind] < _RANK[known.kind]:
            first[entry.path] = entry
    issues = tuple(issue_at(*entry, document) for entry in first.values())
    if len(issues) > most:
        return (*issues[:most], too_many("Further issues are not shown."))
    return issues


def _read(error: Any) -> Iterator[_Error]:  # noqa: ANN401 - jsonschema's ValidationError
    rule: str = error.validator
    path = tuple(error.absolute_path)
    value = error.instance
    if rule == "required":
        for name in error.validator_value:
            if name not in value:
                yield _Error("missing", (*path, name), value, {})
    elif rule == "additionalProperties":
        for name in value.keys() - error.schema["properties"].keys():
            yield _Error("extra_forbidden", (*path, name), value[name], {})
    elif "propertyNames" in error.absolute_schema_path:
        yield _told(rule, (*path, value), value, error.validator_value)
    else:
        yield _told(rule, path, value, error.validator_value)


def _told(rule: str, path: tuple[str | int, ...], value: object, limit: Any) -> _Error:  # noqa: ANN401
    if rule == "type":
        return _wrong_type(path, value, limit)
    if rule == "not" and not limit:
        return _Error("not_applicable", path, value, {})
    if rule in ("minimum", "maximum") and _overflows(value):
        return _Error("finite_number", path, value, {})
    if rule == "enum":
        if (path[0], path[-1]) in _TAGS and len(path) == 3:  # noqa: PLR2004 - (list, index, tag)
            return _Error("union_tag_invalid", path[:-1], {path[-1]: value}, {})
        return _Error("enum", path, value, {"expected": ", ".join(map(repr, limit))})
    if rule == "const":
        return _Error("literal_error", path, value, {"expected": repr(limit)})
    key = _CONTEXT.get(rule)
    return _Error(_KINDS[rule], path, value, {key: limit} if key else {})


def _wrong_type(path: tuple[str | int, ...], value: object, expected: str | list[str]) -> _Error:
    name = expected if isinstance(expected, str) else expected[0]
    if name == "integer" and isinstance(value, float):
        kind = "finite_number" if _overflows(value) else "int_from_float"
        return _Error(kind, path, value, {})
    if len(path) == 3 and (path[0], path[-1]) in _TAGS:  # noqa: PLR2004 - as above
        return _Error("union_tag_invalid", path[:-1], {path[-1]: value}, {})
    return _Error(_TYPES[name], path, value, {})


def _overflows(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) > sys.float_info.max
