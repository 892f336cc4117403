"""Find the exam or the finding that is to be changed, by its id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from birads.report._part import Part

__all__ = ["changed", "place_of"]


def place_of(parts: Sequence[Any], id_: str, noun: str) -> int:
    """Return where the part with this id stands.

    Raises:
        LookupError: No part has it, or several do, so that nobody can know which is meant.
    """
    places = [n for n, part in enumerate(parts) if part.id == id_]
    if len(places) == 1:
        return places[0]
    if places:
        raise LookupError(f"{len(places)} {noun}s of the report have the id {id_!r}.")
    ids = ", ".join(repr(part.id) for part in parts) or "none"
    raise LookupError(f"The report has no {noun} {id_!r}; its {noun}s: {ids}.")


def changed(part: Part, members: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of a part after a change; ``None`` takes one away.

    Parts inside are given whole, not merged.
    """
    merged = {**part.__dict__, **members}
    return {name: value for name, value in merged.items() if value is not None}
