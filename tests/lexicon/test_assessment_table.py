"""The assessment table and the statements of the law: total, and clear about 50 %."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from birads import lexicon
from birads.lexicon._assessments import build_assessments
from birads.lexicon._load import read_table
from birads.lexicon._statements import StatementKind, build_statements
from birads.lexicon.common import Category, Modality
from birads.lexicon.mammography import Composition
from birads.tables._row import InvalidTable

DIVIDED = (Category.C4A, Category.C4B, Category.C4C)


def test_every_category_stands_there_in_order() -> None:
    assert [one.id for one in lexicon.assessments()] == list(Category)
    assert lexicon.assessment("4B").id is Category.C4B
    with pytest.raises(ValueError, match="4D"):
        lexicon.assessment("4D")


@pytest.mark.parametrize(
    ("percent", "category"),
    [
        (0.001, "3"),
        (2, "3"),
        (2.001, "4A"),
        (10, "4A"),
        (10.001, "4B"),
        (50, "4B"),
        (50.001, "4C"),
        (94.999, "4C"),
        (95, "5"),
        (100, "5"),
    ],
)
def test_each_likelihood_falls_into_one_category(percent: float, category: str) -> None:
    undivided = [one for one in lexicon.assessments() if one.id is not Category.C4]
    inside = [one.id for one in undivided if one.likelihood and percent in one.likelihood]
    assert inside == [category]


def test_4_is_the_union_of_its_parts() -> None:
    whole = lexicon.assessment("4").likelihood
    assert whole is not None
    parts = [lexicon.assessment(part) for part in DIVIDED]
    assert all(part.part_of is Category.C4 for part in parts)
    for tenth in range(1001):
        percent = tenth / 10
        inside = sum(part.likelihood is not None and percent in part.likelihood for part in parts)
        assert inside == (percent in whole)


def test_mri_does_not_divide_4() -> None:
    for one in lexicon.assessments():
        assert one.used_in("mri") is (one.id not in DIVIDED)
        assert one.used_in("mammography")
        for modality in Modality:
            assert (one.management_in(modality) is not None) is one.used_in(modality)


def test_no_likelihood_where_none_is_stated() -> None:
    without = [one.id for one in lexicon.assessments() if one.likelihood is None]
    assert without == [Category.C0, Category.C6]
    assert str(lexicon.assessment("4B").likelihood) == "above 10 to 50 %"


def test_2025_notes_are_drafts() -> None:
    for one in lexicon.assessments():
        noted = lexicon.Edition.E2025 in dict(one.edition_notes)
        assert noted is (lexicon.Edition.E2025 in one.draft_editions)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"likelihood": {"above": 10, "from": 10, "to": 50}}, "'above' or 'from'"),
        ({"likelihood": {"above": 10}}, "'to' or 'below'"),
        ({"modalities": ["mammography"]}, "management is stated for each modality"),
        ({"source": ["nobody"]}, "not in sources.toml"),
        ({"colour": "red"}, "unknown key colour"),
        ({"id": "4A"}, "every category stands there once"),
    ],
)
def test_a_broken_category_is_refused(change: dict[str, Any], said: str) -> None:
    table = copy.deepcopy(read_table("assessment"))
    next(row for row in table["category"] if row["id"] == "4B").update(change)
    with pytest.raises(InvalidTable, match=said):
        build_assessments(table)


def test_the_rule_has_seven_final_and_two_incomplete_statements() -> None:
    kinds = [one.kind for one in lexicon.statements().assessment]
    assert kinds.count(StatementKind.FINAL) == 7
    assert kinds.count(StatementKind.INCOMPLETE) == 2


@pytest.mark.parametrize("category", Category)
def test_the_crosswalk_is_total(category: Category) -> None:
    found = lexicon.mqsa_statements(category)
    if category is not Category.C0:
        assert len(found) == 1
        return
    assert len(found) == 2
    for reason in ("needs_additional_imaging", "needs_priors"):
        (one,) = lexicon.mqsa_statements(category, reason)
        assert one.reason == reason
    assert lexicon.mqsa_statements(category, "not_stated") == found


def test_only_the_marker_exam_has_no_category() -> None:
    without = [one.id for one in lexicon.statements().assessment if not one.categories]
    assert without == ["post_procedure_mammogram_for_marker_placement"]


def test_density_statements_match_the_compositions() -> None:
    for composition in Composition:
        one = lexicon.density_statement(composition)
        assert lexicon.term(one.term).word == composition
        dense = composition in {Composition.HETEROGENEOUSLY_DENSE, Composition.EXTREMELY_DENSE}
        assert one.lay_statement.id == ("dense" if dense else "not_dense")


def test_only_what_was_seen_word_for_word_is_exact() -> None:
    law = lexicon.statements()
    assert all(one.exact and one.checked for one in law.density)
    for one in (*law.assessment, *law.lay):
        assert one.checked
        assert not one.exact
        assert one.note
    priors = next(one for one in law.assessment if one.reason == "needs_priors")
    assert "30 days" in str(priors.note)


@pytest.mark.parametrize(
    ("part", "change", "said"),
    [
        ("assessment", {"categories": ["1", "2"]}, "category 2 has no clear statement"),
        ("assessment", {"categories": []}, "says why it has none"),
        ("assessment", {"exact": True, "checked": False}, "exact means checked"),
        ("assessment", {"exact": "yes"}, "'exact' should be true or false"),
        ("assessment", {"source": ["nobody"]}, "not in sources.toml"),
        ("density", {"lay_statement": "x"}, "no such lay statement"),
        ("density", {"term": "mg.composition.x"}, "there is no term"),
        ("density", {"id": "x"}, "each composition has one"),
    ],
)
def test_a_broken_statement_is_refused(part: str, change: dict[str, Any], said: str) -> None:
    table = copy.deepcopy(read_table("statements"))
    table[part][0].update(change)
    with pytest.raises(InvalidTable, match=said):
        build_statements(table)
