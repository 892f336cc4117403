"""Collect what is read, each value with the places of the text that say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final

import attrs

from birads.issue import Issue, Severity
from birads.pointer import join

__all__ = ["Draft", "Part", "Span", "Told"]

Span = tuple[int, int]
"""Code points of the text, half-open."""

_MOST_PLACES: Final = 50  # of one value that are kept

SECTIONS: Final = (
    "exams", "findings", "assessments", "recommendations", "pathology", "addenda",
)  # fmt: skip


@attrs.define(eq=False)
class Part:
    """Hold one object of the draft: its values by path, and the spans of each."""

    values: dict[tuple[str | int, ...], Any] = attrs.field(factory=dict)
    spans: dict[tuple[str | int, ...], list[Span]] = attrs.field(factory=dict)
    links: dict[str, Part] = attrs.field(factory=dict)

    def put(self, path: str, value: Any, *spans: Span) -> None:
        """Hold a value and the places that say it; a second place of the same value is added."""
        key = tuple(path.split("."))
        self.values[key] = value
        held = self.spans.setdefault(key, [])
        if len(held) < _MOST_PLACES:
            held.extend(span for span in spans if span not in held)

    def put_at(self, key: tuple[str | int, ...], value: Any, span: Span) -> None:
        """Hold a value at a path that leads through a list."""
        self.values[key] = value
        self.spans[key] = [span]

    def add(self, path: str, value: Any, span: Span) -> None:
        """Add a word to a list, once."""
        base: tuple[str | int, ...] = tuple(path.split("."))
        number = 0
        while (*base, number) in self.values:
            if self.values[(*base, number)] == value:
                if len(self.spans[(*base, number)]) < _MOST_PLACES:
                    self.spans[(*base, number)].append(span)
                return
            number += 1
        self.put_at((*base, number), value, span)

    def get(self, path: str) -> Any:
        """Return a value, or ``None`` where it is not stated."""
        return self.values.get(tuple(path.split(".")))

    def of(self, path: str) -> list[Span]:
        """Return the places that say a value."""
        return self.spans.get(tuple(path.split(".")), [])

    def drop(self, path: str) -> None:
        """Take a value away."""
        self.values.pop(tuple(path.split(".")), None)
        self.spans.pop(tuple(path.split(".")), None)

    def list_at(self, path: str) -> list[Any]:
        """Return the words of a list, empty where there is none."""
        start = tuple(path.split("."))
        return [
            value
            for key, value in self.values.items()
            if key[:-1] == start and isinstance(key[-1], int)
        ]

    def tree(self) -> dict[str, Any]:
        """Return the object as plain values."""
        out: dict[str, Any] = {}
        for path, value in self.values.items():
            if str(path[0]).startswith("_"):  # a note of the reader, no member
                continue
            where: Any = out
            for part, following in pairwise(path):
                empty: Any = [] if isinstance(following, int) else {}
                if isinstance(part, int):
                    while len(where) <= part:
                        where.append({})
                    where = where[part]
                else:
                    where = where.setdefault(part, empty)
            if isinstance(path[-1], int):
                where.append(value)
            else:
                where[path[-1]] = value
        return out


@attrs.frozen
class Told:
    """Hold an issue, the place of the text that it is about, and the object that it belongs to."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    part: Part | None = None
    crosses: bool = False
    hint: str | None = None


@attrs.define
class Draft:
    """Hold all that was read of one text."""

    sections: dict[str, list[Part]] = attrs.field(factory=lambda: {name: [] for name in SECTIONS})
    edition: tuple[str, Span] | None = None
    told: list[Told] = attrs.field(factory=list)
    seen: set[tuple[str, Span | None]] = attrs.field(factory=set)

    def new(self, section: str) -> Part:
        """Return a new object at the end of a section."""
        part = Part()
        self.sections[section].append(part)
        return part

    def tell(self, told: Told) -> None:
        """Add an issue, once for each place."""
        if (told.code, told.span) not in self.seen:
            self.seen.add((told.code, told.span))
            self.told.append(told)

    def tree(self) -> dict[str, Any]:
        """Return the draft as plain values, with ids for exams and findings."""
        names = {
            id(part): f"{section.removesuffix('s')}-{number}"
            for section in ("exams", "findings")
            for number, part in enumerate(self.sections[section], 1)
        }
        out: dict[str, Any] = {}
        if self.edition is not None:
            out["edition"] = self.edition[0]
        for section, parts in self.sections.items():
            if parts:
                out[section] = [_named(part, names) for part in parts]
        return out

    def spans(self) -> dict[str, list[Span]]:
        """Return the places of every value, by its pointer in the draft."""
        out: dict[str, list[Span]] = {}
        if self.edition is not None:
            out["/edition"] = [self.edition[1]]
        for section, parts in self.sections.items():
            for number, part in enumerate(parts):
                for path, spans in part.spans.items():
                    out[join((section, number, *path))] = sorted(set(spans))
        return out

    def issues(self) -> Iterator[tuple[Issue, Span | None]]:
        """Yield the issues, each at the object of the draft that it belongs to."""
        pointers = {
            id(part): join((section, number))
            for section, parts in self.sections.items()
            for number, part in enumerate(parts)
        }
        for one in self.told:
            pointer = pointers.get(id(one.part), "") if one.part is not None else ""
            yield (
                Issue(one.code, one.severity, pointer, one.message, one.hint, None, one.crosses),
                one.span,
            )


def _named(part: Part, names: dict[int, str]) -> dict[str, Any]:
    own = names.get(id(part))
    links = {name: names[id(to)] for name, to in part.links.items() if id(to) in names}
    return {**({"id": own} if own else {}), **part.tree(), **links}


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that touch joined."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
