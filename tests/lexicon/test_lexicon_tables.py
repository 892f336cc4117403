"""The tables hold together, and say so where they do not."""

from __future__ import annotations

import copy
import inspect
from enum import StrEnum
from typing import Any

import pytest

from birads import lexicon
from birads.lexicon import cem, common, findings, mammography, mri, ultrasound
from birads.lexicon._axes import AXES, TABLES
from birads.lexicon._fold import key
from birads.lexicon._load import build, read_sources, read_table
from birads.tables._row import InvalidTable

# Closed vocabularies of a report that are not words of an axis.
NOT_AXES = {common.Modality, common.Side, common.Breast, common.Category}


@pytest.mark.parametrize("axis", AXES.values(), ids=AXES)
def test_rows_and_members_are_in_bijection(axis: lexicon.Axis) -> None:
    rows = [row["id"] for row in read_table(axis.table)["term"]]
    own = [row for row in rows if row.rpartition(".")[0] == axis.id]
    assert sorted(own) == sorted(f"{axis.id}.{member}" for member in axis.enum)
    assert [term.word for term in lexicon.terms(axis=axis.id)] == list(axis.enum)


def test_every_enumeration_has_an_axis() -> None:
    spoken = {axis.enum for axis in AXES.values()}
    for module in (cem, common, findings, mammography, mri, ultrasound):
        enums = {
            value
            for value in vars(module).values()
            if inspect.isclass(value)
            and issubclass(value, StrEnum)
            and value.__module__ == module.__name__
        }
        assert enums - NOT_AXES <= spoken, module.__name__


def test_no_name_stands_twice_in_an_axis() -> None:
    for axis in AXES:
        owner: dict[str, str] = {}
        for term in lexicon.terms(axis=axis):
            names = {
                term.word,
                term.label,
                *dict(term.labels).values(),
                *term.synonyms,
                *(old.name for old in term.retired),
            }
            assert len(term.synonyms) == len({key(name) for name in term.synonyms}), term.id
            for name in names:
                assert owner.setdefault(key(name), term.id) == term.id, name


def test_facts_are_sentences_of_our_own() -> None:
    for term in lexicon.terms():
        assert term.fact.endswith("."), term.id
        assert term.fact[0].isupper(), term.id
        assert len(term.fact) <= 400, term.id


def test_every_source_is_cited() -> None:
    cited = {key for term in lexicon.terms() for key in term.source}
    cited |= {value.source for term in lexicon.terms() for value in term.ppv}
    cited |= {key for category in lexicon.assessments() for key in category.source}
    law = lexicon.statements()
    cited |= {key for one in (*law.assessment, *law.density, *law.lay) for key in one.source}
    cited |= {
        key
        for language in lexicon.Language
        for row in lexicon.translations(language).values()
        for key in row.source
    }
    assert {source.key for source in lexicon.sources()} == cited


def test_what_2025_says_is_a_draft_everywhere() -> None:
    for term in lexicon.terms():
        assert (lexicon.Edition.E2025 in term.editions) == term.is_draft(lexicon.Edition.E2025)


def test_ppv_percentages_are_percentages() -> None:
    for term in lexicon.terms():
        for value in term.ppv:
            assert value.percent is None or 0 <= value.percent <= 100
            if value.total is not None:
                assert value.malignant is not None
                assert 0 <= value.malignant <= value.total


def test_the_supplement_marks_cem_words_alone() -> None:
    assert {term.axis.partition(".")[0] for term in lexicon.terms() if term.supplement} == {"cem"}


def test_a_word_that_lost_its_edition_says_what_follows() -> None:
    order = list(lexicon.Edition)
    for term in lexicon.terms():
        gone = [
            edition
            for edition in order
            if term.editions and edition > min(term.editions) and term.stands_in(edition) is False
        ]
        assert bool(gone) == bool(term.successor), term.id
        if term.successor:
            assert term.successor.edition == gone[0]


def _tables() -> dict[str, Any]:
    return {name: copy.deepcopy(read_table(name)) for name in TABLES}


def _row(tables: dict[str, Any], term_id: str) -> dict[str, Any]:
    rows = [row for table in tables.values() for row in table["term"] if row["id"] == term_id]
    assert len(rows) == 1
    found: dict[str, Any] = rows[0]
    return found


