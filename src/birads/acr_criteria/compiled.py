"""Compile a topic into the finite function that it is, and prove that it is one.

Every row is an axis-aligned box over the facts. Compiling visits every point of the product
once: two rows that answer one point, a point that nothing answers, a variant or a word that is
not there: each is a problem of the file, found here and never in front of a report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Final

import attrs

from birads.acr_criteria.facts import DOMAINS, NOT_STATED, Point, Status, every_point
from birads.acr_criteria.topic import (
    Condition,
    Nearest,
    NoMatch,
    Radiation,
    SummaryRule,
    TopicFile,
    Variant,
    When,
    load_bundled,
)
from birads.issue import InvalidTopic, Issue, Severity
from birads.lexicon.mammography import CalcMorphology

__all__ = ["Answer", "Topic", "bundled", "compile_topic"]

_NOT_COVERED: Final = "not_in_topic"


@attrs.frozen
class Answer:
    """Hold what the table says of one point: the row that answered, and its answer."""

    row: str
    status: Status
    variant: int | None
    candidates: tuple[int, ...]
    reasons: tuple[str, ...]
    review: str


@attrs.frozen(eq=False)
class Topic:
    """Hold a compiled topic: the finite function and the tables that results quote.

    ``depending`` names the procedures of a variant whose step can carry a condition, ``low`` the
    variants that rate nothing 4 or more.
    """

    file: TopicFile
    variants: Mapping[int, Variant]
    conditions: Mapping[str, Condition]
    radiation: Mapping[str, Radiation]
    summary_rules: Mapping[str, SummaryRule]
    answers: Mapping[Point, Answer]
    depending: Mapping[int, tuple[str, ...]]
    low: frozenset[int]
    benign: frozenset[CalcMorphology]
    suspicion: Mapping[CalcMorphology, int]

    @property
    def id(self) -> str:
        """Return the topic's id."""
        return self.file.topic.id

    @property
    def revision(self) -> str:
        """Return the topic's revision."""
        return self.file.topic.revision

    @property
    def key(self) -> str:
        """Return ``id.revision``."""
        return f"{self.id}.{self.revision}"


def compile_topic(file: TopicFile) -> Topic:
    """Return the compiled topic.

    Raises:
        InvalidTopic: The rows overlap, name what is not there, or contradict each other.
    """
    problems = list(_dangling(file))
    boxes = [(f"V{v.number}", v.when, _variant_answer(v), ()) for v in file.variant]
    boxes += [(n.id, n.when, _nearest_answer(n), n.overrides) for n in file.nearest]
    boxes += [(n.id, n.when, _no_match_answer(n), n.overrides) for n in file.no_match]
    ids = [box[0] for box in boxes]
    problems += [
        _problem("duplicate_row", f"Two rows have the id {row!r}.")
        for row in sorted({row for row in ids if ids.count(row) > 1})
    ]
    for row, when, _, overrides in boxes:
        problems += _unknown_words(row, when)
        problems += [
            _problem("unknown_row", f"Row {row!r} overrides {other!r}, which is not there.")
            for other in overrides
            if other not in ids
        ]
    if problems:
        raise InvalidTopic(problems)
    answers, overlaps = _answers(boxes)
    if overlaps:
        raise InvalidTopic(overlaps)
    words = file.morphology.suspicion
    return Topic(
        file=file,
        variants={v.number: v for v in file.variant},
        conditions={c.id: c for c in file.condition},
        radiation={r.level: r for r in file.radiation},
        summary_rules={r.id: r for r in file.summary_rule},
        answers=answers,
        depending={v.number: _depending(v, file) for v in file.variant},
        low=frozenset(v.number for v in file.variant if max(v.ratings.values()) < _MIDDLE),
        benign=frozenset(CalcMorphology(word) for word in file.morphology.typically_benign),
        suspicion={CalcMorphology(word): len(words) - n for n, word in enumerate(words)},
    )


_MIDDLE, _HIGH = 4, 7  # where "may be appropriate" and "usually appropriate" begin


def _depending(variant: Variant, file: TopicFile) -> tuple[str, ...]:
    """Return the procedures whose step can depend on something: a comment, a proof, a stage."""
    return tuple(
        procedure
        for procedure in file.procedures
        if procedure in variant.conditions or variant.ratings[procedure] >= _HIGH
    )


_Box = tuple[str, When, Answer, tuple[str, ...]]


