"""Every word of the raw lexicon and of the public tables is read, or it is said why not."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from birads import lexicon
from tests.lexicon.public_words import answers

HERE = Path(__file__).parent

# Where the concepts of the raw lexicon went.
CONCEPTS = {
    "composition": "composition",
    "mass_shape": "mass.shape",
    "mass_margin": "mass.margin",
    "mass_density": "mass.density",
    "mass_orientation": "mass.orientation",
    "mass_internal_enhancement": "mass.internal_enhancement",
    "calc_morphology": "calcifications.morphology",
    "calc_distribution": "calcifications.distribution",
    "asymmetry": "asymmetry.type",
    "finding": "finding",
    "associated_feature": "associated",
    "tissue_composition": "tissue_composition",
    "echo_pattern": "mass.echo_pattern",
    "posterior_features": "mass.posterior_features",
    "calcifications": "calcifications.location",
    "vascularity": "vascularity",
    "elasticity": "elasticity",
    "special_case": "special_case",
    "lesion_boundary": "mass.boundary",
    "fgt": "fibroglandular_tissue",
    "bpe_level": "bpe.level",
    "bpe_symmetry": "bpe.symmetry",
    "nme_distribution": "nme.distribution",
    "nme_internal_enhancement": "nme.internal_enhancement",
    "other_finding": "special_case",
    "kinetics_initial": "kinetics.initial",
    "kinetics_delayed": "kinetics.delayed",
    "implant": "implant",
    "lesion_conspicuity": "conspicuity",
    "enhancing_asymmetry_internal": "enhancing_asymmetry.internal_enhancement",
    "extent_of_enhancement": "extent_of_enhancement",
}
PREFIX = {"mammography": "mg", "ultrasound": "us", "mri": "mri", "cem": "cem"}
EDITIONS = {"4": "2003", "5": "2013", "S22": "2013", "25": "2025"}


def test_every_value_of_the_public_tables_is_read_or_explained(shared: Path) -> None:
    explained = tomllib.loads((HERE / "unreadable_values.toml").read_text(encoding="utf-8"))
    unread = {
        (place, value)
        for (place, value), (_, found) in answers(shared / "datasets").items()
        if found is None
    }
    known = {(place, value) for place, values in explained.items() for value in values}
    assert unread - known == set(), "new values that nobody explained"
    assert known - unread == set(), "explained, but read or absent by now"


def test_nothing_in_the_public_tables_is_guessed_in_silence(shared: Path) -> None:
    for (place, value), (_, found) in answers(shared / "datasets").items():
        if found is not None and found.term is None:
            codes = {issue.code for issue in found.issues}
            assert codes & {"ambiguous_word", "spelling_corrected"}, (place, value)


@pytest.fixture(scope="module")
def raw(shared: Path) -> list[dict[str, Any]]:
    text = (shared / "data" / "lexicon.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(text)
    return rows


@pytest.fixture(scope="module")
def left_out() -> dict[str, Any]:
    return tomllib.loads((HERE / "left_out.toml").read_text(encoding="utf-8"))


def _term(row: dict[str, Any]) -> lexicon.Term | None:
    axis = f"{PREFIX[row['modality']]}.{CONCEPTS[row['concept']]}"
    return lexicon.find(row["name"], axis).term


def test_every_word_of_the_raw_lexicon_is_a_term(raw: list[dict[str, Any]]) -> None:
    assert len(raw) == 216
    ids = []
    for row in raw:
        term = _term(row)
        assert term is not None, row["name"]
        ids.append(term.id)
        if re.fullmatch(r"[a-z0-9_]{2,}", row["id"]) and row["concept"] != "fgt":
            stem = row["id"].removesuffix("_on_T1W")
            assert term.word in {row["id"], stem} or row["name"] in {
                term.label,
                *term.synonyms,
            }, row["id"]
    assert len(set(ids)) == 216


def test_editions_are_those_of_the_raw_lexicon(
    raw: list[dict[str, Any]], left_out: dict[str, Any]
) -> None:
    for row in raw:
        term = _term(row)
        assert term is not None
        known = {EDITIONS[edition] for edition in row["editions"] if edition in EDITIONS}
        unknown = {edition.strip("(?)") for edition in row["editions"] if edition.endswith("?)")}
        have = set(term.editions)
        assert known - have == set(), term.id
        assert (have - known != set()) is (term.id in left_out["more_editions"]), term.id
        assert {EDITIONS[edition] for edition in unknown} == set(term.unknown_editions), term.id


def test_synonyms_of_the_raw_lexicon_are_read_or_explained(
    raw: list[dict[str, Any]], left_out: dict[str, Any]
) -> None:
    unread = set()
    for row in raw:
        term = _term(row)
        assert term is not None
        for synonym in row["synonyms"]:
            word = re.sub(r"\s*\(.*\)$", "", synonym).strip("'")
            found = lexicon.find(word, term.axis)
            if term not in [match.term for match in found.matches]:
                unread.add(f"{term.id}: {synonym}")
    assert unread == set(left_out["synonyms"])


def test_typical_categories_and_groups_are_those_of_the_raw_lexicon(
    raw: list[dict[str, Any]],
) -> None:
    for row in raw:
        term = _term(row)
        assert term is not None
        group = row["group"] and row["group"].replace(" ", "_")
        assert term.group == group, term.id
        assert bool(term.typical_category) is bool(row["typical_category"]), term.id
