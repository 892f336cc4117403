"""Find what was stated or ordered of a subject, so that no option stands against it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from birads.acr_criteria._procedures import is_invasive, uses_contrast
from birads.acr_criteria._subjects import Subject
from birads.acr_criteria.current._pack import Pack
from birads.acr_criteria.facts._registry import reading_of
from birads.acr_criteria.facts._sides import concerns
from birads.acr_criteria.table._answer import Option
from birads.report.assessment import Recommendation
from birads.report.view._index import TISSUE_ACTIONS, breast_of, sides

__all__ = ["Standing", "standing_of"]

_SUSPICIOUS: Final = "45"
_CANCER: Final = "6"
_PREGNANT: Final = "pregnant"


@attrs.frozen
class Standing:
    """What stands of a subject.

    ``suspicious`` are the places of a stated 4 or 5 and of an order of tissue, ``cancer`` those of
    a stated 6, ``samples`` the tissue that was taken, and ``ordered`` the imaging that was ordered.
    ``pregnancy`` says where the pregnancy is stated, and is ``None`` where none is.
    """

    suspicious: tuple[str, ...]
    cancer: tuple[str, ...]
    samples: tuple[str, ...]
    ordered: tuple[tuple[str, str], ...]
    pregnancy: tuple[str, ...] | None = None

    @property
    def anything(self) -> bool:
        """Whether something stands at all."""
        found = self.suspicious or self.cancer or self.samples or self.ordered
        return bool(found) or self.pregnancy is not None

    def against(self, option: Option, *, knows_the_cancer: bool) -> tuple[str, ...]:
        """Return what an option that speaks against a procedure stands against.

        A row that asks for a known cancer was written for it: a 6, or its tissue, is no objection.
        """
        if option.suggested:
            return ()
        found = list(self.suspicious)
        found += [pointer for name, pointer in self.ordered if name == option.procedure]
        if not knows_the_cancer:
            found += [*self.cancer, *(self.samples if is_invasive(option.procedure) else ())]
        return tuple(dict.fromkeys(found))

    def harms(self, option: Option) -> bool:
        """Return whether an option is contrast for a pregnant patient that nobody ordered."""
        if self.pregnancy is None or not option.suggested:
            return False
        ordered = any(name == option.procedure for name, _ in self.ordered)
        return uses_contrast(option.procedure) and not ordered


def standing_of(subject: Subject, pack: Pack) -> Standing:
    """Return what stands of a subject; what has no side stands for both breasts."""
    return Standing(
        (*_categories(subject, _SUSPICIOUS), *_tissue_orders(subject)),
        tuple(_categories(subject, _CANCER)),
        tuple(_samples(subject)),
        tuple(_orders(subject, pack)),
        _pregnancy(subject),
    )


def _pregnancy(subject: Subject) -> tuple[str, ...] | None:
    found = reading_of(subject, "reproductive_state")
    return found.pointers if found.value == _PREGNANT else None


def _may_concern(subject: Subject, breast: str | None) -> bool:
    """Say whether something can be about a subject: what names no side can be about any."""
    return not sides(breast) or not sides(subject.breast) or concerns(subject, breast)


def _categories(subject: Subject, wanted: str) -> Iterator[str]:
    """Yield where categories are stated whose first character is wanted."""
    report = subject.view.report
    for number, finding in enumerate(report.findings):
        stated = finding.category is not None and finding.category[0] in wanted
        if stated and _may_concern(subject, breast_of(finding)):
            yield f"/findings/{number}/category"
    for number, one in enumerate(report.assessments):
        if one.category[0] in wanted and _may_concern(subject, one.breast.value):
            yield f"/assessments/{number}/category"


def _written(subject: Subject) -> Iterator[tuple[str, Recommendation]]:
    index = subject.view.index
    for number, one in enumerate(subject.view.report.recommendations):
        named = [index.finding_named(name) for name in one.findings or ()]
        breasts = {one.breast, *(breast_of(found[1]) for found in named if found is not None)}
        known = {breast for breast in breasts if breast is not None}
        if not known or any(_may_concern(subject, breast) for breast in known):
            yield f"/recommendations/{number}", one


def _tissue_orders(subject: Subject) -> Iterator[str]:
    for pointer, one in _written(subject):
        if one.action in TISSUE_ACTIONS:
            yield f"{pointer}/action"


def _samples(subject: Subject) -> Iterator[str]:
    index = subject.view.index
    for number, result in (*index.tissue_results, *index.unread):
        found = index.breasts_of(result)
        if not found or any(_may_concern(subject, side.value) for side in found):
            yield f"/pathology/{number}"


def _orders(subject: Subject, pack: Pack) -> Iterator[tuple[str, str]]:
    for pointer, one in _written(subject):
        for procedure in pack.file.ordered.get(one.action.value, ()):
            yield procedure, f"{pointer}/action"
