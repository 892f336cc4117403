"""Turn what the validator says into issues: a code, a pointer, a plain message and a hint.

This module is imported only when a document is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from birads import pointer as json_pointer
from birads._base.only_where import Governs
from birads.issue import Issue, Severity
from birads.parsing._bounded import first_errors
from birads.parsing._hints import TAGGED, member_hint, model_at, word_hint
from birads.parsing._scan import TOO_MANY, too_many
from birads.parsing._shared_members import shared_model
from birads.report.findings.margin import MARKS
from birads.report.report import Report

__all__ = ["issue_at", "issues_of"]

_SHOWN = 80
_PARTIAL = ("/patient/history/", "/cancers/")

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
_NO_TAG = ("union_tag_invalid", "union_tag_not_found")
_RANGES = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
    "greater_than": ("gt", "more than"),
    "less_than": ("lt", "less than"),
}


def issues_of(
    tree: object,
    most: int,
    first: tuple[Issue, ...] = (),
    error: ValidationError | None = None,
) -> tuple[Issue, ...]:
    """Return ``first`` and an issue for each error of a refused document, ``most`` at most.

    ``error`` is what the validator said of the document, where it was asked already.
    """
    if first and first[-1].code == TOO_MANY:
        return first
    known = {issue.pointer for issue in first}
    fresh = (issue_at(*found, tree) for found in _errors(tree, error))
    found = [*first, *islice((one for one in fresh if one.pointer not in known), most + 1)]
    if len(found) > most:
        return (*found[:most], too_many("Further issues are not shown."))
    return tuple(found)


def _errors(
    tree: object, known: ValidationError | None
) -> Iterator[tuple[str, tuple[str | int, ...], object, Any]]:
    """Yield what the validator says, and what is wrong inside items of an unknown kind besides."""
    for entry, path in first_errors(Report.__pydantic_validator__, tree, _path, known):
        yield entry["type"], path, entry["input"], entry.get("ctx", {})
        if entry["type"] in _NO_TAG and len(path) == 2:  # noqa: PLR2004 - (list, index)
            item = json_pointer.resolve(tree, json_pointer.join(path))
            shared = shared_model(TAGGED[str(path[0])]).__pydantic_validator__
            for inner, rest in first_errors(shared, item, _own_path):
                yield inner["type"], (*path, *rest), inner["input"], inner.get("ctx", {})


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
        return _missing(path, TAGGED[str(path[0])])
    path = _inside(path, tree)
    where = json_pointer.join(path)
    name = _member(path)
    if kind == "extra_forbidden":
        return _error(
            "unknown_member",
            where,
            f"There is no member {name[:_SHOWN]!r} here.",
            member_hint(path, tree),
        )
    if value is None:
        return _error(
            "null_not_allowed",
            where,
            f"{name!r} is null.",
            "Leave the member out where nothing was stated.",
        )
    if kind == "union_tag_invalid":
        return _tag_issue(path, value, where, tree)
    if kind in ("enum", "literal_error"):
        return _word_issue(path, value, context, where, tree)
    if kind == "not_applicable":
        return _error(kind, where, f"{name!r} stands {_only_where(path, tree)}.", "Leave it out.")
    return _value_issue(kind, name, value, context, where)


_LENGTHS = {
    "string_too_long": ("too_long", "max_length", "has more than {} characters"),
    "string_too_short": ("too_short", "min_length", "has fewer than {} characters"),
    "too_long": ("too_many_items", "max_length", "should have at most {} items"),
    "too_short": ("too_few_items", "min_length", "should have at least {} items"),
}


def _missing(parent: tuple[str | int, ...], name: str) -> Issue:
    return _error("missing_member", json_pointer.join(parent), f"The member {name!r} is missing.")


def _only_where(path: tuple[str | int, ...], tree: object) -> str:
    """Return what a member that governs this one must say."""
    model = model_at(path[:-1], tree)
    fields = model.model_fields.items() if model else ()
    name, words = next(
        (name, rule.words)
        for name, field in fields
        for rule in field.metadata
        if isinstance(rule, Governs) and rule.member == path[-1]
    )
    return f"only where {name!r} is {' or '.join(map(repr, words))}"


_SEVERAL = "Several reports are written one on each line, without brackets around them (NDJSON)."


def _value_issue(kind: str, name: object, value: object, context: Any, where: str) -> Issue:
    if kind in _TYPES:
        says = f"{name!r} should be {_TYPES[kind]}, not {_say(value)}."
        several = _SEVERAL if not where and isinstance(value, list | tuple) else None
        return _error("wrong_type", where, says, several)
    if kind in _RANGES:
        key, words = _RANGES[kind]
        return _error("out_of_range", where, f"{name!r} should be {words} {context[key]:g}.")
    if kind == "int_from_float":
        return _error("not_whole", where, f"{name!r} should be a whole number, not {value!r}.")
    if kind == "finite_number":
        return _error("not_finite", where, f"{name!r} is too large to be a number.")
    if kind in _LENGTHS:
        code, key, words = _LENGTHS[kind]
        return _error(code, where, f"{name!r} {words.format(context[key])}.")
    if kind == "multiple_of":
        return _error(
            "not_a_multiple",
            where,
            f"{name!r} should be a multiple of {context['multiple_of']:g}, not {_say(value)}.",
        )
    if kind == "string_pattern_mismatch":
        return _error(
            "wrong_form",
            where,
            f"{_say(value)} does not have the form of {name!r}.",
            _form(name, where),
        )
    if kind.startswith(("date", "timezone")):
        return _error("no_such_date", where, f"{_say(value)} is not a date of the calendar.")
    return _error("invalid", where, f"{name!r} is not valid: {_say(value)}.")


def _form(name: object, where: str) -> str:
    if name == "language":
        return "Write a language tag like en, pt-BR or es-MX."
    if name == "date" and where.startswith(_PARTIAL):
        return "Write a date as far as it is known, like 2019, 2019-04 or 2019-04-30."
    if name == "issued":
        return "Write an RFC 3339 time with its offset, like 2026-05-05T09:30:00+02:00."
    if name in ("date", "due"):
        return "Write a date like 2026-05-05, without a time."
    if name == "schema_version":
        return "This library reads version 1."
    return "Keys are reverse domain names, like org.example.hospital."


def _tag_issue(path: tuple[str | int, ...], value: object, where: str, tree: object) -> Issue:
    member = TAGGED.get(str(path[0]), "kind")
    code = "unknown_kind" if member == "kind" else "unknown_modality"
    tag = value.get(member) if isinstance(value, dict) else None
    if tag is None:
        return _error("null_not_allowed", f"{where}/{member}", f"{member!r} is null.")
    return _error(
        code,
        f"{where}/{member}",
        f"There is no {member} {_say(tag)}.",
        word_hint((*path, member), tag, tree),
    )


def _word_issue(
    path: tuple[str | int, ...],
    value: object,
    context: Any,
    where: str,
    tree: object,
) -> Issue:
    if not isinstance(value, str):
        return _error(
            "wrong_type", where, f"{_member(path)!r} should be a word, not {_say(value)}."
        )
    expected = [word.strip("' ") for word in context["expected"].replace(" or ", ",").split(",")]
    hint = word_hint(path, value, tree, expected)
    return _error(
        "unknown_word", where, f"{_say(value)} is not a word for {_member(path)!r}.", hint
    )


def _member(path: tuple[str | int, ...]) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "document")


def _path(entry: ErrorDetails) -> tuple[str | int, ...]:
    """Return where an error of a report lies: without the tags that the validator inserts."""
    parts = _own_path(entry)
    if len(parts) > 2 and parts[0] in TAGGED:  # noqa: PLR2004 - (list, index, tag, ...)
        return (*parts[:2], *parts[3:])
    return parts


def _own_path(entry: ErrorDetails) -> tuple[str | int, ...]:
    """Return where an error lies, without the validator's mark of a key."""
    parts = list(entry["loc"])
    if parts[-1:] == ["[key]"] and entry["type"] != "extra_forbidden":
        del parts[-1]
    # A margin is one word or a list of them; the validator says in its path which it took.
    if "margin" in parts[:-1] and entry["type"] != "extra_forbidden":
        mark = parts.index("margin") + 1
        if parts[mark] in MARKS:
            del parts[mark]
    if entry["type"] == "not_applicable":  # told by the member that governs the one in question
        parts[-1] = entry["ctx"]["member"]
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
