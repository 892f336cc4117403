"""Walk a resource and remember what was read of it, so that the rest can be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

__all__ = ["Node", "Path", "fhir_path"]

Path = tuple[str | int, ...]


def fhir_path(path: Path) -> str:
    """Return the FHIRPath of a place in the Bundle."""
    return "Bundle" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)


class Node:
    """Hold one object of the Bundle; what is asked for by name counts as read."""

    def __init__(self, value: dict[str, Any], path: Path) -> None:
        self.value = value
        self.path = path
        self.used = False
        self._taken: set[str] = set()
        self._inner: dict[str, list[Node]] = {}

    def peek(self, key: str) -> Any:
        """Return a member without reading it."""
        return self.value.get(key)

    def take(self, key: str) -> Any:
        """Return a member, and count all of it as read."""
        self._taken.add(key)
        return self.value.get(key)

    def text(self, key: str) -> str | None:
        """Return a member that is text; anything else stays unread."""
        return self.take(key) if isinstance(self.value.get(key), str) else None

    def flag(self, key: str) -> bool | None:
        """Return a member that is true or false; anything else stays unread."""
        return self.take(key) if isinstance(self.value.get(key), bool) else None

    def number(self, key: str) -> float | None:
        """Return a member that is a number; anything else stays unread."""
        value = self.value.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            self._taken.add(key)
            return value
        return None

    def node(self, key: str) -> Node | None:
        """Return a member that is an object."""
        value = self.value.get(key)
        if not isinstance(value, dict):
            return None
        if key not in self._inner:
            self._inner[key] = [Node(value, (*self.path, key))]
        return self._inner[key][0]

    def nodes(self, key: str) -> list[Node]:
        """Return the objects of a member that is a list; an object alone is a list of one."""
        value = self.value.get(key)
        if isinstance(value, dict):
            only = self.node(key)
            return [] if only is None else [only]
        if not isinstance(value, list):
            return []
        if key not in self._inner:
            self._inner[key] = [
                Node(each, (*self.path, key, number))
                for number, each in enumerate(value)
                if isinstance(each, dict)
            ]
        return self._inner[key]

    def whole(self) -> None:
        """Count all of this as read."""
        self.used = True

    def touched(self) -> bool:
        """Say whether anything of this was read."""
        return (
            self.used
            or bool(self._taken)
            or any(one.touched() for inner in self._inner.values() for one in inner)
        )

    def rest(self) -> Iterator[Path]:
        """Yield the places that were not read, each whole where nothing of it was."""
        if self.used:
            return
        for key, value in self.value.items():
            if key in self._taken:
                continue
            inner = {one.path: one for one in self._inner.get(key, ())}
            if isinstance(value, list):
                for number in range(len(value)):
                    yield from _rest_of(
                        inner.get((*self.path, key, number)), (*self.path, key, number)
                    )
            else:
                yield from _rest_of(inner.get((*self.path, key)), (*self.path, key))


def _rest_of(node: Node | None, path: Path) -> Iterator[Path]:
    if node is not None and node.touched():
        yield from node.rest()
    else:
        yield path
