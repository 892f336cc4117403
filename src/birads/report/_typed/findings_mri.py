"""Members of findings_mri. Written by tools/render_members.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypedDict

from birads.report._typed.findings_base import FindingBaseOptions
from birads.report._typed.findings_node import LymphNodeOptions
from birads.report._typed.words import (
    KineticsDelayedWord,
    KineticsInitialWord,
    MriAssociatedFeatureWord,
    MriImplantFeatureWord,
    MriMassInternalEnhancementWord,
    MriMassMarginWord,
    MriMassShapeWord,
    MriNmeDistributionWord,
    MriNmeInternalEnhancementWord,
    MriSpecialCaseWord,
)
from birads.report.findings.mri import Kinetics


class KineticsOptions(TypedDict, total=False):
    """What Kinetics may say."""

    initial: KineticsInitialWord | None
    """How the signal rises in the first two minutes."""
    delayed: KineticsDelayedWord | None
    """What the signal does afterwards."""


class KineticsMembers(KineticsOptions):
    """What Kinetics is built from."""


class KineticsChanges(KineticsOptions, total=False):
    """What Kinetics may be given instead."""


class MriFindingOptions(FindingBaseOptions, total=False):
    """What MriFinding may say."""

    longest_mm: float | None
    """The largest diameter in millimetres."""
    kinetics: Kinetics | KineticsMembers | None
    """The signal-time curve."""
    associated: Sequence[MriAssociatedFeatureWord] | None
    """The associated features; an empty list says looked for and absent."""


class MriFindingMembers(MriFindingOptions):
    """What MriFinding is built from."""

    id: str
    """The id of the finding, unique in the report."""


class MriFindingChanges(MriFindingOptions, total=False):
    """What MriFinding may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class MriFocusOptions(MriFindingOptions, total=False):
    """What MriFocus may say."""

    kind: Literal["mri.focus"]
    """Always mri.focus."""
    count: int | None
    """How many such foci there are."""


class MriFocusMembers(MriFocusOptions):
    """What MriFocus is built from."""

    id: str
    """The id of the finding, unique in the report."""


class MriFocusChanges(MriFocusOptions, total=False):
    """What MriFocus may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class MriImplantOptions(FindingBaseOptions, total=False):
    """What MriImplant may say."""

    kind: Literal["mri.implant"]
    """Always mri.implant."""
    features: Sequence[MriImplantFeatureWord] | None
    """What is seen of the implant."""


class MriImplantMembers(MriImplantOptions):
    """What MriImplant is built from."""

    id: str
    """The id of the finding, unique in the report."""


class MriImplantChanges(MriImplantOptions, total=False):
    """What MriImplant may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class MriLymphNodeOptions(LymphNodeOptions, total=False):
    """What MriLymphNode may say."""

    kind: Literal["mri.lymph_node"]
    """Always mri.lymph_node."""


class MriLymphNodeMembers(MriLymphNodeOptions):
    """What MriLymphNode is built from."""

    id: str
    """The id of the finding, unique in the report."""


class MriLymphNodeChanges(MriLymphNodeOptions, total=False):
    """What MriLymphNode may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class MriMassOptions(MriFindingOptions, total=False):
    """What MriMass may say."""

    kind: Literal["mri.mass"]
    """Always mri.mass."""
    shape: MriMassShapeWord | None
    """The shape of the mass."""
    margin: MriMassMarginWord | Sequence[MriMassMarginWord] | None
    """The margin: one word, or several where parts differ."""
    internal_enhancement: MriMassInternalEnhancementWord | None
    """How the inside of the mass enhances."""
    count: int | None
    """How many such masses there are."""


class MriMassMembers(MriMassOptions):
    """What MriMass is built from."""

    id: str
    """The id of the finding, unique in the report."""


class MriMassChanges(MriMassOptions, total=False):
    """What MriMass may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class MriNmeOptions(MriFindingOptions, total=False):
    """What MriNme may say."""

    kind: Literal["mri.nme"]
    """Always mri.nme."""
    distribution: MriNmeDistributionWord | None
    """How the enhancement is arranged."""
    internal_enhancement: MriNmeInternalEnhancementWord | None
    """The pattern of the enhancement."""


class MriNmeMembers(MriNmeOptions):
    """What MriNme is built from."""

    id: str
    """The id of the finding, unique in the report."""


class MriNmeChanges(MriNmeOptions, total=False):
    """What MriNme may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class MriSpecialCaseFindingOptions(FindingBaseOptions, total=False):
    """What MriSpecialCaseFinding may say."""

    kind: Literal["mri.special_case"]
    """Always mri.special_case."""
    longest_mm: float | None
    """The largest diameter in millimetres."""


class MriSpecialCaseFindingMembers(MriSpecialCaseFindingOptions):
    """What MriSpecialCaseFinding is built from."""

    id: str
    """The id of the finding, unique in the report."""
    special_case: MriSpecialCaseWord
    """What the finding is."""


class MriSpecialCaseFindingChanges(MriSpecialCaseFindingOptions, total=False):
    """What MriSpecialCaseFinding may be given instead."""

    id: str
    """The id of the finding, unique in the report."""
    special_case: MriSpecialCaseWord
    """What the finding is."""
