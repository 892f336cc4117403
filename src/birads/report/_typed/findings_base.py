"""Members of findings_base. Written by tools/render_members.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from birads.report._typed.location import LocationMembers
from birads.report._typed.words import CategoryWord, ChangeWord
from birads.report.findings.base import Image
from birads.report.location import Location


class FindingBaseOptions(TypedDict, total=False):
    """What FindingBase may say."""

    exam: str | None
    """The id of the exam that shows the finding."""
    location: Location | LocationMembers | None
    """Where the finding lies."""
    category: CategoryWord | None
    """The BI-RADS category of this finding."""
    change: ChangeWord | None
    """How the finding changed since the exam compared with."""
    palpable: bool | None
    """Whether the finding can be felt."""
    tracking_uid: str | None
    """The DICOM tracking UID that follows the finding through exams."""
    lesion: str | None
    """An id shared by findings that show one lesion."""
    sizes_mm: Sequence[float] | None
    """Two or three diameters in millimetres."""
    images: Sequence[Image | ImageMembers] | None
    """The images that show the finding."""
    text: str | None
    """The finding in the radiologist's words."""
    extensions: Mapping[str, Any] | None
    """Data of one's own under reverse domain names; kept, never interpreted."""


class FindingBaseMembers(FindingBaseOptions):
    """What FindingBase is built from."""

    id: str
    """The id of the finding, unique in the report."""


class FindingBaseChanges(FindingBaseOptions, total=False):
    """What FindingBase may be given instead."""

    id: str
    """The id of the finding, unique in the report."""


class ImageOptions(TypedDict, total=False):
    """What Image may say."""

    series_instance_uid: str | None
    """The DICOM series instance UID of the image."""
    frame: int | None
    """The frame of the image, counted from 1."""


class ImageMembers(ImageOptions):
    """What Image is built from."""

    sop_instance_uid: str
    """The DICOM SOP instance UID of the image."""


class ImageChanges(ImageOptions, total=False):
    """What Image may be given instead."""

    sop_instance_uid: str
    """The DICOM SOP instance UID of the image."""
