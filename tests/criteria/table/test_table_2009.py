"""The table of 2009 in the new format answers what the old code answers, everywhere."""

from __future__ import annotations

from pathlib import Path

import make_topics
import pytest
from criteria_space import whole_product

from birads.acr_criteria import Facts, match
from birads.acr_criteria.match import Match
from birads.acr_criteria.table import Answer, Status, Table, load_table

ROOT = Path(__file__).resolve().parents[3]
OLD = ROOT / "src/birads/acr_criteria/topics/breast-microcalcifications.2009.toml"
NEW = ROOT / "src/birads/acr_criteria/data/topics/breast-microcalcifications/2009/topic.toml"


@pytest.fixture(scope="module")
def table() -> Table:
    return load_table(NEW)


def asked(facts: Facts) -> dict[str, object]:
    return {
        "morphology": facts.morphology,
        "distribution": facts.distribution,
        "groups": facts.groups,
        "laterality": facts.laterality,
    }


def old_shape(found: Match) -> object:
    parts = [
        (word.value, part.status.value, part.variant, part.candidates, part.reasons, part.row)
        for word, part in found.parts
    ]
    answer = (found.status.value, found.variant, found.candidates, found.reasons, found.missing)
    return answer, found.row, parts


def new_shape(found: Answer) -> object:
    parts = [
        (part.word, part.status.value, part.variant, part.candidates, part.reasons, part.row)
        for part in found.parts
    ]
    missing = tuple(one.fact for one in found.missing)
    answer = (found.status.value, found.variant, found.candidates, found.reasons, missing)
    return answer, found.row, parts


def test_the_file_is_the_old_one_in_the_new_format() -> None:
    """Until the old file goes, the two cannot drift: ``tools/make_topics.py --old`` makes one."""
    assert NEW.read_text("utf-8") == make_topics.from_old(OLD.read_text("utf-8"))


def test_every_combination_has_the_same_answer(table: Table) -> None:
    """None to three words in every place, and the sets of public data: parts and reasons too."""
    points = 0
    for facts in whole_product():
        points += 1
        assert new_shape(table.answer(asked(facts))) == old_shape(match(facts)), facts
    assert points > 37_000


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
