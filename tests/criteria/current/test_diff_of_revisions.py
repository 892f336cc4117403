"""Two revisions of a current topic are compared over every combination of their facts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from birads.acr_criteria._diff import Changed, compare
from birads.acr_criteria._regions import groups_of
from birads.acr_criteria._space import size
from birads.acr_criteria.compiled import Topic, bundled, bundled_file
from birads.acr_criteria.current import current_topics
from birads.acr_criteria.table._domain import within
from birads.acr_criteria.topics import topic_of_file
from birads.cli._criteria import criteria

LUMP = "palpable-breast-masses"


def revised(folder: Path, topic: str, *edits: tuple[str, str]) -> Topic:
    """Return a topic of the pack with parts of its text replaced, as a revision of a house."""
    path = bundled_file(topic)
    assert path is not None
    text = path.read_text("utf-8")
    for before, after in edits:
        assert before in text
        text = text.replace(before, after)
    own = folder / "topic.toml"
    own.write_text(text, "utf-8")
    return topic_of_file(own)


SMALL = """
[topic]
id = "own"
revision = "1"
title = "Small enough to be listed"
about = "breast"
citation = "Example; nobody's rules"
[review]
status = "draft"
[procedures]
us_breast = { label = "Ultrasound" }
[[variant]]
number = 1
title = "Discharge"
when = { presentation = "discharge_physiologic", age_years = { lt = 30 }, risk = "high" }
options = [{ procedure = "us_breast", category = "usually_appropriate" }]
[[variant]]
number = 2
title = "Lump or pain"
when = { presentation = ["palpable_mass", "focal_pain"], age_years = { ge = 40 } }
options = [{ procedure = "us_breast", category = "usually_appropriate" }]
"""


@pytest.mark.parametrize(
    "edit",
    [
        ("ge = 40", "gt = 40"),
        ("lt = 30", "lt = 45"),
        ('"discharge_physiologic"', '"nipple_discharge"'),
        (', risk = "high"', ""),
        ('"high"', '"higher_than_average"'),
        (', "focal_pain"]', "]"),
    ],
)
def test_groups_hold_every_combination_that_changes(tmp_path: Path, edit: tuple[str, str]) -> None:
    files = [tmp_path / "before.toml", tmp_path / "after.toml"]
    for path, text in zip(files, (SMALL, SMALL.replace(*edit)), strict=True):
        path.write_text(text, "utf-8")
    before, after = map(topic_of_file, files)
    listed = compare(before, after)
    assert listed.groups == ()
    groups = groups_of(before, after)
    assert {(g.before.to_tuple(), g.after.to_tuple()): g.count for g in groups} == Counter(
        pair(one) for one in listed.answers
    )
    for group in groups:
        for name, value in group.example.items():
            assert name not in group.where or any(
                holds(wanted, value) for wanted in group.where[name]
            )


def holds(wanted: object, value: str) -> bool:
    if not isinstance(wanted, dict):
        return wanted == value
    bounds = {name: float(bound) for name, bound in wanted.items()}
    return within(float(value), bounds)


def pair(one: Changed) -> tuple[tuple[object, ...], tuple[object, ...]]:
    before, after = (
        (said.status, said.variant, said.candidates, said.reasons)
        for said in (one.before, one.after)
    )
    return before, after


def test_a_topic_of_millions_of_combinations_is_compared(tmp_path: Path) -> None:
    before = bundled(f"{LUMP}.2022")
    after = revised(
        tmp_path,
        LUMP,
        ("age_years = { ge = 40 }, stage", "age_years = { ge = 45 }, stage"),
        (
            'procedure = "us_breast", category = "may_be_appropriate", rating = 5',
            'procedure = "us_breast", category = "may_be_appropriate_disagreement", rating = 5',
        ),
    )
    found = compare(before, after)
    assert found.rows == size([before, after]) > 100_000_000
    assert found.answers == ()
    assert found.changed == sum(group.count for group in found.groups) > 0
    first = next(g for g in found.groups if g.before.variant == 1 and g.after.status == "no_match")
    assert first.where["age_years"] == ({"ge": 40, "lt": 45},)
    assert first.where["patient_group"] == ("female",)
    moved = {(cell.procedure, cell.member, cell.after) for cell in found.cells}
    assert moved == {("us_breast", "categories", "may_be_appropriate_disagreement")}
    path = str(tmp_path / "topic.toml")
    said = CliRunner().invoke(criteria, ["diff", f"{LUMP}.2022", path, "--format", "json"])
    assert json.loads(said.stdout) == json.loads(json.dumps(found.to_dict()))
    text = CliRunner().invoke(criteria, ["diff", f"{LUMP}.2022", path]).stdout
    assert f"{found.changed} of {found.rows} combinations" in " ".join(text.split())


@pytest.mark.parametrize("key", list(current_topics()))
def test_no_topic_differs_from_itself(key: str) -> None:
    topic = current_topics()[key]
    assert groups_of(topic, topic) == ()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('evidence = "limited"', 'evidence = "moderate"'),
        ('rrl = "2"', 'rrl = "3"'),
        ("rating = 9", "rating = 8"),
    ],
)
def test_every_member_of_a_cell_is_compared(tmp_path: Path, was: str, now: str) -> None:
    path = bundled_file(LUMP)
    assert path is not None
    count = path.read_text("utf-8").count(was)
    found = compare(bundled(f"{LUMP}.2022"), revised(tmp_path, LUMP, (was, now)))
    assert len(found.cells) == count > 0
