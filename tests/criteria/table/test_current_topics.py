"""The current topics: those that ship, and every one that the data beside the project holds."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import make_topics
import pytest
from topic_toml import write

from birads.acr_criteria.table import BadTable, Status, Table, load_table, read_table

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = ROOT / "src/birads/acr_criteria/data/current"
CURRENT = sorted(SHIPPED.rglob("topic.toml"))
NO_IMAGING = 25
"""How many printed rows rate every procedure usually not appropriate."""


@pytest.fixture(scope="module")
def choices() -> dict[str, Any]:
    return tomllib.loads(make_topics.CHOICES.read_text("utf-8"))


@pytest.fixture(scope="module")
def data() -> list[dict[str, Any]]:
    folder = ROOT.parent / "shared" / "data/acr_topics"
    found = [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))]
    if not found:
        pytest.skip("the tables of the current topics are not beside the project")
    return found


def made(data: dict[str, Any], choices: dict[str, Any]) -> Table:
    files = {
        name: write(tree).encode() for name, tree in make_topics.from_data(data, choices).items()
    }
    return read_table(files["topic.toml"], files["notes.toml"], name=data["slug"])


@pytest.mark.parametrize("path", CURRENT, ids=lambda path: path.parent.parent.name)
def test_a_topic_that_ships_loads_and_says_where_it_is_from(path: Path) -> None:
    table = load_table(path)
    head = table.file.topic
    assert (table.id, table.revision) == (path.parent.parent.name, path.parent.name)
    assert head.url is not None
    assert str(head.acr_topic_id) in head.url
    assert table.review == "draft"
    assert table.notes
    assert all(option.verified for options in table.options.values() for option in options)


def test_the_topics_that_ship_are_what_the_data_gives(
    data: list[dict[str, Any]], choices: dict[str, Any]
) -> None:
    by_slug = {one["slug"]: one for one in data}
    for path in CURRENT:
        trees = make_topics.from_data(by_slug[path.parent.parent.name], choices)
        for name, tree in trees.items():
            assert path.with_name(name).read_text("utf-8") == write(tree)


def test_every_topic_loads_with_every_cell(
    data: list[dict[str, Any]], choices: dict[str, Any]
) -> None:
    """Categories, ratings, levels and marks of every cell come out as they went in."""
    cells = 0
    for one in data:
        table = made(one, choices)
        assert len(table.titles) == len(one["variants"])
        for variant in one["variants"]:
            options = table.options[variant["number"]]
            assert len(options) == len(variant["procedures"])
            for option, cell in zip(options, variant["procedures"], strict=True):
                cells += 1
                shown = (option.procedure, option.category, option.rating, option.evidence)
                assert shown == (
                    cell["procedure"],
                    cell["category"],
                    cell["rating"],
                    cell["evidence"],
                )
                assert (option.rrl, option.rrl_pediatric) == (cell["rrl"], cell["rrl_pediatric"])
                assert option.verified == cell["verified"]
                assert option.disagreement == cell["category"].endswith("disagreement")
                assert dict(option.conflict) == cell.get("conflict", {})
    assert cells == sum(len(v["procedures"]) for one in data for v in one["variants"]) > 1000


def test_only_the_overlaps_that_were_decided_are_there(
    data: list[dict[str, Any]], choices: dict[str, Any]
) -> None:
    """Without the decisions exactly the pairs that they name are told, each with a witness."""
    bare = {**choices, "override": []}
    told = set()
    for one in data:
        try:
            made(one, bare)
        except BadTable as error:
            for problem in error.problems:
                assert problem.code == "overlapping_rows"
                assert problem.witness
                names = problem.message.split("'")
                told.add((one["slug"], frozenset((names[1], names[3]))))
    decided = {
        (row["topic"], frozenset((f"V{row['variant']}", other)))
        for row in choices["override"]
        for other in row["overrides"]
    }
    assert told == decided
    assert decided


def points_of(box: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield facts that a printed row asks for: each listed value, and a number at each bound."""
    choices = []
    for fact, condition in box.items():
        if isinstance(condition, dict):
            values = [b + (n == "gt") * 0.5 - (n == "lt") * 0.5 for n, b in condition.items()]
        else:
            values = condition if isinstance(condition, list) else [condition]
        choices.append([(fact, value) for value in values])
    for chosen in product(*choices):
        yield dict(chosen)


