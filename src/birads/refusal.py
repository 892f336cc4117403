"""Turn what the validator says into issues: a code, a pointer, a plain message and a hint.

This module is imported only when a document is refused.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Any, get_args

from pydantic import ValidationError

from birads import pointer as json_pointer
from birads.exam import EXAM_MODELS
from birads.findings import FINDING_MODELS
from birads.issue import Issue, Severity
from birads.model import Model, OnlyWhere
from birads.report import Report
from birads.scan import TOO_MANY, too_many

__all__ = ["issue_at", "issues_from_errors"]

_TAGGED = {"findings": "kind", "exams": "modality"}
_SHOWN = 80

# What a member should hold, by the validator's error type.
_TYPES = {
    "string_type": "text",
    "bool_type": "true or false",
    "float_type": "a number",
    "int_type": "a whole number",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
}
_RANGES = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
    "greater_than": ("gt", "more than"),
    "less_than": ("lt", "less than"),
}


def issues_from_errors(
    error: ValidationError, tree: object, most: int, first: tuple[Issue, ...] = ()
) -> tuple[Issue, ...]:
    """Return ``first`` and an issue for each error: ``most`` at most, and how many more."""
    if first and first[-1].code == TOO_MANY:
        return first
    known = {issue.pointer for issue in first}
    errors = error.errors(include_url=False)
    fresh = (
        issue_at(entry["type"], _path(entry["loc"]), entry["input"], entry.get("ctx", {}), tree)
        for entry in errors
    )
    found = [*first, *(issue for issue in islice(fresh, most) if issue.pointer not in known)]
    if len(errors) > most:
        return (*found[:most], too_many(f"{len(errors) - most} further issues are not shown."))
    return tuple(found)


def issue_at(
    kind: str,
    path: tuple[str | int, ...],
    value: object,
    context: Any,
    tree: object,
) -> Issue:
    """Return the issue for an error of type ``kind``, in pydantic's words, at ``path``.

    ``path`` leads through the document; for a missing member it names that member.
    """
    if kind == "missing":
        return _missing(path[:-1], str(path[-1]))
    if kind == "union_tag_not_found":
        return _missing(path, _TAGGED[str(path[0])])
    path = _inside(path, tree)
    where = json_pointer.join(path)
    name = _member(path)
    if kind == "extra_forbidden":
        return _error(
            "unknown_member",
            where,
            f"There is no member {name[:_SHOWN]!r} here.",
            _member_hint(path, tree),
        )
    if value is None:
        return _error(
            "null_not_allowed",
            where,
            f"{name!r} is null.",
            "Leave the member out where nothing was stated.",
        )
    if kind == "union_tag_invalid":
        return _tag_issue(path, value, where)
    if kind in ("enum", "literal_error"):
        return _word_issue(path, value, context, where, tree)
    if kind == "not_applicable":
        return _error(kind, where, f"{name!r} stands {_only_where(path, tree)}.", "Leave it out.")
    return _value_issue(kind, name, value, context, where)


def _missing(parent: tuple[str | int, ...], name: str) -> Issue:
    return _error("missing_member", json_pointer.join(parent), f"The member {name!r} is missing.")


def _only_where(path: tuple[str | int, ...], tree: object) -> str:
    model = _model_at(path[:-1], tree)
    rules = model.model_fields[str(path[-1])].metadata if model else []
    rule = next(rule for rule in rules if isinstance(rule, OnlyWhere))
    return f"only where {rule.member!r} is {' or '.join(map(repr, rule.words))}"


def _value_issue(kind: str, name: object, value: object, context: Any, where: str) -> Issue:
    if kind in _TYPES:
        return _error("wrong_type", where, f"{name!r} should be {_TYPES[kind]}, not {_say(value)}.")
    if kind in _RANGES:
        key, words = _RANGES[kind]
        return _error("out_of_range", where, f"{name!r} should be {words} {context[key]:g}.")
    if kind == "int_from_float":
        return _error("not_whole", where, f"{name!r} should be a whole number, not {value!r}.")
    if kind == "finite_number":
        return _error("not_finite", where, f"{name!r} is too large to be a number.")
    if kind == "string_too_long":
        return _error(
            "too_long", where, f"{name!r} has more than {context['max_length']} characters."
        )
    if kind == "string_too_short":
        return _error(
            "too_short", where, f"{name!r} has fewer than {context['min_length']} characters."
        )
    if kind == "string_pattern_mismatch":
        return _error(
            "wrong_form", where, f"{_say(value)} does not have the form of {name!r}.", _form(name)
        )
    if kind.startswith(("date", "timezone")):
        return _error("no_such_date", where, f"{_say(value)} is not a date of the calendar.")
    return _error("invalid", where, f"{name!r} is not valid: {_say(value)}.")


def _form(name: object) -> str:
    if name == "issued":
        return "Write an RFC 3339 time with its offset, like 2026-05-05T09:30:00+02:00."
    if name == "date":
        return "Write a date like 2026-05-05, without a time."
    if name == "schema_version":
        return "This library reads version 1."
    return "Keys are reverse domain names, like org.example.hospital."


def _tag_issue(path: tuple[str | int, ...], value: object, where: str) -> Issue:
    member = _TAGGED.get(str(path[0]), "kind")
    code = "unknown_kind" if member == "kind" else "unknown_modality"
    tag = value.get(member) if isinstance(value, dict) else None
    models = FINDING_MODELS if member == "kind" else EXAM_MODELS
    if tag is None:
        return _error("null_not_allowed", f"{where}/{member}", f"{member!r} is null.")
    return _error(
        code,
        f"{where}/{member}",
        f"There is no {member} {_say(tag)}.",
        _nearest(tag, _tags(models)),
    )


def _tags(models: Iterable[type[Model]]) -> list[str]:
    tags = []
    for model in models:
        field = model.model_fields.get("kind") or model.model_fields["modality"]
        tags += [str(tag) for tag in get_args(field.annotation)]
    return tags


def _word_issue(
    path: tuple[str | int, ...],
    value: object,
    context: Any,
    where: str,
    tree: object,
) -> Issue:
    if not isinstance(value, str):
        return _error("wrong_type", where, f"{path[-1]!r} should be a word, not {_say(value)}.")
    expected = [word.strip("' ") for word in context["expected"].replace(" or ", ",").split(",")]
    hint = _lexicon_hint(path, value, tree) or _nearest(value, expected)
    return _error(
        "unknown_word", where, f"{_say(value)} is not a word for {_member(path)!r}.", hint
    )


def _member(path: tuple[str | int, ...]) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "document")


def _lexicon_hint(path: tuple[str | int, ...], word: str, tree: object) -> str | None:
    from birads.reading import axis_of

    axis = axis_of(path, tree)
    return None if axis is None or len(word) > _SHOWN else _suggest(axis, word)


@lru_cache(maxsize=2_000)
def _suggest(axis: str, word: str) -> str | None:
    """Return the lexicon's hint; a feed repeats its wrong words."""
    from birads import lexicon

    return lexicon.suggest(axis, word)


