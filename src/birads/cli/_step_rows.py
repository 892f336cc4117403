"""Lay steps out as rows: what, for whom, on what it rests, and what it depends on.

A row says "recommended" where the table recommends, "as stated" where a category asks for the
step, and "as written" where the radiologist wrote it; what was both stated and written is one row.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from birads.acr_criteria._procedures import name_of
from birads.acr_criteria._workup import Basis, PatternResult, RadiationDose, Step, Workup
from birads.lexicon.common import Breast, Side
from birads.report.view._index import sides

__all__ = ["OpenTissue", "Row", "Setting", "dose_words", "open_tissue", "rows"]

_BANDS = {
    "usually_appropriate": "usually appropriate",
    "may_be_appropriate": "may be appropriate",
    "usually_not_appropriate": "usually not appropriate",
}
_BASES = {
    "acr_rating": "rated",
    "summary_rule": "summary rule",
    "assessment": "category",
    "pathology": "tissue",
    "recommendation": "written",
}
_TABLE = (Basis.ACR_RATING, Basis.SUMMARY_RULE)
_TISSUE = ("tissue_diagnosis", "repeat_tissue_diagnosis")
_NO_TISSUE = ("routine_screening", "short_interval_follow_up")
_WRITTEN_AS = ", as written"
_COMPLETING = "mammography_diagnostic"
_BOTH = frozenset(Side)


@attrs.frozen
class Row:
    """One line of a table of steps; every cell is text, empty where there is nothing to say."""

    name: str
    whom: str
    rating: str
    advice: str
    basis: str
    dose: str
    depends: str


@attrs.frozen
class OpenTissue:
    """The breasts and the findings for which a tissue step is open."""

    breasts: frozenset[Side] = frozenset()
    findings: frozenset[str] = frozenset()

    def concern(self, step: Step) -> bool:
        """Say whether a step is for one of the findings, or for the breast without a finding."""
        if step.findings:
            return not self.findings.isdisjoint(step.findings)
        return not self.breasts.isdisjoint(sides(step.breast) or _BOTH)


@attrs.frozen
class Setting:
    """What stands around a table of steps.

    ``past`` says that ratings are history, ``breast`` and ``findings`` are those of the heading
    (``headed`` where there is one), ``suspected`` says where a tissue step is open.
    """

    past: bool = False
    headed: bool = False
    breast: Breast | None = None
    findings: tuple[str, ...] = ()
    suspected: OpenTissue = OpenTissue()

    @classmethod
    def of(cls, result: PatternResult, suspected: OpenTissue) -> Setting:
        """Return the setting of the steps of a pattern."""
        past = result.stage == "worked_up"
        return cls(past, True, result.breast, result.findings, suspected)


def open_tissue(workup: Workup) -> OpenTissue:
    """Return where a tissue step is open; a step without a side counts for both breasts."""
    breasts: set[Side] = set()
    findings: set[str] = set()
    for part in (*(result.steps for result in workup.patterns), workup.steps):
        for step in part:
            if step.procedure in _TISSUE and step.recommended:
                breasts.update(sides(step.breast) or _BOTH)
                findings.update(step.findings)
    return OpenTissue(frozenset(breasts), frozenset(findings))


def rows(steps: Sequence[Step], setting: Setting) -> list[Row]:
    """Return the rows of a table; a written step equal to a stated one joins its row."""
    stated = {_same(step) for step in steps if step.basis is Basis.ASSESSMENT and _stands(step)}
    written = {_same(step) for step in steps if step.basis is Basis.RECOMMENDATION}
    found = []
    shown: set[object] = set()
    for step in steps:
        key = _same(step)
        joins = key in stated and key in written and _stands(step)
        if joins and step.basis is Basis.RECOMMENDATION:
            continue
        if step.basis is Basis.RECOMMENDATION:
            if key in shown:
                continue
            shown.add(key)
        found.append(_row(step, setting, both=joins and step.basis is Basis.ASSESSMENT))
    return found


def _same(step: Step) -> object:
    name = name_of(step.procedure).removesuffix(_WRITTEN_AS)
    return (name, step.breast, step.findings, step.done_by)


def _stands(step: Step) -> bool:
    return step.recommended or step.done_by is not None


def _row(step: Step, setting: Setting, *, both: bool) -> Row:
    name = name_of(step.procedure).removesuffix(_WRITTEN_AS)
    if step.technique:
        name += " (" + ", ".join(word.replace("_", " ") for word in step.technique) + ")"
    depends = ""
    if step.condition is not None:
        state = step.condition.state.replace("_", " ")
        depends = f"{step.condition.text} [{state}]"
    advice = f"done ({step.done_by})" if step.done_by else _advice(step, setting)
    basis = _BASES[step.basis.value]
    if both:
        advice = advice if step.done_by else "as stated and as written"
        basis = "category, written"
    return Row(
        name,
        _whom(step, setting),
        str(step.rating) if step.rating is not None else "",
        advice,
        basis,
        dose_words(step.radiation),
        "" if setting.past and step.rating is not None else depends,
    )


def _advice(step: Step, setting: Setting) -> str:
    if step.basis in _TABLE:
        return _rated(step, setting)
    if step.basis is Basis.PATHOLOGY:
        return "after the tissue result"
    if step.basis is Basis.RECOMMENDATION:
        against = step.procedure in _NO_TISSUE and setting.suspected.concern(step)
        return "as written, against the open biopsy" if against else "as written"
    if not step.recommended:
        return "as stated, not yet"
    return "recommended" if step.procedure == _COMPLETING else "as stated"


def _rated(step: Step, setting: Setting) -> str:
    if step.recommended:
        return "recommended"
    if step.rating is None:
        return "conditional"
    if setting.past:
        return "history"
    return _BANDS[step.band.value] if step.band is not None else "-"


def _whom(step: Step, setting: Setting) -> str:
    """Return the side and the findings of a step, where the heading does not say them."""
    if setting.headed and step.breast == setting.breast:
        return " ".join(step.findings) if step.findings != setting.findings else ""
    side = step.breast.value if step.breast else ""
    if setting.headed and not side:
        side = "no side stated"
    return " ".join([side, *step.findings]).strip()


def dose_words(dose: RadiationDose | None) -> str:
    """Return the adult dose range with its unit."""
    if dose is None:
        return ""
    if dose.adult_msv is None:
        return "not specified"
    low, high = dose.adult_msv
    return "0 mSv" if high == 0 else f"{low:g}-{high:g} mSv"
