"""Find which checks read a member of a report by its name, from what their code says."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from types import FunctionType
from typing import Any

from birads.checks import CHECKS

__all__ = ["readers"]


@cache
def readers() -> dict[str, tuple[str, ...]]:
    """Return the checks in whose code each attribute name stands, helpers of the checks included.

    What a check learns through the lookups that all checks share is not among it.
    """
    found: dict[str, list[str]] = {}
    for check in CHECKS.values():
        for name in sorted(_names(check.run, set())):
            found.setdefault(name, []).append(check.code)
    return {name: tuple(codes) for name, codes in found.items()}


def _names(function: Callable[..., Any], seen: set[Callable[..., Any]]) -> set[str]:
    if function in seen:
        return set()
    seen.add(function)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= set(_named_by_text(tree))
    for inner in _called(function, tree):
        names |= _names(inner, seen)
    return names


def _named_by_text(tree: ast.AST) -> Iterator[str]:
    """Yield the names that ``getattr`` is given as texts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "getattr":
            yield from (
                part.value
                for part in node.args
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )


def _called(function: Callable[..., Any], tree: ast.AST) -> Iterator[Callable[..., Any]]:
    """Yield the functions of the checks that the code of another names."""
    known = getattr(inspect.unwrap(function), "__globals__", {})
    for node in ast.walk(tree):
        value = known.get(node.id) if isinstance(node, ast.Name) else None
        plain = inspect.unwrap(value) if callable(value) else None
        if isinstance(plain, FunctionType) and plain.__module__.startswith("birads.checks"):
            yield plain
