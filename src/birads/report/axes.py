"""Know which lexicon axis each member of a report speaks."""

from __future__ import annotations

from typing import Any

__all__ = ["axis_of"]

# Members whose axis is not the finding's kind followed by the member's name.
_BY_FAMILY = {
    ("mg", "associated"): "mg.associated",
    ("cem", "associated"): "mg.associated",
    ("us", "associated"): "us.associated",
    ("mri", "associated"): "mri.associated",
    ("us", "vascularity"): "us.vascularity",
    ("us", "elasticity"): "us.elasticity",
    ("us", "special_case"): "us.special_case",
    ("us", "calcifications"): "us.calcifications.location",
    ("us", "location_type"): "us.calcifications.location",
    ("mri", "special_case"): "mri.special_case",
    ("mri", "features"): "mri.implant",
    ("cem", "conspicuity"): "cem.conspicuity",
    ("cem", "extent_of_enhancement"): "cem.extent_of_enhancement",
    ("mg", "extent_of_enhancement"): "cem.extent_of_enhancement",
}
_BY_NAME = {
    "change": "change",
    "location/quadrant": "location.quadrant",
    "location/region": "location.region",
    "location/depth": "location.depth",
    "ultrasound/visibility": "us.visibility",
    "cem/enhancement": "cem.enhancement",
    "mri/enhancement": "mri.enhancement",
    "cem/cause": "enhancement.cause",
    "mri/cause": "enhancement.cause",
    "kinetics/initial": "mri.kinetics.initial",
    "kinetics/delayed": "mri.kinetics.delayed",
}
_OF_EXAM = {
    "composition": "mg.composition",
    "tissue_composition": "us.tissue_composition",
    "fibroglandular_tissue": "mri.fibroglandular_tissue",
}
_WORDS = {
    "mg.mass": ("shape", "margin", "density"),
    "mg.calcifications": ("morphology", "distribution"),
    "mg.asymmetry": ("type",),
    "us.mass": (
        "shape",
        "orientation",
        "margin",
        "echo_pattern",
        "posterior_features",
        "boundary",
    ),
    "mri.mass": ("shape", "margin", "internal_enhancement"),
    "mri.nme": ("distribution", "internal_enhancement"),
    "cem.mass": ("shape", "margin", "internal_enhancement"),
    "cem.nme": ("distribution", "internal_enhancement"),
    "cem.enhancing_asymmetry": ("internal_enhancement",),
}


def axis_of(path: tuple[str | int, ...], document: Any) -> str | None:
    """Return the id of the axis that the member at ``path`` speaks, or ``None``.

    ``path`` leads to a word, or to an item of a list of words, inside a finding or an exam.
    """
    if len(path) < 3 or path[0] not in ("findings", "exams"):  # noqa: PLR2004 - (list, index, ...)
        return None
    owner = document[path[0]][path[1]]
    name = "/".join(part for part in path[2:] if isinstance(part, str))
    if path[0] == "exams":
        if name in ("bpe/level", "bpe/symmetry"):
            return f"{owner.get('modality')}.bpe.{name[4:]}"
        return _OF_EXAM.get(name)
    kind = owner.get("kind")
    if not isinstance(kind, str):
        return None
    if name in _WORDS.get(kind, ()):
        return f"{kind}.{name}"
    return _BY_NAME.get(name) or _BY_FAMILY.get((kind.partition(".")[0], name))
