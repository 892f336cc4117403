"""Fill an answer that was made of a shape with the names of a report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs
from pydantic import BaseModel
from pydantic_core import to_json

from birads.report._shape._marks import MARK, Measure, has_mark

__all__ = ["Line", "Names", "filler", "line_of"]

Names = tuple[str, ...]
Filler = Callable[[Names], Any]
_set = object.__setattr__
_PLAIN: Final = "p"
_QUOTED: Final = frozenset('"\\')


def filler(value: Any) -> Filler | None:
    """Return what makes a value with names in it, or ``None`` where it has no place for one."""
    if isinstance(value, Measure):
        value.refuse()
    if isinstance(value, str):
        return _text(str.__str__(value)) if has_mark(value) else None
    if isinstance(value, tuple):
        return _tuple(value)
    if isinstance(value, BaseModel):
        return _object(value, value.__dict__, _model_with)
    if attrs.has(type(value)):
        fields = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
        return _object(value, fields, _attrs_with)
    if isinstance(value, dict):
        return _object(value, value, lambda known, changes: {**known, **changes})
    return None


def _text(value: str) -> Filler:
    kinds = MARK.split(value)
    if len(kinds) == 4 and not kinds[0] and not kinds[3] and kinds[1] == _PLAIN:  # noqa: PLR2004
        number = int(kinds[2])
        return lambda names: names[number]

    def fill(names: Names) -> str:
        return MARK.sub(lambda mark: _said(mark[1], names[int(mark[2])]), value)

    return fill


def _said(kind: str, name: str) -> str:
    return name if kind == _PLAIN else repr(name)


def _tuple(value: tuple[Any, ...]) -> Filler | None:
    fillers = [filler(one) for one in value]
    places = tuple((place, fill) for place, fill in enumerate(fillers) if fill is not None)
    if not places:
        return None

    def fill(names: Names) -> tuple[Any, ...]:
        out = list(value)
        for place, make in places:
            out[place] = make(names)
        return tuple(out)

    return fill


def _object(
    value: Any, members: dict[str, Any], changed: Callable[[Any, dict[str, Any]], Any]
) -> Filler | None:
    found = [(name, filler(member)) for name, member in members.items()]
    places = tuple((name, fill) for name, fill in found if fill is not None)
    if not places:
        return None
    return lambda names: changed(value, {name: fill(names) for name, fill in places})


def _model_with(value: BaseModel, changes: dict[str, Any]) -> BaseModel:
    self = value.__class__.__new__(value.__class__)
    _set(self, "__dict__", {**value.__dict__, **changes})
    _set(self, "__pydantic_fields_set__", set(value.__pydantic_fields_set__))
    _set(self, "__pydantic_extra__", None)
    _set(self, "__pydantic_private__", None)
    return self


def _attrs_with(value: Any, changes: dict[str, Any]) -> Any:
    return attrs.evolve(value, **changes)


@attrs.frozen(eq=False)
class Line:
    """A line of JSON, cut where names stand."""

    pieces: tuple[bytes, ...]
    places: tuple[tuple[bool, int], ...]

    def filled(self, names: Names) -> bytes:
        """Return the line with names in it."""
        if not self.places:
            return self.pieces[0]
        plain = [_inside(name) for name in names]
        out = [self.pieces[0]]
        for (quoted, number), piece in zip(self.places, self.pieces[1:], strict=True):
            out.append(_inside(repr(names[number])) if quoted else plain[number])
            out.append(piece)
        return b"".join(out)


def _inside(text: str) -> bytes:
    """Return what a text is within the quotes of JSON."""
    if text.isascii() and text.isprintable() and _QUOTED.isdisjoint(text):
        return text.encode()
    return to_json(text)[1:-1]


def line_of(data: bytes) -> Line:
    """Return a line of JSON as pieces between the names."""
    parts = MARK.split(data.decode())
    pieces = tuple(piece.encode() for piece in parts[::3])
    places = zip(parts[1::3], map(int, parts[2::3]), strict=True)
    return Line(pieces, tuple((kind != _PLAIN, number) for kind, number in places))
