"""Know which lexicon axis each member of a report speaks: derived from the models, never listed.

A member speaks the axis whose enumeration it is typed with. Where two axes share one enumeration,
as with background enhancement, the modality of the finding or exam decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple, get_args

from birads._base.annotation import classes_in
from birads._base.model import Model
from birads.lexicon.common import Breast, Category, Modality, Side
from birads.lexicon.edition import Edition
from birads.report import exam, findings
from birads.report.findings.absent import AbsentWhat
from birads.report.findings.mammography import Certainty
from birads.report.report import Report

__all__ = ["WITHOUT_AXIS", "Said", "Spoken", "axis_of", "said", "spoken", "tag_of"]

WITHOUT_AXIS: Final[Mapping[type[Enum], str]] = MappingProxyType(
    {
        Breast: "a side",
        Side: "a side",
        Category: "a category, which has a table of its own",
        Edition: "an edition",
        Modality: "a modality",
        Certainty: "how sure the reader is, no descriptor",
        AbsentWhat: "the names of kinds and features that the reader denies",
    }
)
"""The enumerations that are no axis of the lexicon, and what they are instead."""

_TAGGED: Final = {"findings": "kind", "exams": "modality"}


class Spoken(NamedTuple):
    """Name a member by the path from its owner, and the axis that it speaks."""

    path: tuple[str, ...]
    axis: str


class Said(NamedTuple):
    """Give one word that was said: where, as a path from its owner, and on which axis."""

    path: tuple[str | int, ...]
    axis: str
    word: str


def tag_of(owner: Model) -> str:
    """Return the kind of a finding or the modality of an exam; empty for anything else."""
    return str(getattr(owner, "kind", None) or getattr(owner, "modality", ""))


@cache
def spoken(model: type[Model], tag: str = "") -> tuple[Spoken, ...]:
    """Return every member of a model, and of the models inside it, that speaks an axis."""
    return tuple(
        Spoken(path, axis)
        for path, enum in members(model)
        if (axis := _of_family(enum, tag.partition(".")[0])) is not None
    )


def _of_family(enum: type[Enum], family: str) -> str | None:
    from birads.lexicon._axes import speaking

    axes = speaking(enum)
    if len(axes) > 1:
        axes = tuple(axis for axis in axes if axis.partition(".")[0] == family)
    return axes[0] if axes else None


def members(
    model: type[Model], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], type[Enum]]]:
    """Yield every member that holds words, by its path, with the enumeration of its words."""
    for name, field in model.model_fields.items():
        for part in dict.fromkeys(classes_in(field.annotation)):
            if issubclass(part, Model):
                yield from members(part, (*above, name))
            elif issubclass(part, Enum):
                yield (*above, name), part


def said(owner: Model, among: tuple[Spoken, ...] | None = None) -> Iterator[Said]:
    """Yield every word that a finding or an exam says, or those of the members ``among``."""
    for path, axis in spoken(type(owner), tag_of(owner)) if among is None else among:
        value = getattr(owner, path[0])
        if value is not None:
            yield from _words(value, path[1:], path[:1], axis)


def _words(
    value: Any, rest: tuple[str, ...], at: tuple[str | int, ...], axis: str
) -> Iterator[Said]:
    if value is None:
        return
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _words(item, rest, (*at, number), axis)
    elif rest:
        yield from _words(getattr(value, rest[0]), rest[1:], (*at, rest[0]), axis)
    else:
        yield Said(at, axis, str(value))


def axis_of(path: tuple[str | int, ...], document: Any) -> str | None:
    """Return the id of the axis that the member at ``path`` speaks, or ``None``.

    ``path`` leads through a document to a word, or to an item of a list of words.
    """
    names = tuple(part for part in path if isinstance(part, str))
    section = names[0] if names else ""
    if section not in _TAGGED:
        return _of_report().get(names)
    if len(path) < 3:  # noqa: PLR2004 - (list, index, ...)
        return None
    tag = document[section][path[1]].get(_TAGGED[section])
    if not isinstance(tag, str):
        return None
    # What every finding or exam has is known of one of an unknown kind too.
    return _of_section(section).get((tag, *names[1:])) or _of_all(section).get(names[1:])


@cache
def _of_all(section: str) -> Mapping[tuple[str, ...], str]:
    base = findings.FindingBase if section == "findings" else exam.ExamBase
    return dict(spoken(base))


@cache
def _of_report() -> Mapping[tuple[str, ...], str]:
    return {path: axis for path, axis in spoken(Report) if path[0] not in _TAGGED}


@cache
def _of_section(section: str) -> Mapping[tuple[str, ...], str]:
    models = findings.FINDING_MODELS if section == "findings" else exam.EXAM_MODELS
    return {
        (tag, *path): axis
        for model in models
        for tag in map(str, get_args(model.model_fields[_TAGGED[section]].annotation))
        for path, axis in spoken(model, tag)
    }
