"""What a topic file may not say: every kind of problem, found when the table loads."""

from __future__ import annotations

import copy
import json
from typing import Any

import attrs
import pytest
from topic_toml import write

from birads.acr_criteria.table import BadTable, Status, Subject, facts, read_table
from birads.acr_criteria.table._lines import line_of, places
from birads.tables._review import digest
from tests.criteria.table.made_tables import FACTS, Tree, loaded, tree_of

RED, BLUE = {"when": {"color": "red"}}, {"when": {"color": "blue"}}


def problems(tree: Tree) -> list[str]:
    with pytest.raises(BadTable) as raised:
        read_table(write(tree).encode())
    assert all(problem.line for problem in raised.value.problems if problem.path)
    return [problem.code for problem in raised.value.problems]


def changed(path: tuple[str | int, ...], value: Any, rows: list[Tree] | None = None) -> Tree:
    tree = copy.deepcopy(tree_of(rows or [RED, BLUE]))
    node: Any = tree
    for part in path[:-1]:
        node = node[part]
    node[path[-1]] = value
    return tree


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("topic", "lead"), "scam", "unknown_procedure"),
        (("topic", "completeness"), "missing", "completeness"),
        (("topic", "about"), "planet", "invalid_topic"),
        (("topic", "edtion"), "2013", "invalid_topic"),
        (("variant", 0, "options"), [], "no_cells"),
        (("variant", 0, "ratings"), {"scan": 9}, "no_cells"),
        (("variant", 0, "options", 0, "category"), "usually_apropriate", "bad_cell"),
        (("variant", 0, "options", 0, "rating"), 9, "bad_cell"),
        (("variant", 0, "options", 0, "rating"), 10, "invalid_topic"),
        (("variant", 0, "options", 0, "source"), "Z", "bad_cell"),
        (("variant", 0, "options", 0, "procedure"), "scam", "unknown_procedure"),
        (("variant", 0, "options", 0, "procedure"), "look", "rated_twice"),
        (("variant", 0, "conditions"), {"scan": "c"}, "unknown_condition"),
        (("variant", 0, "technique"), {"scam": ["x"]}, "unknown_procedure"),
        (("variant", 0, "soft"), {"years": {"ge": 1}}, "not_bounds"),
        (("variant", 0, "when"), {"years": [1, 2]}, "not_bounds"),
        (("variant", 0, "when"), {"color": []}, "empty_condition"),
        (("variant", 0, "when"), {"color": ["red", "red"]}, "value_twice"),
        (("variant", 0, "when"), {"color": {"ge": 1}}, "unknown_value"),
        (("variant", 0, "when"), {"wet": "yes"}, "unknown_value"),
        (("variant", 0, "when"), {"wet": 1}, "unknown_value"),
        (("variant", 0, "when"), {"years": True}, "not_a_number"),
        (("fact", 0, "kinds"), {"red": ["warm"]}, "bad_fact"),
        (("fact", 0, "kinds"), {"warm": ["red"], "orange": ["red"]}, "bad_fact"),
        (("fact", 0, "words"), ["warm", "warm"], "bad_fact"),
        (("fact", 0, "whole"), ["blue"], "bad_fact"),
        (("fact", 0, "name"), "age_years", "bad_fact"),
        (("fact", 2, "yes_no"), False, "bad_fact"),
        (("fact", 3, "number"), {"low": 3, "high": 3}, "bad_fact"),
        (("join",), {"color": {"order": ["red"]}}, "not_joinable"),
        (
            ("condition",),
            [{"id": "c", "text": "t", "source": "s", "requires": [["wat"]]}],
            "unknown_fact",
        ),
        (("procedures", "scan"), {"label": "scan", "rrl": "2"}, None),
        (("radiation",), [{"level": "O"}], None),
        (("alerts",), {"proof": [7]}, "unknown_variant"),
        (
            ("nearest",),
            [{"id": "N", "when": {"color": "orange"}, "reasons": ["r"], "why": "w"}],
            "nearest_variant",
        ),
        (
            ("nearest",),
            [
                {
                    "id": "N",
                    "when": {"color": "orange"},
                    "variant": 1,
                    "candidates": [1],
                    "reasons": ["r"],
                    "why": "w",
                }
            ],
            "chosen_among_candidates",
        ),
    ],
)
def test_every_kind_of_problem_is_found(
    path: tuple[str | int, ...], value: Any, code: str | None
) -> None:
    tree = changed(path, value)
    if code is None:
        read_table(write(tree).encode())
    else:
        assert code in problems(tree)


def test_a_level_that_the_topic_does_not_explain_is_found() -> None:
    tree = changed(("procedures", "scan"), {"label": "scan", "rrl": "2"})
    assert problems({**tree, "radiation": [{"level": "O"}]}) == ["unknown_level"]


def test_rows_that_override_each_other_in_a_circle_are_found() -> None:
    rows = [
        {**RED, "overrides": ["V2"]},
        {**RED, "overrides": ["V3"]},
        {**RED, "overrides": ["V1"]},
    ]
    assert problems(tree_of(rows)) == ["circular_overrides"] * 3


def test_a_row_that_can_never_answer_is_found() -> None:
    assert problems(tree_of([RED, {"when": {}, "overrides": ["V1"]}])) == ["row_never_answers"]