def _answers(boxes: list[_Box]) -> tuple[dict[Point, Answer], list[Issue]]:
    firing: defaultdict[Point, list[_Box]] = defaultdict(list)
    for box in boxes:
        for point in _points(box[1]):
            firing[point].append(box)
    answers: dict[Point, Answer] = {}
    overlaps: dict[tuple[str, ...], Point] = {}
    for point in every_point():
        rows = firing.get(point, [])
        overridden = {other for row in rows for other in row[3]}
        left = [row for row in rows if row[0] not in overridden]
        if len(left) > 1 or (rows and not left):
            overlaps.setdefault(tuple(row[0] for row in left or rows), point)
        answers[point] = left[0][2] if left else _HOLE
    return answers, [
        _problem(
            "overlapping_rows",
            f"Rows {', '.join(rows)} answer the same facts ("
            + ", ".join(str(value or NOT_STATED) for value in point)
            + ") and neither overrides the other.",
        )
        for rows, point in overlaps.items()
    ]


_HOLE = Answer("-", Status.NO_MATCH, None, (), (_NOT_COVERED,), "draft")


def _points(when: When) -> Iterator[Point]:
    axes = []
    for fact, domain in DOMAINS.items():
        allowed = when.allowed(fact)
        axes.append(
            domain
            if allowed is None
            else [v for v in domain if (NOT_STATED if v is None else v) in allowed]
        )
    yield from product(*axes)  # type: ignore[misc]


def _variant_answer(variant: Variant) -> Answer:
    return Answer(f"V{variant.number}", Status.MATCH, variant.number, (), (), "draft")


def _nearest_answer(row: Nearest) -> Answer:
    return Answer(row.id, Status.NEAREST, row.variant, row.candidates, row.reasons, row.review)


def _no_match_answer(row: NoMatch) -> Answer:
    return Answer(row.id, Status.NO_MATCH, None, row.candidates, row.reasons, row.review)


def _unknown_words(row: str, when: When) -> Iterator[Issue]:
    for fact, domain in DOMAINS.items():
        for word in when.allowed(fact) or ():
            if word not in domain and not (word == NOT_STATED and fact != "morphology"):
                yield _problem("unknown_value", f"Row {row!r}: {word!r} is not a {fact}.")


def _dangling(file: TopicFile) -> Iterator[Issue]:
    """Yield a problem for each name that leads nowhere."""
    numbers = [variant.number for variant in file.variant]
    for number in sorted({n for n in numbers if numbers.count(n) > 1}):
        yield _problem("duplicate_row", f"Two variants have the number {number}.")
    conditions = {condition.id for condition in file.condition}
    levels = {radiation.level for radiation in file.radiation}
    for variant in file.variant:
        name = f"Variant {variant.number}"
        for procedure in variant.ratings.keys() ^ file.procedures.keys():
            yield _problem("ratings_incomplete", f"{name}: {procedure!r} is not rated, or unknown.")
        for procedure, condition in variant.conditions.items():
            if procedure not in variant.ratings:
                yield _problem("unknown_procedure", f"{name}: no procedure {procedure!r}.")
            if condition not in conditions:
                yield _problem("unknown_condition", f"{name}: no condition {condition!r}.")
    for procedure, level in file.procedures.items():
        if level not in levels:
            yield _problem("unknown_level", f"Procedure {procedure!r}: no radiation level {level!r}.")
    yield from _dangling_numbers(file, set(numbers))


def _dangling_numbers(file: TopicFile, numbers: set[int]) -> Iterator[Issue]:
    named: list[tuple[str, tuple[int, ...]]] = [
        (f"Row {row.id!r}", (*row.candidates, row.variant)) for row in file.nearest
    ]
    named += [(f"Row {row.id!r}", row.candidates) for row in file.no_match]
    named += [(f"alerts.{name}", getattr(file.alerts, name)) for name in type(file.alerts).model_fields]
    named.append(("morphology.first", file.morphology.first))
    for where, mentioned in named:
        for number in mentioned:
            if number not in numbers:
                yield _problem("unknown_variant", f"{where}: there is no variant {number}.")
    for row in file.nearest:
        if row.variant in row.candidates:
            yield _problem("chosen_among_candidates", f"Row {row.id!r} lists its own variant.")
    words = set(CalcMorphology)
    for name in ("typically_benign", "suspicion"):
        for word in getattr(file.morphology, name):
            if word not in words:
                yield _problem("unknown_value", f"morphology.{name}: {word!r} is not a morphology.")
    ranked = {*file.morphology.typically_benign, *file.morphology.suspicion}
    for word in CalcMorphology:
        if word not in ranked:
            yield _problem("unranked_word", f"{word.value!r} is neither typically benign nor ranked.")


def _problem(code: str, message: str) -> Issue:
    return Issue(code, Severity.ERROR, "", message)


@cache
def bundled(name: str = "breast-microcalcifications.2009") -> Topic:
    """Return a compiled topic that this package ships, by ``id.revision``."""
    return compile_topic(load_bundled(name))
