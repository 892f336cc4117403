"""Know which kind of finding a noun names, and the members that a kind has."""

from __future__ import annotations

from functools import cache
from typing import Final

from birads.text._context import View
from birads.text._mentions import Mention
from birads.text._scope import Is

__all__ = ["kind_of", "members_of", "needed_of", "size_of"]

_KINDS: Final[dict[str, dict[str | None, str]]] = {
    "calcifications": {
        None: "mg.calcifications",
        "mammography": "mg.calcifications",
        "cem": "mg.calcifications",
    },
    "mass": {"mammography": "mg.mass", "ultrasound": "us.mass", "mri": "mri.mass"},
    "nme": {"mri": "mri.nme", "cem": "cem.nme"},
    "focus": {"mri": "mri.focus"},
    "asymmetry": {None: "mg.asymmetry", "mammography": "mg.asymmetry", "cem": "mg.asymmetry"},
    "enhancing_asymmetry": {"cem": "cem.enhancing_asymmetry", None: "cem.enhancing_asymmetry"},
    "distortion": {
        None: "mg.architectural_distortion",
        "mammography": "mg.architectural_distortion",
        "cem": "mg.architectural_distortion",
    },
    "special": {None: "us.special_case", "ultrasound": "us.special_case"},
}
_EVIDENCE: Final = frozenset(
    {"mg.mass.density", "us.mass.orientation", "us.mass.echo_pattern"}
    | {"us.mass.posterior_features", "mri.kinetics.initial", "mri.kinetics.delayed"}
)
_MASS_AXES: Final = ("mg.mass.", "us.mass.", "mri.mass.", "cem.mass.", "mri.kinetics.")


@cache
def members_of(kind: str) -> dict[str, str]:
    """Return the members of a kind of finding that speak an axis, by the axis."""
    from typing import get_args

    from birads.report.axes import spoken
    from birads.report.findings import FINDING_MODELS

    for model in FINDING_MODELS:
        if kind in get_args(model.model_fields["kind"].annotation):
            return {one.axis: ".".join(one.path) for one in spoken(model, kind)}
    raise LookupError(kind)


@cache
def size_of(kind: str) -> str | None:
    from typing import get_args

    from birads.report.findings import FINDING_MODELS

    for model in FINDING_MODELS:
        if kind in get_args(model.model_fields["kind"].annotation):
            names = model.model_fields
            return next((n for n in ("extent_mm", "longest_mm") if n in names), None)
    return None


@cache
def needed_of(kind: str) -> frozenset[str]:
    """Return the members without which there is no finding of a kind, but for its id and kind."""
    from typing import get_args

    from birads.report.findings import FINDING_MODELS

    for model in FINDING_MODELS:
        if kind in get_args(model.model_fields["kind"].annotation):
            fields = model.model_fields.items()
            return frozenset(n for n, f in fields if f.is_required() and n not in ("id", "kind"))
    raise LookupError(kind)


def kind_of(view: View, noun: Mention, start: int, end: int) -> str | None:
    name = noun.of("noun") or ""
    modality = view.modality
    if name == "mass":
        shown = {
            kinds[0]
            for m in view.sentence.mentions
            if start <= m.first < end and view.plain(m, Is.PLAN | Is.POSSIBLE)
            if len(kinds := _shown_by(m)) == 1
        }
        if len(shown) == 1:
            return shown.pop()
        if modality == "cem":
            return "cem.mass" if any(m.has("enhancing") for m in view.sentence.mentions) else None
    return _KINDS.get(name, {}).get(modality)


def _shown_by(mention: Mention) -> list[str]:
    """Return the kinds of mass that have a word at all; one alone says which kind is meant."""
    axes = {code.rpartition(".")[0] for code in mention.codes}
    masses = {f"{axis.partition('.')[0]}.mass" for axis in axes if axis.startswith(_MASS_AXES)}
    return sorted(masses) if axes & _EVIDENCE else []