def _nearest(word: object, words: list[str]) -> str:
    if isinstance(word, str):
        near = difflib.get_close_matches(word[:_SHOWN].lower(), words, n=1, cutoff=0.6)
        if near:
            return f"Did you mean {near[0]!r}?"
    shown = ", ".join(words[:12])
    return f"Use one of: {shown}{', ...' if len(words) > 12 else ''}."  # noqa: PLR2004


def _member_hint(path: tuple[str | int, ...], tree: object) -> str | None:
    model = _model_at(path[:-1], tree)
    if model is None:
        return None
    near = difflib.get_close_matches(str(path[-1])[:_SHOWN], list(model.model_fields), n=1)
    if near:
        return f"Did you mean {near[0]!r}?"
    if "extensions" in model.model_fields:
        return "Data of your own belongs under 'extensions'."
    return None


def _model_at(path: tuple[str | int, ...], tree: object) -> type[Model] | None:
    model: type[Model] | None = Report
    for depth, part in enumerate(path):
        if isinstance(part, int):
            continue
        if model is None or part not in model.model_fields:
            return None
        tag = _TAGGED.get(part) if depth == 0 else None
        if tag:
            entry = json_pointer.resolve(tree, json_pointer.join(path[:2]))
            models = FINDING_MODELS if tag == "kind" else EXAM_MODELS
            model = next((m for m in models if entry.get(tag) in _tags([m])), None)
        else:
            model = _inner_model(model.model_fields[part].annotation)
    return model


def _inner_model(annotation: object) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    for inner in get_args(annotation):
        found = _inner_model(inner)
        if found is not None:
            return found
    return None


def _path(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Drop what the validator inserts: union tags, and the mark of a key."""
    parts = [part for part in loc if part != "[key]"]
    if len(parts) > 2 and parts[0] in _TAGGED:  # noqa: PLR2004 - (list, index, tag, ...)
        del parts[2]
    return tuple(parts)


def _inside(path: tuple[str | int, ...], tree: object) -> tuple[str | int, ...]:
    """Return the path as far as the document goes: the rest is a mark of the validator's."""
    node = tree
    for depth, part in enumerate(path):
        inside = (isinstance(node, dict) and part in node) or (
            isinstance(node, list) and isinstance(part, int) and part < len(node)
        )
        if not inside:
            return path[:depth]
        node = node[part]  # type: ignore[index]
    return path


def _say(value: object) -> str:
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return repr(value if len(value) <= _SHOWN else value[:_SHOWN] + "...")
    return str(value)[:_SHOWN]


def _error(code: str, where: str, message: str, hint: str | None = None) -> Issue:
    return Issue(code, Severity.ERROR, where, message, hint)
