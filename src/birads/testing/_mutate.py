"""Change a document in one place, so that it may or may not be a report afterwards."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any

__all__ = ["mutated"]

Choose = Callable[[int], int]
"""Return a number from 0 to below the one given; how it is chosen is the caller's."""

ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2.0, 1.5, -0.0, 1e2, 1e9, 130.5, 10_001, 10**30, 1e-320,
    "", " ", "0", "1", "4A", "4a", "x", "multiple", "left", "bilateral", "mg.mass", "mri", "none",
    "indeterminate", "\n", "\x00", "\u00e9", "\u2028", "\U0001f600", "a" * 129, "\U0001f600" * 128,
    "\U0001f600" * 129, "e\u0301" * 128, "toString", "__proto__",
    "2024-02-29", "2024-01-01T00:00:00Z",
    "\u0662024-01-01", "1.0", "1.12345", "1\n", "2",
    [], [None], ["left"], ["left", "left"], ["skin", 1], [[]], {}, {"id": "a"}, {"kind": "mg.mass"},
    {"a.b": None}, {"a.b": [{}]}, {"A.b": 1}, {"a.b\n": 1}, {"a..b": 1}, {"a." + "b" * 255: 1},
    {"enhancement": "indeterminate", "cause": "other"}, {"enhancement": "none", "cause": "other"},
    {"cause": "other"}, {"enhancement": "x", "cause": "y"},
)  # fmt: skip
_DATES = (
    "2024-02-29", "2023-02-29", "2024-04-31", "2024-01-01\n", "0000-01-01", "0001-01-01",
    "9999-12-31", "2024-1-1", "2024-13-01", "2024-00-10", "2024-01-32", "20240101", "2024-01-01Z",
    "2024-01-01T00:00:00", "2024-01-01T00:00:00Z", "-2024-01-01", "\u06f2\u06f0\u06f2\u06f4-01-01",
)  # fmt: skip
_TIMES = (
    "2024-02-29T00:00:00Z", "2023-02-29T00:00:00Z", "2024-01-01t23:59:59.123456z",
    "2024-01-01T00:00:00", "2024-01-01T00:00:00.1234567Z", "2024-01-01T24:00:00Z",
    "2024-01-01T23:59:60Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:00+24:00",
    "2024-01-01T00:00:00-23:59", "2024-01-01T00:00:00+00:60", "2024-01-01T00:00:00+0000",
    "2024-01-01T00:00:00Z\n", "2024-01-01 00:00:00Z", "2024-01-01T00:00Z", "2024-01-01",
    "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2024-01-01T00:00:00.Z",
    "2024-01-01T00:00:00,5Z", "2024-01-01T00:00:00.1+00:00",
)  # fmt: skip
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T)?")
_NAMES = (
    "extra", "", "id", "Id", "kind", "modality", "cause", "category", "extensions", "__proto__",
    "constructor", "a/b", "a~b", "\U0001f600", "$ref", "text", "breast", "date", "exam",
)  # fmt: skip
_EDITS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.title,
    lambda text: text + "\n",
    lambda text: text + " ",
    lambda text: text[:-1],
    lambda text: text.replace("_", "-"),
    lambda text: text + "\u0301",
    lambda text: ((text or "x") * 300)[:100_001],
)


def mutated(document: Any, choose: Choose) -> Any:
    """Return a copy of ``document`` that differs in one place, or not at all."""
    out = copy.deepcopy(document)
    places = list(_places(out))
    if not places:
        return ODD[choose(len(ODD))]
    parent, key = places[choose(len(places))]
    _CHANGES[choose(len(_CHANGES))](parent, key, choose, places)
    return out


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every member and item with what holds it."""
    stack = [node]
    while stack:
        parent = stack.pop()
        keys: Any = list(parent) if isinstance(parent, dict) else range(len(parent))
        for key in keys:
            yield parent, key
            if isinstance(parent[key], dict | list):
                stack.append(parent[key])


def _replace(parent: Any, key: Any, choose: Choose, _: object) -> None:
    parent[key] = copy.deepcopy(ODD[choose(len(ODD))])


def _edit(parent: Any, key: Any, choose: Choose, places: object) -> None:
    moment = _MOMENT.match(parent[key]) if isinstance(parent[key], str) else None
    if moment:
        pool = _TIMES if moment[1] else _DATES
        parent[key] = pool[choose(len(pool))]
    elif isinstance(parent[key], str):
        parent[key] = _EDITS[choose(len(_EDITS))](parent[key])
    elif isinstance(parent[key], int) and not isinstance(parent[key], bool):
        parent[key] = (parent[key] + 0.0, parent[key] + 0.5, -parent[key], str(parent[key]))[
            choose(4)
        ]
    else:
        _replace(parent, key, choose, places)


def _drop(parent: Any, key: Any, _: Choose, __: object) -> None:
    del parent[key]


def _add(parent: Any, key: Any, choose: Choose, _: object) -> None:
    value = copy.deepcopy(ODD[choose(len(ODD))])
    if isinstance(parent, dict):
        parent[_NAMES[choose(len(_NAMES))]] = value
    else:
        parent.insert(key, value)


def _move(parent: Any, key: Any, choose: Choose, places: Any) -> None:
    """Put here what stands somewhere else."""
    other, name = places[choose(len(places))]
    parent[key] = copy.deepcopy(other[name])


def _borrow(parent: Any, _: Any, choose: Choose, places: Any) -> None:
    """Add a member of another object under its own name."""
    other, name = places[choose(len(places))]
    if isinstance(parent, dict) and isinstance(other, dict):
        parent[name] = copy.deepcopy(other[name])


_CHANGES = (_replace, _replace, _edit, _edit, _drop, _add, _move, _borrow)