OVAL = "mg.mass.shape.oval"
# One thing under two names, the older one of which the 2025 manual is reported to have replaced.
MILK = {f"mg.calcifications.morphology.{word}" for word in ("milk_of_calcium", "layering")}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"lable": "oval"}, "unknown key lable"),
        ({"editions": ["2014"]}, "'editions' has no word '2014'"),
        ({"confidence": []}, "'confidence' is empty"),
        ({"confidence": ["sure"]}, "'confidence' has no word 'sure'"),
        ({"fact": ""}, "'fact' should be a text"),
        ({"fact": 3}, "'fact' should be a text"),
        ({"synonyms": "ovoid"}, "'synonyms' should be a list of texts"),
        ({"synonyms": ["circular", "Round"]}, "'round' is also a name of mg.mass.shape.oval"),
        ({"id": "mg.mass.shape.oblong"}, "'id' has no word 'oblong'"),
        ({"id": "mg.mass.form.oval"}, "mammography.toml has no axis 'mg.mass.form'"),
        ({"id": "mg.mass.shape.round"}, "the id stands twice"),
        ({"source": ["somebody"]}, "there is no source 'somebody'"),
        ({"draft_editions": ["2025"], "editions": ["2013"]}, "a draft or labelled edition"),
        ({"unknown_editions": ["2013"]}, "both known and unknown"),
        ({"successor": {"edition": "2025", "id": "mg.mass.shape.egg"}}, "there is no successor"),
        ({"successor": {"edition": "2025"}}, "needs a note"),
        ({"successor": {"edition": "2013", "id": "mg.mass.shape.lobulated"}}, "does not stand"),
        ({"ppv": [{"source": "rao2016"}]}, "a value is a percentage"),
        ({"ppv": [{"source": "rao2016", "percent": True}]}, "'percent' should be a number"),
        ({"ppv": [{"source": "rao2016", "malignant": 1.5, "total": 2}]}, "a whole number"),
        ({"retired": [{"name": "egg", "edition": "1990"}]}, "there is no edition '1990'"),
        (
            {"codes": [{"system": "SCT", "code": "1", "display": "x", "match": "equal"}]},
            "'match' has no word 'equal'",
        ),
        (
            {"codes": [{"system": "SCT", "code": "1", "display": "x", "match": "exact"}] * 2},
            "the code stands twice",
        ),
    ],
)
def test_a_broken_row_is_refused_by_file_and_row(change: dict[str, Any], said: str) -> None:
    tables = _tables()
    _row(tables, OVAL).update(change)
    with pytest.raises(InvalidTable) as caught:
        build(tables, read_sources())
    message = str(caught.value)
    assert said in message
    assert message.startswith("mammography.toml, term mg.mass.")


def test_a_missing_row_is_refused() -> None:
    tables = _tables()
    tables["mri"]["term"].remove(_row(tables, "mri.finding.focus"))
    with pytest.raises(InvalidTable, match=r"mri.toml: there is no row for mri.finding.focus"):
        build(tables, read_sources())


@pytest.mark.parametrize(
    "candidates",
    [
        ["us.mass.shape.oval", "mg.calcifications.morphology.coarse_popcorn"],
        ["mg.calcifications.morphology.coarse_popcorn", "mg.calcifications.morphology.grainy"],
        ["mg.calcifications.morphology.coarse_popcorn"],
        [OVAL, "mg.mass.shape.round"],
    ],
)
def test_an_ambiguous_word_names_terms_of_its_axis_and_modality(candidates: list[str]) -> None:
    tables = _tables()
    tables["mammography"]["ambiguous"][0]["candidates"] = candidates
    with pytest.raises(InvalidTable, match="ambiguous 'coarse'"):
        build(tables, read_sources())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"words": ["benign", "Dermal"]}, "general 'Dermal': it is the name of a term"),
        ({"words": []}, "'words' is empty"),
        ({"axis": "mg.form"}, "there is no axis 'mg.form'"),
        ({"note": None}, "'note' is missing"),
    ],
)
def test_a_general_word_is_no_name(change: dict[str, Any], said: str) -> None:
    tables = _tables()
    row = tables["mammography"]["general"][0]
    row.update(change)
    tables["mammography"]["general"][0] = {k: v for k, v in row.items() if v is not None}
    with pytest.raises(InvalidTable, match=said):
        build(tables, read_sources())


def test_a_code_means_one_term_of_an_axis_exactly() -> None:
    for axis in AXES:
        owner: dict[object, str] = {}
        for term in lexicon.terms(axis):
            for code in term.codes:
                if code.match is lexicon.Quality.EXACT:
                    taken = owner.setdefault((code.system, code.value), term.id)
                    same = {taken, term.id} == MILK
                    assert taken == term.id or same, code
