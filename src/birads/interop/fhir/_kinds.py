"""Say which part of a report an Observation is, by its codes alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from birads.interop._codes import exchange_rows
from birads.interop.fhir._parts import (
    EXAM_OBSERVATIONS,
    KINDS,
    LISTS,
    ObservationPart,
    finding_part,
)

if TYPE_CHECKING:
    from birads.interop.fhir._node import Node
    from birads.interop.fhir._reading import Reading

__all__ = ["What", "what_is"]

_FITS = {
    "mg": ("mammography", "cem"),
    "us": ("ultrasound",),
    "mri": ("mri",),
    "cem": ("cem",),
}
_OWN_LISTS = {part.code: part for part in LISTS.values()}
_OWN_EXAM = {code: name for name, (code, _) in EXAM_OBSERVATIONS.items()}


@attrs.frozen
class What:
    """Hold what an Observation is: a part of the report, or a member of an exam.

    ``type`` is the type of asymmetry that the code of the whole finding says.
    """

    part: ObservationPart | None = None
    exam_member: str | None = None
    type: str | None = None


def what_is(code: Node, modality: str | None, reading: Reading) -> What | None:
    """Return what an Observation is; ``None`` where its codes do not say it, or differ."""
    own, standard = reading.codes(code)
    by_own = {_own(one) for one in own}
    by_standard = {found for one in standard if (found := _standard(one, modality)) is not None}
    if own:
        if len(by_own) != 1 or None in by_own:
            return None
        (only,) = by_own
        known = [one for one in standard if _meanings(one)]
        if known and not any(_agrees(only, one) for one in known):
            reading.note("fhir_codes_differ", code.path, "The codes mean different things.")
            code.whole()
            return None
        return only
    return by_standard.pop() if len(by_standard) == 1 else None


def _own(code: str) -> What | None:
    if code in _OWN_LISTS:
        return What(_OWN_LISTS[code])
    if code in _OWN_EXAM:
        return What(exam_member=_OWN_EXAM[code])
    kind = code.removeprefix("kind.")
    return What(finding_part(kind)) if code != kind and kind in KINDS else None


def _meanings(coded: tuple[str, str]) -> list[tuple[What, bool]]:
    """Return everything that a standard code can mean, and whether it means it by itself."""
    rows = exchange_rows()
    found = []
    for word, known in rows.words["kind"]:
        kind, _, type_ = word.partition("/")
        if (known.system, known.code) == coded:
            found.append((What(finding_part(kind), type=type_ or None), known.alone))
    for (of, path), known in rows.concepts.items():
        if (known.system, known.code) != coded:
            continue
        if of == "assessments" and path == "category":
            found.append((What(LISTS["assessments"]), True))
        elif of == "exams" and path in EXAM_OBSERVATIONS:
            found.append((What(exam_member=path), True))
        elif of == "exams" and path.partition(".")[0] in EXAM_OBSERVATIONS:
            found.append((What(exam_member=path.partition(".")[0]), False))
    return found


def _agrees(only: What | None, coded: tuple[str, str]) -> bool:
    return only is not None and any(
        (one.part, one.exam_member) == (only.part, only.exam_member) for one, _ in _meanings(coded)
    )


def _standard(coded: tuple[str, str], modality: str | None) -> What | None:
    meanings = _meanings(coded)
    fitting = [what for what, alone in meanings if _fits(what, alone, modality)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(what: What, alone: bool, modality: str | None) -> bool:
    if what.part is None or what.part.kind is None or modality is None:
        return alone
    return modality in _FITS[what.part.kind.partition(".")[0]]
