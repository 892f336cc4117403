"""Read the suspicious words of a finding, one function for each group of axes.

Words are compared as text, and a member may hold one word or a list of them, so that a word
that an edition adds to an axis is read without a change here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from birads.checks._words import GROWING, SUSPICIOUS_WORDS
from birads.lexicon.mammography import AsymmetryType
from birads.report.findings import (
    CemEnhancingAsymmetry,
    CemMass,
    CemNme,
    FindingBase,
    MgArchitecturalDistortion,
    MgAsymmetry,
    MgCalcifications,
    MgDilatedDuct,
    MgMass,
    MriFocus,
    MriMass,
    MriNme,
    MriSpecialCaseFinding,
    UsCalcifications,
    UsMass,
    UsNonmass,
)
from birads.report.findings.node import LymphNode

__all__ = [
    "associated_words",
    "calcification_words",
    "change_words",
    "duct_words",
    "echo_words",
    "enhancement_words",
    "form_words",
    "node_words",
    "suspicious_signs",
    "ultrasound_calcification_words",
]

_FORM: Final = frozenset(
    {
        "irregular",
        "not_circumscribed",
        "indistinct",
        "spiculated",
        "angular",
        "microlobulated",
    }
)
_MASSES: Final = (MgMass, UsMass, MriMass, CemMass)
_CHANGING: Final = (
    MgMass,
    MgAsymmetry,
    MgDilatedDuct,
    UsMass,
    UsNonmass,
    MriFocus,
    MriMass,
    MriNme,
    CemMass,
    CemNme,
    CemEnhancingAsymmetry,
)
_DUCTAL: Final = frozenset({"linear", "segmental"})
_ENHANCING: Final = frozenset({"rim", "clustered_ring", "clumped"})
_ASSOCIATED: Final = frozenset(
    {
        "architectural_distortion",
        "axillary_adenopathy",
        "chest_wall_invasion",
        "duct_changes",
        "edema",
        "nipple_invasion",
        "nipple_retraction",
        "pectoralis_muscle_invasion",
        "skin_invasion_direct",
        "skin_invasion_inflammatory",
        "skin_retraction",
        "skin_thickening",
        "trabecular_thickening",
    }
)


def _words(finding: FindingBase, member: str, among: frozenset[str]) -> list[str]:
    """Return the words of a member, one or a list, that are among those asked for."""
    value = getattr(finding, member, None)
    if value is None:
        return []
    said = [value] if isinstance(value, str) else value
    return [str(word) for word in said if word in among]


def calcification_words(finding: FindingBase) -> list[str]:
    """Return the suspicious morphologies of calcifications, in the order they were written."""
    if not isinstance(finding, MgCalcifications):
        return []
    return [str(word) for word in finding.morphology or () if word in SUSPICIOUS_WORDS]


def form_words(finding: FindingBase) -> list[str]:
    """Return the suspicious words of shape and margin; a distortion is one itself."""
    if isinstance(finding, MgArchitecturalDistortion):
        return ["architectural_distortion"]
    if not isinstance(finding, _MASSES):
        return []
    words = [*_words(finding, "shape", _FORM), *_words(finding, "margin", _FORM)]
    return list(dict.fromkeys(words))


def echo_words(finding: FindingBase) -> list[str]:
    """Return what keeps a mass on ultrasound from being probably benign, beside its outline."""
    if not isinstance(finding, UsMass):
        return []
    words = _words(finding, "orientation", frozenset({"not_parallel"}))
    if finding.echo_pattern == "complex":
        words.append("complex_cystic_and_solid")
    words += _words(finding, "boundary", frozenset({"echogenic_halo"}))
    if finding.posterior_features == "shadowing":
        words.append("shadowing")
    return words


def enhancement_words(finding: FindingBase) -> list[str]:
    """Return the suspicious patterns and curve of what enhances on MRI or CEM."""
    words = _words(finding, "internal_enhancement", _ENHANCING)
    kinetics = getattr(finding, "kinetics", None)
    if kinetics is not None and kinetics.delayed == "washout":
        words.append("washout")
    return words


def duct_words(finding: FindingBase) -> list[str]:
    """Return the distribution of non-mass enhancement that follows ducts."""
    if not isinstance(finding, MriNme | CemNme):
        return []
    return _words(finding, "distribution", _DUCTAL)


def associated_words(finding: FindingBase) -> list[str]:
    """Return the suspicious features beside a finding of any modality."""
    words = _words(finding, "associated", _ASSOCIATED)
    invasion = isinstance(finding, MgCalcifications) and finding.invasion_suspected
    return [*words, "invasion_suspected"] if invasion else words


def ultrasound_calcification_words(finding: FindingBase) -> list[str]:
    """Return where ultrasound sees calcifications that a benign finding does not explain."""
    ducts = frozenset({"intraductal"})
    if isinstance(finding, UsCalcifications):
        words = _words(finding, "location_type", ducts)
    elif isinstance(finding, UsNonmass) and finding.calcifications:
        words = ["nonmass_with_calcifications"]
    else:
        words = _words(finding, "calcifications", ducts)
    return ["intraductal_calcifications" if word == "intraductal" else word for word in words]


def node_words(finding: FindingBase) -> list[str]:
    """Return the word for a lymph node that is not normal."""
    if isinstance(finding, MriSpecialCaseFinding):
        return _words(finding, "special_case", frozenset({"fat_abnormal_lymph_node"}))
    if isinstance(finding, LymphNode):
        suspicious = ["suspicious_lymph_node"] if finding.suspicious else []
        return [*suspicious, *(["without_a_hilum"] if finding.hilum == "absent" else [])]
    return []


def change_words(finding: FindingBase) -> list[str]:
    """Return how a finding other than calcifications has grown, if it has."""
    if not isinstance(finding, _CHANGING):
        return []
    if finding.change in GROWING:
        return [str(finding.change)]
    developing = (
        isinstance(finding, MgAsymmetry) and finding.type is AsymmetryType.DEVELOPING_ASYMMETRY
    )
    return ["developing"] if developing else []


_READERS: Final[tuple[Callable[[FindingBase], list[str]], ...]] = (
    calcification_words,
    form_words,
    echo_words,
    enhancement_words,
    duct_words,
    associated_words,
    ultrasound_calcification_words,
    node_words,
    change_words,
)


def suspicious_signs(finding: FindingBase) -> list[str]:
    """Return every suspicious word of a finding."""
    return [word for read in _READERS for word in read(finding)]
