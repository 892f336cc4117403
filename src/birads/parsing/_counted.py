"""Prove from a report that reading its text lost nothing, without making a tree of the text.

Every key of an accepted document is read into one stated member, so a key that stands twice leaves
fewer members than keys. A key is what ends in ``":`` once white space is taken out: a text can add
such an end and never hide one. Equal numbers therefore prove that no key stands twice; where they
differ, the tree decides.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel

from birads._base.annotation import classes_in
from birads._base.finite import BEYOND
from birads._base.frozen import FrozenDict
from birads.report.report import Report

__all__ = ["DEEPEST_MODEL", "is_whole", "stated_members"]

DEEPEST_MODEL = 16
"""More levels than the members of a report nest, extensions apart; a test measures them."""
_WHITE = b" \t\n\r"
_HOLDING = frozenset({FrozenDict, tuple})
_NUMBERS = frozenset({float, int})


def is_whole(report: Report, data: bytes, max_depth: int, max_values: int) -> bool:
    """Say whether the text is proven to hold no equal keys, no overflow and no excess.

    ``False`` proves nothing: the text is then read in full.
    """
    values = data.count(b"{") + data.count(b"[") + data.count(b",")
    if max_depth <= DEEPEST_MODEL or values > max_values:
        return False
    keys = data.translate(None, _WHITE).count(b'":')
    return keys == stated_members(report, max_depth - DEEPEST_MODEL)


def stated_members(report: Report, depth: int) -> int:
    """Return how many members were stated, those of extensions included.

    -1 where an extension holds a number that overflowed, or nests more than ``depth`` levels.
    """
    count = 0
    stack: list[BaseModel] = [report]
    while stack:
        model = stack.pop()
        stated = model.__pydantic_fields_set__
        count += len(stated)
        values = model.__dict__
        for name in _inner(type(model)) & stated:
            value = values[name]
            if name == "extensions":
                inside = _plain_members(value, depth)
                if inside < 0:
                    return -1
                count += inside
            elif type(value) is tuple:
                stack += value
            elif isinstance(value, BaseModel):
                stack.append(value)
    return count


@cache
def _inner(model: type[BaseModel]) -> frozenset[str]:
    """Return the members that hold objects: models, lists of models, and extensions."""
    return frozenset(
        name
        for name, field in model.model_fields.items()
        if name == "extensions"
        or any(issubclass(part, BaseModel) for part in classes_in(field.annotation))
    )


def _plain_members(extensions: Any, depth: int) -> int:
    """Count the members of plain values; -1 for one that is too deep, or no finite number."""
    count = 0
    level = [extensions]
    while level:
        depth -= 1
        if depth < 0:
            return -1
        below: list[Any] = []
        for node in level:
            inside: Any = node
            if isinstance(node, dict):
                count += len(node)
                inside = node.values()
            for value in inside:
                kind = type(value)
                if kind is str:
                    continue
                if kind in _HOLDING:
                    below.append(value)
                elif kind in _NUMBERS and not -BEYOND < value < BEYOND:
                    return -1
        level = below
    return count
