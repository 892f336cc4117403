"""Make parts that hold some of their members only."""

from __future__ import annotations

from typing import Any, TypeVar

from birads.report._part import Part
from birads.report._shape._marks import NotHeld

__all__ = ["Nothing", "bare"]

_P = TypeVar("_P", bound=Part)
_set = object.__setattr__


class Nothing(dict[str, Any]):
    """Stand where pydantic looks for what a model does not hold, and raise for its members."""

    __slots__ = ("_members",)

    def __init__(self, model: type[Part]) -> None:
        super().__init__()
        self._members = model.model_fields

    def __bool__(self) -> bool:
        """Be looked into, although there is nothing."""
        return True

    def __contains__(self, member: object) -> bool:
        """Raise for a member that the model has, and hold nothing else."""
        if member in self._members:
            raise NotHeld(member)
        return False


def bare(model: type[_P], values: dict[str, Any], absent: dict[str, Any]) -> _P:
    """Return a part that holds just these values; pydantic looks for others in ``absent``."""
    self = model.__new__(model)
    _set(self, "__dict__", values)
    _set(self, "__pydantic_fields_set__", set(values))
    _set(self, "__pydantic_extra__", absent)
    _set(self, "__pydantic_private__", None)
    return self
