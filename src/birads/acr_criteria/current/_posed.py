"""Say which questions a report poses of a subject: those stated, and those that its facts raise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from birads.acr_criteria._subjects import Subject
from birads.acr_criteria.current._pack import Pack
from birads.acr_criteria.facts._registry import Reading, reading_of

__all__ = ["Posed", "Told"]

_NOTHING: Final = "nothing"
_AXILLA: Final = "axilla"


@attrs.define(eq=False)
class Told:
    """What a report tells of a subject, each fact read once."""

    subject: Subject
    _readings: dict[str, Reading] = attrs.field(factory=dict, init=False)

    def reading(self, name: str) -> Reading:
        """Return what the report says to a fact."""
        found = self._readings.get(name)
        if found is None:
            found = self._readings[name] = reading_of(self.subject, name)
        return found

    def values(self, names: Iterable[str]) -> dict[str, Any]:
        """Return the answers to facts."""
        return {name: self.reading(name).value for name in names}

    def pointers(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return where facts were read."""
        found = [pointer for name in names for pointer in self.reading(name).pointers]
        return tuple(dict.fromkeys(found))


@attrs.frozen(eq=False)
class Posed:
    """The purposes that are asked, and for each question the parts that it can mean.

    ``parts`` holds one list for each part that is stated, the closest reading first; a part that
    is not stated is ``None``.
    """

    purposes: Mapping[str, Reading]
    parts: tuple[tuple[Reading, ...], ...]

    @classmethod
    def of(cls, told: Told, pack: Pack) -> Posed:
        """Return the questions of a subject."""
        return cls(_purposes(told, pack), tuple(_parts(told, pack)))

    @property
    def asked(self) -> tuple[Reading, ...]:
        """The purposes; one that is not stated where there is none."""
        return tuple(self.purposes.values()) or (Reading(),)


def _purposes(told: Told, pack: Pack) -> dict[str, Reading]:
    found = _stated(told, pack)
    values = told.values(pack.question_facts)
    holding = set(pack.beside.holding(values))
    spoken_against = set(pack.beside_unless.holding(values))
    for place, row in enumerate(pack.file.beside):
        if place not in holding or (row.unless and place in spoken_against):
            continue
        after = not row.after or any(
            name in found or (name == _NOTHING and not found) for name in row.after
        )
        if after and row.purpose not in found:
            found[row.purpose] = Reading(row.purpose, told.pointers(row.when))
    return found


def _stated(told: Told, pack: Pack) -> dict[str, Reading]:
    """Return the purpose that is stated, else those of the exams."""
    stated = told.reading("purpose")
    if stated.value is not None:
        return {stated.value: stated}
    found: dict[str, Reading] = {}
    for place, exam in enumerate(told.subject.view.report.exams):
        said = exam.purpose.value if exam.purpose is not None else None
        word = pack.file.exam_purpose.get(said) if said is not None else None
        if word is not None:
            found.setdefault(word, Reading(word, (f"/exams/{place}/purpose",)))
    return found


def _parts(told: Told, pack: Pack) -> list[tuple[Reading, ...]]:
    stated = told.reading("evaluate")
    axilla = pack.axilla.holding(told.values(pack.axilla.facts))
    sign = Reading(_AXILLA, told.pointers(pack.axilla.facts)) if axilla else None
    if stated.value is None:
        return [(sign,), (Reading(),)] if sign else [(Reading(),)]
    closest = [stated]
    closest += [Reading(w, stated.pointers) for w in pack.file.evaluate.get(stated.value, ())]
    groups = [tuple(closest)]
    if sign and stated.value != _AXILLA:
        groups.append((sign,))
    return groups
