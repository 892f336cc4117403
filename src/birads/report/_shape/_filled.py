"""Fill an answer that was made of a shape with the names of a report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import attrs
from pydantic import BaseModel
from pydantic_core import to_json

from birads.report._shape._marks import MARK, Measure, has_mark

__all__ = ["Filler", "Line", "Said", "filler", "line_of"]


class Said(NamedTuple):
    """What a report says that its shape does not hold, by the numbers that stand for it."""

    names: tuple[str, ...]
    numbers: tuple[float, ...]


Filler = Callable[[Said], Any]
_set = object.__setattr__
_NEVER_MARKED: Final = frozenset({type(None), bool, int, float})
_PLAIN: Final = "p"
_MEASURE: Final = "f"
_ONE_MARK: Final = 5  # what lies before and after it, and its three parts


def filler(value: Any) -> Filler | None:
    """Return what makes a value with names in it, or ``None`` where it has no place for one."""
    if type(value) in _NEVER_MARKED:
        return None
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
    parts = MARK.split(value)
    if len(parts) == _ONE_MARK and not parts[0] and not parts[-1] and parts[1] == _PLAIN:
        number = int(parts[2])
        return lambda said: said.names[number]
    return lambda said: MARK.sub(
        lambda mark: _put_back(mark[1], int(mark[2]), mark[3], said), value
    )


def _put_back(kind: str, place: int, form: str, said: Said) -> str:
    """Return what a mark stands for."""
    if kind == _MEASURE:
        return format(said.numbers[place], form)
    return said.names[place] if kind == _PLAIN else repr(said.names[place])


def _tuple(value: tuple[Any, ...]) -> Filler | None:
    fillers = [filler(one) for one in value]
    places = tuple((place, fill) for place, fill in enumerate(fillers) if fill is not None)
    if not places:
        return None
    if len(value) == 1:
        only = places[0][1]
        return lambda said: (only(said),)

    def fill(said: Said) -> tuple[Any, ...]:
        out = list(value)
        for place, make in places:
            out[place] = make(said)
        return tuple(out)

    return fill


def _object(
    value: Any, members: dict[str, Any], changed: Callable[[Any, dict[str, Any]], Any]
) -> Filler | None:
    found = [(name, filler(member)) for name, member in members.items()]
    places = tuple((name, fill) for name, fill in found if fill is not None)
    if not places:
        return None
    if len(places) == 1:
        ((name, only),) = places
        return lambda said: changed(value, {name: only(said)})
    return lambda said: changed(value, {name: fill(said) for name, fill in places})


def _model_with(value: BaseModel, changes: dict[str, Any]) -> BaseModel:
    self = value.__class__.__new__(value.__class__)
    _set(self, "__dict__", {**value.__dict__, **changes})
    _set(self, "__pydantic_fields_set__", value.__pydantic_fields_set__)
    _set(self, "__pydantic_extra__", None)
    _set(self, "__pydantic_private__", None)
    return self


def _attrs_with(value: Any, changes: dict[str, Any]) -> Any:
    return attrs.evolve(value, **changes)


_Mark = tuple[str, int, str]


@attrs.frozen(eq=False)
class Line:
    """A line of JSON, cut where names stand; ``marks`` tell what stands at which pieces."""

    pieces: tuple[bytes, ...]
    marks: tuple[tuple[_Mark, tuple[int, ...]], ...]

    def filled(self, said: Said) -> bytes:
        """Return the line with names in it."""
        out = list(self.pieces)
        for (kind, number, form), places in self.marks:
            put = _inside(_put_back(kind, number, form, said))
            for place in places:
                out[place] = put
        return b"".join(out)


def _inside(text: str) -> bytes:
    """Return what a text is within the quotes of JSON."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return text.encode()
    return to_json(text)[1:-1]


def line_of(data: bytes) -> Line:
    """Return a line of JSON as pieces between the names."""
    parts = MARK.split(data.decode())
    pieces = [b""] * (len(parts) // 2 + 1)
    pieces[::2] = [piece.encode() for piece in parts[::4]]
    marks: dict[_Mark, tuple[int, ...]] = {}
    for turn, (kind, number, form) in enumerate(
        zip(parts[1::4], parts[2::4], parts[3::4], strict=True)
    ):
        mark = (kind, int(number), form)
        marks[mark] = (*marks.get(mark, ()), 2 * turn + 1)
    return Line(tuple(pieces), tuple(marks.items()))
