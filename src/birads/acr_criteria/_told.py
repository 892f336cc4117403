"""Gather what a report says of a pattern, so that patterns that are told alike share an answer.

An answer that is shared is made of what was gathered alone: the view of it raises for all else.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple, NoReturn, cast

from birads.acr_criteria._pooling import Pooled
from birads.acr_criteria._stage import Stage, StageOf
from birads.acr_criteria._subjects import Kind, Member, Subject, View
from birads.acr_criteria.facts._registry import reading_of
from birads.lexicon.common import Breast, Category
from birads.report._part import Part
from birads.report._shape._bare import bare
from birads.report._shape._marks import NotHeld
from birads.report.assessment import AssessmentReason, Recommendation
from birads.report.findings import MgCalcifications
from birads.report.view._index import Stated

__all__ = ["Gathered", "Stands", "Told", "gather", "pooled_of"]

_MOST_MEMBERS = 8  # a picture of more findings hardly comes twice
_FINDINGS = "/findings/"


class Told(Part):
    """The parts of a report that speak of a pattern; ``places`` are those of the findings."""

    findings: tuple[MgCalcifications, ...]
    written: tuple[Recommendation, ...]
    places: tuple[str, ...]


class _Stated(NamedTuple):
    """A category, and where it stands."""

    category: Category
    pointer: str


class _OfMember(NamedTuple):
    """What a report says of one finding outside the finding; ``named``: an id means this one."""

    breast: Breast | None
    category: _Stated | None
    bound: _Stated | None
    stage: Stage
    stage_reason: str
    stage_pointers: tuple[str, ...]
    reason: AssessmentReason | None
    named: bool


class Stands(NamedTuple):
    """What a report says of a pattern outside its parts.

    A pointer into one of the findings begins with the number that it has within the pattern.
    ``beside`` holds the facts of the patient and the breast that the topic asks.
    """

    breast: Breast | None
    members: tuple[_OfMember, ...]
    called_benign: bool
    open_recall: str | None
    tissue_stated: bool
    beyond: tuple[str, ...]
    also: tuple[int | None, ...]
    written: tuple[int, ...]
    beside: tuple[Hashable, ...]


class Gathered(NamedTuple):
    """All that the answer for a pattern may read."""

    told: Told
    stands: Stands


def gather(pooled: Pooled, beside: tuple[str, ...]) -> Gathered | None:
    """Return what a report says of a pattern; ``None`` where more than that can count.

    That is so where tissue was taken, where findings are one lesion, and where a caller states
    facts. ``beside`` names the facts of the patient and the breast that the topic asks.
    """
    subject = pooled.subject
    view, members = subject.view, subject.members
    if view.given or view.has_tissue or len(members) > _MOST_MEMBERS:
        return None
    if any(member.shared is not None for member in members):
        return None
    places = {str(member.number): str(at) for at, member in enumerate(members)}
    of_members = tuple([_of(member, view, places) for member in members])
    if len(members) > 1 and any(_is_own(p) for one in of_members for p in one.stage_pointers):
        return None  # they are told in the order of their numbers
    written: dict[int, Recommendation] = {}
    for member in members:
        written.update(view.written_for(member))
    recall = view.open_recall(subject.breast)
    stands = Stands(
        subject.breast,
        of_members,
        not members[0].finding.morphology and view.called_benign(members[0]),
        None if recall is None else _away(recall, places),
        view.tissue_stated(subject.breast),
        pooled.beyond,
        pooled.also,
        tuple(sorted(written)),
        tuple([reading_of(subject, name).value for name in beside]),
    )
    parts: dict[str, Any] = {
        "findings": tuple([member.finding for member in members]),
        "written": tuple([written[place] for place in stands.written]),
        "places": tuple(places),
    }
    return Gathered(bare(Told, parts, cast("dict[str, Any]", None)), stands)


def _of(member: Member, view: View, places: Mapping[str, str]) -> _OfMember:
    stage = member.stage
    return _OfMember(
        member.breast,
        _stated(member.category, places),
        _stated(view.bound_of(member), places),
        stage.stage,
        stage.reason,
        tuple([_away(pointer, places) for pointer in stage.pointers]),
        member.reason,
        view.names(member),
    )


def _stated(found: Stated | None, places: Mapping[str, str]) -> _Stated | None:
    return None if found is None else _Stated(found.category, _away(found.pointer, places))


def _away(pointer: str, places: Mapping[str, str]) -> str:
    """Return a pointer without the place that a finding of the pattern has in its report."""
    if not pointer.startswith(_FINDINGS):
        return pointer
    number, slash, rest = pointer[len(_FINDINGS) :].partition("/")
    own = places.get(number)
    return pointer if own is None else f"{own}{slash}{rest}"


def _is_own(pointer: str) -> bool:
    return not pointer.startswith("/")


def pooled_of(gathered: Gathered, beside: Mapping[str, Any], extensive_mm: float | None) -> Pooled:
    """Return the findings of a pattern as they are told, with a view that knows nothing else."""
    told, stands = gathered
    view = _ToldView(told, stands, beside, extensive_mm)
    members = tuple(
        Member(
            number=cast("int", place),
            finding=finding,
            breast=one.breast,
            category=_back(one.category, told),
            stage=StageOf(
                one.stage,
                one.stage_reason,
                tuple([_to(pointer, told) for pointer in one.stage_pointers]),
            ),
            results=(),
            history=False,
            reason=one.reason,
            shared=None,
        )
        for place, finding, one in zip(told.places, told.findings, stands.members, strict=True)
    )
    subject = Subject(view, Kind.CALCIFICATIONS, stands.breast, members)
    return Pooled(subject, stands.beyond, stands.also)


def _back(stated: _Stated | None, told: Told) -> Stated | None:
    return None if stated is None else Stated(stated.category, _to(stated.pointer, told))


def _to(pointer: str, told: Told) -> str:
    """Return a pointer with the place of its finding, as the parts tell it."""
    if not _is_own(pointer):
        return pointer
    own, slash, rest = pointer.partition("/")
    return f"{_FINDINGS}{told.places[int(own)]}{slash}{rest}"


class _ToldView(View):
    """What was gathered of a pattern, as a view: to ask it for anything else raises."""

    __slots__ = ("stands", "told")

    def __init__(
        self, told: Told, stands: Stands, beside: Mapping[str, Any], extensive_mm: float | None
    ) -> None:
        self.told = told
        self.stands = stands
        self.extensive_mm = extensive_mm
        self.given = beside
        self.memo = {}

    def __getattr__(self, name: str) -> NoReturn:
        """Raise: the index, the stages and the lesions of the report were not gathered."""
        raise NotHeld

    def _of(self, member: Member) -> _OfMember:
        return self.stands.members[self.told.places.index(cast("str", member.number))]

    @property
    def has_tissue(self) -> bool:
        """Whether there is a tissue result: where there is, nothing is gathered."""
        return False

    def bound_of(self, member: Member) -> Stated | None:
        """Return the category that a finding cannot exceed."""
        return _back(self._of(member).bound, self.told)

    def tissue_stated(self, breast: Breast | None) -> bool:
        """Say whether tissue was stated for the breast of the pattern."""
        return self.stands.tissue_stated if breast is self.stands.breast else self._refuse()

    def open_recall(self, breast: Breast | None) -> str | None:
        """Return the pointer of a category 0 that still stands for the breast of the pattern."""
        recall = self.stands.open_recall if breast is self.stands.breast else self._refuse()
        return None if recall is None else _to(recall, self.told)

    def called_benign(self, member: Member) -> bool:
        """Say whether a 1 or 2 stands for the first finding."""
        first = member.number == cast("int", self.told.places[0])
        return self.stands.called_benign if first else self._refuse()

    def names(self, member: Member) -> bool:
        """Return whether an id names this finding."""
        return self._of(member).named

    def written_for(self, member: Member) -> tuple[tuple[int, Recommendation], ...]:
        """Return the written recommendations that name a finding, with their places."""
        if not self.names(member):
            return ()
        return tuple(
            (place, entry)
            for place, entry in zip(self.stands.written, self.told.written, strict=True)
            for name in entry.findings or ()
            if name == member.id
        )

    def _refuse(self) -> NoReturn:
        raise NotHeld
