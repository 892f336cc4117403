"""Find the model and the words of the place that a path leads to in a refused document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from typing import Literal, get_args, get_origin

from birads import pointer as json_pointer
from birads._base.model import Model
from birads.parsing._shared_members import shared_model
from birads.report.exam import EXAM_MODELS
from birads.report.findings import FINDING_MODELS
from birads.report.report import Report

__all__ = ["TAGGED", "model_at", "tagged_models", "tags", "words_at"]

TAGGED = {"findings": "kind", "exams": "modality"}
"""The lists whose items are of several models, and the member that tells which."""


def model_at(path: tuple[str | int, ...], tree: object) -> type[Model] | None:
    """Return the model of the object that ``path`` leads to."""
    model: type[Model] | None = Report
    for depth, part in enumerate(path):
        if isinstance(part, int):
            continue
        if model is None or part not in model.model_fields:
            return None
        if depth == 0 and part in TAGGED:
            model = _tagged_model(path[:2], tree)
        else:
            model = _inside(model, part)
    return model


@cache
def _inside(model: type[Model], member: str) -> type[Model] | None:
    return _inner_model(model.model_fields[member].annotation)


def _tagged_model(path: tuple[str | int, ...], tree: object) -> type[Model] | None:
    entry = json_pointer.resolve(tree, json_pointer.join(path))
    if not isinstance(entry, dict):
        return None
    name = TAGGED[str(path[0])]
    tag = entry.get(name)
    known = _by_tag(str(path[0])).get(tag) if isinstance(tag, str) else None
    return known or shared_model(name)


@cache
def _by_tag(section: str) -> dict[str, type[Model]]:
    return {tag: model for model in tagged_models(section) for tag in tags([model])}


def tagged_models(section: str) -> tuple[type[Model], ...]:
    """Return the models of the items of a section whose items are of several models."""
    return FINDING_MODELS if section == "findings" else EXAM_MODELS


def words_at(path: tuple[str | int, ...], tree: object) -> list[str]:
    """Return the words that the member at ``path`` may say; none where it is no word."""
    names = [part for part in path if isinstance(part, str)]
    if len(names) == 2 and TAGGED.get(names[0]) == names[1]:  # noqa: PLR2004 - (list, index, tag)
        return list(_by_tag(names[0]))
    end = max((i for i, part in enumerate(path) if isinstance(part, str)), default=0)
    model = model_at(path[:end], tree)
    field = model.model_fields.get(str(path[end])) if model is not None and path else None
    return list(_words_of(model, str(path[end]))) if model is not None and field else []


@cache
def _words_of(model: type[Model], member: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_words(model.model_fields[member].annotation)))


def _words(annotation: object) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (str(word.value) for word in annotation)
    elif get_origin(annotation) is Literal:
        yield from (str(getattr(word, "value", word)) for word in get_args(annotation))
    else:
        for inner in get_args(annotation):
            yield from _words(inner)


def _inner_model(annotation: object) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    for inner in get_args(annotation):
        found = _inner_model(inner)
        if found is not None:
            return found
    return None


def tags(models: Iterable[type[Model]]) -> list[str]:
    """Return the kinds or the modalities of models, as they are written."""
    tags = []
    for model in models:
        field = model.model_fields.get("kind") or model.model_fields["modality"]
        tags += [str(tag) for tag in get_args(field.annotation)]
    return tags
