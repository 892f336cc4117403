"""Find what is wrong with the cells of a topic file: procedures, ratings, variants, sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from birads.acr_criteria.table._categories import Category, categories
from birads.acr_criteria.table._check import asked_problems
from birads.acr_criteria.table._domain import Number
from birads.acr_criteria.table._facts import Fact
from birads.acr_criteria.table._file import (
    Conditional,
    OptionRow,
    SummaryRule,
    TopicFile,
    VariantRow,
)
from birads.acr_criteria.table._problems import Problem, meant
from birads.acr_criteria.table._rows import Path

__all__ = ["cell_problems"]


def cell_problems(file: TopicFile, known: Mapping[str, Fact]) -> Iterator[Problem]:
    """Yield what is wrong with everything that rows rate, cite, or name beside their facts."""
    yield from _whole(file)
    yield from _levels(file)
    for number, variant in enumerate(file.variant):
        yield from _variant(variant, ("variant", number), file, known)
    yield from _numbers(file)
    yield from _conditionals(file, known)
    yield from _joins(file, known)


def _whole(file: TopicFile) -> Iterator[Problem]:
    head = file.topic
    if (head.completeness == "missing") == bool(file.variant):
        reason = "A topic without a variant is missing, and only such a topic is."
        yield Problem("completeness", ("topic", "completeness"), reason)
    if head.lead is not None and head.lead not in file.procedures:
        hint = meant(head.lead, list(file.procedures))
        yield Problem(
            "unknown_procedure", ("topic", "lead"), f"No procedure {head.lead!r}.", hint=hint
        )


def _levels(file: TopicFile) -> Iterator[Problem]:
    levels = {row.level for row in file.radiation}
    for name, procedure in file.procedures.items():
        for field in ("rrl", "rrl_pediatric"):
            level = getattr(procedure, field)
            if levels and level is not None and level not in levels:
                path = ("procedures", name, field)
                yield Problem("unknown_level", path, f"There is no radiation level {level!r}.")


def _variant(
    row: VariantRow, path: Path, file: TopicFile, known: Mapping[str, Fact]
) -> Iterator[Problem]:
    name = f"V{row.number}"
    if bool(row.options) == bool(row.ratings):
        reason = "A variant has options, or ratings of every procedure; one of the two."
        yield Problem("no_cells", path, reason, name)
    if row.ratings:
        for procedure in sorted(row.ratings.keys() ^ file.procedures.keys()):
            reason = f"{procedure!r} is not rated, or is no procedure of the topic."
            yield Problem("ratings_incomplete", (*path, "ratings"), reason, name)
    yield from _named(row, path, file)
    for fact in row.soft:
        if fact not in row.when or not isinstance(known[fact].domain, Number):
            reason = f"{fact!r} is not a number that the row asks."
            yield Problem("not_bounds", (*path, "soft", fact), reason, name)
    yield from _options(row, path, file)


def _named(row: VariantRow, path: Path, file: TopicFile) -> Iterator[Problem]:
    name = f"V{row.number}"
    rated = row.ratings.keys() | {option.procedure for option in row.options}
    for field in ("conditions", "technique"):
        for procedure in getattr(row, field):
            if procedure not in rated:
                reason = f"No procedure {procedure!r} is rated."
                hint = meant(procedure, sorted(rated))
                yield Problem("unknown_procedure", (*path, field, procedure), reason, name, hint)
    for procedure, condition in row.conditions.items():
        if condition not in {one.id for one in file.condition}:
            reason = f"There is no condition {condition!r}."
            yield Problem("unknown_condition", (*path, "conditions", procedure), reason, name)


def _options(row: VariantRow, path: Path, file: TopicFile) -> Iterator[Problem]:
    name, seen = f"V{row.number}", set()
    for place, option in enumerate(row.options):
        where = (*path, "options", place)
        if option.procedure in seen:
            reason = f"{option.procedure!r} is rated twice."
            yield Problem("rated_twice", where, reason, name)
        seen.add(option.procedure)
        if option.procedure not in file.procedures:
            reason = f"No procedure {option.procedure!r}."
            hint = meant(option.procedure, list(file.procedures))
            yield Problem("unknown_procedure", where, reason, name, hint)
        for told, near in _option(option, file, categories()):
            yield Problem("bad_cell", where, f"{option.procedure}: {told}", name, near)


def _option(
    option: OptionRow, file: TopicFile, known: Mapping[str, Category]
) -> Iterator[tuple[str, str | None]]:
    category = known.get(option.category)
    if category is None:
        yield f"There is no category {option.category!r}.", meant(option.category, list(known))
    elif option.rating is not None and not category.low <= option.rating <= category.high:
        yield f"The rating {option.rating} is none of {category.id}.", None
    sources = {source.id for source in file.source}
    for cited in (*filter(None, (option.source,)), *option.confirmed_by):
        if cited not in sources:
            yield f"There is no source {cited!r}.", meant(cited, sorted(sources))


def _numbers(file: TopicFile) -> Iterator[Problem]:
    numbers = {variant.number for variant in file.variant}
    named: list[tuple[Path, str | None, tuple[int, ...]]] = []
    for kind, rows in (("nearest", file.nearest), ("no_match", file.no_match)):
        for place, row in enumerate(rows):
            chosen = () if row.variant is None else (row.variant,)
            named.append(((kind, place, "variant"), row.id, chosen))
            named.append(((kind, place, "candidates"), row.id, row.candidates))
            if (row.variant is None) == (kind == "nearest"):
                reason = "A nearest row has a variant, a no_match row has none."
                yield Problem("nearest_variant", (kind, place, "variant"), reason, row.id)
            if row.variant in row.candidates:
                reason = "It lists its own variant."
                yield Problem(
                    "chosen_among_candidates", (kind, place, "candidates"), reason, row.id
                )
    alerts = type(file.alerts).model_fields
    named += [(("alerts", name), None, getattr(file.alerts, name)) for name in alerts]
    named += [(("join", fact, "first"), None, join.first) for fact, join in file.join.items()]
    for path, row_id, mentioned in named:
        for number in mentioned:
            if number not in numbers:
                yield Problem("unknown_variant", path, f"There is no variant {number}.", row_id)


def _conditionals(file: TopicFile, known: Mapping[str, Fact]) -> Iterator[Problem]:
    rows: list[tuple[Path, Conditional | SummaryRule]] = [
        *((("condition", place), row) for place, row in enumerate(file.condition)),
        *((("summary_rule", place), row) for place, row in enumerate(file.summary_rule)),
    ]
    for path, row in rows:
        for fact in (fact for demand in row.requires for fact in demand):
            if fact not in known:
                reason = f"There is no fact {fact!r}."
                hint = meant(fact, list(known))
                yield Problem("unknown_fact", (*path, "requires"), reason, row.id, hint)
        if isinstance(row, SummaryRule):
            yield from asked_problems(path, row, known, file, row.id)
            if row.procedure not in file.procedures:
                reason = f"No procedure {row.procedure!r}."
                hint = meant(row.procedure, list(file.procedures))
                yield Problem("unknown_procedure", (*path, "procedure"), reason, row.id, hint)


def _joins(file: TopicFile, known: Mapping[str, Fact]) -> Iterator[Problem]:
    for name, join in file.join.items():
        fact = known.get(name)
        if fact is None or not fact.many or len(file.join) > 1:
            reason = f"{name!r} is no fact that has several words, or is not the only one joined."
            yield Problem("not_joinable", ("join", name), reason)
            continue
        words = [str(word) for word in getattr(fact.domain, "values", ())]
        ranked = (*join.ignored, *join.order)
        for word in ranked:
            if word not in words or ranked.count(word) > 1:
                reason = f"{word!r} is no word of {name!r}, or stands twice."
                yield Problem("unknown_value", ("join", name), reason, hint=meant(word, words))
