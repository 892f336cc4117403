"""Read the known cancer of a breast: what it is, where its treatment stands, what its nodes are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from birads.acr_criteria.facts._registry import Reading, reads
from birads.acr_criteria.facts._sides import concerning, concerns
from birads.acr_criteria.table._facts import facts
from birads.lexicon.pathology import (
    CancerState,
    CancerType,
    PathologyResult,
    ReceptorStatus,
    ResultClass,
)
from birads.report.view._history import CANCER_EVENTS
from birads.report.view._index import is_history

if TYPE_CHECKING:
    from birads.acr_criteria._subjects import Subject
    from birads.report.cancer import Cancer, Receptors

__all__: list[str] = []

_ANY: Final = "any"
_TYPES: Mapping[CancerType | None, str] = MappingProxyType(
    {CancerType.INVASIVE: "invasive", CancerType.DCIS: "dcis"}
)
_RESULTS: Mapping[PathologyResult | None, str] = MappingProxyType(
    {
        PathologyResult.INVASIVE_DUCTAL_CARCINOMA: "invasive",
        PathologyResult.INVASIVE_LOBULAR_CARCINOMA: "invasive",
        PathologyResult.MICROINVASIVE_CARCINOMA: "dcis",
        PathologyResult.DUCTAL_CARCINOMA_IN_SITU: "dcis",
    }
)
_ORDER: Final = ("invasive", "dcis", _ANY)
_SIX: Final = "6"


@attrs.frozen
class _Known:
    """A cancer that is stated, from the list of cancers or from a tissue result of the report."""

    word: str
    pointer: str
    cancer: Cancer | None = None
    receptors: Receptors | None = None
    result: PathologyResult | None = None


def _known(subject: Subject) -> tuple[_Known, ...]:
    """Return the cancers that count: the list before tissue, the invasive ones first.

    Of several of one type, those that are treated count only where all are.
    """
    memo = subject.view.memo
    key = ("cancer", subject.kind, subject.breast)
    if key not in memo:
        found = _listed(subject) or _proven(subject)
        first = min((_ORDER.index(one.word) for one in found), default=None)
        alike = [one for one in found if _ORDER.index(one.word) == first]
        memo[key] = tuple(one for one in alike if not _is_treated(one)) or tuple(alike)
    known: tuple[_Known, ...] = memo[key]
    return known


def _is_treated(known: _Known) -> bool:
    return known.cancer is not None and known.cancer.state is CancerState.TREATED


def _agreed(readings: Iterable[Reading]) -> Reading:
    """Return what the cancers that count all say; what differs between them is not known."""
    said = list(readings)
    if not said:
        return Reading()
    if all(one.value == said[0].value for one in said):
        return said[0]
    return Reading(None, tuple(pointer for one in said for pointer in one.pointers))


def _listed(subject: Subject) -> list[_Known]:
    found = concerning(subject, subject.view.report.cancers, "/cancers")
    return [
        _Known(_TYPES.get(one.type, _ANY), pointer, one, one.receptors) for pointer, one in found
    ]


def _proven(subject: Subject) -> list[_Known]:
    """Return the malignant results of the report that are not older than the exam."""
    index = subject.view.index
    out = []
    for number, result in index.tissue_results:
        named = index.finding_named(result.finding)
        exam = index.exam_of(named[1]) if named else None
        if result.result_class is not ResultClass.MALIGNANT or is_history(result, exam):
            continue
        known = index.breasts_of(result)
        breasts: list[str | None] = [side.value for side in known] if known else [None]
        if any(concerns(subject, breast) for breast in breasts):
            word = _RESULTS.get(result.read_as, _ANY)
            pointer = f"/pathology/{number}"
            out.append(_Known(word, pointer, None, result.receptors, result.read_as))
    return out


@reads("known_cancer")
def known_cancer(subject: Subject) -> Reading:
    """Answer "Which cancer is known?"; "any" is one whose type is not stated.

    Only an empty list of cancers says that there is none.
    """
    known = next(iter(_known(subject)), None)
    if known is not None:
        member = "type" if known.cancer and known.cancer.type else "result"
        lone = known.cancer is not None and known.cancer.type is None
        return Reading(known.word, (known.pointer if lone else f"{known.pointer}/{member}",))
    told = _told(subject)
    if told is not None:
        return Reading(_ANY, (told,))
    if subject.view.report.cancers == ():
        return Reading("none", ("/cancers",))
    return Reading()


def _told(subject: Subject) -> str | None:
    """Return where a cancer is told without its type: a history, a side, a category 6."""
    report = subject.view.report
    patient = report.patient
    history = patient.history if patient is not None else None
    for pointer, item in concerning(subject, history, "/patient/history"):
        if item.event in CANCER_EVENTS:
            return f"{pointer}/event"
    for side in (patient.prior_breast_cancer if patient is not None else None) or ():
        if concerns(subject, side.value):
            return "/patient/prior_breast_cancer"
    for pointer, one in concerning(subject, report.assessments, "/assessments"):
        if one.category.value == _SIX:
            return f"{pointer}/category"
    return None


@reads("cancer_state")
def cancer_state(subject: Subject) -> Reading:
    """Answer "Where in its course is the known cancer?"; a result of the report is a new one."""
    return _agreed(map(_state, _known(subject)))


def _state(known: _Known) -> Reading:
    if known.cancer is None:
        return Reading(CancerState.NEWLY_DIAGNOSED.value, (f"{known.pointer}/result",))
    return _member(known, "state")


def _member(known: _Known, name: str) -> Reading:
    """Return a member of a listed cancer as it stands."""
    if known.cancer is None:
        return Reading()
    value: Any = getattr(known.cancer, name)
    if value is None:
        return Reading(None, (known.pointer,))
    return Reading(getattr(value, "value", value), (f"{known.pointer}/{name}",))


def _members(subject: Subject, name: str) -> Reading:
    return _agreed(_member(known, name) for known in _known(subject))


@reads("clinical_stage")
def clinical_stage(subject: Subject) -> Reading:
    """Answer "Which clinical stage was stated?"."""
    return _members(subject, "stage")


@reads("clinical_nodes")
def clinical_nodes(subject: Subject) -> Reading:
    """Answer "Were the axillary nodes clinically positive before treatment?"."""
    return _members(subject, "nodes")


@reads("microinvasion")
def microinvasion(subject: Subject) -> Reading:
    """Answer "Is there microinvasion?"."""
    for known in _known(subject):
        if known.result is PathologyResult.MICROINVASIVE_CARCINOMA:
            return Reading(True, (f"{known.pointer}/result",))
    return _members(subject, "microinvasion")


@reads("receptor_subtype")
def receptor_subtype(subject: Subject) -> Reading:
    """Answer "Which receptors does the cancer have?"; a low or equivocal test leaves it open.

    Samples of one report may be of one cancer: those that were not tested say nothing.
    """
    known = _known(subject)
    tested = [(one.pointer, one.receptors) for one in known if one.receptors is not None]
    if tested and len(tested) < len(known) and known[0].cancer is not None:
        return Reading(None, tuple(one.pointer for one in known))
    return _agreed(_subtype(f"{pointer}/receptors", receptors) for pointer, receptors in tested)


def _subtype(pointer: str, receptors: Receptors) -> Reading:
    pointers = (pointer,)
    er, pr, her2 = receptors.er, receptors.pr, receptors.her2
    yes, no = ReceptorStatus.POSITIVE, ReceptorStatus.NEGATIVE
    if her2 is yes:
        return Reading("her2_positive", pointers)
    if her2 is not no:
        return Reading(None, pointers)
    if er is yes:
        return Reading("er_positive_her2_negative", pointers)
    word = {(no, no): "triple_negative", (no, yes): "other"}.get((er, pr)) if er and pr else None
    return Reading(word, pointers)


@reads("tumor_size_cm")
def tumor_size_cm(subject: Subject) -> Reading:
    """Answer "How large is the cancer, in cm?": as stated, else as its finding was measured."""
    return _agreed(_size(subject, known) for known in _known(subject))


def _size(subject: Subject, known: _Known) -> Reading:
    if known.cancer is None:
        return Reading()
    mm_of_a_cm = facts()["tumor_size_cm"].given["mm"]
    if known.cancer.size_mm is not None:
        return Reading(known.cancer.size_mm / mm_of_a_cm, (f"{known.pointer}/size_mm",))
    named = subject.view.index.finding_named(known.cancer.finding)
    if named is None:
        return Reading(None, (known.pointer,))
    number, finding = named
    for member in ("longest_mm", "sizes_mm"):
        size = getattr(finding, member, None)
        if size is not None:
            largest = max(size) if isinstance(size, tuple) else size
            return Reading(largest / mm_of_a_cm, (f"/findings/{number}/{member}",))
    return Reading(None, (f"/findings/{number}",))