def test_a_row_that_could_override_keeps_the_answer_open() -> None:
    """Unknown is not no: a row holds, but one that counts before it may hold as well."""
    table = loaded([{"when": {"color": "red"}}, {"when": {"wet": True}, "overrides": ["V1"]}])
    answer = table.answer({"color": "red"})
    assert (answer.status, answer.variant) == (Status.UNDETERMINED, None)
    assert answer.candidates == (1, 2)
    assert [(m.fact, m.would_decide) for m in answer.missing] == [("wet", True)]
    assert table.answer({"color": "red", "wet": False}).variant == 1
    assert table.answer({"color": "red", "wet": True}).variant == 2


def test_a_row_that_is_overridden_is_no_candidate() -> None:
    table = loaded([{"when": {"color": "red"}}, {"when": {"wet": True}, "overrides": ["V1"]}])
    answer = table.answer({"wet": True})
    assert (answer.status, answer.variant, answer.candidates) == (Status.MATCH, 2, ())


def test_rows_that_meet_only_where_a_fact_is_missing_are_found() -> None:
    gap = {"when": {"color": "not_stated"}, "reasons": ["r"], "why": "w"}
    rows = [{**gap, "id": "N1"}, {**gap, "id": "N2"}]
    with pytest.raises(BadTable) as raised:
        loaded([RED], no_match=rows)
    (problem,) = raised.value.problems
    assert (problem.code, problem.row, problem.witness) == (
        "overlapping_rows",
        "N2",
        {"color": None},
    )
    assert "color = not stated" in problem.message


def test_the_scope_may_silence_a_row_for_good() -> None:
    """A superseded row stays in the file as history, and is no candidate any more."""
    scope = [{"id": "gone", "when": {"color": "red"}, "reason": "superseded", "source": "s"}]
    table = loaded([RED, BLUE], scope=scope)
    assert table.answer({"color": "red"}).reasons == ("superseded",)
    assert table.answer({}).candidates == (2,)


def test_bytes_that_are_no_table_are_refused() -> None:
    for data in (b"\xff", b"a = ", b"[topic]\nid = 1\n", b"x = " + b"[" * 5000 + b"]" * 5000):
        with pytest.raises(BadTable):
            read_table(data)


def test_a_member_that_there_is_not_comes_with_the_one_that_was_meant() -> None:
    with pytest.raises(BadTable) as raised:
        read_table(write(changed(("variant", 0, "titel"), "x")).encode())
    (problem,) = raised.value.problems
    assert (problem.row, problem.field, problem.hint) == ("V1", "titel", "Did you mean 'title'?")


def test_a_signature_counts_only_while_it_holds() -> None:
    tree = tree_of([RED])
    draft = read_table(write(tree).encode())
    assert draft.review == "draft"
    stated = json.loads(draft.file.model_dump_json(exclude_unset=True, exclude={"review"}))
    signed = {"name": "N", "date": "2026-01-01", "scope": "all", "digest": digest(stated)}
    review = {"status": "reviewed", "reviewers": [signed]}
    assert read_table(write({**tree, "review": review}).encode()).review == "reviewed"
    later = {**tree_of([BLUE]), "review": review}
    assert read_table(write(later).encode()).review == "outdated"
    unsigned = {**tree, "review": {"status": "reviewed"}}
    assert read_table(write(unsigned).encode()).review == "draft"


def test_a_note_asks_the_same_facts() -> None:
    topic = write(tree_of([RED])).encode()
    note = '[review]\nstatus = "draft"\n\n[[note]]\ncode = "n"\ntext = "t"\n'
    assert read_table(topic, (note + 'when = { color = "red" }').encode()).notes
    for wrong in ('when = { colour = "red" }', "variants = [4]", 'when = { color = "read" }'):
        with pytest.raises(BadTable) as raised:
            read_table(topic, (note + wrong).encode())
        assert raised.value.problems[0].line == 7


def test_lines_are_found_beside_texts_that_look_like_tables() -> None:
    text = "\n".join(
        [
            *('a = """', "[[row]]", "b = 1", '"""'),
            *("[[row]]", "b = 2"),
            *("[[row]]", "c = [", "  { d = 1 },", "  { d = 2 },", "]"),
            *("[row.e]", "f = 3"),
        ]
    )
    found = places(text)
    assert line_of(found, ("row", 0, "b")) == 6
    assert line_of(found, ("row", 1, "c", 1, "d")) == 10
    assert line_of(found, ("row", 1, "e", "f")) == 13
    assert line_of(found, ("nowhere",)) is None


def test_the_registry_is_whole() -> None:
    """Every fact has a question, a subject and answers; the subjects are parts of each other."""
    assert {"age_years", "presentation", "morphology", "risk"} <= set(facts())
    assert all(fact.asks.endswith(("?", ".")) and fact.of for fact in facts().values())
    assert Subject.CALCIFICATIONS.within == frozenset(Subject) - {Subject.ANSWER}
    assert facts()["age_years"].can_be_asked_about(Subject.CALCIFICATIONS)
    assert not facts()["morphology"].can_be_asked_about(Subject.BREAST)
    assert not set(facts()) & {fact["name"] for fact in FACTS}


def test_what_a_table_answers_cannot_be_changed() -> None:
    answer = loaded([RED]).answer({"color": "red"})
    assert answer.status is Status.MATCH
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        answer.status = Status.NO_MATCH  # type: ignore[misc]
