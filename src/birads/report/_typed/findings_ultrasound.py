"""Members of findings_ultrasound. Written by tools/render_members.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from birads.report._typed.findings_base import FindingBaseOptions
from birads.report._typed.findings_node import LymphNodeOptions
from birads.report._typed.words import (
    CalcLocationWord,
    EchoPatternWord,
    ElasticityWord,
    LesionBoundaryWord,
    PosteriorFeaturesWord,
    UsAssociatedFeatureWord,
    UsMassMarginWord,
    UsMassOrientationWord,
    UsMassShapeWord,
    UsSpecialCaseWord,
    VascularityWord,
)


class UsFindingOptions(FindingBaseOptions, total=False):
    """What UsFinding may say."""

    longest_mm: float | None
    """The largest diameter in millimetres."""
    associated: Sequence[UsAssociatedFeatureWord] | None
    """The associated features; an empty list says looked for and absent."""
    vascularity: VascularityWord | None
    """Where blood flow is seen."""
    elasticity: ElasticityWord | None
    """How stiff the tissue is."""


class UsFindingMembers(UsFindingOptions):
    """What UsFinding is built from."""

    id: str
    """The id of the finding, unique in the report."""


class UsFindingChanges(UsFindingOptions, total=False):
    """What UsFinding may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class UsCalcificationsOptions(UsFindingOptions, total=False):
    """What UsCalcifications may say."""

    kind: Literal["us.calcifications"]
    """Always us.calcifications."""
    location_type: CalcLocationWord | None
    """Where the calcifications lie: in or outside of a mass, or in a duct."""


class UsCalcificationsMembers(UsCalcificationsOptions):
    """What UsCalcifications is built from."""

    id: str
    """The id of the finding, unique in the report."""


class UsCalcificationsChanges(UsCalcificationsOptions, total=False):
    """What UsCalcifications may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class UsLymphNodeOptions(LymphNodeOptions, total=False):
    """What UsLymphNode may say."""

    kind: Literal["us.lymph_node"]
    """Always us.lymph_node."""


class UsLymphNodeMembers(UsLymphNodeOptions):
    """What UsLymphNode is built from."""

    id: str
    """The id of the finding, unique in the report."""


class UsLymphNodeChanges(UsLymphNodeOptions, total=False):
    """What UsLymphNode may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class UsMassOptions(UsFindingOptions, total=False):
    """What UsMass may say."""

    kind: Literal["us.mass"]
    """Always us.mass."""
    shape: UsMassShapeWord | None
    """The shape of the mass."""
    orientation: UsMassOrientationWord | None
    """How the long axis lies to the skin."""
    margin: UsMassMarginWord | Sequence[UsMassMarginWord] | None
    """The margin: one word, or several where parts differ."""
    echo_pattern: EchoPatternWord | None
    """The echoes of the mass against fat."""
    posterior_features: PosteriorFeaturesWord | None
    """What the sound does behind the mass."""
    boundary: LesionBoundaryWord | None
    """How the mass meets the tissue around it; a word of earlier editions."""
    calcifications: Sequence[CalcLocationWord] | None
    """Where calcifications lie in or near the mass; an empty list says absent."""
    count: int | None
    """How many such masses there are."""


class UsMassMembers(UsMassOptions):
    """What UsMass is built from."""

    id: str
    """The id of the finding, unique in the report."""


class UsMassChanges(UsMassOptions, total=False):
    """What UsMass may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class UsNonmassOptions(UsFindingOptions, total=False):
    """What UsNonmass may say."""

    kind: Literal["us.nonmass"]
    """Always us.nonmass."""
    calcifications: Sequence[CalcLocationWord] | None
    """Where calcifications lie in the lesion; an empty list says absent."""


class UsNonmassMembers(UsNonmassOptions):
    """What UsNonmass is built from."""

    id: str
    """The id of the finding, unique in the report."""


class UsNonmassChanges(UsNonmassOptions, total=False):
    """What UsNonmass may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class UsSpecialCaseFindingOptions(FindingBaseOptions, total=False):
    """What UsSpecialCaseFinding may say."""

    kind: Literal["us.special_case"]
    """Always us.special_case."""
    longest_mm: float | None
    """The largest diameter in millimetres."""
    count: int | None
    """How many such findings there are."""


class UsSpecialCaseFindingMembers(UsSpecialCaseFindingOptions):
    """What UsSpecialCaseFinding is built from."""

    id: str
    """The id of the finding, unique in the report."""
    special_case: UsSpecialCaseWord
    """What the finding is."""


class UsSpecialCaseFindingChanges(UsSpecialCaseFindingOptions, total=False):
    """What UsSpecialCaseFinding may be given instead."""

    id: str
    """The id of the finding, unique in the report."""
    special_case: UsSpecialCaseWord
    """What the finding is."""
