"""Count what providers of language models limit in a schema, and know their limits."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["LlmCounts", "LlmLimits", "llm_counts", "llm_limits"]

_COUNTED: Final = ("properties", "depth", "enum_values", "characters", "unions", "optional")


@attrs.frozen
class LlmCounts:
    """What a schema amounts to with every reference written out, as a provider may count it."""

    properties: int
    """The members of all objects."""
    depth: int
    """How many objects are inside each other."""
    enum_values: int
    """The words of all enumerations."""
    characters: int
    """The characters of all names of members and definitions and of all words."""
    unions: int
    """The members that may be of one of several types."""
    optional: int
    """The members that may be left out."""


@attrs.frozen
class LlmLimits:
    """What one provider publishes; a number that is not published is ``None``."""

    provider: str
    title: str
    source: str
    note: str
    properties: int | None = None
    depth: int | None = None
    enum_values: int | None = None
    characters: int | None = None
    unions: int | None = None
    optional: int | None = None

    def exceeded(self, counts: LlmCounts) -> tuple[str, ...]:
        """Return the names of the limits that a schema of these counts is over."""
        return tuple(
            name
            for name in _COUNTED
            if (most := getattr(self, name)) is not None and getattr(counts, name) > most
        )


@cache
def llm_limits() -> tuple[LlmLimits, ...]:
    """Return the published limits of each provider, with their sources."""
    text = resources.files("birads.schema").joinpath("llm_limits.toml").read_text("utf-8")
    return tuple(
        LlmLimits(name, **{key: value for key, value in row.items() if key != "read"})
        for name, row in tomllib.loads(text).items()
    )


def llm_counts(schema: Mapping[str, Any]) -> LlmCounts:
    """Return what a schema for structured output amounts to."""
    defs: Mapping[str, Any] = schema.get("$defs", {})
    parts = list(_written_out(schema, defs, 1))
    names = [name for _, part in parts for name in part.get("properties", ())]
    words = [str(word) for _, part in parts for word in part.get("enum", ())]
    return LlmCounts(
        properties=len(names),
        depth=max(depth for depth, part in parts if "properties" in part),
        enum_values=len(words),
        characters=sum(map(len, (*names, *words, *defs))),
        unions=sum("anyOf" in part or isinstance(part.get("type"), list) for _, part in parts),
        optional=sum(
            len(part["properties"].keys() - set(part.get("required", ())))
            for _, part in parts
            if "properties" in part
        ),
    )


def _written_out(
    part: Mapping[str, Any], defs: Mapping[str, Any], depth: int
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield every part with how many objects it stands in, references followed each time."""
    if "$ref" in part:
        yield from _written_out(defs[part["$ref"].rpartition("/")[2]], defs, depth)
        return
    yield depth, part
    for member in part.get("properties", {}).values():
        yield from _written_out(member, defs, depth + 1)
    if "items" in part:
        yield from _written_out(part["items"], defs, depth)
    for choice in part.get("anyOf", ()):
        yield from _written_out(choice, defs, depth)
