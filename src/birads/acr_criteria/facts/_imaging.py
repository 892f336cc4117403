"""Read what other modalities saw at the site of calcifications."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from birads.acr_criteria.facts._registry import Reading, reads

if TYPE_CHECKING:
    from birads.acr_criteria._subjects import Subject

__all__: list[str] = []

_SEEN = {
    "us": ("ultrasound", "visibility"),
    "cem": ("cem", "enhancement"),
    "cem_cause": ("cem", "cause"),
    "mri": ("mri", "enhancement"),
}


def _stated(subject: Subject, part: str, member: str) -> Iterator[tuple[Any, str]]:
    for one in subject.members:
        seen = getattr(one.finding, part, None)
        value = None if seen is None else getattr(seen, member)
        if value is not None:
            yield value, f"{one.pointer}/{part}/{member}"


def _member(name: str, part: str, member: str) -> None:
    """Register the reader of what one modality saw."""

    @reads(name)
    def reader(subject: Subject) -> Reading:
        found = tuple(_stated(subject, part, member))
        values = tuple(dict.fromkeys(value for value, _ in found))
        return Reading(values or None, tuple(pointer for _, pointer in found))


for _name, _place in _SEEN.items():
    _member(_name, *_place)
