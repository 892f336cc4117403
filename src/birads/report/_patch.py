"""Apply a JSON Patch (RFC 6902) to plain values: every operation, or none."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, NoReturn

from birads.issue import InvalidReport, Issue, Severity

__all__ = ["JsonPatch", "patched"]

JsonPatch = str | bytes | Sequence[Mapping[str, Any]]
"""A patch: a list of operations, or its JSON."""

_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")
_MOST = 10_000
_MOST_VALUES = 1_000_000
_DEEPEST = 64
_SHOWN = 80
_CODES = {"test": "patch_test_failed", "large": "too_many_values", "deep": "too_deep"}


def patched(document: dict[str, Any], patch: JsonPatch) -> Any:
    """Return what the operations make of a document, which stays as it is.

    Raises:
        InvalidReport: An operation is malformed, leads nowhere, or tests for another value.
    """
    tree: Any = deepcopy(document)
    grown = 0
    for number, operation in enumerate(_operations(patch)):
        tree = _apply(tree, operation, number)
        if isinstance(operation, Mapping) and operation.get("op") in ("add", "copy", "replace"):
            # A few copies of copies would fill the memory: what is added is counted on the way.
            grown += _size(_get(tree, _end(tree, _way(operation, "path", number))))
            if grown > _MOST_VALUES:
                _refuse("", f"The patch adds more than {_MOST_VALUES} values.", "large")
    return tree


def _end(tree: Any, path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the path with a final "-" as the number of the item that was appended."""
    if path[-1:] != ("-",):
        return path
    holder = _get(tree, path[:-1])
    return (*path[:-1], str(len(holder) - 1)) if isinstance(holder, list) else path


def _size(value: Any) -> int:
    """Count the values inside of a value, as far as that matters.

    Raises:
        InvalidReport: It is nested more deeply than any report.
    """
    count, depth, level = 1, 0, [value]
    while level and count <= _MOST_VALUES:
        depth += 1
        if depth > _DEEPEST:
            _refuse("", "The patch nests values too deeply.", "deep")
        inner = [n.values() if isinstance(n, dict) else n for n in level if type(n) in (dict, list)]
        level = [each for some in inner for each in some]
        count += len(level)
    return count


def _operations(patch: JsonPatch) -> list[Any]:
    if isinstance(patch, str | bytes | bytearray):
        try:
            patch = json.loads(patch)
        except (ValueError, RecursionError) as error:
            _refuse("", f"The patch is not JSON: {error}.")
    if not isinstance(patch, list | tuple) or len(patch) > _MOST:
        _refuse("", f"A patch is a list of at most {_MOST} operations.")
    return list(patch)


def _apply(tree: Any, operation: Any, number: int) -> Any:
    """Return the tree after one operation."""
    if not isinstance(operation, Mapping):
        _refuse("", f"Operation {number} of the patch is no object.")
    verb, path = operation.get("op"), _way(operation, "path", number)
    if verb in ("add", "replace", "test") and "value" not in operation:
        _refuse(_join(path), f"Operation {number} of the patch has no 'value'.")
    if verb == "test":
        if not _same(_get(tree, path), operation["value"]):
            _refuse(_join(path), "Another value stands here than the patch tests for.", "test")
        return tree
    if verb == "add":
        return _add(tree, path, deepcopy(operation["value"]))
    if verb == "replace":
        _get(tree, path)
        return _add(_remove(tree, path), path, deepcopy(operation["value"]))
    if verb == "remove":
        _get(tree, path)
        return _remove(tree, path)
    if verb not in ("move", "copy"):
        _refuse(_join(path), f"There is no operation {str(verb)[:_SHOWN]!r}.")
    return _again(tree, _way(operation, "from", number), path, moved=verb == "move")


def _again(tree: Any, source: tuple[str, ...], path: tuple[str, ...], *, moved: bool) -> Any:
    """Put a value of the tree at another place; where it is moved, it leaves the first."""
    value = deepcopy(_get(tree, source))
    if moved:
        if path[: len(source)] == source and path != source:
            _refuse(_join(path), "A value cannot be moved into itself.")
        tree = _remove(tree, source)
    return _add(tree, path, value)


def _way(operation: Mapping[str, Any], member: str, number: int) -> tuple[str, ...]:
    """Return the parts of a JSON Pointer (RFC 6901)."""
    pointer = operation.get(member)
    if not isinstance(pointer, str) or (pointer and not pointer.startswith("/")):
        _refuse("", f"Operation {number} of the patch has no pointer in {member!r}.")
    if re.search(r"~(?![01])", pointer):
        _refuse("", f"Operation {number} of the patch: '~' is written '~0' in a pointer.")
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def _get(tree: Any, path: tuple[str, ...]) -> Any:
    node = tree
    for depth, part in enumerate(path):
        if isinstance(node, list):
            node = node[_index(part, len(node) - 1, path[: depth + 1])]
        elif isinstance(node, dict) and part in node:
            node = node[part]
        else:
            _nothing(path[: depth + 1])
    return node


def _add(tree: Any, path: tuple[str, ...], value: Any) -> Any:
    if not path:
        return value
    holder, last = _get(tree, path[:-1]), path[-1]
    if isinstance(holder, list):
        holder.insert(len(holder) if last == "-" else _index(last, len(holder), path), value)
    elif isinstance(holder, dict):
        holder[last] = value
    else:
        _nothing(path)
    return tree


def _remove(tree: Any, path: tuple[str, ...]) -> Any:
    """Take away what ``path`` leads to, which is known to be there."""
    if not path:
        return None
    holder = _get(tree, path[:-1])
    del holder[int(path[-1]) if isinstance(holder, list) else path[-1]]
    return tree


def _index(part: str, last: int, path: tuple[str, ...]) -> int:
    if not _INDEX.fullmatch(part) or int(part) > last:
        _nothing(path)
    return int(part)


def _same(one: Any, other: Any) -> bool:
    """Compare as RFC 6902 does: 1 and 1.0 are the same number, but true is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def _join(path: tuple[str, ...]) -> str:
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in path)


def _nothing(path: tuple[str, ...]) -> NoReturn:
    parent = _join(path[:-1])
    _refuse(parent, f"The patch leads to {_join(path)[:_SHOWN]!r}, where nothing stands.")


def _refuse(where: str, message: str, kind: str = "") -> NoReturn:
    code = _CODES.get(kind, "patch_not_applicable")
    raise InvalidReport([Issue(code, Severity.ERROR, where, message)])
