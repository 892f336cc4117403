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

from birads.acr_criteria import dangling
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
    review_state,
)
from birads.issue import InvalidTopic, Issue
from birads.lexicon.mammography import CalcMorphology
from birads.tables.review import ReviewState

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

    ``review`` is what the signatures of its file prove; without them a row that calls itself
    reviewed is a draft too. ``depending`` names the procedures of a variant whose step can carry
    a condition, ``low`` the variants that rate nothing 4 or more.
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
    review: ReviewState

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
    problems = list(dangling.problems(file))
    if problems:
        raise InvalidTopic(problems)
    review = review_state(file)
    boxes: list[_Box] = [(f"V{v.number}", v.when, _variant_answer(v), ()) for v in file.variant]
    boxes += [(n.id, n.when, _nearest_answer(n, review), n.overrides) for n in file.nearest]
    boxes += [(n.id, n.when, _no_match_answer(n, review), n.overrides) for n in file.no_match]
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
        review=review,
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
        dangling.problem(
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
    yield from product(*axes)


def _variant_answer(variant: Variant) -> Answer:
    return Answer(f"V{variant.number}", Status.MATCH, variant.number, (), (), "draft")


def _nearest_answer(row: Nearest, topic: ReviewState) -> Answer:
    review = _of_row(row.review, topic)
    return Answer(row.id, Status.NEAREST, row.variant, row.candidates, row.reasons, review)


def _no_match_answer(row: NoMatch, topic: ReviewState) -> Answer:
    review = _of_row(row.review, topic)
    return Answer(row.id, Status.NO_MATCH, None, row.candidates, row.reasons, review)


def _of_row(stated: str, topic: ReviewState) -> str:
    """Return the review of a row: reviewed only where the signature of the whole file holds."""
    return stated if topic is ReviewState.REVIEWED else ReviewState.DRAFT.value


@cache
def bundled(name: str = "breast-microcalcifications.2009") -> Topic:
    """Return a compiled topic that this package ships, by ``id.revision``."""
    return compile_topic(load_bundled(name))
