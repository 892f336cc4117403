"""Hold the list of gaps to the code: every rule names a table of its file or a function."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import pytest

from birads.acr_criteria._topic import RuleText, TopicFile
from birads.acr_criteria.compiled import bundled

RULES = bundled().file.rule


def test_the_list_of_gaps_is_whole() -> None:
    file = bundled().file
    ids = {row.id.partition("-")[0] for row in file.nearest}
    ids |= {row.id.partition("-")[0] for row in file.no_match} | {rule.id for rule in RULES}
    assert ids == {f"G{number}" for number in range(1, 45)}


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_names_where_it_is_kept(rule: RuleText) -> None:
    table, _, member = rule.where.partition(".")
    if table in TopicFile.model_fields:
        return
    # The table says the idea; the module that holds it may be private by name.
    homes = [f"birads.{table}", f"birads.acr_criteria.{table}", f"birads.acr_criteria._{table}"]
    (home,) = (name for name in homes if find_spec(name) is not None)
    assert callable(getattr(import_module(home), member))
