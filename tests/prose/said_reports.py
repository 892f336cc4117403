"""Take reports apart for the laws of prose: what is stated, mirrored reports, reordered ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import birads
from birads.pointer import join
from tests.laws.same_answers import MIRROR, SIDED


def stated(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[str]:
    """Yield the pointer of every value that is stated; an empty list is a statement."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if path and path[-1] == "extensions":
                yield join((*path, key))
            else:
                yield from stated(inner, (*path, key))
    elif isinstance(value, list) and value:
        for number, inner in enumerate(value):
            yield from stated(inner, (*path, number))
    else:
        yield join(path)


def mirrored(value: Any, name: str = "") -> Any:
    """Return the report of the other side: every left a right."""
    if isinstance(value, dict):
        return {
            key: inner if key == "extensions" else mirrored(inner, key)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [mirrored(inner, name) for inner in value]
    return MIRROR.get(value, value) if name in SIDED else value


def turned(document: dict[str, Any]) -> birads.Report:
    """Return the report with every list of the report turned around."""
    return birads.parse(
        {key: value[::-1] if isinstance(value, list) else value for key, value in document.items()}
    )


def texts(value: Any) -> Iterator[str]:
    """Yield every key and value as text, as Python and as JSON write it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(key)
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    else:
        yield from (str(value), json.dumps(value), json.dumps(value, ensure_ascii=False))
