"""The options of variants, and what several variants agree on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from birads.acr_criteria.table._answer import Option
from birads.acr_criteria.table._categories import categories, category_of
from birads.acr_criteria.table._file import OptionRow, Procedure, TopicFile, VariantRow

__all__ = ["agreed", "nothing_suggested", "options_of"]


def options_of(file: TopicFile) -> Mapping[int, tuple[Option, ...]]:
    """Return the options of every variant, in the order of its file."""
    return {variant.number: tuple(_options(variant, file)) for variant in file.variant}


def _options(variant: VariantRow, file: TopicFile) -> Iterable[Option]:
    if variant.options:
        return [_option(row, file.procedures[row.procedure]) for row in variant.options]
    rows = (
        OptionRow(
            procedure=name,
            category=category_of(variant.ratings[name]).id,
            rating=variant.ratings[name],
        )
        for name in file.procedures
    )
    return [_option(row, file.procedures[row.procedure]) for row in rows]


def _option(row: OptionRow, procedure: Procedure) -> Option:
    category = categories()[row.category]
    return Option(
        procedure=row.procedure,
        category=category.id,
        rating=row.rating,
        disagreement=category.disagreement,
        suggested=category.suggests,
        rrl=row.rrl or procedure.rrl,
        rrl_pediatric=row.rrl_pediatric or procedure.rrl_pediatric,
        evidence=row.evidence,
        verified=row.verified,
        conflict=tuple(sorted((row.conflict or {}).items())),
    )


def agreed(variants: Sequence[Sequence[Option]]) -> tuple[Option, ...]:
    """Return the options whose category all variants share, in the order of the first.

    A detail on which they differ is left out; a conflict or a weaker verification of one counts
    for all.
    """
    if not variants:
        return ()
    if len(variants) == 1:
        return tuple(variants[0])
    by_procedure = [{option.procedure: option for option in options} for options in variants]
    out = []
    for option in variants[0]:
        same = [found.get(option.procedure) for found in by_procedure]
        rated = [one for one in same if one is not None and one.category == option.category]
        if len(rated) == len(variants):
            out.append(_shared(rated))
    return tuple(out)


def _shared(options: Sequence[Option]) -> Option:
    changes: dict[str, Any] = {}
    for name in ("rating", "rrl", "rrl_pediatric", "evidence"):
        values = {getattr(option, name) for option in options}
        changes[name] = values.pop() if len(values) == 1 else None
    captures = {option.verified for option in options}
    weakest = next((v for v in (None, "one", "two") if v in captures), None)
    conflict = next((option.conflict for option in options if option.conflict), ())
    return attrs.evolve(options[0], verified=weakest, conflict=conflict, **changes)


def nothing_suggested(variants: Iterable[Sequence[Option]]) -> bool:
    """Return whether every procedure of every variant is usually not appropriate."""
    listed = [option for options in variants for option in options]
    return bool(listed) and not any(option.suggested for option in listed)
