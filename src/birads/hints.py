"""Say what was probably meant by a word, a kind or a member that there is not.

This module is imported only when a document is refused.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import lru_cache
from typing import get_args

from birads import pointer as json_pointer
from birads.exam import EXAM_MODELS
from birads.findings import FINDING_MODELS
from birads.model import Model
from birads.report import Report

__all__ = ["TAGGED", "lexicon_hint", "member_hint", "model_at", "nearest", "tags"]

TAGGED = {"findings": "kind", "exams": "modality"}
"""The lists whose items are of several models, and the member that tells which."""

_SHOWN = 80


def lexicon_hint(path: tuple[str | int, ...], word: str, tree: object) -> str | None:
    """Return what the lexicon knows of a word that an axis does not have."""
    from birads.reading import axis_of

    axis = axis_of(path, tree)
    return None if axis is None or len(word) > _SHOWN else _suggest(axis, word)


@lru_cache(maxsize=2_000)
def _suggest(axis: str, word: str) -> str | None:
    """Return the lexicon's hint; a feed repeats its wrong words."""
    from birads import lexicon

    return lexicon.suggest(axis, word)


def nearest(word: object, words: list[str]) -> str:
    """Return the word that was probably meant, or the words that there are."""
    if isinstance(word, str):
        near = difflib.get_close_matches(word[:_SHOWN].lower(), words, n=1, cutoff=0.6)
        if near:
            return f"Did you mean {near[0]!r}?"
    shown = ", ".join(words[:12])
    return f"Use one of: {shown}{', ...' if len(words) > 12 else ''}."  # noqa: PLR2004


def member_hint(path: tuple[str | int, ...], tree: object) -> str | None:
    """Return the name that was probably meant, or where data of one's own belongs."""
    model = model_at(path[:-1], tree)
    if model is None:
        return None
    near = difflib.get_close_matches(str(path[-1])[:_SHOWN], list(model.model_fields), n=1)
    if near:
        return f"Did you mean {near[0]!r}?"
    if "extensions" in model.model_fields:
        return "Data of your own belongs under 'extensions'."
    return None


def model_at(path: tuple[str | int, ...], tree: object) -> type[Model] | None:
    """Return the model of the object that ``path`` leads to."""
    model: type[Model] | None = Report
    for depth, part in enumerate(path):
        if isinstance(part, int):
            continue
        if model is None or part not in model.model_fields:
            return None
        tag = TAGGED.get(part) if depth == 0 else None
        if tag:
            entry = json_pointer.resolve(tree, json_pointer.join(path[:2]))
            models = FINDING_MODELS if tag == "kind" else EXAM_MODELS
            model = next((m for m in models if entry.get(tag) in tags([m])), None)
        else:
            model = _inner_model(model.model_fields[part].annotation)
    return model


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
