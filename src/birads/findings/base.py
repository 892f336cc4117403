"""Hold what every finding has, whatever its modality."""

from __future__ import annotations

from birads.lexicon.common import Category, Change
from birads.location import Location
from birads.model import Extensions, Id, Maybe, Model, Name, Text

__all__ = ["FindingBase"]


class FindingBase(Model):
    """Hold the members that all kinds of finding share.

    Each subclass names its ``kind``, dotted like the lexicon axes it speaks: ``margin`` of
    ``mg.mass`` speaks axis ``mg.mass.margin``.
    """

    id: Id
    exam: Maybe[Id] = None
    location: Maybe[Location] = None
    category: Maybe[Category] = None
    change: Maybe[Change] = None
    palpable: Maybe[bool] = None
    tracking_uid: Maybe[Name] = None
    text: Maybe[Text] = None
    extensions: Maybe[Extensions] = None
