"""Find what a topic file names that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from birads.acr_criteria.facts import DOMAINS, NOT_STATED
from birads.acr_criteria.topic import TopicFile, Variant
from birads.issue import Issue, Severity
from birads.lexicon.mammography import CalcMorphology

__all__ = ["problem", "problems"]


def problem(code: str, message: str) -> Issue:
    """Return a problem of a topic file."""
    return Issue(code, Severity.ERROR, "", message)


def problems(file: TopicFile) -> Iterator[Issue]:
    """Yield a problem for each name that leads nowhere, and for each that stands twice."""
    yield from _rows(file)
    yield from _procedures(file)
    yield from _numbers(file)
    yield from _words(file)


def _rows(file: TopicFile) -> Iterator[Issue]:
    whens = [(f"V{row.number}", row.when) for row in file.variant]
    whens += [(row.id, row.when) for row in file.nearest]
    whens += [(row.id, row.when) for row in file.no_match]
    ids = [row_id for row_id, _ in whens]
    for row_id in sorted({row_id for row_id in ids if ids.count(row_id) > 1}):
        yield problem("duplicate_row", f"Two rows have the id {row_id!r}.")
    overrides = [(row.id, other) for row in file.nearest for other in row.overrides]
    overrides += [(row.id, other) for row in file.no_match for other in row.overrides]
    for row_id, other in overrides:
        if other not in ids:
            yield problem("unknown_row", f"Row {row_id!r} overrides {other!r}, which is not there.")
    for row_id, when in whens:
        for fact, domain in DOMAINS.items():
            for word in when.allowed(fact) or ():
                if word not in domain and not (word == NOT_STATED and fact != "morphology"):
                    yield problem("unknown_value", f"Row {row_id!r}: {word!r} is not a {fact}.")


def _procedures(file: TopicFile) -> Iterator[Issue]:
    levels = {radiation.level for radiation in file.radiation}
    for procedure, level in file.procedures.items():
        if level not in levels:
            yield problem(
                "unknown_level", f"Procedure {procedure!r}: no radiation level {level!r}."
            )
    for variant in file.variant:
        yield from _ratings(variant, file)


def _ratings(variant: Variant, file: TopicFile) -> Iterator[Issue]:
    name = f"Variant {variant.number}"
    conditions = {condition.id for condition in file.condition}
    for procedure in sorted(variant.ratings.keys() ^ file.procedures.keys()):
        yield problem("ratings_incomplete", f"{name}: {procedure!r} is not rated, or unknown.")
    for procedure in sorted(variant.conditions.keys() | variant.technique.keys()):
        if procedure not in variant.ratings:
            yield problem("unknown_procedure", f"{name}: no procedure {procedure!r}.")
    for condition in variant.conditions.values():
        if condition not in conditions:
            yield problem("unknown_condition", f"{name}: no condition {condition!r}.")


def _numbers(file: TopicFile) -> Iterator[Issue]:
    numbers = {variant.number for variant in file.variant}
    alerts = file.alerts
    named = [
        *((f"Row {row.id!r}", (*row.candidates, row.variant)) for row in file.nearest),
        *((f"Row {row.id!r}", row.candidates) for row in file.no_match),
        *((f"alerts.{name}", getattr(alerts, name)) for name in type(alerts).model_fields),
        ("morphology.first", file.morphology.first),
    ]
    for where, mentioned in named:
        for number in mentioned:
            if number not in numbers:
                yield problem("unknown_variant", f"{where}: there is no variant {number}.")
    for row in file.nearest:
        if row.variant in row.candidates:
            yield problem("chosen_among_candidates", f"Row {row.id!r} lists its own variant.")


def _words(file: TopicFile) -> Iterator[Issue]:
    known = set(CalcMorphology)
    lists = (file.morphology.typically_benign, file.morphology.suspicion)
    for word in (word for words in lists for word in words):
        if word not in known:
            yield problem("unknown_value", f"morphology: {word!r} is not a morphology.")
    ranked = [word for words in lists for word in words]
    for word in CalcMorphology:
        if ranked.count(word) != 1:
            yield problem(
                "unranked_word",
                f"{word.value!r} must stand once, among the typically benign words or in the "
                "order of suspicion.",
            )
