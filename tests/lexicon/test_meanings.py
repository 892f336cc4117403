"""What words mean, and which is the most suspicious, stands in one table that fits the words."""

from __future__ import annotations

from collections import Counter

import pytest

from birads.checks._words import BENIGN_WORDS, IMAGING, ROUND_WORDS, SUSPICIOUS_WORDS, TISSUE
from birads.lexicon import Group, source, term, terms
from birads.lexicon._axes import AXES
from birads.lexicon._meanings import classes, meaning, order, table, worst
from birads.lexicon.common import Category
from birads.report.pathology import RESULT_CLASS, PathologyResult, ResultClass
from birads.report.view._index import SUSPICION, TISSUE_ACTIONS

ROWS = [*table()["meaning"], *table()["order"]]
WORDS = {axis.id: {str(word) for word in axis.enum} for axis in AXES.values()} | {
    "category": {str(word) for word in Category}
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['axis']} {row.get('meaning', '')}")
def test_a_row_speaks_words_of_its_axis_and_has_a_source(row: dict[str, list[str]]) -> None:
    assert set(row["words"]) <= WORDS[str(row["axis"])]
    assert len(row["words"]) == len(set(row["words"]))
    assert all(source(key) for key in row["source"])


def test_a_word_has_one_meaning_and_an_axis_one_order() -> None:
    said = Counter((row["axis"], word) for row in table()["meaning"] for word in row["words"])
    assert set(said.values()) == {1}
    assert len({row["axis"] for row in table()["order"]}) == len(table()["order"])


def test_every_category_is_ordered_and_every_result_but_other_has_a_class() -> None:
    assert set(order("category")) == WORDS["category"]
    assert [str(one) for one in sorted(SUSPICION, key=SUSPICION.__getitem__)] == [
        *order("category")
    ]
    unnamed = {result for result in PathologyResult if RESULT_CLASS[result] is None}
    assert unnamed == {PathologyResult.OTHER}
    assert set(classes("pathology.result").values()) == {str(one) for one in ResultClass}


def test_the_order_is_that_of_what_is_acted_on_first() -> None:
    assert worst(["4A", "2", "0"], "category") == "4A"
    assert worst(["4", "4A"], "category") == "4"
    assert worst(["0", "6", "3"], "category") == "0"
    assert worst(["circumscribed", "spiculated"], "mg.mass.margin") == "spiculated"
    with pytest.raises(LookupError, match="no order"):
        order("mg.mass.density")


def test_no_imaging_asks_for_tissue() -> None:
    assert not TISSUE & IMAGING
    assert TISSUE == TISSUE_ACTIONS
    assert {str(one) for one in TISSUE} == meaning("recommendation.action", "tissue")
    assert "lymph_node_biopsy" not in TISSUE


def test_a_calcification_word_is_benign_by_its_row_only() -> None:
    groups = {one.word: one.group for one in terms("mg.calcifications.morphology")}
    assert {str(one) for one in SUSPICIOUS_WORDS} == {
        word for word, group in groups.items() if group is Group.SUSPICIOUS
    }
    for word in BENIGN_WORDS | ROUND_WORDS:
        row = term(f"mg.calcifications.morphology.{word}")
        assert row.group is Group.TYPICALLY_BENIGN
