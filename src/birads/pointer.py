"""Write and resolve RFC 6901 JSON Pointers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

__all__ = ["join", "resolve"]


def join(parts: Iterable[str | int]) -> str:
    """Return the pointer that leads through ``parts`` from the document's root."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def resolve(document: object, pointer: str) -> Any:
    """Return what ``pointer`` names in ``document``.

    Raises:
        LookupError: The pointer leads nowhere.
    """
    node = document
    for raw in pointer.split("/")[1:]:
        part = raw.replace("~1", "/").replace("~0", "~")
        if isinstance(node, Mapping):
            node = node[part]
        elif isinstance(node, Sequence) and not isinstance(node, str) and part.isdecimal():
            node = node[int(part)]
        else:
            raise LookupError(pointer)
    return node