def test_every_printed_row_answers_its_own_facts(
    data: list[dict[str, Any]], choices: dict[str, Any]
) -> None:
    """Each row answers what it asks for, unless a row that was decided to count comes before it."""
    for one in data:
        table = made(one, choices)
        beaten = {
            (row["variant"], int(other[1:]))
            for row in choices["override"]
            if row["topic"] == one["slug"]
            for other in row["overrides"]
        }
        for variant in one["variants"]:
            for more in variant.get("any_of", [{}]):
                box = {**variant["facts"], **more, "stage": variant["stage"]}
                box.pop("age_start_between", None)
                for point in points_of(box):
                    answer = table.answer(point)
                    if answer.status is Status.NOT_COVERED:
                        # a row without a floor for the age, asked below 18, or a table gone
                        young = point.get("age_years", 18) < 18
                        assert young or "lactation_table_missing" in answer.reasons
                        continue
                    number = variant["number"]
                    meant = {answer.variant, *answer.candidates}
                    assert number in meant or (answer.variant, number) in beaten, (
                        one["slug"],
                        point,
                    )
                    assert answer.status is Status.MATCH or any(b == number for _, b in beaten)


def test_rows_without_imaging_say_so(data: list[dict[str, Any]], choices: dict[str, Any]) -> None:
    rows = [
        (one["slug"], number)
        for one in data
        for number, options in made(one, choices).options.items()
        if all(option.category == "usually_not_appropriate" for option in options)
    ]
    assert len(rows) == NO_IMAGING


def lump(**more: Any) -> dict[str, Any]:
    return {
        "patient_group": "female",
        "presentation": ["palpable_mass"],
        "purpose": "symptom_evaluation",
        "stage": "initial",
        **more,
    }


@pytest.fixture(scope="module")
def masses() -> Table:
    return load_table(SHIPPED / "palpable-breast-masses/2022/topic.toml")


@pytest.fixture(scope="module")
def implants() -> Table:
    return load_table(SHIPPED / "breast-implant-evaluation/2023/topic.toml")


@pytest.mark.parametrize(
    ("age", "variant"), [(18, 6), (29, 6), (30, 11), (39, 11), (40, 1), (90, 1)]
)
def test_a_lump_is_answered_by_age(masses: Table, age: int, variant: int) -> None:
    answer = masses.answer(lump(age_years=age))
    assert (answer.status, answer.variant) == (Status.MATCH, variant)


def test_a_lump_without_an_age_keeps_the_rows_of_every_age(masses: Table) -> None:
    answer = masses.answer(lump())
    assert answer.status is Status.UNDETERMINED
    assert answer.candidates == (1, 6, 11)
    assert [(m.fact, m.would_decide) for m in answer.missing] == [("age_years", True)]


def test_a_lump_after_a_suspicious_mammogram(masses: Table) -> None:
    for category in ("4", "4A", "4B", "4C", "5"):
        answer = masses.answer(
            lump(age_years=50, stage="next", prior_mammography_category=category)
        )
        assert answer.variant == 2
    gap = masses.answer(lump(age_years=50, stage="next", prior_mammography_category="0"))
    assert gap.variant is None
    assert 2 not in gap.candidates


def test_a_child_and_a_man_get_no_row(masses: Table) -> None:
    child = masses.answer(lump(age_years=17))
    assert (child.status, child.reasons) == (Status.NOT_COVERED, ("under_18",))
    assert masses.answer(lump(age_years=50, patient_group="male")).status is Status.NO_MATCH


def test_silicone_is_answered_by_either_alternative(implants: Table) -> None:
    facts = {
        "patient_group": "female",
        "purpose": "implant_evaluation",
        "implant_type": "silicone",
        "presentation": ["none"],
        "age_years": 45,
        "stage": "initial",
    }
    first = {**facts, "implant_years": 6, "prior_implant_imaging": "none"}
    again = {
        **facts,
        "implant_years": 12,
        "prior_implant_imaging": "negative",
        "years_since_implant_imaging": 2.5,
    }
    late = {**facts, "implant_years": 7, "prior_implant_imaging": "none"}
    assert implants.answer(first).variant == 6
    assert implants.answer(again).variant == 6
    assert implants.answer(late).status is Status.NO_MATCH
    assert implants.answer({**facts, "implant_years": 4}).variant == 5


def test_an_unsettled_cell_says_so(implants: Table) -> None:
    unsettled = [option for option in implants.options[13] if option.conflict]
    assert len(unsettled) == 2
    assert all(option.disagreement and option.verified == "one" for option in unsettled)
