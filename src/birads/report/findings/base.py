"""Hold what every finding has, whatever its modality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from birads._base.model import Count, Extensions, Id, Items, Maybe, Millimetres, Name, Text
from birads.lexicon.common import Category, Change
from birads.report._part import Part
from birads.report.location import Location

if TYPE_CHECKING:
    from typing import Self, Unpack

    from birads.report._typed.findings_base import ImageChanges, ImageMembers

__all__ = ["FindingBase", "Image"]


class Image(Part):
    """Point at an image that shows a finding; a frame counts from 1."""

    sop_instance_uid: Name
    """The DICOM SOP instance UID of the image."""
    series_instance_uid: Maybe[Name] = None
    """The DICOM series instance UID of the image."""
    frame: Maybe[Count] = None
    """The frame of the image, counted from 1."""

    if TYPE_CHECKING:

        def __init__(self, /, **members: Unpack[ImageMembers]) -> None: ...
        def replace(self, /, **changes: Unpack[ImageChanges]) -> Self:
            """Return a validated copy with other members; ``None`` takes one away."""
            ...


class FindingBase(Part):
    """Hold the members that all kinds of finding share.

    Each subclass names its ``kind``, dotted like the lexicon axes it speaks: ``margin`` of
    ``mg.mass`` speaks axis ``mg.mass.margin``.
    """

    if TYPE_CHECKING:
        kind: str  # each kind of finding says which

    id: Id
    """The id of the finding, unique in the report."""
    exam: Maybe[Id] = None
    """The id of the exam that shows the finding."""
    location: Maybe[Location] = None
    """Where the finding lies."""
    category: Maybe[Category] = None
    """The BI-RADS category of this finding."""
    change: Maybe[Change] = None
    """How the finding changed since the exam compared with."""
    palpable: Maybe[bool] = None
    """Whether the finding can be felt."""
    tracking_uid: Maybe[Name] = None
    """The DICOM tracking UID that follows the finding through exams."""
    lesion: Maybe[Id] = None
    """An id shared by findings that show one lesion."""
    sizes_mm: Maybe[Annotated[tuple[Millimetres, ...], Items(2, 3)]] = None
    """Two or three diameters in millimetres."""
    images: Maybe[tuple[Image, ...]] = None
    """The images that show the finding."""
    text: Maybe[Text] = None
    """The finding in the radiologist's words."""
    extensions: Maybe[Extensions] = None
    """Data of one's own under reverse domain names; kept, never interpreted."""
