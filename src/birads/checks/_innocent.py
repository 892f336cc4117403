"""Say which findings are benign by their own words."""

from __future__ import annotations

from typing import Final

from birads.checks._words import BENIGN_WORDS, is_fat
from birads.lexicon.mammography import MassMargin
from birads.lexicon.ultrasound import UsSpecialCase, Visibility
from birads.report.findings import (
    FindingBase,
    MgCalcifications,
    MgMass,
    MgSkinLesion,
    MriImplant,
    MriSpecialCaseFinding,
    UsSpecialCaseFinding,
)
from birads.report.findings.mammography import Certainty
from birads.report.findings.margin import words_of
from birads.report.findings.node import LymphNode

__all__ = ["benign_words", "is_cyst", "is_innocent"]

_MORE: Final = frozenset(
    {Visibility.WITH_HYPOECHOIC_AREA_OR_MASS_OR_DUCTS, Visibility.OTHER_PARENCHYMAL_CHANGES}
)
_NAMED: Final = (MgSkinLesion, MriImplant, MriSpecialCaseFinding, UsSpecialCaseFinding)
_CYSTS: Final = frozenset({"simple_cyst", "complicated_cyst", "clustered_microcysts", "cyst"})


def is_cyst(finding: FindingBase) -> bool:
    """Say whether a finding is called a cyst of any kind."""
    return (
        isinstance(finding, UsSpecialCaseFinding | MriSpecialCaseFinding)
        and finding.special_case in _CYSTS
    )


def is_innocent(finding: FindingBase) -> bool:
    """Say whether a finding has a name of its own, or words, for which a 4 is not given."""
    if isinstance(finding, LymphNode):
        return not finding.suspicious and finding.hilum != "absent"
    return isinstance(finding, _NAMED) or bool(benign_words(finding))


def benign_words(finding: FindingBase) -> list[str]:
    """Return the words by which a finding is typically benign."""
    if isinstance(finding, MgCalcifications):
        words = finding.morphology or ()
        certain = finding.certainty is not Certainty.UNCERTAIN and not finding.associated
        certain = certain and not _seen_elsewhere(finding)
        return list(words) if certain and BENIGN_WORDS.issuperset(words) else []
    if isinstance(finding, UsSpecialCaseFinding):
        simple = finding.special_case is UsSpecialCase.SIMPLE_CYST
        return [UsSpecialCase.SIMPLE_CYST] if simple else []
    if isinstance(finding, MgMass) and is_fat(finding) and not finding.associated:
        round_ = set(words_of(finding.margin)) == {MassMargin.CIRCUMSCRIBED}
        return ["fat_containing"] if round_ else []
    return []


def _seen_elsewhere(finding: MgCalcifications) -> bool:
    """Say whether another modality shows more than the calcifications at the site."""
    seen = [entry.enhancement for entry in (finding.cem, finding.mri) if entry is not None]
    shown = finding.ultrasound.visibility if finding.ultrasound is not None else None
    return shown in _MORE or any(word != "none" for word in seen)
