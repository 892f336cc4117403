"""Hold the shape of the exported lexicon; the terms themselves are built by ``birads.lexicon``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from birads._base.model import Model
from birads.issue import Severity
from birads.lexicon import Confidence, Group, Quality, System
from birads.lexicon.edition import Edition

__all__ = ["LexiconExport"]


class ExportedCode(Model):
    """Name a term in a code system."""

    system: System
    code: str
    display: str
    match: Quality
    note: str = ""


class ExportedName(Model):
    """Remember an older name of a term."""

    name: str
    edition: str
    flag: Severity | None = None
    note: str = ""


class ExportedPpv(Model):
    """Quote one published share of malignant lesions among those biopsied."""

    source: str
    percent: Annotated[float, Field(ge=0, le=100)] | None = None
    malignant: Annotated[int, Field(ge=0)] | None = None
    total: Annotated[int, Field(ge=1)] | None = None
    note: str = ""


class ExportedSuccessor(Model):
    """Say what took the place of a term."""

    edition: Edition
    id: str | None = None
    note: str = ""


class ExportedTerm(Model):
    """Describe one word of one axis."""

    id: str
    axis: str
    label: str
    labels: dict[str, str]
    editions: tuple[Edition, ...]
    supplement: str | None
    draft_editions: tuple[Edition, ...]
    unknown_editions: tuple[Edition, ...]
    synonyms: tuple[str, ...]
    retired: tuple[ExportedName, ...]
    group: Group | None
    group_2003: Group | None
    fact: str
    ppv: tuple[ExportedPpv, ...]
    typical_category: str | None
    codes: tuple[ExportedCode, ...]
    successor: ExportedSuccessor | None
    source: tuple[str, ...]
    confidence: tuple[Confidence, ...]


class LexiconExport(Model):
    """Hold every exported term."""

    terms: tuple[ExportedTerm, ...]
