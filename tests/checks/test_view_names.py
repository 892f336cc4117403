"""Hold the table of view names together, and say how a name is read."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from birads import checks
from birads.checks._view_names import read_view
from birads.lexicon.common import Side

TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (files(checks) / "views.toml").read_text("utf-8")
)
ROWS = [*TABLE["view"], *TABLE["modifier"]]


def test_each_code_and_each_spelling_stands_once() -> None:
    codes = [row["code"] for row in ROWS]
    assert len(set(codes)) == len(codes)
    words = [word for row in [*ROWS, *TABLE["manner"]] for word in (row["word"], *row["also"])]
    assert len(set(words)) == len(words)
    assert all(word == word.casefold() for word in words)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["word"])
def test_each_spelling_is_a_view_without_a_side(row: dict[str, Any]) -> None:
    for word in (row["word"], *row["also"], row["word"].upper()):
        assert read_view(word).known
        assert read_view(word).sides == frozenset()


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("LCC", {Side.LEFT}),
        ("R-MLO", {Side.RIGHT}),
        ("LML", {Side.LEFT}),
        ("LMLO", {Side.LEFT}),
        ("LM", set()),
        ("RM", set()),
        ("Right LM", {Side.RIGHT}),
        ("RXCCL", {Side.RIGHT}),
        ("LMCC", {Side.LEFT}),
        ("LCCID", {Side.LEFT}),
        ("exaggerated CCL", set()),
        ("bilateral CC", set(Side)),
        ("spot magnification ML", set()),
        ("90-degree lateral", set()),
        ("CC tomosynthesis (left)", {Side.LEFT}),
    ],
)
def test_the_side_of_a_name(name: str, sides: set[Side]) -> None:
    assert read_view(name).sides == sides


@pytest.mark.parametrize(
    "name", ["PA chest", "left", "view", "MLLO", "sagittal", "1", "-", "c" * 300]
)
def test_what_is_no_view(name: str) -> None:
    assert not read_view(name).known
