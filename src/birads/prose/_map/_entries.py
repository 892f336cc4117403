"""List what the map shows: one entry for each lesion, with its kinds, category, change and text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from birads.prose._findings import named, place
from birads.prose._map._places import Area, areas, depth_of
from birads.prose._phrase import Phrase, join
from birads.prose._teller import Teller
from birads.report.report import Report
from birads.report.view._lesions import lesions

__all__ = ["Entry", "Spot", "entries"]

_SHORT = ("change", "category")
_BOTH = ("right", "left")
_OUTSIDE = ("internal_mammary", "supraclavicular")


@attrs.frozen
class Spot:
    """Hold one place of an entry in one breast: areas from the front, and a depth if it has one."""

    side: str
    areas: tuple[Area, ...]
    depth: tuple[float, float] | None


@attrs.frozen
class Entry:
    """Hold one lesion: its number on the map, its kinds and tags in words, its text, its spots."""

    number: int
    kinds: tuple[str, ...]
    category: str | None
    tags: tuple[str, ...]
    text: Phrase
    pointers: tuple[str, ...]
    spots: tuple[Spot, ...]

    @property
    def is_point(self) -> bool:
        """Say whether the place is stated as one point."""
        found = [area for spot in self.spots for area in spot.areas]
        return bool(found) and all(area.is_point for area in found)


def entries(teller: Teller, report: Report) -> tuple[Entry, ...]:
    """Return an entry for each lesion, in the order of the report."""
    groups = lesions(report.findings)
    said: set[int] = set()
    found: list[tuple[int, ...]] = []
    for number in range(len(report.findings)):
        if number not in said:
            found.append(groups.get(number, (number,)))
            said.update(found[-1])
    return tuple(_entry(teller, index + 1, group) for index, group in enumerate(found))


def _entry(teller: Teller, number: int, group: tuple[int, ...]) -> Entry:
    parts = [teller.document["findings"][one] for one in group]
    categories = [part["category"] for part in parts if "category" in part]
    clauses = [_clause(teller, one, part) for one, part in zip(group, parts, strict=True)]
    kinds = dict.fromkeys(_kind(teller, one, part) for one, part in zip(group, parts, strict=True))
    tags = dict.fromkeys(
        tag for one, part in zip(group, parts, strict=True) for tag in _tags(teller, one, part)
    )
    return Entry(
        number,
        tuple(kinds),
        max(categories, default=None, key=_suspicion),
        tuple(tags),
        join(teller.words.text("form", "clause"), clauses),
        tuple(f"/findings/{one}" for one in group),
        tuple(dict.fromkeys(spot for part in parts for spot in _spots(part))),
    )


def _kind(teller: Teller, number: int, part: Mapping[str, Any]) -> str:
    """Return what a finding is: its name of its own where it has one, else its kind."""
    for name in ("special_case", "type"):
        if name in part:
            return teller.member("finding", ("findings", number, name), part).text
    return teller.words.text("kind", part["kind"])


def _suspicion(category: str) -> int:
    from birads.lexicon.common import Category
    from birads.report.view._suspicion import SUSPICION

    return SUSPICION[Category(category)]


def _tags(teller: Teller, number: int, part: Mapping[str, Any]) -> Iterator[str]:
    path = ("findings", number)
    for name in reversed(_SHORT):
        if name in part:
            yield teller.member("finding", (*path, name), part).text


def _clause(teller: Teller, number: int, part: Mapping[str, Any]) -> Phrase:
    said = [
        teller.member("finding", ("findings", number, name), part)
        for name in _SHORT
        if name in part
    ]
    listed = join(teller.words.text("form", "list"), (named(teller, number), *said))
    return join(teller.words.text("form", "colon"), (place(teller, number), listed))


def _spots(part: Mapping[str, Any]) -> Iterator[Spot]:
    """Yield the spots of a finding: a node stands where its place is, which may be no breast."""
    location = part.get("location", {})
    node = part.get("place")
    if node in _OUTSIDE and "region" not in location:
        return
    if node == "axillary" and "region" not in location:
        location = {"breast": location.get("breast"), "region": "axilla"}
    side = location.get("breast")
    for one in _BOTH if side == "bilateral" else (side,) if side else ():
        yield Spot(one, areas(location, one), depth_of(location))
