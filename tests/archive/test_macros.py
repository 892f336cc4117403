"""The decision table in SQL gives what the library gives, whatever the order of the words."""

from __future__ import annotations

import random
from itertools import product
from typing import Any

import pytest

from birads.acr_criteria.decisions import decision, key_of
from birads.acr_criteria.facts import Facts, GroupCount, Laterality
from birads.archive.macros import decisions
from birads.lexicon.mammography import CalcDistribution, CalcMorphology

duckdb = pytest.importorskip("duckdb")

JOIN = """
SELECT d.status, d.variant, d.candidates, d.reasons, d.missing
FROM (
    SELECT ?::VARCHAR[] AS words, ?::VARCHAR AS place, ?::VARCHAR AS said, ?::VARCHAR AS side) AS f
JOIN birads_decisions d ON d.morphology = birads_morphology(f.words)
    AND d.distribution = birads_distribution(f.place)
    AND d.groups = birads_groups(f.said) AND d.laterality = birads_laterality(f.side)
"""


@pytest.fixture(scope="module")
def connection() -> Any:
    made = duckdb.connect()
    assert decisions(made, max_morphologies=1) == 54 * (len(CalcMorphology) + 1)
    return made


def test_the_keys_are_those_of_the_library(connection: Any) -> None:
    draw = random.Random(1)
    query = (
        "SELECT birads_morphology(?::VARCHAR[]), birads_distribution(?::VARCHAR), "
        "birads_groups(?::VARCHAR), birads_laterality(?::VARCHAR)"
    )
    for _ in range(60):
        words = draw.choices([word.value for word in CalcMorphology], k=draw.randrange(5))
        place = draw.choice([*(word.value for word in CalcDistribution), None])
        groups = draw.choice([None, 1, 2, 7, "multiple", "single"])
        side = draw.choice([None, "left", "right", "bilateral", "unilateral"])
        said = None if groups is None else str(groups)
        row = connection.execute(query, [words, place, said, side]).fetchone()
        assert row == key_of(words, place, groups, side)


def test_the_join_gives_what_the_library_decides(connection: Any) -> None:
    sets: list[list[str]] = [[], ["amorphous"], ["coarse_heterogeneous"], ["punctate"]]
    for words, place, groups, side in product(
        sets, ["grouped", "diffuse", None], [1, 3, None], ["left", "bilateral", None]
    ):
        said = None if groups is None else str(groups)
        found = connection.execute(JOIN, [words, place, said, side]).fetchall()
        expected = decision(facts(words, place, groups, side))
        names = ("status", "variant", "candidates", "reasons", "missing")
        assert found == [tuple(getattr(expected, name) for name in names)]


def facts(words: list[str], place: str | None, groups: int | None, side: str | None) -> Facts:
    count = None if groups is None else GroupCount.SINGLE if groups == 1 else GroupCount.MULTIPLE
    both = {"left": Laterality.UNILATERAL, "bilateral": Laterality.BILATERAL}
    return Facts(
        frozenset(map(CalcMorphology, words)),
        CalcDistribution(place) if place else None,
        count,
        both[side] if side else None,
    )


@pytest.mark.parametrize(
    "call",
    [
        "birads_morphology(['starry'])",
        "birads_distribution('clustered')",
        "birads_groups('0')",
        "birads_groups('some')",
        "birads_laterality('both')",
    ],
)
def test_a_word_that_the_lexicon_does_not_have_stops_the_query(connection: Any, call: str) -> None:
    with pytest.raises(duckdb.Error, match=r"word|count|side"):
        connection.execute(f"SELECT {call}").fetchall()
