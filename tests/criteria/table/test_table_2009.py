"""The table of 2009, and the file of it in the spelling of before."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from birads.acr_criteria import Facts
from birads.acr_criteria.table import BadTable, Status, Table, load_table
from birads.tables._review import digest
from tests.criteria.criteria_space import whole_product

ROOT = Path(__file__).resolve().parents[3]
OLD = ROOT / "tests/criteria/old/breast-microcalcifications.2009.toml"
NEW = ROOT / "src/birads/acr_criteria/data/topics/breast-microcalcifications/2009/topic.toml"


@pytest.fixture(scope="module")
def table() -> Table:
    return load_table(NEW)


def asked(facts: Facts) -> dict[str, object]:
    return facts.values()


def test_the_old_spelling_is_the_same_topic(table: Table) -> None:
    """For one release a file in the spelling of before is read, and says the same."""
    old, new = load_table(OLD).file, table.file
    assert old.scope == new.scope or [(r.id, r.when, r.reason) for r in old.scope] == [
        (r.id, r.when, r.reason) for r in new.scope
    ]
    told = {"scope", "rule"}
    assert old.model_dump(exclude=told) == new.model_dump(exclude=told)


def test_every_combination_has_the_answer_of_the_old_spelling(table: Table) -> None:
    old = load_table(OLD)
    for facts in whole_product():
        assert table.answer(asked(facts)) == old.answer(asked(facts)), facts


def test_a_signature_of_the_old_spelling_holds(tmp_path: Path) -> None:
    """It was given for the same content; one changed cell leaves it behind."""
    text = OLD.read_text("utf-8")
    now = digest(tomllib.loads(text))
    by = f'{{ name = "A. Reader", date = "2026-05-05", scope = "all", digest = "{now}" }}'
    signed = text.replace(
        'status = "draft"\nreviewers = []', f'status = "reviewed"\nreviewers = [{by}]'
    )
    assert signed != text
    path = tmp_path / "old.toml"
    path.write_text(signed, "utf-8")
    assert load_table(path).review == "reviewed"
    path.write_text(signed.replace("us_breast = 4", "us_breast = 5", 1), "utf-8")
    assert load_table(path).review == "outdated"


def test_a_problem_of_an_old_file_stands_where_the_old_file_has_it(tmp_path: Path) -> None:
    text = OLD.read_text("utf-8").replace('"skin", "vascular"', '"skin", "vasculr"')
    path = tmp_path / "old.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadTable) as raised:
        load_table(path)
    (problem,) = raised.value.problems
    assert problem.path[0] == "morphology"
    assert problem.line == 1 + next(
        n for n, line in enumerate(text.splitlines()) if line == "[morphology]"
    )
    assert "Did you mean 'vascular'?" in str(problem)


def test_ratings_become_options_with_category_and_level(table: Table) -> None:
    options = {o.procedure: o for o in table.answer({"morphology": ["skin"]}).options}
    assert options["mammography_diagnostic"].category == "usually_appropriate"
    assert options["mammography_diagnostic"].rating == 9
    assert options["pet_breast"].rrl == "4"
    assert not options["core_biopsy_breast"].suggested


def test_a_word_that_the_topic_does_not_know_is_not_in_topic(table: Table) -> None:
    """A new word of the lexicon never breaks a topic, and never hides another word."""
    alone = table.answer({"morphology": ["a_word_of_tomorrow"]})
    assert (alone.status, alone.reasons) == (Status.NO_MATCH, ("not_in_topic",))
    assert [part.word for part in alone.parts] == ["not an answer of the fact"]
    beside = table.answer({"morphology": ["a_word_of_tomorrow", "fine_pleomorphic"]})
    assert beside.variant == 1
    assert "component_without_match" in beside.reasons


def test_the_memory_of_a_table_is_bounded_and_knows_no_ids(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    from birads.acr_criteria.table import _table

    monkeypatch.setattr(_table, "_MOST_REMEMBERED", 5)
    other = load_table(NEW)
    for facts in list(whole_product())[:60]:
        other.answer({**asked(facts), "id": object()})
        assert len(other._memo) <= 5  # noqa: SLF001 - what is remembered is the point
    known = {"morphology": ["amorphous"], "distribution": "regional"}
    before = len(table._memo)  # noqa: SLF001
    for number in range(100):
        table.answer({**known, "id": f"calc-{number}"})
    assert len(table._memo) <= before + 1  # noqa: SLF001
