"""Say what a statement with a side, or without one, is about; no side is ever guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, TypeVar

from birads.report.view._index import sides

if TYPE_CHECKING:
    from birads.acr_criteria._subjects import Subject

__all__ = ["concerning", "concerns"]


class _Sided(Protocol):
    @property
    def breast(self) -> str | None: ...


_T = TypeVar("_T", bound=_Sided)


def concerns(subject: Subject, breast: str | None) -> bool:
    """Return whether something of a side is about a subject.

    Everything is about the patient. What has no side is about a breast whose side is not stated,
    and about no other.
    """
    if subject.is_patient:
        return True
    own = sides(subject.breast)
    return breast is None if not own else any(side in own for side in sides(breast))


def concerning(
    subject: Subject, entries: Iterable[_T] | None, pointer: str
) -> Iterator[tuple[str, _T]]:
    """Yield the entries of a list that are about a subject, each with its pointer."""
    for place, entry in enumerate(entries or ()):
        if concerns(subject, entry.breast):
            yield f"{pointer}/{place}", entry
