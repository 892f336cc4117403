"""Say what closes an item: yes, or that it may and nothing stated decides it.

Each function is one closer of the table. It yields what it finds; what it does not yield does not
close. ``why`` is ``None`` where the item is closed, else the reason why that is not known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

import attrs

from birads.archive._closing import Closing, Events
from birads.archive._events import Look, Read, Tissue
from birads.archive._openers import EXCISIONS, Opener
from birads.archive._sampled import NO, other_suspect, place_of
from birads.lexicon.common import Modality, Side
from birads.lexicon.management import Action, Status
from birads.lexicon.pathology import BiopsyProcedure, Concordance, ResultClass, SpecimenRadiograph
from birads.report.exam import UltrasoundExam
from birads.report.view._further import MAMMOGRAMS, can_work_up, is_first_look
from birads.report.view._index import breast_of, sides

__all__ = ["CLOSERS"]

_ULTRASOUND_ANSWERS = frozenset({"mg.mass", "mg.asymmetry"})
_CONSULTING = frozenset({Action.SURGICAL_CONSULTATION, Action.SURGICAL_EXCISION})
_OF_THE_LESION = frozenset({"concordance_stated", "malignant_tissue"})
"""What closes by a result of the same lesion only, not by one of its breast."""

_STATED = frozenset({Concordance.CONCORDANT, Concordance.DISCORDANT})


def _exams(opener: Opener, events: Events, closer: str, strict: bool) -> Iterator[Closing]:
    solid = opener.finding is not None and opener.finding.kind in _ULTRASOUND_ANSWERS
    for look in events.looks:
        exam = look.exam
        if (opener.breast is not None and look.side is not opener.breast) or exam is opener.exam:
            continue
        able = can_work_up(exam, opener.family, look.side)
        ultrasound = solid and not strict and isinstance(exam, UltrasoundExam)
        if not able and not (ultrasound and can_work_up(exam, Modality.ULTRASOUND)):
            continue
        why = _follows(look, opener, strict)
        if why is NO:
            continue
        why = why or _ahead(exam.date, events) or _other_finding(look, opener, events)
        why = why or (None if look.known else "side_not_stated")
        why = why or _unseen(look, opener, events)
        place = next(n for n, one in enumerate(look.read.held.report.exams) if one is exam)
        pointer = f"/exams/{place}"
        yield _closing(look.read, pointer, closer, look.side, why, exam.id)


def _unseen(look: Look, opener: Opener, events: Events) -> str | None:
    """Say why a mammogram does not close what another modality showed: it may not show it."""
    if opener.family in MAMMOGRAMS or look.exam.modality not in MAMMOGRAMS:
        return None
    shown = (number for number, one in look.read.findings if look.read.exam_of(one) is look.exam)
    if any(events.lesion_of(look.read, number) == opener.lesion for number in shown):
        return None
    return "seen_by_another_modality"


def _ahead(day: dt.date | None, events: Events) -> str | None:
    """Say why what is dated after today does not close: it has not taken place."""
    return "dated_after_today" if day is not None and day > events.today else None


def _follows(look: Look, opener: Opener, strict: bool) -> str | None:
    """Say whether an exam follows what opened: ``None`` for yes, else why not.

    On one day, or within one report that states no dates, a workup follows a first look only.
    """
    one, other = look.exam.date, opener.date
    if one is not None and other is not None and one != other:
        return None if one > other else NO
    same = look.read is opener.read or (one is not None and one == other)
    if strict:
        return NO if same else "undated"
    if same:
        return None if is_first_look(opener.exam) else NO
    return "undated"


def _other_finding(look: Look, opener: Opener, events: Events) -> str | None:
    """Say why an exam that describes another finding of the kind may not speak of this one."""
    if opener.finding is None or opener.category is None or opener.lesion is None:
        return None
    if opener.pointer.startswith("/assessments"):
        return None
    alike = [
        n for n, kind in look.read.kinds_on(look.exam, look.side) if kind == opener.finding.kind
    ]
    if not alike or any(events.lesion_of(look.read, n) == opener.lesion for n in alike):
        return None
    return "another_finding_described"


def _closing(
    read: Read,
    pointer: str,
    closer: str,
    side: Side | None,
    why: str | None,
    exam: str | None = None,
) -> Closing:
    if why is None and read.held.report.status is Status.PRELIMINARY:
        why = "preliminary"
    if why is None and read.doubtful:
        why = "void_version_undated"
    return Closing(read, pointer, closer, side, why, exam)


def diagnostic_exam(opener: Opener, events: Events) -> Iterator[Closing]:
    """Yield the later exams that can work up what was recalled, with a final category."""
    return _exams(opener, events, "diagnostic_exam", strict=False)


def follow_up_exam(opener: Opener, events: Events) -> Iterator[Closing]:
    """Yield the exams of a later day that can work up what is followed."""
    return _exams(opener, events, "follow_up_exam", strict=True)


def tissue(opener: Opener, events: Events) -> Iterator[Closing]:
    """Yield the results that answer what was seen."""
    for each in events.tissue:
        if _answers(each, opener):
            yield from _taken(each, opener, "tissue", events)


def _answers(each: Tissue, opener: Opener) -> bool:
    """Say whether a result answers anything: read, diagnostic, and not called discordant."""
    result = each.result
    said = result.result_class
    if result.read_as is None or said is ResultClass.NON_DIAGNOSTIC:
        return False
    if said is ResultClass.MALIGNANT:
        return True
    if result.concordance is Concordance.DISCORDANT:
        return False
    known = each.finding or opener.finding
    kind: str = known.kind if known is not None else ""
    if not kind.endswith(".calcifications"):
        return True
    aspirated = result.procedure is BiopsyProcedure.FINE_NEEDLE_ASPIRATION
    missed = result.specimen_radiograph is SpecimenRadiograph.ABSENT
    return not missed and not (aspirated and said is ResultClass.BENIGN)


def _taken(each: Tissue, opener: Opener, closer: str, events: Events) -> Iterator[Closing]:
    """Yield a result where it was taken of what opened, not before it."""
    removed = closer == "excision" and each.result.procedure is BiopsyProcedure.MASTECTOMY
    whole = removed and opener.breast is not None and opener.breast in each.sides
    why = None if whole else place_of(each, opener, events)
    if why is NO:
        return
    if why is None and closer in _OF_THE_LESION and None in (opener.lesion, each.lesion):
        why = "not_said_to_be_the_same"
    beside = None if whole or why is not None else other_suspect(each, opener, events)
    why = "one_of_several" if beside is not None else why
    start = opener.date
    taken = each.result.date
    if taken is not None and start is not None:
        if taken < start:
            return
    elif each.read is not opener.read:
        why = why or "undated"
    why = why or _ahead(taken, events)
    for side in each.sides or (None,):
        if opener.breast is None or side in (None, opener.breast):
            found = _closing(each.read, each.pointer, closer, side, why)
            yield attrs.evolve(found, beside=beside) if beside is not None else found


def concordance_stated(opener: Opener, events: Events) -> Iterator[Closing]:
    """Yield where the agreement of image and tissue is stated for the result."""
    for each in events.tissue:
        if each.result.concordance not in _STATED:
            continue
        if each is opener.tissue:
            why = _ahead(each.result.date, events)
            pointer = f"{each.pointer}/concordance"
            yield _closing(each.read, pointer, "concordance_stated", None, why)
        else:
            yield from _taken(each, opener, "concordance_stated", events)


def excision(opener: Opener, events: Events) -> Iterator[Closing]:
    """Yield the operations that removed the lesion and were read."""
    for each in events.tissue:
        if each.result.procedure in EXCISIONS and each.result.read_as is not None:
            yield from _taken(each, opener, "excision", events)


def malignant_tissue(opener: Opener, events: Events) -> Iterator[Closing]:
    """Yield the later malignant results of the lesion."""
    for each in events.tissue:
        if each is not opener.tissue and each.result.result_class is ResultClass.MALIGNANT:
            yield from _taken(each, opener, "malignant_tissue", events)


def written_consultation(opener: Opener, events: Events) -> Iterator[Closing]:
    """Yield the written consultations: whether one took place is not stated anywhere."""
    for one in events.reads:
        for number, entry in enumerate(one.held.report.recommendations):
            if entry.action not in _CONSULTING:
                continue
            days = one.days
            earlier = opener.date is not None and days and days[-1] < opener.date
            stated = sides(entry.breast) or _named_sides(one, entry.findings or ())
            beside = stated and opener.breast is not None and opener.breast not in stated
            if not earlier and not beside:
                pointer = f"/recommendations/{number}"
                why = "written_not_known_to_be_done"
                yield Closing(one, pointer, "written_consultation", opener.breast, why)


def _named_sides(one: Read, names: Sequence[str]) -> tuple[Side, ...]:
    known = [one.index.finding_named(name) for name in names]
    return tuple(side for each in known if each for side in sides(breast_of(each[1])))


CLOSERS: dict[str, Callable[[Opener, Events], Iterator[Closing]]] = {
    "diagnostic_exam": diagnostic_exam,
    "follow_up_exam": follow_up_exam,
    "tissue": tissue,
    "concordance_stated": concordance_stated,
    "excision": excision,
    "malignant_tissue": malignant_tissue,
    "written_consultation": written_consultation,
}
