"""The record of tables: no entry of a table is lost without a line of it."""

from __future__ import annotations

import mutate_source
import render_tables
from render_tables import entries, rendered

from birads.tables._review import digest
from birads.tables._row import read_tree


def test_the_record_is_that_of_the_tables() -> None:
    assert rendered() == render_tables.PAGE.read_text("utf-8"), "run tools/render_tables.py"


def test_every_edit_of_a_table_changes_its_line() -> None:
    drawn = [each for each in mutate_source.drawn(160, seed=8) if each.path.suffix == ".toml"]
    assert len(drawn) > 25
    for mutant in drawn:
        text = (mutate_source.ROOT / mutant.path).read_text("utf-8")
        before, after = (read_tree(one.encode(), "t") for one in (text, mutant.applied(text)))
        assert digest(before) != digest(after), mutant


def test_entries_are_words_numbers_and_flags() -> None:
    assert entries({"a": [1, {"b": "x"}], "c": {"d": False}, "e": []}) == 3
