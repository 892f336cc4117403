"""Take an object of a report apart into single values with their places, and put it together.

A list of objects gives each of its items a number, an empty list and an empty object are values
of their own: what was asked and is not there stays apart from what was not stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

import attrs

from birads.interop._shape import Form, Member, member_at, shape_of

if TYPE_CHECKING:
    from birads._base.model import Model

__all__ = ["Builder", "Leaf", "Mark", "leaves"]


class Mark(Enum):
    """Say that a list or an object is stated, and empty."""

    NONE = "none"
    STATED = "stated"


@attrs.frozen
class Leaf:
    """Hold one value: ``path`` is its dotted place, ``item`` the number of the list item."""

    path: str
    member: Member
    value: Any
    item: int | None = None


def leaves(model: type[Model], document: Mapping[str, Any]) -> Iterator[Leaf]:
    """Yield the values of an object, in the order of the names of its members."""
    for name, member in shape_of(model).items():
        if name in document:
            yield from _of(name, member, document[name], None)


def _of(path: str, member: Member, value: Any, item: int | None) -> Iterator[Leaf]:
    listed = isinstance(value, list)
    if listed and not value:
        yield Leaf(path, member, Mark.NONE, item)
    elif listed and (member.form is Form.OBJECT or member.lone):
        for number, each in enumerate(value, 1):
            yield from _of_object(path, member, each, number)
    elif listed:
        for each in value:
            yield Leaf(path, member, each, item)
    else:
        yield from _of_object(path, member, value, item)


def _of_object(path: str, member: Member, value: Any, item: int | None) -> Iterator[Leaf]:
    if member.inner is None:
        yield Leaf(path, member, value, item)
    elif not value:
        yield Leaf(path, member, Mark.STATED, item)
    else:
        for name, inner in shape_of(member.inner).items():
            if name in value:
                yield from _of(f"{path}.{name}", inner, value[name], item)


class Builder:
    """Put values together to an object of one model; what does not fit is told, never bent."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self._plain: dict[str, Any] = {}
        self._items: dict[str, dict[int, Any]] = {}

    def put(self, path: str, value: Any, item: int | None = None) -> bool:
        """Add a value; false where its place is taken, or is not one of the model."""
        first, _, rest = path.partition(".")
        top = shape_of(self.model).get(first)
        member = member_at(self.model, path)
        if top is None or member is None:
            return False
        numbered = (top.many and top.form is Form.OBJECT) or (top.lone and item is not None)
        if value is Mark.NONE and not rest:
            return (top.many or top.lone) and self._set(self._plain, (first,), [])
        if not numbered:
            return item is None and _place(self._plain, path.split("."), member, value)
        if item is None:
            return False
        items = self._items.setdefault(first, {})
        if not rest:
            return self._whole(items, item, value)
        at = items.setdefault(item, {})
        return isinstance(at, dict) and _place(at, rest.split("."), member, value)

    def _set(self, at: dict[str, Any], keys: tuple[str, ...], value: Any) -> bool:
        return at.setdefault(keys[0], value) is value

    def _whole(self, items: dict[int, Any], item: int, value: Any) -> bool:
        new = {} if value is Mark.STATED else value
        return items.setdefault(item, new) is new

    def document(self) -> dict[str, Any]:
        """Return the object."""
        out = dict(self._plain)
        for name, items in self._items.items():
            if name not in out:
                out[name] = [items[number] for number in sorted(items)]
        return out


def _place(at: dict[str, Any], names: list[str], member: Member, value: Any) -> bool:
    for name in names[:-1]:
        at = at.setdefault(name, {})
        if not isinstance(at, dict):
            return False
    last = names[-1]
    if value is Mark.STATED:
        return isinstance(at.setdefault(last, {}), dict)
    if value is Mark.NONE:
        return not at.setdefault(last, [])
    if not member.many:
        return _once(at, last, value)
    listed = at.setdefault(last, [])
    if not isinstance(listed, list):
        return False
    listed.append(value)
    return True


def _once(at: dict[str, Any], name: str, value: Any) -> bool:
    if name in at:
        return bool(at[name] == value and type(at[name]) is type(value))
    at[name] = value
    return True
