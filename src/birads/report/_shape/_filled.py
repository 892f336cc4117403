"""Fill an answer that was made of a shape with the names of a report."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Final, NamedTuple

import attrs
from pydantic import BaseModel
from pydantic_core import to_json

from birads.report._shape._marks import MARK, Measure, has_mark

__all__ = ["Filler", "Line", "Said", "filler", "inside", "line_of"]


class Said(NamedTuple):
    """What a report says that its shape does not hold, by the numbers that stand for it."""

    names: tuple[str, ...]
    numbers: tuple[float, ...]


Filler = Callable[[Said], Any]
_Step = Callable[[list[Any], Said], Any]
_set = object.__setattr__
_NEVER_MARKED: Final = frozenset({type(None), bool, int, float})
_PLAIN: Final = "p"
_MEASURE: Final = "f"
_ONE_MARK: Final = 5  # what lies before and after it, and its three parts


def filler(value: Any) -> Filler | None:
    """Return what makes a value with names in it, or ``None`` where it has no place for one."""
    steps = _Steps()
    if steps.place(value) is None:
        return None
    made = tuple(steps.steps)

    def fill(said: Said) -> Any:
        out: list[Any] = []
        for step in made:
            out.append(step(out, said))
        return out[-1]

    return fill


@attrs.define(eq=False)
class _Steps:
    """How the parts of a value are made, each once and after the parts that it holds."""

    steps: list[_Step] = attrs.field(factory=list)
    _known: dict[Hashable, int] = attrs.field(factory=dict)

    def place(self, value: Any) -> int | None:
        """Return the number of the step that makes a part; ``None`` where it stays as it is."""
        if type(value) in _NEVER_MARKED:
            return None
        if isinstance(value, Measure):
            value.refuse()
        if isinstance(value, str):
            text = str.__str__(value)
            return self._step(text, _text(text)) if has_mark(value) else None
        if isinstance(value, tuple):
            places = self._places(enumerate(value))
            same = (*places, *map(id, value)) if len(places) < len(value) else places
            return self._step(same, _tuple_with(value, places)) if places else None
        if isinstance(value, BaseModel):
            return self._object(value, value.__dict__, _model_with)
        if attrs.has(type(value)):
            fields = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
            return self._object(value, fields, _attrs_with)
        return self._object(value, value, _dict_with) if isinstance(value, dict) else None

    def _places(self, members: Iterable[tuple[Any, Any]]) -> tuple[tuple[Any, int], ...]:
        found = [(name, self.place(member)) for name, member in members]
        return tuple([(name, step) for name, step in found if step is not None])

    def _object(
        self, value: Any, members: dict[str, Any], make: Callable[[Any, _Places], _Step]
    ) -> int | None:
        # A part that stands twice is made once; the value that is filled keeps all parts alive.
        known = self._known.get(id(value))
        if known is not None:
            return known
        places = self._places(members.items())
        return self._step(id(value), make(value, places)) if places else None

    def _step(self, same: Hashable, step: _Step) -> int:
        if same not in self._known:
            self._known[same] = len(self.steps)
            self.steps.append(step)
        return self._known[same]


_Places = tuple[tuple[Any, int], ...]


def _text(value: str) -> _Step:
    parts = MARK.split(value)
    if len(parts) == _ONE_MARK and not parts[0] and not parts[-1] and parts[1] == _PLAIN:
        number = int(parts[2])
        return lambda _, said: said.names[number]
    return lambda _, said: MARK.sub(
        lambda mark: _put_back(mark[1], int(mark[2]), mark[3], said), value
    )


def _put_back(kind: str, place: int, form: str, said: Said) -> str:
    """Return what a mark stands for."""
    if kind == _MEASURE:
        return format(said.numbers[place], form)
    return said.names[place] if kind == _PLAIN else repr(said.names[place])


def _tuple_with(value: tuple[Any, ...], places: _Places) -> _Step:
    if len(value) == 1:
        ((_, only),) = places
        return lambda out, _: (out[only],)

    def make(out: list[Any], _: Said) -> tuple[Any, ...]:
        made = list(value)
        for place, step in places:
            made[place] = out[step]
        return tuple(made)

    return make


def _model_with(value: BaseModel, places: _Places) -> _Step:
    model, members, stated = type(value), value.__dict__, value.__pydantic_fields_set__
    new = model.__new__

    def make(out: list[Any], _: Said) -> BaseModel:
        changed = members.copy()
        for name, step in places:
            changed[name] = out[step]
        self = new(model)
        _set(self, "__dict__", changed)
        _set(self, "__pydantic_fields_set__", stated)
        _set(self, "__pydantic_extra__", None)
        _set(self, "__pydantic_private__", None)
        return self

    return make


def _attrs_with(value: Any, places: _Places) -> _Step:
    return lambda out, _: attrs.evolve(value, **{name: out[step] for name, step in places})


def _dict_with(value: dict[Any, Any], places: _Places) -> _Step:
    return lambda out, _: {**value, **{name: out[step] for name, step in places}}


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
            put = inside(_put_back(kind, number, form, said))
            for place in places:
                out[place] = put
        return b"".join(out)


def inside(text: str) -> bytes:
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
