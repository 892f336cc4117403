"""Members of pathology. Written by tools/render_members.py."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from birads.report._typed.cancer import ReceptorsMembers
from birads.report._typed.words import (
    BCategoryWord,
    BiopsyProcedureWord,
    BreastWord,
    ComplicationWord,
    ConcordanceWord,
    GradeWord,
    GuidanceWord,
    MarginsWord,
    PathologyResultWord,
    PathologyStateWord,
    SpecimenRadiographWord,
)
from birads.report.cancer import Receptors


class PathologyOptions(TypedDict, total=False):
    """What Pathology may say."""

    finding: str | None
    """The id of the finding that was sampled."""
    result: PathologyResultWord | None
    """What the sample showed."""
    breast: BreastWord | None
    """The breast, where no finding is named."""
    state: PathologyStateWord | None
    """Whether the result is still awaited."""
    date: date | str | None
    """When the sample was taken."""
    procedure: BiopsyProcedureWord | None
    """How the sample was taken."""
    guidance: GuidanceWord | None
    """The guidance under which it was taken."""
    gauge: int | None
    """The gauge of the needle."""
    samples: int | None
    """How many samples were taken."""
    specimen_radiograph: SpecimenRadiographWord | None
    """What the radiograph of the specimen showed."""
    marker_clip: bool | None
    """Whether a marker clip was placed."""
    marker_position_documented: bool | None
    """Whether an image documents where the marker lies."""
    b_category: BCategoryWord | None
    """The European category of the sample, B1 to B5."""
    concordance: ConcordanceWord | None
    """Whether the result explains the image, as the radiologist stated it."""
    grade: GradeWord | None
    """The histologic grade."""
    receptors: Receptors | ReceptorsMembers | None
    """The receptors of the tumour."""
    margins: MarginsWord | None
    """Whether the margins are free."""
    complication: ComplicationWord | None
    """What went wrong while the sample was taken."""
    passes: int | None
    """How many times the needle was passed."""
    text: str | None
    """The result in the pathologist's words."""


class PathologyMembers(PathologyOptions):
    """What Pathology is built from."""


class PathologyChanges(PathologyOptions, total=False):
    """What Pathology may be given instead."""
