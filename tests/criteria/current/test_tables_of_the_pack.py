"""Prove the tables of the pack by masks, and hold every cell to the project's own digest."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import attrs
import pytest

from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.current import current_topics, pack
from birads.acr_criteria.table._answer import Status
from birads.acr_criteria.table._boxes import overlap
from birads.acr_criteria.table._file import TopicFile
from birads.acr_criteria.table._options import options_of
from birads.acr_criteria.table._rows import Kind, boxes_of, rows_of

DIGESTS = Path(__file__).with_name("digests.json")
KEYS = pack().keys
DRAWN = 150


def content(file: TopicFile) -> Iterator[str]:
    """Yield everything of a table that an answer rests on, a line for each row and each cell."""
    for row in (*file.scope, *file.variant):
        yield row.model_dump_json(exclude={"options"})
    for number, options in options_of(file).items():
        for option in options:
            yield json.dumps([number, attrs.asdict(option)])


def digest_of(file: TopicFile) -> str:
    return hashlib.sha256("\n".join(content(file)).encode()).hexdigest()


def test_every_cell_is_what_the_project_signed_off() -> None:
    now = {key: digest_of(bundled(key).file) for key in KEYS}
    assert now == json.loads(DIGESTS.read_text("utf-8"))


def test_the_pack_has_every_variant_and_every_cell() -> None:
    files = [bundled(key).file for key in KEYS]
    assert len(files) == 19
    assert sum(len(file.variant) for file in files) == 127
    assert sum(len(row.options) for file in files for row in file.variant) == 1024


CHANGES = {
    "category": ("usually_appropriate", "usually_not_appropriate"),
    "rating": (1, 9),
    "rrl": ("O", "5"),
    "rrl_pediatric": ("O", "5"),
    "evidence": ("strong", "limited"),
    "verified": ("one", "two"),
    "procedure": ("us_breast", "mammography_diagnostic"),
}


@pytest.mark.parametrize("key", KEYS)
def test_every_cell_that_is_edited_is_caught(key: str) -> None:
    file = bundled(key).file
    before = digest_of(file)
    rows = {row.number: place for place, row in enumerate(file.variant)}
    for row in file.variant:
        for place, cell in enumerate(row.options):
            for member, words in CHANGES.items():
                value = next(word for word in words if word != getattr(cell, member))
                if member == "procedure" and value not in file.procedures:
                    continue
                changed = cell.model_copy(update={member: value})
                options = (*row.options[:place], changed, *row.options[place + 1 :])
                edited = row.model_copy(update={"options": options})
                one = file.model_copy(update={"variant": (edited,)})
                same = file.model_copy(update={"variant": (row,)})
                assert digest_of(one) != digest_of(same), (row.number, cell.procedure, member)
            rest = row.model_copy(update={"options": row.options[1:]})
        variants = list(file.variant)
        variants[rows[row.number]] = rest
        assert digest_of(file.model_copy(update={"variant": tuple(variants)})) != before


@pytest.mark.parametrize("key", KEYS)
def test_rows_meet_only_where_one_overrides_the_other(key: str) -> None:
    """Exact for facts with one value each: every two boxes of rows are compared by their masks."""
    table = bundled(key).table
    rows = rows_of(table.file)
    meeting = set()
    for (one, first), (other, second) in combinations(enumerate(boxes_of(rows)), 2):
        kinds = {rows[first.row].kind, rows[second.row].kind}
        printed = kinds == {Kind.VARIANT} and first.row != second.row
        if printed and overlap(one, other, table.axes) is not None:
            meeting.add(frozenset((rows[first.row].id, rows[second.row].id)))
    decided = {frozenset((row.id, other)) for row in rows for other in row.overrides}
    assert meeting == decided


def drawn(topic: Topic, draw: random.Random) -> dict[str, Any]:
    """Return facts: of each fact one of the answers that the table tells apart, or nothing."""
    values: dict[str, Any] = {}
    for axis in topic.table.axes:
        cell = draw.choice([None, *axis.cells])
        if cell is not None:
            values[axis.fact.name] = axis.bands.samples[cell] if axis.bands else cell
    return values


def near(topic: Topic, draw: random.Random) -> dict[str, Any]:
    """Return facts that fit a row, with one of them left out or changed."""
    row = draw.choice(topic.file.variant)
    values = drawn(topic, draw)
    for name, condition in {**row.when, **draw.choice(row.any_of or ({},))}.items():
        axis = topic.table.axes[[a.fact.name for a in topic.table.axes].index(name)]
        fitting = [cell for cell in axis.cells if cell in _admitted(axis, condition)]
        cell = draw.choice(fitting)
        values[name] = axis.bands.samples[cell] if axis.bands else cell
    return values


def _admitted(axis: Any, condition: Any) -> Any:
    return (axis.bands or axis.fact.domain).admitted(condition)


def meant(topic: Topic, values: dict[str, Any]) -> set[int]:
    answer = topic.table.answer(values)
    return {n for n in (answer.variant, *answer.candidates) if n is not None}


@pytest.mark.parametrize("key", [key for key in KEYS if bundled(key).variants])
def test_what_is_unknown_widens_and_what_all_share_stays(key: str) -> None:
    topic, draw = bundled(key), random.Random(12)
    for turn in range(DRAWN):
        values = (near if turn % 2 else drawn)(topic, draw)
        answer = topic.table.answer(values)
        if answer.status is Status.NOT_COVERED:
            continue
        for name in list(values):
            fewer = {other: value for other, value in values.items() if other != name}
            if topic.table.answer(fewer).status is not Status.NOT_COVERED:
                assert meant(topic, values) <= meant(topic, fewer), (values, name)
        _completions_agree(topic, values, draw)


def _completions_agree(topic: Topic, values: dict[str, Any], draw: random.Random) -> None:
    """Whatever else becomes known, what all candidates share is what is answered then."""
    answer = topic.table.answer(values)
    if answer.status is not Status.UNDETERMINED:
        return
    shared = {option.procedure: option.category for option in answer.options}
    for _ in range(5):
        whole = {**drawn(topic, draw), **values}
        then = topic.table.answer(whole)
        if then.status is Status.MATCH:
            said = {option.procedure: option.category for option in then.options}
            assert shared.items() <= said.items(), (values, whole)


@pytest.mark.parametrize("key", current_topics())
def test_the_points_of_a_topic_are_counted(key: str) -> None:
    """Every answer of every fact is told apart by masks: the proof is over all of them."""
    table = bundled(key).table
    assert all(len(axis.cells) > 1 for axis in table.axes)
    for axis in table.axes:
        for cell in axis.cells:
            value = axis.bands.samples[cell] if axis.bands else cell
            assert axis.key(value) == cell
