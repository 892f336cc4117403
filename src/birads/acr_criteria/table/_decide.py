"""Decide which row answers: every row that holds, those that could, and who overrides whom."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from birads.acr_criteria.table._answer import Status
from birads.acr_criteria.table._boxes import Axis, Box, Masks, covers, each_bit
from birads.acr_criteria.table._rows import Kind, Row

__all__ = ["NOT_IN_TOPIC", "SEVERAL_ROWS", "Decision", "Rules", "make_rules"]

NOT_IN_TOPIC, SEVERAL_ROWS = "not_in_topic", "several_rows_hold"


@attrs.frozen
class Decision:
    """What the rows say; ``holding`` are the rows that are satisfied and not overridden."""

    status: Status
    variant: int | None = None
    row: str | None = None
    candidates: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    review: str | None = None
    holding: tuple[int, ...] = ()

    def changed(self, other: Decision) -> bool:
        """Return whether another decision is another answer.

        While it is open which variant is meant, the variants that could be are part of the answer.
        """
        if (self.status, self.variant) != (other.status, other.variant):
            return True
        return self.status is Status.UNDETERMINED and self.candidates != other.candidates


@attrs.frozen(eq=False)
class Rules:
    """The rows of a table with their boxes.

    ``beats`` holds the rows that each overrides, ``idle`` those that another always overrides:
    they answer nothing, and are never a candidate.
    """

    rows: tuple[Row, ...]
    row_of: tuple[int, ...]
    beats: tuple[frozenset[int], ...]
    idle: frozenset[int] = frozenset()

    def decide(self, masks: Sequence[Masks]) -> Decision:
        """Return what the rows say, given the masks of every fact."""
        satisfied = possible = (1 << len(self.row_of)) - 1
        for one, other in masks:
            satisfied &= one
            possible &= other
        holding = self._rows(satisfied)
        could = self._rows(possible) - holding - self.idle
        beaten = {row for winner in holding for row in self.beats[winner]}
        left = sorted(holding - beaten)
        return self._outcome(left, sorted(could - beaten))

    def _rows(self, mask: int) -> set[int]:
        return {self.row_of[bit] for bit in each_bit(mask)}

    def _outcome(self, holding: list[int], could: list[int]) -> Decision:
        """Return the decision: out of scope, a row of ours for a gap, or a printed variant."""
        rows = [self.rows[number] for number in holding]
        if rows and rows[0].kind is Kind.SCOPE:
            reasons = tuple(
                dict.fromkeys(r for row in rows if row.kind is Kind.SCOPE for r in row.reasons)
            )
            return Decision(Status.NOT_COVERED, row=rows[0].id, reasons=reasons)
        others = self._variants(could)
        if len(rows) > 1:
            meant = self._variants(holding) | others
            numbers = tuple(number for number in holding if self.rows[number].variant is not None)
            return _open(meant, (SEVERAL_ROWS,), numbers)
        if not rows:
            return _open(others) if others else Decision(Status.NO_MATCH, reasons=(NOT_IN_TOPIC,))
        if rows[0].kind is Kind.VARIANT:
            return self._matched(rows[0], holding[0], could, others)
        return self._gap(rows[0])

    def _matched(self, row: Row, number: int, could: list[int], others: set[int]) -> Decision:
        """Return a match, unless a row that could still hold would override it."""
        chosen = {row.variant} if row.variant is not None else set()
        if any(
            number in self.beats[other] and self.rows[other].kind is Kind.VARIANT for other in could
        ):
            return _open(chosen | others)
        left = tuple(sorted(others - chosen))
        return Decision(Status.MATCH, row.variant, row.id, left, holding=(number,))

    @staticmethod
    def _gap(row: Row) -> Decision:
        status = Status.NEAREST if row.variant is not None else Status.NO_MATCH
        return Decision(status, row.variant, row.id, row.candidates, row.reasons, row.review)

    def _variants(self, rows: list[int]) -> set[int]:
        return {variant for number in rows if (variant := self.rows[number].variant) is not None}


def _open(
    meant: set[int], reasons: tuple[str, ...] = (), holding: tuple[int, ...] = ()
) -> Decision:
    candidates = tuple(sorted(meant))
    return Decision(Status.UNDETERMINED, None, None, candidates, reasons, holding=holding)


def make_rules(rows: tuple[Row, ...], boxes: tuple[Box, ...], axes: Sequence[Axis]) -> Rules:
    """Return the rules of a table; a row about scope overrides every other kind of row."""
    place = {row.id: number for number, row in enumerate(rows)}
    beats = tuple(
        frozenset(n for n, other in enumerate(rows) if other.kind is not Kind.SCOPE)
        if row.kind is Kind.SCOPE
        else frozenset(place[other] for other in row.overrides if other in place)
        for row in rows
    )
    alive = {
        box.row
        for bit, box in enumerate(boxes)
        if not any(
            box.row in beats[other.row] and covers(place_of, bit, axes)
            for place_of, other in enumerate(boxes)
        )
    }
    idle = frozenset(range(len(rows))) - alive
    return Rules(rows, tuple(box.row for box in boxes), beats, idle)
