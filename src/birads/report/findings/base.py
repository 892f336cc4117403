"""Hold what every finding has, whatever its modality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from birads._base.model import Count, Extensions, Id, Maybe, Millimetres, Model, Name, Text
from birads.lexicon.common import Category, Change
from birads.report.location import Location

__all__ = ["FindingBase", "Image"]


class Image(Model):
    """Point at an image that shows a finding; a frame counts from 1."""

    sop_instance_uid: Name
    series_instance_uid: Maybe[Name] = None
    frame: Maybe[Count] = None


class FindingBase(Model):
    """Hold the members that all kinds of finding share.

    Each subclass names its ``kind``, dotted like the lexicon axes it speaks: ``margin`` of
    ``mg.mass`` speaks axis ``mg.mass.margin``.
    """

    if TYPE_CHECKING:
        kind: str  # each kind of finding says which

    id: Id
    exam: Maybe[Id] = None
    location: Maybe[Location] = None
    category: Maybe[Category] = None
    change: Maybe[Change] = None
    palpable: Maybe[bool] = None
    tracking_uid: Maybe[Name] = None
    lesion: Maybe[Id] = None
    sizes_mm: Maybe[Annotated[tuple[Millimetres, ...], Field(min_length=2, max_length=3)]] = None
    images: Maybe[tuple[Image, ...]] = None
    text: Maybe[Text] = None
    extensions: Maybe[Extensions] = None
