"""Say which unknown facts would decide most, as a list for a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from birads.acr_criteria._procedures import name_of
from birads.acr_criteria._subjects import View
from birads.acr_criteria.current._pack import Pack, pack
from birads.acr_criteria.current._route import Routed, route
from birads.acr_criteria.table._answer import Answer, Status
from birads.acr_criteria.table._options import agreed
from birads.parsing._guarded import guarded
from birads.report.report import Report
from birads.report.view._index import ReportIndex

__all__ = ["FactQuestion", "Outcome", "questions"]


@attrs.frozen
class Outcome:
    """What a topic would answer if a fact had a value: its variants, and what it would suggest."""

    topic: str
    breast: str | None
    value: Any
    variants: tuple[int, ...]
    suggests: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        plain: dict[str, Any] = attrs.asdict(self)
        return plain


@attrs.frozen
class FactQuestion:
    """A fact that is not stated and would change an answer.

    ``decides`` counts the answers that nothing else would leave open, ``changes`` those that it
    would narrow; a question that changes no category is not asked.
    """

    fact: str
    asks: str
    words: tuple[Any, ...]
    decides: int
    changes: int
    outcomes: tuple[Outcome, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, as ``criteria questions`` writes them."""
        return {
            "fact": self.fact,
            "asks": self.asks,
            "words": list(self.words),
            "decides": self.decides,
            "changes": self.changes,
            "outcomes": [one.to_dict() for one in self.outcomes],
        }


@guarded
def questions(
    report: Report, *, facts: Mapping[str, Any] | None = None, rules: Pack | None = None
) -> tuple[FactQuestion, ...]:
    """Return the facts that would decide what the current topics answer, most useful first.

    ``facts`` are those that were answered already, beside the report.

    Raises:
        LookupError: The pack of current topics was removed.
        InvalidReport: The report was made without validation and holds what no report can.
    """
    view = View(ReportIndex(report), given=dict(facts or {}))
    found: dict[str, list[tuple[Routed, list[Outcome]]]] = {}
    for routed in route(view, rules or pack()):
        if routed.answer.status is not Status.UNDETERMINED or routed.decides_nothing:
            continue
        for missing in routed.missing:
            outcomes = list(_outcomes(routed, missing.fact))
            if _matters(outcomes):
                found.setdefault(missing.fact, []).append((routed, outcomes))
    asked = [_question(fact, entries) for fact, entries in found.items()]
    return tuple(sorted(asked, key=lambda one: (-one.decides, -one.changes, one.fact)))


def _question(fact: str, entries: list[tuple[Routed, list[Outcome]]]) -> FactQuestion:
    axis = entries[0][0].topic.axes[fact]
    outcomes = [one for _, found in entries for one in found]
    values = [one.value for one in outcomes]
    return FactQuestion(
        fact,
        axis.fact.asks,
        tuple(one for n, one in enumerate(values) if one not in values[:n]),
        sum(_decides(routed, fact) for routed, _ in entries),
        len(entries),
        tuple(outcomes),
    )


def _decides(routed: Routed, fact: str) -> bool:
    return any(one.fact == fact and one.would_decide for one in routed.missing)


def _matters(outcomes: list[Outcome]) -> bool:
    """Say whether a fact changes what is suggested; where all values agree nothing is asked."""
    return len({one.suggests for one in outcomes}) > 1


def _outcomes(routed: Routed, fact: str) -> Iterator[Outcome]:
    """Yield what each answer to a fact would give; numbers that give the same are one range."""
    axis = routed.topic.axes[fact]
    values = {name: reading.value for name, reading in routed.readings.items()}
    breast = routed.subject.breast
    runs: list[tuple[list[Any], Answer]] = []
    for cell in axis.cells:
        value = axis.bands.samples[cell] if axis.bands is not None else cell
        given = [value] if axis.fact.many else value
        found = routed.topic.table.answer({**values, fact: given})
        if found.status is Status.NOT_COVERED:
            continue
        if axis.bands is not None and runs and _meant(runs[-1][1]) == _meant(found):
            runs[-1][0].append(cell)
        else:
            runs.append(([cell], found))
    for cells, found in runs:
        yield Outcome(
            routed.topic.id,
            breast.value if breast is not None else None,
            axis.bands.range(cells[0], cells[-1]) if axis.bands is not None else cells[0],
            _meant(found),
            tuple(_suggested(routed, found)),
        )


def _meant(answer: Answer) -> tuple[int, ...]:
    chosen = {answer.variant} if answer.variant is not None else set()
    return tuple(sorted({*chosen, *answer.candidates}))


def _suggested(routed: Routed, answer: Answer) -> Iterator[str]:
    """Yield what all variants that could be meant call appropriate, each with its category."""
    for option in agreed([routed.topic.options(number) for number in _meant(answer)]):
        if option.suggested:
            yield f"{name_of(option.procedure)}: {option.category.replace('_', ' ')}"
