"""Laws of every table, over random tables and over the ones that ship."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from birads.acr_criteria.table import Answer, BadTable, Status, Table
from tests.criteria.table.made_tables import (
    LEAVES,
    POINTS,
    answering,
    completions,
    could_hold,
    holds,
    loaded,
    meeting,
    raw_tables,
    tables,
)

LAW = settings(max_examples=60, deadline=None)
Tree = dict[str, Any]
Made = tuple[Table, list[Tree]]
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.binary(max_size=3),
    st.lists(st.one_of(st.text(max_size=3), st.lists(st.integers(), max_size=1)), max_size=3),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=1),
    st.sampled_from(["warm", "red", "any", "small"]),
)


def meant(answer: Answer) -> set[int]:
    return {*answer.candidates, *([answer.variant] if answer.variant is not None else [])}


@LAW
@given(raw_tables())
def test_a_table_loads_exactly_where_no_two_rows_meet(rows: list[Tree]) -> None:
    """Every pair that enumeration finds is told, no other is, and each witness is one."""
    told: dict[tuple[int, int], dict[str, Any]] = {}
    idle = False
    try:
        loaded(rows)
    except BadTable as error:
        for problem in error.problems:
            idle = idle or problem.code == "row_never_answers"
            if problem.code == "overlapping_rows":
                assert problem.witness is not None
                one = int(problem.message.split("'")[1][1:]) - 1
                other = int(problem.message.split("'")[3][1:]) - 1
                told[one, other] = dict(problem.witness)
        assert told or idle
    assert set(told) == meeting(rows)
    for (one, other), witness in told.items():
        point = {fact: witness.get(fact, LEAVES[fact][0]) for fact in LEAVES}
        assert any(holds(rows[one], whole) for whole in [point])
        assert holds(rows[other], point)


@LAW
@given(tables(), POINTS)
def test_an_answer_is_what_enumeration_finds(made: Made, point: dict[str, Any]) -> None:
    table, rows = made
    answer = table.answer(point)
    sure = answering(rows, point)
    possible = {n for n, row in enumerate(rows, 1) if could_hold(row, point)}
    ends = [answering(rows, whole) for whole in completions(point)]
    reached = set().union(*ends)
    assert reached <= meant(answer) <= possible
    if answer.status is Status.MATCH:
        assert sure == {answer.variant}
        assert all(end == sure for end in ends)
    elif answer.status is Status.NO_MATCH:
        assert not reached
    else:
        assert answer.status is Status.UNDETERMINED
        assert not sure or any(end != sure for end in ends)


@LAW
@given(tables(), POINTS, st.sampled_from(sorted(LEAVES)))
def test_what_is_stated_never_widens_the_candidates(
    made: Made, point: dict[str, Any], fact: str
) -> None:
    table, _ = made
    for value in LEAVES[fact]:
        more = {**point, fact: value}
        assert meant(table.answer(more)) <= meant(table.answer({**point, fact: None}))


@LAW
@given(tables(), POINTS)
def test_what_is_agreed_holds_however_the_rest_turns_out(made: Made, point: dict[str, Any]) -> None:
    table, _ = made
    answer = table.answer(point)
    agreed = {option.procedure: option.category for option in answer.options}
    for whole in completions(point):
        end = table.answer(whole)
        if end.variant is not None:
            later = {option.procedure: option.category for option in end.options}
            assert agreed.items() <= later.items()
            assert end.no_imaging or not answer.no_imaging


@LAW
@given(tables(), POINTS)
def test_a_missing_fact_changes_the_answer_and_no_other_does(
    made: Made, point: dict[str, Any]
) -> None:
    table, _ = made
    answer = table.answer(point)
    missing = {one.fact: one for one in answer.missing}
    for fact in LEAVES:
        if point[fact] is not None:
            continue
        ends = [table.answer({**point, fact: leaf}) for leaf in LEAVES[fact] if leaf != "warm"]
        changed = any(
            (end.status, end.variant, end.candidates)
            != (answer.status, answer.variant, answer.candidates)
            for end in ends
        )
        if answer.status is Status.UNDETERMINED:
            assert fact in missing or not changed
        else:
            assert fact not in missing
        if fact in missing and missing[fact].would_decide:
            assert all(end.status is not Status.UNDETERMINED for end in ends)


@LAW
@given(tables(), st.dictionaries(st.sampled_from([*LEAVES, "other"]), JUNK))
def test_any_value_whatever_has_an_answer(made: Made, facts: dict[str, Any]) -> None:
    table, _ = made
    first = table.answer(facts)
    assert first.variant is None or first.variant not in first.candidates
    assert (first.status is Status.MATCH) == (first.variant is not None)
    assert table.answer(facts) == first
    assert table.answers(facts) == (first,)


@LAW
@given(tables(), POINTS)
def test_the_order_of_rows_and_facts_changes_nothing(made: Made, point: dict[str, Any]) -> None:
    table, rows = made
    turned = [{**row, "when": dict(reversed(list(row["when"].items())))} for row in rows]
    other = loaded(turned)
    backwards = dict(reversed(list(point.items())))
    one, two = table.answer(point), other.answer(backwards)
    assert (one.status, one.variant, one.candidates) == (two.status, two.variant, two.candidates)
    assert {m.fact for m in one.missing} == {m.fact for m in two.missing}
