"""Rules that are written as rows answer as the table does, for an engine that knows no topic."""

from __future__ import annotations

import csv
import io
import operator
import random
from collections import defaultdict
from typing import Any

import pytest
from click.testing import CliRunner

from birads.acr_criteria._rule_rows import fits_a_table, render_rules
from birads.acr_criteria.compiled import Topic, bundled
from birads.acr_criteria.current import current_topics
from birads.acr_criteria.table._answer import Status
from birads.cli._app import app

LARGE = [key for key, topic in current_topics().items() if not fits_a_table(topic)]
OPS = {"ge": operator.ge, "gt": operator.gt, "lt": operator.lt, "le": operator.le}


def holds(conditions: list[dict[str, str]], facts: dict[str, Any]) -> bool:
    """Say whether facts meet the lines of one alternative of a row."""
    by_fact = defaultdict(list)
    for line in conditions:
        by_fact[line["fact"]].append(line)
    for fact, lines in by_fact.items():
        value = facts.get(fact)
        if value is None:
            return False
        words = {line["value"] for line in lines if line["op"] == "is"}
        if words and str(value) not in words:
            return False
        if any(
            not OPS[line["op"]](float(value), float(line["value"]))
            for line in lines
            if line["op"] != "is"
        ):
            return False
    return True


def plain(value: Any) -> Any:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def drawn(topic: Topic, draw: random.Random) -> dict[str, Any]:
    row = draw.choice(topic.file.variant)
    asked = {**row.when, **draw.choice(row.any_of or ({},))}
    values = {}
    for axis in topic.table.axes:
        domain: Any = axis.bands or axis.fact.domain
        fits = set(domain.admitted(asked[axis.fact.name])) if axis.fact.name in asked else set()
        cells = [cell for cell in axis.cells if cell in fits] or list(axis.cells)
        cell = draw.choice(cells)
        values[axis.fact.name] = axis.bands.samples[cell] if axis.bands else cell
    return values


@pytest.mark.parametrize("key", LARGE)
def test_the_lines_answer_as_the_table_does(key: str) -> None:
    topic, draw = bundled(key), random.Random(3)
    boxes: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for line in csv.DictReader(io.StringIO(render_rules(topic, "csv").decode())):
        boxes[line["row"], line["alternative"]].append(line)
    for _ in range(100):
        values = drawn(topic, draw)
        facts = {name: plain(value) for name, value in values.items()}
        found = {row: lines[0] for (row, _), lines in boxes.items() if holds(lines, facts)}
        answer = topic.table.answer(values)
        if answer.status is Status.NOT_COVERED:
            assert any(line["kind"] == "scope" for line in found.values())
            continue
        beaten = {name for line in found.values() for name in line["overrides"].split(";")}
        left = {line["variant"] for row, line in found.items() if row not in beaten}
        assert left == ({str(answer.variant)} if answer.variant is not None else set())


def test_the_command_writes_rules_where_a_table_would_be_too_large() -> None:
    assert LARGE
    run = CliRunner().invoke(app, ["criteria", "decisions", "--topic", "palpable-breast-masses"])
    assert run.exit_code == 0
    assert run.output.startswith("row,kind,variant,alternative,overrides,fact,op,value")
    small = ["criteria", "decisions", "--topic", "deep-inferior-epigastric-arteries"]
    columns = "purpose,planned_reconstruction,stage,status"
    assert CliRunner().invoke(app, small).output.startswith(columns)


@pytest.mark.parametrize("form", ["json", "csv", "toml"])
def test_every_topic_is_exported(form: str) -> None:
    for key in current_topics():
        command = ["criteria", "export", "--topic", key.partition(".")[0], "--format", form]
        run = CliRunner().invoke(app, command)
        assert run.exit_code == 0, (key, run.output)
