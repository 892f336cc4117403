"""Freeze plain JSON values, so that a report's extensions change as little as all else in it."""

from __future__ import annotations

from typing import Any, NoReturn

from pydantic_core import PydanticCustomError

__all__ = ["FrozenDict", "freeze"]

_DEEPEST = 200  # as deep as the reader of JSON goes


class FrozenDict(dict[str, Any]):
    """An object that never changes: equal to a plain one of the same members, and hashable."""

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[FrozenDict], tuple[dict[str, Any]]]:
        return FrozenDict, (dict(self),)

    def __copy__(self) -> FrozenDict:
        return self

    def __deepcopy__(self, memo: object) -> FrozenDict:
        return self

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("What a report holds is frozen; make a new report instead.")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse


def freeze(value: Any, depth: int = 0) -> Any:
    """Return a value whose objects are frozen and whose lists are tuples.

    Raises:
        PydanticCustomError: The value is nested more deeply than a document can be.
    """
    if depth > _DEEPEST:
        raise PydanticCustomError("too_deep", "The value is nested too deeply.")
    if isinstance(value, dict):
        return FrozenDict({key: freeze(item, depth + 1) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(freeze(item, depth + 1) for item in value)
    return value
