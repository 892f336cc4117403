"""Find what only the text of a document shows: equal keys, and numbers beyond any double.

This module is imported only when a document is refused.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from birads import pointer as json_pointer
from birads._base.finite import is_finite
from birads.issue import Issue, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["TOO_MANY", "duplicate_members", "infinities", "too_many"]

TOO_MANY = "too_many_issues"
_POINTER_ROOM = 256  # characters, on average


def too_many(message: str) -> Issue:
    """Return the issue that ends a list which is not complete."""
    return Issue(TOO_MANY, Severity.ERROR, "", message, "Raise Limits.max_issues to see them.")


def _issue(code: str, where: str, message: str, hint: str | None = None) -> Issue:
    return Issue(code, Severity.ERROR, where, message, hint)


class _Pairs(dict[str, Any]):
    """An object that remembers which of its keys came twice."""

    twice: tuple[str, ...] = ()


def _pairs(pairs: list[tuple[str, Any]]) -> _Pairs:
    out = _Pairs(pairs)
    if len(out) != len(pairs):
        seen: set[str] = set()
        twice = {key for key, _ in pairs if key in seen or seen.add(key)}  # type: ignore[func-returns-value]
        out.twice = tuple(sorted(twice))
    return out


def duplicate_members(data: bytes, most: int) -> tuple[Issue, ...]:
    """Return an issue for each key that stands twice in one object."""
    tree = json.loads(data, object_pairs_hook=_pairs, parse_int=str)  # no number matters here
    found = (
        _issue(
            "duplicate_member",
            json_pointer.join((*path, key)),
            f"The member {key[:80]!r} stands twice in one object.",
            "Keep the one that is meant: which one counts is not guessed.",
        )
        for path, node in _walk(tree)
        if isinstance(node, _Pairs)
        for key in node.twice
    )
    return _bounded(found, most)


def infinities(tree: object, most: int) -> tuple[Issue, ...]:
    """Return an issue for each number that is too large to be one."""
    found = (
        _issue("not_finite", json_pointer.join(path), "A number is too large to be one.")
        for path, node in _walk(tree)
        if isinstance(node, int | float) and not is_finite(node)
    )
    return _bounded(found, most)


def _walk(tree: object) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Yield every value with its path, in document order."""
    stack: list[tuple[tuple[str | int, ...], object]] = [((), tree)]
    while stack:
        path, node = stack.pop()
        yield path, node
        if isinstance(node, dict):
            stack += [((*path, key), value) for key, value in reversed(node.items())]
        elif isinstance(node, list):
            stack += [((*path, index), node[index]) for index in reversed(range(len(node)))]


def _bounded(found: Iterable[Issue], most: int) -> tuple[Issue, ...]:
    """Return at most ``most`` issues, fewer where hostile keys make their pointers long."""
    room = most * _POINTER_ROOM
    out: list[Issue] = []
    for issue in found:
        if len(out) >= most or room < 0:
            return (*out, too_many("Further issues are not shown."))
        room -= len(issue.pointer)
        out.append(issue)
    return tuple(out)
